"""An official reads a report as a page; an administrator tries new words for its letter. On a telephone and a desk."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models import Report, Result
from assessments.results.services import compute
from tests.assessments.results.conftest import opened_round


@pytest.fixture
def report(muba, dukcapil_muba, puskesmas_muba, sari):
    found = opened_round(muba, sari, code="kepatuhan-2021", units=[dukcapil_muba, puskesmas_muba])
    found.answer_everything(level=1)
    period = found.assessment.period
    period.released_at = timezone.now()
    period.save()
    result = Result.objects.get(pk=compute(assessment=found.assessment, actor=None).pk)
    return Report.objects.create(period=period, result=result, template_version="1", size=1, pages=12)


@pytest.fixture
def signed_in(client, page, live_server):
    def sign_in(person):
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return sign_in


def test_a_report_is_read_and_its_words_are_tried(report, agus, tono, live_server, page, accessible, signed_in):
    signed_in(agus)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(live_server.url + reverse("report_list"))
    page.get_by_role("link", name="Baca").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pemerintah Kabupaten Musi Banyuasin")
    accessible()
    page.set_viewport_size({"width": 1280, "height": 800})
    accessible()

    signed_in(tono)
    page.goto(live_server.url + reverse("wording_edit", args=["agency"]))
    page.get_by_label("Penutup surat").fill("Terima kasih, {pimpinan}.")
    page.get_by_label("Alasan perubahan").fill("Lebih ringkas.")
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_text("Terima kasih, Bupati Musi Banyuasin.")).to_be_visible()
    accessible()
    page.get_by_role("button", name="Berlakukan kalimat ini").click()
    expect(page.get_by_text("Lebih ringkas.")).to_be_visible()
