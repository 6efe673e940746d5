"""Indonesian words and figures for the pages of preparation."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from agencies.models import Agency, ServiceUnit
from assessments.instruments import Instrument
from assessments.models import ItemState, Result, SelfAssessment
from assessments.numbers_in_text import comma
from assessments.preparation.forecast import Basis, Forecast, UnitForecast
from assessments.preparation.gap import GapLine
from assessments.preparation.last_result import LastUnit
from assessments.preparation.like_for_like import LikeForLike
from assessments.preparation.readiness import Count, UnitReadiness
from assessments.preparation.selectors import ChecklistRow, Outlook
from assessments.preparation.what_if import Effect, Offer
from assessments.presenters import NOTHING, decimal_comma
from assessments.scoring import AgencyScore, Band, Rules, UnitScore, next_band

COST_WORDS = {
    "document": "dokumen",
    "signature": "tanda tangan pimpinan",
    "publication": "publikasi",
    "facility": "sarana",
    "training": "pelatihan",
    "time": "waktu dan kebiasaan",
}
STATE_CHIPS = {
    ItemState.MISSING: "",
    ItemState.UPLOADED: "chip-accent",
    ItemState.TO_MEND: "chip-yellow",
    ItemState.READY: "chip-green",
}
BASIS_WORDS = {
    Basis.REVIEWED: "penilaian mandiri",
    Basis.LAST: "hasil terakhir (asumsi)",
    Basis.MISSING: "belum diketahui",
    Basis.NOT_APPLICABLE: "tidak berlaku",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A score in words: its figure, its opinion, its colour and how sure it is."""

    score: str
    opinion: str
    zone: str
    is_indicative: bool
    interval: str
    possible: str

    @property
    def has_score(self) -> bool:
        return self.score != NOTHING


def standing_of(score: AgencyScore | UnitScore) -> Standing:
    """An expected score in words; the opinion without its second axis, which follows from the Ombudsman's products."""
    band = score.band
    interval, possible = "", ""
    if score.provisional and score.interval:
        low, high = score.interval
        interval = f"{comma(low)}–{comma(high)}"
        possible = " sampai ".join(dict.fromkeys([score.bands_touched[0].opinion, score.bands_touched[-1].opinion]))
    return Standing(
        score=decimal_comma(score.score),
        opinion=band.opinion if band else "Belum dapat diperkirakan",
        zone=_colour(band),
        is_indicative=bool(band and not band.zone),
        interval=interval,
        possible=possible,
    )


def distance_words(score: AgencyScore, rules: Rules) -> str:
    """How far it is to the next opinion: "11,10 lagi ke Kualitas Tertinggi (mulai 88)"; empty in the highest."""
    band = None if score.score is None else next_band(score.score, rules)
    if score.score is None or band is None:
        return ""
    return f"{decimal_comma(band.lower - score.score)} lagi ke {band.opinion} (mulai {comma(band.lower)})."


def last_standing(result: Result | LastUnit) -> Standing:
    """A stored score in words."""
    return Standing(
        score=decimal_comma(result.score),
        opinion=result.opinion or "Belum ada opini",
        zone=result.zone or result.indicative_zone,
        is_indicative=not result.zone,
        interval="",
        possible="",
    )


def _colour(band: Band | None) -> str:
    return (band.zone or band.indicative_zone or "") if band else ""


