"""What every signed-in person opens, and who is who."""

from tests.kepatuhan.addresses.vocabulary import EVERYBODY, Address, anyone, of

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
}
