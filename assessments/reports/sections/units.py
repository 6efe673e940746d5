"""The chapter of one unit: its dimensions, every indicator from the greatest loss on, its evidence."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from assessments.instruments import Instrument
from assessments.reports.figures import Figure
from assessments.reports.phrases import NONE, Verdict, number, verdict, written_day
from assessments.reports.sections.summary import profile_figure
from assessments.results.explain import EvidenceStory, IndicatorStory, LevelGiven, UnitStory
from assessments.scoring import Outcome

COUNTED = (Outcome.SCORED, Outcome.PARTIAL, Outcome.MISSING)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator of a unit: which level was reached, and what the next one asks for."""

    code: str
    label: str
    percent: str
    points: str
    lost: str
    is_full: bool
    remark: str
    reached: str
    reached_text: str
    next_level: str
    next_text: str
    findings: tuple[str, ...]
    """What the assessors say to the agency; what they say among themselves is in no story."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    title: str
    file_name: str
    indicators: str
    dated: str
    sha256: str


@dataclass(frozen=True, slots=True)
class UnitChapter:
    name: str
    kind: str
    """Empty where the name says it already."""
    verdict: Verdict
    profile: Figure
    rows: tuple[IndicatorRow, ...]
    unanswered: tuple[IndicatorRow, ...]
    """Indicators of which nothing is known, not even why: a table of dashes would say no more than their names."""
    left_out: tuple[IndicatorRow, ...]
    evidence: tuple[EvidenceRow, ...]
    inputs_sha256: str


def chapter(unit: UnitStory, instrument: Instrument) -> UnitChapter:
    counted = [(each, _row(each, instrument)) for each in unit.indicators_by_loss if each.outcome in COUNTED]
    return UnitChapter(
        name=unit.name,
        kind="" if unit.kind_text.lower() in unit.name.lower() else unit.kind_text,
        verdict=verdict(unit),
        profile=profile_figure(unit.dimensions, key=f"unit-{unit.locus_id}"),
        rows=tuple(row for each, row in counted if not _is_blank(each, row)),
        unanswered=tuple(row for each, row in counted if _is_blank(each, row)),
        left_out=tuple(_row(each, instrument) for each in unit.indicators if each.outcome not in COUNTED),
        evidence=_evidence(unit),
        inputs_sha256=unit.inputs_sha256,
    )


def _is_blank(indicator: IndicatorStory, row: IndicatorRow) -> bool:
    return indicator.outcome == Outcome.MISSING and not (indicator.reason or row.findings)


def _row(indicator: IndicatorStory, instrument: Instrument) -> IndicatorRow:
    is_complete = indicator.outcome == Outcome.SCORED
    lowest = indicator.levels_given[0] if indicator.levels_given else None
    next_text = _next(lowest, instrument.indicator(indicator.code).levels, indicator.max_level)
    return IndicatorRow(
        code=indicator.code,
        label=indicator.label,
        percent=number(indicator.percent),
        points=number(indicator.points),
        lost=number(indicator.lost),
        is_full=is_complete and indicator.lost is not None and not indicator.lost,
        remark=indicator.reason or ("" if is_complete else indicator.outcome_text),
        reached=_reached(indicator, lowest),
        reached_text=lowest.text if lowest else "",
        next_level=f"Menuju tingkat {lowest.level + 1}" if lowest and next_text else "",
        next_text=next_text,
        findings=_findings(indicator),
    )


def _findings(indicator: IndicatorStory) -> tuple[str, ...]:
    """Each comment once, and why an answer has no value: "Produk layanan 2, tidak terlihat: ruang terkunci"."""
    found: dict[str, None] = {}
    for method in indicator.methods:
        for answer in method.answers:
            if answer.reason:
                found[f"{answer.subject}, {answer.state_text.lower()}: {answer.reason}"] = None
            if answer.comment:
                found[answer.comment] = None
    return tuple(found)


def _next(lowest: LevelGiven | None, levels: Mapping[int, str], max_level: int) -> str:
    return levels.get(lowest.level + 1, "") if lowest and lowest.level < max_level else ""


def _reached(indicator: IndicatorStory, lowest: LevelGiven | None) -> str:
    """Which level was given; where answers differ the lowest, because that is where points are lost."""
    if lowest is None:
        values = [answer.value for method in indicator.methods for answer in method.answers if answer.value is not None]
        return f"Data sekunder: {number(values[0])} dari {indicator.max_level}" if values else ""
    if len(indicator.levels_given) == 1:
        return f"Tingkat {lowest.level} dari {indicator.max_level}"
    answers = sum(given.count for given in indicator.levels_given)
    return f"Terendah tingkat {lowest.level} dari {indicator.max_level} ({lowest.count} dari {answers} jawaban)"


def _evidence(unit: UnitStory) -> tuple[EvidenceRow, ...]:
    """Each file of a unit once, with all the indicators that it serves."""
    serves: dict[str, list[str]] = defaultdict(list)
    files: dict[str, EvidenceStory] = {}
    for indicator in unit.indicators:
        for evidence in indicator.evidence:
            serves[evidence.sha256].append(indicator.code)
            files[evidence.sha256] = evidence
    return tuple(
        EvidenceRow(
            title=evidence.title,
            file_name=f"{evidence.file_name} (versi {evidence.version})",
            indicators=", ".join(serves[sha256]),
            dated=written_day(evidence.effective_on) if evidence.effective_on else NONE,
            sha256=sha256,
        )
        for sha256, evidence in files.items()
    )
