"""The lock files are in step with the requirements they were resolved from; `make lock` makes them so."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([a-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE | re.IGNORECASE)


def pinned(name: str) -> set[tuple[str, str]]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {(package.lower().replace("_", "-"), version) for package, version in PINNED.findall(text)}


@pytest.mark.parametrize("kind", ["requirements", "requirements-dev"])
def test_a_lock_holds_what_its_requirements_ask_for(kind):
    assert pinned(f"{kind}.txt") <= pinned(f"{kind}.lock")


def test_the_developers_lock_holds_the_runtime_lock_whole():
    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")


@pytest.mark.parametrize("kind", ["requirements", "requirements-dev"])
def test_every_locked_library_has_its_hashes_and_no_address(kind):
    text = (ROOT / f"{kind}.lock").read_text(encoding="utf-8")

    assert text.count("==") <= text.count("--hash=sha256:")
    assert "://" not in text
