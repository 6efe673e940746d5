"""`make run` refuses what it cannot serve in one sentence that says what to do."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(**variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "bin/run"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "kepatuhan.settings"} | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def taken_port():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield str(holder.getsockname()[1])


@pytest.fixture
def free_port():
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        return str(finder.getsockname()[1])


def test_a_port_in_use_is_named_with_the_way_out(taken_port):
    refused = run(PORT=taken_port)

    assert refused.returncode == 1
    assert refused.stderr == (
        f"Port {taken_port} cannot be used (Address already in use): choose another one, make run PORT=8001.\n"
    )


@pytest.mark.parametrize("port", ["http", "0", "65536"])
def test_a_port_that_is_none_is_refused(port):
    refused = run(PORT=port)

    assert refused.returncode == 1
    assert refused.stderr == f"PORT is '{port}': set it to a number from 1 to 65535, make run PORT=8001.\n"


def test_a_bad_variable_ends_in_its_sentence(free_port):
    refused = run(PORT=free_port, DEBUG="maybe")

    assert refused.returncode == 2
    assert refused.stderr == "DEBUG is 'maybe': set it to 'true' or to 'false'.\n"


def test_production_is_not_served_this_way(free_port):
    refused = run(
        PORT=free_port,
        KEPATUHAN_MODE="production",
        SECRET_KEY="jembatan-ampera-9f3kq7Zx-sungai-musi-2vB8wLp0-palembang-Tn4",
        ALLOWED_HOSTS="kepatuhan.example.go.id",
        SITE_URL="https://kepatuhan.example.go.id",
        DATABASE_URL="postgres://kepatuhan:secret@db.example.go.id:5432/kepatuhan",
        EMAIL_URL="smtp+tls://mail.example.go.id:587",
        DEFAULT_FROM_EMAIL="kepatuhan@example.go.id",
        CONTACT_KEYS="dGlnYSBwdWx1aCBkdWEgYnl0ZSBrdW5jaSBjb250b2g=",
    )

    assert refused.returncode == 1
    assert refused.stderr == "make run serves a local copy; docs/operations.md says how to run in production.\n"
