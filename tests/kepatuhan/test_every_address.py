"""Every address x every role x own and other region: one walk over the list of addresses itself.

Outside one's scope an address does not exist (404); inside without permission it is forbidden (403); a stranger
is led to the sign-in page. An address that is missing from the table below fails the walk.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from agencies.models import Agency, Membership, Office, ServiceUnit, User
from agencies.roles import Role
from assessments.demo.services import load_demo
from assessments.fieldwork.services import plan_assessment
from assessments.models import Assessment, Evidence, EvidenceVersion, Locus, Period, Report, Result, Visit
from assessments.models.preparation import ChecklistItem, ItemFile, PreparationFile
from assessments.reports.services import issue_report
from assessments.results.services import compute

OFFICE = frozenset({Role.ASSESSOR, Role.LEAD, Role.VERIFIER, Role.VALIDATOR})
CHECKERS = frozenset({Role.VERIFIER, Role.VALIDATOR})
HEAD = frozenset({Role.HEAD_OFFICE})
AGENCY = frozenset({Role.BUREAU, Role.OFFICIAL})
UNIT = frozenset({Role.UNIT_CONTACT})
LEAD = frozenset({Role.LEAD})
TEAM = frozenset({Role.ASSESSOR, Role.LEAD})
PLANNERS = LEAD | CHECKERS | HEAD
EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Side:
    """One agency's rows of a released and of an open round."""

    agency: Agency
    released: Assessment
    open: Assessment
    locus: Locus
    result: Result
    report: Report
    attached: ItemFile
    evidence: Evidence
    visit: Visit


Arguments = Callable[[Side], dict[str, object]]


@dataclass(frozen=True)
class Address:
    """Who gets in (`ok`), who is told that it is not for them (`forbidden`); for all others it does not exist."""

    ok: frozenset[Role]
    forbidden: frozenset[Role] = frozenset()
    arguments: Arguments = field(default=lambda side: {})
    method: str = "get"
    scoped: bool = True


def of(name: str) -> Arguments:
    return lambda side: {"public_id": getattr(side, name).public_id}


def of_locus(**more: object) -> Arguments:
    return lambda side: {"public_id": side.locus.public_id, **more}


def of_subject(side: Side) -> dict[str, object]:
    return {"public_id": side.locus.public_id, "subject": side.locus.subjects.get(kind="unit").pk}


def of_answer(side: Side) -> dict[str, object]:
    return {**of_subject(side), "indicator": "IN-01", "method": "document"}


def of_chosen(side: Side) -> dict[str, object]:
    answer = side.locus.answers.order_by("pk").first()
    return {"public_id": side.locus.public_id, "answer": answer.pk if answer else 1}


def of_period(side: Side) -> dict[str, object]:
    return {"public_id": side.open.period.public_id}


def of_declaration(side: Side) -> dict[str, object]:
    member = side.open.team.first()
    return {"public_id": side.open.public_id, "user": member.user_id if member else 1}


def of_unit(side: Side) -> dict[str, object]:
    locus = side.released.loci.get(unit__kind="dinsos")
    return {"public_id": side.result.public_id, "locus_id": locus.public_id}


def of_evidence(**more: object) -> Arguments:
    return lambda side: {"public_id": side.locus.public_id, "evidence_id": side.evidence.public_id, **more}


def of_own_unit(**more: object) -> Arguments:
    return lambda side: {"public_id": side.locus.unit.public_id, **more}


def of_item(**more: object) -> Arguments:
    return of_own_unit(indicator="IN-01", number=1, **more)


def of_file(side: Side) -> dict[str, object]:
    return {"public_id": side.attached.file.public_id}


def of_attached(side: Side) -> dict[str, object]:
    return of_item(attached=side.attached.pk)(side)


anyone = Address(EVERYBODY, scoped=False)

