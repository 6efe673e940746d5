"""The history of a thing, and the log of reads."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.fieldwork.evidence.services import note_read
from assessments.fieldwork.services import submit_locus
from assessments.models import Evidence

pytestmark = pytest.mark.django_db


def url(kind, row) -> str:
    return reverse("history", args=[kind, row.public_id])


@pytest.fixture
def submitted(sari, dewi, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 3, note="Catatan pribadi asesor.")
    submit_locus(actor=dewi, locus=dinsos, reason="Sisanya menyusul.")
    return dinsos


def test_a_locus_tells_who_did_what_and_why_and_no_private_note(client, rahmat, submitted):
    client.force_login(rahmat)
    text = client.get(url("lokus", submitted)).text
    assert "Menyerahkan lembar" in text
    assert "Dewi Anggraini" in text
    assert "Sisanya menyusul." in text
    assert "Catatan pribadi asesor." not in text


@pytest.mark.parametrize("kind", ["lokus", "penilaian", "bukti", "unit", "instansi", "periode"])
def test_every_kind_has_its_page(client, ratna, submitted, opini_2026, kind):
    rows = {
        "lokus": submitted,
        "penilaian": submitted.assessment,
        "bukti": Evidence.objects.create(locus=submitted, title="Renja"),
        "unit": submitted.unit,
        "instansi": submitted.assessment.agency,
        "periode": opini_2026,
    }
    client.force_login(ratna)
    assert client.get(url(kind, rows[kind])).status_code == 200
    assert client.get(url("gudang", rows[kind])).status_code == 404


@pytest.mark.parametrize(
    ("name", "kind", "status"),
    [
        ("budi", "lokus", 404),
        ("budi", "instansi", 200),
        ("nina", "instansi", 404),
        ("agus", "instansi", 403),
        ("sari", "instansi", 403),
        ("joko", "penilaian", 404),
        ("tono", "lokus", 404),
    ],
)
def test_scope_first_then_permission(client, request, submitted, name, kind, status):
    client.force_login(request.getfixturevalue(name))
    row = submitted if kind == "lokus" else submitted.assessment
    row = row.agency if kind == "instansi" else row
    assert client.get(url(kind, row)).status_code == status


def test_an_agency_reads_what_is_said_to_it_and_what_its_own_people_took(client, budi, agus, rahmat, submitted, muba):
    for actor, verb in ((agus, "download_report"), (rahmat, "read_report"), (rahmat, "open_reply")):
        Event.objects.record(actor=actor, verb=verb, agency=muba, target=muba, detail={"reason": "Rahasia kantor."})
    client.force_login(budi)
    text = client.get(url("instansi", muba)).text
    assert "Mengunduh laporan" in text
    assert "Membuka hak jawab" in text
    assert "Rahasia kantor." not in text
    assert "Membaca laporan" not in text
    assert "Menyerahkan lembar" not in text


def test_it_is_paged_and_costs_the_same(client, rahmat, submitted, django_assert_num_queries):
    client.force_login(rahmat)
    # session, person, scope, locus, team; how many, the events of a page
    with django_assert_num_queries(7):
        client.get(url("lokus", submitted))
    for number in range(60):
        Event.objects.record(actor=rahmat, verb="check_quality", target=submitted, detail={"number": number})
    with django_assert_num_queries(7):
        text = client.get(url("lokus", submitted)).text
    assert "Halaman 1 dari 2" in text


class TestAccessLog:
    def test_it_tells_who_took_what(self, client, ratna, sari, submitted):
        evidence = Evidence.objects.create(locus=submitted, title="Renja Dinas Sosial")
        note_read(actor=sari, locus=submitted, evidence=evidence)
        note_read(actor=sari, locus=submitted, evidence=evidence)
        assert Event.objects.filter(verb="read_evidence").count() == 1
        client.force_login(ratna)
        text = client.get(reverse("access_log"), {"jenis": "read_evidence", "cari": "sari"}).text
        assert "Membuka bukti" in text
        assert "Renja Dinas Sosial · Kabupaten Musi Banyuasin" in text
        assert "Tidak ada yang cocok." in client.get(reverse("access_log"), {"cari": "tidak ada"}).text

    def test_it_costs_the_same_for_every_number(self, client, tono, muba, django_assert_num_queries):
        client.force_login(tono)
        # session, person, scope, how many
        with django_assert_num_queries(4):
            client.get(reverse("access_log"))
        for _ in range(60):
            Event.objects.record(actor=tono, verb="read_report", agency=muba)
        # and the lines of a page
        with django_assert_num_queries(5):
            client.get(reverse("access_log"))

    @pytest.mark.parametrize("name", ["sari", "dewi", "rahmat", "hasan", "budi", "agus"])
    def test_it_is_for_the_head_office_and_administrators(self, client, request, name):
        client.force_login(request.getfixturevalue(name))
        assert client.get(reverse("access_log")).status_code == 403
