"""From a score to its band, zone, category and opinion."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from assessments.scoring.rounding import rounded
from assessments.scoring.rules import Band, Rules


class ScoreRangeError(ValueError):
    """A score outside 0-100."""

    def __init__(self, score: Decimal) -> None:
        self.score = score
        super().__init__(f"Nilai {score} di luar rentang 0 sampai 100.")


class FollowUp(StrEnum):
    """Whether every Ombudsman product due by the decision date is followed up."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Classification:
    """A printed score with its band; `opinion` carries the suffix; not `final` while follow-up is unknown."""

    score: Decimal
    band: Band
    opinion: str
    final: bool


def band_for(score: Decimal, rules: Rules) -> Band:
    """The band of a printed score (0-100), by lower bounds only; ScoreRangeError outside the range."""
    if not 0 <= score <= 100:
        raise ScoreRangeError(score)
    return next(band for band in rules.bands if score >= band.lower)


def bands_between(low: Decimal, high: Decimal, rules: Rules) -> tuple[Band, ...]:
    """Every band that a printed interval touches, from the lowest to the highest."""
    lowest, highest = band_for(low, rules), band_for(high, rules)
    return tuple(band for band in reversed(rules.bands) if lowest.lower <= band.lower <= highest.lower)


def classify(score: Decimal, rules: Rules, *, follow_up: FollowUp = FollowUp.UNKNOWN) -> Classification:
    """The opinion on a score (0-100, any number of decimals): rounded first, then looked up.

    Editions with a second axis add their suffix when every due Ombudsman product is followed up;
    while that is unknown the base opinion stands and is not final (instruments.md, follow-up axis).
    """
    if not 0 <= score <= 100:
        raise ScoreRangeError(score)
    printed = rounded(Fraction(score), places=rules.places)
    band = band_for(printed, rules)
    if rules.follow_up_suffix is None:
        return Classification(score=printed, band=band, opinion=band.opinion, final=True)
    if follow_up is FollowUp.YES:
        opinion = f"{band.opinion} {rules.follow_up_suffix}"
        return Classification(score=printed, band=band, opinion=opinion, final=True)
    return Classification(score=printed, band=band, opinion=band.opinion, final=follow_up is FollowUp.NO)
