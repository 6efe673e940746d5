"""Computing results and keeping them for good."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from assessments.instruments import Instrument
from assessments.models import (
    APPROVED_STAGES,
    DECIDED_STAGES,
    Assessment,
    InstrumentIssue,
    Locus,
    Result,
    ResultLine,
    UnitResult,
)
from assessments.results.draft import Draft
from assessments.results.follow_up import axis_from, follow_up_inputs
from assessments.results.inputs import fingerprint, inputs_of, unit_answers
from assessments.results.trace import dimension_values, indicator_lines, line_values, score_values
from assessments.scoring import (
    AgencyScore,
    Classification,
    FollowUp,
    Rules,
    UnitScore,
    classify,
    score_agency,
    score_unit,
)

# Enough agencies at once to spread the cost of queries, few enough to keep memory flat in a national year.
AGENCIES_AT_ONCE = 25
LINES_AT_ONCE = 2000
HEAD_OFFICE_NAME = "Ombudsman Republik Indonesia"


@dataclass(frozen=True, slots=True)
class ScoredLocus:
    """A locus with what went in and what came out."""

    locus: Locus
    inputs: str
    score: UnitScore


class NoResultError(Exception):
    """A result that cannot be computed as things stand; the message says why."""


class NotAssessedError(NoResultError):
    """The agency is not assessed in this period."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(f"{assessment.agency.name} tidak dinilai: {assessment.not_assessed_reason}")


class UnvalidatedLociError(NoResultError):
    """A result was asked for while loci are not validated; `loci` holds them, none when there is no locus at all."""

    def __init__(self, loci: tuple[Locus, ...]) -> None:
        self.loci = loci
        names = ", ".join(locus.unit.name for locus in loci)
        super().__init__(
            f"Belum tervalidasi: {names}. Hasil dapat dihitung setelah semua lokus tervalidasi."
            if loci
            else "Penilaian ini belum memiliki lokus. Tambahkan lokus terlebih dahulu."
        )


def preview(assessment: Assessment) -> tuple[AgencyScore, tuple[ScoredLocus, ...]]:
    """The score as it would be now, without keeping anything; five queries."""
    issue = assessment.period.issue
    (scored,) = _scored([assessment], issue.instrument, issue.rules).values()
    return score_agency([each.score for each in scored], issue.rules), scored


def draft(assessment: Assessment) -> Draft:
    """The result as it would be kept now, without keeping anything; needs names joined.

    Five queries, and four more where the edition has the second axis.
    """
    issue = assessment.period.issue
    (scored,) = _scored([assessment], issue.instrument, issue.rules).values()
    axis = follow_up_inputs([assessment], issue.rules)[assessment.pk]
    result = _result(assessment, scored, issue, axis, None, None)
    units, lines = _parts(result, scored, issue.rules)
    return Draft(result, tuple(units), tuple(lines))


class DecidedResultError(NoResultError):
    """The result is decided; once published, only a correction replaces it."""

    def __init__(self) -> None:
        super().__init__(
            "Hasil ini sudah ditetapkan Kantor Pusat. Setelah diterbitkan, hanya koreksi yang menggantikannya."
        )


@transaction.atomic
def compute_validated(*, assessment: Assessment, actor: User) -> Result:
    """Compute and keep the result of an assessment whose loci are all validated; UnvalidatedLociError otherwise.

    A locus that is not assessed needs no validation. Two people who ask at once wait for each other. What is
    decided stays: DecidedResultError.
    """
    _hold(assessment)
    if assessment.stage in DECIDED_STAGES:
        raise DecidedResultError
    check_validated(assessment)
    return compute(assessment=assessment, actor=actor)


