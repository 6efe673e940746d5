"""Giliran Anda: each person sees what waits for them, overdue first, each a link."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.fieldwork.services import submit_locus
from assessments.models import Locus, Period, PeriodWindow, WindowKind
from assessments.results.services import compute
from assessments.review.services import return_locus, validate_locus, verify_locus
from assessments.review.turn_list import turn_lines

pytestmark = pytest.mark.django_db


def lines(user) -> list[tuple[str, str]]:
    return [(line.words, line.url) for line in turn_lines(user)]


def test_the_team_fills_what_is_open(sari, dinsos, puskesmas):
    (line,) = turn_lines(sari)
    assert line.words == "Isi dan serahkan: Dinas Sosial, Puskesmas Sekayu"
    assert line.where == "Kabupaten Musi Banyuasin · Opini 2026"
    assert line.url == reverse("assessment_detail", args=[dinsos.assessment.public_id])
    assert line.is_example


def test_what_comes_back_is_told_apart_and_opens_its_sheet(sari, rahmat, submitted, seen_by):
    return_locus(actor=rahmat, locus=seen_by(rahmat, submitted), indicators=["IN-01"], reason="Kurang.")
    sheet = reverse("locus_sheet", args=[submitted.public_id])
    assert ("Perbaiki yang dikembalikan: Dinas Sosial", sheet) in lines(sari)


def test_the_work_passes_from_hand_to_hand(rahmat, hasan, dewi, submitted, puskesmas, seen_by):
    page = reverse("locus_review", args=[submitted.public_id])
    assert lines(rahmat) == [("Verifikasi: Dinas Sosial", page)]
    assert lines(hasan) == []
    verify_locus(actor=rahmat, locus=seen_by(rahmat, submitted))
    assert lines(rahmat) == []
    assert lines(hasan) == [("Validasi: Dinas Sosial", page)]
    validate_locus(actor=hasan, locus=seen_by(hasan, submitted))
    assert lines(hasan) == []
    submit_locus(actor=dewi, locus=puskesmas, reason="Contoh.")
    verify_locus(actor=rahmat, locus=seen_by(rahmat, puskesmas))
    validate_locus(actor=hasan, locus=seen_by(hasan, puskesmas))
    preview = reverse("result_preview", args=[submitted.assessment.public_id])
    assert lines(hasan) == [("Hitung dan simpan hasilnya", preview)]


def test_the_head_office_opens_a_period_whose_results_are_all_there(ratna, hasan, validated, opini_2026):
    assert lines(ratna) == []
    compute(assessment=validated.assessment, actor=hasan)
    assert lines(ratna) == [("Buka hasil bagi instansi", reverse("period_detail", args=[opini_2026.public_id]))]


def test_nobody_is_asked_to_approve_their_own_work(umar, ratna, surya, pusri, seen_by):
    assert lines(umar) == []
    assert [words for words, _ in lines(ratna)] == ["Verifikasi: Layanan Pelanggan"]
    verify_locus(actor=ratna, locus=seen_by(ratna, pusri))
    assert lines(ratna) == []
    assert [words for words, _ in lines(surya)] == ["Validasi: Layanan Pelanggan"]


def test_another_office_and_the_agency_have_nothing_to_do(joko, budi, agus, tono, yusuf, submitted):
    for outsider in (joko, budi, agus, tono, yusuf):
        assert lines(outsider) == []


def test_overdue_ones_come_first_and_say_so(sari, dinsos, opini_2026, muara_enim, person):
    today = timezone.localdate()
    other = Period.objects.create(code="lain", name="Periode lain", year=2025, issue=opini_2026.issue)
    for period, days in ((opini_2026, 5), (other, -3)):
        PeriodWindow.objects.create(
            period=period,
            kind=WindowKind.FIELD,
            starts_on=today - timedelta(days=30),
            ends_on=today + timedelta(days=days),
        )
    late = other.assessments.create(agency=muara_enim, office=muara_enim.office)
    late.team.create(user=sari)
    unit = muara_enim.units.create(kind="dinsos", name="Dinas Sosial Muara Enim")
    Locus.objects.create(assessment=late, unit=unit, position=1)
    first, second = turn_lines(sari)
    assert (first.is_overdue, first.due) == (True, "terlambat 3 hari")
    assert not second.is_overdue
    assert second.due.startswith("sampai ")


def test_released_periods_ask_nothing_more(rahmat, submitted, opini_2026):
    opini_2026.released_at = timezone.now()
    opini_2026.save()
    assert lines(rahmat) == []


@pytest.mark.parametrize(("name", "queries"), [("sari", 3), ("rahmat", 3), ("hasan", 3), ("ratna", 5), ("budi", 1)])
def test_it_costs_the_same_however_much_waits(request, submitted, puskesmas, django_assert_num_queries, name, queries):
    user = request.getfixturevalue(name)
    # scope; the team's loci; loci to approve; results to compute; periods to open; due dates where anything waits
    with django_assert_num_queries(queries):
        turn_lines(user)


def test_the_start_page_shows_it(client, rahmat, submitted):
    client.force_login(rahmat)
    text = client.get(reverse("home")).text
    assert "Giliran Anda" in text
    assert reverse("locus_review", args=[submitted.public_id]) in text
