"""What a plan is made of."""

from datetime import date, time

import pytest

from assessments.fieldwork.planning.services import schedule_visit
from assessments.models import PeriodWindow, WindowKind

FIELD = (date(2026, 8, 1), date(2026, 12, 18))


@pytest.fixture
def fieldwork_window(opini_2026):
    return PeriodWindow.objects.create(period=opini_2026, kind=WindowKind.FIELD, starts_on=FIELD[0], ends_on=FIELD[1])


@pytest.fixture
def visiting():
    """`visiting(dewi, dinsos, [sari], on=date(2026, 11, 24))`: a visit at nine at the unit unless told."""

    def schedule(actor, locus, members, on=date(2026, 11, 24), starts_at=time(9), place="Aula lantai 2"):
        return schedule_visit(actor=actor, locus=locus, on=on, starts_at=starts_at, place=place, members=members)

    return schedule
