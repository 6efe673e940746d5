"""An edition in words, ready to be shown whole: each number with its source or its mark "asumsi"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import groupby

from agencies.models import AgencyKind, UnitKind
from assessments.instruments import Dimension, Indicator, Instrument, edition_codes, load_edition
from assessments.instruments.model import Band, EvidenceItem, Marked
from assessments.presenters import COMBINE_WORDS, METHOD_WORDS, SUBJECT_WORDS, decimal_comma, percent, zone_words

EVIDENCE_WORDS = {"dokumen": ("Dokumen", "document"), "foto": ("Foto", "photo"), "data": ("Data", "data")}
COST_WORDS = {
    "document": "menyusun dokumen",
    "signature": "penetapan atau tanda tangan pimpinan",
    "publication": "mempublikasikan informasi",
    "facility": "melengkapi sarana",
    "training": "melatih petugas",
    "time": "membiasakan cara kerja; perlu waktu",
}


@dataclass(frozen=True)
class ReferenceView:
    """A place of publication with its number on the page."""

    number: int
    text: str
    url: str | None


@dataclass(frozen=True)
class MarkView:
    """Where a number comes from: a reference, or none because it is assumed."""

    assumed: bool
    reference: ReferenceView | None
    note: str


@dataclass(frozen=True)
class BandView:
    range: str
    category: str
    opinion: str
    zone: str
    zone_text: str
    indicative: bool
    mark: MarkView


@dataclass(frozen=True)
class MethodView:
    name: str
    subjects: str
    mark: MarkView


@dataclass(frozen=True)
class EvidenceView:
    kind: str
    icon: str
    text: str
    remark: str


@dataclass(frozen=True)
class IndicatorView:
    """One indicator; `share` in % of its dimension, `points` of the 100 of a unit, `levels` from the highest down."""

    code: str
    label: str
    label_assumed: bool
    question: str
    legal: str
    weight: str
    weight_mark: MarkView
    share: str
    points: str
    methods: tuple[MethodView, ...]
    combine: str
    levels: tuple[tuple[int, str], ...]
    scale: str
    max_level: str
    max_level_mark: MarkView
    evidence: tuple[EvidenceView, ...]
    scope: str
    scope_mark: MarkView | None
    cost: str


@dataclass(frozen=True)
class VariableView:
    name: str
    indicators: tuple[IndicatorView, ...]


@dataclass(frozen=True)
class DimensionView:
    """One dimension; `width` is its weight for a drawn bar, `offset` the weights before it."""

    code: str
    name: str
    about: str
    weight: str
    weight_mark: MarkView
    width: str
    offset: str
    count: int
    variables: tuple[VariableView, ...]


@dataclass(frozen=True)
class RuleView:
    title: str
    text: str
    mark: MarkView


@dataclass(frozen=True)
class LocusView:
    unit: str
    count: int
    mark: MarkView


@dataclass(frozen=True)
class QuotaView:
    label: str
    count: int
    mark: MarkView


@dataclass(frozen=True)
class EditionRow:
    """One line of the list of editions."""

    code: str
    title: str
    short_title: str
    years: str
    dimensions: int
    indicators: int
    has_assumptions: bool


@dataclass(frozen=True)
class EditionPage:
    """Everything the page of an edition shows."""

    row: EditionRow
    instrument: Instrument
    level_texts: MarkView
    default_max_level: MarkView
    bands: tuple[BandView, ...]
    band_cells: tuple[tuple[str, str, str], ...]
    has_categories: bool
    follow_up: tuple[str, MarkView] | None
    dimensions: tuple[DimensionView, ...]
    rules: tuple[RuleView, ...]
    loci: tuple[tuple[str, tuple[LocusView, ...]], ...]
    quotas: tuple[QuotaView, ...]
    references: tuple[ReferenceView, ...]


def edition_rows() -> tuple[EditionRow, ...]:
    """All editions, newest first."""
    return tuple(_row(load_edition(code)) for code in reversed(edition_codes()))


@cache
def edition_page(code: str) -> EditionPage:
    """The page of an edition; a published edition never changes, so it is phrased once.

    Raises UnknownInstrumentError.
    """
    instrument = load_edition(code)
    phrase = _Phrasing(instrument)
    return EditionPage(
        row=_row(instrument),
        instrument=instrument,
        level_texts=phrase.mark(instrument.level_texts),
        default_max_level=phrase.mark(instrument.default_max_level),
        bands=tuple(phrase.bands()),
        band_cells=tuple(_band_cells(instrument.bands)),
        has_categories=any(band.category for band in instrument.bands),
        follow_up=((instrument.follow_up.suffix, phrase.mark(instrument.follow_up)) if instrument.follow_up else None),
        dimensions=tuple(phrase.dimensions()),
        rules=tuple(RuleView(rule.title, rule.text, phrase.mark(rule)) for rule in instrument.rules),
        loci=tuple(phrase.loci()),
        quotas=tuple(QuotaView(quota.label, quota.count, phrase.mark(quota)) for quota in instrument.quotas),
        references=tuple(phrase.references.values()),
    )


def years_in_words(years: tuple[int, ...]) -> str:
    """The years an edition serves: "2024", "2016–2021" where none is missing, "2016, 2018"."""
    first, last = min(years), max(years)
    if len(years) > 2 and len(set(years)) == last - first + 1:
        return f"{first}–{last}"
    return ", ".join(str(year) for year in sorted(years))


def _row(instrument: Instrument) -> EditionRow:
    return EditionRow(
        code=instrument.code,
        title=instrument.title,
        short_title=instrument.short_title,
        years=years_in_words(instrument.years),
        dimensions=len(instrument.dimensions),
        indicators=sum(len(dimension.indicators) for dimension in instrument.dimensions),
        has_assumptions=instrument.has_assumptions(),
    )


def _band_cells(bands: Iterable[Band]) -> Iterator[tuple[str, str, str]]:
    """For the drawn scale 0-100: each band's colour, its start and its width, from the lowest up."""
    end = Fraction(100)
    for band in bands:
        start = Fraction(band.from_)
        yield band.zone or band.indicative_zone or "none", _plain(start), _plain(end - start)
        end = start


