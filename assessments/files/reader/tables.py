"""The cells of a spreadsheet as text: no formula is computed, no link followed, and only so much is read."""

import io
import zipfile
from datetime import date, time

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from assessments.files.kinds import XLSX
from assessments.files.reader.found import RefusedError
from assessments.files.reader.office import read_office
from assessments.files.reader.sniffing import ZIP, claimed_kind

MOST_SHEETS = 20
MOST_ROWS = 2_000
MOST_COLUMNS = 60
LONGEST_TEXT = 40_000
LARGEST_UNPACKED = 40 * 1024 * 1024
Sheets = dict[str, list[list[str]]]


def read_table(content: bytes) -> Sheets:
    """The text of every cell, row by row, by the name of the sheet; RefusedError for anything but a sound XLSX.

    Rows and columns are counted from A1 on; trailing empty ones are left out. Numbers come as they are written
    in decimal ("3", "71.25"), what a formula last showed as that, empty cells as "".
    """
    if claimed_kind(content) != ZIP:
        raise RefusedError("not_xlsx")
    if read_office(content).media_type != XLSX.media_type:
        raise RefusedError("not_xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
            raise RefusedError("bomb")
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > MOST_SHEETS:
            raise RefusedError("bomb")
        return {sheet.title: _rows(sheet) for sheet in book.worksheets}
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        raise RefusedError("damaged") from error


def _rows(sheet: object) -> list[list[str]]:
    rows: list[list[str]] = []
    found = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)  # type: ignore[attr-defined]
    for number, row in enumerate(found, start=1):
        if number > MOST_ROWS:
            raise RefusedError("bomb")
        texts = [_text(value) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        rows.append(texts)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    text = str(value).strip()
    if len(text) > LONGEST_TEXT:
        raise RefusedError("bomb")
    return text
