"""Drawing the file: a sheet for each method, drop-downs for levels, and everything else locked."""

import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from agencies.models import User
from assessments.fieldwork import presenters
from assessments.fieldwork.questions import Key, Question
from assessments.fieldwork.selectors.standing import Standing
from assessments.fieldwork.workbook import layout
from assessments.fieldwork.workbook.layout import Cells, Column, PersonColumn
from assessments.fieldwork.workbook.stamp import Stamp
from assessments.models import Answer, Locus, RaterRole, Subject, SubjectKind

NAMED = (SubjectKind.SERVICE_OFFICER, SubjectKind.COMPLAINT_OFFICER, SubjectKind.PRODUCT)
INK, ACCENT = "FF1B2B33", "FF0B5563"
_HEAD = PatternFill("solid", fgColor=ACCENT)
_FILL_IN = PatternFill("solid", fgColor="FFFFF9E5")
_LINE = Border(*(Side(style="thin", color="FFC9D3D8"),) * 4)
_TOP = Alignment(vertical="top", wrap_text=True)
_HEADS = {
    Column.ID: ("id", 4),
    Column.CODE: ("Kode", 9),
    Column.LABEL: ("Indikator", 38),
    Column.SUBJECT: ("Kepada / objek", 30),
    Column.VALUE: ("Tingkat", 18),
    Column.REASON: ("Alasan bila tanpa tingkat", 28),
    Column.NOTE: ("Catatan internal", 34),
    Column.COMMENT: ("Komentar untuk instansi", 34),
    Column.EVIDENCE: ("Mintalah melihat", 44),
}
_PERSON_HEADS = {
    PersonColumn.ID: ("id", 4),
    PersonColumn.KIND: ("Siapa / apa", 28),
    PersonColumn.NAME: ("Nama", 34),
    PersonColumn.DUTY: ("Jabatan", 34),
    PersonColumn.SUBSTITUTE: ("Pengganti?", 14),
}
_GUIDE = (
    "1. Isi hanya kotak berwarna kuning muda; sel lain terkunci.",
    "2. Setiap cara menilai mempunyai lembar sendiri: Wawancara, Dokumen, Observasi, Survei, Data sekunder.",
    "3. Pilih tingkat dari daftar. Bila tidak ada tingkat (tidak berlaku, tidak terlihat, menolak), tulis alasannya.",
    "4. Lembar Survei: satu baris satu pengguna, satu kolom satu pertanyaan. Jangan menulis nama pengguna.",
    "5. Uraian setiap tingkat ada di lembar Rubrik; klik kodenya. Nama petugas dan produk ada di lembar Responden.",
    "6. Catatan internal hanya dibaca Ombudsman; komentar untuk instansi dibaca instansi sesudah hasil dibuka.",
    "7. Simpan sebagai XLSX, lalu unggah di halaman formulir lokus. Sebelum disimpan, semua perubahan ditampilkan.",
    "8. Yang tidak Anda ubah dalam berkas ini dibiarkan. Jawaban menjadi jawaban orang yang mengunggah.",
    "9. Foto dan dokumen bukti tidak ikut dalam berkas ini; unggah pada lembar penilaian.",
)


def workbook_of(standing: Standing, user: User) -> bytes:
    """The file of a locus for one person, with what that person has answered so far; two queries."""
    locus = standing.locus
    rows = list(Answer.objects.filter(locus=locus, rater_role=RaterRole.FIRST).order_by("pk"))
    mine = {(row.indicator, row.method, row.subject_id): row for row in rows if row.rater_id == user.pk}
    shown = {question.key: cells_of(mine.get(question.key), question.method) for question in standing.questions}
    versions: dict[str, dict[str, int]] = {}
    for row in rows:
        key = layout.id_of((row.indicator, row.method, row.subject_id))
        versions.setdefault(key, {})[str(row.rater_id)] = row.version
    book = Workbook()
    book.remove(book.worksheets[0])
    _guide(book.create_sheet(layout.GUIDE), locus, user)
    people = [subject for subject in standing.subjects if subject.kind in NAMED]
    _people(book.create_sheet(layout.PEOPLE), locus, people)
    levelled = [question for question in standing.questions if not question.is_secondary]
    rubric = {
        key: layout.FIRST_ROW + place
        for place, key in enumerate(dict.fromkeys((each.indicator.code, each.method) for each in levelled))
    }
    for method in layout.methods_in_order():
        questions = [question for question in standing.questions if question.method == method]
        if not questions:
            continue
        sheet = book.create_sheet(layout.SHEET_OF_METHOD[method])
        if method == "survey":
            _matrix(sheet, locus, questions, shown)
        else:
            _list(sheet, locus, questions, shown, rubric)
    _rubric(book.create_sheet(layout.RUBRIC), locus, levelled, rubric)
    stamp = Stamp(
        locus=str(locus.public_id),
        made_at=timezone.now().isoformat(),
        made_by=user.full_name,
        shown={layout.id_of(key): list(_texts(cells)) for key, cells in shown.items()},
        people={str(subject.pk): list(_person_texts(subject)) for subject in people},
        versions=versions,
    )
    hidden = book.create_sheet(layout.STAMP)
    hidden.sheet_state = "veryHidden"
    for number, piece in enumerate(stamp.sealed(), start=1):
        hidden.cell(number, 1, piece)
    for each in book.worksheets:
        each.protection.sheet = True
        each.protection.formatColumns = False
        each.protection.formatRows = False
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def cells_of(answer: Answer | None, method: str) -> Cells:
    """What the cells of a question hold for an answer."""
    if answer is None:
        return Cells()
    value = layout.value_words(answer.state, answer.value, method)
    if method == "survey":
        return Cells(value)
    return Cells(value, answer.reason.strip(), answer.note.strip(), answer.comment.strip())


