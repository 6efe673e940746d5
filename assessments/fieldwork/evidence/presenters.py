"""The words of evidence: kind, size, time, place and what changed."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.formats import date_format

from assessments.fieldwork.evidence.selectors import Doubt
from assessments.files.kinds import KINDS
from assessments.models import EvidenceVersion

BYTES_PER_UNIT = ((1024 * 1024, "MB"), (1024, "KB"))


def kind_words(media_type: str) -> str:
    """What people call a kind of file."""
    return KINDS[media_type].words if media_type in KINDS else media_type


def size_words(size: int) -> str:
    """Bytes as people say them: "1,4 MB", "320 KB"."""
    for unit, word in BYTES_PER_UNIT:
        if size >= unit:
            tenths = round(size * 10 / unit)
            whole = f"{tenths // 10}" if tenths >= 100 or tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}"
            return f"{whole} {word}"
    return f"{size} byte"


def taken_words(version: EvidenceVersion) -> str:
    """When a photo was taken, by the camera's own clock; empty where it does not say."""
    try:
        taken = datetime.fromisoformat(version.taken_at)
    except ValueError:
        return ""
    return date_format(taken.replace(tzinfo=None), "j F Y H.i")


def place_words(version: EvidenceVersion) -> str:
    """Where a photo was taken: "2,88722° LS, 103,84111° BT"; empty where the camera does not say."""
    if version.latitude is None or version.longitude is None:
        return ""
    north = "LU" if version.latitude >= 0 else "LS"
    east = "BT" if version.longitude >= 0 else "BB"
    return f"{_degrees(version.latitude)} {north}, {_degrees(version.longitude)} {east}"


def _degrees(value: Decimal) -> str:
    return f"{abs(value):.5f}°".replace(".", ",")


def doubt_words(doubts: Sequence[Doubt]) -> str:
    """What changed since the judgement: "Renstra: versi 1 diganti versi 2; Foto loket: ditarik"."""
    return "; ".join(
        f"{doubt.evidence.title}: ditarik"
        if doubt.is_withdrawn
        else f"{doubt.evidence.title}: versi {doubt.seen} sudah diganti versi {doubt.now}"
        for doubt in doubts
    )
