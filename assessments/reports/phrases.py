"""Words and numbers of a report in Indonesian: "77,99", "22 November 2026", "Yth. Bupati Musi Banyuasin"."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.template.defaultfilters import date as written_date
from django.utils import timezone

from agencies.models.agency import LOCAL_GOVERNMENTS
from assessments.models.result import Scored
from assessments.numbers_in_text import comma
from assessments.results.explain import BandStory, ResultStory, Standing
from assessments.scoring import rounded

NONE = "–"
# What a head's title already says: the Bupati of "Kabupaten Musi Banyuasin" is Bupati Musi Banyuasin.
KINDS_IN_NAMES = ("Kabupaten ", "Kota ", "Provinsi ", "Kementerian ")
PLACES = 2


def number(value: Decimal | None) -> str:
    """A number with two decimals for display, or a dash."""
    return NONE if value is None else comma(rounded(Fraction(value), places=PLACES))


def day(at: datetime) -> str:
    """A moment as a day in words, Jakarta time: "22 November 2026"."""
    return written_day(timezone.localtime(at).date())


def written_day(on: date) -> str:
    """A day in words: "22 November 2026"."""
    return str(written_date(on, "j F Y"))


def addressee(head_title: str, agency_name: str) -> str:
    """The head by title: "Bupati Musi Banyuasin", "Menteri Luar Negeri", "Direktur Utama PT Layanan"."""
    for prefix in KINDS_IN_NAMES:
        if agency_name.startswith(prefix):
            return f"{head_title} {agency_name.removeprefix(prefix)}"
    return f"{head_title} {agency_name}"


def long_name(story: ResultStory) -> str:
    """The agency's name as a letter says it: "Pemerintah Kabupaten Musi Banyuasin"."""
    return f"Pemerintah {story.agency_name}" if story.agency_kind in LOCAL_GOVERNMENTS else story.agency_name


@dataclass(frozen=True, slots=True)
class Verdict:
    """A number and what it means, ready to print; `zone` (hijau, kuning, merah, none) chooses the mark."""

    score: str
    is_missing: bool
    zone: str
    zone_text: str
    colour: str
    """The colour as one word, for a column that says what kind of colour it is."""
    category: str
    opinion: str
    is_final: bool
    interval: str
    """Empty unless the number is provisional."""
    possible: str
    """The opinions that are still possible, empty unless there is more than one."""


def verdict(standing: Standing) -> Verdict:
    return Verdict(
        score=number(standing.score),
        is_missing=standing.score is None,
        zone=standing.colour or "none",
        zone_text=standing.zone_text or "Belum ada zona",
        colour=standing.colour.capitalize() or NONE,
        category=category(standing.band),
        opinion=standing.opinion or "Belum ada opini",
        is_final=standing.opinion_is_final,
        interval=_interval(standing),
        possible=_possible(standing),
    )


def standing_verdict(row: Scored) -> Verdict:
    """The verdict on a stored number whose story is not told; it says nothing of what is still possible."""
    colour = row.zone or row.indicative_zone
    return Verdict(
        score=number(row.score),
        is_missing=row.score is None,
        zone=colour or "none",
        zone_text=f"Zona {row.zone.title()}" if row.zone else colour.capitalize() or "Belum ada zona",
        colour=colour.capitalize() or NONE,
        category=row.category,
        opinion=row.opinion or "Belum ada opini",
        is_final=row.opinion_is_final,
        interval="",
        possible="",
    )


def category(band: BandStory | None) -> str:
    """ "Kategori B", or from 2025 on the quality label: "Kualitas pelayanan Baik"."""
    if band is None or not band.category:
        return ""
    return f"Kategori {band.category}" if band.zone else f"Mutu {band.category}"


def _interval(standing: Standing) -> str:
    if not standing.provisional or standing.low is None or standing.high is None:
        return ""
    return f"{number(standing.low)} sampai {number(standing.high)}"


def _possible(standing: Standing) -> str:
    opinions = [band.opinion for band in standing.bands_touched]
    return ", ".join(opinions) if standing.provisional and len(opinions) > 1 else ""


def zone_words(band: BandStory) -> str:
    """The colour of a band in words; from 2025 on it is said to be indicative."""
    return f"Zona {band.zone.title()}" if band.zone else f"Warna indikatif {band.indicative_zone}"


def bounds(band: BandStory) -> str:
    """A band's scores: "78,00 – 87,99"."""
    upper = Decimal(100) if band.upper is None else band.upper - Decimal("0.01")
    return f"{number(band.lower)} – {number(upper)}"
