"""A part of a sheet works as a plain form: everything is saved, nothing typed is lost."""

import re

import pytest
from django.urls import reverse

from agencies.models import Event, Role
from assessments.fieldwork.services import exclude_indicator, submit_locus
from assessments.models import Answer

pytestmark = pytest.mark.django_db


def test_someone_who_is_not_signed_in_is_sent_to_sign_in(client, dinsos, part_url):
    url = part_url(dinsos, "dokumen")
    assert client.get(url).headers["Location"] == f"{reverse('login')}?next={url}"


@pytest.mark.parametrize("name", ["joko", "budi", "lina", "tono", "yusuf"])
def test_someone_outside_the_scope_gets_404(request, client, dinsos, part_url, name):
    client.force_login(request.getfixturevalue(name))
    assert client.get(part_url(dinsos, "dokumen")).status_code == 404
    assert client.post(part_url(dinsos, "dokumen")).status_code == 404


def test_an_assessor_outside_the_team_gets_403(client, person, sumsel, dinsos, part_url):
    client.force_login(person("Putri Ayu", Role.ASSESSOR, office=sumsel))
    assert client.get(part_url(dinsos, "dokumen")).status_code == 403


@pytest.mark.parametrize("name", ["rahmat", "hasan", "ratna"])
def test_a_supervisor_reads_but_does_not_enter(request, client, sari, dinsos, answered, part_url, name):
    answered(sari, dinsos, "IN-01", "document", 3, note="Renja hlm. 14")
    client.force_login(request.getfixturevalue(name))
    page = client.get(part_url(dinsos, "dokumen")).content.decode()
    assert "Tingkat 3" in page
    assert "Renja hlm. 14" in page
    assert 'type="radio"' not in page
    assert client.post(part_url(dinsos, "dokumen")).status_code == 403


def test_a_part_that_does_not_exist_is_404(client, sari, dinsos, part_url):
    client.force_login(sari)
    assert client.get(part_url(dinsos, "pengguna-31")).status_code == 404


def test_the_page_shows_question_rubric_law_and_evidence_in_place(client, sari, dinsos, part_url):
    client.force_login(sari)
    page = client.get(part_url(dinsos, "dokumen")).content.decode()
    indicator = dinsos.assessment.period.issue.instrument.indicator("IN-01")
    assert indicator.label in page
    assert indicator.levels[2] in page
    assert "Renstra atau Renja" in page
    assert "UU 37/2008" in page
    assert "Nilai sementara" in page
    assert "Data contoh." in page


def test_a_part_is_filled_and_saved_in_one_go(client, sari, dinsos, part_url, open_page, typed):
    client.force_login(sari)
    url = part_url(dinsos, "dokumen")
    reply = client.post(url, open_page(url) | typed(dinsos, "dokumen", 3) | {"lanjut": "1"}, follow=True)
    assert reply.redirect_chain == [(part_url(dinsos, "pengaduan-dokumen"), 302)]
    assert Answer.objects.filter(rater=sari, value=3, is_chosen=True).count() == 17
    assert "sudah tersimpan" in reply.content.decode()


def test_sending_the_same_page_twice_changes_nothing(client, sari, dinsos, part_url, open_page, typed):
    client.force_login(sari)
    url = part_url(dinsos, "dokumen")
    page = open_page(url) | typed(dinsos, "dokumen", 3)
    client.post(url, page)
    client.post(url, page)
    assert set(Answer.objects.values_list("version", flat=True)) == {1}
    assert Event.objects.filter(verb="record_answer").count() == 17


