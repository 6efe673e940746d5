"""A score that may still change because answers are missing."""

from collections.abc import Iterator

from assessments.models import Severity
from assessments.presenters import decimal_comma
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Snapshot
from assessments.scoring import Outcome


def find(snapshot: Snapshot) -> Iterator[Found]:
    score = snapshot.score
    if not score.provisional or score.interval is None:
        return
    lines = [line for dimension in score.dimensions for line in dimension.indicators]
    incomplete = {
        line.code: sum(method.missing for method in line.methods)
        for line in lines
        if line.outcome in {Outcome.PARTIAL, Outcome.MISSING}
    }
    low, high = score.interval
    yield Found(
        Severity.WARNING,
        f"Nilai masih sementara: {sum(incomplete.values())} jawaban pada {len(incomplete)} indikator belum ada;"
        f" nilai akhirnya antara {decimal_comma(low)} dan {decimal_comma(high)}.",
        facts=tuple(f"{code} {missing}" for code, missing in sorted(incomplete.items())),
        indicators=tuple(sorted(incomplete)),
    )


RULE = Rule(
    code="provisional",
    title="Nilai sementara",
    looks_for="Nilai yang masih dapat berubah karena ada jawaban yang belum diisi.",
    find=find,
)
