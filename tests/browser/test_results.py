"""A validator computes a result, reads it and opens its trace down to one answer, on a telephone and on a desk."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from assessments.models import Answer, Locus, Stage
from tests.assessments.results.conftest import opened_round


@pytest.fixture
def validated(muba, dukcapil_muba, puskesmas_muba, sari, rahmat, hasan):
    found = opened_round(muba, sari, code="opini-2026", units=[dukcapil_muba, puskesmas_muba])
    found.answer_everything(level=3)
    Answer.objects.filter(locus=found.loci[1], indicator__startswith="KP").delete()
    Locus.objects.update(stage=Stage.VALIDATED, verified_by=rahmat, validated_by=hasan)
    return found.assessment


@pytest.fixture
def signed_in(client, page, live_server):
    def sign_in(person):
        client.force_login(person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return sign_in


def test_hasan_computes_a_result_and_opens_its_trace(
    validated, hasan, live_server, page, accessible_at_both_widths, signed_in
):
    signed_in(hasan)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(live_server.url + reverse("result_preview", args=[validated.public_id]))
    accessible_at_both_widths()
    page.get_by_role("button", name="Hitung dan simpan hasil").click()
    expect(page.get_by_text("Hasil sudah dihitung dan disimpan.")).to_be_visible()
    expect(page.get_by_role("img", name="Nilai unit layanan")).to_be_visible()
    page.get_by_text("asumsi dalam instrumen ini").click()
    accessible_at_both_widths()

    page.get_by_role("link", name="Puskesmas Sekayu").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Puskesmas Sekayu")
    accessible_at_both_widths()

    page.get_by_role("link", name="Jejak perhitungan unit").click()
    page.get_by_text("Proses", exact=True).click()
    page.get_by_text("PR-08").click()
    expect(page.get_by_text("(3 + 3 + 3 + 3) / (4 × 4) = 0,7500").first).to_be_visible()
    accessible_at_both_widths()

    page.get_by_role("link", name="Hasil penilaian").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil penilaian")
    accessible_at_both_widths()


def test_the_trace_of_an_agency_opens_a_unit_in_place(validated, hasan, live_server, page, accessible, signed_in):
    signed_in(hasan)
    page.goto(live_server.url + reverse("result_preview", args=[validated.public_id]))
    page.get_by_role("button", name="Hitung dan simpan hasil").click()
    page.get_by_role("link", name="Jejak perhitungan").click()
    page.locator("summary", has_text="Puskesmas Sekayu").click()
    page.locator("summary", has_text="Input").click()
    page.locator("summary", has_text="IN-01").click()
    expect(page.get_by_role("cell", name="Sari Lestari").first).to_be_visible()
    accessible()
