"""What the checks found: those who read a sheet read it there, checkers and the head office over a period."""

from tests.kepatuhan.addresses.vocabulary import CHECKERS, EVERYBODY, HEAD, OFFICE, TEAM, Address, of_locus, of_period

ADDRESSES: dict[str, Address] = {
    "locus_quality": Address(OFFICE | HEAD, arguments=of_locus()),
    "locus_check": Address(CHECKERS | HEAD, TEAM, of_locus(), "post"),
    "locus_waive": Address(CHECKERS | HEAD, TEAM, of_locus(), "post"),
    "period_quality": Address(CHECKERS | HEAD, EVERYBODY - CHECKERS - HEAD, of_period, scoped=False),
    "period_check": Address(CHECKERS | HEAD, EVERYBODY - CHECKERS - HEAD, of_period, "post", scoped=False),
}
