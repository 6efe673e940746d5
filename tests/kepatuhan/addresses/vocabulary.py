"""Who gets in where: the words of the tables of addresses, and the rows an address is asked with."""

from collections.abc import Callable
from dataclasses import dataclass, field

from agencies.models import Agency
from agencies.roles import Role
from assessments.models import (
    AgreedAction,
    Assessment,
    Evidence,
    Locus,
    MentoringFile,
    MentoringSession,
    Objection,
    ProofFile,
    Recommendation,
    Report,
    ReportBatch,
    Result,
    SecondRating,
    UserContact,
    Visit,
)
from assessments.models.preparation import ItemFile

OFFICE = frozenset({Role.ASSESSOR, Role.LEAD, Role.VERIFIER, Role.VALIDATOR})
CHECKERS = frozenset({Role.VERIFIER, Role.VALIDATOR})
HEAD = frozenset({Role.HEAD_OFFICE})
AGENCY = frozenset({Role.BUREAU, Role.OFFICIAL})
UNIT = frozenset({Role.UNIT_CONTACT})
LEAD = frozenset({Role.LEAD})
TEAM = frozenset({Role.ASSESSOR, Role.LEAD})
PLANNERS = LEAD | CHECKERS | HEAD
EVERYBODY = frozenset(Role)


ADMIN = frozenset({Role.ADMINISTRATOR})
PREPARING = AGENCY | UNIT
BUREAU = frozenset({Role.BUREAU})
VALIDATOR = frozenset({Role.VALIDATOR})
OTHERS_HERE = EVERYBODY - PREPARING


@dataclass(frozen=True)
class Side:
    """One agency's rows of a released and of an open round."""

    agency: Agency
    released: Assessment
    open: Assessment
    locus: Locus
    result: Result
    unreleased: Result
    report: Report
    order: ReportBatch
    attached: ItemFile
    evidence: Evidence
    visit: Visit
    contact: UserContact
    recommendation: Recommendation
    proof: ProofFile
    objection: Objection
    session: MentoringSession
    action: AgreedAction
    material: MentoringFile
    second: SecondRating


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


def of_session(**more: object) -> Arguments:
    return lambda side: {"public_id": side.session.public_id, **more}


def of_guest(side: Side) -> dict[str, object]:
    guest = side.session.participants.filter(side="agency").first()
    return {"public_id": side.session.public_id, "participant": guest.pk if guest else 1}


def of_action(side: Side) -> dict[str, object]:
    return {"public_id": side.session.public_id, "action": side.action.pk}


anyone = Address(EVERYBODY, scoped=False)
