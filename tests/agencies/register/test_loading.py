"""Loading the register: complete, repeatable, by code, all or nothing."""

import time
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency, Alias, AssessedFlag, Event, Office, Region
from agencies.register.csvfile import FileRefusedError
from agencies.register.loading import SHIPPED_FILES, load_register
from agencies.register.names import AgencyNames

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


def test_the_shipped_register_is_whole(register):
    assert Region.objects.filter(kind="provinsi").count() == 38
    assert Region.objects.filter(kind="kabupaten").count() == 416
    assert Region.objects.filter(kind="kota").count() == 98
    assert Office.objects.count() == 34
    assert {kind: Agency.objects.filter(kind=kind).count() for kind in ("provinsi", "kabupaten", "kota")} == {
        "provinsi": 38,
        "kabupaten": 416,
        "kota": 98,
    }
    assert Agency.objects.filter(kind__in=["kementerian", "lembaga"]).count() == 7
    assert Agency.objects.get(kind="vertikal").office.code == "di-yogyakarta"


def test_every_province_is_served_and_its_governments_belong_to_that_office(register):
    assert not Region.objects.filter(kind="provinsi", office=None).exists()
    for agency in Agency.objects.with_places().filter(kind__in=["provinsi", "kabupaten", "kota"]):
        province = agency.region.parent or agency.region
        assert agency.office_id == province.office_id
        assert agency.code.startswith(province.code)
    served = {office.code: [region.code for region in office.provinces.all()] for office in Office.objects.all()}
    assert served["papua"] == ["91", "93", "94", "95"]
    assert served["papua-barat"] == ["92", "96"]


def test_jakartas_six_administrative_regions_are_marked_and_not_assessed(register):
    administrative = list(Region.objects.filter(is_administrative=True).values_list("code", flat=True))
    assert administrative == ["31.01", "31.71", "31.72", "31.73", "31.74", "31.75"]
    assert Agency.objects.count() - Agency.objects.assessed_on(TODAY).count() == 6
    assert not Agency.objects.assessed_on(TODAY).filter(code__startswith="31.").exists()


def test_puncak_was_not_assessed_in_2022(register):
    puncak = Agency.objects.get(code="94.05")
    assert [puncak.assessed_on(date(year, 7, 1)) for year in (2021, 2022, 2023)] == [True, False, True]


@pytest.mark.parametrize(
    ("code", "name", "head"),
    [
        ("16", "Provinsi Sumatera Selatan", "Gubernur"),
        ("16.06", "Kabupaten Musi Banyuasin", "Bupati"),
        ("16.71", "Kota Palembang", "Wali Kota"),
        ("34", "Provinsi Daerah Istimewa Yogyakarta", "Gubernur"),
        ("31", "Provinsi DKI Jakarta", "Gubernur"),
        ("K-KEMLU", "Kementerian Luar Negeri", "Menteri"),
        ("L-BPOM", "Badan Pengawas Obat dan Makanan", "Kepala"),
    ],
)
def test_agencies_have_proper_names_and_heads(register, code, name, head):
    agency = Agency.objects.get(code=code)
    assert (agency.name, agency.head_title) == (name, head)


def test_a_second_load_changes_nothing_and_is_quick(register, django_assert_num_queries):
    events = Event.objects.count()
    rows = [model.objects.count() for model in (Office, Region, Agency, Alias, AssessedFlag)]
    begun = time.monotonic()
    # a savepoint and its release, and the five tables
    with django_assert_num_queries(7):
        again = load_register()
    assert time.monotonic() - begun < 2
    assert not again.changed_anything
    assert [model.objects.count() for model in (Office, Region, Agency, Alias, AssessedFlag)] == rows
    assert Event.objects.count() == events


def test_a_load_writes_its_event(register):
    event = Event.objects.get(verb="load_register")
    assert event.detail["counts"]["agencies"] == {"new": 560, "changed": 0}


def test_a_rename_is_followed_by_code_and_the_old_name_still_resolves(register, csv_file):
    before = Agency.objects.get(code="16.13")
    changed = csv_file("regencies.csv", "code,province_code,name", "16.13,16,KABUPATEN RUPIT RAYA")
    loaded = load_register(files={"regencies": [changed]})
    after = Agency.objects.get(code="16.13")
    assert (after.pk, after.public_id, after.name) == (before.pk, before.public_id, "Kabupaten Rupit Raya")
    assert after.region.name == "Kabupaten Rupit Raya"
    assert loaded.renamed == (("16.13", "Kabupaten Musi Rawas Utara", "Kabupaten Rupit Raya"),)
    names = AgencyNames.load()
    assert names.resolve("Kab. Musi Rawas Utara") == names.resolve("Rupit Raya") == after
    again = load_register(files={"regencies": [changed]})
    assert not again.changed_anything


