"""What waits is decided by its person, and every decision is written down."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.models import Answer, JournalEvent, JournalState, Stage

QUERIES_OF_THE_PAGE = 4


@pytest.fixture
def conflict(device_of, sari, dinsos, answered):
    """Sari's level 3 from the field against her level 2 from the office; the event that waits."""
    answered(sari, dinsos, "IN-01", "document", 1)
    device = device_of(sari)
    first = device.answer("IN-01", "document", 4, base=1)
    last = device.answer("IN-01", "document", 3, base=1, after=first, note="Dilihat di papan.")
    answered(sari, dinsos, "IN-01", "document", 2, seen_version=1)
    device.sends(first, last)
    return device, last


def _decide(client, event, action, **more):
    return client.post(reverse("offline_decide", args=[event["id"]]), {"putusan": action, **more}, follow=True)


def test_both_values_stand_side_by_side(client, sari, conflict):
    client.force_login(sari)
    page = client.get(reverse("offline_waiting")).content.decode()
    assert page.count("<article") == 1
    assert "Tingkat 2" in page
    assert "Tingkat 3" in page
    assert "Dilihat di papan." in page


def test_the_device_s_value_is_used_on_its_person_s_word(client, sari, conflict):
    client.force_login(sari)
    _decide(client, conflict[1], "perangkat")
    assert (Answer.objects.get().value, Answer.objects.get().note) == (3, "Dilihat di papan.")
    assert set(JournalEvent.objects.values_list("state", "settled_by")) == {(JournalState.SETTLED, sari.pk)}
    assert Event.objects.filter(verb="use_device_value", actor=sari).count() == 2
    assert Event.objects.filter(verb="record_answer", detail__settles_conflict=True).count() == 1


def test_the_stored_value_is_kept_on_its_person_s_word(client, sari, conflict):
    client.force_login(sari)
    _decide(client, conflict[1], "server")
    assert Answer.objects.get().value == 2
    assert Event.objects.get(verb="keep_stored_value").detail["gave_way"]["value"] == "3"


def test_after_a_decision_the_device_goes_on_from_it(client, sari, conflict):
    client.force_login(sari)
    device, last = conflict
    _decide(client, last, "server")
    (receipt,) = device.sends(device.answer("IN-01", "document", 1, base=1, after=last))
    assert receipt.state == "applied"
    assert Answer.objects.get().value == 1


def test_a_held_event_is_applied_once_its_reason_is_gone(client, device_of, sari, dinsos, stand_at):
    device = device_of(sari)
    event = device.answer("IN-01", "document", 3)
    stand_at(dinsos, Stage.SUBMITTED)
    device.sends(event)
    client.force_login(sari)
    assert "Masih ditahan" in _decide(client, event, "ulang").content.decode()
    stand_at(dinsos, Stage.IN_FIELD)
    assert "Isian diterapkan" in _decide(client, event, "ulang").content.decode()
    assert Answer.objects.get().value == 3
    assert _decide(client, event, "ulang").status_code == 404


def test_a_held_event_is_let_go_only_with_a_reason_and_stays_in_the_journal(client, device_of, sari, dinsos, stand_at):
    device = device_of(sari)
    event = device.answer("IN-01", "document", 3)
    stand_at(dinsos, Stage.SUBMITTED)
    device.sends(event)
    client.force_login(sari)
    assert "Tulis mengapa" in _decide(client, event, "lepas").content.decode()
    _decide(client, event, "lepas", **{f"{event['id']}-reason": "Sudah diisi rekan."})
    row = JournalEvent.objects.get()
    assert (row.state, row.reason) == (JournalState.SETTLED, "Sudah diisi rekan.")
    assert '"value":"3"' in row.raw


def test_nobody_decides_for_another(client, andi, ratna, conflict):
    for someone in (andi, ratna):
        client.force_login(someone)
        assert _decide(client, conflict[1], "perangkat").status_code == 404
    assert Answer.objects.get().value == 2


def test_the_page_costs_the_same_however_much_waits(
    client, sari, device_of, dinsos, stand_at, django_assert_num_queries
):
    client.force_login(sari)
    device = device_of(sari)
    stand_at(dinsos, Stage.SUBMITTED)
    for count in (1, 5):
        device.sends(*[device.answer("IN-01", "document", 3) for _ in range(count)])
        with django_assert_num_queries(QUERIES_OF_THE_PAGE):
            client.get(reverse("offline_waiting"))
