"""The windows of a period run one after another; the head office sets them until the results are open."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Event
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.planning.errors import PlanClosedError, WindowsError
from assessments.fieldwork.planning.services import change_period, create_period
from assessments.fieldwork.planning.services.periods import Window, check_windows
from assessments.models import Period, WindowKind
from tests.assessments.conftest import publish

pytestmark = pytest.mark.django_db

FIELD = Window(date(2027, 8, 1), date(2027, 10, 31))
VERIFICATION = Window(date(2027, 11, 1), date(2027, 11, 30))


@pytest.fixture
def typed(opini_2026):
    """What the head office fills in: name, year, instrument and two windows."""
    return {
        "name": "Opini Ombudsman 2027",
        "year": "2027",
        "issue": str(opini_2026.issue_id),
        "field_starts_on": "2027-08-01",
        "field_ends_on": "2027-10-31",
        "verification_starts_on": "2027-11-01",
        "verification_ends_on": "2027-11-30",
    }


def test_windows_may_follow_each_other_from_day_to_day_and_leave_stages_out():
    check_windows({WindowKind.FIELD: FIELD, WindowKind.VERIFICATION: VERIFICATION})
    check_windows({})


@pytest.mark.parametrize(
    ("windows", "sentence"),
    [
        (
            {WindowKind.FIELD: FIELD, WindowKind.VERIFICATION: Window(date(2027, 10, 31), date(2027, 11, 30))},
            "Verifikasi mulai 31 Oktober 2027, padahal Pengambilan data baru berakhir 31 Oktober 2027.",
        ),
        (
            {WindowKind.FIELD: FIELD, WindowKind.DECISION: Window(date(2027, 1, 1), date(2027, 1, 31))},
            "Penetapan mulai 1 Januari 2027, padahal Pengambilan data baru berakhir 31 Oktober 2027.",
        ),
        (
            {WindowKind.REPLY: Window(date(2027, 12, 2), date(2027, 12, 1))},
            "Hak jawab berakhir sebelum mulai.",
        ),
    ],
)
def test_windows_that_overlap_or_run_backwards_are_refused_in_a_sentence(windows, sentence):
    with pytest.raises(WindowsError, match=sentence):
        check_windows(windows)


def test_a_period_is_opened_with_its_windows(ratna):
    period = create_period(
        actor=ratna, name="Opini 2027", year=2027, issue=publish("opini-2026"), windows={WindowKind.FIELD: FIELD}
    )
    assert (period.code, period.windows.get().ends_on) == ("opini-2027", FIELD.ends_on)
    assert Event.objects.about(period).get().verb == "create_period"


def test_two_periods_never_share_a_name(ratna, opini_2026):
    with pytest.raises(FieldworkError, match="Sudah ada periode"):
        create_period(actor=ratna, name="Opini 2026", year=2026, issue=opini_2026.issue, windows={})


def test_new_windows_replace_the_old_and_both_are_written_down(ratna, opini_2026):
    change_period(actor=ratna, period=opini_2026, name="Opini 2026", windows={WindowKind.FIELD: FIELD})
    change_period(actor=ratna, period=opini_2026, name="Opini 2026", windows={WindowKind.VERIFICATION: VERIFICATION})
    assert [window.kind for window in opini_2026.windows.all()] == ["verification"]
    detail = Event.objects.about(opini_2026).first().detail
    assert detail["before"]["windows"] == {"field": ["2027-08-01", "2027-10-31"]}
    assert detail["windows"] == {"verification": ["2027-11-01", "2027-11-30"]}


def test_a_released_period_keeps_its_windows(ratna, opini_2026):
    Period.objects.update(released_at=timezone.now())
    with pytest.raises(PlanClosedError):
        change_period(actor=ratna, period=opini_2026, name="Opini 2026", windows={})


# --- the page ------------------------------------------------------------------------------------
def test_the_head_office_opens_a_period_on_the_page(client, ratna, typed):
    client.force_login(ratna)
    answer = client.post(reverse("period_create"), typed)
    made = Period.objects.get(code="opini-ombudsman-2027")
    assert answer.url == reverse("period_detail", args=[made.public_id])
    assert made.windows.count() == 2


def test_a_wrong_window_is_told_at_its_field_and_keeps_what_was_typed(client, ratna, typed):
    client.force_login(ratna)
    page = client.post(reverse("period_create"), typed | {"verification_starts_on": "2027-10-01"}).content.decode()
    assert "Mulailah sesudah tanggal itu." in page
    assert 'value="2027-10-01"' in page
    assert not Period.objects.filter(year=2027).exists()


def test_half_a_window_is_refused(client, ratna, typed):
    client.force_login(ratna)
    page = client.post(reverse("period_create"), typed | {"field_ends_on": ""}).content.decode()
    assert "Pengambilan data: isi kedua tanggalnya, atau kosongkan keduanya." in page


def test_the_page_shows_the_windows_as_they_are_and_saves_new_ones(client, ratna, opini_2026, typed):
    change_period(actor=ratna, period=opini_2026, name="Opini 2026", windows={WindowKind.FIELD: FIELD})
    client.force_login(ratna)
    url = reverse("period_change", args=[opini_2026.public_id])
    assert 'value="2027-10-31"' in client.get(url).content.decode()
    client.post(url, typed | {"name": "Opini 2026", "field_ends_on": "2027-10-30"})
    assert opini_2026.windows.get(kind="field").ends_on == date(2027, 10, 30)


def test_only_the_head_office_is_offered_to_change_a_period(client, ratna, hasan, opini_2026):
    url = reverse("period_change", args=[opini_2026.public_id])
    for person, status in ((ratna, 200), (hasan, 403)):
        client.force_login(person)
        assert client.get(url).status_code == status
        shown = client.get(reverse("period_detail", args=[opini_2026.public_id])).content.decode()
        assert (url in shown) == (status == 200)
