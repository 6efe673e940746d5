"""What a source says about a result, held against the band table of that year's edition."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assessments.scoring import Band, classify
from assessments.scoring.rules import Rules

ZONES = ("hijau", "kuning", "merah")
_ZONE = re.compile(rf"(?:zona(?:si)?\s+)?({'|'.join(ZONES)})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """Zone, category and opinion in the source's own words; "" where it is silent."""

    zone: str = ""
    category: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Derived:
    """Zone, category and opinion that a score leads to; None where there is no score or the edition has no such word.

    `zone` is official (to 2024), `indicative_zone` ours (from 2025); the opinion is the one without the suffix.
    """

    zone: str | None = None
    indicative_zone: str | None = None
    category: str | None = None
    opinion: str | None = None


Claim = frozenset[Band]
"""The bands that one thing said leaves possible; none, when it fits no band of the edition."""


def zone_word(text: str) -> str | None:
    """ "hijau", "kuning" or "merah" out of "Hijau" or "Zona Kuning"; None for any other word."""
    found = _ZONE.fullmatch(text.strip())
    return found[1].lower() if found else None


def derived_from(score: Decimal | None, rules: Rules) -> Derived:
    """The words that a score (0-100) leads to; nothing without a score."""
    if score is None:
        return Derived()
    band = classify(score, rules).band
    return Derived(zone=band.zone, indicative_zone=band.indicative_zone, category=band.category, opinion=band.opinion)


def claims_of(score: Decimal | None, stated: Stated, rules: Rules) -> tuple[Claim, ...]:
    """One claim for the score and one for each word stated."""
    by_score = () if score is None else (frozenset({classify(score, rules).band}),)
    return (*by_score, *_claims_in(stated, rules))


def contradict(some: tuple[Claim, ...], others: tuple[Claim, ...]) -> bool:
    """Whether one side says something that excludes something the other says."""
    return any(one.isdisjoint(other) for one in some for other in others)


def agrees(score: Decimal | None, stated: Stated, rules: Rules) -> bool | None:
    """Whether a source's words fit its score, or without a score each other; None where nothing can be compared.

    With a score (0-100) every stated word is compared with the one derived from it. Without a score two or more words
    must fit one band together (2022: hijau and Kualitas Sedang do not). A single word alone proves nothing.

    Words that whoever collected the row filled in from the score count like the source's own: the page says which
    they are.
    """
    words = _claims_in(stated, rules)
    comparable = len(words) > 0 if score is not None else len(words) > 1
    if not comparable:
        return None
    return bool(frozenset.intersection(*claims_of(score, stated, rules)))


def _claims_in(stated: Stated, rules: Rules) -> tuple[Claim, ...]:
    return tuple(_claims(stated, rules))


def _claims(stated: Stated, rules: Rules) -> Iterator[Claim]:
    if stated.zone:
        zone = zone_word(stated.zone)
        # From 2025 on there is no official colour; a source that names one is held against the indicative one.
        yield frozenset(band for band in rules.bands if zone == (band.zone or band.indicative_zone))
    if stated.category:
        said = _folded(stated.category)
        # Up to 2021 the opinion is the only word an edition has, so sources call it category as well.
        yield frozenset(band for band in rules.bands if said == _folded(band.category or band.opinion))
    if stated.opinion:
        said = _folded(stated.opinion)
        if rules.follow_up_suffix:
            said = said.removesuffix(_folded(rules.follow_up_suffix)).rstrip()
        yield frozenset(band for band in rules.bands if said == _folded(band.opinion))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
