"""Tables as a workbook and as CSV, such that spreadsheets set to Indonesian open them as they are."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assessments.numbers_in_text import comma
from assessments.reports.tables import Cell, Table

BYTE_ORDER_MARK = "\N{BYTE ORDER MARK}"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
NARROWEST, WIDEST = 10, 60
HEAD = PatternFill("solid", fgColor="FF0A4D57")


def csv_of(table: Table) -> bytes:
    """One table: semicolons, decimal commas and a byte order mark; no cell starts a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(table.columns)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _written(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return comma(cell)
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def workbook_of(tables: Sequence[Table], *, title: str) -> bytes:
    """All tables, a sheet for each: numbers are numbers, heads stay in sight, text is never a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    book.properties.language = "id"
    book.properties.creator = "Ombudsman Republik Indonesia"
    for table in tables:
        _fill(book.create_sheet(table.title[:31]), table)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    for column, name in enumerate(table.columns, start=1):
        head = sheet.cell(1, column, name)
        head.font, head.fill = Font(bold=True, color="FFFFFFFF"), HEAD
        head.alignment = Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
            if isinstance(value, str):
                cell.data_type = "s"
            elif isinstance(value, Decimal):
                cell.number_format = "0.00##"
    for column in range(1, len(table.columns) + 1):
        lengths = (len(str(row[column - 1] or "")) for row in table.rows)
        longest = max(len(table.columns[column - 1]), *lengths)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, NARROWEST), WIDEST)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