def test_a_name_given_back_keeps_one_alias_of_each(register, csv_file):
    for name in ("KABUPATEN RUPIT RAYA", "KABUPATEN MUSI RAWAS UTARA", "KABUPATEN RUPIT RAYA"):
        load_register(files={"regencies": [csv_file("r.csv", "code,province_code,name", f"16.13,16,{name}")]})
    texts = Alias.objects.filter(agency__code="16.13").values_list("text", flat=True)
    assert sorted(texts) == ["Kabupaten Musi Rawas Utara", "Kabupaten Rupit Raya", "Muratara"]


def test_a_changed_spacing_leaves_no_alias(register, csv_file):
    changed = csv_file("r.csv", "code,province_code,name", "16.73,16,Kota Lubuklinggau")
    load_register(files={"regencies": [changed]})
    assert Agency.objects.get(code="16.73").name == "Kota Lubuklinggau"
    assert not Alias.objects.filter(agency__code="16.73").exists()


def test_a_new_regency_joins_with_its_office(register, csv_file):
    load_register(files={"regencies": [csv_file("r.csv", "code;province_code;name", "16.14;16;KABUPATEN LEMATANG")]})
    agency = Agency.objects.with_places().get(code="16.14")
    assert (agency.office.code, agency.head_title, agency.region.parent.code) == ("sumatera-selatan", "Bupati", "16")


def test_other_kinds_come_by_the_same_loader(register, csv_file):
    bodies = csv_file(
        "bumd.csv",
        "code,kind,name,head_title,region_code,office_code,parent_code",
        "D-TIRTA,bumd,PDAM TIRTA MUSI,,16.71,sumatera-selatan,16.71",
        "N-CABANG,bumn,Cabang Palembang,Manajer,16.71,,N-INDUK",
        "N-INDUK,bumn,Perusahaan Induk,,,,",
    )
    load_register(files={"agencies": [bodies]})
    tirta = Agency.objects.get(code="D-TIRTA")
    assert (tirta.head_title, tirta.office.code, tirta.parent.code) == ("Direktur Utama", "sumatera-selatan", "16.71")
    branch = Agency.objects.get(code="N-CABANG")
    assert (branch.head_title, branch.office, branch.parent.code) == ("Manajer", None, "N-INDUK")


def test_a_title_changed_by_hand_survives_a_load(register):
    Agency.objects.filter(code="16.06").update(head_title="Pj. Bupati")
    load_register()
    assert Agency.objects.get(code="16.06").head_title == "Pj. Bupati"


def test_a_province_that_moves_to_another_office_takes_its_governments_along(register, csv_file):
    Agency.objects.filter(code="96.01").update(office=None)
    moved = csv_file("offices.csv", "code,name,provinces", "papua-barat-daya,Perwakilan Papua Barat Daya,96")
    load_register(files={"offices": [moved]})
    offices = dict(Agency.objects.filter(code__startswith="96").values_list("code", "office__code"))
    assert offices.pop("96.01") is None
    assert set(offices.values()) == {"papua-barat-daya"}


def test_a_bad_file_is_refused_whole_with_every_problem(register, csv_file):
    bad = csv_file(
        "buruk.csv",
        "code,province_code,name",
        "16.14,16,KABUPATEN BARU BENAR",
        "1615,16,KABUPATEN KODE SALAH",
        "16.16,17,KABUPATEN PROVINSI SALAH",
        "16.17,16,LEMATANG",
        "16.18,16,",
        "16.19,16",
        "99.01,99,KABUPATEN TANPA PROVINSI",
        "16.14,16,KABUPATEN DUA KALI",
        "16.71,16,KABUPATEN PALEMBANG",
        "16.20,16,KABUPATEN LAHAT",
        f"16.21,16,KABUPATEN {'A' * 200}",
    )
    count = Agency.objects.count()
    with pytest.raises(FileRefusedError) as refused:
        load_register(files={"regencies": [bad]})
    assert [problem.row for problem in refused.value.problems] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert str(refused.value).splitlines()[0] == (
        "buruk.csv baris 3: kode '1615' harus dua angka, titik, dua angka, misalnya 16.06."
    )
    assert Agency.objects.count() == count
    assert not Region.objects.filter(code="16.14").exists()


