"""The weekly letter: what is owed and late, to each bureau and to each person who owes something."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse

from agencies.models import Agency, Event, Membership, Role, ServiceUnit, User
from assessments.models import Period
from assessments.preparation.board.owed import Owed, owed_items
from assessments.preparation.selectors import units_of

VERB = "send_preparation_digest"
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Letter:
    """One person's letter about one agency."""

    person: User
    agency: Agency
    subject: str
    body: str


def letters_of(agency: Agency, period: Period, *, today: date) -> Iterator[Letter]:
    """The letters of an agency: its bureau reads of everything, an owner of their own items."""
    units = units_of(agency, period.issue.instrument)
    items = owed_items(units, period, today=today)
    held = Membership.objects.active_on(today).filter(role=Role.BUREAU, agency=agency, user__is_active=True)
    bureau = {member.user_id: member.user for member in held.select_related("user")}
    if items:
        for person in bureau.values():
            yield _letter(person, agency, period, items, today, whose="")
    mine: dict[User, list[Owed]] = {}
    for item in items:
        if item.owner and item.owner.is_active and item.owner.pk not in bureau:
            mine.setdefault(item.owner, []).append(item)
    for person, owed in mine.items():
        yield _letter(person, agency, period, tuple(owed), today, whose=" Anda")


def send_digest(agency: Agency, period: Period, *, today: date) -> int:
    """Send this week's letters of an agency, each person once a week; the number sent.

    What was sent is an event, so that running it again in the same week sends nothing twice.
    """
    year, week, _ = today.isocalendar()
    label = f"{year}-W{week:02d}"
    had = set(
        Event.objects.filter(verb=VERB, agency=agency, detail__week=label).values_list("detail__person", flat=True)
    )
    sent = 0
    for letter in letters_of(agency, period, today=today):
        if letter.person.pk in had:
            continue
        with transaction.atomic():  # a letter that cannot be sent is not said to be sent
            Event.objects.record(
                actor=None,
                verb=VERB,
                target=period,
                agency=agency,
                detail={"week": label, "person": letter.person.pk},
            )
            send_mail(letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.person.email])
        sent += 1
    return sent


def _letter(
    person: User, agency: Agency, period: Period, items: tuple[Owed, ...], today: date, *, whose: str
) -> Letter:
    late = [item for item in items if item.is_overdue]
    soon = [item for item in items if item.due_on and 0 <= (item.due_on - today).days <= 7]
    example = "Data contoh. " if period.is_example else ""
    lines = [
        f"Yth. {person.full_name},",
        "",
        f"{example}Persiapan {period.name}, {agency.name}: {len(items)} bukti dukung{whose} belum siap,"
        f" {len(late)} lewat batas waktu, {len(soon)} jatuh tempo dalam tujuh hari.",
    ]
    for heading, found in (("Lewat batas waktu:", late), ("Tujuh hari ke depan:", soon)):
        if found:
            lines += ["", heading, *(_line(item) for item in found[:MOST_NAMED])]
            if len(found) > MOST_NAMED:
                lines.append(f"- dan {len(found) - MOST_NAMED} butir lain")
    lines += ["", f"Selengkapnya: {settings.SITE_URL}{reverse('preparation_board', args=[agency.public_id])}"]
    subject = f"Persiapan {period.name}: {len(late)} terlambat, {len(items)} belum siap"
    return Letter(person, agency, subject, "\n".join(lines))


def _line(item: Owed) -> str:
    unit: ServiceUnit = item.unit
    return f"- {unit.name}: {item.code} {item.expected.evidence.text} (batas {item.due_on:%d-%m-%Y})"
