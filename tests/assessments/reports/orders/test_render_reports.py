"""`manage.py render_reports`: the reports of a period from the command line."""

import csv
import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError

from assessments.models import Report, ReportKind


def run(*arguments):
    out = io.StringIO()
    call_command("render_reports", *arguments, stdout=out)
    return out.getvalue()


def test_it_issues_copies_and_sums_up(four_results, small_paper, tmp_path):
    said = run("--period", "opini-2026", "--out", str(tmp_path / "serah"))
    assert "4 terbit, 0 dilewati, 0 gagal." in said
    rows = list(csv.DictReader((tmp_path / "serah/indeks.csv").open(encoding="utf-8-sig"), delimiter=";"))
    assert len(rows) == 4
    for row in rows:
        assert (tmp_path / "serah" / row["Berkas"]).read_bytes().startswith(b"%PDF")
    assert "0 terbit, 4 dilewati" in run("--period", "opini-2026")


def test_it_issues_for_one_agency(four_results, small_paper):
    run("--period", "opini-2026", "--agency", "15.01")
    assert Report.objects.get().result.agency_name == "Kabupaten Kerinci"


def test_a_failure_is_named_and_ends_with_1(four_results, small_paper, monkeypatch, caplog):
    torn = replace(small_paper, template="assessments/reports/no_such_paper.html")
    monkeypatch.setattr("assessments.reports.kinds.KINDS", {ReportKind.AGENCY: torn})
    with pytest.raises(CommandError, match="Laporan instansi Kabupaten Kerinci: Kesalahan yang tidak terduga") as told:
        run("--period", "opini-2026")
    assert told.value.returncode == 1


@pytest.mark.parametrize("period", ["opini-1999", "opini-2026"])
def test_nothing_to_issue_ends_with_2(opini_2026, small_paper, period):
    with pytest.raises(SystemCheckError) as refused:
        run("--period", period)
    assert refused.value.returncode == 2
