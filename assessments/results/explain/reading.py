"""Reading everything that a story needs, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from agencies.models import User
from assessments.models import EvidenceVersion, Result, ResultLine, Subject, SubjectKind, UnitResult
from assessments.results.explain.story import EvidenceStory
from assessments.results.inputs import StoredAnswer, stored_answers


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
    """At most six queries: units, lines, evidence with its indicators, products, and, where asked, raters.

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
    """The same of rows that are not saved: at most four queries."""
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
        evidence=_evidence(answers, result),
        products=_products(answers),
        raters=_raters(answers.values()) if with_raters else {},
    )


def _evidence(loci: Collection[int], result: Result) -> dict[tuple[int, str], tuple[EvidenceStory, ...]]:
    """The last version of each piece of evidence that was there when the result was computed."""
    versions = (
        EvidenceVersion.objects.filter(evidence__locus__in=loci, uploaded_at__lte=result.computed_at)
        .select_related("evidence")
        .prefetch_related("evidence__indicators")
        .order_by("evidence__title", "evidence", "number")
    )
    latest = {version.evidence_id: version for version in versions}
    found: dict[tuple[int, str], list[EvidenceStory]] = defaultdict(list)
    for version in latest.values():
        for link in version.evidence.indicators.all():
            found[version.evidence.locus_id, link.indicator].append(_evidence_story(version))
    return {place: tuple(stories) for place, stories in found.items()}


def _evidence_story(version: EvidenceVersion) -> EvidenceStory:
    return EvidenceStory(
        title=version.evidence.title,
        file_name=version.name,
        version=version.number,
        sha256=version.sha256,
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
