"""What the pages of preparation are opened for."""

import pytest
from django.urls import reverse


@pytest.fixture
def overview(muba, period, dinsos_muba):
    return reverse("preparation_agency", args=[muba.public_id])


@pytest.fixture
def place(dinsos_muba, period):
    """What names the item PR-12.1 of the Dinas Sosial in an address."""
    return [dinsos_muba.public_id, "PR-12", 1]


@pytest.fixture
def item(dinsos_muba, period):
    return {"unit": dinsos_muba, "period": period, "indicator": "PR-12", "number": 1}


@pytest.fixture
def own(dinsos_muba, period):
    return {"unit": dinsos_muba, "period": period}
