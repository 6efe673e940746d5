"""Each statement is kept once, conflicting ones side by side; unknown agencies are named, bad files refused."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from agencies.models import Event
from agencies.models.written_once import WrittenOnceError
from assessments.history.statement_file import _LONGEST
from assessments.models import PublishedResult

pytestmark = pytest.mark.django_db

MUBA_2023 = "2023,Kab. Musi Banyuasin,kabupaten,,,91.72,hijau,A,Kualitas Tertinggi,https://contoh.id/muba"


def run(path, *options):
    out = StringIO()
    call_command("import_results", str(path), *options, stdout=out)
    return out.getvalue()


def as_json(path, *options):
    return json.loads(run(path, "--json", *options))


def test_a_row_comes_back_with_its_agency_its_derived_words_and_its_stated_ones(muba, table):
    assert as_json(table('2023,Muba,,,," 91, 72 %",Hijau,B,,https://contoh.id'))["rows"] == [
        {
            "year": 2023,
            "agency": "Muba",
            "code": None,
            "unit": None,
            "dimension": None,
            "score": "91.72",
            "zone": "hijau",
            "indicative_zone": None,
            "category": "A",
            "opinion": "Kualitas Tertinggi",
            "stated": {"zone": "Hijau", "category": "B", "opinion": None},
            "agrees": False,
        }
    ]


def test_from_2025_on_the_colour_is_only_indicative(muba, table):
    path = table("2025,Kab. Musi Banyuasin,,,,80.5,,,Kualitas Tinggi Tanpa Maladministrasi,x")
    (row,) = as_json(path)["rows"]
    assert (row["zone"], row["indicative_zone"], row["category"], row["opinion"], row["agrees"]) == (
        None,
        "hijau",
        "Baik",
        "Kualitas Tinggi",
        True,
    )


def test_a_dimension_has_points_but_no_band(muba, table):
    (row,) = as_json(table("2025,Kab. Musi Banyuasin,,Dinas Sosial,input,23.32,,,,x"))["rows"]
    assert (row["unit"], row["dimension"], row["score"]) == ("Dinas Sosial", "input", "23.32")
    assert [row[key] for key in ("zone", "indicative_zone", "category", "opinion", "agrees")] == [None] * 5


def test_an_unknown_agency_stays_in_the_rows_is_named_and_is_not_kept(muba, table):
    path = table(MUBA_2023, "2023,Kab. Antah Berantah,kabupaten,,,80,,,,x")
    done = as_json(path)
    assert [row["code"] for row in done["rows"]] == ["16.06", None]
    (problem,) = done["problems"]
    assert problem.startswith("baris 3: instansi 'Kab. Antah Berantah' tidak ditemukan")
    assert PublishedResult.objects.count() == 1


def test_a_row_that_states_nothing_is_named_and_not_kept(muba, table):
    done = as_json(table("2023,Kab. Musi Banyuasin,kabupaten,,,,,,,x"))
    assert len(done["rows"]) == 1
    assert done["problems"] == [
        "baris 2: 'Kab. Musi Banyuasin' tanpa nilai, zona, kategori, maupun opini; baris ini tidak disimpan."
    ]
    assert not PublishedResult.objects.exists()


def test_conflicting_sources_are_both_kept(muba, table):
    run(table(MUBA_2023, MUBA_2023.replace("91.72", "84.14").replace("https://contoh.id/muba", "https://lain.id")))
    kept = PublishedResult.objects.order_by("score")
    assert [(str(each.score), each.agrees) for each in kept] == [("84.14", False), ("91.72", True)]


def test_repeating_an_import_doubles_nothing_however_name_and_number_are_written(muba, table):
    run(table(MUBA_2023))
    again = run(table(MUBA_2023.replace("Kab. Musi", "KABUPATEN Musi").replace("91.72", '"91,720"'), MUBA_2023))
    assert "0 pernyataan baru disimpan, 1 sudah ada" in again
    assert PublishedResult.objects.count() == 1


def test_what_is_kept_is_never_changed(muba, table):
    run(table(MUBA_2023))
    with pytest.raises(WrittenOnceError):
        PublishedResult.objects.update(score=100)
    with pytest.raises(WrittenOnceError):
        PublishedResult.objects.get().save()


def test_an_import_that_adds_something_is_an_event_and_a_repeated_one_is_not(muba, table):
    path = table(MUBA_2023, "2023,Kab. Antah Berantah,kabupaten,,,80,,,,x")
    run(path)
    run(path)
    event = Event.objects.get(verb="import_results")
    assert event.detail["file"] == "hasil.csv"
    assert (event.detail["rows"], event.detail["new"]) == (2, 1)
    assert event.detail["unknown_agencies"] == ["Kab. Antah Berantah"]


def test_a_dry_run_judges_everything_and_keeps_nothing(muba, table):
    path = table(MUBA_2023)
    assert as_json(path, "--dry-run")["rows"][0]["agrees"] is True
    assert "1 pernyataan baru akan disimpan (uji coba" in run(path, "--dry-run")
    assert not PublishedResult.objects.exists()
    assert not Event.objects.filter(verb="import_results").exists()


def test_without_json_a_person_reads_the_counts_and_each_disagreement(muba, table):
    summary = run(
        table(
            MUBA_2023.replace(",hijau,A,", ",kuning,A,"),
            "2022,Kab. Musi Banyuasin,,,,,hijau,,Kualitas Sedang,x",
            "2023,Kab. Antah Berantah,,,,80,,,,x",
        )
    ).splitlines()
    assert summary[:2] == [
        "3 baris dibaca: 2 pernyataan baru disimpan, 0 sudah ada.",
        "Pernyataan sumber dibanding aturan: 0 sesuai, 2 tidak sesuai, 1 tidak dapat dibandingkan.",
    ]
    assert "nilai 91,72 berarti hijau, A, Kualitas Tertinggi" in summary[2]
    assert summary[3].startswith("baris 3: Kab. Musi Banyuasin 2022: sumber menyebut zona hijau + Kualitas Sedang;")
    assert "Antah Berantah" in summary[4]


def test_one_unreadable_row_refuses_the_whole_file_and_nothing_is_kept(muba, table):
    with pytest.raises(CommandError) as refused:
        run(table(MUBA_2023, "1999,Kab. Musi Banyuasin,,,,101,ungu,,,x"))
    assert refused.value.returncode == 2
    assert [line.split(": ")[1] for line in str(refused.value).splitlines()] == ["baris 3"] * 3
    assert not PublishedResult.objects.exists()


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="berkas tidak dapat dibaca") as refused:
        run(tmp_path / "tidak-ada.csv")
    assert refused.value.returncode == 2


@pytest.mark.parametrize("count", [1, 30])
def test_thirty_rows_cost_as_many_queries_as_one(muba, table, django_assert_num_queries, count):
    path = table(*(MUBA_2023.replace("/muba", f"/muba/{number}") for number in range(count)))
    # A savepoint and its release; the names; what is kept; the new rows; the event.
    with django_assert_num_queries(6):
        run(path)
    # The same without the new rows and the event.
    with django_assert_num_queries(4):
        run(path)


def test_the_file_may_write_as_much_as_the_database_keeps():
    fields = {"agency": "agency_as_written", "category": "stated_category", "opinion": "stated_opinion"}
    for column, longest in _LONGEST.items():
        assert PublishedResult._meta.get_field(fields.get(column, column)).max_length == longest


def test_the_real_command_refuses_on_stderr_with_exit_status_2(table, tmp_path):
    path = table(MUBA_2023, "1999,Kab. A,,,,80,,,,x", "2023,Kab. B,,,,101,,,,x")
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "DATABASE_URL": "", "KEPATUHAN_MODE": "local"}
    done = subprocess.run(
        [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "import_results", str(path), "--json"],
        env={**environment, "DJANGO_SETTINGS_MODULE": "kepatuhan.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "baris 3: tahun 1999" in done.stderr
    assert "baris 4: score '101' di luar 0 sampai 100." in done.stderr
    assert "Traceback" not in done.stderr
