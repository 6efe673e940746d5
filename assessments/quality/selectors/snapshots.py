"""Loci as the rules see them: some loci at once, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import Max, Q
from django.utils import timezone

from agencies.models import Event
from assessments.fieldwork.presenters import evidence_under
from assessments.instruments import Indicator
from assessments.instruments.crosswalk import NoCrosswalkError, crosswalk_between
from assessments.models import (
    OPEN_STAGES,
    AnswerState,
    InstrumentIssue,
    Locus,
    PeriodWindow,
    QualityCheck,
    ResultLine,
    Subject,
    UnitResult,
    Visit,
    WindowKind,
)
from assessments.models.stored_inputs import StoredAnswer, stored_answers
from assessments.quality.snapshot import Asked, Said, Snapshot
from assessments.results.inputs import inputs_of, stored_evidence, unit_answers
from assessments.scoring import UnitScore, score_unit


@dataclass(frozen=True, slots=True)
class Taken:
    """A locus with the score it would have now, and what the rules see of it but for similar units."""

    locus: Locus
    score: UnitScore
    snapshot: Snapshot


def take(loci: Sequence[Locus]) -> tuple[Taken, ...]:
    """Every locus laid out for the rules: thirteen queries however many; needs unit, agency, period and issue joined.

    Scores of similar units are those of their latest check; those of the loci given here come fresh.
    """
    inputs = inputs_of(loci)
    counted = _subjects(loci)
    windows = _windows(loci)
    visits = _visits(loci)
    handed_over = _handed_over(loci)
    earlier = _earlier_values(loci)
    scores = {
        locus.pk: score_unit(unit_answers(inputs[locus.pk], _issue(locus).instrument), _issue(locus).rules)
        for locus in loci
    }
    similar = _similar(loci, scores)
    return tuple(
        Taken(
            locus,
            scores[locus.pk],
            Snapshot(
                asked=_asked(locus),
                said=tuple(_said(answer) for answer in stored_answers(inputs[locus.pk])),
                score=scores[locus.pk],
                rules=_issue(locus).rules,
                expected={kind: total for kind, (total, _) in counted[locus.pk].items()},
                substitutes={kind: standing_in for kind, (_, standing_in) in counted[locus.pk].items() if standing_in},
                evidenced=frozenset(piece.indicator for piece in stored_evidence(inputs[locus.pk])),
                window=windows.get(locus.assessment.period_id),
                visits=tuple(visits[locus.pk]),
                handed_over_at=handed_over.get(locus.pk) if locus.stage not in OPEN_STAGES else None,
                similar=similar[locus.pk],
                last_year=earlier.get(locus.pk, {}),
            ),
        )
        for locus in loci
    )


def _issue(locus: Locus) -> InstrumentIssue:
    return locus.assessment.period.issue


def _asked(locus: Locus) -> Mapping[str, Asked]:
    instrument = _issue(locus).instrument
    kinds = {"agency_kind": locus.assessment.agency.kind, "unit_kind": locus.unit.kind}
    return {
        indicator.code: Asked(
            code=indicator.code,
            label=indicator.label,
            top=instrument.max_level_of(indicator),
            wants_evidence=_methods_with_evidence(indicator),
        )
        for _, indicator in instrument.indicators
        if indicator.applies_to(**kinds)
    }


def _methods_with_evidence(indicator: Indicator) -> frozenset[str]:
    return frozenset(
        method for method in indicator.methods if any(not item.optional for item in evidence_under(indicator, method))
    )


def _said(answer: StoredAnswer) -> Said:
    return Said(
        indicator=answer.indicator,
        method=answer.method,
        kind=answer.subject_kind,
        number=answer.subject_number,
        value=Fraction(answer.value) if answer.value is not None and answer.state == AnswerState.SCORED else None,
        at=timezone.localtime(datetime.fromtimestamp(answer.answered_at, tz=UTC)),
        rater=answer.rater_id,
    )


def _subjects(loci: Sequence[Locus]) -> dict[int, dict[str, tuple[int, int]]]:
    """Of each kind at each locus: how many there are, and how many stand in for another; one query."""
    found: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    rows = Subject.objects.filter(locus__in=loci).order_by().values_list("locus", "kind", "is_substitute")
    for locus, kind, is_substitute in rows:
        total, standing_in = found[locus].get(kind, (0, 0))
        found[locus][kind] = (total + 1, standing_in + is_substitute)
    return found


def _windows(loci: Sequence[Locus]) -> dict[int, tuple[date, date]]:
    """First and last day of the data collection by period; one query."""
    windows = PeriodWindow.objects.filter(
        period__in={locus.assessment.period_id for locus in loci}, kind=WindowKind.FIELD
    )
    return {period: (first, last) for period, first, last in windows.values_list("period", "starts_on", "ends_on")}


def _visits(loci: Sequence[Locus]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    for locus, on in Visit.objects.filter(locus__in=loci).order_by("on").values_list("locus", "on"):
        found[locus].append(on)
    return found


def _handed_over(loci: Sequence[Locus]) -> dict[int, datetime]:
    """When each locus was last handed over, as written down; to the second, because answers are kept so; one query."""
    events = Event.objects.filter(
        target_type=Locus._meta.label_lower, target_id__in=[str(locus.pk) for locus in loci], verb="submit_locus"
    ).order_by()
    rows = events.values_list("target_id").annotate(Max("at"))
    return {int(key): timezone.localtime(at) for key, at in rows}


def _similar(loci: Sequence[Locus], scores: Mapping[int, UnitScore]) -> dict[int, tuple[Decimal, ...]]:
    """The scores that count of other units of the same kind in the same period, handed over; one query."""
    groups = {(locus.assessment.period_id, locus.unit.kind) for locus in loci}
    wanted = Q(pk__in=[])
    for period, kind in groups:
        wanted |= Q(locus__assessment__period=period, locus__unit__kind=kind)
    checks = (
        QualityCheck.objects.filter(wanted, provisional=False)
        .exclude(locus__stage__in=OPEN_STAGES)
        .exclude(locus__in=loci)
        .values_list("locus", "locus__assessment__period", "locus__unit__kind", "score")
    )
    known: dict[tuple[int, str], dict[int, Decimal]] = defaultdict(dict)
    for key, period, kind, score in checks:
        if score is not None:
            known[period, kind][key] = score
    for locus in loci:
        fresh = scores[locus.pk]
        if fresh.score is not None and not fresh.provisional and locus.stage not in OPEN_STAGES:
            known[locus.assessment.period_id, locus.unit.kind][locus.pk] = fresh.score
    return {
        locus.pk: tuple(
            score for key, score in known[locus.assessment.period_id, locus.unit.kind].items() if key != locus.pk
        )
        for locus in loci
    }


def _earlier_values(loci: Sequence[Locus]) -> dict[int, dict[str, Fraction]]:
    """By locus, the values 0-1 of its unit's last released result, by this edition's indicators; two queries.

    Only what the crosswalk (our assumption) holds comparable is carried over.
    """
    years = {locus.unit_id: locus for locus in loci}
    rows = (
        UnitResult.objects.filter(
            locus__unit__in=years,
            result__replaced_by__isnull=True,
            result__assessment__period__released_at__lte=timezone.now(),
        )
        .order_by("result__year", "pk")
        .values_list("pk", "locus__unit", "result__year", "result__issue__code")
    )
    latest = {unit: (key, code) for key, unit, year, code in rows if year < years[unit].assessment.period.year}
    values: dict[int, dict[str, Fraction]] = defaultdict(dict)
    lines = ResultLine.objects.filter(unit__in=[key for key, _ in latest.values()]).exclude(value="").order_by()
    for key, code, value in lines.values_list("unit", "indicator", "value"):
        values[key][code] = Fraction(value)
    found = {}
    for unit, (key, edition) in latest.items():
        locus = years[unit]
        try:
            crosswalk = crosswalk_between(edition, locus.assessment.period.issue.instrument.code)
        except NoCrosswalkError:
            continue
        found[locus.pk] = {code: each.value for code, each in crosswalk.carried_over(values[key]).items()}
    return found
