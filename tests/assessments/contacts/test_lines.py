"""Pasted lines become contacts, or every mistake is named at once."""

from datetime import date

import pytest

from assessments.contacts.lines import WrongLinesError, lines_from, phone_from

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0812 3456 7890", "6281234567890"),
        ("+62 812-3456-7890", "6281234567890"),
        ("(0711) 352282", "62711352282"),
        ("62.812.3456.7890", "6281234567890"),
    ],
)
def test_a_number_is_read_however_it_is_written(text, digits):
    assert phone_from(text) == digits


@pytest.mark.parametrize("text", ["", "0812", "siti@contoh.example", "+65 6123 4567", "0812345678901234567"])
def test_what_is_no_indonesian_number_is_refused(text):
    with pytest.raises(ValueError, match="tidak terbaca"):
        phone_from(text)


def test_lines_are_read_with_and_without_a_day_and_from_a_spreadsheet():
    found = lines_from("Siti; 0812 3456 7890; 31-10-2026\n\nBudi\t0813-3456-7890\n", today=TODAY)

    assert [(line.number, line.contact.name, line.served_on) for line in found] == [
        (1, "Siti", date(2026, 10, 31)),
        (3, "Budi", None),
    ]


def test_every_mistake_is_named_with_its_line():
    with pytest.raises(WrongLinesError) as refused:
        lines_from("Siti\nBudi; 12\nAni; 081234567890; kemarin\nTono; 081234567890; 01-12-2026", today=TODAY)

    assert [problem.partition(":")[0] for problem in refused.value.problems] == [
        "Baris 1",
        "Baris 2",
        "Baris 3",
        "Baris 4",
    ]


def test_an_empty_paste_is_told_what_to_paste():
    with pytest.raises(WrongLinesError, match="Tempel sedikitnya satu baris"):
        lines_from("  \n ", today=TODAY)
