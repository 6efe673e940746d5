"""A filled form on its way back: read, shown, and applied whole or not at all."""

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.fieldwork.services import record_answer
from assessments.models import Answer, AnswerState, Stage

pytestmark = pytest.mark.django_db


def words(page) -> str:
    return page.content.decode()


def test_what_was_filled_in_is_shown_first_and_saved_on_request(sari, small, form_of, fill, uploaded, applied):
    book = form_of(sari, small)
    fill(book, small, "IN-01", "document", value=3, note="Renja ada.", comment="Tambahkan LAKIP.")
    fill(book, small, "OUT-03", "secondary", value=81.5)
    fill(book, small, "IN-02", "document", value="Menolak menunjukkan", reason="Sedang diaudit.")
    book["Survei"]["D6"] = 2
    book["Responden"]["C5"] = "Yuni Astuti"
    page = uploaded(sari, small, book)
    assert "5 perubahan atas nama" not in words(page)
    assert page.context["plan"].size == 5
    assert "Belum dijawab" in words(page)
    assert not Answer.objects.exists()
    assert "5 perubahan dari berkas tersimpan" in words(applied(page, small))
    said = {row.indicator: (row.rater, row.state, row.value, row.reason, row.comment) for row in Answer.objects.all()
            if row.locus_id == small.pk}  # fmt: skip
    assert said["IN-01"] == (sari, "scored", 3, "", "Tambahkan LAKIP.")
    assert said["OUT-03"][2] == 81.5
    assert said["IN-02"][1:4] == (AnswerState.REFUSED, None, "Sedang diaudit.")
    assert Answer.objects.get(indicator="KP-02").subject.position == 2
    assert small.subjects.get(kind="officer-pelayanan").name == "Yuni Astuti"
    kept = Event.objects.get(verb="apply_workbook").detail
    assert (kept["answers"], kept["people"]) == (4, 1)


def test_the_same_file_once_more_changes_nothing(sari, small, form_of, fill, saved, uploaded, applied):
    book = form_of(sari, small)
    fill(book, small, "IN-01", "document", value=3)
    content = saved(book)
    applied(uploaded(sari, small, content), small)
    events = Event.objects.count()
    content.seek(0)
    again = uploaded(sari, small, content)
    assert "Tidak ada yang berubah" in words(again)
    assert again.context["plan"].already == 1
    applied(again, small)
    assert (Event.objects.count(), Answer.objects.get().version) == (events, 1)


def test_the_same_list_sent_twice_is_applied_once(sari, small, form_of, fill, uploaded, applied):
    book = form_of(sari, small)
    fill(book, small, "IN-01", "document", value=3)
    page = uploaded(sari, small, book)
    applied(page, small)
    applied(page, small)
    assert Answer.objects.get().version == 1
    assert Event.objects.filter(verb="apply_workbook").count() == 1


def test_every_mistake_is_named_by_its_cell_and_nothing_is_saved(sari, small, form_of, fill, uploaded, applied):
    book = form_of(sari, small)
    fill(book, small, "IN-01", "document", value=3)
    places = [
        fill(book, small, "IN-02", "document", value="tiga"),
        fill(book, small, "IN-03", "document", value=7),
        fill(book, small, "PG-01", "document", value="Tidak berlaku"),
        fill(book, small, "OUT-03", "secondary", value=101),
    ]
    book["Responden"]["E5"] = "mungkin"
    page = uploaded(sari, small, book)
    for place in places:
        assert f"Lembar {place}:" in words(page)
    assert "Lembar Responden, sel E5:" in words(page)
    assert "bukan pilihan. Isi salah satu: 0, 1, 2, 3, 4, Tidak berlaku, Tidak terlihat" in words(page)
    assert "Terapkan" not in words(page)
    applied(page, small)
    assert not Answer.objects.exists()


