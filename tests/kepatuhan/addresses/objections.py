"""The right of reply, at an assessment that is in reply and has an objection."""

from agencies.roles import Role
from tests.kepatuhan.addresses.vocabulary import BUREAU, CHECKERS, EVERYBODY, HEAD, OFFICE, Address, Side, of, of_period

VALIDATOR = frozenset({Role.VALIDATOR})


def of_replied(side: Side) -> dict[str, object]:
    return {"public_id": side.objection.locus.assessment.public_id}


def of_indicator(side: Side) -> dict[str, object]:
    return {**of_replied(side), "locus_id": side.objection.locus.public_id, "code": "IN-02"}


def of_reply_file(side: Side) -> dict[str, object]:
    return {"public_id": side.objection.files.get().public_id}


ADDRESSES: dict[str, Address] = {
    "reply_list": Address(EVERYBODY, scoped=False),
    "reply_detail": Address(OFFICE | HEAD | BUREAU, arguments=of_replied),
    "reply_open": Address(VALIDATOR | HEAD, OFFICE - VALIDATOR | BUREAU, of_replied, "post"),
    "reply_end": Address(BUREAU, OFFICE | HEAD, of_replied, "post"),
    "objection_new": Address(BUREAU, OFFICE | HEAD, of_indicator),
    "objection_detail": Address(OFFICE | HEAD | BUREAU, arguments=of("objection")),
    "objection_evidence": Address(BUREAU, OFFICE | HEAD, of("objection"), "post"),
    "objection_decide": Address(CHECKERS | HEAD, OFFICE - CHECKERS | BUREAU, of("objection"), "post"),
    "objection_file": Address(OFFICE | HEAD | BUREAU, arguments=of_reply_file),
    "period_objections": Address(OFFICE | HEAD, EVERYBODY - OFFICE - HEAD, of_period, scoped=False),
}
