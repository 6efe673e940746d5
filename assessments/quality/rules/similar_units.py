"""A score far from those of similar units, measured so that a few wild scores do not move the yardstick."""

from collections.abc import Iterator
from fractions import Fraction

from assessments.models import Severity
from assessments.presenters import decimal_comma
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Snapshot
from assessments.scoring import median, robust_distance

FEWEST = 8
FAR = Fraction(7, 2)


def find(snapshot: Snapshot) -> Iterator[Found]:
    printed = snapshot.score.score
    if printed is None or snapshot.score.provisional or len(snapshot.similar) < FEWEST:
        return
    distance = robust_distance(printed, snapshot.similar)
    if distance is None or abs(distance) <= FAR:
        return
    middle = median([Fraction(each) for each in snapshot.similar])
    yield Found(
        Severity.WARNING,
        f"Nilai {decimal_comma(printed)} jauh {'di atas' if distance > 0 else 'di bawah'} {len(snapshot.similar)} unit"
        f" sejenis dalam periode ini; nilai tengahnya {decimal_comma(middle)}.",
        facts=(str(printed), "above" if distance > 0 else "below"),
    )


RULE = Rule(
    code="similar_units",
    title="Jauh dari unit sejenis",
    looks_for="Nilai yang menyimpang dari unit sejenis dalam periode yang sama, menurut nilai tengah (median).",
    find=find,
    assumption=(
        f"Sedikitnya {FEWEST} unit sejenis yang sudah diperiksa dan nilainya tidak sementara; menyimpang bila jaraknya"
        " lebih dari 3,5 kali sebaran mediannya (MAD)."
    ),
)
