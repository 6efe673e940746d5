"""On the day of release everyone concerned gets one letter with a link; no number, no attachment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Event
from assessments.models import Period, Result
from assessments.results.letters import tell_agencies, tell_when_released


@pytest.fixture
def with_result(muba_2026) -> Period:
    Result.objects.create(
        assessment=muba_2026,
        issue=muba_2026.period.issue,
        score="87.65",
        provisional=False,
        method="weighted-mean-1",
        instrument_sha256="0" * 64,
        follow_up="no",
        is_example=True,
        agency_name="Kabupaten Musi Banyuasin",
        agency_kind="kabupaten",
        head_title="Bupati",
        office_name="Perwakilan",
        period_name="Opini 2026",
        year=2026,
    )
    return muba_2026.period


@pytest.fixture
def released(with_result) -> Period:
    with_result.released_at = timezone.now() - timedelta(minutes=1)
    with_result.save()
    return with_result


def test_the_people_of_the_agency_are_told_once(released, mailoutbox, budi, agus, nina, sari, settings):
    settings.SITE_URL = "https://kepatuhan.example.go.id"
    tell_agencies.enqueue(released.pk)
    tell_agencies.enqueue(released.pk)
    assert sorted(address for letter in mailoutbox for address in letter.to) == [agus.email, budi.email]
    assert Event.objects.filter(verb="tell_release").count() == 2


def test_a_letter_holds_a_link_and_neither_number_nor_file(released, mailoutbox, agus, settings):
    settings.SITE_URL = "https://kepatuhan.example.go.id"
    tell_agencies.enqueue(released.pk)
    (letter,) = mailoutbox
    assert "https://kepatuhan.example.go.id/laporan/" in letter.body
    assert "data contoh" in letter.body
    assert "87" not in letter.body
    assert not letter.attachments


def test_nobody_is_told_before_the_release(with_result, mailoutbox, agus, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell_when_released(with_result, timezone.now() + timedelta(days=1))
    assert not mailoutbox
