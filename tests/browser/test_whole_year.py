"""A regency's year: last result, advice, mentoring, checklist, own judgement, what-if, assessment, proof, opinion."""

import io
from datetime import timedelta
from decimal import Decimal

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from assessments.models import Action, Locus, Recommendation
from assessments.preparation.services import judge_own_indicator
from tests.assessments import conftest as rounds
from tests.assessments.results.conftest import opened_round

assessed_2024 = rounds.assessed_2024


@pytest.fixture
def round_2026(muba, dukcapil_muba, sari):
    """Dukcapil answered in full under opini-2026 and handed over; its bureau has judged the components itself."""
    found = opened_round(muba, sari, code="opini-2026", units=[dukcapil_muba])
    found.answer_everything(level=4)
    (locus,) = found.loci
    Locus.objects.move(locus, Action.BEGIN)
    Locus.objects.move(locus, Action.SUBMIT)
    return found.assessment


@pytest.fixture
def own_levels(round_2026, dukcapil_muba, budi):
    for number in range(1, 15):
        judge_own_indicator(
            actor=budi,
            unit=dukcapil_muba,
            period=round_2026.period,
            indicator=f"PR-{number:02d}",
            value=Decimal(2),
            reviewed=True,
        )


@pytest.fixture
def be(live_server, context, client, page):
    """`be(budi, "preparation_agency", muba)`: sign in as someone and open a page."""

    def enter(someone, name, row):
        client.force_login(someone)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}{reverse(name, args=[row.public_id])}")

    return enter


@pytest.fixture
def proof(tmp_path):
    """A PDF of one page."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    content = io.BytesIO()
    pdf.save(content)
    path = tmp_path / "sk.pdf"
    path.write_bytes(content.getvalue())
    return str(path)


@pytest.mark.usefixtures("own_levels")
def test_a_year_from_last_years_result_to_tanpa_maladministrasi(
    page, be, accessible, proof, assessed_2024, round_2026, muba, dukcapil_muba, dewi, hasan, budi, rahmat, ratna, agus
):
    page.set_viewport_size({"width": 1280, "height": 900})
    today = timezone.localdate()
    last = assessed_2024(dukcapil_muba, level=3, weak={"PR-01": 1})
    said = page.get_by_role("status")

    # 2024 result -> advice
    be(dewi, "result_detail", last)
    page.get_by_role("link", name="Usulkan saran dari hasil ini").click()
    page.get_by_role("heading", level=1, name="Saran dari").wait_for()
    accessible()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Usulkan yang dicentang").click()
    expect(said).to_contain_text("1 saran diusulkan")
    be(hasan, "followup_agency", muba)
    accessible()
    page.get_by_role("checkbox").check()
    page.get_by_label("Batas waktu").fill(today.isoformat())
    page.get_by_role("button", name="Terbitkan yang dicentang").click()
    expect(said).to_contain_text("1 saran diterbitkan")
    advice = Recommendation.objects.get()

    # mentoring
    be(dewi, "preparation_agency", muba)
    page.get_by_role("link", name="Atur pendampingan").click()
    page.get_by_label("Pokok pendampingan").fill("Dasar hukum standar pelayanan")
    page.get_by_label("Tanggal").fill(today.isoformat())
    page.get_by_label("Mulai pukul").fill("09:00")
    page.get_by_label("Tempat").fill("Ruang rapat Setda")
    page.get_by_label("Agenda").fill("Temuan 2024")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Catat kesepakatan").click()
    page.get_by_label("Yang disepakati").fill("Tetapkan standar pelayanan.")
    page.get_by_label("Batas waktu").fill((today + timedelta(days=7)).isoformat())
    page.get_by_role("button", name="Simpan kesepakatan").click()
    expect(said).to_contain_text("Kesepakatan tersimpan")
    accessible()

    # checklist
    be(budi, "preparation_agency", muba)
    expect(page.locator(".items")).to_contain_text("Tetapkan standar pelayanan.")
    be(budi, "preparation_unit", dukcapil_muba)
    page.get_by_role("link", name="Renstra atau Renja").click()
    page.locator("input[name=file]").set_input_files(proof)
    page.get_by_role("button", name="Unggah").click()
    page.get_by_role("button", name="Nyatakan siap").click()
    expect(said).to_contain_text("Butir dinyatakan siap")

    # self-assessment
    be(budi, "preparation_self", dukcapil_muba)
    page.goto(f"{page.url}?dimensi=PR")
    page.locator("#PR-12").locator('input[value="4"]').check()
    expect(page.locator("#PR-12")).to_contain_text("Tingkat 4")

    # what-if
    be(budi, "preparation_what_if", muba)
    page.locator("details.drawer > summary").first.click()
    page.locator(".offer-list input").first.check()
    expect(page.locator("#akibat")).to_contain_text("1 perbaikan")

    # 2026 assessment: approved, but the product is due today and nothing is proven
    locus = round_2026.loci.get()
    for person, verb in ((rahmat, "Verifikasi"), (hasan, "Validasi")):
        be(person, "locus_review", locus)
        page.get_by_role("button", name=f"{verb} Dinas").click()
        page.wait_for_load_state()
    be(hasan, "result_preview", round_2026)
    expect(page.locator("#tindak-lanjut + p")).to_contain_text("1 belum terbukti")

    # follow-up
    be(budi, "recommendation_detail", advice)
    page.locator("input[type=file]").set_input_files(proof)
    page.get_by_role("button", name="Unggah").click()
    page.get_by_role("button", name="Ajukan bukti").click()
    expect(said).to_contain_text("menunggu pemeriksaan")
    be(rahmat, "recommendation_detail", advice)
    accessible()
    page.get_by_role("button", name="Bukti memadai").click()
    expect(page.locator(".item-marks")).to_contain_text("Selesai")

    # opinion
    be(ratna, "period_publishing", round_2026.period)
    page.get_by_role("button", name="Tetapkan 1 instansi").click()
    page.get_by_role("button", name="Terbitkan hasil periode").click()
    page.get_by_text("Hasil dibuka bagi instansi sejak").wait_for()
    be(agus, "result_detail", round_2026.results.get())
    expect(page.locator("main")).to_contain_text("Kualitas Tertinggi Tanpa Maladministrasi")
