"""Names taken apart and names written properly."""

import pytest

from agencies.register.spelling import proper_name, spelling_of


@pytest.mark.parametrize(
    ("capitals", "proper"),
    [
        ("KABUPATEN OGAN KOMERING ILIR", "Kabupaten Ogan Komering Ilir"),
        ("KOTA BATAM", "Kota Batam"),
        ("DKI JAKARTA", "DKI Jakarta"),
        ("DAERAH ISTIMEWA YOGYAKARTA", "Daerah Istimewa Yogyakarta"),
        ("KABUPATEN PANGKAJENE DAN KEPULAUAN", "Kabupaten Pangkajene dan Kepulauan"),
        ("KABUPATEN TOJO UNA-UNA", "Kabupaten Tojo Una-Una"),
        ("KOTA  ADMINISTRASI   JAKARTA PUSAT", "Kota Administrasi Jakarta Pusat"),
        ("Lapas Kelas IIA Yogyakarta", "Lapas Kelas IIA Yogyakarta"),
    ],
)
def test_capitals_become_a_proper_name(capitals, proper):
    assert proper_name(capitals) == proper


@pytest.mark.parametrize(
    ("text", "kind", "body"),
    [
        ("Kab. OKI", "kabupaten", "oki"),
        ("KABUPATEN O.K.I.", "kabupaten", "oki"),
        ("Pemerintah Kota Pangkal Pinang", "kota", "pangkalpinang"),
        ("pemprov  Sumatera-Selatan", "provinsi", "sumateraselatan"),
        ("Kota Adm. Jakarta Pusat", "kota", "jakartapusat"),
        ("Kota", "", "kota"),
        ("Kotabaru", "", "kotabaru"),
        ("", "", ""),
        ("…", "", ""),
    ],
)
def test_a_name_falls_into_kind_and_body(text, kind, body):
    spelling = spelling_of(text)
    assert (spelling.kind, spelling.body) == (kind, body)
