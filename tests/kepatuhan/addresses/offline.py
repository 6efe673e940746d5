"""The field: the team takes sheets along and sends journals; the shell itself is the same for everyone."""

from tests.kepatuhan.addresses.vocabulary import CHECKERS, EVERYBODY, HEAD, TEAM, Address, of_locus

UPLOAD = "0f8fad5b-d9cb-469f-a165-70867728950e"

ADDRESSES: dict[str, Address] = {
    "offline_takeable": Address(TEAM | HEAD, EVERYBODY - TEAM - HEAD, scoped=False),
    "offline_journal": Address(TEAM | HEAD, EVERYBODY - TEAM - HEAD, method="post", scoped=False),
    "offline_pack": Address(TEAM, CHECKERS | HEAD, of_locus(), "post"),
    "offline_import": Address(TEAM | HEAD, EVERYBODY - TEAM - HEAD, scoped=False),
    "offline_waiting": Address(TEAM | HEAD, EVERYBODY - TEAM - HEAD, scoped=False),
    "offline_decide": Address(
        frozenset(), EVERYBODY - TEAM - HEAD, lambda side: {"client_id": UPLOAD}, "post", scoped=False
    ),
    "offline_photo": Address(TEAM, CHECKERS | HEAD, of_locus(upload_id=UPLOAD)),
}
