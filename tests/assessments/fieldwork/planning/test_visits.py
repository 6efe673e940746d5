"""Visits have a day, an hour and a place; nobody is at two places at once."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from agencies.models import Event
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.planning.errors import PlanClosedError, VisitClashError
from assessments.fieldwork.planning.services import cancel_visit, change_visit
from assessments.models import Locus, Period, Visit

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def typed(sari):
    return {"on": "2026-11-24", "starts_at": "09:00", "place": "Aula lantai 2", "members": [sari.pk]}


def test_a_visit_is_set_and_the_locus_says_when(dewi, sari, dinsos, visiting):
    visit = visiting(dewi, dinsos, [sari, dewi])
    assert Locus.objects.get(pk=dinsos.pk).visited_on == TUESDAY
    event = Event.objects.about(dinsos.assessment).first()
    assert (event.verb, event.detail["place"]) == ("schedule_visit", "Aula lantai 2")
    assert event.detail["members"] == sorted([sari.pk, dewi.pk])
    assert set(visit.members.all()) == {sari, dewi}


def test_nobody_is_at_two_places_at_one_time(dewi, sari, andi, dinsos, puskesmas, visiting):
    visiting(dewi, dinsos, [sari])
    with pytest.raises(VisitClashError, match="Sari Lestari sudah dijadwalkan ke Dinas Sosial"):
        visiting(dewi, puskesmas, [sari, andi])
    visiting(dewi, puskesmas, [andi])


def test_a_locus_has_one_visit_at_a_time(dewi, sari, andi, dinsos, visiting):
    visiting(dewi, dinsos, [sari])
    with pytest.raises(FieldworkError, match="Sudah ada kunjungan"):
        visiting(dewi, dinsos, [andi])


def test_only_people_of_the_team_go(dewi, rahmat, dinsos, visiting):
    for nobody in ([], [rahmat]):
        with pytest.raises(FieldworkError, match="anggota tim"):
            visiting(dewi, dinsos, nobody)


def test_a_visit_lies_within_the_window_for_fieldwork(dewi, sari, dinsos, visiting, fieldwork_window):
    visiting(dewi, dinsos, [sari], on=date(2026, 12, 18))
    with pytest.raises(FieldworkError, match="1 Agustus 2026 sampai 18 Desember 2026"):
        visiting(dewi, dinsos, [sari], on=date(2026, 12, 19))


def test_a_visit_moves_and_what_it_was_is_written_down(dewi, sari, andi, dinsos, visiting):
    visit = visiting(dewi, dinsos, [sari])
    change_visit(actor=dewi, visit=visit, on=date(2026, 11, 25), starts_at=time(9), place="Lobi", members=[andi])
    moved = Visit.objects.get()
    assert (moved.on, moved.place, moved.members.get()) == (date(2026, 11, 25), "Lobi", andi)
    assert Event.objects.filter(verb="change_visit").get().detail["before"]["on"] == "2026-11-24"
    assert Locus.objects.get(pk=dinsos.pk).visited_on == date(2026, 11, 25)


def test_a_visit_that_stays_where_it_is_does_not_clash_with_itself(dewi, sari, dinsos, visiting):
    visit = visiting(dewi, dinsos, [sari])
    change_visit(actor=dewi, visit=visit, on=TUESDAY, starts_at=time(9), place="Lobi", members=[sari])


def test_a_cancelled_visit_leaves_the_calendar(dewi, sari, dinsos, visiting):
    cancel_visit(actor=dewi, visit=visiting(dewi, dinsos, [sari]))
    assert not Visit.objects.exists()
    assert Locus.objects.get(pk=dinsos.pk).visited_on is None
    assert Event.objects.filter(verb="cancel_visit").get().detail["on"] == "2026-11-24"


def test_after_the_release_no_visit_changes(dewi, sari, dinsos, visiting):
    visit = visiting(dewi, dinsos, [sari])
    Period.objects.update(released_at=timezone.now())
    with pytest.raises(PlanClosedError):
        cancel_visit(actor=dewi, visit=visit)


# --- the pages ---------------------------------------------------------------------------------------
def test_the_lead_sets_moves_and_cancels_a_visit_on_the_page(client, dewi, dinsos, typed):
    client.force_login(dewi)
    client.post(reverse("visit_create", args=[dinsos.public_id]), typed)
    visit = Visit.objects.get()
    url = reverse("visit_change", args=[visit.public_id])
    assert 'value="2026-11-24"' in client.get(url).content.decode()
    client.post(url, typed | {"starts_at": "13.30"})
    assert Visit.objects.get().starts_at == time(13, 30)
    client.post(reverse("visit_cancel", args=[visit.public_id]))
    assert not Visit.objects.exists()


def test_a_clash_is_told_on_the_page_and_keeps_what_was_typed(client, dewi, sari, dinsos, puskesmas, visiting, typed):
    visiting(dewi, puskesmas, [sari])
    client.force_login(dewi)
    page = client.post(reverse("visit_create", args=[dinsos.public_id]), typed).content.decode()
    assert "Pilih jam atau orang lain." in page
    assert "Aula lantai 2" in page


def test_a_lead_by_team_sets_visits_but_no_team(client, dewi, sari, dinsos, typed):
    from assessments.fieldwork.services import set_team

    set_team(actor=dewi, assessment=dinsos.assessment, lead=sari, members=[dewi])
    client.force_login(sari)
    assert client.post(reverse("visit_create", args=[dinsos.public_id]), typed).status_code == 302
    assert client.get(reverse("team_set", args=[dinsos.assessment.public_id])).status_code == 403


@pytest.mark.parametrize(("name", "status"), [("joko", 404), ("budi", 404), ("andi", 403), ("hasan", 200)])
def test_visits_are_set_by_whoever_plans(request, client, dewi, sari, dinsos, visiting, name, status):
    visit = visiting(dewi, dinsos, [sari])
    client.force_login(request.getfixturevalue(name))
    assert client.get(reverse("visit_change", args=[visit.public_id])).status_code == status


# --- a person's calendar -------------------------------------------------------------------------------
def test_a_month_lists_a_person_s_own_visits_by_day(client, dewi, sari, andi, dinsos, puskesmas, visiting):
    visiting(dewi, dinsos, [sari])
    visiting(dewi, puskesmas, [sari], on=date(2026, 12, 1), place="Ruang tunggu")
    client.force_login(sari)
    november = client.get(reverse("calendar"), {"bulan": "2026-11"}).content.decode()
    assert "Selasa, 24 November 2026" in november
    assert "Ruang tunggu" not in november
    assert "Ruang tunggu" in client.get(reverse("calendar"), {"bulan": "2026-12"}).content.decode()
    client.force_login(andi)
    assert "Tidak ada kunjungan Anda" in client.get(reverse("calendar"), {"bulan": "2026-11"}).content.decode()


def test_a_month_that_is_none_shows_this_one(client, sari):
    client.force_login(sari)
    assert client.get(reverse("calendar"), {"bulan": "2026-13"}).status_code == 200


def test_a_month_costs_the_same_for_1_and_for_20_visits(
    client, dewi, sari, dinsos, visiting, django_assert_num_queries
):
    client.force_login(sari)
    visiting(dewi, dinsos, [sari, dewi], on=date(2026, 11, 1))
    for number in range(2):
        # session, person, scope, visits, who goes
        with django_assert_num_queries(5):
            client.get(reverse("calendar"), {"bulan": "2026-11"})
        for day in range(2, 21) if number == 0 else ():
            visiting(dewi, dinsos, [sari, dewi], on=date(2026, 11, day))


def test_the_file_holds_a_person_s_visits_by_the_clock_of_the_place(client, dewi, sari, dinsos, puskesmas, visiting):
    visit = visiting(dewi, dinsos, [sari], place="Jl. Merdeka; lantai 2, Sekayu")
    visiting(dewi, puskesmas, [dewi])
    client.force_login(sari)
    answer = client.get(reverse("calendar_file"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).events
    assert event["uid"] == f"{visit.public_id}@testserver"
    assert event.decoded("dtstart").isoformat() == "2026-11-24T09:00:00"
    assert event["location"] == "Jl. Merdeka; lantai 2, Sekayu"
    assert event["summary"] == "Dinas Sosial, Kabupaten Musi Banyuasin"


def test_the_worklist_begins_with_the_next_visits(client, dewi, sari, dinsos, visiting):
    visiting(dewi, dinsos, [sari], on=timezone.localdate(), place="Aula lantai 2")
    client.force_login(sari)
    page = client.get(reverse("worklist")).content.decode()
    assert "Kunjungan berikutnya" in page
    assert "Aula lantai 2" in page
