"""Numbers and words that every page of the assessments prints the same way, in Indonesian."""

from decimal import Decimal
from fractions import Fraction

from assessments.numbers_in_text import comma
from assessments.scoring import rounded

NOTHING = "–"
"""Stands where there is no number."""

METHOD_WORDS = {
    "interview": "Wawancara",
    "document": "Pemeriksaan dokumen",
    "observation": "Observasi",
    "survey": "Survei pengguna",
    "secondary": "Data sekunder",
}
SUBJECT_WORDS = {
    "officer": "petugas",
    "officer-pelayanan": "petugas pelayanan",
    "officer-pengaduan": "petugas pengelola pengaduan",
    "product": "produk layanan",
    "user": "pengguna layanan",
    "unit": "unit layanan",
    "agency": "instansi",
}
COMBINE_WORDS = {
    "mean": "rata-rata dari semua cara",
    "min": "nilai terendah di antara semua cara",
    "document": "nilai pemeriksaan dokumen; bila tidak ada, rata-rata cara lain",
    "interview": "nilai wawancara; bila tidak ada, rata-rata cara lain",
}
ZONE_WORDS = {"hijau": "Hijau", "kuning": "Kuning", "merah": "Merah"}


def decimal_comma(value: Decimal | Fraction | int | None, places: int = 2) -> str:
    """A number with exactly `places` decimals, rounded half up for display only: "77,99"; a dash for none.

    `value` is never negative: a score or points 0-100, a weight or share in per cent, a level.
    """
    return NOTHING if value is None else comma(rounded(Fraction(value), places=places))


def percent(share: Fraction, places: int = 4) -> str:
    """A share 0-1 as per cent: "12,2200 %"."""
    return f"{decimal_comma(share * 100, places)} %"


def zone_words(zone: str, *, indicative: bool = False) -> str:
    """What stands beside the shape of a zone: "Zona Hijau", from 2025 on "Hijau (indikatif)", or "Tanpa zona"."""
    if zone not in ZONE_WORDS:
        return "Tanpa zona"
    return f"{ZONE_WORDS[zone]} (indikatif)" if indicative else f"Zona {ZONE_WORDS[zone]}"
