"""The roles a person can hold, and the kind of place each of them is held at."""

from django.db import models


class Role(models.TextChoices):
    """The roles of the house; the label is what the screens say."""

    ASSESSOR = "assessor", "Asesor"
    LEAD = "lead", "Ketua Tim"
    VERIFIER = "verifier", "Kepala Keasistenan (verifikator)"
    VALIDATOR = "validator", "Kepala Perwakilan (validator)"
    HEAD_OFFICE = "head_office", "Kantor Pusat"
    BUREAU = "bureau", "Bagian Organisasi"
    UNIT_CONTACT = "unit_contact", "Narahubung unit"
    OFFICIAL = "official", "Pejabat"
    ADMINISTRATOR = "administrator", "Administrator"


OFFICE_ROLES = (Role.ASSESSOR, Role.LEAD, Role.VERIFIER, Role.VALIDATOR)
"""Held at an Ombudsman office."""

PLACELESS_ROLES = (Role.HEAD_OFFICE, Role.ADMINISTRATOR)
"""Held everywhere, so at no place."""
