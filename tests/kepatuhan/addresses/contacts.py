"""Contacts: gathered by the unit and its bureau, read masked by the Ombudsman's side, opened by those who interview."""

from agencies.roles import Role
from tests.kepatuhan.addresses.vocabulary import AGENCY, EVERYBODY, HEAD, OFFICE, TEAM, UNIT, Address, Side, of_own_unit

GATHERING = UNIT | {Role.BUREAU}


def of_contact(side: Side) -> dict[str, object]:
    return of_own_unit(contact=side.contact.public_id)(side)


ADDRESSES: dict[str, Address] = {
    "contacts": Address(GATHERING | OFFICE | HEAD, AGENCY - GATHERING | {Role.ADMINISTRATOR}, of_own_unit()),
    "contact_reveal": Address(GATHERING | TEAM, EVERYBODY - GATHERING - TEAM, of_contact, "post"),
    "contact_remove": Address(GATHERING, EVERYBODY - GATHERING, of_contact, "post"),
}
