"""Where an agency stands among those of its kind in the same period."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from agencies.models import AgencyKind
from assessments.models import Result


@dataclass(frozen=True, slots=True)
class Rank:
    """`place` of `among`; equal scores share the better place, and the next place is left free (1, 2, 2, 4)."""

    place: int
    among: int
    shared: bool
    kind: str

    @property
    def words(self) -> str:
        return f"Peringkat {self.place} dari {self.among} {self.kind}"


def rank_of(result: Result, *, at: datetime) -> Rank | None:
    """The rank by the printed scores that held at a moment; one query.

    None without a score, while it is provisional, or as long as no other agency of the kind has one.
    Provisional scores of others do not count.
    """
    if result.score is None or result.provisional:
        return None
    counted = (
        Result.objects.held_at(at)
        .filter(
            assessment__period=result.assessment.period_id,
            agency_kind=result.agency_kind,
            is_example=result.is_example,
            provisional=False,
            score__isnull=False,
        )
        .exclude(assessment=result.assessment_id)
        .aggregate(
            others=Count("pk"),
            above=Count("pk", filter=Q(score__gt=result.score)),
            equal=Count("pk", filter=Q(score=result.score)),
        )
    )
    if not counted["others"]:
        return None
    return Rank(
        place=counted["above"] + 1,
        among=counted["others"] + 1,
        shared=bool(counted["equal"]),
        kind=AgencyKind(result.agency_kind).label.lower(),
    )
