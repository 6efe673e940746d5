"""A ZIP of reports with its index for the day of hand-over, made while it is sent: one report in memory at a time."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from assessments.models import Report
from assessments.reports.errors import AlteredReportError
from assessments.reports.phrases import written_day
from assessments.reports.presenters import file_name, period_words
from assessments.reports.stored import bytes_as_issued

COLUMNS = ("No", "Tentang", "Jenis", "Periode", "Nomor", "Tanggal", "Halaman", "Kode", "SHA-256", "Berkas")
LEFT_OUT = "tidak disertakan: berkas tersimpan tidak lagi sama dengan yang diterbitkan"


class _Outlet(io.RawIOBase):
    """A file that only grows, whose content is taken away as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: object) -> int:
        content = bytes(part)  # type: ignore[call-overload]  # whatever has a buffer
        self._parts.append(content)
        return len(content)

    def taken(self) -> bytes:
        content = b"".join(self._parts)
        self._parts.clear()
        return content


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the index, in the order of COLUMNS."""

    cells: tuple[str, ...]
    is_left_out: bool


def zip_of(reports: Iterable[Report], *, title: str) -> Iterator[bytes]:
    """The ZIP in pieces: each PDF as issued, then index.csv and index.html.

    A report whose stored bytes are no longer those issued is left out, and the index says so. The PDFs are packed
    already, so they are stored and not packed again.
    """
    outlet, lines = _Outlet(), []
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        for number, report in enumerate(reports, start=1):
            name = name_in_zip(report)
            try:
                content = bytes_as_issued(report)
            except AlteredReportError:
                lines.append(_line(number, report, LEFT_OUT, is_left_out=True))
                continue
            archive.writestr(zipfile.ZipInfo(name, timezone.localtime(report.issued_at).timetuple()[:6]), content)
            lines.append(_line(number, report, name, is_left_out=False))
            yield outlet.taken()
        archive.writestr("indeks.csv", index_csv(lines))
        archive.writestr("indeks.html", index_html(lines, title=title))
    yield outlet.taken()


def write_out(reports: Iterable[Report], folder: Path, *, title: str) -> int:
    """The same files in a folder instead of a ZIP: how many PDFs were written."""
    lines, count = [], 0
    for number, report in enumerate(reports, start=1):
        name = name_in_zip(report)
        try:
            content = bytes_as_issued(report)
        except AlteredReportError:
            lines.append(_line(number, report, LEFT_OUT, is_left_out=True))
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        lines.append(_line(number, report, name, is_left_out=False))
        count += 1
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "indeks.csv").write_bytes(index_csv(lines))
    (folder / "indeks.html").write_bytes(index_html(lines, title=title))
    return count


def name_in_zip(report: Report) -> str:
    """Where a report lies in the ZIP: by kind, its code at the end, so that no two have the same name."""
    folder = slugify(report.get_kind_display())
    return f"{folder}/{file_name(report).removesuffix('.pdf')}-{report.code}.pdf"


def _line(number: int, report: Report, where: str, *, is_left_out: bool) -> Line:
    cells = (
        str(number),
        report.about,
        report.get_kind_display(),
        period_words(report),
        report.number,
        written_day(report.issued_on),
        str(report.pages),
        report.written_code,
        report.sha256,
        where,
    )
    return Line(cells, is_left_out)


def index_csv(lines: Iterable[Line]) -> bytes:
    """The index for a spreadsheet: semicolons and a byte order mark, no cell that starts a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell for cell in line.cells])
    return text.getvalue().encode("utf-8-sig")


def index_html(lines: Iterable[Line], *, title: str) -> bytes:
    """The index for people, with a link to each file beside it."""
    context = {"title": title, "columns": COLUMNS[:-1], "lines": list(lines)}
    return render_to_string("assessments/reports/handover_index.html", context).encode()
