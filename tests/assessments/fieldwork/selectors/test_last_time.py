"""Beside each question stands what the last released result said of the unit, by the crosswalk between editions."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.fieldwork.last_time_words import last_time_words
from assessments.fieldwork.selectors.last_time import last_time_at
from assessments.fieldwork.services import plan_assessment
from assessments.models import Answer, Locus, Period
from assessments.results.services import compute
from tests.assessments.conftest import publish

pytestmark = pytest.mark.django_db
FINDING = "Perbarui SK pengelola pengaduan."


@pytest.fixture
def last_year(dinsos, muba, dinsos_muba, dewi, sari):
    """Opini 2025 at the Dinas Sosial: level 2 everywhere, one officer 4, a finding, a note; released a month ago."""
    period = Period.objects.create(code="opini-2025", name="Opini 2025", year=2025, issue=publish("opini-2025"))
    assessment = plan_assessment(actor=dewi, period=period, agency=muba, units=[dinsos_muba], reason="Satu saja.")
    locus = Locus.objects.select_related("unit").get(assessment=assessment)
    Answer.objects.bulk_create(
        Answer(
            locus=locus,
            indicator=rule.code,
            method=method,
            subject=subject,
            rater=sari,
            state="scored",
            value=50 if method == "secondary" else 4 if (method, subject.position) == ("interview", 2) else 2,
            comment=FINDING if (rule.code, method) == ("PG-02", "document") else "",
            note="Rahasia tim lama",
        )
        for _, rule in period.issue.instrument.indicators
        if rule.applies_to(agency_kind="kabupaten", unit_kind="dinsos")
        for method, how in rule.methods.items()
        for subject in locus.subjects.filter(kind=how.subject_key)
    )
    compute(assessment=assessment, actor=None)
    Period.objects.filter(pk=period.pk).update(released_at=timezone.now() - timedelta(days=30))
    return period


def test_an_indicator_that_stayed_tells_level_and_finding(last_year, dinsos):
    last = last_time_at(dinsos)["PG-02"]
    assert (last.year, last.change, last.comments) == (2025, "same", (FINDING,))
    words = last_time_words(last, code="PG-02", method="document")
    assert words.level == "Tingkat 2 dari 4"
    assert last_time_words(last, code="PG-02", method="interview").level == "Tingkat 2 (1×), 4 (1×) dari 4"


def test_one_whose_scale_changed_says_that_it_does_not_compare(last_year, dinsos):
    words = last_time_words(last_time_at(dinsos)["IN-03"], code="IN-03", method="document")
    assert (words.change, words.codes) == ("skala berubah, tidak sebanding", "IN-02")
    assert words.change_note


def test_a_new_indicator_has_no_last_time(last_year, dinsos):
    assert "IN-01" not in last_time_at(dinsos)
    assert last_time_words(None, code="IN-01", method="document") is None


def test_secondary_data_are_told_as_numbers(last_year, dinsos):
    last = last_time_at(dinsos)["OUT-01"]
    assert last.values["secondary"] == (Decimal(50),)
    assert last_time_words(last, code="OUT-01", method="secondary").level == "50 dari 100"


def test_nothing_is_told_before_the_release_nor_of_another_unit(last_year, dinsos, puskesmas):
    assert last_time_at(puskesmas) == {}
    Period.objects.filter(pk=last_year.pk).update(released_at=None)
    assert last_time_at(dinsos) == {}


def test_the_sheet_shows_it_without_the_old_note_and_for_one_query(
    client, sari, last_year, dinsos, django_assert_num_queries
):
    with django_assert_num_queries(1):
        last_time_at(dinsos)
    client.force_login(sari)
    page = client.get(reverse("sheet_part", args=[dinsos.public_id, "pengaduan-dokumen"])).content.decode()
    assert "Hasil 2025" in page
    assert FINDING in page
    assert "padanan asumsi" in page
    assert "Rahasia tim lama" not in page
