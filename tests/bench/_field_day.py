"""A day in the field: teams of about three at one locus each, signed in, with every answer they are going to give."""

import uuid
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import reverse

from agencies.models import Agency, Membership, Office, Region, Role, ServiceProduct, ServiceUnit, User
from assessments.fieldwork.planning.services import declare_independence, plan_assessment, set_team
from assessments.fieldwork.questions import Key, instrument_at, questions_at
from assessments.instruments.loader import EDITIONS
from assessments.models import Locus, Period
from assessments.rulebook.services import publish_issue
from tests.bench._senders import TOKEN, Post

EDITION = "opini-2026"
TEAM = 3
SAVED = b"Tersimpan"


@dataclass
class Assessor:
    """One person with a session, the posts of a day, and how each answer stands after them: version and level."""

    person: User
    cookie: str
    posts: list[Post]
    given: dict[Key, tuple[int, int]]


def begin(assessors: int, *, answers: int) -> list[Assessor]:
    """Teams under one period; each person answers their third of the sheet, then changes it: `answers` posts."""
    content = (EDITIONS / f"{EDITION}.yaml").read_bytes()
    issue, _ = publish_issue(content=content, name=EDITION, actor=None)
    period = Period.objects.create(code="bench-field", name="Bench", year=2026, issue=issue)
    office = Office.objects.create(code="bench", name="Perwakilan Bench")
    province = Region.objects.create(code="B", name="Provinsi Bench", kind="provinsi", office=office)
    found: list[Assessor] = []
    for number in range(0, assessors, TEAM):
        people = [_person(office, place) for place in range(number, min(number + TEAM, assessors))]
        locus = _locus(period, office, province, number, people)
        asked = [
            question
            for question in questions_at(locus, instrument_at(locus), subjects=locus.subjects.all())
            if not question.is_secondary
        ]
        for place, person in enumerate(people):
            mine = asked[place::TEAM]
            given: dict[Key, tuple[int, int]] = {}
            posts = []
            for each in range(answers):
                version, nth = divmod(each, len(mine))
                posts.append(_post(locus, mine[nth].key, version))
                given[mine[nth].key] = (version + 1, version % 5)
            found.append(Assessor(person, _session(person), posts, given))
    return found


def _person(office: Office, number: int) -> User:
    person = User.objects.create_user(f"bench{number}@contoh.example", full_name=f"Asesor {number}")
    Membership.objects.create(user=person, role=Role.ASSESSOR, office=office, since=date(2024, 1, 1))
    return person


def _locus(period: Period, office: Office, province: Region, number: int, people: list[User]) -> Locus:
    region = Region.objects.create(code=f"B{number}", name=f"Kabupaten {number}", kind="kabupaten", parent=province)
    agency = Agency.objects.create(
        code=f"B{number}", kind="kabupaten", name=f"Kabupaten {number}", region=region, office=office
    )
    unit = ServiceUnit.objects.create(agency=agency, kind="dinsos", name="Dinas Sosial")
    for product in ("Rekomendasi", "Keterangan"):
        ServiceProduct.objects.create(unit=unit, name=product, kind="administratif")
    assessment = plan_assessment(actor=people[0], period=period, agency=agency, units=[unit], reason="Satu unit.")
    set_team(actor=people[0], assessment=assessment, lead=people[0], members=people[1:])
    for person in people:
        declare_independence(actor=person, assessment=assessment, other_agency=True, no_relatives=True, no_gifts=True)
    return Locus.objects.with_names().get(assessment=assessment)


def _session(person: User) -> str:
    """The cookies of someone who signed in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def _post(locus: Locus, key: Key, version: int) -> Post:
    """A level for a question, as the sheet sends it after it showed that `version`; never the level that stands."""
    indicator, method, subject = key
    prefix = f"{indicator}-{method}-{subject}"
    return Post(
        reverse("answer_save", args=(locus.public_id, indicator, method, subject)),
        urlencode(
            {
                "csrfmiddlewaretoken": TOKEN,
                f"{prefix}-choice": str(version % 5),
                f"{prefix}-reason": "",
                f"{prefix}-note": "",
                f"{prefix}-seen": f"{version}.",
                f"{prefix}-client_id": str(uuid.uuid4()),
            }
        ),
        SAVED,
    )
