"""Whatever a spreadsheet saves is read; whatever cannot be read is named with its row."""

import pytest

from assessments.csv_table import csv_table


@pytest.mark.parametrize(
    "content",
    [
        b"year,score\n2023,91.72\n",
        b"\xef\xbb\xbfscore;year\r\n91.72;2023\r\n",
        b" YEAR , score ,catatan\n\n2023, 91.72 ,x\n,,\n",
        b"score,year,,\n91.72,2023,,\n",
    ],
)
def test_columns_in_any_order_semicolons_and_a_byte_order_mark_are_read(content):
    table = csv_table(content, columns=("year", "score"))
    ((_, row),) = table.rows
    assert (row["year"], row["score"]) == ("2023", "91.72")
    assert not table.problems


def test_a_row_keeps_the_number_of_its_line():
    table = csv_table(b"a,b\n1,2\n\n3,4\n", columns=("a", "b"))
    assert [number for number, _ in table.rows] == [2, 4]


def test_readable_rows_stay_beside_the_problems_of_others():
    table = csv_table(b'a,b\n1,2\n1,2,3\n4,5\n"6,7\n', columns=("a", "b"))
    assert [row["a"] for _, row in table.rows] == ["1", "4"]
    assert [problem.partition(":")[0] for problem in table.problems] == ["baris 3", "baris 5"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kolom 'a' tidak ada"),
        (b"b\n1\n", "kolom 'a' tidak ada; tulis judul kolom a,b."),
        (b"a,b,a\n1,2,3\n", "kolom 'a' ada lebih dari satu kali."),
        (b"a,b\n\xff\xfe,1\n", "bukan teks UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table_has_problems_and_no_rows(content, says):
    table = csv_table(content, columns=("a", "b"))
    assert not table.rows
    assert says in table.problems[0]