def _plain(value: Fraction) -> str:
    """A number as SVG wants it, with a dot."""
    return decimal_comma(value, 2).replace(",", ".")


class _Phrasing:
    """Turns the parts of one edition into words, each mark into its numbered reference."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.references = {
            key: ReferenceView(number, reference.text, reference.url)
            for number, (key, reference) in enumerate(instrument.references.items(), start=1)
        }

    def mark(self, marked: Marked) -> MarkView:
        reference = self.references[marked.source] if marked.source else None
        return MarkView(assumed=marked.assumed, reference=reference, note=marked.note or "")

    def bands(self) -> Iterator[BandView]:
        upper = "100"
        for band in self.instrument.bands:
            zone = band.zone or band.indicative_zone or ""
            yield BandView(
                range=f"{decimal_comma(band.from_)} – {upper}",
                category=band.category or "",
                opinion=band.opinion,
                zone=zone,
                zone_text=zone_words(zone, indicative=band.zone is None),
                indicative=band.zone is None,
                mark=self.mark(band),
            )
            upper = decimal_comma(Fraction(band.from_) - Fraction(1, 100))

    def dimensions(self) -> Iterator[DimensionView]:
        before = Fraction(0)
        for dimension in self.instrument.dimensions:
            weight = Fraction(dimension.weight.value)
            yield DimensionView(
                code=dimension.code,
                name=dimension.name,
                about=dimension.about,
                weight=decimal_comma(weight),
                weight_mark=self.mark(dimension.weight),
                width=_plain(weight),
                offset=_plain(before),
                count=len(dimension.indicators),
                variables=tuple(
                    VariableView(name, tuple(self.indicator(dimension, each) for each in group))
                    for name, group in groupby(dimension.indicators, key=lambda each: each.variable)
                ),
            )
            before += weight

    def indicator(self, dimension: Dimension, indicator: Indicator) -> IndicatorView:
        share = dimension.share_of(indicator)
        max_level = indicator.max_level or self.instrument.default_max_level
        return IndicatorView(
            code=indicator.code,
            label=indicator.label,
            label_assumed=indicator.label_assumed,
            question=indicator.question,
            legal=indicator.legal,
            weight=str(indicator.weight.value).replace(".", ","),
            weight_mark=self.mark(indicator.weight),
            share=percent(share),
            points=decimal_comma(share * Fraction(dimension.weight.value), 4),
            methods=tuple(self.methods(indicator)),
            combine=COMBINE_WORDS[indicator.combine] if len(indicator.methods) > 1 else "",
            levels=tuple(sorted(indicator.levels.items(), reverse=True)),
            scale=indicator.scale or "",
            max_level=str(max_level.value),
            max_level_mark=self.mark(max_level),
            evidence=tuple(_evidence(item) for item in indicator.evidence),
            scope=_scope(indicator),
            scope_mark=self.mark(indicator.scope_mark) if indicator.scope_mark else None,
            cost=COST_WORDS[indicator.cost],
        )

    def methods(self, indicator: Indicator) -> Iterator[MethodView]:
        for code, method in indicator.methods.items():
            subjects = f"{method.expected} {SUBJECT_WORDS[method.subject_key]}"
            yield MethodView(METHOD_WORDS[code], subjects, self.mark(method))

    def loci(self) -> Iterator[tuple[str, tuple[LocusView, ...]]]:
        for kind, rules in self.instrument.loci.items():
            units = (LocusView(str(UnitKind(rule.unit).label), rule.count, self.mark(rule)) for rule in rules)
            yield str(AgencyKind(kind).label), tuple(units)


def _evidence(item: EvidenceItem) -> EvidenceView:
    kind, icon = EVIDENCE_WORDS[item.kind]
    remarks = [", ".join(item.faces)] if item.faces else []
    if item.optional:
        remarks.append("bila ada")
    return EvidenceView(kind, icon, item.text, "; ".join(remarks))


def _scope(indicator: Indicator) -> str:
    """Where the indicator is asked, empty when everywhere."""
    parts = [str(AgencyKind(kind).label) for kind in indicator.agency_kinds]
    parts += [str(UnitKind(kind).label) for kind in indicator.loci]
    return ", ".join(parts)
