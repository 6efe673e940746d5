"""What the Ombudsman asked of an agency: read from the ledger once, and kept with the report as its paper has it.

The ledger goes on: last days move, owners change, proof comes in. A report therefore keeps these lines, so that its
paper can be drawn and read again as it was handed out, and staff are told what has become different since.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from assessments.models import OPEN_STEPS, FollowUpStep, Recommendation, Report, ReportKind
from assessments.reports.phrases import written_day
from assessments.reports.sections.remedies import UNSET, Remedy, head_of

SAID = (*OPEN_STEPS, FollowUpStep.ADEQUATE)
"""The steps at which an agency has been told; what is only proposed or was dropped is not on the paper."""
ASKING = (ReportKind.AGENCY, ReportKind.UNIT)
"""The kinds of report that say what was asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One product of the Ombudsman: what is to be done, by whom, until when, and where it stood when it was told.

    `key` is that of its row, `is_own` whether it follows from the result that the report is about, `step` a
    FollowUpStep.
    """

    key: int
    is_own: bool
    kind: str
    source: str
    text: str
    where: str
    code: str
    who: str
    due_on: date | None
    step: str
    is_late: bool

    @property
    def until(self) -> str:
        """The last day in words, or that none is set."""
        return written_day(self.due_on) if self.due_on else UNSET

    @property
    def standing(self) -> str:
        return FollowUpStep(self.step).label


def asked_of(report: Report) -> tuple[Asked, ...]:
    """What a report says was asked: as kept with it, else, while it is drawn, as the ledger has it at its moment.

    One query at most.
    """
    on = timezone.localtime(report.issued_at).date()
    return tuple(_line(row, on) for row in _kept(report))


def asks_the_same(one: Report, other: Report) -> bool:
    """Whether two reports say the same of what was asked, leaving aside what is late only because days went by."""
    return _kept(one) == _kept(other)


def _kept(report: Report) -> list[dict[str, Any]]:
    # Reports issued before such lines were kept have none.
    return asked_at(report, report.issued_at) if report.asked is None else report.asked


def asked_at(report: Report, at: datetime) -> list[dict[str, Any]]:
    """The lines of a report as the ledger has them at a moment, ready to be kept: what follows from its result, and
    what is open from elsewhere; those of its unit only for a unit's report. One query, none for other kinds.
    """
    if report.kind not in ASKING or report.result is None:
        return []
    rows = (
        Recommendation.objects.filter(agency=report.result.assessment.agency_id, written_at__lte=at)
        .at_step(*SAID, until=at)
        .select_related("unit", "owner")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    if report.locus is not None:
        rows = rows.filter(unit=report.locus.unit_id)
    return [
        {
            "key": row.pk,
            "is_own": row.result_id == report.result_id,
            "kind": row.get_kind_display(),
            "source": row.source_words,
            "text": row.text,
            "where": row.unit.name if row.unit else "",
            "code": row.indicator,
            "who": who(row),
            "due_on": row.due_on.isoformat() if row.due_on else None,
            "step": row.step,
        }
        for row in rows
        if row.result_id == report.result_id or row.step in OPEN_STEPS
    ]


def who(row: Recommendation) -> str:
    """Who is to do it: the person or title that the ledger names, else the head of the unit, else nobody yet."""
    return row.owner_words or (head_of(row.unit.head_title, row.unit.name) if row.unit else UNSET)


def _line(row: Mapping[str, Any], on: date) -> Asked:
    due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    is_late = due_on is not None and due_on < on and row["step"] in OPEN_STEPS
    return Asked(**{**row, "due_on": due_on}, is_late=is_late)


def of_result(rows: Iterable[Asked]) -> list[Asked]:
    """Those that follow from the result itself."""
    return [row for row in rows if row.is_own]


def outstanding(rows: Iterable[Asked]) -> list[Asked]:
    """What was asked before and is not done: products from elsewhere than this result."""
    return [row for row in rows if not row.is_own]


def named_remedies(rows: Iterable[Asked]) -> dict[str, Remedy]:
    """Who mends an indicator until when, as far as the ledger knows; the earliest day of several."""
    by_code: dict[str, list[Asked]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(row)
    return {
        code: Remedy(
            who="; ".join(dict.fromkeys(row.who for row in of)),
            until=next((row.until for row in of if row.due_on), UNSET),
        )
        for code, of in by_code.items()
        if code
    }


def changed_since(report: Report, now: datetime) -> str:
    """How what was asked differs from what a report says, in a sentence; empty where nothing does. Two queries."""
    if report.kind not in ASKING:
        return ""
    on_paper = {row.key: row for row in asked_of(report)}
    today = {row["key"]: _line(row, timezone.localtime(now).date()) for row in asked_at(report, now)}
    both = [(on_paper[key], today[key]) for key in on_paper.keys() & today.keys()]
    found = (
        (len(today.keys() - on_paper.keys()), "baru"),
        (sum(_says(then) != _says(row) for then, row in both), "berubah isi, pelaksana, atau batas waktunya"),
        (sum(then.step != row.step for then, row in both), "berubah keadaannya"),
        (len(on_paper.keys() - today.keys()), "selesai atau dibatalkan"),
    )
    told = ", ".join(f"{count} {words}" for count, words in found if count)
    return f"Saran dan produk Ombudsman tidak lagi seperti pada laporan: {told}." if told else ""


def _says(row: Asked) -> tuple[object, ...]:
    return row.kind, row.source, row.text, row.where, row.who, row.due_on
