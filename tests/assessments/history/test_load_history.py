"""The shipped history: every agency is found, nothing is doubled, and what is disputed is known by name."""

import csv
from collections import Counter
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from agencies.models import Agency
from assessments.history.selectors import history_of
from assessments.models import PublishedResult

pytestmark = pytest.mark.django_db

DATA = Path(apps.get_app_config("assessments").path) / "data"


@pytest.fixture
def history(register):
    call_command("load_history", stdout=StringIO(), stderr=StringIO())


def shipped(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_shipped_row_finds_its_agency_and_is_kept_once(register):
    for expected in ("published results: 144 (144 new)\n", "published results: 144 (0 new)\n"):
        out, err = StringIO(), StringIO()
        call_command("load_history", stdout=out, stderr=err)
        assert (out.getvalue(), err.getvalue()) == (expected, "")
    assert PublishedResult.objects.count() == len(shipped("published_results.csv"))


def test_without_the_register_every_row_is_named_and_nothing_is_kept(db):
    err = StringIO()
    call_command("load_history", stdout=StringIO(), stderr=err)
    assert len(err.getvalue().splitlines()) == 144
    assert not PublishedResult.objects.exists()


def test_short_and_long_names_lead_to_one_agency(history):
    names = PublishedResult.objects.filter(agency__code="16.02").values_list("agency_as_written", flat=True)
    assert set(names) == {"Kab. OKI", "Kab. Ogan Komering Ilir"}


def test_no_shipped_source_contradicts_its_own_score(history):
    verdicts = PublishedResult.objects.values_list("agrees", flat=True)
    assert Counter(verdicts) == {True: 106, None: 38}
    inferred = PublishedResult.objects.filter(source__contains="inferred from the score")
    assert set(inferred.values_list("agrees", flat=True)) == {True}


def test_the_disputed_years_are_exactly_the_three_that_are_known(history):
    agencies = Agency.objects.filter(published_results__isnull=False).distinct()
    disputed = {(agency.name, year.year) for agency in agencies for year in history_of(agency) if year.disputed}
    assert disputed == {
        ("Kabupaten Ogan Komering Ilir", 2018),
        ("Kabupaten Muara Enim", 2018),
        ("Kabupaten Musi Banyuasin", 2022),
    }


def test_the_units_of_2025_make_the_published_score_of_their_agency(history):
    for code, score in (("16.71", "88.23"), ("18", "88.49")):
        year = history_of(Agency.objects.get(code=code))[-1]
        units = [unit.said.score for unit in year.units]
        assert year.agency.score == Decimal(score)
        assert (sum(units) / len(units)).quantize(Decimal("0.01")) == Decimal(score)


def test_the_dimensions_of_dinas_sosial_lampung_make_its_score(history):
    (dinsos,) = (
        unit for unit in history_of(Agency.objects.get(code="18"))[-1].units if unit.said.name == "Dinas Sosial"
    )
    assert sum(dimension.score for dimension in dinsos.dimensions) == dinsos.said.score == Decimal("89.25")


def test_national_counts_with_three_zones_add_up():
    rows = [row for row in shipped("national_counts.csv") if all(row[zone] for zone in ("green", "yellow", "red"))]
    assert len(rows) > 15
    for row in rows:
        assert sum(int(row[zone]) for zone in ("green", "yellow", "red")) == int(row["assessed"]), row
