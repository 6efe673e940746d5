"""A CSV of answers is read whole, or refused with every row's problem."""

from decimal import Decimal

import pytest

from assessments.instruments import load_edition
from assessments.results.answer_file import AnswerFileError, read_answers
from assessments.scoring import State

HEADER = "agency,agency_kind,unit,unit_kind,indicator,method,subject,value,state\n"
DINSOS = "Kab. Muara Enim,kabupaten,Dinsos,dinsos,"


def read(*rows, header=HEADER):
    return read_answers((header + "".join(f"{row}\n" for row in rows)).encode(), load_edition("opini-2026"))


def problems_of(*rows, header=HEADER):
    with pytest.raises(AnswerFileError) as refused:
        read(*rows, header=header)
    return refused.value.problems


def test_levels_decimals_and_empty_cells_are_read_as_written():
    unit = read(
        DINSOS + "IN-01,document,unit,3,",
        DINSOS + 'OUT-01,secondary,,"71,25",',
        DINSOS + "OUT-02,secondary,,76.5,",
        DINSOS + "PG-01,interview,Petugas 1,,",
        DINSOS + "PG-01,interview,Petugas 2,,na",
        DINSOS + "OUT-03,,,,na",
    )["Kab. Muara Enim"]["Dinsos"]
    assert [answer.value for answer in unit.answers] == [3, Decimal("71.25"), Decimal("76.5"), None, None]
    assert [answer.state for answer in unit.answers[3:]] == [State.UNANSWERED, State.NOT_APPLICABLE]
    assert unit.not_applicable == {"OUT-03"}
    assert unit.expected == {}


def test_a_spreadsheet_saved_with_semicolons_and_a_byte_order_mark_is_read_too():
    content = "\ufeff" + HEADER.replace(",", ";") + "A;kota;U;dinsos;OUT-03;secondary;;80,5;\n"
    unit = read_answers(content.encode(), load_edition("opini-2026"))["A"]["U"]
    assert unit.answers[0].value == Decimal("80.5")


def test_a_scoped_indicator_may_be_marked_as_not_applicable_but_not_answered():
    assert read(DINSOS + "OUT-04,secondary,,,na", DINSOS + "IN-01,document,unit,1,")
    (problem,) = problems_of(DINSOS + "OUT-04,secondary,,90,")
    assert "tidak berlaku bagi kabupaten/dinsos" in problem


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("A,kab,U,dinsos,IN-01,document,u,1,", "agency_kind 'kab' tidak dikenal"),
        ("A,kota,U,dinas,IN-01,document,u,1,", "unit_kind 'dinas' tidak dikenal"),
        ("A,kota,U,dinsos,IN-99,document,u,1,", "indikator 'IN-99' tidak ada"),
        ("A,kota,U,dinsos,IN-01,telepati,u,1,", "method 'telepati' tidak dikenal; pilih document"),
        ("A,kota,U,dinsos,IN-01,survey,u,1,", "method 'survey' tidak dipakai"),
        ("A,kota,U,dinsos,IN-01,document,u,5,", "nilai 5 di luar 0 sampai 4"),
        ("A,kota,U,dinsos,IN-01,document,u,-1,", "nilai -1 di luar 0 sampai 4"),
        ("A,kota,U,dinsos,IN-01,document,u,2.5,", "bukan bilangan bulat"),
        ("A,kota,U,dinsos,IN-01,document,u,tiga,", "'tiga' bukan angka"),
        ("A,kota,U,dinsos,IN-01,document,u,1e2,", "'1e2' bukan angka"),
        ("A,kota,U,dinsos,IN-01,document,u,NaN,", "'NaN' bukan angka"),
        ("A,kota,U,dinsos,OUT-03,secondary,u,100.01,", "di luar 0 sampai 100"),
        ("A,kota,U,dinsos,IN-01,document,u,1,na", "na tidak boleh bernilai"),
        ("A,kota,U,dinsos,IN-01,document,u,,entah", "state 'entah' tidak dikenal"),
        ("A,kota,U,dinsos,IN-01,,u,1,", "method kosong"),
        (",kota,U,dinsos,IN-01,document,u,1,", "agency kosong"),
        ("A,kota,,dinsos,IN-01,document,u,1,", "unit kosong"),
        ("A,kota,U,dinsos,OUT-03,secondary,,77,99,", "10 sel, seharusnya 9"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row(row, says):
    (problem,) = problems_of(row)
    assert problem.startswith("baris 2: ")
    assert says in problem


def test_every_problem_of_the_file_is_named_at_once():
    assert (
        len(problems_of("A,kota,U,dinsos,IN-01,document,u,9,", "A,kota,U,dinsos,XX-01,document,u,1,", "A,b,U,c,,,,,"))
        == 5
    )


def test_one_answer_given_twice_is_refused():
    (problem,) = problems_of(DINSOS + "IN-01,document,u,1,", DINSOS + "IN-01,document, u ,1,")
    assert problem == "baris 3: IN-01, document, 'u': jawaban ini ada dua kali."


def test_a_unit_or_an_agency_of_two_kinds_is_refused():
    assert (
        "satu unit satu jenis"
        in problems_of(DINSOS + "IN-01,document,u,1,", DINSOS.replace("dinsos", "mpp") + "IN-02,document,u,1,")[0]
    )
    assert (
        "satu instansi satu jenis"
        in problems_of("A,kota,U,dinsos,IN-01,document,u,1,", "A,bumn,V,dinsos,IN-01,document,u,1,")[0]
    )


@pytest.mark.parametrize("whole_first", [True, False])
def test_an_indicator_excluded_as_a_whole_may_not_carry_a_value(whole_first):
    rows = [DINSOS + "IN-01,,,,na", DINSOS + "IN-01,document,u,1,"]
    (problem,) = problems_of(*(rows if whole_first else reversed(rows)))
    assert "hapus salah satu" in problem


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kolom 'agency' tidak ada"),
        (b"agency,unit\nA,B\n", "kolom 'agency_kind' tidak ada"),
        (HEADER.encode(), "tidak berisi satu baris jawaban pun"),
        (HEADER.encode() + b"\xff\xfe,kota\n", "bukan teks UTF-8"),
        (HEADER.replace("state", "state,state").encode(), "kolom 'state' ada lebih dari satu kali"),
        (HEADER.encode() + b'"A,kota\n', "bukan CSV yang utuh"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_a_sentence(content, says):
    with pytest.raises(AnswerFileError, match=says):
        read_answers(content, load_edition("opini-2026"))
