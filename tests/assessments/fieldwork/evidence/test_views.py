"""The pages of evidence: who reaches them, what they say, what they cost, and how bytes leave."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from agencies.models import Event, Role
from assessments.fieldwork.evidence.services import withdraw_evidence
from assessments.fieldwork.services import submit_locus
from assessments.models import Answer, Evidence, EvidenceVersion, Period
from tests.assessments.files.hostile import pdf
from tests.assessments.files.test_checking import HOSTILE

pytestmark = pytest.mark.django_db

READERS = ("evidence_list", "evidence_detail", "evidence_download", "evidence_picture")


@pytest.fixture
def evidence(sari, dinsos, given):
    return given(sari, dinsos, "IN-01")


@pytest.fixture
def addresses(dinsos, evidence, url_of):
    return {
        "evidence_list": url_of("evidence_list", dinsos),
        "evidence_detail": url_of("evidence_detail", evidence),
        "evidence_download": url_of("evidence_download", evidence, 1),
        "evidence_picture": url_of("evidence_picture", evidence, 1, "kecil"),
        "evidence_add": url_of("evidence_add", dinsos, "IN-01"),
        "evidence_link": url_of("evidence_link", dinsos, "IN-01"),
        "evidence_describe": url_of("evidence_describe", evidence),
        "evidence_replace": url_of("evidence_replace", evidence),
        "evidence_withdraw": url_of("evidence_withdraw", evidence),
    }


def ask(client, name, url):
    return client.get(url) if name in READERS else client.post(url)


# --- who -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["joko", "budi", "lina", "tono", "yusuf"])
def test_someone_outside_the_scope_gets_404(request, client, addresses, name):
    client.force_login(request.getfixturevalue(name))
    assert {ask(client, *each).status_code for each in addresses.items()} == {404}


def test_an_assessor_outside_the_team_gets_403(client, person, sumsel, addresses):
    client.force_login(person("Putri Ayu", Role.ASSESSOR, office=sumsel))
    assert {ask(client, *each).status_code for each in addresses.items()} == {403}


def test_after_the_release_the_agency_still_gets_no_evidence(client, budi, addresses):
    Period.objects.update(released_at=timezone.now())
    client.force_login(budi)
    assert {ask(client, *each).status_code for each in addresses.items()} == {403}


@pytest.mark.parametrize("name", ["rahmat", "hasan", "ratna"])
def test_a_supervisor_reads_and_changes_nothing(request, client, addresses, name):
    client.force_login(request.getfixturevalue(name))
    for each in addresses.items():
        assert ask(client, *each).status_code == (200 if each[0] in READERS else 403), each
    page = client.get(addresses["evidence_detail"]).content.decode()
    assert 'type="file"' not in page


def test_someone_who_is_not_signed_in_is_sent_to_sign_in(client, addresses):
    for name, url in addresses.items():
        assert ask(client, name, url).headers["Location"].startswith(reverse("login"))


def test_a_file_is_reached_through_its_own_locus_only(client, sari, puskesmas, evidence):
    client.force_login(sari)
    url = reverse("evidence_download", args=[puskesmas.public_id, evidence.public_id, 1])
    assert client.get(url).status_code == 404
    assert client.get(f"/media/{evidence.versions.get().file.name}").status_code == 404


# --- how bytes leave -----------------------------------------------------------------------------------
def test_an_original_leaves_as_a_download_that_nothing_runs_and_is_written_down(client, sari, dinsos, url_of):
    client.force_login(sari)
    content = pdf()
    upload = SimpleUploadedFile("SK Maklumat.pdf", content)
    client.post(url_of("evidence_add", dinsos, "IN-01"), {"berkas": upload})
    reply = client.get(url_of("evidence_download", Evidence.objects.get(), 1))
    assert b"".join(reply.streaming_content) == content
    assert reply["Content-Disposition"] == 'attachment; filename="SK Maklumat.pdf"'
    assert reply["Content-Type"] == "application/pdf"
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert reply["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert reply["Cache-Control"] == "private, no-store"
    event = Event.objects.get(verb="download_evidence")
    assert (event.actor, event.agency, event.detail["sha256"]) == (
        sari,
        dinsos.assessment.agency,
        EvidenceVersion.objects.get().sha256,
    )


def test_only_our_own_copy_of_a_picture_is_shown_in_place(client, sari, dinsos, url_of, photograph):
    client.force_login(sari)
    client.post(url_of("evidence_add", dinsos, "IN-01"), {"berkas": photograph(size=(900, 600))})
    reply = client.get(url_of("evidence_picture", Evidence.objects.get(), 1, "layar"))
    content = b"".join(reply.streaming_content)
    assert (reply["Content-Disposition"], reply["Content-Type"]) == ("inline", "image/jpeg")
    assert reply["Content-Security-Policy"].startswith("sandbox")
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert content.startswith(b"\xff\xd8")
    assert b"Exif" not in content
    assert not Event.objects.filter(verb="download_evidence").exists()
    assert client.get(url_of("evidence_picture", Evidence.objects.get(), 1, "asli")).status_code == 404


# --- sending ---------------------------------------------------------------------------------------------
def test_photos_are_sent_from_their_question_and_lead_back_to_it(client, sari, dinsos, url_of, photograph):
    client.force_login(sari)
    files = {"berkas": [photograph("a.jpg", 10), photograph("b.jpg", 90)], "kembali": "dokumen"}
    reply = client.post(url_of("evidence_add", dinsos, "IN-01"), files)
    assert reply["Location"] == f"{reverse('sheet_part', args=[dinsos.public_id, 'dokumen'])}#bukti-IN-01"
    page = client.get(reply["Location"]).content.decode()
    assert "2 bukti tersimpan untuk IN-01." in page
    assert page.count('class="piece"') == 2


@pytest.mark.parametrize("back", ["https://jahat.example/", "//jahat.example", "../../admin", "a/b"])
def test_the_way_back_never_leads_away(client, sari, dinsos, url_of, photograph, back):
    client.force_login(sari)
    reply = client.post(url_of("evidence_add", dinsos, "IN-01"), {"berkas": photograph(), "kembali": back})
    assert reply["Location"] == f"{reverse('locus_indicator', args=[dinsos.public_id, 'IN-01'])}#bukti-IN-01"


def test_the_sheet_gets_the_strip_alone(client, sari, dinsos, url_of, photograph):
    client.force_login(sari)
    url = url_of("evidence_add", dinsos, "IN-01")
    page = client.post(url, {"berkas": photograph()}, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith('<div class="evidence-strip" id="bukti-IN-01"')
    assert "1 bukti tersimpan." in page
    assert 'alt=""' in page


def test_a_bad_file_does_not_cost_the_good_one(client, sari, dinsos, url_of, photograph):
    client.force_login(sari)
    files = {"berkas": [photograph(), SimpleUploadedFile("kosong.jpg", b"")]}
    page = client.post(url_of("evidence_add", dinsos, "IN-01"), files, follow=True).content.decode()
    assert "1 bukti tersimpan" in page
    assert "kosong.jpg kosong (0 byte)" in page
    assert Evidence.objects.count() == 1


def test_sending_nothing_says_what_to_do(client, sari, dinsos, url_of):
    client.force_login(sari)
    page = client.post(url_of("evidence_add", dinsos, "IN-01"), follow=True).content.decode()
    assert "Ambil foto atau pilih berkas dahulu." in page


def test_too_many_files_at_once_are_counted_out(client, sari, dinsos, url_of):
    client.force_login(sari)
    files = {"berkas": [SimpleUploadedFile(f"{number}.jpg", b"") for number in range(22)]}
    page = client.post(url_of("evidence_add", dinsos, "IN-01"), files, follow=True).content.decode()
    assert "paling banyak 20 berkas sekaligus; 2 tidak disimpan" in page


def test_one_file_is_sent_for_many_indicators(client, sari, dinsos, url_of, photograph):
    client.force_login(sari)
    url = url_of("evidence_list", dinsos)
    said = {"title": "Renja", "effective_on": "2026-01-02", "indicators": ["IN-01", "IN-02"]}
    refused = client.post(url, {**said, "indicators": [], "berkas": photograph()}).content.decode()
    assert "Pilih sedikitnya satu indikator" in refused
    assert 'value="Renja"' in refused
    client.post(url, {**said, "berkas": photograph()})
    page = client.get(url).content.decode()
    assert "IN-01, IN-02" in page
    assert "dokumen 2 Jan 2026" in " ".join(page.split())


# A name with a NUL never reaches a view: Django's own parser takes it apart first; the checker's test sends it.
UPLOADED = [row for row in HOSTILE if "\x00" not in row[0]]


@pytest.mark.parametrize(
    ("name", "content", "reason"), UPLOADED, ids=[f"{number}-{row[2].value}" for number, row in enumerate(UPLOADED)]
)
def test_a_hostile_upload_is_refused_with_a_message_and_nothing_is_stored(
    client, sari, dinsos, url_of, settings, name, content, reason
):
    client.force_login(sari)
    upload = SimpleUploadedFile("x", content() if callable(content) else content)
    upload._name = name
    page = client.post(
        url_of("evidence_add", dinsos, "IN-01"), {"berkas": upload}, headers={"HX-Request": "true"}
    ).content.decode()
    (problem,) = re.findall(r'role="alert">\s*<ul>\s*<li>(.+?)</li>', page, re.DOTALL)
    assert re.search(r"unggah|pilih|foto ulang|kecilkan|simpan|cetak ulang", problem, re.IGNORECASE)
    assert not Evidence.objects.exists()
    assert not EvidenceVersion.objects.exists()
    assert not any(path.is_file() for path in settings.MEDIA_ROOT.rglob("*"))
    assert not Event.objects.filter(verb="add_evidence").exists()


# --- one piece -----------------------------------------------------------------------------------------------
def test_time_and_place_of_a_photo_are_shown(client, sari, dinsos, url_of, photograph):
    client.force_login(sari)
    client.post(url_of("evidence_add", dinsos, "IN-01"), {"berkas": photograph(size=(900, 600))})
    page = client.get(url_of("evidence_detail", Evidence.objects.get())).content.decode()
    assert "4 Mei 2026 09.12 menurut kamera" in page
    assert "2,88722° LS, 103,84111° BT" in page
    assert "900 × 600 piksel" in page


def test_a_year_that_no_document_can_have_is_refused_and_what_was_typed_stays(client, sari, evidence, url_of):
    client.force_login(sari)
    said = {"title": "Renja 2026", "effective_on": "0026-01-02", "indicators": ["IN-01"]}
    page = client.post(url_of("evidence_describe", evidence), said).content.decode()
    assert "Periksa tahunnya: 0026-01-02." in page
    assert 'value="Renja 2026"' in page
    assert 'value="0026-01-02"' in page


def test_a_piece_is_described_replaced_and_withdrawn(client, sari, evidence, url_of, photograph):
    client.force_login(sari)
    client.post(
        url_of("evidence_describe", evidence),
        {"title": "Renja", "effective_on": "2026-01-02", "indicators": ["IN-01", "IN-02"]},
    )
    client.post(url_of("evidence_replace", evidence), {"ganti-berkas": photograph("baru.jpg")})
    page = client.get(url_of("evidence_detail", evidence)).content.decode()
    assert "<h1>Renja</h1>" in " ".join(page.split()).replace("<h1> ", "<h1>").replace(" </h1>", "</h1>")
    assert "Versi 2" in page
    assert "Versi 1" in page
    refused = client.post(url_of("evidence_withdraw", evidence), {"reason": ""}).content.decode()
    assert "Tulis alasannya" in refused
    client.post(url_of("evidence_withdraw", evidence), {"reason": "Foto unit lain."})
    page = client.get(url_of("evidence_detail", evidence)).content.decode()
    assert "Foto unit lain." in page
    assert 'type="file"' not in page
    assert b"".join(client.get(url_of("evidence_download", evidence, 1)).streaming_content) == b"foto 1"


def test_a_refused_replacement_keeps_the_version(client, sari, evidence, url_of):
    client.force_login(sari)
    page = client.post(
        url_of("evidence_replace", evidence), {"ganti-berkas": SimpleUploadedFile("a.svg", b"<svg onload=alert(1)>")}
    ).content.decode()
    assert "a.svg adalah halaman web, gambar SVG, atau program" in page
    assert evidence.versions.count() == 1


def test_evidence_that_is_there_is_linked_to_one_more_indicator(client, sari, dinsos, evidence, url_of):
    client.force_login(sari)
    url = reverse("locus_indicator", args=[dinsos.public_id, "IN-02"])
    assert str(evidence.public_id) in client.get(url).content.decode()
    client.post(url_of("evidence_link", dinsos, "IN-02"), {"bukti": str(evidence.public_id)})
    assert set(evidence.indicators.values_list("indicator", flat=True)) == {"IN-01", "IN-02"}


# --- looking again -----------------------------------------------------------------------------------------
def test_a_replaced_file_marks_the_judgement_until_it_is_stood_by(
    client, sari, dinsos, answered, evidence, replaced, url_of
):
    answer = answered(sari, dinsos, "IN-01", "document", 3)
    client.force_login(sari)
    part = reverse("sheet_part", args=[dinsos.public_id, "dokumen"])
    assert "Periksa ulang." not in client.get(part).content.decode()
    replaced(sari, dinsos, evidence)
    assert "Renstra: versi 1 sudah diganti versi 2" in client.get(part).content.decode()
    assert "1 jawaban perlu diperiksa ulang" in client.get(url_of("locus_sheet", dinsos)).content.decode()
    assert "Periksa ulang 1 jawaban" in client.get(url_of("evidence_list", dinsos)).content.decode()
    reply = client.post(url_of("judgement_keep", dinsos, answer.pk), headers={"HX-Request": "true"})
    assert "Tersimpan" in reply.content.decode()
    assert "Periksa ulang." not in reply.content.decode()
    assert "Periksa ulang." not in client.get(part).content.decode()


def test_others_see_whose_judgement_is_to_be_looked_at(client, sari, andi, dinsos, answered, evidence, replaced):
    answered(sari, dinsos, "IN-01", "document", 3)
    replaced(sari, dinsos, evidence)
    client.force_login(andi)
    page = " ".join(client.get(reverse("sheet_part", args=[dinsos.public_id, "dokumen"])).content.decode().split())
    assert "<strong>Periksa ulang</strong> oleh Sari Lestari" in page
    assert "Jawaban tetap" not in page


def test_someone_elses_judgement_is_not_stood_by(client, sari, andi, dinsos, answered, url_of):
    answer = answered(sari, dinsos, "IN-01", "document", 3)
    client.force_login(andi)
    page = client.post(url_of("judgement_keep", dinsos, answer.pk), follow=True).content.decode()
    assert "Hanya yang memberi jawaban ini" in page
    assert Answer.objects.get().version == 1


def test_a_submitted_sheet_shows_its_evidence_and_takes_none(client, sari, dewi, dinsos, evidence, url_of):
    submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    client.force_login(sari)
    page = client.get(reverse("sheet_part", args=[dinsos.public_id, "dokumen"])).content.decode()
    assert "Renstra" in page
    assert 'type="file"' not in page
    assert client.post(url_of("evidence_add", dinsos, "IN-01")).status_code == 403


# --- what it costs ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "more", "queries"),
    [
        # session, person, scope, locus, team with its people, evidence, its indicators, changed since answered
        ("evidence_list", [], 8),
        # session, person, scope, locus, team with its people, subjects, evidence, its indicators, changed since,
        # answers, left out, last released result
        ("locus_indicator", ["IN-01"], 12),
    ],
)
def test_a_page_costs_the_same_with_0_and_with_40_files(
    client, sari, dinsos, given, url_of, django_assert_num_queries, name, more, queries
):
    client.force_login(sari)
    url = url_of(name, dinsos, *more)
    with django_assert_num_queries(queries):
        client.get(url)
    for number in range(1, 41):
        given(sari, dinsos, "IN-01", "IN-02", number=number)
    withdraw_evidence(actor=sari, locus=dinsos, evidence=Evidence.objects.first(), reason="Contoh.")
    with django_assert_num_queries(queries):
        page = client.get(url).content
    assert len(page) < 150_000
