"""The fingerprint of everything stored that a report is made from: one digit that differs gives another one."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256

from django.db.models import Q, QuerySet

from assessments.models import Report, ReportKind, Result, ResultLine, UnitResult

_SCORED = (
    "score",
    "exact",
    "provisional",
    "low",
    "high",
    "zone",
    "indicative_zone",
    "category",
    "opinion",
    "opinion_is_final",
)
_RESULT = (
    *_SCORED,
    "public_id",
    "computed_at",
    "method",
    "instrument_sha256",
    "follow_up",
    "follow_up_inputs",
    "is_example",
    "agency_name",
    "agency_kind",
    "head_title",
    "head_name",
    "office_name",
    "period_name",
    "year",
)
_UNIT = (*_SCORED, "position", "unit_name", "unit_kind", "inputs", "inputs_sha256", "dimensions")
_LINE = ("indicator", "outcome", "value", "low", "high", "share", "points", "lost", "lost_points", "methods")


def source_fingerprint(report: Report, *, at: datetime | None = None) -> str:
    """SHA-256 over the stored rows that a report tells: a result with its units and lines, or the results of an area.

    The results of an area are those that held when the report was made, or `at` another moment: what is corrected
    later makes no recap false, and what is tampered with does. One query for a recap, three for a result; nothing
    depends on the kind of database.
    """
    if report.result_id is None:
        return _digest(recap_results(report, at=at).order_by("public_id").values("public_id", *_SCORED))
    result = report.result_id
    return _digest(
        [
            *Result.objects.filter(pk=result).values(*_RESULT),
            *UnitResult.objects.filter(result=result).order_by("position", "pk").values(*_UNIT),
            *ResultLine.objects.filter(unit__result=result).order_by("unit__position", "indicator").values(*_LINE),
        ]
    )


def recap_results(report: Report, *, at: datetime | None = None) -> QuerySet[Result]:
    """The results that a recap is about: those that held in its period, of its office or province if it has one, when
    it was made or `at` another moment."""
    results = Result.objects.held_at(at or report.issued_at).filter(assessment__period=report.period_id)
    if report.kind == ReportKind.NATIONAL:
        return results
    if report.office_id is not None:
        return results.filter(assessment__office=report.office_id)
    in_province = Q(assessment__agency__region=report.region_id) | Q(
        assessment__agency__region__parent=report.region_id
    )
    return results.filter(in_province)


def _digest(rows: Iterable[Mapping[str, object]]) -> str:
    digest = sha256()
    for row in rows:
        digest.update(json.dumps(row, sort_keys=True, default=str, ensure_ascii=False).encode())
    return digest.hexdigest()
