"""Whether a paper still holds: in force, replaced or withdrawn, and by what; its number and its code."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from agencies.models import Event
from assessments.models import Answer, Report, ReportKind, ReportNumber, ReportStatus
from assessments.models.report import CODE_LETTERS
from assessments.reports.errors import AlreadyWithdrawnError, NoReasonError
from assessments.reports.letter import letter_number, letter_of
from assessments.reports.services import issue_report, withdraw_report
from assessments.reports.sources import source_fingerprint
from assessments.results.services import compute
from tests.assessments.reports.conftest import named


def again(report) -> Report:
    return Report.objects.with_names().get(pk=report.pk)


def test_a_new_report_is_in_force(kept):
    assert again(kept).status == ReportStatus.IN_FORCE
    assert list(Report.objects.in_force()) == [kept]


def test_a_corrected_result_ends_the_report_before_the_new_one_is_issued(kept, one_unit):
    Answer.objects.filter(indicator="IN-01").update(value=4)
    compute(assessment=one_unit, actor=None)
    assert again(kept).status == ReportStatus.REPLACED
    assert not Report.objects.in_force().exists()


def test_the_report_of_a_correction_names_the_one_it_replaces(kept, one_unit, hasan):
    Answer.objects.filter(indicator="IN-01").update(value=4)
    corrected = issue_report(result=named(compute(assessment=one_unit, actor=None)), actor=hasan)
    assert corrected.replaces == kept
    assert [again(each).status for each in (kept, corrected)] == [ReportStatus.REPLACED, ReportStatus.IN_FORCE]


def test_a_withdrawn_report_says_who_why_and_when(kept, hasan):
    withdraw_report(actor=hasan, report=kept, reason=" Nama unit keliru. ")
    withdrawal = again(kept).withdrawal
    assert (again(kept).status, withdrawal.reason, withdrawal.withdrawn_by) == (
        ReportStatus.WITHDRAWN,
        "Nama unit keliru.",
        hasan,
    )
    assert Event.objects.about(kept).get(verb="withdraw_report").detail == {"reason": "Nama unit keliru."}


def test_a_withdrawal_needs_a_reason_and_is_for_good(kept, hasan):
    with pytest.raises(NoReasonError):
        withdraw_report(actor=hasan, report=kept, reason="  ")
    withdraw_report(actor=hasan, report=kept, reason="Nama unit keliru.")
    with pytest.raises(AlreadyWithdrawnError):
        withdraw_report(actor=hasan, report=kept, reason="Sekali lagi.")


def test_the_database_refuses_a_subject_that_does_not_fit_its_kind(kept, sumsel, dinsos):
    period, result = kept.period, kept.result
    wrong = [
        {"kind": ReportKind.AGENCY, "result": None},
        {"kind": ReportKind.AGENCY, "result": result, "locus": dinsos},
        {"kind": ReportKind.UNIT, "result": result},
        {"kind": ReportKind.REGIONAL, "result": None},
        {"kind": ReportKind.NATIONAL, "office": sumsel},
        {"kind": ReportKind.CERTIFICATE, "result": None},
    ]
    for columns in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.create(**columns, period=period, size=1, pages=1, sha256="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(period=period, result=result, size=1, pages=1, sha256="0" * 64)


def test_a_code_is_readable_and_never_the_same(result, paper_of):
    codes = {paper_of(result).code for _ in range(50)}
    assert len(codes) == 50
    assert set("".join(codes)) <= set(CODE_LETTERS)
    assert set(CODE_LETTERS).isdisjoint("01ILOUAE")
    assert [len(part) for part in paper_of(result).written_code.split("-")] == [4, 4, 4]


@pytest.mark.django_db
def test_numbers_run_through_a_year_and_begin_anew():
    november, january = date(2026, 11, 23), date(2027, 1, 4)
    assert [ReportNumber.take(november), ReportNumber.take(november), ReportNumber.take(january)] == [1, 2, 1]
    assert letter_number(ReportKind.AGENCY, 12, november) == "0012/LHP/XI/2026"


def test_a_paper_names_its_number_its_day_and_where_it_is_checked(result, paper_of, settings):
    settings.SITE_URL = "https://kepatuhan.example.go.id"
    paper = paper_of(result, number="0012/LHP/XI/2026", issued_on=date(2026, 11, 23), code="7KQF92MXHB4T")
    letter = letter_of(paper)
    assert (letter.number, letter.issued_on) == ("0012/LHP/XI/2026", "23 November 2026")
    assert letter.address == "https://kepatuhan.example.go.id/verifikasi/7KQF-92MX-HB4T/"


@pytest.mark.parametrize("column", ["score", "opinion"])
def test_one_changed_digit_of_a_result_changes_the_fingerprint(result, paper_of, column):
    before = source_fingerprint(paper_of(result))
    assert source_fingerprint(paper_of(result)) == before
    _tamper(result, column, "75.01" if column == "score" else "Sangat baik")
    assert source_fingerprint(paper_of(result)) != before


def _tamper(result, column, value):
    """Change a stored row as someone with the database in hand would, past everything that forbids it."""
    QuerySet(type(result)).filter(pk=result.pk).update(**{column: value})
