"""A sheet as plain values."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments.fieldwork.leaving.checks import Photo, Said


@pytest.fixture
def said():
    """`said("PG-01", "document", 3)`: a level of 0-4 given; None for a question without an answer."""

    def give(indicator="PG-01", method="document", value=3, subject=1, **more) -> Said:
        answer = Said(indicator, method, subject, top=4, wants_evidence=method in {"document", "observation"})
        if value is None:
            return replace(answer, **more)
        return replace(answer, **{"is_answered": True, "value": Decimal(value), **more})

    return give


@pytest.fixture
def photo():
    def take(width=3000, height=4000, brightness=120) -> Photo:
        return Photo("e1", "Foto loket", width, height, brightness)

    return take
