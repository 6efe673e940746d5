"""After a round, a unit reads its own judgement beside the result."""

from decimal import Decimal

import pytest
from django.urls import reverse

from assessments.models import SelfAssessment
from assessments.preparation.gap import gap_of, judged_period


@pytest.fixture
def judged(sari, assessed_2024, dinsos_muba, budi):
    """A released result of 2024 at level 3, one indicator at 1, which the unit had judged at 4 and at 1."""
    result = assessed_2024(dinsos_muba, level=3, weak={"PR-05": 1})
    for indicator, value in (("PR-05", 4), ("PR-06", 2)):
        SelfAssessment.objects.create(
            unit=dinsos_muba,
            period=result.assessment.period,
            indicator=indicator,
            state="scored",
            value=Decimal(value),
            entered_by=budi,
        )
    return result


def test_the_widest_gap_comes_first(judged, dinsos_muba, django_assert_num_queries):
    period = judged_period(dinsos_muba)
    with django_assert_num_queries(3):
        gap = gap_of(dinsos_muba, period)
    first = gap.lines[0]
    assert first.indicator == "PR-05"
    assert first.gap > 0
    assert (gap.compared, gap.too_high, gap.too_low) == (2, 1, 1)
    assert gap.lines[-1].own is None


def test_the_page_says_so_in_levels(client, judged, rini, dinsos_muba):
    client.force_login(rini)
    page = client.get(reverse("preparation_gap", args=[dinsos_muba.public_id])).content.decode()
    assert "2 indikator dibandingkan" in page
    assert "tingkat 4" in page


def test_before_the_first_round_it_says_what_will_come(client, rini, dinsos_muba, period):
    client.force_login(rini)
    page = client.get(reverse("preparation_gap", args=[dinsos_muba.public_id])).content.decode()
    assert "Belum ada yang dapat dibandingkan" in page


def test_the_assessing_side_reads_it_only_when_shared(client, judged, sari, dinsos_muba):
    client.force_login(sari)
    assert client.get(reverse("preparation_gap", args=[dinsos_muba.public_id])).status_code == 403
