"""What the pages about results need, in a number of queries that does not grow with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from agencies.models import User
from agencies.scope import scope_of
from assessments.models import Assessment, Period, Result, UnitResult

RESULTS_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class ResultFilter:
    """What a person looks for; empty means everything. `kind` is an agency kind, `text` a part of a name."""

    period: Period | None = None
    kind: str = ""
    text: str = ""


def results_page(user: User, wanted: ResultFilter, number: str | int | None) -> Page[Result]:
    """One page of the results that a person may see and no later one replaces: two queries."""
    results = Result.objects.visible_to(user).current().select_related("assessment__period")
    if wanted.period:
        results = results.filter(assessment__period=wanted.period)
    if wanted.kind:
        results = results.filter(agency_kind=wanted.kind)
    if wanted.text:
        results = results.filter(agency_name__icontains=wanted.text)
    return Paginator(results, RESULTS_A_PAGE).get_page(number)


def kept_result(assessment: Assessment) -> Result | None:
    """The result of an assessment that holds; None before the first."""
    return Result.objects.current().filter(assessment=assessment).first()


def own_unit_results(user: User) -> Iterable[UnitResult]:
    """The results of the units that a person belongs to, newest first; no query for those who belong to none."""
    units = scope_of(user).unit_ids
    if not units:
        return ()
    return (
        UnitResult.objects.visible_to(user)
        .filter(locus__unit__in=units, result__replaced_by__isnull=True)
        .select_related("result__assessment__period", "locus")
        .order_by("-result__year", "result__period_name", "unit_name")
    )
