"""The two processes that are killed: the server, and the browser with its profile on disk."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
"""Seconds until a process must answer."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """gunicorn with two workers on the database in `VAR_DIR`."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._log = (folder / "server.log").open("ab")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", "--workers", "2"]
        command += ["--log-level", "warning", "--no-control-socket", "kepatuhan.wsgi"]
        self._process = subprocess.Popen(
            command, stdout=self._log, stderr=self._log, start_new_session=True, env=os.environ.copy()
        )
        _wait(self._answers, "the server does not answer")

    def kill(self) -> None:
        _kill_group(self._process)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class Browser:
    """Chromium with a profile that outlives it, driven over its debugging port."""

    def __init__(self, folder: Path) -> None:
        self._profile = folder / "profile"
        self._port_file = self._profile / "DevToolsActivePort"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """The address to connect to."""
        chromium = shutil.which("chromium") or "chromium"
        self._port_file.unlink(missing_ok=True)
        command = [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
        command += [f"--user-data-dir={self._profile}", "--no-first-run", "--disable-background-networking"]
        command += ["--disable-sync", "--disable-component-update", "--disable-quic", "about:blank"]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        _wait(self._has_port, "the browser does not answer")
        return f"http://127.0.0.1:{self._port_file.read_text().splitlines()[0]}"

    def kill(self) -> None:
        _kill_group(self._process)
        for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            (self._profile / name).unlink(missing_ok=True)

    def kill_tabs(self) -> None:
        """Kill the processes that draw pages, and let the browser live."""
        assert self._process is not None
        for each in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                is_ours = os.getpgid(int(each.name)) == self._process.pid
                if is_ours and b"--type=renderer" in (each / "cmdline").read_bytes():
                    os.kill(int(each.name), signal.SIGKILL)

    def _has_port(self) -> bool:
        return self._port_file.exists() and len(self._port_file.read_text().splitlines()) > 1


def _kill_group(process: "subprocess.Popen[bytes] | None") -> None:
    """Kill a process that we started with all its children, at once and without a word."""
    if process is None or process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _wait(is_ready: "object", words: str) -> None:
    assert callable(is_ready)
    end = time.monotonic() + PATIENCE
    while not is_ready():
        if time.monotonic() > end:
            raise TimeoutError(words)
        time.sleep(0.03)


@contextmanager
def running(folder: Path) -> Iterator[tuple[Server, Browser]]:
    """A server and a browser; both are killed in the end."""
    server, browser = Server(folder), Browser(folder)
    try:
        yield server, browser
    finally:
        browser.kill()
        server.kill()
