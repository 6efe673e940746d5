"""Two people at the last steps at once: one wins, the other gets one clear sentence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Role
from assessments.models import (
    Assessment,
    Correction,
    Locus,
    Objection,
    ObjectionDecision,
    Period,
    Result,
    Stage,
    StageMovedError,
)
from assessments.objections.errors import DecidedAlreadyError
from assessments.objections.services import decide_objection, file_objection, open_reply
from assessments.publishing.errors import StaleResultError, UndecidedError
from assessments.publishing.services import (
    LevelChange,
    correct_result,
    decide_assessment,
    publish_period,
    reopen_decision,
)
from tests.assessments.review.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]

REFUSALS = (StageMovedError, StaleResultError, UndecidedError, DecidedAlreadyError)


def fresh(assessment) -> Assessment:
    return Assessment.objects.with_names().get(pk=assessment.pk)


def or_refusal(step):
    """The step, whose refusal is what it gives back."""

    def take() -> object:
        try:
            return step()
        except REFUSALS as error:
            return error

    return take


def refused(ends) -> list[Exception]:
    return [end for end in ends if isinstance(end, Exception)]


@pytest.fixture
def change(dinsos) -> LevelChange:
    locus = Locus.objects.with_names().get(pk=dinsos.pk)
    return LevelChange(locus=locus, indicator="IN-01", method="document", level=1)


def test_of_two_decisions_at_once_one_is_written(ratna, surya, approved):
    mine, theirs = fresh(approved), fresh(approved)
    ends = at_once(
        or_refusal(lambda: decide_assessment(actor=ratna, assessment=mine)),
        or_refusal(lambda: decide_assessment(actor=surya, assessment=theirs)),
    )
    (told,) = refused(ends)
    assert "sekarang Ditetapkan" in str(told)
    assert Result.objects.count() == 1


def test_publishing_while_a_decision_is_taken_back_ends_in_one_of_the_two(ratna, surya, approved):
    decide_assessment(actor=ratna, assessment=approved)
    seen, tomorrow = fresh(approved), timezone.now() + timedelta(days=1)
    ends = at_once(
        or_refusal(lambda: publish_period(actor=ratna, period=seen.period, at=tomorrow)),
        or_refusal(lambda: reopen_decision(actor=surya, assessment=fresh(approved), reason="Salah unit.")),
    )
    (told,) = refused(ends)
    found = fresh(approved)
    is_published = found.stage == Stage.PUBLISHED
    assert is_published == isinstance(told, StageMovedError)
    assert is_published == (Period.objects.get().released_at is not None)
    assert is_published == (found.decided_at is not None)


def test_of_two_corrections_at_once_one_is_published(ratna, surya, approved, change):
    decide_assessment(actor=ratna, assessment=approved)
    publish_period(actor=ratna, period=approved.period, at=timezone.now())
    seen = Result.objects.with_names().get()
    ends = at_once(
        *(
            or_refusal(lambda who=who: correct_result(actor=who, result=seen, change=change, public_note="Keliru."))
            for who in (ratna, surya)
        )
    )
    (told,) = refused(ends)
    assert "sudah dikoreksi orang lain" in str(told)
    assert Correction.objects.count() == 1


def test_of_two_answers_to_an_objection_one_stands(person, sumsel, rahmat, hasan, budi, approved, reply_window, dinsos):
    zainal = person("Zainal Abidin", Role.VERIFIER, office=sumsel)
    open_reply(actor=hasan, assessment=approved)
    filed = file_objection(actor=budi, locus=dinsos, indicator="IN-01", text="Renja ada.")
    wanted = Objection.objects.select_related("locus__unit", "locus__assessment__period__issue")
    seen = {who: wanted.get(pk=filed.pk) for who in (rahmat, zainal)}
    ends = at_once(
        *(
            or_refusal(
                lambda who=who, each=each: decide_objection(
                    actor=who, objection=each, outcome="rejected", reason="Tidak bertanggal."
                )
            )
            for who, each in seen.items()
        )
    )
    (told,) = refused(ends)
    assert "Putusan itu yang berlaku" in str(told)
    assert ObjectionDecision.objects.count() == 1
