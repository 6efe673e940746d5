"""Invented evidence: a few drawn pictures and one page of PDF, each with "data contoh" written across it."""

import io
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from time import gmtime

from PIL import Image, ImageDraw, ImageFont, ImageStat

from agencies.models import User
from assessments.fieldwork.evidence.seen import remember_seen
from assessments.fieldwork.evidence.services import add_evidence, replace_evidence
from assessments.fieldwork.selectors.sheet import loci_for_sheet
from assessments.files.checking import CheckedFile
from assessments.files.kinds import JPEG, PDF
from assessments.models import Locus

PAPER, WALL, NIGHT = (250, 248, 240), (205, 221, 226), (14, 16, 18)
PIECES = (
    ("Renja 2026", ("IN-01", "IN-02", "IN-03")),
    ("Papan standar pelayanan", ("PR-01", "PR-02", "PR-03", "PR-04", "PR-05", "PR-06")),
    ("Loket dan ruang tunggu", ("PR-07", "PR-08", "PR-11")),
    ("SK tim pengaduan", ("PG-01", "PG-02")),
)
"""What every visited locus shows: a title and the indicators it speaks to."""


def invent_evidence(loci: Sequence[Locus], person: User) -> None:
    """Evidence at loci that are being filled; at the first also what the check before leaving finds fault with."""
    for place, found in enumerate(loci):
        locus = loci_for_sheet(person).get(pk=found.pk)
        asked = {each.code for _, each in locus.assessment.period.issue.instrument.indicators}
        for title, codes in PIECES:
            if asked.issuperset(codes):
                _add(person, locus, title, codes, PAPER if title[:2] in {"Re", "SK"} else WALL)
        if place == 0 and "PR-12" in asked:
            _add(person, locus, "Maklumat, malam hari", ("PR-12",), NIGHT)
            _add(person, locus, "APAR, dari pesan singkat", ("PR-13",), WALL, size=(320, 240))
            _replace(person, locus)


def _add(
    person: User,
    locus: Locus,
    title: str,
    codes: Sequence[str],
    ground: tuple[int, int, int],
    size: tuple[int, int] = (960, 720),
) -> None:
    file = drawn(title, ground, size)
    add_evidence(actor=person, locus=locus, indicators=codes, file=file, title=f"Data contoh: {title}")


def _replace(person: User, locus: Locus) -> None:
    """A new version of the first piece, after a judgement was given in sight of the old one."""
    answer = locus.answers.filter(indicator="IN-01", method="document").first()
    evidence = locus.evidence.filter(title__endswith="Renja 2026").first()
    if answer is not None and evidence is not None:
        remember_seen(answer)
        replace_evidence(actor=person, locus=locus, evidence=evidence, file=drawn("Renja 2026, perubahan", PAPER))


@lru_cache(maxsize=16)
def drawn(title: str, ground: tuple[int, int, int], size: tuple[int, int] = (960, 720)) -> CheckedFile:
    """A picture with its title on it, a page of PDF where the ground is paper; our own, so it passes unchecked."""
    picture = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(picture)
    scale = size[0] / 960
    ink = (90, 96, 100) if ground == NIGHT else (27, 43, 51)
    for line in range(4):
        pen.rectangle(
            (80 * scale, (300 + 70 * line) * scale, (880 - 90 * line) * scale, (322 + 70 * line) * scale), ink
        )
    pen.text((80 * scale, 90 * scale), title, ink, ImageFont.load_default(56 * scale))
    pen.text((80 * scale, 180 * scale), "DATA CONTOH", ink, ImageFont.load_default(44 * scale))
    screen = _jpeg(picture)
    thumbnail = picture.copy()
    thumbnail.thumbnail((320, 320))
    is_paper = ground == PAPER
    packed = io.BytesIO()
    if is_paper:
        picture.save(packed, "PDF", creationDate=gmtime(0), modDate=gmtime(0))
    else:
        picture.save(packed, "JPEG")
    content = packed.getvalue()
    return CheckedFile(
        name=f"{title.lower().replace(' ', '-')}.{'pdf' if is_paper else 'jpg'}",
        kind=PDF if is_paper else JPEG,
        content=content,
        sha256=sha256(content).hexdigest(),
        screen=screen,
        thumbnail=_jpeg(thumbnail),
        width=0 if is_paper else size[0],
        height=0 if is_paper else size[1],
        brightness=None if is_paper else round(ImageStat.Stat(picture.convert("L")).mean[0]),
    )


def _jpeg(picture: Image.Image) -> bytes:
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=70)
    return packed.getvalue()
