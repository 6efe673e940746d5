"""Five people carry one locus from the plan to everyone's eyes: a return, an objection upheld, a correction."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.fieldwork.services import set_team
from assessments.models import Locus, PeriodWindow, Result, Stage
from tests.assessments.conftest import declare
from tests.assessments.results.conftest import opened_round

WHY = "Renja tahun berjalan belum ditandatangani."


@pytest.fixture
def planned(muba, dukcapil_muba, sari, dewi) -> Locus:
    """One locus under opini-2026, planned, with every answer waiting to be handed over; replies are open today."""
    found = opened_round(muba, sari, code="opini-2026", units=[dukcapil_muba])
    found.answer_everything(level=3)
    set_team(actor=dewi, assessment=found.assessment, lead=dewi, members=[sari])
    declare(dewi, found.assessment)
    today = timezone.localdate()
    PeriodWindow.objects.create(period=found.assessment.period, kind="reply", starts_on=today, ends_on=today)
    return found.assessment.loci.get()


@pytest.mark.parametrize("width", [360])
def test_from_the_plan_to_everyones_eyes(
    width, planned, act_as, page, live_server, accessible, dewi, rahmat, hasan, budi, ratna
):
    page.set_viewport_size({"width": width, "height": 800})

    def stage() -> str:
        return Locus.objects.get(pk=planned.pk).stage

    def turn(person, words):
        """Start at home and go where Giliran Anda leads."""
        act_as(person)
        page.get_by_role("link", name=words).first.click()

    def hand_over():
        page.goto(live_server.url + reverse("locus_submit", args=[planned.public_id]))
        page.get_by_label("Alasan").fill("Contoh.")
        page.get_by_role("button", name="Serahkan").click()
        page.get_by_text("Diserahkan").first.wait_for()

    turn(dewi, "Isi dan serahkan")
    hand_over()

    turn(rahmat, "Verifikasi")
    page.locator("#IN-01 summary").first.click()
    page.get_by_role("checkbox", name="IN-01").check()
    page.get_by_label("Apa yang perlu diperbaiki").fill(WHY)
    page.get_by_role("button", name="Kembalikan indikator").click()
    page.get_by_text("Tim sedang mengisi").wait_for()

    turn(dewi, "Perbaiki yang dikembalikan")
    page.get_by_text(WHY).first.wait_for()
    accessible()
    hand_over()

    turn(rahmat, "Verifikasi")
    page.get_by_role("button", name="Verifikasi Dinas").click()
    page.get_by_text("Terverifikasi").first.wait_for()
    turn(hasan, "Validasi")
    page.get_by_role("button", name="Validasi Dinas").click()
    page.get_by_text("Tervalidasi").first.wait_for()
    turn(hasan, "Buka hak jawab")
    page.get_by_role("button", name="Buka hak jawab").click()
    page.get_by_text("Sanggahan diterima sampai").wait_for()
    assert stage() == Stage.IN_REPLY

    turn(budi, "Baca hasil sementara")
    page.get_by_role("heading", level=1, name="Hak jawab").wait_for()
    accessible()
    page.get_by_role("link", name="Sanggah IN-01").click()
    page.get_by_role("heading", level=1, name="Sanggah IN-01").wait_for()
    accessible()
    page.get_by_label("Mengapa nilainya keliru").fill("Renja sudah ditandatangani sejak Mei.")
    page.get_by_role("button", name="Kirim sanggahan").click()
    page.get_by_role("link", name="Hak jawab").last.click()
    page.get_by_role("button", name="Selesai menggunakan").click()
    page.get_by_text("Instansi menyatakan selesai").wait_for()

    turn(rahmat, "Putuskan sanggahan")
    page.get_by_role("link", name="IN-01").first.click()
    page.get_by_role("heading", level=1, name="Sanggahan IN-01").wait_for()
    accessible()
    page.get_by_label("Diterima", exact=True).check()
    page.get_by_label("Cara penilaian").select_option("document")
    page.get_by_label("Tingkat yang berlaku").select_option("4")
    page.get_by_label("Pertimbangan").fill("Renja sah sejak Mei.")
    page.get_by_role("button", name="Simpan putusan").click()
    page.get_by_text("Putusan: diterima").wait_for()

    turn(ratna, "Tetapkan hasil 1 instansi")
    page.get_by_role("button", name="Tetapkan 1 instansi").wait_for()
    accessible()
    page.get_by_role("button", name="Tetapkan 1 instansi").click()
    page.get_by_label("Terbuka juga bagi umum").check()
    page.get_by_role("button", name="Terbitkan hasil periode").click()
    page.get_by_text("Hasil dibuka bagi instansi sejak").wait_for()
    page.get_by_role("link", name="Koreksi").click()
    page.get_by_role("heading", level=1, name="Koreksi hasil").wait_for()
    accessible()
    page.get_by_label("Unit layanan").select_option(index=1)
    page.get_by_label("Indikator").select_option("IN-02")
    page.get_by_label("Cara penilaian").select_option("document")
    page.get_by_label("Tingkat yang benar").select_option("1")
    page.get_by_label("Catatan koreksi").fill("Tingkat IN-02 keliru dibaca.")
    page.get_by_role("button", name="Lihat akibatnya").click()
    accessible()
    page.get_by_role("button", name="Terbitkan koreksi").click()
    page.get_by_text("Tingkat IN-02 keliru dibaca.").wait_for()

    page.context.clear_cookies()
    page.goto(live_server.url + reverse("opinions"))
    page.get_by_text("Tingkat IN-02 keliru dibaca.").wait_for()
    accessible()
    first, decided, corrected = Result.objects.order_by("pk")
    assert first.score < decided.score > corrected.score
    assert stage() == Stage.PUBLISHED
