"""Six people carry one sheet from its last open question to the PDF in the head's hand."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.fieldwork.services import set_team
from assessments.models import Answer, Report
from tests.assessments.conftest import declare
from tests.assessments.results.conftest import opened_round


@pytest.fixture
def almost_done(muba, dukcapil_muba, sari, dewi):
    """One locus under opini-2026 whose last open question is the budget (IN-02)."""
    found = opened_round(muba, sari, code="opini-2026", units=[dukcapil_muba])
    found.answer_everything(level=3)
    Answer.objects.filter(indicator="IN-02").delete()
    set_team(actor=dewi, assessment=found.assessment, lead=dewi, members=[sari])
    declare(dewi, found.assessment)
    return found.assessment


def test_from_the_last_answer_to_the_report_in_the_officials_hand(
    almost_done, act_as, page, accessible_at_both_widths, sari, dewi, rahmat, hasan, ratna, agus
):
    page.set_viewport_size({"width": 360, "height": 800})

    act_as(sari, reverse("worklist"))
    page.get_by_role("link", name="Dinas Kependudukan dan Pencatatan Sipil").first.click()
    page.get_by_role("link", name="Nyatakan independensi").click()
    page.get_by_role("button", name="Simpan pernyataan").wait_for()
    for statement in page.get_by_role("checkbox").all():
        statement.check()
    accessible_at_both_widths()
    page.get_by_role("button", name="Simpan pernyataan").click()
    page.get_by_role("link", name="Lanjutkan").click()
    budget = page.locator(".sheet-question", has_text="IN-02")
    budget.locator(".level-choice label").nth(1).click()
    budget.locator(".state-saved").wait_for()
    accessible_at_both_widths()

    act_as(dewi, reverse("worklist"))
    page.get_by_role("link", name="Dinas Kependudukan dan Pencatatan Sipil").first.click()
    page.get_by_role("link", name="Boleh pulang?").first.click()
    page.get_by_label("Alasan menyerahkan").wait_for()
    accessible_at_both_widths()
    page.get_by_label("Alasan menyerahkan").fill("Bukti dilihat di tempat.")
    page.get_by_role("button", name="Serahkan").click()
    page.get_by_text("Diserahkan").first.wait_for()

    locus = almost_done.loci.get()
    for person, verb, stage in ((rahmat, "Verifikasi", "Terverifikasi"), (hasan, "Validasi", "Tervalidasi")):
        act_as(person, reverse("locus_review", args=[locus.public_id]))
        accessible_at_both_widths()
        page.get_by_role("button", name=f"{verb} Dinas").click()
        page.get_by_text(stage).first.wait_for()

    page.goto(page.url.partition("/lokus")[0] + reverse("result_preview", args=[almost_done.public_id]))
    page.get_by_role("button", name="Hitung dan simpan hasil").click()
    page.get_by_role("button", name="Terbitkan laporan").click(timeout=60_000)  # a report is drawn in this request
    page.get_by_role("link", name="Unduh laporan").wait_for()

    act_as(agus, reverse("report_list"))
    page.get_by_text("Belum ada laporan untuk Anda").wait_for()

    act_as(ratna, reverse("period_publishing", args=[almost_done.period.public_id]))
    accessible_at_both_widths()
    page.get_by_role("button", name="Tetapkan 1 instansi").click()
    page.get_by_role("button", name="Terbitkan hasil periode").click()
    page.get_by_text("Hasil dibuka bagi instansi sejak").wait_for()

    act_as(agus, reverse("report_list"))
    accessible_at_both_widths()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Unduh").first.click()
    content = downloading.value.path().read_bytes()
    report = Report.objects.get()
    assert content.startswith(b"%PDF-")
    assert (len(content), downloading.value.suggested_filename[-4:]) == (report.size, ".pdf")
    assert Event.objects.filter(verb="download_report", actor=agus).exists()
