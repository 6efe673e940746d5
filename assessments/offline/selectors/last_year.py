"""What a unit's indicators had in its last released result, as a hint beside this year's question."""

from fractions import Fraction

from django.utils import timezone

from assessments.instruments.crosswalk import NoCrosswalkError, crosswalk_between
from assessments.models import Locus, ResultLine, UnitResult
from assessments.numbers_in_text import comma
from assessments.scoring import rounded


def last_values_of(locus: Locus) -> dict[str, object]:
    """The last released result of the locus's unit by this year's codes, in two queries; empty before the first.

    `values` are percent of the top as text; only those that the crosswalk calls comparable (our assumption).
    """
    unit = (
        UnitResult.objects.filter(
            locus__unit=locus.unit_id,
            result__replaced_by__isnull=True,
            result__assessment__period__released_at__lte=timezone.now(),
        )
        .exclude(result__assessment=locus.assessment_id)
        .select_related("result__issue")
        .defer("inputs", "dimensions")
        .order_by("-result__year", "-result__computed_at")
        .first()
    )
    if unit is None:
        return {}
    try:
        crosswalk = crosswalk_between(unit.result.issue.instrument.code, locus.assessment.period.issue.instrument.code)
    except NoCrosswalkError:
        return {}
    lines = ResultLine.objects.filter(unit=unit).exclude(value="").values_list("indicator", "value")
    carried = crosswalk.carried_over({code: Fraction(value) for code, value in lines})
    return {
        "period": unit.result.period_name,
        "score": None if unit.score is None else comma(unit.score),
        "values": {code: comma(rounded(100 * each.value, places=0)) for code, each in carried.items()},
    }
