"""The recommendations of an agency, and how those of many agencies stand."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from agencies.models import Agency, User
from assessments.models import (
    OPEN_STEPS,
    FollowUpStep,
    ProofFile,
    Recommendation,
    RecommendationStep,
)
from assessments.models.followup import RecommendationQuerySet


def ledger_of(user: User, agency: Agency) -> RecommendationQuerySet:
    """What a person sees of an agency's list, the most urgent first; one query."""
    return Recommendation.objects.visible_to(user).filter(agency=agency).with_names().with_step().urgent_first()


def recommendations_for(user: User) -> RecommendationQuerySet:
    """Single recommendations with their step and names."""
    return (
        Recommendation.objects.visible_to(user)
        .with_step()
        .select_related("agency__office", "unit", "owner", "written_by", "result__assessment")
    )


def steps_of(row: Recommendation) -> QuerySet[RecommendationStep]:
    """What happened to it, in order; one query."""
    return row.steps.select_related("actor").order_by("number")


def proofs_of(row: Recommendation) -> QuerySet[ProofFile]:
    """Its files, withdrawn ones among them, in order; one query."""
    return row.proofs.select_related("uploaded_by", "withdrawal__withdrawn_by").order_by("uploaded_at", "pk")


def unchecked_among(proofs: Iterable[ProofFile], steps: Iterable[RecommendationStep]) -> frozenset[int]:
    """The keys of the files that came after the last check among the steps; all of them before any check."""
    checked_at = max((step.at for step in steps if step.step == FollowUpStep.INADEQUATE), default=None)
    return frozenset(file.pk for file in proofs if checked_at is None or file.uploaded_at > checked_at)


@dataclass(frozen=True, slots=True)
class AgencyCount:
    """How many of an agency's recommendations stand where."""

    agency: Agency
    open: int
    late: int
    to_check: int
    proposed: int
    done: int


def agencies_with_ledger(user: User) -> QuerySet[Agency]:
    """The agencies in scope that have any recommendation this person sees, by name."""
    seen = Recommendation.objects.visible_to(user).values("agency")
    return Agency.objects.visible_to(user).filter(pk__in=seen).order_by("name")


def counts_of(user: User, agencies: Collection[Agency], *, today: date) -> tuple[AgencyCount, ...]:
    """The counts of these agencies in their order; one query."""
    rows = Recommendation.objects.visible_to(user).filter(agency__in=agencies).with_step().order_by()
    found: dict[int, dict[str, int]] = {}
    for row in rows.only("agency", "due_on"):
        count = found.setdefault(row.agency_id, {})
        for name, counts in (
            ("open", row.step in OPEN_STEPS),
            ("late", row.is_late(today)),
            ("to_check", row.step == FollowUpStep.PROVEN),
            ("proposed", row.step == FollowUpStep.PROPOSED),
            ("done", row.step == FollowUpStep.ADEQUATE),
        ):
            count[name] = count.get(name, 0) + counts
    nothing = dict.fromkeys(("open", "late", "to_check", "proposed", "done"), 0)
    return tuple(AgencyCount(agency, **(nothing | found.get(agency.pk, {}))) for agency in agencies)
