"""A team is made of people of the office that assesses, one of them its lead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Event, Membership
from assessments.fieldwork.planning.errors import ConflictOfInterestError, NotEligibleError
from assessments.fieldwork.planning.selectors.people import people_for
from assessments.fieldwork.planning.services import declare_independence, set_team

pytestmark = pytest.mark.django_db


def test_a_team_is_replaced_as_a_whole(dewi, sari, andi, muba_2026):
    set_team(actor=dewi, assessment=muba_2026, lead=sari, members=[dewi])
    assert {(member.user, member.is_lead) for member in muba_2026.team.all()} == {(sari, True), (dewi, False)}


def test_a_team_holds_assessors_and_leads_of_the_office_only(dewi, joko, rahmat, ratna, muba_2026):
    for stranger in (joko, rahmat, ratna):
        with pytest.raises(NotEligibleError, match=stranger.full_name):
            set_team(actor=dewi, assessment=muba_2026, lead=dewi, members=[stranger])
    assert muba_2026.team.count() == 3


def test_what_the_head_office_assesses_itself_its_own_people_assess(ratna, surya, sari):
    assert set(people_for(None)) == {ratna, surya}


def test_someone_whose_role_or_account_has_ended_is_not_offered(sari, andi, dewi, sumsel):
    Membership.objects.filter(user=sari).update(until="2021-01-01")
    type(andi).objects.filter(pk=andi.pk).update(is_active=False)
    assert list(people_for(sumsel.pk)) == [dewi]


def test_someone_with_a_conflict_of_interest_is_not_taken_into_the_team(dewi, sari, muba_2026):
    declare_independence(
        actor=sari,
        assessment=muba_2026,
        other_agency=True,
        no_relatives=False,
        no_gifts=True,
        explanation="Sekretaris Dinas Sosial adalah paman saya.",
    )
    with pytest.raises(ConflictOfInterestError, match="Sari Lestari"):
        set_team(actor=dewi, assessment=muba_2026, lead=dewi, members=[sari])
    set_team(actor=dewi, assessment=muba_2026, lead=dewi)


def test_whoever_leaves_no_longer_goes_on_visits_to_come(dewi, sari, muba_2026, dinsos, visiting):
    today = timezone.localdate()
    before = visiting(dewi, dinsos, [dewi, sari], on=today - timedelta(days=1))
    after = visiting(dewi, dinsos, [dewi, sari], on=today)
    set_team(actor=dewi, assessment=muba_2026, lead=dewi)
    assert set(before.members.all()) == {dewi, sari}
    assert set(after.members.all()) == {dewi}


def test_the_team_is_written_down(dewi, sari, muba_2026):
    set_team(actor=dewi, assessment=muba_2026, lead=sari)
    event = Event.objects.about(muba_2026).filter(verb="set_team").first()
    assert event.detail == {"lead": sari.pk, "members": [sari.pk]}
