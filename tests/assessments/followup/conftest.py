"""A recommendation for the Dinas Sosial of Musi Banyuasin on its way; Dewi writes, Hasan issues, Rahmat checks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Role
from assessments.followup import services
from assessments.models import FollowUpStep, ProofFile, Recommendation

TEXT = "Tetapkan standar pelayanan dengan keputusan kepala dinas."


@pytest.fixture
def rini(person, dinsos_muba):
    """Contact of the Dinas Sosial of Musi Banyuasin."""
    return person("Rini Astuti", Role.UNIT_CONTACT, unit=dinsos_muba)


@pytest.fixture
def in_a_month():
    return timezone.localdate() + timedelta(days=30)


@pytest.fixture
def proposed(muba, dinsos_muba, dewi) -> Recommendation:
    return services.propose(actor=dewi, agency=muba, unit=dinsos_muba, kind="improvement", text=TEXT)


@pytest.fixture
def issued(proposed, hasan, in_a_month) -> Recommendation:
    return services.issue(actor=hasan, recommendation=proposed, due_on=in_a_month)


@pytest.fixture
def with_proof():
    """`with_proof(recommendation, budi)`: a file that lies at it already."""

    def attach(recommendation, actor, name="sk.pdf"):
        number = ProofFile.objects.count()
        return ProofFile.objects.create(
            recommendation=recommendation,
            name=name,
            media_type="application/pdf",
            size=4,
            sha256=f"{number:064}",
            uploaded_by=actor,
        )

    return attach


@pytest.fixture
def proven(issued, budi, with_proof) -> Recommendation:
    with_proof(issued, budi)
    services.hand_in(actor=budi, recommendation=issued)
    return issued


@pytest.fixture
def stands_at():
    """`stands_at(recommendation)`: its latest step."""

    def read(recommendation) -> FollowUpStep:
        return FollowUpStep(Recommendation.objects.with_step().get(pk=recommendation.pk).step)

    return read
