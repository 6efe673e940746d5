"""Two people at once: one wins, the other is told where things stand."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from threading import Event as Signal
from time import monotonic

import pytest
from django.db import connection, connections, transaction

from agencies.models import Event, Role
from assessments.fieldwork.errors import IndicatorLockedError
from assessments.fieldwork.services import submit_locus
from assessments.models import Assessment, Locus, Stage, StageMovedError
from assessments.review.services import return_locus, validate_locus, verify_locus

pytestmark = [pytest.mark.django_db(transaction=True)]


def at_once(*steps) -> list[object]:
    """Run the steps in threads that start together; what each gave back or raised."""
    start = Barrier(len(steps))

    def run(step) -> object:
        try:
            start.wait(timeout=10)
            return step()
        except (StageMovedError, IndicatorLockedError) as error:
            return error
        finally:
            connections.close_all()

    connection.close()
    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


def test_of_two_verifications_at_once_one_is_written(person, sumsel, rahmat, submitted, seen_by):
    zainal = person("Zainal Abidin", Role.VERIFIER, office=sumsel)
    views = {each: seen_by(each, submitted) for each in (rahmat, zainal)}
    ends = at_once(*(lambda who=who, locus=locus: verify_locus(actor=who, locus=locus) for who, locus in views.items()))
    assert sorted(type(end).__name__ for end in ends) == ["NoneType", "StageMovedError"]
    assert "sekarang Terverifikasi" in str(next(end for end in ends if end))
    assert Event.objects.filter(verb="verify_locus").count() == 1


def test_approving_while_another_returns_ends_in_one_of_the_two(person, sumsel, rahmat, submitted, seen_by):
    zainal = person("Zainal Abidin", Role.VERIFIER, office=sumsel)
    mine, theirs = seen_by(rahmat, submitted), seen_by(zainal, submitted)
    ends = at_once(
        lambda: verify_locus(actor=rahmat, locus=mine),
        lambda: return_locus(actor=zainal, locus=theirs, indicators=["IN-01"], reason="Kurang."),
    )
    assert sum(end is None for end in ends) == 1
    found = Locus.objects.get(pk=submitted.pk)
    assert (found.stage == Stage.VERIFIED) == (found.verified_by is not None)
    assert found.returned.exists() == (found.stage == Stage.IN_FIELD)


def test_the_assessment_follows_when_its_last_loci_are_validated_together(
    dewi, rahmat, hasan, verified, puskesmas, seen_by
):
    submit_locus(actor=dewi, locus=puskesmas, reason="Contoh.")
    verify_locus(actor=rahmat, locus=seen_by(rahmat, puskesmas))
    loci = [seen_by(hasan, verified), seen_by(hasan, puskesmas)]
    at_once(*(lambda locus=locus: validate_locus(actor=hasan, locus=locus) for locus in loci))
    assert Assessment.objects.get().stage == Stage.VALIDATED


def test_an_answer_that_waits_while_the_locus_is_returned_is_held_to_what_was_returned(
    sari, rahmat, submitted, seen_by, answered
):
    mine = seen_by(rahmat, submitted)
    is_returned = Signal()

    @transaction.atomic
    def send_back():
        return_locus(actor=rahmat, locus=mine, indicators=["IN-02"], reason="Kurang.")
        is_returned.set()
        _until_someone_waits()

    def answer():
        is_returned.wait(timeout=10)
        return answered(sari, submitted, "IN-01", "document", 1)

    _, refused = at_once(send_back, answer)
    assert isinstance(refused, IndicatorLockedError)


def _until_someone_waits() -> None:
    if connection.vendor == "sqlite":
        return  # there one waits before a transaction begins, where nobody can see it
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    end = monotonic() + 10
    with connection.cursor() as cursor:
        while monotonic() < end:
            cursor.execute(f"SELECT pg_stat_clear_snapshot(), ({waiting})")
            if cursor.fetchone()[1]:
                return
    pytest.fail("nobody came to wait")