def _texts(cells: Cells) -> tuple[str, str, str, str]:
    return cells.value, cells.reason, cells.note, cells.comment


def _person_texts(subject: Subject) -> tuple[str, str, str]:
    if subject.kind == SubjectKind.PRODUCT:
        return subject.name, "", ""
    return subject.name, subject.duty, layout.YES if subject.is_substitute else layout.NO


def _guide(sheet: Worksheet, locus: Locus, user: User) -> None:
    made = date_format(timezone.localtime(timezone.now()), "j F Y H.i")
    _title(sheet, locus, "Formulir penilaian lapangan")
    for place, line in enumerate((*_GUIDE, f"Dibuat {made} untuk {user.full_name}."), start=layout.HEAD_ROW):
        sheet.cell(place, 2, line).alignment = _TOP
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["B"].width = 110


def _title(sheet: Worksheet, locus: Locus, words: str) -> None:
    sheet["B1"] = f"{words}: {locus.unit.name}"
    sheet["B1"].font = Font(bold=True, size=14, color=INK)
    example = " · DATA CONTOH" if locus.assessment.is_example else ""
    sheet["B2"] = f"{locus.assessment.agency.name} · {locus.assessment.period.name}{example}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{layout.HEAD_ROW}:{layout.HEAD_ROW}"


def _heads(sheet: Worksheet, heads: Iterable[tuple[str, tuple[str, int]]]) -> None:
    for column, (words, width) in heads:
        cell = sheet[f"{column}{layout.HEAD_ROW}"]
        cell.value = words
        cell.font, cell.fill, cell.alignment = Font(bold=True, color="FFFFFFFF"), _HEAD, _TOP
        sheet.column_dimensions[column].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = f"C{layout.FIRST_ROW}"


def _fixed(cell: Any, words: object) -> None:
    _put(cell, words)
    cell.alignment, cell.border = _TOP, _LINE


def _open(cell: Any, words: str) -> None:
    """A cell to fill in; whole numbers stand as numbers, so that a drop-down knows them again."""
    _put(cell, int(words) if words.isdecimal() else words or None)
    cell.alignment, cell.border, cell.fill = _TOP, _LINE, _FILL_IN
    cell.protection = Protection(locked=False)


def _put(cell: Any, words: object) -> None:
    """Text stays text: what a person typed is never taken for a formula."""
    cell.value = words
    if isinstance(words, str):
        cell.data_type = "s"


def _list(
    sheet: Worksheet,
    locus: Locus,
    questions: Sequence[Question],
    shown: Mapping[Key, Cells],
    rubric: Mapping[tuple[str, str], int],
) -> None:
    """One question a row, in the order of a visit: everything about one subject together."""
    _title(sheet, locus, sheet.title)
    is_number = questions[0].is_secondary
    heads = {**_HEADS, Column.VALUE: ("Nilai 0-100", 18)} if is_number else _HEADS
    _heads(sheet, heads.items())
    order = sorted(questions, key=lambda question: (question.subject.kind, question.subject.position))
    for row, question in enumerate(order, start=layout.FIRST_ROW):
        cells = shown[question.key]
        sheet[f"{Column.ID}{row}"] = layout.id_of(question.key)
        _fixed(sheet[f"{Column.CODE}{row}"], question.indicator.code)
        _fixed(sheet[f"{Column.LABEL}{row}"], question.indicator.label)
        _fixed(sheet[f"{Column.SUBJECT}{row}"], question.subject.label)
        _fixed(sheet[f"{Column.EVIDENCE}{row}"], "; ".join(item.text for item in presenters.evidence_for(question)))
        for column, words in zip(
            (Column.VALUE, Column.REASON, Column.NOTE, Column.COMMENT), _texts(cells), strict=True
        ):
            _open(sheet[f"{column}{row}"], words)
        if not is_number:
            sheet[
                f"{Column.CODE}{row}"
            ].hyperlink = f"#'{layout.RUBRIC}'!B{rubric[question.indicator.code, question.method]}"
    for same, some in groupby(enumerate(order, start=layout.FIRST_ROW), key=lambda each: tuple(_choices(each[1]))):
        rows = [row for row, _ in some]
        if same:
            _drop_down(sheet, same, f"{Column.VALUE}{rows[0]}:{Column.VALUE}{rows[-1]}")


