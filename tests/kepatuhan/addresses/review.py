"""Two approvals, and the periods."""

from agencies.roles import Role
from tests.kepatuhan.addresses.vocabulary import (
    CHECKERS,
    EVERYBODY,
    HEAD,
    OFFICE,
    TEAM,
    Address,
    of_chosen,
    of_locus,
    of_period,
)

ADDRESSES: dict[str, Address] = {
    "locus_review": Address(OFFICE | HEAD, arguments=of_locus()),
    "locus_verify": Address(frozenset({Role.VERIFIER}), OFFICE - {Role.VERIFIER} | HEAD, of_locus(), "post"),
    "locus_validate": Address(frozenset({Role.VALIDATOR}), OFFICE - {Role.VALIDATOR} | HEAD, of_locus(), "post"),
    "locus_return": Address(CHECKERS, TEAM | HEAD, of_locus(), "post"),
    "locus_unlock": Address(CHECKERS, TEAM | HEAD, of_locus(), "post"),
    "locus_comment": Address(OFFICE | HEAD, arguments=of_locus(code="IN-01"), method="post"),
    "locus_value": Address(CHECKERS, TEAM | HEAD, of_chosen),
    "period_list": Address(OFFICE | HEAD, EVERYBODY - OFFICE - HEAD, scoped=False),
    "period_detail": Address(OFFICE | HEAD, EVERYBODY - OFFICE - HEAD, of_period, scoped=False),
    "period_audit": Address(HEAD, EVERYBODY - HEAD, of_period, scoped=False),
}
