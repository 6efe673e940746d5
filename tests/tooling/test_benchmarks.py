"""A short sample of each long measurement, so that none of them rots unseen; their bounds are for `make bench`."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.fixture
def run(tmp_path):
    environment = os.environ | {
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "kepatuhan.settings",
    }

    def run_module(*words):
        command = [sys.executable, "-m", *words]
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run_module


def test_a_small_year_is_generated_computed_and_measured(run):
    run("tests.bench.national_year", "generate", "2")
    found = json.loads(run("tests.bench.national_year", "measure", "2"))
    assert (found["answers"], found["units"], found["results"]) == (2 * 7 * 219, 14, 2)
    assert found["compute"] > 0
    assert found["floor"] > 0
