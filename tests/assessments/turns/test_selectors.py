"""Giliran Anda: each person sees what waits for them, overdue first, each a link."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.scope import forget_scope
from assessments.fieldwork.services import submit_locus
from assessments.models import Assessment, ChecklistItem, Locus, Period, PeriodWindow, WindowKind
from assessments.objections.services import decide_objection, end_reply, file_objection, open_reply
from assessments.publishing.services import decide_assessment, publish_period
from assessments.review.services import return_locus, validate_locus, verify_locus
from assessments.turns.presenters import TurnLine, turn_lines
from assessments.turns.selectors import turns_of

pytestmark = pytest.mark.django_db


def told(user) -> tuple[TurnLine, ...]:
    forget_scope(user)
    return turn_lines(turns_of(user), timezone.localdate())


def lines(user) -> list[tuple[str, str]]:
    return [(line.words, line.url) for line in told(user)]


def test_the_team_fills_what_is_open(sari, dinsos, puskesmas):
    (line,) = told(sari)
    assert line.words == "Isi dan serahkan: Dinas Sosial, Puskesmas Sekayu"
    assert line.where == "Kabupaten Musi Banyuasin · Opini 2026"
    assert line.url == reverse("assessment_detail", args=[dinsos.assessment.public_id])
    assert line.is_example


def test_what_comes_back_is_told_apart_and_opens_its_sheet(sari, rahmat, submitted, seen_by):
    return_locus(actor=rahmat, locus=seen_by(rahmat, submitted), indicators=["IN-01"], reason="Kurang.")
    sheet = reverse("locus_sheet", args=[submitted.public_id])
    assert ("Perbaiki yang dikembalikan: Dinas Sosial", sheet) in lines(sari)


def test_the_work_passes_from_hand_to_hand(rahmat, hasan, ratna, dewi, submitted, puskesmas, seen_by):
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
    assert lines(hasan) == []
    assert [words for words, _ in lines(ratna)] == ["Tetapkan hasil 1 instansi"]


def test_the_reply_passes_from_the_office_to_the_bureau_and_back(
    hasan, rahmat, ratna, budi, agus, sari, approved, reply_window, dinsos
):
    page = reverse("reply_detail", args=[approved.public_id])
    assert lines(hasan) == [("Buka hak jawab", page)]
    assert lines(ratna) == []
    open_reply(actor=hasan, assessment=approved)
    assert lines(hasan) == []
    assert lines(budi) == [("Baca hasil sementara; sanggah bila ada yang keliru", page)]
    assert lines(agus) == []
    objection = file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Renja ada.")
    assert lines(rahmat) == lines(hasan) == [("Putuskan sanggahan", page)]
    assert lines(sari) == []
    end_reply(actor=budi, assessment=approved)
    assert lines(budi) == lines(ratna) == []
    decide_objection(actor=rahmat, objection=objection, outcome="rejected", reason="Tidak bertanggal.")
    assert lines(rahmat) == []
    last_steps = reverse("period_publishing", args=[approved.period.public_id])
    assert lines(ratna) == [("Tetapkan hasil 1 instansi", last_steps)]
    decide_assessment(actor=ratna, assessment=Assessment.objects.with_names().get(pk=approved.pk))
    assert lines(ratna) == [("Terbitkan hasil periode", last_steps)]
    publish_period(actor=ratna, period=approved.period, at=timezone.now())
    assert lines(ratna) == []


def test_what_of_the_checklist_is_theirs_and_due_waits_for_the_agency(lina, budi, dukcapil_muba, opini_2026):
    due = timezone.localdate() - timedelta(days=2)
    item = ChecklistItem(unit=dukcapil_muba, period=opini_2026, indicator="IN-01", number=1, due_on=due, owner=budi)
    item.save()
    page = reverse("preparation_unit", args=[dukcapil_muba.public_id])
    assert lines(budi) == [("Lengkapi 1 butir bukti: Dinas Kependudukan dan Pencatatan Sipil", page)]
    assert lines(lina) == []
    ChecklistItem.objects.update(owner=None, due_on=timezone.localdate() + timedelta(days=30))
    assert lines(lina) == []
    ChecklistItem.objects.update(due_on=due)
    (line,) = told(lina)
    assert (line.is_overdue, line.due) == (True, "terlambat 2 hari")


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
    first, second = told(sari)
    assert (first.is_overdue, first.due) == (True, "terlambat 3 hari")
    assert not second.is_overdue
    assert second.due.startswith("sampai ")


def test_released_periods_ask_nothing_more(rahmat, submitted, opini_2026):
    opini_2026.released_at = timezone.now()
    opini_2026.save()
    assert lines(rahmat) == []


@pytest.mark.parametrize(("name", "queries"), [("sari", 5), ("rahmat", 7), ("hasan", 7), ("ratna", 12), ("budi", 7)])
def test_it_costs_the_same_however_much_waits(request, submitted, puskesmas, django_assert_num_queries, name, queries):
    user = request.getfixturevalue(name)
    # scope; the team's loci; loci to approve; replies to open, to use, to answer; assessments to decide, periods to
    # publish, results left by an early release; the period to prepare for and the checklist; agreements and
    # sessions of mentoring; due dates in each room where anything waits
    with django_assert_num_queries(queries):
        turns_of(user)


def test_the_start_page_shows_it(client, rahmat, submitted):
    client.force_login(rahmat)
    text = client.get(reverse("home")).text
    assert "Giliran Anda" in text
    assert reverse("locus_review", args=[submitted.public_id]) in text
