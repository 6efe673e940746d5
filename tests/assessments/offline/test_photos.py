"""Photos from the field: in pieces, taken up where they stopped, whole only when the fingerprint agrees."""

import pytest

from assessments.models import EvidenceVersion, PhotoPiece, PhotoUpload, Stage
from assessments.offline.errors import PieceError, PieceRefusedError
from assessments.offline.services import photos


def test_a_photo_in_pieces_becomes_evidence_with_the_same_bytes(device_of, sari, jpeg):
    device = device_of(sari)
    event = device.photo(jpeg)
    assert device.uploads(event, jpeg[:300]) == 300
    assert device.uploads(event, jpeg[300:], start=300) == len(jpeg)
    (receipt,) = device.sends(event)
    assert receipt.state == "applied"
    version = EvidenceVersion.objects.get()
    assert version.sha256 == event["body"]["sha256"]
    assert version.file.read() == jpeg
    assert not PhotoUpload.objects.exists()
    assert device.sends(event) == [receipt]
    assert EvidenceVersion.objects.count() == 1


def test_a_piece_that_came_already_or_too_early_says_where_to_go_on(device_of, sari, jpeg):
    device = device_of(sari)
    event = device.photo(jpeg)
    device.uploads(event, jpeg[:300])
    for start in (0, 200, 400):
        with pytest.raises(PieceError) as told:
            device.uploads(event, jpeg[start : start + 100], start=start)
        assert told.value.received == 300


def test_the_event_waits_on_the_device_until_its_photo_is_whole(device_of, sari, jpeg):
    device = device_of(sari)
    event = device.photo(jpeg)
    device.uploads(event, jpeg[:300])
    assert device.sends(event)[0].needs_photo
    device.uploads(event, jpeg[300:], start=300)
    assert device.sends(event)[0].state == "applied"


def test_bytes_that_do_not_give_the_fingerprint_are_asked_for_again(device_of, sari, jpeg):
    device = device_of(sari)
    event = device.photo(jpeg)
    device.uploads(event, b"x" * len(jpeg))
    assert device.sends(event)[0].needs_photo
    assert not PhotoPiece.objects.exists()
    device.uploads(event, jpeg)
    assert device.sends(event)[0].state == "applied"


def test_a_file_that_is_refused_waits_with_its_bytes(device_of, sari):
    device = device_of(sari)
    page = b"<html><script>alert(1)</script></html>"
    event = device.photo(page, name="foto.jpg")
    device.uploads(event, page)
    (receipt,) = device.sends(event)
    assert receipt.state == "quarantined"
    assert "foto.jpg" in receipt.reason
    assert bytes(PhotoPiece.objects.get().content) == page


def test_a_photo_of_a_closed_sheet_waits_with_its_bytes(device_of, sari, dinsos, stand_at, jpeg):
    device = device_of(sari)
    stand_at(dinsos, Stage.SUBMITTED)
    event = device.photo(jpeg)
    device.uploads(event, jpeg)
    assert device.sends(event)[0].state == "quarantined"
    assert PhotoPiece.objects.exists()


def test_a_file_that_is_too_large_is_not_begun(device_of, sari, settings, jpeg):
    device = device_of(sari)
    event = device.photo(jpeg)
    event["body"]["size"] = settings.UPLOAD_LARGEST_MB * 1024 * 1024 + 1
    with pytest.raises(PieceRefusedError):
        device.uploads(event, jpeg)
    assert not PhotoUpload.objects.exists()


def test_photos_that_wait_for_a_decision_do_not_stand_in_the_way_of_others(
    device_of, sari, dinsos, stand_at, jpeg, monkeypatch
):
    monkeypatch.setattr(photos, "MOST_UNFINISHED", 1)
    device = device_of(sari)
    stand_at(dinsos, Stage.SUBMITTED)
    for _ in range(3):
        event = device.photo(jpeg)
        device.uploads(event, jpeg)
        assert device.sends(event)[0].state == "quarantined"
    device.uploads(device.photo(jpeg), jpeg[:300])
    with pytest.raises(PieceRefusedError):
        device.uploads(device.photo(jpeg), jpeg[:300])
