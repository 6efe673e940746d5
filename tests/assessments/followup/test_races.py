"""Two people at one recommendation at once: one wins, the other is told where it stands."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from agencies.models import Role
from assessments.followup import services
from assessments.followup.errors import SteppedMeanwhileError
from assessments.models import FollowUpStep

pytestmark = [pytest.mark.django_db(transaction=True)]


def at_once(*steps) -> list[object]:
    """Run the steps in threads that start together; what each gave back or raised."""
    start = Barrier(len(steps))

    def run(step) -> object:
        try:
            start.wait(timeout=10)
            return step()
        except SteppedMeanwhileError as error:
            return error
        finally:
            connections.close_all()

    connection.close()
    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


def test_of_two_judgements_at_once_one_is_written(proven, person, sumsel, rahmat, stands_at):
    second = person("Zainal Abidin", Role.VERIFIER, office=sumsel)
    ends = at_once(
        lambda: services.judge_proof(actor=rahmat, recommendation=proven, adequate=True),
        lambda: services.judge_proof(
            actor=second, recommendation=proven, adequate=False, reason="SK belum bertanggal."
        ),
    )
    assert sorted(type(end).__name__ for end in ends) == ["NoneType", "SteppedMeanwhileError"]
    assert stands_at(proven) in {FollowUpStep.ADEQUATE, FollowUpStep.INADEQUATE}
    assert [step.number for step in proven.steps.all()] == [1, 2, 3, 4]