ADDRESSES: dict[str, Address] = {
    # for everyone who is signed in
    "home": anyone,
    "account": anyone,
    "password_change": anyone,
    "password_change_done": anyone,
    "agency_list": anyone,
    "instrument_list": anyone,
    "instrument_detail": Address(EVERYBODY, arguments=lambda side: {"code": "opini-2026"}, scoped=False),
    "result_list": anyone,
    "report_list": anyone,
    # who is who
    "agency_detail": Address(EVERYBODY, arguments=of("agency")),
    # fieldwork: the team enters, the office's checkers and the head office read
    "worklist": Address(EVERYBODY, scoped=False),
    "assessment_detail": Address(OFFICE | HEAD, arguments=of("open")),
    "locus_sheet": Address(OFFICE | HEAD, arguments=of_locus()),
    "sheet_part": Address(OFFICE | HEAD, arguments=of_locus(slug="dokumen")),
    "sheet_progress": Address(OFFICE | HEAD, arguments=of_locus()),
    "locus_indicator": Address(OFFICE | HEAD, arguments=of_locus(code="IN-01")),
    "answer_save": Address(TEAM, CHECKERS | HEAD, of_answer, "post"),
    "subject_save": Address(TEAM, CHECKERS | HEAD, of_subject, "post"),
    "subject_count": Address(TEAM, CHECKERS | HEAD, of_locus(kind="user"), "post"),
    "indicator_exclude": Address(TEAM, CHECKERS | HEAD, of_locus(code="IN-01"), "post"),
    "indicator_include": Address(TEAM, CHECKERS | HEAD, of_locus(code="IN-01"), "post"),
    "choose_value": Address(LEAD, OFFICE - LEAD | HEAD, of_chosen, "post"),
    "locus_submit": Address(LEAD, OFFICE - LEAD | HEAD, of_locus(), "post"),
    # evidence
    "evidence_list": Address(OFFICE | HEAD, arguments=of_locus()),
    "evidence_detail": Address(OFFICE | HEAD, arguments=of_evidence()),
    "evidence_download": Address(OFFICE | HEAD, arguments=of_evidence(number=1)),
    "evidence_picture": Address(OFFICE | HEAD, arguments=of_evidence(number=1, size="layar")),
    "evidence_add": Address(TEAM, CHECKERS | HEAD, of_locus(code="IN-01"), "post"),
    "evidence_link": Address(TEAM, CHECKERS | HEAD, of_locus(code="IN-01"), "post"),
    "evidence_describe": Address(TEAM, CHECKERS | HEAD, of_evidence(), "post"),
    "evidence_replace": Address(TEAM, CHECKERS | HEAD, of_evidence(), "post"),
    "evidence_withdraw": Address(TEAM, CHECKERS | HEAD, of_evidence(), "post"),
    "judgement_keep": Address(TEAM, CHECKERS | HEAD, of_chosen, "post"),
    # review
    "locus_review": Address(OFFICE | HEAD, arguments=of_locus()),
    "locus_verify": Address(frozenset({Role.VERIFIER}), OFFICE - {Role.VERIFIER} | HEAD, of_locus(), "post"),
    "locus_validate": Address(frozenset({Role.VALIDATOR}), OFFICE - {Role.VALIDATOR} | HEAD, of_locus(), "post"),
    "locus_return": Address(CHECKERS, TEAM | HEAD, of_locus(), "post"),
    "locus_unlock": Address(CHECKERS, TEAM | HEAD, of_locus(), "post"),
    "locus_comment": Address(OFFICE | HEAD, arguments=of_locus(code="IN-01"), method="post"),
    "locus_value": Address(CHECKERS, TEAM | HEAD, of_chosen),
    "period_list": Address(OFFICE | HEAD, EVERYBODY - OFFICE - HEAD, scoped=False),
    "period_detail": Address(OFFICE | HEAD, EVERYBODY - OFFICE - HEAD, of_period, scoped=False),
    "period_release": Address(HEAD, EVERYBODY - HEAD, of_period, "post", scoped=False),
    "period_audit": Address(HEAD, EVERYBODY - HEAD, of_period, scoped=False),
    # planning: the office's lead, verifier and validator plan, and so does the head office
    "period_create": Address(HEAD, EVERYBODY - HEAD, scoped=False),
    "period_change": Address(HEAD, EVERYBODY - HEAD, of_period, scoped=False),
    "team_board": Address(PLANNERS, EVERYBODY - PLANNERS, of_period, scoped=False),
    "plan_start": Address(PLANNERS, EVERYBODY - PLANNERS, of_period, scoped=False),
    "assessment_plan": Address(PLANNERS, OFFICE - PLANNERS, of("open")),
    "team_set": Address(PLANNERS, OFFICE - PLANNERS, of("open")),
    "locus_add": Address(PLANNERS, OFFICE - PLANNERS, of("open")),
    "locus_remove": Address(PLANNERS, OFFICE - PLANNERS, of_locus()),
    "locus_leave_out": Address(PLANNERS, OFFICE - PLANNERS, of_locus()),
    "assessment_leave_out": Address(PLANNERS, OFFICE - PLANNERS, of("open")),
    "visit_create": Address(PLANNERS, OFFICE - PLANNERS, of_locus()),
    "visit_change": Address(PLANNERS, OFFICE - PLANNERS, of("visit")),
    "visit_cancel": Address(PLANNERS, OFFICE - PLANNERS, of("visit"), "post"),
    "independence": Address(TEAM, CHECKERS | HEAD, of("open")),
    "declaration_reopen": Address(PLANNERS, OFFICE - PLANNERS, of_declaration),
    "calendar": Address(OFFICE | HEAD, EVERYBODY - OFFICE - HEAD, scoped=False),
    "calendar_file": Address(OFFICE | HEAD, EVERYBODY - OFFICE - HEAD, scoped=False),
    # results and reports
    "result_detail": Address(OFFICE | HEAD | AGENCY, arguments=of("result")),
    "result_trace": Address(OFFICE | HEAD | AGENCY, arguments=of("result")),
    "result_trace_json": Address(OFFICE | HEAD | AGENCY, arguments=of("result")),
    "result_unit": Address(OFFICE | HEAD | AGENCY | UNIT, arguments=of_unit),
    "result_unit_trace": Address(OFFICE | HEAD | AGENCY | UNIT, arguments=of_unit),
    "result_preview": Address(OFFICE | HEAD, AGENCY, of("released")),
    "result_compute": Address(HEAD, OFFICE | AGENCY, of("released"), "post"),
    "report_issue": Address(
        frozenset({Role.VALIDATOR}) | HEAD, OFFICE - {Role.VALIDATOR} | AGENCY, of("result"), "post"
    ),
    "report_download": Address(OFFICE | HEAD | AGENCY, arguments=of("report")),
}

