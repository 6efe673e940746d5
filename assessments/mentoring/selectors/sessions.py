"""Sessions, their people and agreements, in a fixed number of queries."""

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from agencies.models import Agency, Membership, User
from agencies.roles import OFFICE_ROLES, Role
from assessments.models import AgreedAction, MentoringFile, MentoringSession, Participant


def sessions_for(user: User) -> QuerySet[MentoringSession]:
    """The sessions in a person's scope, the latest first, with how many agreements are open; one query."""
    return (
        MentoringSession.objects.visible_to(user)
        .select_related("agency")
        .annotate(open_actions=Count("actions", filter=Q(actions__done_at=None)))
        .order_by("-on", "-starts_at", "-pk")
    )


def session_in_full(user: User) -> QuerySet[MentoringSession]:
    """Single sessions with all that their page tells; five queries for one."""
    return (
        MentoringSession.objects.visible_to(user)
        .select_related("agency__office", "arranged_by", "minutes_by")
        .prefetch_related(
            Prefetch("participants", Participant.objects.select_related("user")),
            "letters",
            Prefetch("actions", AgreedAction.objects.select_related("unit", "owner", "done_by")),
            Prefetch("files", MentoringFile.objects.select_related("uploaded_by", "withdrawal__withdrawn_by")),
        )
    )


def people_of_ombudsman(agency: Agency, *, today: date) -> QuerySet[User]:
    """Those of the agency's office and of the head office, by name."""
    held = Membership.objects.active_on(today).filter(
        Q(office=agency.office_id, role__in=OFFICE_ROLES) if agency.office_id else Q(role=Role.HEAD_OFFICE)
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("full_name")
