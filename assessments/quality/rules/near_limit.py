"""A score so close to the limit of a band that one indicator decides the opinion."""

from collections.abc import Iterator
from decimal import Decimal

from assessments.models import Severity
from assessments.presenters import decimal_comma
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Asked, Snapshot
from assessments.scoring import DecidingStep, NearLimit, near_limits

WITHIN = Decimal("1.00")


def find(snapshot: Snapshot) -> Iterator[Found]:
    for limit in near_limits(snapshot.score, snapshot.rules, within=WITHIN):
        steps = [f"{step.indicator} {step.levels}" for step in limit.steps]
        yield Found(
            Severity.NOTE,
            _sentence(snapshot, limit),
            facts=(str(limit.band.lower), str(snapshot.score.score), *steps),
            key=str(limit.band.lower),
            indicators=tuple(step.indicator for step in limit.steps),
            details=tuple(_step(snapshot.asked[step.indicator], step) for step in limit.steps),
        )


def _sentence(snapshot: Snapshot, limit: NearLimit) -> str:
    side = "di bawah" if limit.distance < 0 else "di atas"
    decides = f"{len(limit.steps)} indikator masing-masing dapat menentukannya sendiri."
    alone = decides if limit.steps else "Tidak ada indikator yang sendirian dapat mengubahnya."
    return (
        f"Nilai {decimal_comma(snapshot.score.score)} hanya {decimal_comma(abs(limit.distance))} {side} batas"
        f" {decimal_comma(limit.band.lower)} ({limit.band.opinion}). {alone}"
    )


def _step(asked: Asked, step: DecidingStep) -> str:
    """ "IN-04 Maklumat: turun 1 tingkat, dari 3,00 menjadi 2,00 dari 4, nilai menjadi 77,80"."""
    return (
        f"{asked.code} {asked.label}: {'naik' if step.levels > 0 else 'turun'} {abs(step.levels)}"
        f" {'angka' if asked.top > 10 else 'tingkat'}, dari {decimal_comma(step.before * asked.top)} menjadi"
        f" {decimal_comma(step.after * asked.top)} dari {asked.top}, nilainya menjadi {decimal_comma(step.score)}"
    )


RULE = Rule(
    code="near_limit",
    title="Dekat batas opini",
    looks_for="Nilai paling jauh 1,00 dari batas opini, dengan indikator yang sendirian dapat menentukannya.",
    find=find,
)
