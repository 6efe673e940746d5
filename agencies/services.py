"""What happens to people: they sign in and out, are taken in, are given roles and lose them."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, Alias, Event, Membership, Office, ServiceUnit, User
from agencies.register.spelling import spelling_of
from agencies.roles import Role
from agencies.scope import forget_scope
from agencies.tasks import send_password_letter

Place = Office | Agency | ServiceUnit


class LastAdministratorError(Exception):
    """The role cannot end, because nobody would be left to keep people and roles."""

    def __init__(self, membership: Membership) -> None:
        super().__init__(f"{membership.user} is the last administrator: give the role to someone else first.")
        self.membership = membership


def record_sign_in(actor: User) -> None:
    """Write that a person signed in."""
    Event.objects.record(actor=actor, verb="sign_in", target=actor)


def record_sign_out(actor: User) -> None:
    """Write that a person signed out."""
    Event.objects.record(actor=actor, verb="sign_out", target=actor)


def record_password_change(actor: User) -> None:
    """Write that a person chose a new password, by the old one or by a letter."""
    Event.objects.record(actor=actor, verb="change_password", target=actor)


@transaction.atomic
def invite(*, actor: User | None, email: str, full_name: str) -> User:
    """Open an account without a password, and send its owner the letter that sets one.

    Raises ValidationError for an address that is unreadable or taken.
    """
    person = User(email=email, full_name=full_name)
    person.set_unusable_password()
    person.full_clean()
    person.save()
    Event.objects.record(actor=actor, verb="invite", target=person, detail={"email": person.email})
    send_password_letter_to(person)
    return person


def send_password_letter_to(person: User) -> None:
    """Have the letter that sets a password sent, once the work at hand is saved."""
    user_id = person.pk
    transaction.on_commit(lambda: send_password_letter.enqueue(user_id))


@transaction.atomic
def grant(
    *,
    actor: User | None,
    user: User,
    role: str,
    place: Place | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Membership:
    """Give a person a role at a place, from today unless said otherwise.

    Raises ValidationError where the place does not fit the role, the dates are the wrong way round, or the person holds
    that role there already.
    """
    membership = Membership(
        user=user,
        role=role,
        office=place if isinstance(place, Office) else None,
        agency=place if isinstance(place, Agency) else None,
        unit=place if isinstance(place, ServiceUnit) else None,
        since=since or timezone.localdate(),
        until=until,
    )
    membership.full_clean()
    membership.save()
    _record(membership, actor=actor, verb="grant_role")
    return membership


@transaction.atomic
def revoke(*, actor: User | None, membership: Membership, on: date | None = None) -> None:
    """End a role, so that it no longer holds from that day (today unless said otherwise).

    A role that has not begun by then ends on its first day. Raises LastAdministratorError.
    """
    day = on or timezone.localdate()
    if membership.role == Role.ADMINISTRATOR and not _other_administrators(membership.user, day):
        raise LastAdministratorError(membership)
    membership.until = max(day, membership.since)
    membership.save(update_fields=["until"])
    _record(membership, actor=actor, verb="revoke_role")


@transaction.atomic
def is_last_administrator(user: User) -> bool:
    """Whether nobody else would be left to keep people and roles."""
    is_one = user.memberships.active_on(timezone.localdate()).filter(role=Role.ADMINISTRATOR).exists()
    return is_one and not _other_administrators(user, timezone.localdate())


def _other_administrators(user: User, day: date) -> list[Membership]:
    everyone = Membership.objects.active_on(day).filter(role=Role.ADMINISTRATOR, until=None, user__is_active=True)
    # All are locked, the one at hand too, so that two administrators cannot end each other's role at once.
    locked = list(everyone.order_by("pk").select_for_update(of=("self",)))
    return [membership for membership in locked if membership.user_id != user.pk]


@transaction.atomic
def keep_former_name(agency: Agency, former: str) -> None:
    """Let a name that an agency no longer has still find it, unless the name already finds an agency."""
    key = spelling_of(former).key
    if key != spelling_of(agency.name).key and not Alias.objects.filter(key=key).exists():
        Alias.objects.create(agency=agency, text=former)


def _record(membership: Membership, *, actor: User | None, verb: str) -> None:
    forget_scope(membership.user)
    if actor is not None:
        forget_scope(actor)
    place = membership.place
    Event.objects.record(
        actor=actor,
        verb=verb,
        target=membership,
        agency=membership.agency or (membership.unit.agency if membership.unit else None),
        detail={
            "user": membership.user.email,
            "role": membership.role,
            "place": str(place) if place else "",
            "since": membership.since,
            "until": membership.until,
        },
    )
