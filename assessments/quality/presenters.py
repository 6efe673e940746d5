"""The words and colours of findings."""

from assessments.models import Severity

CHIPS = {Severity.ERROR: "chip-red", Severity.WARNING: "chip-yellow", Severity.NOTE: "chip-accent"}


def severity_chip(severity: str) -> str:
    """The class of the chip that names a severity; the word stands in it."""
    return CHIPS[Severity(severity)]
