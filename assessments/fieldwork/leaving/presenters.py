"""The open points as a page lists them: grouped, counted, each a link to its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse

from assessments.fieldwork import presenters
from assessments.fieldwork.leaving.checks import SHIPPED, Check, Point
from assessments.fieldwork.leaving.selectors import Leaving
from assessments.fieldwork.questions import Key, Part, Question
from assessments.fieldwork.selectors.quotas import USERS
from assessments.models import Locus, SubjectKind
from assessments.numbers_in_text import comma
from assessments.scoring import rounded

TITLES = {
    Check.UNANSWERED: "Belum terisi",
    Check.DISPUTED: "Jawaban berbeda antaranggota",
    Check.QUOTA: "Jumlah orang belum cukup",
    Check.EVIDENCE: "Tingkat tanpa bukti",
    Check.CONTRADICTION: "Wawancara dan dokumen bertentangan",
    Check.PHOTO_SIZE: "Foto terlalu kecil",
    Check.PHOTO_LIGHT: "Foto terlalu gelap",
    Check.RECHECK: "Perlu diperiksa ulang",
}
ADVICE = {
    Check.UNANSWERED: "Isi, atau nyatakan tidak berlaku dengan alasannya.",
    Check.DISPUTED: "Ketua tim memilih nilai tim.",
    Check.QUOTA: "Lanjutkan wawancara, atau tulis sebabnya dalam alasan.",
    Check.EVIDENCE: "Foto atau unggah dokumennya selagi masih di tempat.",
    Check.CONTRADICTION: "Tanyakan atau lihat sekali lagi; catat mengapa berbeda.",
    Check.PHOTO_SIZE: "Ambil ulang dengan kamera, bukan dari pesan singkat atau tangkapan layar.",
    Check.PHOTO_LIGHT: "Ambil ulang dengan cahaya yang cukup.",
    Check.RECHECK: "Berkasnya berganti sesudah dinilai: ubah jawabannya, atau nyatakan tetap.",
}
NOTES: Mapping[Check, str] = {
    Check.EVIDENCE: SHIPPED.evidence.note,
    Check.CONTRADICTION: SHIPPED.contradiction.note,
    Check.PHOTO_SIZE: SHIPPED.photo_size.note,
    Check.PHOTO_LIGHT: SHIPPED.photo_light.note,
}
"""Why a threshold is as it is; each of them is our assumption."""


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One place: its name as the link, what is open there, and further links into it."""

    link: Link
    detail: str = ""
    more: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Numbered people of whom the same is open, side by side: "Pengguna belum ditanyai" 13, 14, 15."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What one check found: a line for each place, and rows of people."""

    check: str
    title: str
    advice: str
    note: str
    count: int
    lines: tuple[Line, ...]
    rows: tuple[Row, ...] = ()


def groups_of(leaving: Leaving) -> tuple[Group, ...]:
    """The points by check, in the order of the checks; only those that found something."""
    places = _Places(leaving)
    groups = []
    for check in Check:
        points = [point for point in leaving.points if point.check is check]
        if points:
            lines, rows = places.unanswered(points) if check is Check.UNANSWERED else (places.lines(points), ())
            groups.append(
                Group(check.value, TITLES[check], ADVICE[check], NOTES.get(check, ""), len(points), tuple(lines), rows)
            )
    return tuple(groups)


def counts_words(counts: Mapping[str, int]) -> tuple[str, ...]:
    """What was open at a hand-over, from its event: "Belum terisi: 12", "Foto terlalu gelap: 1"."""
    known = {check.value: TITLES[check] for check in Check}
    return tuple(f"{known[check]}: {count}" for check, count in counts.items() if check in known)


