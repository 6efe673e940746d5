"""Which agency a written name means."""

import csv
from pathlib import Path

import pytest

from agencies.models import Agency
from agencies.register.names import AgencyNames

PUBLISHED = list(csv.DictReader(Path(__file__).with_name("published_names.csv").open(encoding="utf-8")))


@pytest.fixture
def names(register):
    return AgencyNames.load()


def test_every_published_name_means_an_agency(names):
    unknown = [row["agency"] for row in PUBLISHED if names.resolve(row["agency"], kind=row["type"]) is None]
    assert unknown == []
    assert len(PUBLISHED) > 70


def test_every_agency_is_found_by_its_own_name(names):
    for agency in Agency.objects.all():
        assert names.resolve(agency.name) == agency
        assert names.resolve(agency.name.upper()) == agency
        assert names.resolve(agency.long_name) == agency


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kab. OKI", "16.02"),
        ("oki", "16.02"),
        ("Kabupaten Ogan Komering Ilir", "16.02"),
        ("Kab.OKU", "16.01"),
        ("OKU Selatan", "16.09"),
        ("Kab. OKU Timur", "16.08"),
        ("PALI", "16.12"),
        ("Pemkab Muba", "16.06"),
        ("Musi Banyuasin", "16.06"),
        ("kabupatenmusibanyuasin", "16.06"),
        ("Muratara", "16.13"),
        ("Kota Lubuklinggau", "16.73"),
        ("Lubuk Linggau", "16.73"),
        ("Pemkot Pagaralam", "16.72"),
        ("Kota Pangkalpinang", "19.71"),
        ("Tidore", "82.72"),
        ("Kota Tidore Kepulauan", "82.72"),
        ("Prov. Sumsel", "16"),
        ("DI Yogyakarta", "34"),
        ("D.I. Yogyakarta", "34"),
        ("Pemda DIY", "34"),
        ("Provinsi Yogyakarta", "34"),
        ("Kota Yogyakarta", "34.71"),
        ("DKI Jakarta", "31"),
        ("Provinsi Daerah Khusus Jakarta", "31"),
        ("Jakarta Pusat", "31.71"),
        ("Kota Baru", "63.02"),
        ("Kab. Kotabaru", "63.02"),
        ("Toba Samosir", "12.12"),
        ("BPOM", "L-BPOM"),
        ("Kemenlu", "K-KEMLU"),
        ("Kementerian Luar  Negeri", "K-KEMLU"),
        ("LAPAS KELAS IIA YOGYAKARTA", "V-LAPAS-YOGYAKARTA"),
    ],
)
def test_a_short_form_means_its_agency(names, text, code):
    found = names.resolve(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text", ["Semarang", "Bandung", "Gorontalo", "Yogyakarta", "Kota Lahat", "Kab. Batam", "Atlantis", "Kab.", "", "-"]
)
def test_a_name_of_two_or_of_none_means_no_agency(names, text):
    assert names.resolve(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Semarang", "kota", "33.74"),
        ("Semarang", "kabupaten", "33.22"),
        ("Gorontalo", "provinsi", "75"),
        ("Yogyakarta", "provinsi", "34"),
        ("BPOM", "lembaga", "L-BPOM"),
        ("Kab. Semarang", "lembaga", "33.22"),
    ],
)
def test_the_kind_decides_between_namesakes(names, text, kind, code):
    assert names.resolve(text, kind=kind).code == code


@pytest.mark.parametrize(("text", "kind"), [("Kab. Semarang", "kota"), ("OKI", "kota"), ("Kota Palembang", "provinsi")])
def test_a_name_that_contradicts_the_kind_means_no_agency(names, text, kind):
    assert names.resolve(text, kind=kind) is None


def test_all_names_cost_one_query(register, django_assert_num_queries):
    with django_assert_num_queries(1):  # agencies joined with their aliases
        names = AgencyNames.load()
        names.resolve("Kab. OKI")
        names.resolve("Atlantis")
