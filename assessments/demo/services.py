"""Loading the demo: safe to repeat, refused in production."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, Membership, Office, Region, ServiceProduct, ServiceUnit, User
from agencies.roles import Role
from assessments.demo.answers import Quality, invented_answers, leave_without_value
from assessments.demo.closing import close_round, reply_and_decide
from assessments.demo.evidence import invent_evidence
from assessments.demo.followup import invent_follow_up
from assessments.demo.mentoring import invent_mentoring
from assessments.demo.offline import invent_journal
from assessments.demo.preparation import invent_preparation
from assessments.demo.review import hand_over
from assessments.demo.second_eyes import invent_second_eyes
from assessments.demo.visits import invent_visits
from assessments.fieldwork.planning.services import (
    declare_independence,
    plan_assessment,
    set_team,
)
from assessments.handing_on import quietly
from assessments.models import (
    Action,
    Answer,
    Assessment,
    InstrumentIssue,
    Locus,
    Period,
    PeriodWindow,
    Result,
    Subject,
    SubjectKind,
)
from assessments.quality.selectors.findings import handed_over
from assessments.quality.services import check_period
from assessments.reports.services import issue_report
from assessments.results.services import compute

CONTENT = Path(__file__).parent / "content.yaml"
DOMAIN = "contoh.example"
PASSWORD = "contoh-kepatuhan-2026"  # noqa: S105 - the demo's sign-ins are printed for everyone, and only local


class DemoRefusedError(Exception):
    """The demo was asked for where it must not exist, or before what it stands on."""


@dataclass(frozen=True)
class SignIn:
    role: str
    email: str
    name: str
    place: str


def load_demo(*, with_reports: bool = True) -> bool:
    """Make the demo's people, places, assessments, results and reports; False when all of it was there already.

    Raises DemoRefusedError in production, or while the register or the rules are not loaded.
    """
    if not settings.DEMO_ALLOWED:
        raise DemoRefusedError("Data contoh tidak dapat dimuat di lingkungan produksi.")
    content = _content()
    office = Office.objects.filter(code=content["office"]).first()
    if office is None or not InstrumentIssue.objects.exists():
        raise DemoRefusedError("Muat dahulu register dan instrumen: manage.py load_register, manage.py load_rules.")
    with transaction.atomic(), quietly():
        agencies = _agencies(content, office)
        _units(content["units"], agencies)
        people = _people(content["people"], office)
        loaded = [
            _assessment(period, raw, agencies[code], content["units"][code], people)
            for raw in content["periods"]
            for period in [_period(raw)]
            for code in raw["agencies"]
        ]
        prepared = [
            _preparation(period, agencies[raw["agency"]], content["units"][raw["agency"]], people[raw["bureau"]])
            for raw in content["preparation"]
            for period in Period.objects.select_related("issue").filter(code=raw["period"])
        ]
        followed = [
            invent(agency=agencies[raw["agency"]], people=people, bureau=people[raw["bureau"]])
            for raw in content["follow_up"]
            for invent in (invent_follow_up, invent_mentoring)
        ]
        open_periods = list(Period.objects.filter(is_example=True, released_at__isnull=True))
        for period in open_periods if any(loaded) else ():
            check_period(actor=None, period=period, loci=handed_over(period))
        looked = [invent_second_eyes(period=period, people=people) for period in open_periods]
        carried = invent_journal(person=people["asesor"])
    if with_reports:
        _issue_reports(content["reports"], people["validator"])
    return any((*loaded, *prepared, *followed, *looked, carried))


def sign_ins() -> tuple[SignIn, ...]:
    """One sign-in for each role, in the order of the content; empty where the demo was never loaded."""
    members = Membership.objects.filter(user__email__endswith=f"@{DOMAIN}").select_related(
        "user", "office", "agency", "unit"
    )
    found: dict[str, SignIn] = {}
    for member in members.order_by("pk"):
        place = member.office or member.unit or member.agency or ""
        found.setdefault(
            member.role, SignIn(Role(member.role).label, member.user.email, member.user.full_name, str(place))
        )
    return tuple(found.values())


def _issue_reports(codes: Iterable[str], actor: User) -> None:
    """The reports that the demo's heads of agency find ready; one that is there already stays."""
    results = Result.objects.with_names().current().filter(assessment__agency__code__in=codes, is_example=True)
    for result in results:
        issue_report(result=result, actor=actor)


def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(CONTENT.read_text(encoding="utf-8"))
    return content


def _agencies(content: dict[str, Any], office: Office) -> dict[str, Agency]:
    for raw in content["agencies"]:
        Agency.objects.get_or_create(
            code=raw["code"],
            defaults={
                "kind": raw["kind"],
                "name": raw["name"],
                "office": office if raw.get("office") else None,
                "region": Region.objects.get(code=raw["region"]) if raw.get("region") else None,
            },
        )
    return {agency.code: agency for agency in Agency.objects.filter(code__in=content["units"])}


def _units(units: dict[str, list[dict[str, Any]]], agencies: dict[str, Agency]) -> None:
    for code, rows in units.items():
        for raw in rows:
            unit, _ = ServiceUnit.objects.get_or_create(
                agency=agencies[code], name=raw["name"], defaults={"kind": raw["kind"]}
            )
            for kind, names in raw["products"].items():
                for name in names:
                    ServiceProduct.objects.get_or_create(unit=unit, name=name, defaults={"kind": kind})