class _Places:
    """Where each point is, among the parts of one sheet."""

    def __init__(self, leaving: Leaving) -> None:
        self._locus: Locus = leaving.standing.locus
        self._parts: Sequence[Part] = leaving.standing.parts
        self._found: dict[Key, tuple[Part, Question]] = {
            question.key: (part, question) for part in self._parts for question in part.questions
        }
        self._answered = leaving.standing.chosen

    def unanswered(self, points: Iterable[Point]) -> tuple[list[Line], tuple[Row, ...]]:
        """A line for each part, with links to its questions once some are answered; users by their numbers."""
        open_keys = {key for point in points if (key := self._key(point))}
        lines: list[Line] = []
        unmet: list[Link] = []
        begun: list[Link] = []
        for part in self._parts:
            missing = [question for question in part.questions if question.key in open_keys]
            if not missing:
                continue
            is_untouched = len(missing) == len(part.questions)
            more = () if is_untouched else tuple(self._question_links(part, missing))
            url = self._part_url(part) if is_untouched else more[0].url
            if part.subject.kind == SubjectKind.USER:
                (unmet if is_untouched else begun).append(Link(presenters.tab_words(part), url))
            else:
                lines.append(Line(Link(presenters.part_words(part), url), f"{len(missing)} kosong", more))
        rows = (Row("Pengguna belum lengkap", tuple(begun)), Row("Pengguna belum ditanyai", tuple(unmet)))
        return lines, tuple(row for row in rows if row.links)

    def lines(self, points: Iterable[Point]) -> Iterator[Line]:
        for point in points:
            yield self._line(point)

    def _line(self, point: Point) -> Line:
        if point.check is Check.QUOTA:
            return Line(self._quota_link(point), f"{point.have} dari {point.need}")
        if point.evidence:
            return Line(Link(point.what, self._evidence_url(point)), _photo_words(point))
        key = self._key(point)
        if key is None or key not in self._found:
            return Line(Link(point.indicator, self._indicator_url(point)), point.what)
        part, question = self._found[key]
        words = f"{point.indicator} {question.indicator.label}"
        if point.check in {Check.DISPUTED, Check.CONTRADICTION}:
            return Line(Link(words, self._indicator_url(point)), _said_words(point, part))
        return Line(Link(words, self._question_url(part, question)), _said_words(point, part))

    def _quota_link(self, point: Point) -> Link:
        if point.quota == USERS:
            users = [part for part in self._parts if part.subject.kind == SubjectKind.USER]
            unmet = next((part for part in users if part.questions[0].key not in self._answered), None)
            url = self._part_url(unmet) if unmet else f"{reverse('locus_sheet', args=(self._locus.public_id,))}#jumlah"
            return Link("Pengguna layanan yang ditanyai", url)
        part = next(part for part in self._parts if part.subject.pk == point.subject)
        url = reverse("contacts", args=(self._locus.unit.public_id,))
        return Link(f"Kontak pengguna, {presenters.part_words(part)}", url)

    def _question_links(self, part: Part, questions: Sequence[Question]) -> Iterator[Link]:
        codes = [question.indicator.code for question in questions]
        for question in questions:
            code = question.indicator.code
            method = f" ({presenters.METHOD_WORDS[question.method].lower()})" if codes.count(code) > 1 else ""
            yield Link(f"{code}{method}", self._question_url(part, question))

    def _part_url(self, part: Part) -> str:
        return reverse("sheet_part", args=(self._locus.public_id, part.slug))

    def _question_url(self, part: Part, question: Question) -> str:
        code, method, subject = question.key
        return f"{self._part_url(part)}#pertanyaan-{code}-{method}-{subject}"

    def _indicator_url(self, point: Point) -> str:
        return reverse("locus_indicator", args=(self._locus.public_id, point.indicator))

    def _evidence_url(self, point: Point) -> str:
        return reverse("evidence_detail", args=(self._locus.public_id, point.evidence))

    @staticmethod
    def _key(point: Point) -> Key | None:
        return None if point.subject is None else (point.indicator, point.method, point.subject)


def _photo_words(point: Point) -> str:
    if point.check is Check.PHOTO_SIZE:
        return f"{point.have} piksel; sisi pendek sedikitnya {point.need}"
    return f"kecerahan {point.have} dari 255; sedikitnya {point.need}"


def _said_words(point: Point, part: Part) -> str:
    if point.check is Check.CONTRADICTION:
        return f"dokumen {_level_words(point.have)}, wawancara {_level_words(point.need)}"
    if point.check is Check.EVIDENCE:
        return f"tingkat {point.have}, belum ada berkas"
    place = presenters.part_words(part)
    return f"{place}. {point.what}" if point.what else place


def _level_words(text: str) -> str:
    """A mean of levels as people say it: "tingkat 2", "rata-rata tingkat 3,50"."""
    level = Fraction(text)
    if level.denominator == 1:
        return f"tingkat {level}"
    return f"rata-rata tingkat {comma(Decimal(rounded(level, places=2)))}"
