"""A journal carried as a file: sealed on the device, opened by its passphrase, taken in once however often."""

import hmac
import io
import json
import os
from hashlib import pbkdf2_hmac, sha256

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Answer, EvidenceVersion, JournalEvent, JournalState, OfflineDevice
from assessments.offline.canonical import canonical, fingerprint
from assessments.offline.carried import CarriedError, opened
from assessments.offline.services import known_device

PASSPHRASE = "mangga di halaman belakang"
ROUNDS = 100_000


def carried_file(device, events, photos=(), *, secret=None, person=None):
    """The file that the device's program would write; `photos`: (upload id, bytes)."""
    if secret is None:
        secret = known_device(user=device.person, device_id=device.id).secret
    listed = canonical([fingerprint(canonical(event)) for event in events])
    head = {
        "device": str(device.id),
        "person": str((person or device.person).public_id),
        "events": [canonical(event) for event in events],
        "photos": [upload for upload, _ in photos],
        "seal": hmac.new(bytes.fromhex(secret), listed.encode(), sha256).hexdigest(),
    }
    salt = os.urandom(16)
    box = AESGCM(pbkdf2_hmac("sha256", PASSPHRASE.encode(), salt, ROUNDS))
    content = b"KPTH-JURNAL-1\n" + salt + ROUNDS.to_bytes(4)
    frames = [json.dumps(head).encode(), *(photo for _, photo in photos)]
    for number, frame in enumerate(frames):
        nonce = os.urandom(12)
        sealed = box.encrypt(nonce, frame, (2 * number + (number == len(frames) - 1)).to_bytes(4))
        content += len(sealed).to_bytes(4) + nonce + sealed
    return content


def _bring(client, content, passphrase=PASSPHRASE):
    data = {"file": SimpleUploadedFile("jurnal.kepatuhan", content), "passphrase": passphrase}
    return client.post(reverse("offline_import"), data, follow=True).content.decode()


def test_the_lead_brings_a_colleague_s_journal_and_twice_is_harmless(client, device_of, sari, dewi, jpeg):
    device = device_of(sari)
    photo = device.photo(jpeg)
    events = [device.answer("IN-01", "document", 3), photo]
    content = carried_file(device, events, [(photo["body"]["upload"], jpeg)])
    client.force_login(dewi)
    assert "2 baru, 0 sudah ada" in _bring(client, content)
    assert "0 baru, 2 sudah ada" in _bring(client, content)
    assert (Answer.objects.get().rater, Answer.objects.get().value) == (sari, 3)
    assert EvidenceVersion.objects.get().file.read() == jpeg
    assert set(JournalEvent.objects.values_list("user", "delivered_by")) == {(sari.pk, dewi.pk)}


def test_what_the_device_sent_already_is_known(client, device_of, sari):
    device = device_of(sari)
    first, second = device.answer("IN-01", "document", 3), device.answer("IN-02", "document", 2)
    device.sends(first)
    client.force_login(sari)
    assert "1 baru, 1 sudah ada" in _bring(client, carried_file(device, [first, second]))
    assert Answer.objects.filter(version=1).count() == 2


def test_a_journal_that_the_device_did_not_seal_waits_for_its_person(client, device_of, sari, dewi):
    device = device_of(sari)
    content = carried_file(device, [device.answer("IN-01", "document", 4)], secret="00" * 32)
    client.force_login(dewi)
    assert "Tanda perangkat" in _bring(client, content)
    row = JournalEvent.objects.get()
    assert (row.state, Answer.objects.count()) == (JournalState.QUARANTINED, 0)
    client.force_login(sari)
    client.post(reverse("offline_decide", args=[row.client_id]), {"putusan": "ulang"})
    assert Answer.objects.get().value == 4


def test_a_photo_that_the_file_lacks_waits(client, device_of, sari, jpeg):
    device = device_of(sari)
    photo = device.photo(jpeg)
    client.force_login(sari)
    assert "Fotonya tidak ada" in _bring(client, carried_file(device, [photo], [(photo["body"]["upload"], b"")]))
    assert JournalEvent.objects.get().state == JournalState.QUARANTINED


def test_only_the_person_or_the_lead_brings_a_journal(client, device_of, sari, andi, joko):
    device = device_of(sari)
    content = carried_file(device, [device.answer("IN-01", "document", 4)])
    for someone in (andi, joko):
        client.force_login(someone)
        assert "jurnal orang lain" in _bring(client, content)
    assert not JournalEvent.objects.exists()


def test_a_device_of_one_person_does_not_speak_for_another(client, device_of, sari, dewi, andi):
    device = device_of(sari)
    content = carried_file(device, [device.answer("IN-01", "document", 4)], person=andi)
    client.force_login(dewi)
    assert "jurnal orang lain" in _bring(client, content)
    assert OfflineDevice.objects.get().user == sari


def test_a_wrong_passphrase_is_said_so(client, device_of, sari):
    device = device_of(sari)
    content = carried_file(device, [device.answer("IN-01", "document", 4)])
    client.force_login(sari)
    assert "Kata sandi tidak cocok" in _bring(client, content, "salah sama sekali")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"bukan jurnal",
        lambda content: content[:-1],
        lambda content: content[: content.rindex(b"\x00\x00")],
        lambda content: content[:30] + b"\xff\xff\xff\xff" + content[34:],
        lambda content: content[:-5] + bytes([content[-5] ^ 1]) + content[-4:],
        lambda content: content + b"\x00\x00\x00\x05",
    ],
)
def test_a_spoiled_file_is_refused_whole(device_of, sari, jpeg, spoil):
    device = device_of(sari)
    photo = device.photo(jpeg)
    content = carried_file(device, [photo], [(photo["body"]["upload"], jpeg)])
    with pytest.raises(CarriedError):
        opened(io.BytesIO(spoil(content)), PASSPHRASE)
