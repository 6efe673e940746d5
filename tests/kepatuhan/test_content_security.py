"""The strict policy holds only while no template writes script or style into a page."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

FORBIDDEN = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|\shx-on|\shx-vals=.?js:")
TEMPLATES = sorted(path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "reports" not in path.parts)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR / "templates")))
def test_no_template_writes_script_or_style_into_a_page(path: Path):
    assert not FORBIDDEN.findall(path.read_text(encoding="utf-8"))


def test_every_page_carries_the_policy(client, db):
    policy = client.get(reverse("login"))["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
