"""Static files stand complete: the production storage can hash them all, and templates name none that is missing."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from kepatuhan.settings import STORAGES

NAMED = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")


@pytest.fixture
def collected(settings, tmp_path):
    settings.STORAGES = STORAGES
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    return staticfiles_storage


def test_every_file_that_a_template_names_is_collected_and_hashed(collected):
    named = {
        (str(template.relative_to(settings.BASE_DIR)), name)
        for template in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for name in NAMED.findall(template.read_text(encoding="utf-8"))
    }

    missing = [f"{template}: {name}" for template, name in sorted(named) if name not in collected.hashed_files]

    assert named
    assert not missing
