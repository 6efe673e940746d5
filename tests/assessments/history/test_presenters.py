"""The page tells what sources state apart from what follows from it, in Indonesian words and numbers."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

from agencies.models import Agency
from assessments.history.presenters import Word, history_shown
from assessments.history.selectors import history_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def line_of(told):
    def line(row):
        ((shown,),) = (year.lines for year in history_shown(told(row)).years)
        return shown

    return line


def test_stated_words_stand_by_themselves(line_of):
    line = line_of("2023,,,91.7,hijau,A,Kualitas Tertinggi,https://www.contoh.id/berita")
    assert (line.score, line.zone_word, line.category, line.opinion) == (
        "91,70",
        Word("Zona Hijau"),
        Word("A"),
        Word("Kualitas Tertinggi"),
    )
    (source,) = line.sources
    assert (source.label, source.address) == ("contoh.id", "https://www.contoh.id/berita")


def test_what_follows_from_the_score_says_so(line_of):
    line = line_of("2024,,,87.08,,,")
    assert (line.zone_word, line.category, line.opinion) == (
        Word("Zona Hijau", "menurut nilai"),
        Word("B", "menurut nilai"),
        Word("Kualitas Tinggi", "menurut nilai"),
    )


def test_words_filled_in_later_are_not_shown_as_the_sources_own(line_of):
    line = line_of(
        "2022,,,97.53,hijau,,,https://contoh.id [note: zone/category inferred from the score; not stated by the source]"
    )
    assert line.zone_word == Word("Zona Hijau", "menurut nilai")


def test_from_2025_on_the_colour_is_called_indicative(line_of):
    line = line_of("2025,,,,,,Kualitas Tinggi")
    assert (line.score, line.zone, line.zone_is_indicative) == ("", "hijau", True)
    assert line.zone_word == Word("Hijau (indikatif)", "menurut opini")


def test_the_suffix_of_the_source_stays(line_of):
    assert line_of("2025,,,88.49,,,Kualitas Tertinggi Tanpa Maladministrasi").opinion == Word(
        "Kualitas Tertinggi Tanpa Maladministrasi"
    )


def test_a_disagreement_is_told_in_a_sentence(line_of):
    assert line_of("2022,,,70,hijau,,").disagreement == (
        "Tidak sesuai dengan nilainya, yang berarti Zona Kuning, C, Kualitas Sedang."
    )


def test_words_that_exclude_each_other_are_told_in_a_sentence(line_of):
    line = line_of("2022,,,,hijau,,Kualitas Sedang")
    assert "tidak mungkin berlaku bersama" in line.disagreement
    assert (line.zone_word.text, line.opinion.text) == ("Zona Hijau", "Kualitas Sedang")


def test_sources_that_say_the_same_share_a_line(told):
    ((year),) = history_shown(told("2022,,,,hijau,,,https://satu.id", "2022,,,,hijau,,,https://dua.id")).years
    (line,) = year.lines
    assert [source.label for source in line.sources] == ["satu.id", "dua.id"]


def test_only_web_addresses_become_links(line_of):
    (source,) = line_of("2022,,,,hijau,,,javascript:alert(1) [note: year inferred]").sources
    assert (source.label, source.address, source.notes) == (
        "javascript:alert(1)",
        "",
        ("tahun disimpulkan dari isi berita",),
    )


def test_the_year_without_assessment_and_the_changes_of_method_stand_in_their_place(told):
    shown = history_shown(told("2019,,,85.67,,,", "2021,,,84.29,,,", "2023,,,91.72,,,"))
    assert [year.change or (year.year, year.unassessed) for year in shown.years] == [
        (2023, False),
        "Metode berubah: nilai 2021 dan 2023 tidak dapat dibandingkan.",
        (2021, False),
        (2020, True),
        (2019, False),
    ]


# --- the fragment ---------------------------------------------------------------------------------
def page_of(agency):
    return render_to_string("assessments/history/_history.html", {"history": history_shown(history_of(agency))})


def words(html):
    html = re.sub(r"<svg.*?</svg>", " ", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def real_muba(register):
    call_command("load_history", stdout=StringIO())
    return Agency.objects.get(code="16.06")


def test_musi_banyuasin_reads_as_published(real_muba):
    text = words(page_of(real_muba))
    for told in (
        "2025 tidak ditemukan Hijau (indikatif) menurut opini Kualitas Tinggi nusaly.com",
        "2024 93,31 Zona Hijau A Kualitas Tertinggi",
        "2023 91,72 Zona Hijau A Kualitas Tertinggi",
        "2022 disengketakan pernyataan 1 dari 2 tidak ditemukan Zona Hijau harianbanyuasin",
        "2022 disengketakan pernyataan 2 dari 2 tidak ditemukan Zona Kuning menurut opini Kualitas Sedang Berita 22",
        "2021 84,29 Zona Hijau Kepatuhan Tinggi",
        "2020 Tidak ada penilaian",
        "2019 85,67 Zona Hijau Kepatuhan Tinggi",
        "Metode berubah: nilai 2021 dan 2022 tidak dapat dibandingkan.",
        "Metode berubah: nilai 2024 dan 2025 tidak dapat dibandingkan.",
    ):
        assert told in text


def test_the_picture_tells_the_same_in_words(real_muba):
    (told,) = re.findall(r"<desc[^>]*>(.*?)</desc>", page_of(real_muba), flags=re.DOTALL)
    assert told == (
        "2018: Kepatuhan Sedang. 2019: 85,67. 2020: tidak ada penilaian. 2021: 84,29. "
        "2022: disengketakan, zona hijau atau Kualitas Sedang. 2023: 91,72. 2024: 93,31. 2025: Kualitas Tinggi."
    )


@pytest.mark.parametrize("code", ["16.06", "16.02", "16.71", "18", "91.71", "16.03"])
def test_no_page_carries_an_inline_style_script_or_handler(real_muba, code):
    html = page_of(Agency.objects.get(code=code))
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", html)


def test_units_and_dimensions_are_listed_with_their_points(real_muba):
    text = words(page_of(Agency.objects.get(code="18")))
    assert "Hasil unit 2025 (3 unit)" in text
    assert "Dinas Sosial 89,25 Hijau (indikatif) menurut nilai Sangat Baik menurut nilai" in text
    assert "Input 23,32; Kepercayaan masyarakat 25,82; Output 9,38; Pengaduan 10,97; Proses 19,76." in text


def test_an_agency_without_history_says_so(muba):
    assert words(page_of(muba)) == "Belum ada hasil tahun sebelumnya yang ditemukan di sumber terbuka."
