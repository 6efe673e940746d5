"""The words of the sheet: values, times, headings and evidence as the screens say them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format

from assessments.fieldwork.errors import Given
from assessments.fieldwork.questions import Area, Part, Question
from assessments.instruments import Indicator
from assessments.instruments.model import EvidenceItem
from assessments.models import METHOD_CHOICES, Answer, AnswerState, Face, Locus, Severity, SubjectKind

METHOD_WORDS = dict(METHOD_CHOICES)
AREA_WORDS = {
    Area.OFFICERS: "Petugas",
    Area.PRODUCTS: "Produk",
    Area.UNIT: "Dokumen unit",
    Area.COMPLAINTS: "Pengaduan",
    Area.USERS: "Pengguna",
    Area.SECONDARY: "Data sekunder",
}
_STATE_WORDS = {
    "interview": ("Tidak ditemui", "Menolak menjawab"),
    "survey": ("Tidak ditanyakan", "Menolak menjawab"),
    "document": ("Tidak terlihat", "Menolak menunjukkan"),
    "observation": ("Tidak terlihat", "Menolak menunjukkan"),
    "secondary": ("Tidak ditemukan", "Menolak memberikan"),
}
"""How not seen and refused are said of each method, in as few words as fit beside each other on a phone."""
EVIDENCE_OF_METHOD = {"document": {"dokumen", "data"}, "observation": {"foto"}, "secondary": {"data", "dokumen"}}


def number_words(value: Decimal) -> str:
    """A number as people write it: "3", "71,25"."""
    return f"{value.normalize():f}".replace(".", ",")


def finding_words(counts: Mapping[str, int]) -> str:
    """How many findings of each weight, the heaviest first: "1 galat, 2 peringatan"."""
    return ", ".join(f"{counts[severity]} {severity.label.lower()}" for severity in Severity if counts.get(severity))


def judgement_words(said: Answer | Given, *, is_level: bool) -> str:
    """What someone said: "Tingkat 3", "71,25", "Tidak berlaku", "Menolak menjawab"."""
    if said.value is not None:
        return f"Tingkat {number_words(said.value)}" if is_level else number_words(said.value)
    return AnswerState(said.state).label


WORDS_BESIDE = {
    "reason": "Alasan",
    "note": "Catatan internal",
    "comment": "Komentar untuk instansi",
    "face": "Wajah",
}
"""What is said beside a judgement, as the pages call it."""


def differing_words(one: Given, other: Given) -> tuple[tuple[str, str, str], ...]:
    """The words beside a judgement in which two differ: ("Catatan internal", of the one, of the other)."""
    return tuple(
        (words, _as_said(one, name), _as_said(other, name))
        for name, words in WORDS_BESIDE.items()
        if getattr(one, name) != getattr(other, name)
    )


def _as_said(given: Given, name: str) -> str:
    said: str = getattr(given, name)
    return Face(said).label if name == "face" and said else said


def choices_without_value(method: str) -> list[tuple[str, str]]:
    """What a question can be answered with instead of a value, in the words of its method."""
    not_seen, refused = _STATE_WORDS[method]
    return [
        (AnswerState.NOT_APPLICABLE.value, "Tidak berlaku"),
        (AnswerState.NOT_SEEN.value, not_seen),
        (AnswerState.REFUSED.value, refused),
    ]


def time_words(answer: Answer) -> str:
    """When an answer was saved: the time of a save today, with the day for one before."""
    at = timezone.localtime(answer.answered_at)
    time = date_format(at, "H.i")
    return time if at.date() == timezone.localdate() else f"{date_format(at, 'j M Y')} {time}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of fieldwork in words; after it a save still counts, and the page says so."""

    heading: str
    text: str
    is_past: bool


def deadline_of(locus: Locus) -> Deadline | None:
    """The deadline of an open locus from `loci_for_sheet`; None without a window, and once it is handed over."""
    ends_on: date | None = getattr(locus, "field_ends_on", None)
    if ends_on is None or not locus.is_open:
        return None
    left = (ends_on - timezone.localdate()).days
    day = date_format(ends_on, "j F Y")
    if left < 0:
        return Deadline(
            f"Batas pengambilan data {day} sudah lewat {-left} hari.",
            "Isian tetap tersimpan dan tercatat pada harinya. Selesaikan dan serahkan, atau mintalah batasnya diubah.",
            is_past=True,
        )
    return Deadline(
        f"Batas pengambilan data {day}:", "hari ini hari terakhir." if not left else f"{left} hari lagi.", is_past=False
    )


def part_words(part: Part) -> str:
    """What a part is called: "Petugas pelayanan 2", "Dokumen pengaduan", "Produk layanan 1: Kartu Keluarga"."""
    if part.subject.kind == SubjectKind.UNIT:
        return "Dokumen pengaduan" if part.area is Area.COMPLAINTS else "Dokumen dan fasilitas unit"
    if part.subject.kind == SubjectKind.AGENCY:
        return "Data sekunder instansi"
    return part.subject.label


def tab_words(part: Part) -> str:
    """The short name of a part among its neighbours: its number, or "Dokumen"."""
    return "Dokumen" if part.subject.kind == SubjectKind.UNIT else str(part.subject.position)


def evidence_for(question: Question) -> tuple[EvidenceItem, ...]:
    """The evidence to ask for under the method at hand; all of it where the edition does not tell them apart."""
    return evidence_under(question.indicator, question.method)


def evidence_under(indicator: Indicator, method: str) -> tuple[EvidenceItem, ...]:
    """As `evidence_for`, for a method of an indicator by itself."""
    if method in {"interview", "survey"}:
        return ()
    wanted = EVIDENCE_OF_METHOD.get(method, set())
    return tuple(item for item in indicator.evidence if item.kind in wanted) or indicator.evidence


def asked_and_hint(text: str) -> tuple[str, str]:
    """A question's text as what is said aloud, up to its last question mark, and what the assessor keeps in mind."""
    asked, mark, hint = text.rpartition("?")
    return (f"{asked}{mark}", hint.strip()) if mark else (text, "")


def levels_in_reading_order(question: Question) -> Iterable[int]:
    """From the top down, as the editions tell an assessor to read; what a user lived through, from the bottom up."""
    levels = sorted(question.indicator.levels)
    return levels if question.method == "survey" else reversed(levels)