def test_what_was_not_touched_is_left_alone_even_when_it_changed_since(
    sari, small, form_of, answered, fill, uploaded, applied
):
    answered(sari, small, "IN-02", "document", 1)
    book = form_of(sari, small)
    fill(book, small, "IN-01", "document", value=3)
    answered(sari, small, "IN-02", "document", 4, seen_version=1)
    applied(uploaded(sari, small, book), small)
    assert Answer.objects.get(indicator="IN-02").value == 4


@pytest.mark.parametrize(("choice", "value"), [("berkas", 2), ("tersimpan", 4)])
def test_a_conflict_since_the_export_is_decided_by_the_person(
    sari, small, form_of, answered, fill, uploaded, applied, subject_of, choice, value
):
    answered(sari, small, "IN-01", "document", 1)
    book = form_of(sari, small)
    fill(book, small, "IN-01", "document", value=2)
    answered(sari, small, "IN-01", "document", 4, seen_version=1)
    page = uploaded(sari, small, book)
    assert "Pilih satu untuk setiap konflik" in words(page)
    assert "Pakai dari berkas: <strong>Tingkat 2</strong>" in words(page)
    assert "Pakai yang tersimpan: <strong>Tingkat 4</strong>" in words(page)
    undecided = applied(page, small)
    assert "Pilih untuk 1 konflik" in words(undecided)
    assert Answer.objects.get().value == 4
    key = f"IN-01|document|{subject_of(small, 'unit').pk}"
    applied(page, small, **{f"konflik-{key}": choice})
    assert Answer.objects.get().value == value
    assert Event.objects.filter(verb="keep_stored_value").exists() is (choice == "tersimpan")


def test_a_change_between_the_list_and_the_button_shows_the_list_again(
    sari, small, form_of, answered, fill, uploaded, applied
):
    book = form_of(sari, small)
    fill(book, small, "IN-01", "document", value=2)
    page = uploaded(sari, small, book)
    answered(sari, small, "IN-01", "document", 4)
    again = applied(page, small)
    assert "ada jawaban yang berubah" in words(again)
    assert "Pilih satu untuk setiap konflik" in words(again)
    assert Answer.objects.get().value == 4


def test_a_colleagues_answer_stays_theirs_and_is_shown_beside(
    sari, andi, small, form_of, answered, fill, uploaded, applied
):
    book = form_of(sari, small)
    answered(andi, small, "IN-01", "document", 1)
    fill(book, small, "IN-01", "document", value=4)
    page = uploaded(sari, small, book)
    assert "Andi Wijaya: Tingkat 1" in words(page)
    applied(page, small)
    assert {(row.rater, row.value) for row in Answer.objects.all()} == {(sari, 4), (andi, 1)}


def test_the_answers_of_a_user_are_one_row_and_what_needs_a_decision_stands_apart(
    sari, andi, small, form_of, answered, uploaded
):
    book = form_of(sari, small)
    book["Survei"]["C5"], book["Survei"]["D5"], book["Survei"]["C6"], book["Survei"]["E6"] = 4, 3, 2, 1
    second = small.subjects.get(kind="user", position=2)
    record_answer(actor=andi, locus=small, indicator="KP-03", method="survey", subject=second, state="scored", value=0)
    record_answer(actor=sari, locus=small, indicator="KP-01", method="survey", subject=second, state="scored", value=0)
    listing = uploaded(sari, small, book).context["listing"]
    assert [indicator.code for indicator in listing.indicators] == ["KP-01", "KP-02"]
    assert [[cell.new_cell for cell in row.cells] for row in listing.users] == [["4", "3"]]
    assert [[change.others for change in sheet.changes] for sheet in listing.sheets] == [[("Andi Wijaya: Tingkat 0",)]]


def test_a_form_filled_by_a_colleague_becomes_the_answers_of_who_uploads_it(
    sari, andi, small, form_of, answered, fill, uploaded, applied
):
    answered(sari, small, "IN-02", "document", 1)
    book = form_of(sari, small)
    fill(book, small, "IN-01", "document", value=4)
    applied(uploaded(andi, small, book), small)
    assert {(row.indicator, row.rater) for row in Answer.objects.all()} == {("IN-01", andi), ("IN-02", sari)}


