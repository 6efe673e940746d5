"""The list of agencies and the page of each: what is in scope, found by any name, at a constant cost."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from agencies.models import Agency, AgencyKind, Alias, AssessedFlag, ProductKind, ServiceProduct

HEADER = "year,agency,type,unit,dimension,score,zone,category,opinion,source\n"
LIST = reverse("agency_list")


def detail(agency):
    return reverse("agency_detail", args=[agency.public_id])


@pytest.fixture
def published(tmp_path):
    """Take in rows of published results, as a person would."""

    def take_in(*rows):
        path = tmp_path / "hasil.csv"
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        call_command("import_results", str(path), stdout=StringIO())

    return take_in


@pytest.fixture
def many(sumsel):
    def make(count):
        Agency.objects.bulk_create(
            Agency(
                code=f"D-{n:03}",
                kind=AgencyKind.BUMD,
                name=f"Perumda Contoh {n:03}",
                head_title="Direktur",
                office=sumsel,
            )
            for n in range(count)
        )

    return make


# --- who sees what ------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["sari", "hasan", "ratna", "tono", "budi", "agus", "lina", "wati"])
def test_those_in_scope_read_the_page_of_an_agency(client, request, muba, name):
    client.force_login(request.getfixturevalue(name))
    assert "Kabupaten Musi Banyuasin" in client.get(LIST).text
    assert client.get(detail(muba)).status_code == 200


@pytest.mark.parametrize("name", ["joko", "nina", "yusuf"])
def test_an_outsider_gets_404_and_no_line_in_the_list(client, request, muba, name):
    client.force_login(request.getfixturevalue(name))
    assert "Musi Banyuasin" not in client.get(LIST).text
    assert client.get(detail(muba)).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, muba):
    assert client.get(detail(muba)).url == f"{reverse('login')}?next={detail(muba)}"


# --- finding ------------------------------------------------------------------------------------
@pytest.mark.parametrize("words", ["musi", "BANYUASIN musi", "16.06", "muba"])
def test_it_is_found_by_words_of_its_name_its_code_or_another_name(client, sari, muba, muara_enim, words):
    Alias.objects.create(agency=muba, text="Muba")
    client.force_login(sari)
    page = client.get(LIST, {"q": words}).text
    assert "Kabupaten Musi Banyuasin" in page
    assert "Muara Enim" not in page


def test_it_is_narrowed_by_kind_and_by_office(client, ratna, muba, kerinci, kemenlu):
    client.force_login(ratna)
    assert "Kabupaten Kerinci" not in client.get(LIST, {"jenis": "kementerian"}).text
    at_jambi = client.get(LIST, {"kantor": "jambi"}).text
    assert "Kabupaten Kerinci" in at_jambi
    assert "Musi Banyuasin" not in at_jambi
    assert "Kementerian Luar Negeri" in client.get(LIST, {"kantor": "pusat"}).text


def test_only_those_who_see_everything_choose_an_office(client, sari, ratna):
    client.force_login(sari)
    assert "Kantor penilai" not in client.get(LIST).text
    client.force_login(ratna)
    assert "Kantor penilai" in client.get(LIST).text


def test_nonsense_in_the_address_shows_everything(client, sari, muba):
    client.force_login(sari)
    assert "Musi Banyuasin" in client.get(LIST, {"jenis": "kerajaan", "halaman": "sepuluh"}).text


def test_nothing_found_says_what_to_try(client, sari, muba):
    client.force_login(sari)
    page = client.get(LIST, {"q": "atlantis"}).text
    assert "Tidak ada instansi yang cocok" in page
    assert "Periksa ejaannya" in page


def test_a_search_while_typing_renews_only_the_table_and_the_count(client, sari, muba):
    client.force_login(sari)
    part = client.get(LIST, {"q": "musi"}, headers={"hx-request": "true"})
    assert "<html" not in part.text
    assert 'hx-swap-oob="true"' in part.text
    assert "HX-Request" in part["Vary"]


def test_going_back_in_the_browser_gives_the_whole_page(client, sari, muba):
    client.force_login(sari)
    whole = client.get(LIST, headers={"hx-request": "true", "hx-history-restore-request": "true"})
    assert "<html" in whole.text


def test_the_next_page_keeps_the_search(client, sari, many):
    many(60)
    client.force_login(sari)
    page = client.get(LIST, {"q": "perumda"}).text
    assert "Halaman 1 dari 2" in page
    assert 'href="?q=perumda&amp;halaman=2"' in page


@pytest.mark.parametrize("count", [3, 120])
def test_a_list_costs_the_same_for_few_and_for_many(client, ratna, many, published, count, django_assert_num_queries):
    many(count)
    client.force_login(ratna)
    # session, person, scope, offices to choose from, count, one page of agencies, their latest published year
    with django_assert_num_queries(7):
        client.get(LIST)


# --- what the page tells ------------------------------------------------------------------------
def test_it_tells_what_the_register_knows(client, sari, muba, dukcapil_muba, django_assert_num_queries):
    Alias.objects.create(agency=muba, text="Muba")
    AssessedFlag.objects.create(agency=muba, assessed=False, since=date(2022, 1, 1), reason="Banjir besar.")
    ServiceProduct.objects.create(unit=dukcapil_muba, kind=ProductKind.ADMINISTRATIF, name="Kartu keluarga")
    client.force_login(sari)
    # session, person, scope, agency, other names, flags, units, products, history
    with django_assert_num_queries(9):
        page = client.get(detail(muba)).text
    for words in (
        "Bupati",
        "16.06",
        "Sumatera Selatan",
        "Perwakilan Sumatera Selatan",
        "Muba",
        "Banjir besar.",
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Kartu keluarga",
        "Belum ada hasil tahun sebelumnya yang ditemukan di sumber terbuka.",
    ):
        assert words in page


def test_the_people_of_a_unit_see_that_unit_only(client, lina, muba, puskesmas_muba):
    client.force_login(lina)
    page = client.get(detail(muba)).text
    assert "Dinas Kependudukan dan Pencatatan Sipil" in page
    assert "Puskesmas Sekayu" not in page


def test_the_real_history_of_musi_banyuasin(client, ratna):
    call_command("load_register", stdout=StringIO())
    call_command("load_history", stdout=StringIO())
    client.force_login(ratna)
    page = client.get(detail(Agency.objects.get(code="16.06"))).text
    for score in ("85,67", "84,29", "91,72", "93,31"):
        assert score in page
    assert "disengketakan" in page
    assert "Kualitas Sedang" in page
    assert "Metode berubah: nilai 2021 dan 2022 tidak dapat dibandingkan." in page


def test_the_latest_year_stands_in_the_list(client, sari, muba, published):
    published(
        "2023,Kab. Musi Banyuasin,kabupaten,,,91.72,hijau,A,Kualitas Tertinggi,satu",
        "2024,Kab. Musi Banyuasin,kabupaten,,,77.99,,,,dua",
        "2024,Kab. Musi Banyuasin,kabupaten,Dinas Sosial,,99.00,,,,tiga",
    )
    client.force_login(sari)
    page = client.get(LIST).text
    assert "77,99" in page
    assert "(2024)" in page
    assert "Zona Kuning" in page
    assert "91,72" not in page


def test_a_latest_year_that_sources_dispute_gives_no_score(client, sari, muba, published):
    published(
        "2024,Kab. Musi Banyuasin,kabupaten,,,91.72,hijau,A,Kualitas Tertinggi,satu",
        "2024,Kab. Musi Banyuasin,kabupaten,,,77.99,,,,dua",
    )
    client.force_login(sari)
    page = client.get(LIST).text
    assert "disengketakan" in page
    assert "91,72" not in page
    assert "77,99" not in page


def test_a_latest_year_of_which_only_the_opinion_is_known_says_so(client, sari, muba, published):
    published("2025,Kab. Musi Banyuasin,kabupaten,,,,,,Kualitas Tinggi,satu")
    client.force_login(sari)
    page = client.get(LIST).text
    assert "tidak ditemukan" in page
    assert "(2025)" in page