def test_an_error_keeps_everything_that_was_typed_and_saves_the_rest(
    client, sari, dinsos, part_url, open_page, typed, key_of
):
    client.force_login(sari)
    url = part_url(dinsos, "dokumen")
    wrong = key_of(dinsos, "IN-02", "document")
    page = client.post(
        url,
        open_page(url)
        | typed(dinsos, "dokumen", 3)
        | {f"{wrong}-choice": "na", f"{wrong}-reason": "", f"{wrong}-note": "Anggaran di dinas induk <lihat DPA>."},
    ).content.decode()
    assert Answer.objects.filter(value=3).count() == 16
    assert "1 isian belum tersimpan" in page
    assert "Tulis mengapa ini tidak berlaku." in page
    assert "Anggaran di dinas induk &lt;lihat DPA&gt;." in page
    assert f'value="na" form="lembar" id="id_{wrong}-choice_5" checked' in page


def test_a_number_that_is_none_is_kept_as_typed(client, sari, dinsos, part_url, open_page, key_of):
    client.force_login(sari)
    url = part_url(dinsos, "data-sekunder")
    field = f"{key_of(dinsos, 'OUT-01', 'secondary')}-value"
    page = client.post(url, open_page(url) | {field: "tujuh puluh"}).content.decode()
    assert 'value="tujuh puluh"' in page
    assert "bukan angka; tulis misalnya 77,99." in page
    assert not Answer.objects.exists()


@pytest.mark.parametrize("text", ["71,25", "71.25", " 71, 25 "])
def test_a_number_takes_comma_or_dot(client, sari, dinsos, puskesmas, part_url, open_page, key_of, text):
    client.force_login(sari)
    url = part_url(dinsos, "data-sekunder")
    field = f"{key_of(dinsos, 'OUT-01', 'secondary')}-value"
    assert client.post(url, open_page(url) | {field: text}).status_code == 302
    assert {str(answer.value) for answer in Answer.objects.all()} == {"71.2500"}
    assert 'value="71,25"' in client.get(url).content.decode()


def test_a_question_that_nobody_touched_is_left_alone_even_when_the_page_is_old(
    client, sari, dinsos, answered, part_url, open_page, key_of
):
    client.force_login(sari)
    answered(sari, dinsos, "IN-01", "document", 2)
    url = part_url(dinsos, "dokumen")
    old = open_page(url) | {f"{key_of(dinsos, 'IN-01', 'document')}-choice": "2"}
    answered(sari, dinsos, "IN-01", "document", 4, seen_version=1)
    assert client.post(url, old).status_code == 302
    assert Answer.objects.get().value == 4


def test_a_conflict_shows_both_values_and_the_next_save_settles_it(
    client, sari, dinsos, answered, part_url, open_page, key_of
):
    client.force_login(sari)
    answered(sari, dinsos, "IN-01", "document", 2)
    url, key = part_url(dinsos, "dokumen"), key_of(dinsos, "IN-01", "document")
    old = open_page(url) | {f"{key}-choice": "1"}
    answered(sari, dinsos, "IN-01", "document", 4, seen_version=1)
    page = client.post(url, old).content.decode()
    assert Answer.objects.get().value == 4
    assert "Konflik." in page
    assert re.findall(r"<dd>\s*(Tingkat \d)\s*</dd>", page) == ["Tingkat 4", "Tingkat 1"]
    again = open_page(url) | {f"{key}-choice": "1", "pakai-pilihan": key}
    assert client.post(url, again).status_code == 302
    assert Answer.objects.get().value == 1
    assert Event.objects.filter(verb="record_answer").first().detail["settles_conflict"]


def test_keeping_the_stored_value_is_written_down(client, sari, dinsos, answered, part_url, open_page, key_of):
    client.force_login(sari)
    answered(sari, dinsos, "IN-01", "document", 4)
    url, key = part_url(dinsos, "dokumen"), key_of(dinsos, "IN-01", "document")
    client.post(url, open_page(url) | {f"{key}-choice": "1", "pakai-tersimpan": key})
    assert Answer.objects.get().value == 4
    detail = Event.objects.get(verb="keep_stored_value").detail
    assert (detail["kept"]["value"], detail["gave_way"]["value"]) == ("4", "1")