@pytest.mark.parametrize(
    ("kind", "lines", "message"),
    [
        ("provinces", ["code,name", "1,ACEH"], "harus dua angka"),
        ("provinces", ["code,name", "97,PAPUA BARU"], "belum dilayani kantor"),
        ("offices", ["code,name,provinces", "Aceh Baru,Perwakilan Aceh,11"], "huruf kecil dan tanda hubung"),
        ("offices", ["code,name,provinces", "aceh,Perwakilan Aceh,11.01"], "provinsi 11.01 tidak dikenal"),
        ("offices", ["code,name,provinces", "a,Perwakilan A,11", "b,Perwakilan B,11"], "sudah dilayani Perwakilan A"),
        ("agencies", ["code,kind,name", "K-BARU,kementrian,Kementerian Baru"], "jenis 'kementrian' tidak dikenal"),
        ("agencies", ["code,kind,name", "k baru,lembaga,Lembaga Baru"], "huruf besar, angka"),
        ("agencies", ["code,kind,name", "X-1,kabupaten,Kabupaten Baru"], "dimuat dari provinces dan regencies"),
        ("agencies", ["code,kind,name", "L-BPOM,kementerian,BPOM"], "terdaftar sebagai lembaga"),
        ("agencies", ["code,kind,name", "16.06,bumd,PDAM"], "terdaftar sebagai kabupaten"),
        ("agencies", ["code,kind,name", "L-LAIN,lembaga,Kementerian Keuangan"], "dipakai K-KEMENKEU dan L-LAIN"),
        ("agencies", ["code,kind,name", "L-LAIN,lembaga,BPOM"], "sudah menjadi nama lain Badan Pengawas"),
        ("agencies", ["code,kind,name,region_code", "X-1,bumn,Contoh,99"], "wilayah 99 tidak dikenal"),
        ("agencies", ["code,kind,name,office_code", "X-1,bumn,Contoh,mars"], "kantor perwakilan mars tidak dikenal"),
        ("agencies", ["code,kind,name,parent_code", "X-1,bumn,Contoh,X-9"], "instansi induk X-9 tidak dikenal"),
        ("agencies", ["code,kind,name,parent_code", "X-1,bumn,A,X-2", "X-2,bumn,B,X-1"], "induk dirinya sendiri"),
        ("aliases", ["agency_code,alias", "16.99,Muba"], "instansi 16.99 tidak dikenal"),
        ("aliases", ["agency_code,alias", "16.02,Muba"], "sudah menjadi nama lain Kabupaten Musi Banyuasin"),
        ("aliases", ["agency_code,alias", "16.02,Kab. Lahat"], "adalah nama Kabupaten Lahat sendiri"),
        ("aliases", ["agency_code,alias", "16.02,Oki Raya", "16.02,OKI RAYA"], "sama dengan berkas.csv baris 2"),
        ("aliases", ["agency_code,alias", "16.02,???"], "tidak memuat huruf"),
        ("assessed", ["agency_code,assessed,since", "16.02,tidak,2024-01-01"], "alasan kosong"),
        ("assessed", ["agency_code,assessed,since", "16.02,mungkin,2024-01-01"], "Isi ya atau tidak"),
        ("assessed", ["agency_code,assessed,since", "16.02,ya,1/2/2024"], "tahun-bulan-hari"),
        ("assessed", ["agency_code,assessed,since", "16.99,ya,2024-01-01"], "instansi 16.99 tidak dikenal"),
        ("regencies", ["kode,nama", "16.14,KABUPATEN BARU"], "kolom code, province_code, name tidak ada"),
        ("regencies", [], "tidak ada"),
        ("regencies", ["code,province_code,name", '16.14,16,"KABUPATEN A', 'B"'], "karakter yang tidak terbaca"),
    ],
)
def test_each_mistake_is_told(register, csv_file, kind, lines, message):
    with pytest.raises(FileRefusedError, match=r"^berkas\.csv") as refused:
        load_register(files={kind: [csv_file("berkas.csv", *lines)]})
    assert message in str(refused.value)


def test_a_file_that_is_no_text_or_not_there_is_told(register, tmp_path):
    (tmp_path / "foto.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileRefusedError) as refused:
        load_register(files={"aliases": [tmp_path / "foto.csv", tmp_path / "hilang.csv"]})
    assert [problem.file for problem in refused.value.problems] == ["foto.csv", "hilang.csv"]


def test_the_command_prints_what_it_loaded(capsys):
    call_command("load_register")
    assert "agencies: 560 (560 new, 0 changed)" in capsys.readouterr().out
    call_command("load_register", file=[f"regencies={SHIPPED_FILES['regencies'][0]}"])
    assert capsys.readouterr().out == "regions: 514 (0 new, 0 changed)\nagencies: 514 (0 new, 0 changed)\n"


def test_the_command_refuses_with_status_2(register, csv_file):
    with pytest.raises(CommandError, match="baris 2") as refused:
        call_command("load_register", file=[f"provinces={csv_file('p.csv', 'code,name', 'xx,ACEH')}"])
    assert refused.value.returncode == 2
    with pytest.raises(CommandError, match="write KIND=PATH") as unknown:
        call_command("load_register", file=["cities=x.csv"])
    assert unknown.value.returncode == 2
