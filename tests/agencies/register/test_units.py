"""Loading units and products: repeatable, all or nothing."""

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Event, ServiceProduct, ServiceUnit
from agencies.register.csvfile import FileRefusedError
from agencies.register.units import load_units

HEADING = "agency_code,kind,name,head_title,products"


@pytest.fixture
def units_csv(csv_file, muba, muara_enim):
    return csv_file(
        "unit.csv",
        HEADING,
        "16.06,dukcapil,Dinas Dukcapil,,administratif: KTP-el | administratif: Kartu Keluarga",
        "16.03,rumah_sakit,RSUD dr. H.M. Rabain,Direktur,jasa: Rawat jalan",
        "16.06,puskesmas,Puskesmas Sekayu,,",
    )


def test_units_and_their_products_are_loaded_once(units_csv, django_assert_num_queries):
    load_units(units_csv)
    # a savepoint and its release, and the three tables
    with django_assert_num_queries(5):
        again = load_units(units_csv)
    assert (again.units.unchanged, again.products.unchanged) == (3, 3)
    hospital = ServiceUnit.objects.get(kind="rumah_sakit")
    assert (hospital.name, hospital.head_title) == ("RSUD dr. H.M. Rabain", "Direktur")
    assert ServiceUnit.objects.get(kind="dukcapil").head_title == "Kepala"
    assert ServiceProduct.objects.count() == 3
    assert Event.objects.filter(verb="load_units").count() == 1


def test_a_change_is_followed_and_nothing_is_taken_away(units_csv, csv_file):
    load_units(units_csv)
    load_units(csv_file("baru.csv", HEADING, "16.06,dukcapil,DINAS DUKCAPIL,Kepala Dinas,jasa: KTP-EL"))
    unit = ServiceUnit.objects.get(kind="dukcapil")
    assert (unit.name, unit.head_title) == ("DINAS DUKCAPIL", "Kepala Dinas")
    assert sorted(unit.products.values_list("kind", "name")) == [
        ("administratif", "Kartu Keluarga"),
        ("jasa", "KTP-EL"),
    ]


def test_a_bad_file_is_refused_whole_with_every_problem(muba, csv_file):
    bad = csv_file(
        "buruk.csv",
        HEADING,
        "16.06,dukcapil,Dinas Dukcapil,,",
        "99.99,dukcapil,Dinas Lain,,",
        "16.06,dinas,Dinas Salah,,",
        "16.06,dukcapil,DINAS  DUKCAPIL,,",
        "16.06,mpp,MPP Sekayu,,KTP-el",
        "16.06,mpp,MPP Dua,,jasa: A | barang: A",
        f"16.06,mpp,MPP Tiga,{'x' * 81},",
    )
    with pytest.raises(FileRefusedError) as refused:
        load_units(bad)
    assert [problem.row for problem in refused.value.problems] == [3, 4, 5, 6, 7, 8]
    assert "baris 6: produk 'KTP-el' tidak terbaca. Tulis jenis: nama" in str(refused.value)
    assert not ServiceUnit.objects.exists()


def test_the_command_prints_counts_and_refuses_with_status_2(units_csv, csv_file, capsys):
    call_command("load_units", units_csv)
    assert capsys.readouterr().out == "units: 3 (3 new, 0 changed)\nproducts: 3 (3 new, 0 changed)\n"
    with pytest.raises(CommandError, match="tidak dikenal") as refused:
        call_command("load_units", csv_file("x.csv", HEADING, "0,mpp,MPP,,"))
    assert refused.value.returncode == 2
