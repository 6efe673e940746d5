"""The shell: the static files that make up the page in the field, named by what they hold."""

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

OWN = (
    "vendor/bootstrap-5.3.9/bootstrap.min.css",
    "css/kepatuhan.css",
    "css/sheet.css",
    "css/interview.css",
    "css/lapangan.css",
    "vendor/source-sans-3-5.3.1/source-sans-3-latin-400-normal.woff2",
    "vendor/source-sans-3-5.3.1/source-sans-3-latin-600-normal.woff2",
    "vendor/source-sans-3-5.3.1/source-sans-3-latin-700-normal.woff2",
    "img/favicon.svg",
)
MODULES = "js/lapangan"


@dataclass(frozen=True, slots=True)
class ShellFile:
    """A file of the shell: its public address (without a fingerprint in it), where it is, and its SHA-256."""

    name: str
    path: Path
    sha256: str

    @property
    def url(self) -> str:
        return f"{settings.STATIC_URL}{self.name}"


def shell_files() -> tuple[ShellFile, ...]:
    """Every file of the shell; read once, or afresh at each call while debugging."""
    if settings.DEBUG:
        _files.cache_clear()
    return _files()


@lru_cache(maxsize=1)
def _files() -> tuple[ShellFile, ...]:
    modules = sorted(path.name for path in (settings.BASE_DIR / "static" / MODULES).glob("*.js"))
    names = [*OWN, *(f"{MODULES}/{name}" for name in modules if name != "worker.js")]
    return tuple(_file(name) for name in names)


def _file(name: str) -> ShellFile:
    found = finders.find(name)
    path = Path(str(found))
    return ShellFile(name, path, sha256(path.read_bytes()).hexdigest())


def release(page: str) -> str:
    """The name of this shell: twelve letters that change with any byte of its page or files."""
    told = json.dumps([page, *((file.name, file.sha256) for file in shell_files())])
    return sha256(told.encode()).hexdigest()[:12]


def worker_source(page_url: str, name: str) -> str:
    """The service worker: what to keep, each file with its fingerprint, in front of the program that does it."""
    facts = {
        "release": name,
        "page": page_url,
        "files": {file.url: file.sha256 for file in shell_files()},
    }
    program = Path(str(finders.find(f"{MODULES}/worker.js"))).read_text(encoding="utf-8")
    return f"const SHELL = {json.dumps(facts, sort_keys=True)};\n{program}"


def icon_url() -> str:
    """The picture of the installed application."""
    return static("img/favicon.svg")
