"""Each step of a stored result as one would type it: "(3 + 2 + 4 + 3) / (4 × 4) = 0,7500".

The outcomes are the stored ones; only their printing is decided here. Four decimals are for display, so an outcome
that does not fit is printed with "≈".
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from assessments.numbers_in_text import comma
from assessments.results.explain.story import BandStory, Step
from assessments.scoring import rounded

PLACES = 4
# Longer sums are printed by value: "12 × 4 + 10 × 3".
LONGEST_SUM = 8
LEADS_TO = "→"


def four(value: Fraction) -> Decimal:
    """A value for display: four decimals."""
    return rounded(value, places=PLACES)


def printed(value: Fraction) -> str:
    return comma(four(value))


def is_exact(value: Fraction, places: int = PLACES) -> bool:
    """Whether printing with so many decimals leaves nothing out."""
    return Fraction(rounded(value, places=places)) == value


def _step(about: str, formula: str, value: Fraction) -> Step:
    return Step(about, formula, printed(value), sign="=" if is_exact(value) else "≈")


def _plain(value: Decimal) -> str:
    return comma(value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize())


def _sum(terms: Sequence[str]) -> str:
    return " + ".join(terms)


def _mean(terms: Sequence[str]) -> str:
    return f"({_sum(terms)}) / {len(terms)}" if len(terms) > 1 else terms[0]


def method_step(name: str, levels: Sequence[Decimal], max_level: int, value: Fraction) -> Step:
    """A method's value: the mean of its subjects' levels over the highest level."""
    about = f"Nilai cara {name}"
    if len(levels) == 1:
        return _step(about, f"{_plain(levels[0])} / {max_level}", value)
    return _step(about, f"({_levels(levels)}) / ({len(levels)} × {max_level})", value)


def _levels(levels: Sequence[Decimal]) -> str:
    if len(levels) <= LONGEST_SUM:
        return _sum([_plain(level) for level in levels])
    counted = sorted(Counter(levels).items(), reverse=True)
    return _sum([f"{count} × {_plain(level)}" for level, count in counted])


def indicator_step(combine: str, methods: Sequence[tuple[str, str, Fraction]], value: Fraction) -> Step:
    """An indicator's value from its methods, given as (code, name, value), by the rule it names."""
    about = "Nilai indikator"
    preferred = next((each for each in methods if each[0] == combine), None)
    if preferred or len(methods) == 1:
        _, name, _ = preferred or methods[0]
        return _step(about, f"nilai cara {name}", value)
    terms = [printed(each) for _, _, each in methods]
    if combine == "min":
        return _step(about, f"terkecil dari {'; '.join(terms)}", value)
    return _step(about, _mean(terms), value)


def points_steps(weight: str, share: Fraction, value: Fraction, points: Fraction, lost: Fraction) -> tuple[Step, Step]:
    """What an indicator brings to the unit's score, and what it misses; `weight` as `weight_text` prints it."""
    top = f"{weight} × {printed(share)}"
    won = _step("Poin yang diperoleh", f"{top} × {printed(value)}", points)
    missed = _step("Poin yang hilang", f"{top} × (1 − {printed(value)})", lost)
    return won, missed


def weight_text(weight: Decimal, share: Fraction) -> str:
    """A dimension's weight, rescaled to 100 in plain sight when other dimensions have left."""
    whole = Fraction(weight) / share
    return comma(weight) if whole == 100 else f"{comma(weight)} × 100 / {_decimal(whole)}"


def _decimal(value: Fraction) -> str:
    return _plain(rounded(value, places=2)) if is_exact(value, 2) else printed(value)


def dimension_steps(
    weight: Decimal, share: Fraction, indicators: Sequence[tuple[Fraction, Fraction]], value: Fraction, points: Fraction
) -> tuple[Step, Step]:
    """A dimension's value from its indicators, given as (share, value), and its contribution."""
    shares = {each for each, _ in indicators}
    if len(shares) == 1:
        formula = _mean([printed(each) for _, each in indicators])
    else:
        formula = _sum([f"{printed(part)} × {printed(each)}" for part, each in indicators])
    return (
        _step("Nilai dimensi", formula, value),
        _step("Sumbangan dimensi", f"{weight_text(weight, share)} × {printed(value)}", points),
    )


def total_steps(contributions: Sequence[Fraction], exact: Fraction, score: Decimal) -> tuple[Step, Step]:
    """A unit's score: the sum of its dimensions, rounded once."""
    return _step("Jumlah sumbangan dimensi", _sum([printed(each) for each in contributions]), exact), _rounding(
        "Nilai unit", exact, score
    )


def mean_steps(scores: Sequence[Decimal], exact: Fraction, score: Decimal) -> tuple[Step, Step]:
    """An agency's score: the mean of its units' printed scores, rounded."""
    return _step("Rata-rata nilai unit", _mean([comma(each) for each in scores]), exact), _rounding(
        "Nilai instansi", exact, score
    )


def _rounding(about: str, exact: Fraction, score: Decimal) -> Step:
    return Step(about, f"{printed(exact)} dibulatkan ke {-int(score.as_tuple().exponent)} desimal", comma(score))


def band_step(score: Decimal, band: BandStory) -> Step:
    """The band in which a printed score falls."""
    lower, upper = comma(band.lower), "" if band.upper is None else f" < {comma(band.upper)}"
    words = [f"kategori {band.category}" if band.category else "", _colour(band), band.opinion]
    outcome = " · ".join(word for word in words if word)
    return Step("Rentang nilai", f"{lower} ≤ {comma(score)}{upper}", outcome, sign=LEADS_TO)


def _colour(band: BandStory) -> str:
    return f"zona {band.zone}" if band.zone else f"warna indikatif {band.indicative_zone}"


def opinion_step(base: str, follow_up: str, opinion: str, *, final: bool) -> Step:
    """The opinion of an edition with a second axis: the band's, and whether Ombudsman products are followed up."""
    formula = f"{base}; tindak lanjut produk Ombudsman: {follow_up.lower()}"
    return Step("Opini", formula, opinion if final else f"{opinion} (belum final)", sign=LEADS_TO)
