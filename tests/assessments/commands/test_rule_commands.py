"""`instrument`, `score` and `classify`: JSON on stdout, no database; on bad input every problem and exit 2."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from assessments.instruments import edition_codes

HEADER = "agency,agency_kind,unit,unit_kind,indicator,method,subject,value,state\n"


def answer_of(capsys, *command):
    call_command(*command)
    return json.loads(capsys.readouterr().out)


def refusal_of(*command):
    with pytest.raises(CommandError) as refused:
        call_command(*command)
    assert refused.value.returncode == 2
    return str(refused.value)


@pytest.mark.parametrize("code", edition_codes())
def test_an_edition_is_printed_whole_with_decimals_as_text(capsys, code):
    found = answer_of(capsys, "instrument", code, "--json")
    assert set(found) == {"code", "sha256", "dimensions", "bands"}
    assert {key for band in found["bands"] for key in band} == {
        "from",
        "zone",
        "category",
        "opinion",
        "indicative_zone",
        "assumed",
    }
    for dimension in found["dimensions"]:
        assert set(dimension) == {"code", "weight", "assumed", "indicators"}
        for indicator in dimension["indicators"]:
            assert set(indicator["subjects"]) == set(indicator["methods"])
            assert isinstance(indicator["weight"], str)
            assert isinstance(indicator["share"], str)


def test_the_published_share_is_printed_in_percent(capsys):
    first, second, *_ = answer_of(capsys, "instrument", "kepatuhan-2024", "--json")["dimensions"][0]["indicators"]
    assert (first["share"], first["assumed"]) == ("12.2200", False)
    assert (second["share"], second["assumed"]) == ("6.2700", True)
    assert first["subjects"] == {"interview": {"kind": "officer", "expected": 4}}


def test_a_file_of_answers_is_scored_by_unit_and_agency(capsys, tmp_path):
    path = tmp_path / "answers.csv"
    rows = [
        f"Kota A,kota,{unit},dinsos,K-{number:02d},observation,{product},{int(number <= good)},\n"
        for unit, good in (("B", 20), ("A", 15))
        for number in range(1, 21)
        for product in ("KK", "KTP")
    ]
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    found = answer_of(capsys, "score", "--instrument", "kepatuhan-2021", str(path))
    (agency,) = found["agencies"]
    assert [(unit["unit"], unit["score"], unit["zone"]) for unit in agency["units"]] == [
        ("A", "75.00", "kuning"),
        ("B", "100.00", "hijau"),
    ]
    assert (agency["score"], agency["opinion"], agency["provisional"]) == ("87.50", "Kepatuhan Tinggi", False)
    assert agency["interval"] == ["87.50", "87.50"]
    assert agency["bands_touched"] == ["Kepatuhan Tinggi"]
    assert agency["units"][0]["dimensions"] == {"K": "75.0000"}


def test_a_bad_file_is_refused_whole_with_every_problem(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(HEADER + "A,kota,U,dinsos,K-01,observation,KK,2,\nA,kota,U,dinsos,K-77,observation,KK,1,\n")
    problems = refusal_of("score", "--instrument", "kepatuhan-2021", str(path)).splitlines()
    assert [problem.partition(": ")[2].partition(":")[0] for problem in problems] == ["baris 2", "baris 3"]


def test_a_missing_file_and_an_unknown_edition_are_said(tmp_path):
    assert "tidak dapat dibaca" in refusal_of("score", "--instrument", "opini-2026", str(tmp_path / "none.csv"))
    assert "tidak dikenal" in refusal_of("score", "--instrument", "opini-1999", str(tmp_path / "none.csv"))
    assert "kepatuhan-2024" in refusal_of("instrument", "opini-1999", "--json")


def test_a_score_is_classified_after_rounding(capsys):
    assert answer_of(capsys, "classify", "--instrument", "kepatuhan-2024", "77,995") == {
        "score": "78.00",
        "category": "B",
        "zone": "hijau",
        "indicative_zone": None,
        "opinion": "Kualitas Tinggi",
        "final": True,
    }


@pytest.mark.parametrize(
    ("followup", "opinion", "final"),
    [
        ("yes", "Kualitas Tertinggi Tanpa Maladministrasi", True),
        ("no", "Kualitas Tertinggi", True),
        ("unknown", "Kualitas Tertinggi", False),
    ],
)
def test_the_second_axis_adds_its_suffix_and_finality(capsys, followup, opinion, final):
    found = answer_of(capsys, "classify", "--instrument", "opini-2025", "88.49", "--followup", followup)
    assert (found["opinion"], found["final"], found["zone"], found["indicative_zone"]) == (
        opinion,
        final,
        None,
        "hijau",
    )


@pytest.mark.parametrize("score", ["100.004", "-0.001", "101", "tinggi", "NaN", "1e2", ""])
def test_a_score_that_is_none_is_refused(score):
    refusal_of("classify", "--instrument", "kepatuhan-2024", score)


def test_the_shell_sees_exit_2_the_sentences_on_stderr_and_nothing_on_stdout(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(HEADER + "A,desa,U,dinsos,K-01,observation,KK,1,\n")
    command = [sys.executable, "manage.py", "score", "--instrument", "kepatuhan-2021", str(path)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("answers.csv: baris 2: agency_kind 'desa' tidak dikenal")
