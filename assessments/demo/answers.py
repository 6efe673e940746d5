"""Invented answers: the same at every load, better or worse as the content says."""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from agencies.models import User
from assessments.instruments import Indicator, Instrument
from assessments.models import Answer, AnswerState, Locus, Subject

NOTES = (
    "Data contoh: papan informasi ada, ukuran huruf kecil.",
    "Data contoh: dokumen belum ditandatangani pimpinan.",
    "Data contoh: petugas menjelaskan dengan melihat catatan.",
)
COMMENTS = (
    "Data contoh: perbarui dokumen ini dan tampilkan di ruang layanan.",
    "Data contoh: petugas perlu penyegaran sebelum kunjungan berikutnya.",
    "Data contoh: informasi di situs belum sama dengan yang di loket.",
)
LOW = 2
"""Up to this level the demo's assessors say something to the agency now and then."""


@dataclass(frozen=True)
class Quality:
    """How a unit answers: `strength` in hundredths of the top level, `weak` indicators far below it."""

    strength: int
    weak: frozenset[str]


def invented_answers(
    *,
    instrument: Instrument,
    locus: Locus,
    agency_kind: str,
    quality: Quality,
    rater: User,
    at: datetime,
    progress: int = 100,
) -> list[Answer]:
    """Answers to the first `progress` hundredths of a locus' questions."""
    chance = random.Random(f"{locus.assessment.period.code}/{agency_kind}/{locus.unit.name}")  # noqa: S311 - no secret
    subjects: dict[str, list[Subject]] = {}
    for subject in locus.subjects.all():
        subjects.setdefault(subject.kind, []).append(subject)
    questions = list(_questions(instrument, locus, agency_kind, subjects))
    asked = questions[: len(questions) * progress // 100]
    answers = [
        Answer(
            locus=locus,
            indicator=indicator.code,
            method=method,
            subject=subject,
            rater=rater,
            state=AnswerState.SCORED,
            value=_value(instrument, indicator, method, quality, chance),
            note=chance.choice(NOTES) if chance.random() < 0.04 else "",
            answered_at=at + timedelta(minutes=place),
        )
        for place, (indicator, method, subject) in enumerate(asked)
    ]
    # Words have a chance of their own, so that they change no number.
    words = random.Random(f"{locus.assessment.period.code}/{locus.unit.name}")  # noqa: S311 - no secret
    for answer in answers:
        if answer.value is not None and answer.method in {"document", "observation"} and answer.value <= LOW:
            answer.comment = words.choice(COMMENTS) if words.random() < 0.3 else ""
    return answers


def leave_without_value(answers: Iterable[Answer], rows: Iterable[Mapping[str, Any]]) -> None:
    """Take the value of single answers back and say why there is none.

    Each row: unit, indicator, method, number (of the subject), state, reason. KeyError for an answer that is not there.
    """
    found = {(each.locus.unit.name, each.indicator, each.method, each.subject.position): each for each in answers}
    for row in rows:
        answer = found[row["unit"], row["indicator"], row["method"], row["number"]]
        answer.state, answer.value, answer.reason = AnswerState(row["state"]), None, row["reason"]


def _questions(
    instrument: Instrument, locus: Locus, agency_kind: str, subjects: dict[str, list[Subject]]
) -> Iterator[tuple[Indicator, str, Subject]]:
    for _, indicator in instrument.indicators:
        if indicator.applies_to(agency_kind=agency_kind, unit_kind=locus.unit.kind):
            for method, rule in indicator.methods.items():
                for subject in subjects.get(rule.subject_key, ()):
                    yield indicator, method, subject


def _value(
    instrument: Instrument, indicator: Indicator, method: str, quality: Quality, chance: random.Random
) -> Decimal | int:
    target = quality.strength - 45 if indicator.code in quality.weak else quality.strength
    hundredths = min(100, max(0, chance.randint(target - 12, target + 14)))
    if method == "secondary":
        return Decimal(hundredths * 100 + chance.randint(0, 99)).scaleb(-2) if hundredths < 100 else Decimal(100)
    top = instrument.max_level_of(indicator)
    return min(top, (hundredths * top + 50) // 100)
