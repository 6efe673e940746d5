"""A CSV as spreadsheets save it, read into rows with everything that is wrong with it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """`rows`: line number and cells by column, trimmed; `problems`: one sentence for each unreadable place."""

    rows: tuple[tuple[int, Row], ...]
    problems: tuple[str, ...]


def csv_table(content: bytes, *, columns: Sequence[str]) -> CsvTable:
    """The rows of a file (UTF-8 with or without a byte order mark; comma or semicolon; columns in any order).

    Empty lines are left out. A file without one of the `columns`, or no text at all, has no rows, only problems.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return CsvTable((), ("berkas bukan teks UTF-8; simpan ulang sebagai CSV UTF-8.",))
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, Row]] = []
    problems: list[str] = []
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        problems += _wrong_columns(header, columns)
        if problems:
            return CsvTable((), tuple(problems))
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) == len(header):
                rows.append((reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))))
                continue
            problems.append(
                f"baris {reader.line_num}: {len(cells)} sel, seharusnya {len(header)};"
                ' angka dengan koma ditulis di dalam tanda kutip, misalnya "77,99".'
            )
    except csv.Error as error:
        problems.append(f"baris {reader.line_num}: bukan CSV yang utuh ({error}).")
    return CsvTable(tuple(rows), tuple(problems))


def _wrong_columns(header: list[str], columns: Sequence[str]) -> list[str]:
    missing = [column for column in columns if column not in header]
    doubled = sorted({column for column in header if column and header.count(column) > 1})
    return [
        *(f"kolom '{column}' tidak ada; tulis judul kolom {','.join(columns)}." for column in missing),
        *(f"kolom '{column}' ada lebih dari satu kali." for column in doubled),
    ]
