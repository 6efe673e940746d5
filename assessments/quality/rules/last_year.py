"""Indicators whose value has moved far since the last released result of the same unit."""

from collections.abc import Iterator
from fractions import Fraction

from assessments.models import Severity
from assessments.presenters import decimal_comma
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Snapshot

MOVED = Fraction(1, 2)
"""Of the whole scale: two levels of four."""


def find(snapshot: Snapshot) -> Iterator[Found]:
    for dimension in snapshot.score.dimensions:
        for line in dimension.indicators:
            now = line.span.point if line.span else None
            before = snapshot.last_year.get(line.code)
            asked = snapshot.asked.get(line.code)
            if now is None or before is None or asked is None or abs(now - before) < MOVED:
                continue
            yield Found(
                Severity.NOTE,
                f"{line.code} {asked.label}: {'naik' if now > before else 'turun'} dari {decimal_comma(before * 100)}"
                f" menjadi {decimal_comma(now * 100)} dari 100 dibanding hasil terakhir unit ini.",
                facts=(line.code, str(before), str(now)),
                key=line.code,
                indicators=(line.code,),
            )


RULE = Rule(
    code="last_year",
    title="Berubah jauh dari hasil terakhir",
    looks_for="Indikator yang nilainya berubah jauh dari hasil terakhir unit yang sama, bila masih dapat dibandingkan.",
    find=find,
    assumption="Jauh berarti setengah skala atau lebih; padanan indikator antaredisi adalah asumsi kami.",
)
