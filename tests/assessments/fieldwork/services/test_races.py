"""People and devices that save at the same moment: nothing is written over in silence, both values are kept."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from agencies.models import Event
from assessments.fieldwork.errors import FieldworkError, Given, LocusClosedError, StaleAnswerError
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.services import record_answer, record_in_hand, submit_locus, take_in_hand
from assessments.models import Answer, AnswerState

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps) -> list[object]:
    """Run the steps in threads that start together; what each gave back or was refused with."""
    start = Barrier(len(steps))

    def run(step) -> object:
        try:
            start.wait(timeout=10)
            return step()
        except FieldworkError as error:
            return error
        finally:
            connections.close_all()

    connection.close()
    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


@pytest.fixture(params=["record_answer", "record_in_hand"])
def save(request, dinsos, subject_of):
    """One save, by either of the two ways that an answer comes in."""
    unit = subject_of(dinsos, "unit")

    @transaction.atomic
    def in_hand(actor, value, seen_version):
        hand = take_in_hand(actor, dinsos.public_id, "IN-01", "document", unit.pk)
        given = Given(AnswerState.SCORED, Decimal(value))
        return record_in_hand(actor=actor, hand=hand, given=given, seen_version=seen_version or 0)

    def step(actor, value, seen_version=None):
        if request.param == "record_in_hand":
            return lambda: in_hand(actor, value, seen_version)
        return lambda: record_answer(
            actor=actor,
            locus=dinsos,
            indicator="IN-01",
            method="document",
            subject=unit,
            state=AnswerState.SCORED,
            value=value,
            seen_version=seen_version,
        )

    return step


def test_two_people_answering_at_once_are_both_kept_and_one_value_is_the_teams(sari, andi, dinsos, save):
    first, second = at_once(save(sari, 3), save(andi, 1))
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert {(answer.rater, answer.value) for answer in Answer.objects.all()} == {(sari, 3), (andi, 1)}
    assert Answer.objects.filter(is_chosen=True).count() == 1
    assert standing_of(dinsos).disputed == 1


def test_of_two_devices_of_one_person_one_saves_and_the_other_sees_both_values(sari, save):
    save(sari, 0)()
    ends = at_once(save(sari, 3, seen_version=1), save(sari, 1, seen_version=1))
    (stale,) = [end for end in ends if isinstance(end, StaleAnswerError)]
    stored = Answer.objects.get()
    assert stored.version == 2
    assert {stored.value, stale.given.value} == {3, 1}
    assert stale.stored.value == stored.value


def test_two_devices_of_one_person_that_answer_first_at_once_make_one_row(sari, save):
    ends = at_once(save(sari, 3), save(sari, 1))
    assert sum(isinstance(end, StaleAnswerError) for end in ends) == 1
    assert Answer.objects.count() == 1


def test_ten_saves_at_once_leave_a_history_without_a_gap(sari, save):
    save(sari, 0)()
    at_once(*(save(sari, 1 + number % 4, seen_version=1) for number in range(10)))
    stored = Answer.objects.get()
    assert Event.objects.filter(verb="record_answer").count() == stored.version


def test_no_answer_slips_in_while_the_locus_is_handed_over(sari, dewi, dinsos, save):
    answered, _ = at_once(save(sari, 3), lambda: submit_locus(actor=dewi, locus=dinsos, reason="Contoh."))
    counted = Event.objects.get(verb="submit_locus").detail["answered"]
    assert counted == Answer.objects.count() == (0 if isinstance(answered, LocusClosedError) else 1)


def test_values_of_the_agency_saved_at_two_loci_at_once_wait_their_turn(sari, andi, dinsos, puskesmas, subject_of):
    def step(actor, locus):
        return lambda: record_answer(
            actor=actor,
            locus=locus,
            indicator="OUT-03",
            method="secondary",
            subject=subject_of(locus, "agency"),
            state=AnswerState.SCORED,
            value=80,
        )

    for _ in range(5):
        ends = at_once(step(sari, dinsos), step(andi, puskesmas))
        assert all(isinstance(end, Answer | StaleAnswerError) for end in ends)
    assert set(Answer.objects.values_list("locus", "rater")) == {
        (locus.pk, rater.pk) for locus in (dinsos, puskesmas) for rater in (sari, andi)
    }
