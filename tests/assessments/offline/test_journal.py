"""A journal from the field: kept once as it came, applied in order, and never dropped."""

from hashlib import sha256

import pytest

from agencies.models import Event
from assessments.models import Answer, JournalEvent, JournalState, Stage
from assessments.offline.canonical import canonical
from assessments.offline.errors import OtherPersonError


def test_an_answer_from_the_field_is_recorded_and_its_receipt_holds_the_fingerprint_of_what_was_sent(device_of, sari):
    device = device_of(sari)
    event = device.answer("IN-01", "document", 3, note="Renja 2026 — halaman 14 ✓")
    (receipt,) = device.sends(event)
    assert (receipt.state, receipt.version) == ("applied", 1)
    assert receipt.sha256 == sha256(canonical(event).encode()).hexdigest()
    answer = Answer.objects.get()
    assert (answer.rater, answer.value, answer.note) == (sari, 3, "Renja 2026 — halaman 14 ✓")


def test_a_journal_sent_again_changes_nothing_and_is_answered_alike(device_of, sari):
    device = device_of(sari)
    events = [device.answer("IN-01", "document", 3), device.answer("PR-08", "interview", 2)]
    first = device.sends(*events)
    written = Event.objects.count()
    assert device.sends(*events) == first
    assert JournalEvent.objects.count() == 2
    assert Answer.objects.filter(version=1).count() == 2
    assert Event.objects.count() == written


def test_changes_of_mind_without_signal_follow_each_other(device_of, sari):
    device = device_of(sari)
    first = device.answer("IN-01", "document", 1)
    second = device.answer("IN-01", "document", 2, after=first)
    third = device.answer("IN-01", "document", 4, after=second)
    assert [receipt.state for receipt in device.sends(first, second, third)] == ["applied"] * 3
    assert (Answer.objects.get().value, Answer.objects.get().version) == (4, 3)


def test_an_answer_changed_elsewhere_stands_and_the_field_s_waits_as_a_conflict(device_of, sari, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 1)
    device = device_of(sari)
    first = device.answer("IN-01", "document", 3, base=1)
    second = device.answer("IN-01", "document", 4, base=1, after=first)
    answered(sari, dinsos, "IN-01", "document", 2, seen_version=1)
    assert [receipt.state for receipt in device.sends(first, second)] == ["conflict", "conflict"]
    assert Answer.objects.get().value == 2
    assert set(JournalEvent.objects.values_list("state", "base_version")) == {(JournalState.CONFLICT, 1)}


def test_two_people_on_one_question_both_stay(device_of, sari, andi):
    device_of(sari).sends(device_of(sari).answer("IN-01", "document", 3))
    other = device_of(andi)
    (receipt,) = other.sends(other.answer("IN-01", "document", 1))
    assert receipt.state == "applied"
    assert set(Answer.objects.values_list("rater__full_name", "value")) == {("Sari Lestari", 3), ("Andi Wijaya", 1)}


def test_what_comes_after_the_sheet_was_handed_over_waits_with_the_reason(device_of, sari, dinsos, stand_at):
    device = device_of(sari)
    stand_at(dinsos, Stage.SUBMITTED)
    (receipt,) = device.sends(device.answer("IN-01", "document", 3))
    assert receipt.state == "quarantined"
    assert "sudah diserahkan" in receipt.reason
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 99}, "Format 99"),
        ({"kind": "mantra"}, "belum dikenal"),
        ({"body": {"indicator": "IN-01"}}, "Keadaan jawaban"),
        ({"kind": "\ud800\x00"}, "belum dikenal"),
        ({"at": "\ud800" * 50, "sequence": -1, "locus": ["x"]}, "tidak ada di lingkup Anda"),
        ({"body": {"indicator": 1, "state": "scored"}}, "bukan teks"),
        ({"locus": "0f8fad5b-d9cb-469f-a165-70867728950e"}, "tidak ada di lingkup Anda"),
        ({"id": "bukan kunci"}, ""),
        ({"person": "0f8fad5b-d9cb-469f-a165-70867728950e"}, "orang lain"),
    ],
)
def test_what_cannot_be_applied_is_kept_as_it_came(device_of, sari, change, said):
    device = device_of(sari)
    event = device.answer("IN-01", "document", 3) | change
    (receipt,) = device.sends(event)
    row = JournalEvent.objects.get()
    assert row.raw == canonical(event)
    assert said in receipt.reason
    assert device.sends(event)[0].sha256 == receipt.sha256
    assert JournalEvent.objects.count() == 1


def test_one_id_with_other_words_keeps_both(device_of, sari):
    device = device_of(sari)
    event = device.answer("IN-01", "document", 3)
    changed = event | {"body": event["body"] | {"value": "1"}}
    device.sends(event)
    (receipt,) = device.sends(changed)
    assert receipt.state == "quarantined"
    assert receipt.sha256 == sha256(canonical(changed).encode()).hexdigest()
    assert Answer.objects.get().value == 3
    assert device.sends(changed, event)[1].state == "applied"
    assert JournalEvent.objects.count() == 2


def test_a_device_belongs_to_one_person(device_of, sari, andi):
    device = device_of(sari)
    device.sends(device.answer("IN-01", "document", 3))
    with pytest.raises(OtherPersonError):
        device.sends(device.answer("IN-01", "document", 1), user=andi)


def test_a_respondent_named_in_the_field_and_named_again(device_of, sari, dinsos, subject_of):
    device = device_of(sari)
    officer = subject_of(dinsos, "officer-pelayanan")
    nobody = {"name": "", "duty": "", "is_substitute": False}
    yuni = {"name": "Yuni Astuti", "duty": "Petugas loket", "is_substitute": False}
    first = device.event("subject", {"subject": str(officer.public_id), "before": nobody, **yuni})
    mended = yuni | {"name": "Yuni Astuti, S.Sos."}
    second = device.event("subject", {"subject": str(officer.public_id), "before": yuni, **mended})
    assert [receipt.state for receipt in device.sends(first, second)] == ["applied", "applied"]
    officer.refresh_from_db()
    assert officer.name == "Yuni Astuti, S.Sos."


def test_a_respondent_named_otherwise_by_a_colleague_waits(device_of, sari, andi, dinsos, subject_of):
    officer = subject_of(dinsos, "officer-pelayanan")
    nobody = {"name": "", "duty": "", "is_substitute": False}
    for person, name in ((andi, "Rudi"), (sari, "Yuni")):
        device = device_of(person)
        body = {"subject": str(officer.public_id), "before": nobody, **nobody, "name": name}
        (receipt,) = device.sends(device.event("subject", body))
    assert receipt.state == "conflict"
    assert "Rudi" in receipt.reason
    officer.refresh_from_db()
    assert officer.name == "Rudi"