@transaction.atomic
def settle(*, assessment: Assessment, actor: User) -> Result:
    """The result that follows from what stands there now: the kept one if it does, else a new one.

    Raises NoResultError as compute_validated does, but does not ask whether the result is decided.
    """
    _hold(assessment)
    check_validated(assessment)
    now = draft(assessment)
    kept = Result.objects.current().filter(assessment=assessment).prefetch_related("units").first()
    if kept is not None and _is_same(kept, now):
        return kept
    return compute(assessment=assessment, actor=actor)


def _hold(assessment: Assessment) -> None:
    """Lock the assessment until the transaction ends, and read what decides whether it has a result."""
    fresh = Assessment.objects.select_for_update(of=("self",), no_key=True).get(pk=assessment.pk)
    assessment.not_assessed_reason, assessment.stage = fresh.not_assessed_reason, fresh.stage
    assessment.head_name = fresh.head_name


def _is_same(kept: Result, now: Draft) -> bool:
    """Whether a kept result says what would be kept now."""
    facts = ("score", "follow_up", "follow_up_sha256", "instrument_sha256", "head_name")
    if any(getattr(kept, fact) != getattr(now.result, fact) for fact in facts):
        return False
    there = {(unit.locus_id, unit.inputs_sha256) for unit in kept.units.all()}
    return there == {(unit.locus_id, unit.inputs_sha256) for unit in now.units}


def check_validated(assessment: Assessment) -> None:
    """Raise UnvalidatedLociError unless every locus to be assessed is validated, and there is one; one query.

    An agency that is not assessed has no result: NotAssessedError.
    """
    if assessment.not_assessed_reason:
        raise NotAssessedError(assessment)
    loci = tuple(assessment.loci.filter(not_assessed_reason="").select_related("unit"))
    unvalidated = tuple(locus for locus in loci if locus.stage not in APPROVED_STAGES)
    if unvalidated or not loci:
        raise UnvalidatedLociError(unvalidated)


def preview_locus(locus: Locus) -> ScoredLocus:
    """One locus as it would score now; four queries. Needs unit, agency and the period's issue joined."""
    issue = locus.assessment.period.issue
    inputs = inputs_of([locus])[locus.pk]
    return ScoredLocus(locus, inputs, score_unit(unit_answers(inputs, issue.instrument), issue.rules))


def compute(*, assessment: Assessment, actor: User | None) -> Result:
    """Compute an assessment's result and keep it; it replaces the assessment's earlier result."""
    (result,) = compute_all(assessments=[assessment], actor=actor)
    return result


def compute_all(*, assessments: Iterable[Assessment], actor: User | None) -> Iterator[Result]:
    """Compute and keep many results, some agencies at a time; each batch is kept whole or not at all.

    Needs assessments with agency, office and period.issue joined; queries per batch, not per agency.
    """
    remaining = iter(assessments)
    while batch := list(islice(remaining, AGENCIES_AT_ONCE)):
        with transaction.atomic():
            results = _compute_batch(batch, actor)
        yield from results


def _compute_batch(batch: list[Assessment], actor: User | None) -> list[Result]:
    results: list[Result] = []
    units: list[UnitResult] = []
    lines: list[ResultLine] = []
    replaced = _current_results(batch)
    for issue, assessments in _by_issue(batch):
        axes = follow_up_inputs(assessments, issue.rules)
        for assessment, scored in _scored(assessments, issue.instrument, issue.rules).items():
            result = _result(assessment, scored, issue, axes[assessment.pk], replaced.get(assessment.pk), actor)
            results.append(result)
            its_units, its_lines = _parts(result, scored, issue.rules)
            units += its_units
            lines += its_lines
    Result.objects.bulk_create(results)
    UnitResult.objects.bulk_create(units)
    ResultLine.objects.bulk_create(lines, batch_size=LINES_AT_ONCE)
    Event.objects.bulk_create(
        Event(
            actor=actor,
            verb="compute_result",
            agency=result.assessment.agency,
            target_type=Result._meta.label_lower,
            target_id=str(result.pk),
            detail={"score": str(result.score), "instrument_sha256": result.instrument_sha256},
        )
        for result in results
    )
    return results


