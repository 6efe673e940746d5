"""The form that leaves: its sheets, what is locked, and what it offers."""

import pytest

pytestmark = pytest.mark.django_db


def test_it_has_a_sheet_for_each_method_the_respondents_and_the_rubric(sari, small, form_of):
    assert form_of(sari, small).sheetnames == [
        *("Petunjuk", "Responden", "Wawancara", "Dokumen", "Observasi", "Survei", "Data sekunder", "Rubrik", "data")
    ]


def test_only_what_is_filled_in_is_open_and_the_ids_are_hidden(sari, small, form_of, row_of):
    book = form_of(sari, small)
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    assert book["data"].sheet_state == "veryHidden"
    sheet = book["Dokumen"]
    row = row_of(sheet, small, "IN-01", "document")
    assert sheet.column_dimensions["A"].hidden
    assert [column for column in "ABCDEFGHI" if not sheet[f"{column}{row}"].protection.locked] == ["E", "F", "G", "H"]


def test_a_level_is_chosen_from_a_list(sari, small, form_of, row_of):
    sheet = form_of(sari, small)["Wawancara"]
    row = row_of(sheet, small, "PR-08", "interview")
    offered = [rule.formula1 for rule in sheet.data_validations.dataValidation if f"E{row}" in rule.cells]
    assert offered == ['"0,1,2,3,4,Tidak berlaku,Tidak ditemui,Menolak menjawab"']


def test_it_shows_what_this_person_answered_and_nothing_of_colleagues(sari, andi, small, form_of, row_of, answered):
    answered(sari, small, "IN-01", "document", 3, note="=1+1")
    answered(andi, small, "IN-02", "document", 1)
    sheet = form_of(sari, small)["Dokumen"]
    mine, theirs = (row_of(sheet, small, code, "document") for code in ("IN-01", "IN-02"))
    assert (sheet[f"E{mine}"].value, sheet[f"G{mine}"].value, sheet[f"G{mine}"].data_type) == (3, "=1+1", "s")
    assert sheet[f"E{theirs}"].value is None


def test_users_have_a_row_each(sari, small, form_of):
    sheet = form_of(sari, small)["Survei"]
    assert [sheet[f"{column}4"].value.split()[0] for column in "CDEFG"] == [f"KP-0{number}" for number in range(1, 6)]
    assert [sheet[f"B{row}"].value for row in (5, 6)] == ["Pengguna layanan 1", "Pengguna layanan 2"]


def test_it_says_that_example_data_is_example_data(sari, small, form_of):
    assert "DATA CONTOH" in form_of(sari, small)["Dokumen"]["B2"].value
