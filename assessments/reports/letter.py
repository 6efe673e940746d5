"""What makes a paper a letter of its own: its number and day, and the code and square that prove it genuine."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import segno
from django.conf import settings
from django.urls import reverse

from assessments.models import Report, ReportKind
from assessments.reports.phrases import NONE, written_day

# Asumsi kami: the Ombudsman's own register of letters may number otherwise.
KIND_SIGNS = {
    ReportKind.AGENCY: "LHP",
    ReportKind.UNIT: "LHP-U",
    ReportKind.REGIONAL: "RKP-D",
    ReportKind.NATIONAL: "RKP-N",
    ReportKind.CERTIFICATE: "PGM",
}
MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
QUIET_ZONE = 4
"""White modules around the square that a camera needs (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class Square:
    """A QR code as one path of an SVG: `size` modules wide and high with the quiet zone; `words` stand for it."""

    path: str
    size: int
    words: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Number and day of a paper, and where anyone checks it: `address` in full, `shown` as people type it."""

    number: str
    issued_on: str
    code: str
    address: str
    shown: str
    square: Square


def letter_of(report: Report) -> Letter:
    """What a paper says of itself; `report` may be unsaved, as it is while its paper is drawn."""
    address = verification_address(report)
    shown = address.partition("://")[2]
    words = f"Kode QR menuju halaman verifikasi keaslian laporan ini: {shown}"
    return Letter(
        number=report.number or NONE,
        issued_on=written_day(report.issued_on),
        code=report.written_code,
        address=address,
        shown=shown,
        square=_square(address, words),
    )


def letter_number(kind: str, running: int, on: date) -> str:
    """The number of a letter: "0012/LHP/XI/2026"."""
    return f"{running:04}/{KIND_SIGNS[ReportKind(kind)]}/{MONTHS[on.month - 1]}/{on.year}"


def verification_address(report: Report) -> str:
    """The public address at which a report is checked."""
    return settings.SITE_URL + reverse("verification", kwargs={"code": report.written_code})


@lru_cache(maxsize=32)
def _square(address: str, words: str) -> Square:
    """The QR code of an address, a quarter of which may be dirty or torn (error correction Q)."""
    code = segno.make_qr(address, error="q", boost_error=False)
    path = "".join(
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h1v1h-1z"
        for row, modules in enumerate(code.matrix)
        for column, dark in enumerate(modules)
        if dark
    )
    return Square(path, len(code.matrix) + 2 * QUIET_ZONE, words)
