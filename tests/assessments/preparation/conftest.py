"""Musi Banyuasin prepares for 2026, assessed once in 2024."""

from datetime import date

import pytest
from django.utils import timezone

from agencies.models import Role, ServiceUnit
from assessments.models import Period


@pytest.fixture
def rini(person, dinsos_muba):
    """Contact of the Dinas Sosial of Musi Banyuasin."""
    return person("Rini Astuti", Role.UNIT_CONTACT, unit=dinsos_muba)


@pytest.fixture
def period(opini_2026) -> Period:
    return opini_2026


@pytest.fixture
def tomorrow():
    return date.fromordinal(timezone.localdate().toordinal() + 1)


@pytest.fixture
def yesterday():
    return date.fromordinal(timezone.localdate().toordinal() - 1)


@pytest.fixture
def units_of_muba(muba):
    """`units_of_muba(40)`: so many puskesmas."""

    def make(count):
        return ServiceUnit.objects.bulk_create(
            ServiceUnit(agency=muba, kind="puskesmas", name=f"Puskesmas {number:02d}") for number in range(count)
        )

    return make
