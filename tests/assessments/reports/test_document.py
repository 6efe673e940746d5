"""The report to the agency's head: what it says, and that a screen reader can read it."""

import io
import re

import outloud
import pikepdf
import pymupdf
import pytest

from agencies.models import Agency
from assessments.models import Answer, ReportKind
from assessments.reports.kinds import html_of, pdf_of, template_version
from assessments.reports.phrases import addressee
from assessments.results.services import compute
from tests.assessments.reports.conftest import named


def words(html):
    """The text of a document without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def whole(both_units):
    return named(compute(assessment=both_units, actor=None))


@pytest.fixture
def half(both_units):
    """Half of the answers are missing, all of those of the Puskesmas among them."""
    Answer.objects.filter(locus__unit__name="Puskesmas Sekayu").delete()
    Answer.objects.filter(indicator__startswith="PR").delete()
    return named(compute(assessment=both_units, actor=None))


def test_it_addresses_the_head_and_names_the_number(paper_of, whole):
    text = words(html_of(paper_of(whole)))
    assert "Yth. Bupati Musi Banyuasin" in text
    assert "Pemerintah Kabupaten Musi Banyuasin" in text
    assert "75,00" in text
    assert "Kualitas Sedang" in text
    assert "75.00" not in text


def test_earlier_years_that_are_not_known_take_a_sentence_and_no_chapter(paper_of, whole):
    text = words(html_of(paper_of(whole)))
    assert "Tidak ada hasil terpublikasi dari tahun sebelumnya." in text
    assert "Tahun-tahun sebelumnya" not in text


def test_it_says_where_points_are_lost_and_what_comes_next(paper_of, whole):
    text = words(html_of(paper_of(whole)))
    indicator = whole.issue.instrument.indicator("IN-01")
    assert f"Tingkat 3 dari 4. {indicator.levels[3]}" in text
    assert f"Menuju tingkat 4. {indicator.levels[4]}" in text


def test_it_shows_the_calculation_and_every_assumption(paper_of, whole):
    text = words(html_of(paper_of(whole)))
    assert "Rata-rata nilai unit (75,00 + 75,00) / 2 = 75,0000" in text
    assert "Asumsi yang dipakai" in text
    for rule in whole.issue.instrument.rules:
        assert rule.title in text
    assert whole.instrument_sha256 in text
    assert template_version(ReportKind.AGENCY) in text


def test_it_says_data_contoh_on_every_page(paper_of, whole):
    with pymupdf.open(stream=pdf_of(paper_of(whole))) as pdf:
        pages = [" ".join(page.get_text().split()) for page in pdf]
    assert all("data contoh" in page.lower() for page in pages)
    assert all(f"Halaman {number} dari {len(pages)}" in page for number, page in enumerate(pages[1:], start=2))


def test_a_result_of_real_data_says_nothing_of_examples(paper_of, whole):
    whole.is_example = False
    assert "data contoh" not in words(html_of(paper_of(whole))).lower()


def test_a_provisional_result_says_so_with_its_range(paper_of, half):
    text = words(html_of(paper_of(half)))
    assert half.provisional
    assert "Hasil sementara." in text
    assert f"{half.low} sampai {half.high}".replace(".", ",") in text
    assert "belum ada nilai" in text


def test_what_is_not_answered_is_named_without_a_table_of_dashes(paper_of, half):
    html = html_of(paper_of(half))
    assert words(html).count("Belum dijawab di unit ini") == len(half.units.all())
    assert '<p class="remark">Belum dijawab' not in html


def test_an_agency_of_which_nothing_is_answered_has_a_report_too(paper_of, both_units):
    Answer.objects.all().delete()
    text = words(html_of(paper_of(named(compute(assessment=both_units, actor=None)))))
    assert "Belum ada opini" in text
    assert "0,00 sampai 100,00" in text


def test_the_step_from_the_result_of_the_year_before_is_told(paper_of, whole, dinsos_muba, assessed_2024):
    before = assessed_2024(dinsos_muba, level=2)
    text = words(html_of(paper_of(whole)))
    assert f"dari {before.score} pada 2024".replace(".", ",") in text
    assert "kedua nilai tidak dapat dibandingkan" in text


def test_composing_costs_the_same_queries_for_one_unit_and_for_two(paper_of, whole, result, django_assert_num_queries):
    # units, lines, evidence and its indicators, products; published years; the result before;
    # heads of units, rank; what was asked
    for each in (whole, result):
        with django_assert_num_queries(9):
            html_of(paper_of(each))


@pytest.mark.parametrize("of", ["whole", "half"])
def test_a_checker_of_pdf_ua_finds_no_fault(paper_of, request, tmp_path, of):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_of(paper_of(request.getfixturevalue(of))))
    checked = outloud.check(str(path))
    assert checked.error is None
    assert [(found.rule, found.message) for found in checked.findings] == []
    tried = [row for row in checked.criteria["pdfua1"] if row["status"] in {"pass", "fail", "warning"}]
    assert len(tried) >= 15
    assert {row["status"] for row in tried} == {"pass"}


def test_every_letter_comes_from_the_family_we_ship(paper_of, whole):
    with pikepdf.open(io.BytesIO(pdf_of(paper_of(whole)))) as pdf:
        names = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert all("Source-Sans-3" in name for name in names), names


@pytest.mark.parametrize(
    ("kind", "title", "name", "expected"),
    [
        ("kota", "Wali Kota", "Kota Palembang", "Wali Kota Palembang"),
        ("provinsi", "Gubernur", "Provinsi Sumatera Selatan", "Gubernur Sumatera Selatan"),
        ("kementerian", "Menteri", "Kementerian Luar Negeri", "Menteri Luar Negeri"),
        ("lembaga", "Kepala", "Badan Pengawas Obat dan Makanan", "Kepala Badan Pengawas Obat dan Makanan"),
        ("bumd", "Direktur Utama", "Perumda Air Minum", "Direktur Utama Perumda Air Minum"),
    ],
)
def test_every_kind_of_head_is_addressed_by_title(kind, title, name, expected):
    agency = Agency(kind=kind, head_title=title, name=name)
    assert addressee(agency.head_title, agency.name) == expected