def level_words(value: Fraction | None, max_level: int) -> str:
    """A value 0-1 as the level it stands for: "tingkat 3", "tingkat 2,5", "71,25 dari 100"."""
    if value is None:
        return NOTHING
    level = value * max_level
    places = 0 if level.denominator == 1 else 2
    words = decimal_comma(level, places)
    return f"{words} dari {max_level}" if max_level == 100 else f"tingkat {words}"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit on the start page."""

    unit: ServiceUnit
    last: Standing | None
    expected: Standing | None
    known: str
    readiness: Count
    stands_lower: bool
    fallen: tuple[str, ...]


def unit_lines(outlook: Outlook, readiness: Iterable[UnitReadiness], *, shows_forecast: bool) -> tuple[UnitLine, ...]:
    """The units side by side; the forecast is left out for those who may not read it."""
    counts = {each.unit.pk: each.total for each in readiness}
    labels = {indicator.code: indicator.label for _, indicator in outlook.instrument.indicators}
    return tuple(
        UnitLine(
            unit=each.unit,
            last=last_standing(each.last) if each.last else None,
            expected=standing_of(each.score) if shows_forecast else None,
            known=f"{each.known} dari {len(each.values)}",
            readiness=counts[each.unit.pk],
            stands_lower=shows_forecast and each.stands_lower,
            fallen=tuple(f"{value.indicator} {labels[value.indicator]}" for value in each.fallen)
            if shows_forecast
            else (),
        )
        for each in outlook.forecast.units
    )


def total_of(readiness: Iterable[UnitReadiness]) -> Count:
    """The counts of all units together."""
    return sum((each.total for each in readiness), Count())


def known_words(forecast: Forecast) -> str:
    """How much of the forecast is known: "143 dari 238 indikator"."""
    known = sum(unit.known for unit in forecast.units)
    return f"{known} dari {sum(len(unit.values) for unit in forecast.units)} indikator"


def basis_lines(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Where the expected values are from, the surest first."""
    return tuple((BASIS_WORDS[basis], counts[basis.value]) for basis in Basis if counts.get(basis.value))


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Readiness of one dimension of one unit; `step` 0-4 is its shade, -1 where nothing is asked."""

    label: str
    count: Count | None

    @property
    def step(self) -> int:
        if self.count is None:
            return -1
        return 4 if self.count.ready == self.count.required else self.count.percent // 34 + bool(self.count.ready)


def heat_map(
    instrument: Instrument, readiness: Iterable[UnitReadiness]
) -> tuple[tuple[str, ...], tuple[tuple[ServiceUnit, tuple[HeatCell, ...]], ...]]:
    """Units against dimensions: the names of the dimensions that ask for evidence, and a row of cells for each unit."""
    rows = tuple(readiness)
    asked = [each for each in instrument.dimensions if any(each.code in row.dimensions for row in rows)]
    return tuple(each.name for each in asked), tuple(
        (row.unit, tuple(HeatCell(each.name, row.dimensions.get(each.code)) for each in asked)) for row in rows
    )


@dataclass(frozen=True, slots=True)
class IndicatorBlock:
    """A checklist's items of one indicator."""

    code: str
    label: str
    dimension: str
    rows: tuple[ChecklistRow, ...]

    @property
    def ready(self) -> int:
        return sum(row.state is ItemState.READY for row in self.rows if not row.expected.evidence.optional)

    @property
    def required(self) -> int:
        return sum(not row.expected.evidence.optional for row in self.rows)

    @property
    def is_done(self) -> bool:
        return self.ready == self.required


def blocks_of(rows: Iterable[ChecklistRow]) -> tuple[tuple[str, tuple[IndicatorBlock, ...]], ...]:
    """The checklist by dimension and indicator, in the order of the edition."""
    dimensions: dict[str, dict[str, list[ChecklistRow]]] = {}
    for row in rows:
        name = row.expected.dimension.name
        dimensions.setdefault(name, {}).setdefault(row.expected.indicator.code, []).append(row)
    return tuple(
        (
            name,
            tuple(
                IndicatorBlock(code, found[0].expected.indicator.label, name, tuple(found))
                for code, found in by_code.items()
            ),
        )
        for name, by_code in dimensions.items()
    )


def chat_text(agency: Agency, unit: ServiceUnit, rows: Iterable[ChecklistRow], url: str) -> str:
    """What a bureau pastes into a chat: what is still owed, by whom and until when."""
    owed = [row for row in rows if row.state is not ItemState.READY and not row.expected.evidence.optional]
    if not owed:
        return f"{unit.name}: semua bukti dukung sudah siap. Terima kasih."
    lines = [f"{unit.name}, {agency.name}: {len(owed)} bukti dukung belum siap."]
    late_first = sorted(owed, key=lambda row: (not row.is_overdue, row.state is not ItemState.TO_MEND))
    for row in late_first[:15]:
        item = row.item
        who = f", {item.owner.full_name}" if item and item.owner else ""
        when = f", paling lambat {item.due_on:%d-%m-%Y}" if item and item.due_on else ""
        lines.append(
            f"- {row.expected.indicator.code} {row.expected.evidence.text} ({row.state.label.lower()}{who}{when})"
        )
    if len(owed) > 15:
        lines.append(f"- dan {len(owed) - 15} butir lain")
    lines.append(f"Daftar lengkap: {url}")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two rounds on what both asked, in words."""

    before_name: str
    after_name: str
    before: str
    after: str
    basis: str
    has_fallen: bool


def compared_words(pairs: Iterable[LikeForLike]) -> tuple[Compared, ...]:
    return tuple(
        Compared(
            before_name=pair.before_name,
            after_name=pair.after_name,
            before=decimal_comma(pair.before),
            after=decimal_comma(pair.after),
            basis=f"{pair.indicators} jawaban sebanding di {pair.units} unit",
            has_fallen=pair.has_fallen,
        )
        for pair in pairs
    )


@dataclass(frozen=True, slots=True)
class GapShown:
    """One line of own against assessed, in levels; a chip where they differ."""

    code: str
    label: str
    own: str
    assessed: str
    gap: str
    chip: str
    is_reviewed: bool


def gap_lines(lines: Iterable[GapLine]) -> tuple[GapShown, ...]:
    """Own and assessed in levels of the indicator, the gap with its sign."""
    return tuple(
        GapShown(
            code=line.indicator,
            label=line.label,
            own="" if line.own is None else level_words(line.own, line.max_level),
            assessed="" if line.assessed is None else level_words(line.assessed, line.max_level),
            gap=_signed(line),
            chip="chip-yellow" if line.gap and line.gap > 0 else "chip-accent" if line.gap else "",
            is_reviewed=line.is_reviewed,
        )
        for line in lines
    )


def _signed(line: GapLine) -> str:
    if line.gap is None:
        return ""
    levels = line.gap * line.max_level
    sign = "+" if levels > 0 else "−" if levels < 0 else ""
    return f"{sign}{decimal_comma(abs(levels), 0 if levels.denominator == 1 else 2)}"


def size_words(size: int) -> str:
    """A file's size: "340 KB", "2,4 MB"."""
    if size < 1024 * 1024:
        return f"{max(1, size // 1024)} KB"
    return f"{decimal_comma(Fraction(size, 1024 * 1024), 1)} MB"


