"""One answer at a time: the reply is the state of that question, small enough for a poor signal."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.fieldwork.services import submit_locus
from assessments.models import Answer, Subject
from tests.assessments.fieldwork.views.conftest import HIDDEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client, key_of, answer_url):
    """Send one answer the way the page does."""

    def post(locus, indicator, method, page, **fields):
        key = key_of(locus, indicator, method)
        data = {name: value for name, value in page.items() if name.startswith(key)}
        data |= {f"{key}-{name}": value for name, value in fields.items()}
        return client.post(answer_url(locus, indicator, method), data, headers={"HX-Request": "true"})

    return post


def test_an_answer_is_saved_the_moment_it_is_given(client, sari, dinsos, part_url, open_page, send):
    client.force_login(sari)
    reply = send(dinsos, "IN-01", "document", open_page(part_url(dinsos, "dokumen")), choice="3")
    assert Answer.objects.get().value == 3
    assert "Tersimpan" in reply.content.decode()
    assert "jawaban-tersimpan" in reply.headers["HX-Trigger"]
    assert len(reply.content) < 20_000


def test_the_reply_carries_the_version_for_the_next_save(client, sari, dinsos, part_url, open_page, send):
    client.force_login(sari)
    page = open_page(part_url(dinsos, "dokumen"))
    for level in ("3", "2", "4"):
        reply = send(dinsos, "IN-01", "document", page, choice=level).content.decode()
        page = dict(HIDDEN.findall(reply))
    assert (Answer.objects.get().value, Answer.objects.get().version) == (4, 3)


def test_a_stale_save_shows_both_values_and_changes_nothing(client, sari, dinsos, answered, part_url, open_page, send):
    client.force_login(sari)
    page = open_page(part_url(dinsos, "dokumen"))
    answered(sari, dinsos, "IN-01", "document", 4)
    reply = send(dinsos, "IN-01", "document", page, choice="1")
    text = reply.content.decode()
    assert "Konflik." in text
    assert "Tingkat 4" in text
    assert "Tingkat 1" in text
    assert "HX-Trigger" not in reply.headers
    assert Answer.objects.get().value == 4


def test_a_note_without_an_answer_is_said_to_be_saved(client, sari, dinsos, part_url, open_page, send):
    client.force_login(sari)
    reply = send(
        dinsos, "IN-01", "document", open_page(part_url(dinsos, "dokumen")), note="Kembali sesudah makan siang."
    )
    assert "Catatan tersimpan" in reply.content.decode()
    assert Answer.objects.get().note == "Kembali sesudah makan siang."


def test_a_conflict_shows_the_words_of_both_sides(client, sari, dinsos, answered, part_url, open_page, send):
    client.force_login(sari)
    page = open_page(part_url(dinsos, "dokumen"))
    answered(sari, dinsos, "IN-01", "document", 4, note="Renja halaman 9.")
    text = send(dinsos, "IN-01", "document", page, choice="4", comment="Perbarui Renja.").content.decode()
    assert "Catatan internal: Renja halaman 9." in text
    assert "Catatan internal: kosong" in text
    assert "Komentar untuk instansi: Perbarui Renja." in text


def test_keeping_the_stored_value_brings_the_question_back(
    client, sari, dinsos, answered, part_url, open_page, send, key_of
):
    client.force_login(sari)
    page = open_page(part_url(dinsos, "dokumen"))
    answered(sari, dinsos, "IN-01", "document", 4)
    key = key_of(dinsos, "IN-01", "document")
    reply = send(dinsos, "IN-01", "document", page | {f"{key}pakai": ""}, choice="1")
    client_data = {f"{key}-choice": "1", "pakai-tersimpan": key}
    url = reverse("answer_save", args=[dinsos.public_id, "IN-01", "document", key.rsplit("-", 1)[1]])
    reply = client.post(url, client_data, headers={"HX-Request": "true"})
    assert reply.headers["HX-Retarget"] == f"#pertanyaan-{key}"
    assert 'value="4"' in reply.content.decode()
    assert Event.objects.filter(verb="keep_stored_value").count() == 1


def test_an_answer_that_cannot_be_saved_says_what_to_do(client, sari, dinsos, part_url, open_page, send):
    client.force_login(sari)
    reply = send(dinsos, "IN-01", "document", open_page(part_url(dinsos, "dokumen")), choice="na")
    assert "Tulis mengapa ini tidak berlaku." in reply.content.decode()
    assert "HX-Trigger" not in reply.headers
    assert not Answer.objects.exists()


def test_a_dispute_is_said_to_everyone(client, andi, sari, dinsos, answered, part_url, open_page, send):
    answered(sari, dinsos, "IN-01", "document", 4)
    client.force_login(andi)
    page = open_page(part_url(dinsos, "dokumen"))
    reply = send(dinsos, "IN-01", "document", page, choice="1").content.decode()
    assert "Berbeda." in reply
    assert "Sari Lestari: Tingkat 4 (sementara nilai tim)" in reply


@pytest.mark.parametrize(("name", "status"), [("joko", 404), ("budi", 404), ("rahmat", 403), ("ratna", 403)])
def test_only_the_team_saves(request, client, dinsos, answer_url, name, status):
    client.force_login(request.getfixturevalue(name))
    assert client.post(answer_url(dinsos, "IN-01", "document"), {}).status_code == status


def test_nothing_is_saved_by_reading(client, sari, dinsos, answer_url):
    client.force_login(sari)
    assert client.get(answer_url(dinsos, "IN-01", "document")).status_code == 405


def test_a_question_that_the_edition_does_not_ask_is_404(client, sari, dinsos, subject_of):
    client.force_login(sari)
    unit = subject_of(dinsos, "unit").pk
    for code, method in (("XX-01", "document"), ("IN-01", "interview")):
        assert client.post(reverse("answer_save", args=[dinsos.public_id, code, method, unit])).status_code == 404


def test_a_subject_of_another_locus_is_404(client, sari, dinsos, puskesmas, subject_of):
    client.force_login(sari)
    elsewhere = subject_of(puskesmas, "unit").pk
    assert (
        client.post(reverse("answer_save", args=[dinsos.public_id, "IN-01", "document", elsewhere])).status_code == 404
    )


def test_a_closed_locus_saves_nothing(client, sari, dewi, dinsos, answer_url):
    submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    client.force_login(sari)
    assert client.post(answer_url(dinsos, "IN-01", "document"), {}).status_code == 403


def test_a_respondent_is_saved_by_itself(client, sari, dinsos, subject_of):
    client.force_login(sari)
    officer = subject_of(dinsos, "officer-pengaduan")
    url = reverse("subject_save", args=[dinsos.public_id, officer.pk])
    reply = client.post(url, {"subjek-name": "Rini", "subjek-duty": "Penghubung LAPOR!"})
    assert "Tersimpan" in reply.content.decode()
    assert Subject.objects.get(pk=officer.pk).duty == "Penghubung LAPOR!"
    assert "Belum tersimpan" in client.post(url, {"subjek-name": "R" * 121}).content.decode()
    assert Subject.objects.get(pk=officer.pk).name == "Rini"


def test_the_progress_is_read_anew_after_a_save(client, sari, dinsos, answered):
    client.force_login(sari)
    url = reverse("sheet_progress", args=[dinsos.public_id])
    answered(sari, dinsos, "IN-01", "document", 4)
    page = client.get(url, {"bagian": "dokumen"}).content.decode()
    assert '<strong class="number">1</strong> dari' in page
    assert "100,00" in page
    assert "<html" not in page


def test_saving_costs_the_same_however_full_the_sheet_is(
    client, sari, andi, dinsos, answered, answer_url, key_of, django_assert_num_queries
):
    for number in range(1, 31):
        answered(andi, dinsos, "KP-01", "survey", 3, number=number)
    client.force_login(sari)
    url, key = answer_url(dinsos, "IN-01", "document"), key_of(dinsos, "IN-01", "document")
    # session, person; savepoint, the lock on the locus, the person's place there with what else is asked before a
    # save, subject and answers of the question, scope, the answer, the evidence it was given in sight of, its event,
    # savepoint
    with django_assert_num_queries(11):
        client.post(url, {f"{key}-choice": "3", f"{key}-seen": "0."})
