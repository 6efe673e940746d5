"""Reading everything that a story needs, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from agencies.models import User
from assessments.models import EvidenceVersion, Result, ResultLine, Subject, SubjectKind, UnitResult
from assessments.models.stored_inputs import StoredAnswer, stored_answers
from assessments.results.explain.story import EvidenceStory
from assessments.results.inputs import StoredEvidence, stored_evidence


@dataclass(frozen=True, slots=True)
class Sources:
    """A result with its units, their lines and answers, and the names that belong to them; keys are loci."""

    result: Result
    units: tuple[UnitResult, ...]
    lines: Mapping[int, Mapping[str, ResultLine]]
    """By locus, then by indicator."""
    answers: Mapping[int, tuple[StoredAnswer, ...]]
    evidence: Mapping[tuple[int, str], tuple[EvidenceStory, ...]]
    """By locus and indicator."""
    products: Mapping[tuple[int, int], str]
    """Labels of products by locus and number."""
    raters: Mapping[int, str]
    """Empty for readers who may not know them."""


def stored_sources(result: Result, *, with_raters: bool, units: Collection[int] | None) -> Sources:
    """At most five queries: units, lines, evidence, products, and, where asked, raters.

    `units`: keys of the unit results to read; None for all.
    """
    rows = result.units.select_related("locus").prefetch_related("lines")
    if units is not None:
        rows = rows.filter(pk__in=units)
    lines = {unit.locus_id: {line.indicator: line for line in unit.lines.all()} for unit in rows}
    return _with_names(result, tuple(rows), lines, with_raters=with_raters)


def drafted_sources(
    result: Result, units: Iterable[UnitResult], lines: Iterable[ResultLine], *, with_raters: bool
) -> Sources:
    """The same of rows that are not saved: at most three queries."""
    by_locus: dict[int, dict[str, ResultLine]] = defaultdict(dict)
    for line in lines:
        by_locus[line.unit.locus_id][line.indicator] = line
    return _with_names(result, tuple(units), by_locus, with_raters=with_raters)


def _with_names(
    result: Result,
    units: tuple[UnitResult, ...],
    lines: Mapping[int, Mapping[str, ResultLine]],
    *,
    with_raters: bool,
) -> Sources:
    answers = {unit.locus_id: stored_answers(unit.inputs) for unit in units}
    return Sources(
        result=result,
        units=units,
        lines=lines,
        answers=answers,
        evidence=_evidence(units),
        products=_products(answers),
        raters=_raters(answers.values()) if with_raters else {},
    )


def _evidence(units: Iterable[UnitResult]) -> dict[tuple[int, str], tuple[EvidenceStory, ...]]:
    """The evidence that the stored inputs name; what they do not hold is read from the versions, written once."""
    stored = {unit.locus_id: stored_evidence(unit.inputs) for unit in units}
    versions = {
        version.pk: version
        for version in EvidenceVersion.objects.filter(evidence__locus__in=stored).select_related("evidence")
    }
    found: dict[tuple[int, str], list[EvidenceStory]] = defaultdict(list)
    for locus, evidence in stored.items():
        for each in evidence:
            found[locus, each.indicator].append(_evidence_story(each, versions[each.version_id]))
    return {place: tuple(stories) for place, stories in found.items()}


def _evidence_story(stored: StoredEvidence, version: EvidenceVersion) -> EvidenceStory:
    return EvidenceStory(
        title=stored.title,
        file_name=stored.file_name,
        version=stored.version,
        sha256=stored.sha256,
        media_type=version.media_type,
        size=version.size,
        effective_on=version.evidence.effective_on,
        uploaded_at=version.uploaded_at,
    )


def _products(loci: Collection[int]) -> dict[tuple[int, int], str]:
    products = Subject.objects.filter(locus__in=loci, kind=SubjectKind.PRODUCT)
    return {(product.locus_id, product.position): product.label for product in products}


def _raters(answers: Iterable[tuple[StoredAnswer, ...]]) -> dict[int, str]:
    keys = {answer.rater_id for group in answers for answer in group}
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "full_name"))
