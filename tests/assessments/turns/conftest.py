"""The loci of review, on their way from hand to hand."""

import pytest

from tests.assessments.review.conftest import pusri, seen_by, submitted, umar, validated, verified

__all__ = ["pusri", "seen_by", "submitted", "umar", "validated", "verified"]


@pytest.fixture
def team_of():
    """`team_of(dinsos)`: the addresses of everyone in its team, in order."""

    def read(locus) -> list[str]:
        return sorted(locus.assessment.team.values_list("user__email", flat=True))

    return read
