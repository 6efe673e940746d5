"""The things that have a history page: how to find one, who reads it, and which events tell of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from agencies.models import Agency, Event, Membership, ServiceUnit, User
from agencies.roles import Role
from agencies.scope import scope_of
from assessments import permissions
from assessments.event_words import OF_THE_AGENCY, READS
from assessments.models import Assessment, Evidence, EvidenceVersion, Locus, Period, Report


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of thing: `found` are the rows in a person's scope, `may_read` decides on one of them."""

    name: str
    found: Callable[[User], QuerySet[Any]]
    may_read: Callable[[User, Any], bool]
    events: Callable[[Any], Q]
    agency_of: Callable[[Any], Agency | None]
    url: Callable[[Any], str]
    is_example: Callable[[Any], bool] = lambda row: False


def events_of(subject: Subject, row: Any, user: User) -> QuerySet[Event]:
    """The events that tell of a row, newest first, as far as this person may read them.

    An agency's own people read what is said to them and what they did themselves; what goes on among those who
    assess, and who of them read what, is not theirs.
    """
    found = Event.objects.filter(subject.events(row))
    agency = subject.agency_of(row)
    if agency is not None and is_agency_side(user):
        found = found.filter(agency=agency)
        found = found.filter(Q(verb__in=OF_THE_AGENCY) | Q(verb__in=READS, actor__in=_people_of(agency)))
    return found.select_related("actor").order_by("-at", "-pk")


def is_agency_side(user: User) -> bool:
    """Whether a person reads as one of an agency: everybody but those who assess, the head office, administrators."""
    scope = scope_of(user)
    return not scope.holds(
        Role.HEAD_OFFICE, Role.ADMINISTRATOR, Role.ASSESSOR, Role.LEAD, Role.VERIFIER, Role.VALIDATOR
    )


def _people_of(agency: Agency) -> QuerySet[Membership, int]:
    held = Membership.objects.active_on(timezone.localdate())
    return held.filter(Q(agency=agency) | Q(unit__agency=agency)).values_list("user", flat=True)


def _about(model: type[Any], rows: QuerySet[Any]) -> Q:
    keys = rows.order_by().annotate(key=Cast("pk", CharField())).values("key")
    return Q(target_type=model._meta.label_lower, target_id__in=keys)


def _self(row: Any) -> Q:
    return Q(target_type=row._meta.label_lower, target_id=str(row.pk))


def _reads_report(user: User, report: Report) -> bool:
    """The head office, the office's verifier and validator, and the bureau of the agency that it is about."""
    scope = scope_of(user)
    if scope.is_head_office:
        return True
    if report.agency is None:
        return scope.holds(Role.VERIFIER, Role.VALIDATOR)
    return permissions.can_read_agency_events(user, report.agency)


def _agency_events(agency: Agency) -> Q:
    return Q(agency=agency)


SUBJECTS: Mapping[str, Subject] = {
    "instansi": Subject(
        "instansi",
        lambda user: Agency.objects.visible_to(user),
        permissions.can_read_agency_events,
        _agency_events,
        lambda row: row,
        lambda row: reverse("agency_detail", args=[row.public_id]),
    ),
    "unit": Subject(
        "unit layanan",
        lambda user: ServiceUnit.objects.visible_to(user).select_related("agency"),
        lambda user, row: permissions.can_read_agency_events(user, row.agency),
        lambda row: _self(row) | _about(Locus, Locus.objects.filter(unit=row)),
        lambda row: row.agency,
        lambda row: reverse("agency_detail", args=[row.agency.public_id]),
    ),
    "penilaian": Subject(
        "penilaian",
        lambda user: Assessment.objects.visible_to(user).with_names().prefetch_related("team"),
        permissions.can_read_assessment,
        lambda row: _self(row) | _about(Locus, row.loci.all()),
        lambda row: row.agency,
        lambda row: reverse("assessment_detail", args=[row.public_id]),
        lambda row: row.is_example,
    ),
    "lokus": Subject(
        "lokus",
        lambda user: Locus.objects.visible_to(user).with_names().prefetch_related("assessment__team"),
        permissions.can_read_sheet,
        lambda row: _self(row) | _about(Evidence, row.evidence.all()),
        lambda row: row.assessment.agency,
        lambda row: reverse("locus_review", args=[row.public_id]),
        lambda row: row.assessment.is_example,
    ),
    "bukti": Subject(
        "bukti",
        lambda user: (
            Evidence.objects.filter(locus__in=Locus.objects.visible_to(user))
            .select_related("locus__assessment__agency", "locus__assessment__period")
            .prefetch_related("locus__assessment__team")
        ),
        lambda user, row: permissions.can_read_sheet(user, row.locus),
        lambda row: _self(row) | _about(EvidenceVersion, row.versions.all()),
        lambda row: row.locus.assessment.agency,
        lambda row: reverse("evidence_detail", args=[row.locus.public_id, row.public_id]),
        lambda row: row.locus.assessment.is_example,
    ),
    "periode": Subject(
        "periode",
        lambda user: Period.objects.visible_to(user),
        lambda user, row: permissions.can_read_periods(user),
        _self,
        lambda row: None,
        lambda row: reverse("period_detail", args=[row.public_id]),
        lambda row: row.is_example,
    ),
    "laporan": Subject(
        "laporan",
        lambda user: Report.objects.visible_to(user).with_names(),
        _reads_report,
        _self,
        lambda row: row.agency,
        lambda row: reverse("report_list"),
        lambda row: row.period.is_example,
    ),
}
