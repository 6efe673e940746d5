"""Giliran Anda in words: what waits, where, until when, and the page to do it on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from assessments.models import Locus
from assessments.review.presenters import due_words
from assessments.review.selectors.turns import Turn, TurnKind, turns_for

SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One line of the start page."""

    words: str
    where: str
    due: str
    url: str
    is_overdue: bool
    is_example: bool


def turn_lines(user: User) -> tuple[TurnLine, ...]:
    """The lines of a person, overdue first; as many queries as `turns_for`."""
    today = timezone.localdate()
    return tuple(_line(turn, today) for turn in turns_for(user))


def _line(turn: Turn, today: date) -> TurnLine:
    period = turn.period
    return TurnLine(
        words=_words(turn),
        where=f"{turn.assessment.agency.name} · {period.name}" if turn.assessment else period.name,
        due=due_words(turn.due, today),
        url=_url(turn),
        is_overdue=turn.is_overdue(today),
        is_example=period.is_example,
    )


def _words(turn: Turn) -> str:
    names = _names(turn.loci)
    return {
        TurnKind.MEND: f"Perbaiki yang dikembalikan: {names}",
        TurnKind.FILL: f"Isi dan serahkan: {names}",
        TurnKind.VERIFY: f"Verifikasi: {names}",
        TurnKind.VALIDATE: f"Validasi: {names}",
        TurnKind.COMPUTE: "Hitung dan simpan hasilnya",
        TurnKind.RELEASE: "Buka hasil bagi instansi",
    }[turn.kind]


def _names(loci: Iterable[Locus]) -> str:
    """ "Dinas Sosial, Puskesmas Sekayu, RSUD Sekayu dan 4 lokus lain"."""
    names = [locus.unit.name for locus in loci]
    rest = len(names) - SHOWN_NAMES
    return ", ".join(names[:SHOWN_NAMES]) + (f" dan {rest} lokus lain" if rest > 0 else "")


def _url(turn: Turn) -> str:
    """Where it is done: the one locus, or the assessment where its loci are listed."""
    if turn.assessment is None:
        return reverse("period_detail", args=[turn.period.public_id])
    if turn.kind is TurnKind.COMPUTE:
        return reverse("result_preview", args=[turn.assessment.public_id])
    if len(turn.loci) == 1:
        page = "locus_sheet" if turn.kind in {TurnKind.FILL, TurnKind.MEND} else "locus_review"
        return reverse(page, args=[turn.loci[0].public_id])
    return reverse("assessment_detail", args=[turn.assessment.public_id])
