"""CSV files as people save them, and the problems they have, each with its file and row."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend in a file, told in Indonesian; row 0 means the file as a whole."""

    file: str
    row: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file} baris {self.row}" if self.row else self.file
        return f"{place}: {self.message}"


class FileRefusedError(Exception):
    """Nothing was loaded, because of these problems; the message lists them all, one a line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Line:
    """One row of a file: its values by column, without surrounding spaces, and where it stands."""

    file: str
    row: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


@dataclass
class Problems:
    """Everything found wrong so far; files are refused together at the end, never at the first mistake."""

    found: list[Problem] = field(default_factory=list)

    def at(self, line: Line, message: str) -> None:
        self.found.append(Problem(line.file, line.row, message))

    def in_file(self, path: Path, message: str) -> None:
        self.found.append(Problem(path.name, 0, message))

    def refuse_if_any(self) -> None:
        """Raise FileRefusedError when something was found."""
        if self.found:
            raise FileRefusedError(self.found)


def read_lines(
    path: Path, *, required: Sequence[str], optional: Sequence[str] = (), problems: Problems
) -> Iterator[Line]:
    """The rows of a CSV file in UTF-8, with commas or (as Excel saves it here) semicolons.

    `required` columns must stand in the heading and hold a value in every row; `optional` ones read as "" where they
    are missing. Rows that cannot be read are left out and told in `problems`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        problems.in_file(path, "berkas tidak dapat dibuka. Periksa nama dan letaknya.")
        return
    except UnicodeDecodeError:
        problems.in_file(path, "berkas bukan teks UTF-8. Simpan ulang sebagai CSV UTF-8.")
        return
    heading = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in heading and "," not in heading else ",")
    columns = [column.strip().lower() for column in next(reader, [])]
    missing = [column for column in required if column not in columns]
    if missing:
        problems.in_file(
            path, f"kolom {', '.join(missing)} tidak ada. Judul kolom: {', '.join([*required, *optional])}."
        )
        return
    for cells in reader:
        stripped = [cell.strip() for cell in cells]
        if not any(stripped):
            continue
        values = dict.fromkeys(optional, "") | dict(zip(columns, stripped, strict=False))
        line = Line(path.name, reader.line_num, values)
        if _is_sound(line, cells=len(stripped), columns=len(columns), required=required, problems=problems):
            yield line


def _is_sound(line: Line, *, cells: int, columns: int, required: Sequence[str], problems: Problems) -> bool:
    if cells != columns:
        problems.at(line, f"ada {cells} kolom, seharusnya {columns}. Periksa koma dan tanda kutip.")
        return False
    empty = [column for column in required if not line[column]]
    for column in empty:
        problems.at(line, f"kolom {column} kosong. Isi nilainya.")
    unreadable = [column for column, value in line.values.items() if not value.isprintable()]
    for column in unreadable:
        problems.at(line, f"kolom {column} memuat karakter yang tidak terbaca. Ketik ulang nilainya.")
    return not empty and not unreadable