def test_the_respondent_is_saved_with_the_page(client, sari, dinsos, subject_of, part_url, open_page):
    client.force_login(sari)
    url = part_url(dinsos, "petugas-2")
    client.post(
        url, open_page(url) | {"subjek-name": "Yuni Astuti", "subjek-duty": "Loket", "subjek-is_substitute": "on"}
    )
    officer = subject_of(dinsos, "officer-pelayanan", 2)
    assert (officer.name, officer.duty, officer.is_substitute) == ("Yuni Astuti", "Loket", True)


def test_users_of_a_service_stay_nameless(client, sari, dinsos, part_url):
    client.force_login(sari)
    assert "subjek-name" not in client.get(part_url(dinsos, "pengguna-3")).content.decode()


def test_one_user_follows_another_and_the_way_back_saves_too(
    client, sari, dinsos, part_url, open_page, typed, subject_of
):
    client.force_login(sari)
    url = part_url(dinsos, "pengguna-7")
    page = client.get(url).content.decode()
    assert "Pengguna 7 dari 30" in page
    assert "Ditanyai" in page
    for button, slug in (("lanjut", "pengguna-8"), ("mundur", "pengguna-6")):
        reply = client.post(url, open_page(url) | typed(dinsos, "pengguna-7", 3) | {button: "1"})
        assert reply.url == part_url(dinsos, slug)
        assert "sudah tersimpan" not in client.get(reply.url).content.decode()
    assert set(Answer.objects.values_list("subject", "value")) == {(subject_of(dinsos, "user", 7).pk, 3)}


def test_a_note_that_is_too_long_opens_its_drawer(client, sari, dinsos, part_url, open_page, key_of):
    client.force_login(sari)
    url, key = part_url(dinsos, "pengguna-1"), key_of(dinsos, "KP-01", "survey")
    page = client.post(url, open_page(url) | {f"{key}-choice": "3", f"{key}-note": "x" * 4001}).content.decode()
    assert page.count('class="tap-drawer" open') == 1
    assert "1 isian belum tersimpan" in page


def test_a_submitted_sheet_is_read_only_for_its_team(client, sari, dewi, dinsos, part_url):
    submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    client.force_login(sari)
    assert 'type="radio"' not in client.get(part_url(dinsos, "dokumen")).content.decode()
    assert client.post(part_url(dinsos, "dokumen")).status_code == 403


def test_an_indicator_left_out_is_not_on_the_page(client, sari, dinsos, part_url):
    exclude_indicator(actor=sari, locus=dinsos, indicator="IN-02", reason="Anggaran di dinas induk.")
    client.force_login(sari)
    assert "IN-02" not in client.get(part_url(dinsos, "dokumen")).content.decode()


def test_a_part_costs_the_same_empty_and_full(
    client, sari, andi, dinsos, part_url, open_page, typed, django_assert_num_queries
):
    url = part_url(dinsos, "dokumen")
    client.force_login(sari)
    # session, person, scope, locus, team with its people, subjects, left out, answers, the answers of the
    # part, evidence changed since they were given, evidence, its indicators, last year's result, what
    # reviewers said
    with django_assert_num_queries(14):
        client.get(url)
    client.post(url, open_page(url) | typed(dinsos, "dokumen", 3))
    client.force_login(andi)
    client.post(url, open_page(url) | typed(dinsos, "dokumen", 1))
    with django_assert_num_queries(14):
        page = client.get(url)
    assert "Berbeda." in page.content.decode()


@pytest.mark.parametrize(
    "slug", ["petugas-1", "produk-1", "dokumen", "pengaduan-dokumen", "pengaduan-1", "pengguna-1", "data-sekunder"]
)
def test_a_page_of_the_sheet_stays_light(client, sari, dinsos, part_url, slug):
    client.force_login(sari)
    assert len(client.get(part_url(dinsos, slug)).content) < 150_000


def test_a_level_says_which_colleague_gave_it(client, sari, andi, dinsos, answered, part_url):
    answered(andi, dinsos, "IN-01", "document", 3)
    client.force_login(sari)
    assert client.get(part_url(dinsos, "dokumen")).content.decode().count('level-said">Andi Wijaya<') == 1
