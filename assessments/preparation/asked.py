"""What the Ombudsman asked and what was agreed with it, as an agency's preparation lists it: open ones of any year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from agencies.models import Agency, ServiceUnit, User
from assessments.models import AgreedAction, FollowUpStep, Recommendation


@dataclass(frozen=True, slots=True)
class Asked:
    """One open thing: a recommendation or an agreement, where it stands, whose it is, and its page.

    `key` is its own and stays.
    """

    key: str
    text: str
    kind: str
    status: str
    place: str
    owner: str
    owner_id: int | None
    due_on: date | None
    is_late: bool
    needs_signature: bool
    url: str


def asked_of(user: User, agency: Agency, *, today: date, unit: ServiceUnit | None = None) -> tuple[Asked, ...]:
    """What a person sees of it, the earliest due first, in two queries; `unit`: only what is for it or for all."""
    recommendations = Recommendation.objects.visible_to(user).filter(agency=agency).open().with_names()
    actions = AgreedAction.objects.visible_to(user).filter(session__agency=agency).open().with_names()
    if unit is not None:
        here = Q(unit=unit) | Q(unit=None)
        recommendations, actions = recommendations.filter(here), actions.filter(here)
    found = [*_recommended(recommendations, today), *_agreed(actions, today)]
    return tuple(sorted(found, key=lambda each: (each.due_on is None, each.due_on or date.max, each.text)))


def _recommended(rows: Iterable[Recommendation], today: date) -> list[Asked]:
    return [
        Asked(
            key=f"recommendation-{row.public_id}",
            text=row.text,
            kind=row.get_kind_display(),
            status=FollowUpStep(row.step).label,
            place=row.unit.name if row.unit else "Instansi secara keseluruhan",
            owner=row.owner_words,
            owner_id=row.owner_id,
            due_on=row.due_on,
            is_late=row.is_late(today),
            needs_signature=row.needs_signature,
            url=reverse("recommendation_detail", args=[row.public_id]),
        )
        for row in rows
    ]


def _agreed(rows: Iterable[AgreedAction], today: date) -> list[Asked]:
    return [
        Asked(
            key=f"agreement-{row.session.public_id}-{row.pk}",
            text=row.text,
            kind="Kesepakatan pendampingan",
            status="Belum selesai",
            place=row.unit.name if row.unit else "Instansi secara keseluruhan",
            owner=row.owner_words,
            owner_id=row.owner_id,
            due_on=row.due_on,
            is_late=row.due_on < today,
            needs_signature=False,
            url=reverse("mentoring_session", args=[row.session.public_id]),
        )
        for row in rows
    ]
