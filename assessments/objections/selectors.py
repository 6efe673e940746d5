"""What the pages of the right of reply need, in a number of queries that their tests state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Count, Prefetch, Q, QuerySet

from agencies.models import User
from assessments.models import (
    Assessment,
    Locus,
    Objection,
    ObjectionFile,
    Outcome,
    Period,
    ResultLine,
    UnitResult,
)
from assessments.models.assessment import LocusQuerySet
from assessments.models.objection import ObjectionQuerySet


def replies_for(user: User) -> QuerySet[Assessment]:
    """The assessments that a person may see in reply, with names and windows; three queries."""
    return Assessment.objects.for_reply(user).with_names().prefetch_related("period__windows", "team")


def listed_replies(user: User) -> QuerySet[Assessment]:
    """Those whose reply was opened, the newest first, each with how many objections there are and wait."""
    return (
        Assessment.objects.for_reply(user)
        .filter(reply_opened_at__isnull=False)
        .select_related("agency", "period")
        .defer("period__issue")
        .annotate(
            objections=Count("loci__objections"),
            waiting=Count("loci__objections", filter=Q(loci__objections__decision__isnull=True)),
        )
        .order_by("-reply_opened_at")
    )


def objections_for(user: User) -> ObjectionQuerySet:
    """The objections in a person's scope, with everything that their page says; three queries."""
    return (
        Objection.objects.visible_to(user)
        .select_related(
            "locus__unit",
            "locus__assessment__agency",
            "locus__assessment__office",
            "locus__assessment__period__issue",
            "decision__decided_by",
            "filed_by",
        )
        .prefetch_related("files", "locus__assessment__team", "locus__assessment__period__windows")
    )


def objections_to(assessment: Assessment) -> tuple[Objection, ...]:
    """Every objection to an assessment, by unit and indicator; two queries."""
    found = Objection.objects.filter(locus__assessment=assessment).select_related("decision", "locus__unit")
    return tuple(found.prefetch_related("files").order_by("locus__position", "indicator"))


def shown_units(assessment: Assessment) -> tuple[UnitResult, ...]:
    """The units of the result that the bureau is shown, with their lines; none before it was opened. Two queries."""
    if assessment.reply_result_id is None:
        return ()
    lines = Prefetch("lines", ResultLine.objects.order_by("pk"))
    units = UnitResult.objects.filter(result=assessment.reply_result_id).defer("inputs").select_related("locus")
    return tuple(units.prefetch_related(lines).order_by("position"))


def loci_of_reply(user: User, assessment: Assessment) -> LocusQuerySet:
    """The loci of an assessment whose reply was opened, as objecting to them needs them."""
    mine = replies_for(user).filter(pk=assessment.pk).values("pk")
    return Locus.objects.filter(assessment__in=mine, not_assessed_reason="").with_names()


def files_for(user: User) -> QuerySet[ObjectionFile]:
    """The files of the objections in a person's scope."""
    return ObjectionFile.objects.filter(objection__in=Objection.objects.visible_to(user).values("pk")).select_related(
        "objection__locus__assessment__agency"
    )


@dataclass(frozen=True, slots=True)
class ReplyFigures:
    """How objections went: counts, and the median of the days from objecting to the decision, None before one."""

    total: int
    upheld: int
    partly: int
    rejected: int
    median_days: float | None

    @property
    def decided(self) -> int:
        return self.upheld + self.partly + self.rejected

    @property
    def waiting(self) -> int:
        return self.total - self.decided

    @property
    def upheld_percent(self) -> int | None:
        """Upheld wholly or in part, in whole hundredths of what is decided."""
        return round(100 * (self.upheld + self.partly) / self.decided) if self.decided else None


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """The objections of a period: as a whole, by assessing office, by indicator."""

    whole: ReplyFigures
    by_office: Mapping[str, ReplyFigures]
    by_indicator: Mapping[str, ReplyFigures]


def figures_of(period: Period, user: User) -> PeriodFigures:
    """The figures of a period over the objections in a person's scope; one query."""
    found = Objection.objects.visible_to(user).filter(locus__assessment__period=period).order_by()
    rows = list(
        found.values_list(
            "locus__assessment__office__name", "indicator", "filed_at", "decision__outcome", "decision__decided_at"
        )
    )
    offices: dict[str, list[tuple[str | None, timedelta | None]]] = {}
    indicators: dict[str, list[tuple[str | None, timedelta | None]]] = {}
    everything: list[tuple[str | None, timedelta | None]] = []
    for office, indicator, filed_at, outcome, decided_at in rows:
        fact = (outcome, decided_at - filed_at if decided_at else None)
        everything.append(fact)
        offices.setdefault(office or "Kantor Pusat", []).append(fact)
        indicators.setdefault(indicator, []).append(fact)
    return PeriodFigures(
        whole=_figures(everything),
        by_office={name: _figures(offices[name]) for name in sorted(offices)},
        by_indicator={code: _figures(indicators[code]) for code in sorted(indicators)},
    )


def _figures(facts: list[tuple[str | None, timedelta | None]]) -> ReplyFigures:
    days = [took / timedelta(days=1) for _, took in facts if took is not None]
    outcomes = [outcome for outcome, _ in facts]
    return ReplyFigures(
        total=len(facts),
        upheld=outcomes.count(Outcome.UPHELD),
        partly=outcomes.count(Outcome.PARTLY),
        rejected=outcomes.count(Outcome.REJECTED),
        median_days=median(days) if days else None,
    )
