"""What was found and what is asked: comments for the agency, recommendations of this result, open older products."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from assessments.models import (
    OPEN_STEPS,
    FollowUpStep,
    Recommendation,
    Result,
)
from assessments.reports.phrases import written_day
from assessments.reports.sections.remedies import UNSET, Remedy
from assessments.results.explain import ResultStory

SAID = (*OPEN_STEPS, FollowUpStep.ADEQUATE)
"""The steps at which an agency has been told; what is only proposed or was dropped is not on the paper."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the assessors want the agency to know of one indicator at one unit."""

    unit: str
    code: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One product of the Ombudsman: what is to be done, by whom, until when, and where it stands."""

    kind: str
    source: str
    text: str
    where: str
    code: str
    who: str
    until: str
    standing: str
    is_late: bool


def findings(story: ResultStory) -> list[Finding]:
    """The comments for the agency that went into the result, each once, in the order of units and edition."""
    return [
        Finding(unit.name, indicator.code, indicator.label, comment)
        for unit in story.units
        for indicator in unit.indicators
        for comment in dict.fromkeys(
            answer.comment for method in indicator.methods for answer in method.answers if answer.comment
        )
    ]


def recommendations_at(result: Result, *, at: datetime) -> list[Recommendation]:
    """What the agency was asked up to a moment, each with the `step` it stood at then; one query."""
    return list(
        Recommendation.objects.filter(agency=result.assessment.agency_id, written_at__lte=at)
        .at_step(*SAID, until=at)
        .select_related("unit", "owner")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def of_result(rows: Iterable[Recommendation], result: Result, *, unit: int | None = None) -> list[Recommendation]:
    """Those that follow from this result; `unit`: the key of the unit they are for, None for all."""
    return [row for row in rows if row.result_id == result.pk and unit in {None, row.unit_id}]


def outstanding(rows: Iterable[Recommendation], result: Result, *, unit: int | None = None) -> list[Recommendation]:
    """What was asked before and is not done: products from elsewhere than this result."""
    return [
        row for row in rows if row.result_id != result.pk and row.step in OPEN_STEPS and unit in {None, row.unit_id}
    ]


def asked(rows: Iterable[Recommendation], heads: Mapping[int, str], *, on: date) -> list[Asked]:
    """Recommendations ready to print; `heads` are the heads of units by the unit's key."""
    return [
        Asked(
            kind=row.get_kind_display(),
            source=row.source_words,
            text=row.text,
            where=row.unit.name if row.unit else "",
            code=row.indicator,
            who=who(row, heads),
            until=written_day(row.due_on) if row.due_on else UNSET,
            standing=FollowUpStep(getattr(row, "step", FollowUpStep.ISSUED)).label,
            is_late=bool(row.due_on and row.due_on < on and row.step in OPEN_STEPS),
        )
        for row in rows
    ]


def who(row: Recommendation, heads: Mapping[int, str]) -> str:
    """Who is to do it: the person or title that the ledger names, else the head of the unit, else nobody yet."""
    return row.owner_words or heads.get(row.unit_id or 0, UNSET)


def named_remedies(rows: Iterable[Recommendation], heads: Mapping[int, str]) -> dict[str, Remedy]:
    """Who mends an indicator until when, as far as the ledger knows; the earliest day of several."""
    by_code: dict[str, list[Recommendation]] = {}
    for row in rows:
        by_code.setdefault(row.indicator, []).append(row)
    return {
        code: Remedy(
            who="; ".join(dict.fromkeys(who(row, heads) for row in of)),
            until=next((written_day(row.due_on) for row in of if row.due_on), UNSET),
        )
        for code, of in by_code.items()
        if code
    }


def day_of(at: datetime) -> date:
    """The day of a moment, Jakarta time."""
    return timezone.localtime(at).date()
