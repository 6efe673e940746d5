"""Dewi mentors Musi Banyuasin; Budi of its bureau and Rini of the Dinas Sosial come."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from agencies.models import Role
from assessments.mentoring import services
from assessments.models import MentoringSession


@pytest.fixture
def rini(person, dinsos_muba):
    """Contact of the Dinas Sosial of Musi Banyuasin."""
    return person("Rini Astuti", Role.UNIT_CONTACT, unit=dinsos_muba)


@pytest.fixture
def plan():
    """`plan(place="Aula")`: a session in a week, changed as told."""

    def make(**changed):
        words = {
            "title": "Standar pelayanan",
            "on": timezone.localdate() + timedelta(days=7),
            "starts_at": time(9),
            "ends_at": time(11, 30),
            "place": "Ruang rapat Setda",
            "agenda": "Temuan 2024\nStandar pelayanan",
        }
        return services.Plan(**(words | changed))

    return make


@pytest.fixture
def session(muba, dewi, plan) -> MentoringSession:
    return services.arrange_session(actor=dewi, agency=muba, plan=plan())
