"""How many respondents there are, changed in the field: places are the server's, nothing is added twice or lost."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.models import Answer, JournalEvent, Stage, Subject, SubjectKind

USER = SubjectKind.USER


def _answer_of(device, added, value=3):
    body = {"indicator": "KP-01", "method": "survey", "subject": added["body"]["subject"], "base": 0, "after": None}
    return device.event("answer", body | {"state": "scored", "value": str(value)})


def _users(locus):
    return list(locus.subjects.filter(kind=USER).order_by("position").values_list("position", flat=True))


def test_a_respondent_added_in_the_field_comes_once_with_the_answers_that_follow(device_of, sari, dinsos):
    device = device_of(sari)
    added = device.adds(USER, "Pengguna ke-31 bersedia.")
    events = [added, _answer_of(device, added)]
    assert [receipt.state for receipt in device.sends(*events)] == ["applied", "applied"]
    assert device.sends(*events) == device.sends(*events)
    assert _users(dinsos) == list(range(1, 32))
    assert str(Answer.objects.get().subject.public_id) == added["body"]["subject"]
    assert Event.objects.get(verb="add_subject").detail["reason"] == "Pengguna ke-31 bersedia."


def test_two_devices_that_add_at_once_both_keep_theirs(device_of, sari, andi, dinsos):
    theirs = [(device := device_of(person), device.adds(USER)) for person in (sari, andi)]
    for device, added in theirs:
        assert {receipt.state for receipt in device.sends(added, _answer_of(device, added))} == {"applied"}
    assert _users(dinsos) == list(range(1, 33))
    assert set(Answer.objects.values_list("rater", "subject__position")) == {(sari.pk, 31), (andi.pk, 32)}


def test_an_added_officer_is_named_by_the_events_that_follow(device_of, sari, dinsos):
    device = device_of(sari)
    added = device.adds(SubjectKind.SERVICE_OFFICER)
    nobody = {"name": "", "duty": "", "is_substitute": False}
    yuni = {"name": "Yuni Astuti", "duty": "Petugas loket", "is_substitute": True}
    named = device.event("subject", {"subject": added["body"]["subject"], "before": nobody, **yuni})
    assert [receipt.state for receipt in device.sends(added, named)] == ["applied", "applied"]
    officer = Subject.objects.get(public_id=added["body"]["subject"])
    assert (officer.name, officer.is_substitute) == ("Yuni Astuti", True)


def test_the_last_respondent_leaves_once_even_when_two_devices_say_so(device_of, sari, andi, dinsos):
    last = dinsos.subjects.get(kind=USER, position=30).public_id
    for person in (sari, andi):
        device = device_of(person)
        assert device.sends(device.strikes(last))[0].state == "applied"
    assert _users(dinsos) == list(range(1, 30))


@pytest.mark.parametrize(
    ("strike", "said"),
    [
        (lambda device, locus: device.strikes(locus.subjects.get(kind=USER, position=7).public_id), "lembar biasa"),
        (lambda device, locus: device.strikes(locus.subjects.get(kind="unit").public_id), "satu-satunya"),
        (lambda device, locus: device.strikes(locus.subjects.get(kind=USER, position=30).public_id, " "), "mengapa"),
        (lambda device, locus: device.adds("unit"), "petugas, produk, atau pengguna"),
        (lambda device, locus: device.adds(USER, ""), "mengapa"),
        (lambda device, locus: device.adds("dukun"), "belum dikenal"),
    ],
)
def test_what_would_spoil_the_list_waits_with_its_reason(device_of, sari, dinsos, strike, said):
    device = device_of(sari)
    (receipt,) = device.sends(strike(device, dinsos))
    assert receipt.state == "quarantined"
    assert said in receipt.reason
    assert _users(dinsos) == list(range(1, 31))


def test_someone_whom_a_colleague_questioned_meanwhile_stays(device_of, sari, andi, dinsos, answered):
    answered(andi, dinsos, "KP-01", "survey", 3, number=30)
    device = device_of(sari)
    (receipt,) = device.sends(device.strikes(dinsos.subjects.get(kind=USER, position=30).public_id))
    assert (receipt.state, _users(dinsos)[-1]) == ("quarantined", 30)


def test_a_key_of_another_sheet_is_not_taken(device_of, sari, dinsos, puskesmas):
    device = device_of(sari)
    added = device.adds(USER)
    added["body"]["subject"] = str(puskesmas.subjects.filter(kind=USER)[0].public_id)
    assert device.sends(added)[0].state == "quarantined"


def test_what_was_said_of_a_held_respondent_is_tried_again_with_it(client, device_of, sari, dinsos, stand_at):
    device = device_of(sari)
    added = device.adds(USER)
    stand_at(dinsos, Stage.SUBMITTED)
    device.sends(added, _answer_of(device, added), device.answer("IN-01", "document", 2))
    stand_at(dinsos, Stage.IN_FIELD)
    client.force_login(sari)
    page = client.get(reverse("offline_waiting")).content.decode()
    assert "Tambah satu: Pengguna layanan" in page
    client.post(reverse("offline_decide", args=[added["id"]]), {"putusan": "ulang"})
    assert Answer.objects.get().subject.position == 31
    assert JournalEvent.objects.waiting().count() == 1