ADMIN = frozenset({Role.ADMINISTRATOR})
PREPARING = AGENCY | UNIT
BUREAU = frozenset({Role.BUREAU})
OTHERS_HERE = EVERYBODY - PREPARING
ADDRESSES |= {
    # preparation: the agency's own work, which the Ombudsman's side may read but for the agency's own judgement
    "preparation_home": anyone,
    "preparation_agency": Address(PREPARING | OFFICE | HEAD, ADMIN, of("agency")),
    "preparation_brief": Address(PREPARING, OTHERS_HERE, of("agency")),
    "preparation_what_if": Address(PREPARING, OTHERS_HERE, of("agency")),
    "preparation_unit": Address(PREPARING | OFFICE | HEAD, ADMIN, of_own_unit()),
    "preparation_item": Address(PREPARING | OFFICE | HEAD, ADMIN, of_item()),
    "preparation_comment": Address(PREPARING | OFFICE | HEAD, ADMIN, of_item(), "post"),
    "preparation_file": Address(PREPARING | OFFICE | HEAD, arguments=of_file),
    "preparation_upload": Address(BUREAU | UNIT, EVERYBODY - BUREAU - UNIT, of_item(), "post"),
    "preparation_reuse": Address(BUREAU | UNIT, EVERYBODY - BUREAU - UNIT, of_item(), "post"),
    "preparation_detach": Address(BUREAU | UNIT, EVERYBODY - BUREAU - UNIT, of_attached, "post"),
    "preparation_link": Address(BUREAU | UNIT, EVERYBODY - BUREAU - UNIT, of_item(), "post"),
    "preparation_assign": Address(BUREAU, EVERYBODY - BUREAU, of_item(), "post"),
    "preparation_judge": Address(BUREAU, EVERYBODY - BUREAU, of_item(), "post"),
    "preparation_self": Address(PREPARING, OTHERS_HERE, of_own_unit()),
    "preparation_share": Address(BUREAU, EVERYBODY - BUREAU, of_own_unit(), "post"),
    "preparation_own_level": Address(BUREAU | UNIT, EVERYBODY - BUREAU - UNIT, of_own_unit(indicator="IN-01"), "post"),
    "preparation_own_review": Address(BUREAU, EVERYBODY - BUREAU, of_own_unit(indicator="IN-01"), "post"),
}

PUBLIC = {
    "help",
    "login",
    "logout",
    "password_reset",
    "password_reset_done",
    "password_reset_confirm",
    "password_reset_complete",
}


