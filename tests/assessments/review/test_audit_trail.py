"""The audit trail of a period as a file."""

import csv
import io

import pytest
from django.urls import reverse

from agencies.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(opini_2026) -> str:
    return reverse("period_audit", args=[opini_2026.public_id])


def rows(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_it_tells_who_did_what_oldest_first(client, ratna, verified, trail):
    client.force_login(ratna)
    response = client.get(trail)
    assert response["Content-Disposition"] == 'attachment; filename="jejak-audit-opini-2026.csv"'
    found = rows(response)
    assert [row["Kode"] for row in found] == [
        "plan_assessment",
        "set_team",
        *["declare_independence"] * 3,
        "record_answer",
        "record_answer",
        "submit_locus",
        "verify_locus",
        "download_audit_trail",
    ]
    assert (found[7]["Pelaku"], found[7]["Tindakan"]) == ("Dewi Anggraini", "Menyerahkan lembar")
    assert found[7]["Instansi"] == "Kabupaten Musi Banyuasin"


def test_notes_stay_out(client, ratna, submitted, trail):
    client.force_login(ratna)
    assert "Renja ada, LAKIP belum." not in str(rows(client.get(trail)))


def test_other_periods_stay_out(client, ratna, submitted, trail):
    Event.objects.record(actor=ratna, verb="grant_role", target=ratna)
    client.force_login(ratna)
    assert "grant_role" not in {row["Kode"] for row in rows(client.get(trail))}


def test_no_cell_is_taken_for_a_formula(client, ratna, submitted, trail):
    ratna.full_name = "=HYPERLINK(1)"
    ratna.save()
    client.force_login(ratna)
    assert rows(client.get(trail))[-1]["Pelaku"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("name", ["sari", "dewi", "rahmat", "hasan", "budi", "agus", "tono"])
def test_the_head_office_alone_takes_it(client, request, trail, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(trail).status_code == 403
    assert not Event.objects.filter(verb="download_audit_trail").exists()


def test_it_costs_the_same_for_every_number_of_events(
    client, ratna, sari, dinsos, answered, trail, django_assert_num_queries
):
    for number in range(1, 31):
        answered(sari, dinsos, "KP-01", "survey", 3, number=number)
    client.force_login(ratna)
    # session, person, period, scope, the download written down, the events
    with django_assert_num_queries(6):
        rows(client.get(trail))
