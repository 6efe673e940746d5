"""A citizen types the code of a paper and matches the PDF, which never leaves the browser."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models import Report, Result
from tests.assessments.conftest import opini_2026
from tests.assessments.reports.many import result_of

__all__ = ["opini_2026"]
PDF = b"%PDF-1.7 a short one"


@pytest.fixture
def paper(opini_2026, muba) -> Report:
    cache.clear()
    opini_2026.released_at = timezone.now() - timedelta(minutes=1)
    opini_2026.save()
    result: Result = result_of(opini_2026, muba)
    return Report.objects.create(
        period=opini_2026,
        result=result,
        template_version="1-00000000",
        file=ContentFile(PDF, name="short.pdf"),
        size=len(PDF),
        pages=1,
        sha256=sha256(PDF).hexdigest(),
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_a_citizen_checks_a_paper(width, paper, live_server, page, accessible):
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + reverse("verification_home"))
    accessible()
    page.get_by_label("Kode pada laporan").fill(paper.written_code.lower())
    page.get_by_role("button", name="Periksa kode").click()
    expect(page.get_by_text("diterbitkan oleh Ombudsman Republik Indonesia")).to_be_visible()
    accessible()
    choose, match = page.get_by_label("Berkas PDF laporan"), page.get_by_role("button", name="Cocokkan")
    choose.set_input_files({"name": "laporan.pdf", "mimeType": "application/pdf", "buffer": PDF})
    match.click()
    page.get_by_text("Berkas sama.").wait_for()
    choose.set_input_files({"name": "laporan.pdf", "mimeType": "application/pdf", "buffer": PDF + b" "})
    match.click()
    page.get_by_text("Berkas berbeda.").wait_for()
    accessible()
    assert "POST" not in sent
