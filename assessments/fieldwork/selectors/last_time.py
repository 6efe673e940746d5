"""What the last released result said of a unit, beside the questions of now: levels given and words to the agency."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from assessments.fieldwork.questions import instrument_at
from assessments.instruments.crosswalk import Change, NoCrosswalkError, crosswalk_between
from assessments.models import Locus, UnitResult
from assessments.models.stored_inputs import stored_answers


@dataclass(frozen=True, slots=True)
class LastTime:
    """One indicator at the last released result: `values` by method, each as often as it was given, lowest first.

    `change` is what the crosswalk (our assumption) says became of it; with "changed_scale" the values do not compare.
    `tops`: the highest level by method; secondary data run to 100.
    """

    year: int
    codes: tuple[str, ...]
    change: Change
    change_note: str
    values: Mapping[str, tuple[Decimal, ...]]
    tops: Mapping[str, int]
    comments: tuple[str, ...]


def last_time_at(locus: Locus) -> dict[str, LastTime]:
    """By the codes of today's edition, what was said of this unit before; one query, empty before the first result."""
    period = locus.assessment.period
    before = (
        UnitResult.objects.filter(
            locus__unit=locus.unit_id,
            result__replaced_by__isnull=True,
            result__assessment__period__released_at__lte=timezone.now(),
            result__year__lte=period.year,
        )
        .exclude(result__assessment__period=period.pk)
        .select_related("result__issue")
        .order_by("-result__year", "-result__computed_at")
        .first()
    )
    if before is None:
        return {}
    older = before.result.issue.instrument
    try:
        crosswalk = crosswalk_between(older.code, instrument_at(locus).code)
    except NoCrosswalkError:
        return {}
    values: dict[str, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    comments: dict[str, dict[str, None]] = defaultdict(dict)
    for answer in stored_answers(before.inputs):
        if answer.value is not None:
            values[answer.indicator][answer.method].append(answer.value)
        if answer.words.comment:
            comments[answer.indicator][answer.words.comment] = None
    rules = {rule.code: rule for _, rule in older.indicators}
    found: dict[str, LastTime] = {}
    for succession in crosswalk.indicators:
        if not any(code in values or code in comments for code in succession.of):
            continue
        given: dict[str, list[Decimal]] = defaultdict(list)
        tops: dict[str, int] = {}
        for code in succession.of:
            for method, each in values[code].items():
                given[method] += each
                tops[method] = older.max_level_of(rules[code])
        found[succession.code] = LastTime(
            year=before.result.year,
            codes=succession.of,
            change=succession.change,
            change_note=succession.note or "",
            values={method: tuple(sorted(each)) for method, each in given.items()},
            tops=tops,
            comments=tuple(words for code in succession.of for words in comments[code]),
        )
    return found