def _people(rows: Iterable[dict[str, str]], office: Office) -> dict[str, User]:
    people: dict[str, User] = {}
    for raw in rows:
        email = f"{raw['email']}@{DOMAIN}"
        person = User.objects.filter(email=email).first()
        if person is None:
            person = User.objects.create_user(email, PASSWORD, full_name=raw["name"])
        Membership.objects.get_or_create(
            user=person, role=raw["role"], **_place(raw.get("at", ""), office), defaults={"since": date(2024, 1, 1)}
        )
        people[raw["email"]] = person
    return people


def _place(at: str, office: Office) -> dict[str, Any]:
    """Where a membership is held: the office, an agency by code, or a unit as "code/name"."""
    if not at:
        return {}
    if at == "office":
        return {"office": office}
    code, _, unit = at.partition("/")
    if unit:
        return {"unit": ServiceUnit.objects.get(agency__code=code, name=unit)}
    return {"agency": Agency.objects.get(code=code)}


def _period(raw: dict[str, Any]) -> Period:
    period, _ = Period.objects.get_or_create(
        code=raw["code"],
        defaults={
            "name": raw["name"],
            "year": raw["year"],
            "issue": InstrumentIssue.objects.latest_of(raw["instrument"]),
            "released_at": _noon(raw["released"]) if "released" in raw else None,
            "is_public": raw.get("public", False),
            "is_example": True,
        },
    )
    for kind, (starts_on, ends_on) in raw["windows"].items():
        PeriodWindow.objects.get_or_create(
            period=period, kind=kind, defaults={"starts_on": _day(starts_on), "ends_on": _day(ends_on)}
        )
    return period


def _day(told: date | int) -> date:
    """A date as it stands there, or so many days from the day of loading."""
    return timezone.localdate() + timedelta(days=told) if isinstance(told, int) else told


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(5), tzinfo=UTC)  # 12.00 WIB


def _assessment(
    period: Period, raw: dict[str, Any], agency: Agency, units: list[dict[str, Any]], people: dict[str, User]
) -> bool:
    """One agency's round with invented answers; False when it was there already."""
    if Assessment.objects.filter(period=period, agency=agency).exists():
        return False
    by_office = agency.office_id is not None
    lead = people["ketua"] if by_office else people["pusat2"]
    members = (people["asesor"], people["asesor2"]) if by_office else (people["pusat2"],)
    assessment = plan_assessment(actor=lead, period=period, agency=agency)
    set_team(actor=lead, assessment=assessment, lead=lead, members=members)
    for person in dict.fromkeys((lead, *members)):
        declare_independence(actor=person, assessment=assessment, other_agency=True, no_relatives=True, no_gifts=True)
    quality = {row["name"]: Quality(row["strength"], frozenset(row["weak"])) for row in units}
    progress = raw.get("progress", [100])
    starts_on = _day(raw["windows"]["field"][0])
    answers: list[Answer] = []
    loci = list(assessment.loci.select_related("unit", "assessment__period").prefetch_related("subjects"))
    begun = [locus for place, locus in enumerate(loci) if progress[place % len(progress)] > 0]
    reached: dict[int, datetime] = {}
    if "released" not in raw and "closing" not in raw:
        reached = invent_visits(
            begun=begun,
            ahead=[locus for locus in loci if locus not in begun],
            week=raw["agencies"].index(agency.code),
            field=(starts_on, _day(raw["windows"]["field"][1])),
            lead=lead,
            team=members,
        )
    for place, locus in enumerate(loci):
        answers += invented_answers(
            instrument=period.issue.instrument,
            locus=locus,
            agency_kind=agency.kind,
            quality=quality[locus.unit.name],
            rater=members[place % len(members)],
            at=reached.get(locus.pk, _noon(starts_on)),
            progress=progress[place % len(progress)],
        )
        if "released" not in raw and progress[place % len(progress)] > 0:
            Locus.objects.move(locus, Action.BEGIN)
    leave_without_value(answers, raw.get("without_value", {}).get(agency.code, ()))
    Answer.objects.bulk_create(answers, batch_size=2000)
    Subject.objects.filter(locus__in=begun, kind=SubjectKind.PRODUCT).update(contacts_seen=15)
    if "released" in raw:
        validator = people["validator"] if by_office else people["pusat3"]
        close_round(assessment, people["verifikator"] if by_office else people["pusat"], validator, people["pusat"])
        compute(assessment=assessment, actor=validator)
    if "released" not in raw and by_office:
        invent_evidence(begun, lead)
    complete = [locus for place, locus in enumerate(loci) if progress[place % len(progress)] == 100]
    hand_over(complete, raw.get("handed_over", {}).get(agency.code, ()), people)
    if agency.code in raw.get("closing", {}):
        reply_and_decide(assessment, raw["closing"][agency.code], people)
    return True


def _preparation(period: Period, agency: Agency, rows: list[dict[str, Any]], bureau: User) -> bool:
    """How far an agency's own preparation is, of the kinds of unit that the period visits."""
    kinds = {rule.unit for rule in period.issue.instrument.loci[agency.kind]}  # type: ignore[index]  # a known kind
    return invent_preparation(
        period=period,
        agency=agency,
        units=agency.units.filter(kind__in=kinds),
        quality={row["name"]: Quality(row["strength"], frozenset(row["weak"])) for row in rows},
        bureau=bureau,
        at=_noon(period.windows.get(kind="preparation").starts_on),
    )
