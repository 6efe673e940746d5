"""When and where a team goes to a locus, and who of it goes."""

from collections.abc import Sequence
from datetime import date, time

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format

from agencies.models import Event, User
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.planning.errors import VisitClashError
from assessments.fieldwork.planning.services.held import hold_plan
from assessments.models import Assessment, Locus, Visit, WindowKind


@transaction.atomic
def schedule_visit(
    *, actor: User, locus: Locus, on: date, starts_at: time, place: str, members: Sequence[User]
) -> Visit:
    """Set a visit of people of the team to a locus, within the period's window for fieldwork.

    Raises PlanClosedError, VisitClashError when someone is elsewhere at that very time, FieldworkError otherwise.
    """
    held = hold_plan(locus.assessment)
    _check(held, locus, on=on, starts_at=starts_at, place=place, members=members)
    visit = Visit.objects.create(locus=locus, on=on, starts_at=starts_at, place=place.strip())
    visit.members.set(members)
    _follow_visits(locus)
    _record(actor, "schedule_visit", held, visit)
    return visit


@transaction.atomic
def change_visit(*, actor: User, visit: Visit, on: date, starts_at: time, place: str, members: Sequence[User]) -> None:
    """Move a visit in time or place, or send other people; raises as schedule_visit does."""
    held = hold_plan(visit.locus.assessment)
    _check(held, visit.locus, on=on, starts_at=starts_at, place=place, members=members, instead_of=visit)
    fresh = Visit.objects.get(pk=visit.pk)
    before = {"on": fresh.on, "starts_at": fresh.starts_at, "place": fresh.place}
    fresh.on, fresh.starts_at, fresh.place, fresh.changed_at = on, starts_at, place.strip(), timezone.now()
    fresh.save(update_fields=["on", "starts_at", "place", "changed_at"])
    fresh.members.set(members)
    _follow_visits(visit.locus)
    _record(actor, "change_visit", held, fresh, before=before)


@transaction.atomic
def cancel_visit(*, actor: User, visit: Visit) -> None:
    """Strike a visit from everyone's calendar. Raises PlanClosedError."""
    held = hold_plan(visit.locus.assessment)
    _record(actor, "cancel_visit", held, visit)
    visit.delete()
    _follow_visits(visit.locus)


def _check(
    held: Assessment,
    locus: Locus,
    *,
    on: date,
    starts_at: time,
    place: str,
    members: Sequence[User],
    instead_of: Visit | None = None,
) -> None:
    if not place.strip():
        raise FieldworkError("Isi tempat bertemunya.")
    team = set(held.team.values_list("user", flat=True))
    if not members or any(person.pk not in team for person in members):
        raise FieldworkError("Pilih sedikitnya satu anggota tim yang berangkat.")
    window = held.period.windows.filter(kind=WindowKind.FIELD).first()
    if window is not None and not window.is_open_on(on):
        raise FieldworkError(
            f"Pengambilan data {held.period.name} berlangsung {_day(window.starts_on)} sampai {_day(window.ends_on)}."
            " Pilih tanggal di antaranya."
        )
    others = Visit.objects.filter(on=on, starts_at=starts_at)
    if instead_of is not None:
        others = others.exclude(pk=instead_of.pk)
    if others.filter(locus=locus).exists():
        raise FieldworkError("Sudah ada kunjungan ke lokus ini pada tanggal dan jam itu.")
    for person in members:
        clash = others.filter(members=person).select_related("locus__unit").first()
        if clash is not None:
            raise VisitClashError(person=person, unit=clash.locus.unit.name, time=f"{starts_at:%H.%M}")


def _follow_visits(locus: Locus) -> None:
    """Let the locus say when it is visited: on the day of its first visit."""
    first = Visit.objects.filter(locus=locus).aggregate(first=Min("on"))["first"]
    Locus.objects.filter(pk=locus.pk).update(visited_on=first)


def _record(actor: User, verb: str, held: Assessment, visit: Visit, **more: object) -> None:
    Event.objects.record(
        actor=actor,
        verb=verb,
        target=held,
        agency=held.agency,
        detail={
            "unit": visit.locus.unit.name,
            "on": visit.on,
            "starts_at": visit.starts_at,
            "place": visit.place,
            "members": sorted(visit.members.values_list("pk", flat=True)),
            **more,
        },
    )


def _day(day: date) -> str:
    return date_format(day, "j F Y")
