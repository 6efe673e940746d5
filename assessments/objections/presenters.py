"""The words of the right of reply: what the bureau is shown of a provisional result, and nothing else of it.

It sees numbers: the score of the agency and of each unit, the value of each dimension, and of each indicator the
value and the level by method. It does not see who answered, respondents, notes, evidence, comments or who changed
what and why.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.formats import date_format

from assessments.instruments import Instrument
from assessments.models import Assessment, Objection, PeriodWindow, ResultLine, Stage, UnitResult, WindowKind
from assessments.presenters import METHOD_WORDS, decimal_comma

OUTCOME_CHIP = {"upheld": "chip-green", "partly": "chip-yellow", "rejected": "chip-red"}


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """One indicator of a unit before the bureau."""

    code: str
    label: str
    percent: str
    levels: str
    objection: Objection | None
    is_objected: bool


@dataclass(frozen=True, slots=True)
class DimensionShown:
    name: str
    percent: str
    indicators: tuple[IndicatorShown, ...]


@dataclass(frozen=True, slots=True)
class UnitShown:
    """One unit of the provisional result before the bureau."""

    locus: object
    name: str
    score: str
    opinion: str
    dimensions: tuple[DimensionShown, ...]


def units_shown(
    units: Iterable[UnitResult], instrument: Instrument, objections: Collection[Objection]
) -> tuple[UnitShown, ...]:
    """The units of the result that is shown, each dimension with its indicators."""
    there = {(each.locus_id, each.indicator): each for each in objections}
    return tuple(_unit(unit, instrument, there) for unit in units)


def _unit(unit: UnitResult, instrument: Instrument, objections: Mapping[tuple[int, str], Objection]) -> UnitShown:
    lines = {line.indicator: line for line in unit.lines.all()}
    values = {raw["code"]: raw["value"] for raw in unit.dimensions}
    return UnitShown(
        locus=unit.locus.public_id,
        name=unit.unit_name,
        score=decimal_comma(unit.score),
        opinion=unit.opinion,
        dimensions=tuple(
            DimensionShown(
                name=dimension.name,
                percent=_hundredths(values.get(dimension.code, "")),
                indicators=tuple(
                    _indicator(lines[each.code], each.label, objections.get((unit.locus_id, each.code)))
                    for each in dimension.indicators
                    if each.code in lines
                ),
            )
            for dimension in instrument.dimensions
        ),
    )


def _indicator(line: ResultLine, label: str, objection: Objection | None) -> IndicatorShown:
    return IndicatorShown(
        code=line.indicator,
        label=label,
        percent=_hundredths(line.value),
        levels=levels_words(line.methods),
        objection=objection,
        is_objected=objection is not None,
    )


def levels_words(methods: Sequence[Sequence[object]]) -> str:
    """What was found by each method: "Pemeriksaan dokumen: tingkat 3 · Wawancara: rata-rata tingkat 2,50"."""
    words = []
    for method, _, total, answered, *_ in methods:
        if not answered:
            continue
        mean = Fraction(str(total)) / int(str(answered))
        number = str(mean.numerator) if mean.denominator == 1 else decimal_comma(mean)
        told = number if method == "secondary" else f"tingkat {number}"
        words.append(f"{METHOD_WORDS[str(method)]}: {'' if mean.denominator == 1 else 'rata-rata '}{told}")
    return " · ".join(words)


def _hundredths(value: str) -> str:
    return decimal_comma(Fraction(value) * 100 if value else None)


def standing_words(assessment: Assessment, today: date) -> str:
    """How the reply stands today, as one sentence."""
    window = assessment.period.window(WindowKind.REPLY)
    if assessment.stage == Stage.VALIDATED and assessment.reply_opened_at is None:
        return _before_words(window, today)
    if assessment.stage != Stage.IN_REPLY:
        return "Hak jawab sudah selesai." if assessment.reply_opened_at else "Belum sampai pada hak jawab."
    if assessment.reply_ended_at:
        return f"Instansi menyatakan selesai pada {_day(assessment.reply_ended_at.date())}."
    if window is None or today > window.ends_on:
        return "Batas hak jawab sudah lewat; sanggahan yang masuk diputus."
    left = (window.ends_on - today).days
    return f"Sanggahan diterima sampai {_day(window.ends_on)}, {f'{left} hari lagi' if left else 'hari terakhir'}."


def _before_words(window: PeriodWindow | None, today: date) -> str:
    if window is None:
        return "Jadwal hak jawab periode ini belum diisi."
    if today < window.starts_on:
        return f"Hak jawab dapat dibuka mulai {_day(window.starts_on)}."
    if today > window.ends_on:
        return f"Jadwal hak jawab berakhir {_day(window.ends_on)}; perpanjang dahulu jadwalnya."
    return f"Hak jawab dapat dibuka sekarang; batasnya {_day(window.ends_on)}."


def _day(day: date) -> str:
    return date_format(day, "j F Y")