def addresses(resolver: URLResolver | None = None) -> Iterator[str]:
    """The name of every address outside the set-up site, which has a test of its own."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from addresses(entry)
        elif isinstance(entry, URLPattern) and entry.name:
            yield entry.name


@pytest.fixture
def world(db):
    """The demo, and beside it a regency of another office with rows of its own."""
    call_command("load_register", verbosity=0)
    call_command("load_rules", verbosity=0)
    load_demo(with_reports=False)
    office = Office.objects.get(code="lampung")
    elsewhere = Agency.objects.filter(office=office, kind="kabupaten").first()
    unit = ServiceUnit.objects.create(agency=elsewhere, kind="dinsos", name="Dinas Sosial")
    validator = User.objects.get(email="validator@contoh.example")
    for period in Period.objects.all():
        plan_assessment(actor=validator, period=period, agency=elsewhere, units=[unit], reason="contoh")
    compute(assessment=Assessment.objects.with_names().get(period__code="kepatuhan-2024", agency=elsewhere), actor=None)
    return {code: _side(Agency.objects.get(code=code), validator) for code in ("16.06", "16.03", elsewhere.code)} | {
        "elsewhere": elsewhere.code
    }


def _side(agency: Agency, actor: User) -> Side:
    rounds = {each.period.code: each for each in agency.assessments.select_related("period")}
    result = Result.objects.get(assessment=rounds["kepatuhan-2024"])
    locus = rounds["opini-2026"].loci.get(unit__kind="dinsos")
    item, _ = ChecklistItem.objects.get_or_create(
        unit=locus.unit, period=rounds["opini-2026"].period, indicator="IN-01", number=1
    )
    file = PreparationFile(unit=locus.unit, name="renja.pdf", media_type="application/pdf", size=4, uploaded_by=actor)
    file.sha256 = "0" * 64
    file.file.save("renja.pdf", ContentFile(b"%PDF"))
    return Side(
        agency=agency,
        released=rounds["kepatuhan-2024"],
        open=rounds["opini-2026"],
        locus=locus,
        result=result,
        report=issue_report(result=Result.objects.with_names().get(pk=result.pk), actor=actor),
        evidence=_evidence(locus, actor),
        attached=ItemFile.objects.create(item=item, file=file, attached_by=actor),
        visit=Visit.objects.create(locus=locus, on=date(2026, 12, 9), starts_at=time(9), place="Kantor"),
    )


def _evidence(locus: Locus, actor: User) -> Evidence:
    evidence = Evidence.objects.create(locus=locus, title="Renja")
    version = EvidenceVersion(evidence=evidence, number=1, name="renja.jpg", media_type="image/jpeg", size=3)
    version.sha256, version.uploaded_by = "1" * 64, actor
    version.file.save("renja.jpg", ContentFile(b"jpg"), save=False)
    version.screen.save(f"{locus.public_id}.jpg", ContentFile(b"jpg"), save=False)
    version.save()
    return evidence


def people_of_muba() -> dict[Role, User]:
    """One person for each role, all of them at Musi Banyuasin or the office that assesses it."""
    muba = Agency.objects.get(code="16.06")
    contact = User.objects.create_user("narahubung.dinsos@contoh.example", full_name="Narahubung Dinsos")
    Membership.objects.create(
        user=contact, role=Role.UNIT_CONTACT, unit=muba.units.get(kind="dinsos"), since=date(2024, 1, 1)
    )
    emails = {
        Role.ASSESSOR: "asesor",
        Role.LEAD: "ketua",
        Role.VERIFIER: "verifikator",
        Role.VALIDATOR: "validator",
        Role.HEAD_OFFICE: "pusat",
        Role.BUREAU: "bagor",
        Role.OFFICIAL: "pejabat",
        Role.ADMINISTRATOR: "admin",
    }
    return {role: User.objects.get(email=f"{name}@contoh.example") for role, name in emails.items()} | {
        Role.UNIT_CONTACT: contact
    }


def test_every_address_is_in_the_table():
    assert set(addresses()) - PUBLIC == set(ADDRESSES)


def test_everyone_sees_their_own_and_nobody_sees_another_s(world, client):
    wrong = list(_open_to_strangers(client, world["16.06"]))
    for role, person in people_of_muba().items():
        client.force_login(person)
        office_side = role in OFFICE
        sides = {"own": world["16.06"], "other": world[world["elsewhere"]] if office_side else world["16.03"]}
        for name, address in ADDRESSES.items():
            for which, side in sides.items():
                found = _status(client, name, address, side)
                expected = _expected(role, address, other=which == "other")
                if found != expected:
                    wrong.append(f"{name} as {role.value} at {which}: {found}, expected {expected}")
    assert not wrong, "\n".join(wrong)


def _open_to_strangers(client, side: Side) -> Iterator[str]:
    """Addresses that do not lead someone who is not signed in to the sign-in page."""
    for name, address in ADDRESSES.items():
        url = reverse(name, kwargs=address.arguments(side))
        response = getattr(client, address.method)(url)
        if response.status_code != 302 or not response.url.startswith("/masuk/"):
            yield f"{name} as a stranger: {response.status_code}"


def _expected(role: Role, address: Address, *, other: bool) -> str:
    reaches = not (other and address.scoped) or role in {Role.HEAD_OFFICE, Role.ADMINISTRATOR}
    if reaches and role in address.ok:
        return "ok"
    if reaches and role in address.forbidden:
        return "403"
    return "404"


def _status(client, name: str, address: Address, side: Side) -> str:
    """What the address answers, and nothing it does is kept."""
    url = reverse(name, kwargs=address.arguments(side))
    with transaction.atomic():
        status = getattr(client, address.method)(url).status_code
        transaction.set_rollback(True)
    return str(status) if status in {403, 404, 500} else "ok"