def _choices(question: Question) -> Sequence[str]:
    return () if question.is_secondary else layout.choices(question)


def _matrix(sheet: Worksheet, locus: Locus, questions: Sequence[Question], shown: Mapping[Key, Cells]) -> None:
    """One user a row, one indicator a column."""
    _title(sheet, locus, "Survei pengguna")
    asked = list({question.indicator.code: question.indicator for question in questions}.values())
    heads = [("A", ("id", 4)), ("B", ("Pengguna", 24))]
    columns = {indicator.code: get_column_letter(place) for place, indicator in enumerate(asked, start=3)}
    _heads(sheet, [*heads, *((columns[each.code], (f"{each.code}\n{each.label}", 20)) for each in asked)])
    sheet.row_dimensions[layout.HEAD_ROW].height = 62
    rows: dict[int, int] = {}
    for question in questions:
        row = rows.setdefault(question.subject.pk, layout.FIRST_ROW + len(rows))
        sheet[f"A{row}"] = str(question.subject.pk)
        _fixed(sheet[f"B{row}"], question.subject.label)
        _open(sheet[f"{columns[question.indicator.code]}{row}"], shown[question.key].value)
    for indicator in asked:
        question = next(each for each in questions if each.indicator.code == indicator.code)
        column = columns[indicator.code]
        levels = [str(level) for level in sorted(question.indicator.levels)]
        _drop_down(sheet, levels, f"{column}{layout.FIRST_ROW}:{column}{max(rows.values())}")


def _drop_down(sheet: Worksheet, offered: Sequence[str], cells: str) -> None:
    rule = DataValidation(
        type="list",
        formula1=f'"{",".join(offered)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Pilih dari daftar",
        error=f"Isi salah satu: {', '.join(offered)}.",
    )
    sheet.add_data_validation(rule)
    rule.add(cells)


def _people(sheet: Worksheet, locus: Locus, subjects: Sequence[Subject]) -> None:
    """Whom the team meets, and which products it looks at."""
    _title(sheet, locus, "Responden dan produk")
    _heads(sheet, _PERSON_HEADS.items())
    for row, subject in enumerate(subjects, start=layout.FIRST_ROW):
        sheet[f"{PersonColumn.ID}{row}"] = str(subject.pk)
        _fixed(sheet[f"{PersonColumn.KIND}{row}"], f"{SubjectKind(subject.kind).label} {subject.position}")
        name, duty, substitute = _person_texts(subject)
        _open(sheet[f"{PersonColumn.NAME}{row}"], name)
        if subject.kind != SubjectKind.PRODUCT:
            _open(sheet[f"{PersonColumn.DUTY}{row}"], duty)
            _open(sheet[f"{PersonColumn.SUBSTITUTE}{row}"], substitute)
    if subjects:
        last = layout.FIRST_ROW + len(subjects) - 1
        _drop_down(
            sheet,
            (layout.YES, layout.NO),
            f"{PersonColumn.SUBSTITUTE}{layout.FIRST_ROW}:{PersonColumn.SUBSTITUTE}{last}",
        )


def _rubric(sheet: Worksheet, locus: Locus, questions: Sequence[Question], rows: Mapping[tuple[str, str], int]) -> None:
    """What each level means, once for each indicator and method."""
    _title(sheet, locus, "Rubrik")
    found = {(each.indicator.code, each.method): each for each in questions}
    top = max((question.max_level for question in questions), default=0)
    heads: list[tuple[str, tuple[str, int]]] = [("B", ("Kode", 9)), ("C", ("Indikator", 30)), ("D", ("Cara", 18))]
    levels = {level: get_column_letter(5 + level) for level in range(top + 1)}
    _heads(sheet, [*heads, *((column, (f"Tingkat {level}", 34)) for level, column in levels.items())])
    for key, row in rows.items():
        question = found[key]
        _fixed(sheet[f"B{row}"], question.indicator.code)
        _fixed(sheet[f"C{row}"], question.indicator.label)
        _fixed(sheet[f"D{row}"], presenters.METHOD_WORDS[question.method])
        for level in question.indicator.levels:
            _fixed(sheet[f"{levels[level]}{row}"], question.level_text(level))
