"""What happened to a locus is read by those who read its sheet; who read what, by head office and administrators."""

from tests.kepatuhan.addresses.vocabulary import ADMIN, EVERYBODY, HEAD, OFFICE, Address, of_locus

ADDRESSES: dict[str, Address] = {
    "history": Address(OFFICE | HEAD, arguments=of_locus(kind="lokus")),
    "access_log": Address(HEAD | ADMIN, EVERYBODY - HEAD - ADMIN, scoped=False),
}