def own_value(own: SelfAssessment | None, max_level: int) -> Fraction | None:
    """The value 0-1 that a unit gives itself; None where nothing is said or it does not apply."""
    return None if own is None or own.value is None else Fraction(own.value) / max_level


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One improvement as a line to tick."""

    key: str
    code: str
    label: str
    step: str
    gain: str
    cost: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """The improvements of one unit; `place` is its number in an address."""

    place: int
    unit: ServiceUnit
    score: str
    lines: tuple[OfferLine, ...]

    @property
    def ticked(self) -> int:
        return sum(line.is_ticked for line in self.lines)


def offers_by_unit(
    offers: Iterable[Offer], *, ticked: Collection[str], only: UnitForecast | None
) -> tuple[OfferGroup, ...]:
    """The improvements under their units; of `only` one unit when the question is about it."""
    groups: dict[int, OfferGroup] = {}
    for offer in offers:
        if only is not None and offer.unit is not only:
            continue
        place = int(offer.key.partition("-")[0])
        line = _offer_line(offer, is_ticked=offer.key in ticked)
        group = groups.get(place)
        lines = (*group.lines, line) if group else (line,)
        groups[place] = OfferGroup(place, offer.unit.unit, decimal_comma(offer.unit.score.score), lines)
    return tuple(groups.values())


def _offer_line(offer: Offer, *, is_ticked: bool) -> OfferLine:
    target = decimal_comma(offer.improvement.target * offer.max_level, 0)
    return OfferLine(
        key=offer.key,
        code=offer.indicator.code,
        label=offer.indicator.label,
        step=f"{level_words(offer.now, offer.max_level)} → {target}",
        gain=f"+{decimal_comma(offer.gain)}",
        cost=COST_WORDS[offer.indicator.cost],
        is_ticked=is_ticked,
    )


@dataclass(frozen=True, slots=True)
class EffectShown:
    """What the ticked improvements do, in words: the score asked about, and what was ticked in each unit."""

    count: int
    before: Standing
    after: Standing
    agency_before: Standing
    agency_after: Standing
    reaches: bool
    costs: tuple[tuple[str, int], ...]
    chosen: tuple[tuple[ServiceUnit, str, str, tuple[OfferLine, ...]], ...]


def effect_shown(effect: Effect, forecast: Forecast, *, only: UnitForecast | None, goal: Band | None) -> EffectShown:
    """The effect in words; `reaches` says whether the score asked about prints at the goal or above."""
    asked_before = effect.before.units[only.expected.key] if only else effect.before.agency
    asked_after = effect.after.units[only.expected.key] if only else effect.after.agency
    costs = Counter(COST_WORDS[offer.indicator.cost] for offer in effect.ticked)
    return EffectShown(
        count=len(effect.ticked),
        before=standing_of(asked_before),
        after=standing_of(asked_after),
        agency_before=standing_of(effect.before.agency),
        agency_after=standing_of(effect.after.agency),
        reaches=bool(goal and asked_after.score is not None and asked_after.score >= goal.lower),
        costs=tuple(sorted(costs.items(), key=lambda pair: (-pair[1], pair[0]))),
        chosen=tuple(_chosen_in(unit, effect) for unit in forecast.units if _ticked_in(unit, effect)),
    )


def _ticked_in(unit: UnitForecast, effect: Effect) -> tuple[OfferLine, ...]:
    return tuple(_offer_line(offer, is_ticked=True) for offer in effect.ticked if offer.unit is unit)


def _chosen_in(unit: UnitForecast, effect: Effect) -> tuple[ServiceUnit, str, str, tuple[OfferLine, ...]]:
    """A unit, its score before and after, and what was ticked there."""
    before, after = effect.before.units[unit.expected.key], effect.after.units[unit.expected.key]
    return unit.unit, decimal_comma(before.score), decimal_comma(after.score), _ticked_in(unit, effect)
