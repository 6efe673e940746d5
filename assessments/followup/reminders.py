"""Letters about late recommendations: to the owner, then the bureau, then the head of the agency."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from agencies.models import Event, User
from agencies.roles import Role
from assessments.followup.escalation import Level, level_on
from assessments.followup.presenters import late_words
from assessments.followup.selectors.people import bureaus_and_heads
from assessments.models import OWED_STEPS, Recommendation

VERB = "remind_follow_up"
ROLES = {Level.BUREAU: Role.BUREAU, Level.HEAD: Role.OFFICIAL}


def remind(*, today: date) -> int:
    """Write to everyone whom a delay has reached since the last time; the number of letters.

    Each level is told once for each last day of a recommendation. A person gets one letter with all that is theirs.
    """
    reached = _reached(today)
    letters: dict[User, list[Recommendation]] = defaultdict(list)
    for row, people, _ in reached:
        for person in people:
            letters[person].append(row)
    for person, rows in letters.items():
        _send(person, rows, today)
    for row, people, level in reached:
        Event.objects.record(
            actor=None,
            verb=VERB,
            target=row,
            agency=row.agency,
            detail={"level": level.value, "due_on": row.due_on, "to": sorted(person.pk for person in people)},
        )
    return len(letters)


def _reached(today: date) -> list[tuple[Recommendation, list[User], Level]]:
    """Late recommendations that have come to a level nobody was told of yet, with the people of the new levels."""
    late = Recommendation.objects.at_step(*OWED_STEPS).filter(due_on__lt=today).with_names().order_by("due_on", "pk")
    rows = list(late)
    told = _told(rows)
    people = bureaus_and_heads({row.agency_id for row in rows}, today=today)
    found = []
    for row in rows:
        level = level_on(today, row.due_on)
        before = told.get((row.pk, str(row.due_on)), Level.IN_TIME)
        if level > before:
            found.append((row, _people_of(row, before, level, people), level))
    return found


def _told(rows: list[Recommendation]) -> dict[tuple[int, str], Level]:
    """The highest level that was told of each recommendation and last day; one query."""
    told: dict[tuple[int, str], Level] = {}
    events = Event.objects.filter(
        verb=VERB, target_type=Recommendation._meta.label_lower, target_id__in=[str(row.pk) for row in rows]
    )
    for key, detail in events.values_list("target_id", "detail"):
        place = int(key), str(detail["due_on"])
        told[place] = max(told.get(place, Level.IN_TIME), Level(detail["level"]))
    return told


def _people_of(
    row: Recommendation, before: Level, level: Level, people: Mapping[tuple[int, str], list[User]]
) -> list[User]:
    """Those of the levels above `before`; what has no owner with an account is the bureau's from the first day."""
    found: list[User] = []
    bureau = people.get((row.agency_id, Role.BUREAU), [])
    if before < Level.OWNER:
        found += [row.owner] if row.owner and row.owner.is_active else bureau
    for each, role in ROLES.items():
        if before < each <= level:
            found += people.get((row.agency_id, role), [])
    return list(dict.fromkeys(found))


def _send(person: User, rows: list[Recommendation], today: date) -> None:
    site = settings.SITE_URL.rstrip("/")
    lines = [
        (row, late_words(row.due_on, today), f"{site}{reverse('recommendation_detail', args=[row.public_id])}")
        for row in rows
    ]
    body = render_to_string("assessments/followup/letters/late.txt", {"person": person, "lines": lines})
    send_mail(f"{len(rows)} saran Ombudsman lewat batas waktu", body, settings.DEFAULT_FROM_EMAIL, [person.email])
