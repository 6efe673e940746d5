"""A CSV of published results is read whole, however its numbers are written, or refused with every row's problem."""

from decimal import Decimal

import pytest

from assessments.history.claims import Stated
from assessments.history.statement_file import StatementFileError, read_statements

from .conftest import HEADER


def read(*rows, header=HEADER):
    return read_statements((header + "".join(f"{row}\n" for row in rows)).encode())


def problems_of(*rows, header=HEADER):
    with pytest.raises(StatementFileError) as refused:
        read(*rows, header=header)
    return refused.value.problems


@pytest.mark.parametrize(
    ("written", "score"),
    [
        ('"91,72"', "91.72"),
        ("91.72", "91.72"),
        ('"76, 21"', "76.21"),
        ("76. 21", "76.21"),
        ('" 86,2 %"', "86.20"),
        ('"76,\u00a021"', "76.21"),
        ("100", "100.00"),
        ("0", "0.00"),
        ('"87,995"', "88.00"),
    ],
)
def test_a_number_is_read_as_people_write_it_and_kept_with_two_decimals(written, score):
    (row,) = read(f"2023,Kab. Lahat,kabupaten,,,{written},,,,x")
    assert row.score == Decimal(score)
    assert str(row.score) == score


def test_silent_cells_stay_empty_and_spaces_are_tidied():
    (row,) = read(" 2022 , Kab.  Lahat ,kabupaten,,,, Zona Kuning ,,,sumber")
    assert (row.year, row.agency, row.score, row.stated) == (2022, "Kab. Lahat", None, Stated(zone="Zona Kuning"))


def test_semicolons_a_byte_order_mark_and_any_order_of_columns_are_read():
    content = (
        "\ufeffsource;opinion;category;zone;score;dimension;unit;agency;year\r\n"
        "x;Kualitas Tinggi;;;80,51;;;Kab. Lampung Selatan;2025\r\n"
    )
    (row,) = read_statements(content.encode())
    assert (row.agency, row.score, row.kind, row.instrument) == (
        "Kab. Lampung Selatan",
        Decimal("80.51"),
        "",
        "opini-2025",
    )


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("23,Kab. A,kabupaten,,,80,,,,x", "year '23' bukan tahun; tulis misalnya 2023."),
        ("duaribu,Kab. A,kabupaten,,,80,,,,x", "bukan tahun"),
        (",Kab. A,kabupaten,,,80,,,,x", "bukan tahun"),
        ("1999,Kab. A,kabupaten,,,80,,,,x", "tahun 1999 tidak memiliki edisi"),
        ("2020,Kab. A,kabupaten,,,80,,,,x", "tahun 2020 tidak memiliki edisi"),
        ("2023,,kabupaten,,,80,,,,x", "agency kosong"),
        ("2023,Kab. A,kabupaten,,,delapan,,,,x", "score 'delapan' bukan angka; tulis misalnya 77,99."),
        ("2023,Kab. A,kabupaten,,,1e1,,,,x", "bukan angka"),
        ("2023,Kab. A,kabupaten,,,%,,,,x", "bukan angka"),
        ("2023,Kab. A,kabupaten,,,100.01,,,,x", "score '100.01' di luar 0 sampai 100."),
        ("2023,Kab. A,kabupaten,,,100.001,,,,x", "di luar 0 sampai 100."),
        ("2023,Kab. A,kabupaten,,,-1,,,,x", "di luar 0 sampai 100."),
        ("2023,Kab. A,kabupaten,,,80,biru,,,x", "zone 'biru' tidak dikenal; pilih hijau, kuning, merah"),
        ("2023,Kab. A,kabupaten,,,91,72,,,,x", "11 sel, seharusnya 10"),
        ("2023,Kab. A,kabupaten", "3 sel, seharusnya 10"),
        (f"2023,{'A' * 201},kabupaten,,,80,,,,x", "agency terlalu panjang (201 huruf); paling banyak 200."),
        ("2023,Kab.\x00A,kabupaten,,,80,,,,x", "agency memuat karakter yang tidak terbaca"),
    ],
)
def test_an_unreadable_cell_is_named_with_its_row(row, says):
    (problem,) = problems_of(row)
    assert problem.startswith("baris 2: ")
    assert says in problem


def test_every_problem_of_a_long_bad_file_is_named_at_once_and_no_good_row_is_blamed():
    good = "2023,Kab. Lahat,kabupaten,,,80.58,hijau,B,Kualitas Tinggi,x"
    bad = [
        "1999,Kab. A,kabupaten,,,101,ungu,,,x",
        "2023,,kabupaten,,,abc,,,,x",
        "x,Kab. B,kabupaten,,,80,,,,x",
        "2023,Kab. C,kabupaten,,,80",
    ]
    rows = [row for wrong in bad * 10 for row in (good, wrong)]
    problems = problems_of(*rows)
    assert len(problems) == (3 + 2 + 1 + 1) * 10
    assert {int(problem.split()[1].rstrip(":")) % 2 for problem in problems} == {1}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kolom 'year' tidak ada"),
        (HEADER.replace("score,", "").encode(), "kolom 'score' tidak ada"),
        (HEADER.encode(), "tidak berisi satu baris hasil pun"),
        (HEADER.encode() + b"\xff\xfe", "bukan teks UTF-8"),
        (HEADER.encode() + b'2023,"Kab. A', "bukan CSV yang utuh"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_a_sentence(content, says):
    with pytest.raises(StatementFileError, match=says):
        read_statements(content)


def test_a_dimension_has_points_and_no_band():
    (row,) = read("2025,Provinsi Lampung,provinsi,Dinas Sosial,input,23.32,,,,x")
    assert (row.score, row.classifiable) == (Decimal("23.32"), None)
