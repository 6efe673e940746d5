"""Every address of the application and who gets in, one table for each room."""

from tests.kepatuhan.addresses import (
    chronicle,
    contacts,
    everyone,
    fieldwork,
    followup,
    mentoring,
    objections,
    offline,
    planning,
    preparation,
    publishing,
    quality,
    results,
    review,
    second_rating,
)
from tests.kepatuhan.addresses.vocabulary import Address

TABLES = (
    chronicle,
    contacts,
    everyone,
    fieldwork,
    offline,
    followup,
    objections,
    mentoring,
    planning,
    preparation,
    quality,
    publishing,
    results,
    review,
    second_rating,
)
ADDRESSES: dict[str, Address] = {name: address for table in TABLES for name, address in table.ADDRESSES.items()}

PUBLIC = {
    "help",
    "login",
    "logout",
    "offline_manifest",
    "offline_pulse",
    "offline_shell",
    "offline_worker",
    "opinions",
    "opinions_csv",
    "password_reset",
    "password_reset_done",
    "password_reset_confirm",
    "password_reset_complete",
    "verification",
    "verification_home",
}