def test_what_cannot_be_saved_takes_everything_with_it(sari, small, form_of, fill, uploaded, applied, stand_at):
    book = form_of(sari, small)
    fill(book, small, "IN-01", "document", value=3)
    fill(book, small, "IN-02", "document", value=3)
    small.returned.create(indicator="IN-01", reason="Perbaiki.", returned_by=sari)
    page = uploaded(sari, small, book)
    assert "terkunci" in words(applied(page, small))
    assert not Answer.objects.exists()
    stand_at(small, Stage.SUBMITTED)
    assert applied(page, small).status_code == 403


def test_words_that_have_no_cell_stay_as_they_are(sari, small, form_of, uploaded, applied, subject_of):
    user = subject_of(small, "user")
    record_answer(
        actor=sari,
        locus=small,
        indicator="KP-01",
        method="survey",
        subject=user,
        state="scored",
        value=1,
        note="Antre.",
    )
    book = form_of(sari, small)
    book["Survei"]["C5"] = 4
    applied(uploaded(sari, small, book), small)
    answer = Answer.objects.get()
    assert (answer.value, answer.note, answer.version) == (4, "Antre.", 2)


def test_a_form_of_another_locus_is_refused(sari, small, puskesmas, form_of, uploaded):
    assert "milik lokus lain" in words(uploaded(sari, small, form_of(sari, puskesmas)))


def test_a_changed_hidden_part_is_refused(sari, small, form_of, uploaded):
    book = form_of(sari, small)
    book["data"]["A1"] = book["data"]["A1"].value.swapcase()
    assert "bukan formulir dari aplikasi ini" in words(uploaded(sari, small, book))


def test_a_list_of_someone_else_is_refused(client, sari, andi, small, form_of, fill, uploaded):
    book = form_of(sari, small)
    fill(book, small, "IN-01", "document", value=3)
    plan = uploaded(sari, small, book).context["plan"]
    client.force_login(andi)
    page = client.post(reverse("workbook_apply", args=[small.public_id]), {"rencana": plan.sealed}, follow=True)
    assert "sudah tidak berlaku" in words(page)
    assert not Answer.objects.exists()


def test_taking_a_form_along_is_written_down(client, sari, small):
    client.force_login(sari)
    reply = client.get(reverse("workbook_download", args=[small.public_id]))
    assert reply["Content-Disposition"] == 'attachment; filename="formulir-kabupaten-musi-banyuasin-dinas-sosial.xlsx"'
    assert Event.objects.filter(verb="download_workbook", actor=sari).exists()


def test_a_list_costs_the_same_for_one_change_and_for_all(
    sari, small, form_of, fill, saved, uploaded, django_assert_num_queries
):
    few, many = form_of(sari, small), form_of(sari, small)
    fill(few, small, "IN-01", "document", value=3)
    for code in ("IN-01", "IN-02", "IN-03", "PG-01", "PG-02"):
        fill(many, small, code, "document", value=3)
    files = [saved(few), saved(many)]
    uploaded(sari, small, files[0])
    for file in files:
        file.seek(0)
        # eight to sign in again; session, person, scope, locus, team, subjects, left out, answers, everyone's answers
        with django_assert_num_queries(17):
            uploaded(sari, small, file)


def test_the_printed_form_has_every_question_and_every_user(client, sari, small, django_assert_num_queries):
    client.force_login(sari)
    # session, person, scope, locus, team with its people, subjects, left out, answers
    with django_assert_num_queries(8):
        page = client.get(reverse("locus_printed", args=[small.public_id])).content.decode()
    for said in ("IN-01", "PR-08", "PG-09", "KP-05", "OUT-03", "Pengguna layanan 1-2", "data contoh"):
        assert said in page
