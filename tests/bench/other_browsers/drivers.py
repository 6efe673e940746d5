"""Browsers that run a program in their page and can be killed: Firefox by Marionette, WebKit by a host of our own."""

import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from tests.bench.loss.processes import free_port

PATIENCE = 120.0
"""Seconds that a browser may take on a busy machine."""


class Browser:
    """One browser with a profile that outlives it."""

    def __init__(self, folder: Path) -> None:
        self._profile = folder / type(self).__name__
        self._profile.mkdir()
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        raise NotImplementedError

    def go(self, address: str) -> None:
        raise NotImplementedError

    def run(self, program: str, *given: object) -> Any:
        """What the body of an async function returns in the page; `args` are the given."""
        raise NotImplementedError

    def wait(self, claim: str) -> None:
        """Until an expression is true in the page."""
        end = time.monotonic() + PATIENCE
        while not self.run(f"return Boolean({claim});"):
            if time.monotonic() > end:
                raise TimeoutError(f"{claim}\n{self.run('return document.body.innerText;')}")
            time.sleep(0.2)

    def kill(self) -> None:
        """End it with all its children, at once and without a word."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Firefox(Browser):
    """firefox-esr without a window; Marionette speaks `length:[0, number, command, parameters]` over a socket."""

    def start(self) -> None:
        port = free_port()
        (self._profile / "user.js").write_text(
            f'user_pref("marionette.port", {port});\nuser_pref("toolkit.startup.max_resumed_crashes", -1);\n'
        )
        command = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", str(self._profile)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, text=True
        )
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self._wire = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).makefile("rwb")
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)
        self._number = 0
        self._heard()
        self._ask("WebDriver:NewSession", {})
        self._ask("WebDriver:SetTimeouts", {"script": int(PATIENCE * 1000)})

    def go(self, address: str) -> None:
        self._ask("WebDriver:Navigate", {"url": address})

    def run(self, program: str, *given: object) -> Any:
        script = f"""const done = [...arguments].at(-1);
          const args = [...arguments].slice(0, -1);
          const work = async () => {{ {program} }};
          work().then((ok) => done({{ ok: ok ?? null }}), (error) => done({{ problem: String(error) }}));"""
        answer = self._ask("WebDriver:ExecuteAsyncScript", {"script": script, "args": list(given)})["value"]
        return _answered(answer)

    def _ask(self, command: str, parameters: dict[str, object]) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._wire.write(b"%d:%b" % (len(message), message))
        self._wire.flush()
        _, _, problem, answer = self._heard()
        if problem:
            raise RuntimeError(f"{command}: {problem['message']}")
        return answer

    def _heard(self) -> Any:
        length = b""
        while (letter := self._wire.read(1)) != b":":
            length += letter
        return json.loads(self._wire.read(int(length)))


class WebKit(Browser):
    """WebKitGTK in the host beside this file; needs a display, such as that of xvfb-run."""

    def start(self) -> None:
        host = Path(__file__).parent / "webkit_host.py"
        self._process = subprocess.Popen(
            ["/usr/bin/python3", str(host), str(self._profile)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
            env=os.environ | {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"},
        )

    def go(self, address: str) -> None:
        self._ask({"go": address})

    def run(self, program: str, *given: object) -> Any:
        return self._ask({"js": program, "args": given})

    def _ask(self, asked: dict[str, object]) -> Any:
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        return _answered(json.loads(self._process.stdout.readline()))


def _answered(answer: dict[str, Any]) -> Any:
    if "problem" in answer:
        raise RuntimeError(answer["problem"])
    return answer["ok"]
