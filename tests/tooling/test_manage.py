"""`manage.py` ends set-up mistakes in one sentence, for a person and for a script."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def manage(python: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*python, ROOT / "manage.py", "check"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "kepatuhan.settings"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_bad_variable_exits_2_with_its_sentence():
    refused = manage([sys.executable], KEPATUHAN_MODE="prod")

    assert refused.returncode == 2
    assert refused.stderr == "KEPATUHAN_MODE is 'prod': set it to 'local' or to 'production'.\n"


def test_a_python_without_the_libraries_is_sent_to_make_setup():
    refused = manage([sys._base_executable, "-S", "-E"])

    assert refused.returncode == 1
    assert refused.stderr == ("Library 'django' is not installed: run `make setup`, then .venv/bin/python manage.py.\n")
