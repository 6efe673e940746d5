"""Reading contacts pasted from a table: one person a line, "name; number; day of service"."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from assessments.contacts.sealing import OpenContact

MOST_LINES = 500
_PHONE = re.compile(r"^\+?[\d\s().-]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that can be kept; `served_on` is None where no day stands."""

    number: int
    contact: OpenContact
    served_on: date | None


class WrongLinesError(Exception):
    """Lines that cannot be read; `problems` holds one sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def lines_from(text: str, *, today: date) -> list[Line]:
    """The contacts of a pasted text, empty lines left out; cells are parted by ; or by a tab.

    Raises WrongLinesError with every mistake at once, so that the text can be mended in one go.
    """
    found: list[Line] = []
    problems: list[str] = []
    rows = [(number, row) for number, row in enumerate(text.splitlines(), start=1) if row.strip()]
    if len(rows) > MOST_LINES:
        raise WrongLinesError([f"Paling banyak {MOST_LINES} baris sekali tempel; Anda menempel {len(rows)}."])
    for number, row in rows:
        cells = [cell.strip() for cell in re.split(r"[;\t]", row)]
        try:
            found.append(_line(number, cells, today))
        except ValueError as mistake:
            problems.append(f"Baris {number}: {mistake}")
    if not rows:
        problems.append("Tempel sedikitnya satu baris: nama; nomor telepon; tanggal layanan.")
    if problems:
        raise WrongLinesError(problems)
    return found


def _line(number: int, cells: list[str], today: date) -> Line:
    if not 2 <= len(cells) <= 3 or not cells[0]:
        raise ValueError("tulis nama; nomor telepon; tanggal layanan (tanggal boleh kosong).")
    if len(cells[0]) > 100:
        raise ValueError("nama terlalu panjang, paling banyak 100 huruf.")
    served_on = _day(cells[2], today) if len(cells) == 3 and cells[2] else None
    return Line(number, OpenContact(name=cells[0], phone=phone_from(cells[1])), served_on)


def phone_from(text: str) -> str:
    """The digits of an Indonesian number with its country code: "0812-345 678" is 62812345678; else ValueError."""
    digits = re.sub(r"\D", "", text)
    if digits.startswith("0"):
        digits = "62" + digits.lstrip("0")
    if not _PHONE.match(text) or not digits.startswith("62") or not 9 <= len(digits) <= 15:
        raise ValueError(f"nomor telepon “{text}” tidak terbaca; tulis misalnya 0812 3456 7890.")
    return digits


def _day(text: str, today: date) -> date:
    for form in ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
        if day > today:
            raise ValueError(f"tanggal layanan {text} belum terjadi.")
        return day
    raise ValueError(f"tanggal “{text}” tidak terbaca; tulis misalnya 31-10-2026.")
