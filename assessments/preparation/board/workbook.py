"""Everything of an agency's preparation as one workbook; it holds no contact of any user."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from agencies.models import ServiceUnit
from assessments.contacts.selectors import Enough
from assessments.models import SelfAssessment
from assessments.preparation import presenters
from assessments.preparation.asked import Asked
from assessments.preparation.forecast import Forecast
from assessments.preparation.last_result import LastResult
from assessments.preparation.losses import losses_by_unit
from assessments.preparation.readiness import UnitReadiness
from assessments.preparation.selectors import ChecklistRow
from assessments.presenters import decimal_comma

Cell = str | int | date | None
WIDEST = 60


def workbook_of(
    *,
    checklists: Mapping[ServiceUnit, Sequence[ChecklistRow]],
    readiness: Iterable[UnitReadiness],
    contacts: Mapping[int, Enough],
    forecast: Forecast,
    own: Mapping[int, Mapping[str, SelfAssessment]],
    labels: Mapping[str, str],
    last: LastResult | None,
    among: frozenset[int] | None,
    asked: Iterable[Asked],
    note: str,
) -> bytes:
    """Summary, evidence, self-assessment, the last result's losses (of units `among`), what was asked; scores are text.

    `note` stands on top of each sheet.
    """
    book = Workbook()
    book.remove(book.active)
    _sheet(book, "Ringkasan", note, _SUMMARY, _summary(readiness, contacts, forecast))
    _sheet(book, "Bukti dukung", note, _EVIDENCE, _evidence(checklists))
    _sheet(book, "Penilaian mandiri", note, _OWN, _own(forecast, own, labels))
    _sheet(book, "Hasil terakhir", note, _LOST, _lost(last, among))
    _sheet(book, "Saran dan kesepakatan", note, _ASKED, _asked(asked))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


_SUMMARY = (
    "Unit layanan",
    "Diminta",
    "Siap",
    "Diunggah",
    "Perlu perbaikan",
    "Belum",
    "Terlambat",
    "Kontak pengguna",
    "Nilai terakhir",
    "Perkiraan",
    "Opini perkiraan",
)
_EVIDENCE = (
    "Unit layanan",
    "Kode",
    "Bukti dukung",
    "Jenis",
    "Keadaan",
    "Penanggung jawab",
    "Batas waktu",
    "Terlambat",
    "Berkas",
    "Berlaku sampai",
    "Komentar terakhir",
)
_OWN = (
    "Unit layanan",
    "Kode",
    "Indikator",
    "Tingkat sendiri",
    "Diperiksa",
    "Catatan",
    "Dasar perkiraan",
)

_LOST = ("Unit layanan", "Kode", "Indikator", "Hasil terakhir", "Poin hilang")
_ASKED = ("Isi", "Jenis", "Tempat", "Keadaan", "Penanggung jawab", "Batas waktu", "Terlambat", "Tanda tangan pimpinan")


def _summary(
    readiness: Iterable[UnitReadiness], contacts: Mapping[int, Enough], forecast: Forecast
) -> Iterable[Sequence[Cell]]:
    expected = {each.unit.pk: each for each in forecast.units}
    for row in readiness:
        total, unit = row.total, expected[row.unit.pk]
        standing = presenters.standing_of(unit.score)
        last = decimal_comma(unit.last.score) if unit.last else ""
        people = contacts[row.unit.pk].people if row.unit.pk in contacts else 0
        counts = (total.required, total.ready, total.uploaded, total.to_mend, total.missing, total.overdue)
        yield (row.unit.name, *counts, people, last, standing.score, standing.opinion)


def _evidence(checklists: Mapping[ServiceUnit, Sequence[ChecklistRow]]) -> Iterable[Sequence[Cell]]:
    for unit, rows in checklists.items():
        for row in rows:
            owner = row.item.owner.full_name if row.item and row.item.owner else ""
            said = [remark.text for remark in row.remarks if remark.text]
            yield (
                unit.name,
                f"{row.expected.indicator.code}.{row.expected.number}",
                row.expected.evidence.text,
                row.expected.evidence.kind,
                row.state.label,
                owner,
                row.item.due_on if row.item else None,
                "ya" if row.is_overdue else "",
                "; ".join(attached.file.name for attached in row.files),
                max((attached.valid_until for attached in row.files if attached.valid_until), default=None),
                said[-1] if said else "",
            )


def _own(
    forecast: Forecast, own: Mapping[int, Mapping[str, SelfAssessment]], labels: Mapping[str, str]
) -> Iterable[Sequence[Cell]]:
    for unit in forecast.units:
        mine = own.get(unit.unit.pk, {})
        for value in unit.values:
            judged = mine.get(value.indicator)
            level = (
                "" if judged is None else "tidak berlaku" if judged.value is None else f"{judged.value.normalize():f}"
            )
            yield (
                unit.unit.name,
                value.indicator,
                labels[value.indicator],
                level.replace(".", ","),
                "ya" if judged and judged.reviewed_at else "",
                judged.note if judged else "",
                presenters.BASIS_WORDS[value.basis],
            )


def _lost(last: LastResult | None, among: frozenset[int] | None) -> Iterable[Sequence[Cell]]:
    if last is None:
        return
    for unit in losses_by_unit(last, most=None, prepared=frozenset(), among=among):
        for loss in unit.losses:
            yield (unit.name, loss.code, loss.label, loss.level, loss.lost)


def _asked(asked: Iterable[Asked]) -> Iterable[Sequence[Cell]]:
    for each in asked:
        late, signs = "ya" if each.is_late else "", "ya" if each.needs_signature else ""
        yield (each.text, each.kind, each.place, each.status, each.owner, each.due_on, late, signs)


def _sheet(book: Workbook, title: str, note: str, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.create_sheet(title)
    sheet.append([note])
    sheet.append(list(heading))
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    widths = [len(name) for name in heading]
    for row in rows:
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":  # text that begins with "=" stays text
                cell.data_type = "s"
        widths = [max(width, len(str(cell or ""))) for width, cell in zip(widths, row, strict=True)]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(width + 2, WIDEST)
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(heading))}{sheet.max_row}"
