"""Indonesian words for the history of an agency."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from assessments.history.claims import zone_word
from assessments.history.selectors import Said, Statement, YearOfHistory, only_zone
from assessments.history.sources import Source, source_of
from assessments.history.trend import Trend, trend_of
from assessments.instruments.by_year import was_assessed
from assessments.numbers_in_text import comma
from assessments.presenters import zone_words

# What the reading notes and sources of the shipped file say, for the screen.
_IN_INDONESIAN = {
    "zone/category inferred from the score, not stated by the source": "sumber hanya menyebut nilai",
    "score not found": "nilai tidak ditemukan",
    "year inferred": "tahun disimpulkan dari isi berita",
    "conflicting": "berbeda dengan sumber lain",
    "source conflict: also reported kuning": "sumber lain menyebut kuning",
    "conflicts with the green zone reported elsewhere": "bertentangan dengan zona hijau di sumber lain",
    "second report of the same year, source not kept; conflicts with merah": "bertentangan dengan merah di sumber lain",
    "news report of 22 June 2023 on the pendampingan in Musi Banyuasin": (
        "Berita 22 Juni 2023 tentang pendampingan di Musi Banyuasin"
    ),
}
BY_SCORE = "menurut nilai"
BY_OPINION = "menurut opini"
BY_CATEGORY = "menurut kategori"


@dataclass(frozen=True, slots=True)
class Word:
    """A word to show, and what it follows from where the source itself does not state it ("menurut nilai")."""

    text: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class SourceShown:
    """Where a statement stands: a name to read, an address where there is one, reading notes."""

    label: str
    address: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What one source, or several that say the same, state of one thing; "" where they are silent."""

    score: str
    zone: str
    zone_word: Word
    zone_is_indicative: bool
    category: Word
    opinion: Word
    disagreement: str
    sources: tuple[SourceShown, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitShown:
    """A unit of a year; `dimensions` pairs each name with its points."""

    name: str
    lines: tuple[Line, ...]
    disputed: bool
    dimensions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class YearShown:
    """A part of the table: a year with its lines, a change of method (`change`), or a year without an assessment.

    `dimensions` are those of the agency as a whole, in points.
    """

    year: int
    lines: tuple[Line, ...] = ()
    disputed: bool = False
    dimensions: tuple[tuple[str, str], ...] = ()
    units: tuple[UnitShown, ...] = ()
    change: str = ""
    unassessed: bool = False

    @property
    def has_parts(self) -> bool:
        return bool(self.units or self.dimensions)


@dataclass(frozen=True, slots=True)
class HistoryShown:
    """The parts of the table, newest first; the chart, None where it would be a single point."""

    years: tuple[YearShown, ...]
    trend: Trend | None
    is_indicative: bool
    is_disputed: bool


def history_shown(years: Sequence[YearOfHistory]) -> HistoryShown:
    """The history of an agency (`history_of`, oldest first) as its page shows it."""
    shown = tuple(_parts(years))[::-1]
    return HistoryShown(
        years=shown,
        trend=trend_of(years),
        is_indicative=any(line.zone_is_indicative for year in shown for line in year.lines),
        is_disputed=any(year.disputed for year in years),
    )


def _parts(years: Sequence[YearOfHistory]) -> Iterator[YearShown]:
    """Everything between the first and the last year, oldest first."""
    before: YearOfHistory | None = None
    for year in years:
        if before:
            between = range(before.year + 1, year.year)
            yield from (YearShown(silent, unassessed=True) for silent in between if not was_assessed(silent))
            if year.method_break:
                text = f"Metode berubah: nilai {before.year} dan {year.year} tidak dapat dibandingkan."
                yield YearShown(year.year, change=text)
        yield YearShown(
            year.year,
            lines=_lines(year.agency),
            disputed=year.disputed,
            dimensions=_points(year.dimensions),
            units=tuple(
                UnitShown(unit.said.name, _lines(unit.said), unit.said.disputed, _points(unit.dimensions))
                for unit in year.units
            ),
        )
        before = year


def _points(dimensions: Iterable[Said]) -> tuple[tuple[str, str], ...]:
    """Each dimension with its points; those of every source where they differ."""
    return tuple((dimension.name.capitalize(), _scores(dimension)) for dimension in dimensions)


def _scores(said: Said) -> str:
    found = dict.fromkeys(comma(each.score) for each in said.statements if each.score is not None)
    return " atau ".join(found)


def _lines(said: Said) -> tuple[Line, ...]:
    """One line for each thing said, with all its sources."""
    sources: dict[Line, list[SourceShown]] = {}
    for statement in said.statements:
        sources.setdefault(_line(statement), []).append(_source(source_of(statement.source)))
    return tuple(replace(line, sources=tuple(found)) for line, found in sources.items())


def _line(statement: Statement) -> Line:
    derived, stated = statement.derived, statement.stated
    own = source_of(statement.source).words_are_its_own
    zone, origin = _zone(statement)
    is_indicative = any(band.indicative_zone for claim in statement.claims for band in claim)
    return Line(
        score="" if statement.score is None else comma(statement.score),
        zone=zone,
        zone_word=Word(_zone_text(zone, is_indicative=is_indicative), origin),
        zone_is_indicative=bool(zone) and is_indicative,
        category=_word(stated.category if own else "", derived.category),
        opinion=_word(stated.opinion if own else "", derived.opinion),
        disagreement=_disagreement(statement),
    )


def _zone(statement: Statement) -> tuple[str, str]:
    """The zone that a statement names or leads to, and what it follows from when it does not name one itself."""
    stated = zone_word(statement.stated.zone) if source_of(statement.source).words_are_its_own else None
    if stated:
        return stated, ""
    derived = statement.derived.zone or statement.derived.indicative_zone
    if derived:
        return derived, BY_SCORE
    zone = only_zone(statement.bands)
    if not zone:
        return "", ""
    return zone, BY_OPINION if statement.stated.opinion else BY_CATEGORY


def _zone_text(zone: str, *, is_indicative: bool) -> str:
    return zone_words(zone, indicative=is_indicative) if zone else ""


def _word(stated: str, derived: str | None) -> Word:
    if stated:
        return Word(stated)
    return Word(derived, BY_SCORE) if derived else Word()


def _disagreement(statement: Statement) -> str:
    if statement.agrees is not False:
        return ""
    derived = statement.derived
    zone = derived.zone or derived.indicative_zone
    if zone is None:
        return "Menurut aturan tahun itu, zona, kategori, dan opini ini tidak mungkin berlaku bersama."
    words = [_zone_text(zone, is_indicative=derived.zone is None), derived.category, derived.opinion]
    return f"Tidak sesuai dengan nilainya, yang berarti {', '.join(word for word in words if word)}."


def _source(source: Source) -> SourceShown:
    host = urlsplit(source.address).hostname or ""
    text = _IN_INDONESIAN.get(source.text, source.text)
    return SourceShown(
        label=host.removeprefix("www.") or text or "Sumber tidak tersimpan",
        address=source.address,
        notes=tuple(_IN_INDONESIAN.get(note, note) for note in source.notes),
    )