def _by_issue(batch: list[Assessment]) -> list[tuple[InstrumentIssue, list[Assessment]]]:
    issues = {assessment.period.issue_id: assessment.period.issue for assessment in batch}
    return [(issue, [each for each in batch if each.period.issue_id == key]) for key, issue in issues.items()]


def _current_results(batch: list[Assessment]) -> dict[int, Result]:
    current = Result.objects.filter(assessment__in=batch).current()
    return {result.assessment_id: result for result in current}


def _scored(
    assessments: list[Assessment], instrument: Instrument, rules: Rules
) -> dict[Assessment, tuple[ScoredLocus, ...]]:
    """Every locus of the assessments scored; a locus that is not assessed leaves with its reason."""
    by_key = {assessment.pk: assessment for assessment in assessments}
    loci = list(
        Locus.objects.filter(assessment__in=by_key, not_assessed_reason="")
        .select_related("unit")
        .order_by("assessment", "position")
    )
    for locus in loci:
        locus.assessment = by_key[locus.assessment_id]
    inputs = inputs_of(loci)
    found: dict[Assessment, list[ScoredLocus]] = {assessment: [] for assessment in assessments}
    for locus in loci:
        score = score_unit(unit_answers(inputs[locus.pk], instrument), rules)
        found[locus.assessment].append(ScoredLocus(locus, inputs[locus.pk], score))
    return {assessment: tuple(scored) for assessment, scored in found.items()}


def _result(
    assessment: Assessment,
    scored: tuple[ScoredLocus, ...],
    issue: InstrumentIssue,
    axis: str,
    replaces: Result | None,
    actor: User | None,
) -> Result:
    score = score_agency([each.score for each in scored], issue.rules)
    follow_up = axis_from(axis)
    agency, period = assessment.agency, assessment.period
    return Result(
        **score_values(score, opinion_of(score, issue.rules, follow_up)),
        assessment=assessment,
        issue=issue,
        replaces=replaces,
        computed_at=timezone.now(),
        computed_by=actor,
        method=issue.instrument.method,
        instrument_sha256=issue.sha256,
        follow_up=follow_up.value,
        follow_up_inputs=axis,
        follow_up_sha256=fingerprint(axis) if axis else "",
        is_example=assessment.is_example,
        agency_name=agency.name,
        agency_kind=agency.kind,
        head_title=agency.head_title,
        head_name=assessment.head_name,
        office_name=assessment.office.name if assessment.office else HEAD_OFFICE_NAME,
        period_name=period.name,
        year=period.year,
    )


def _parts(result: Result, scored: tuple[ScoredLocus, ...], rules: Rules) -> tuple[list[UnitResult], list[ResultLine]]:
    """The units of a result and the lines of their traces."""
    units: list[UnitResult] = []
    lines: list[ResultLine] = []
    for each in scored:
        unit = _unit_result(result, each, rules)
        units.append(unit)
        lines += (ResultLine(unit=unit, **line_values(line)) for line in indicator_lines(each.score))
    return units, lines


def _unit_result(result: Result, scored: ScoredLocus, rules: Rules) -> UnitResult:
    # The second axis belongs to the agency; a unit's opinion is the base opinion.
    return UnitResult(
        **score_values(scored.score, opinion_of(scored.score, rules, FollowUp.NO)),
        result=result,
        locus=scored.locus,
        position=scored.locus.position,
        unit_name=scored.locus.unit.name,
        unit_kind=scored.locus.unit.kind,
        inputs=scored.inputs,
        inputs_sha256=fingerprint(scored.inputs),
        dimensions=[dimension_values(line) for line in scored.score.dimensions],
    )


def opinion_of(score: UnitScore | AgencyScore, rules: Rules, follow_up: FollowUp) -> Classification | None:
    """The opinion on a score; none when there is no score."""
    return None if score.score is None else classify(score.score, rules, follow_up=follow_up)
