"""What of the follow-up waits for whom, and whom a delay calls next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Role
from agencies.scope import forget_scope
from assessments.followup import services
from assessments.followup.escalation import Level, level_on
from assessments.followup.selectors.turns import FollowUpTurnKind, open_turns
from assessments.models import Recommendation

CONFIRM, PROVE, CHECK = FollowUpTurnKind.CONFIRM, FollowUpTurnKind.PROVE, FollowUpTurnKind.CHECK


def kinds(user):
    forget_scope(user)
    return [turn.kind for turn in open_turns(user)]


@pytest.fixture
def late_by(issued):
    """`late_by(10)`: the recommendation was due so many days ago."""

    def put(days):
        Recommendation.objects.filter(pk=issued.pk).update(due_on=timezone.localdate() - timedelta(days=days))
        return issued

    return put


def test_a_proposal_waits_for_the_head_of_the_office_alone(proposed, hasan, rahmat, joko, budi):
    assert [kinds(person) for person in (hasan, rahmat, joko, budi)] == [[CONFIRM], [], [], []]


def test_what_is_issued_waits_for_the_unit_and_the_bureau_until_it_has_an_owner(issued, rini, budi, nina, agus):
    assert [kinds(person) for person in (rini, budi, nina, agus)] == [[PROVE], [PROVE], [], []]
    services.give_owner(actor=budi, recommendation=issued, owner=rini)
    assert [kinds(person) for person in (rini, budi, agus)] == [[PROVE], [], []]


@pytest.mark.parametrize(("days", "called"), [(1, [True, False, False]), (8, [True, True, False]), (15, [True] * 3)])
def test_the_owner_is_called_first_then_the_bureau_then_the_head(late_by, rini, budi, agus, days, called):
    services.give_owner(actor=budi, recommendation=late_by(days), owner=rini)
    assert [kinds(person) == [PROVE] for person in (rini, budi, agus)] == called
    assert open_turns(rini)[0].is_overdue(timezone.localdate())


def test_what_waits_for_a_signature_is_the_heads_turn_at_once(issued, budi, rini, agus):
    services.give_owner(actor=budi, recommendation=issued, owner=rini, needs_signature=True)
    assert kinds(agus) == [PROVE]


def test_a_proof_waits_only_for_those_who_may_check_it(proven, person, sumsel, rahmat, hasan, dewi, ratna):
    second = person("Sinta Maharani", Role.VALIDATOR, office=sumsel)
    assert [kinds(each) for each in (rahmat, second, ratna, hasan, dewi)] == [[CHECK], [CHECK], [], [], []]


def test_turns_cost_one_query_of_each_kind(proven, muba, dewi, rahmat, hasan, django_assert_num_queries):
    for number in range(3):
        services.propose(actor=dewi, agency=muba, kind="corrective", text=f"Perbaikan {number}.")
    for user in (rahmat, hasan):
        forget_scope(user)
    with django_assert_num_queries(2):
        open_turns(rahmat)
    with django_assert_num_queries(3):
        (turn,) = open_turns(hasan)
    assert len(turn.recommendations) == 3


@pytest.mark.parametrize(("days", "level"), [(0, Level.IN_TIME), (1, Level.OWNER), (7, Level.OWNER), (8, Level.BUREAU)])
def test_a_level_begins_on_its_day(days, level):
    today = timezone.localdate()
    assert level_on(today, today - timedelta(days=days)) is level
    assert level_on(today, None) is Level.IN_TIME
