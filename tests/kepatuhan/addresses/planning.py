"""The office's lead, verifier and validator plan, and so does the head office."""

from tests.kepatuhan.addresses.vocabulary import (
    CHECKERS,
    EVERYBODY,
    HEAD,
    OFFICE,
    PLANNERS,
    TEAM,
    Address,
    of,
    of_declaration,
    of_locus,
    of_period,
)

ADDRESSES: dict[str, Address] = {
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
}
