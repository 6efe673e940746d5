"""The addresses that the program in the field calls, and the shell that it is."""

import gzip
import json
import re
import uuid

import pytest
from django.urls import reverse

from assessments.models import Answer, OfflineDevice
from assessments.offline.shell import shell_files

LARGEST_SHELL = 300_000
QUERIES_OF_A_PACK = 19


@pytest.fixture
def taken(client, sari, dinsos):
    """Sari's device with the sheet of the Dinas Sosial on it: its pack."""
    client.force_login(sari)
    return _post(client, reverse("offline_pack", args=[dinsos.public_id]), {"device": str(uuid.uuid4())}).json()


def _post(client, address, body):
    return client.post(address, json.dumps(body), content_type="application/json")


def test_the_shell_is_below_300_kilobytes_at_first_load(client):
    page = client.get(reverse("offline_shell")).content
    worker = client.get(reverse("offline_worker")).content
    static = [file.path.read_bytes() for file in shell_files()]
    assert sum(len(gzip.compress(content)) for content in (page, worker, *static)) < LARGEST_SHELL


def test_the_shell_is_the_same_for_everyone(client, sari):
    before = client.get(reverse("offline_shell")).content
    client.force_login(sari)
    assert client.get(reverse("offline_shell")).content == before
    assert b"csrf" not in before


def test_the_worker_keeps_every_file_that_the_page_names_and_knows_its_release(client):
    page = client.get(reverse("offline_shell")).content.decode()
    first_line = client.get(reverse("offline_worker")).content.decode().partition("\n")[0]
    kept = json.loads(first_line.removeprefix("const SHELL = ").removesuffix(";"))
    assert f'data-release="{kept["release"]}"' in page
    assert set(re.findall(r'"(/static/[^"]+)"', page)) <= set(kept["files"])


def test_a_device_installs_the_page_as_an_application(client):
    manifest = client.get(reverse("offline_manifest")).json()
    assert manifest["start_url"] == reverse("offline_shell")
    assert client.get(manifest["start_url"]).status_code == 200


def test_the_pulse_says_who_is_signed_in(client, sari):
    assert client.get(reverse("offline_pulse")).json()["person"] is None
    client.force_login(sari)
    assert client.get(reverse("offline_pulse")).json()["person"]["name"] == "Sari Lestari"


def test_a_pack_holds_the_sheet_without_any_number_that_has_decimals(taken, dinsos):
    assert taken["locus"] == str(dinsos.public_id)
    assert len(taken["parts"]) > 5
    assert all(not isinstance(value, float) for value in _values(taken))


def _values(found):
    if isinstance(found, dict | list):
        for each in found.values() if isinstance(found, dict) else found:
            yield from _values(each)
    else:
        yield found


def test_taking_a_sheet_along_costs_the_same_however_much_was_answered(
    client, sari, andi, dinsos, answered, django_assert_num_queries
):
    client.force_login(sari)
    address, body = reverse("offline_pack", args=[dinsos.public_id]), {"device": str(uuid.uuid4())}
    _post(client, address, body)
    with django_assert_num_queries(QUERIES_OF_A_PACK):
        _post(client, address, body)
    for person in (sari, andi):
        for code in ("IN-01", "IN-02", "PR-01"):
            answered(person, dinsos, code, "document", 2)
    with django_assert_num_queries(QUERIES_OF_A_PACK):
        found = _post(client, address, body).json()
    assert len(found["answers"]) == 6


def test_a_device_of_someone_else_is_refused(client, taken, andi, dinsos):
    client.force_login(andi)
    answer = _post(client, reverse("offline_pack", args=[dinsos.public_id]), {"device": taken["device"]["id"]})
    assert answer.status_code == 409
    assert OfflineDevice.objects.count() == 1


def test_a_journal_under_another_s_sign_in_is_refused_whole(client, taken, andi):
    client.force_login(andi)
    body = {"person": taken["person"]["id"], "device": taken["device"]["id"], "events": []}
    assert _post(client, reverse("offline_journal"), body).status_code == 409


@pytest.mark.parametrize("body", [b"", b"[1]", b'{"events": 3}', b"[" * 5000])
def test_a_delivery_that_cannot_be_read_is_refused_in_words(client, sari, body):
    client.force_login(sari)
    answer = client.post(reverse("offline_journal"), body, content_type="application/json")
    assert (answer.status_code, answer.json()["problem"]) == (400, "Kiriman ini tidak terbaca.")


def test_events_come_in_through_the_door(client, taken, sari, dinsos, device_of):
    device = device_of(sari)
    body = {
        "person": taken["person"]["id"],
        "device": str(device.id),
        "events": [device.answer("IN-01", "document", 3)],
    }
    (receipt,) = _post(client, reverse("offline_journal"), body).json()["receipts"]
    assert receipt["state"] == "applied"
    assert Answer.objects.get().value == 3


def test_a_photo_comes_in_through_the_door_in_pieces(client, taken, sari, dinsos, device_of, jpeg):
    device = device_of(sari)
    event = device.photo(jpeg)
    address = reverse("offline_photo", args=[dinsos.public_id, event["body"]["upload"]])
    query = f"?ukuran={len(jpeg)}&sidik={event['body']['sha256']}&mulai="
    octets = "application/octet-stream"
    asked = f"{address}?isian={event['id']}"
    assert client.get(asked).json() == {"received": 0, "is_known": False}
    assert client.post(f"{address}{query}0", jpeg[:100], content_type=octets).json() == {"received": 100}
    again = client.post(f"{address}{query}0", jpeg[:100], content_type=octets)
    assert (again.status_code, again.json()) == (409, {"received": 100})
    assert client.post(f"{address}?mulai=x", b"1", content_type=octets).status_code == 400
    client.post(f"{address}{query}100", jpeg[100:], content_type=octets)
    assert client.get(asked).json() == {"received": len(jpeg), "is_known": False}
    device.sends(event)
    assert client.get(asked).json() == {"received": 0, "is_known": True}
