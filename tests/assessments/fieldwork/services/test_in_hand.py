"""A question taken in hand: for its team alone, with what a save reads, and nothing locked but the locus."""

import pytest
from django.db import transaction

from assessments.fieldwork.services import take_in_hand
from assessments.fieldwork.services.in_hand import locus_lock
from assessments.models import AnswerState


@pytest.fixture
def take(dinsos, subject_of):
    def step(person, kind="unit", *, indicator="IN-01", method="document", number=1):
        with transaction.atomic():
            subject = subject_of(dinsos, kind, number)
            return take_in_hand(person, dinsos.public_id, indicator, method, subject.pk)

    return step


def test_it_holds_everyones_answers_the_persons_own_apart(sari, andi, dinsos, answered, take):
    answered(andi, dinsos, "IN-01", "document", 1)
    answered(sari, dinsos, "IN-01", "document", 3)
    answered(andi, dinsos, "IN-02", "document", 2)
    row = take(sari).row
    assert (row.mine.rater, row.mine.value) == (sari, 3)
    assert [(other.rater.full_name, other.value, other.state) for other in row.others] == [
        ("Andi Wijaya", 1, AnswerState.SCORED)
    ]


def test_nobody_outside_the_team_takes_it(rahmat, ratna, joko, budi, take):
    assert [take(person) for person in (rahmat, ratna, joko, budi)] == [None] * 4


def test_what_is_not_asked_there_is_not_taken(sari, take):
    assert take(sari, indicator="IN-99") is None
    assert take(sari, method="survey") is None


def test_nothing_but_the_locus_is_locked(db):
    lock = locus_lock().query
    assert lock.select_for_update
    assert " JOIN " not in str(lock)
