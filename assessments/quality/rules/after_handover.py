"""Answers that were changed after the locus had been handed over: nothing should have been open any more."""

from collections.abc import Iterator

from assessments.models import Severity
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Found]:
    if snapshot.handed_over_at is None:
        return
    late = [said for said in snapshot.said if said.at > snapshot.handed_over_at]
    if late:
        codes = tuple(sorted({said.indicator for said in late}))
        yield Found(
            Severity.ERROR,
            f"{len(late)} jawaban berubah setelah lembar diserahkan.",
            facts=tuple(f"{said.indicator} {said.method} {said.subject} {said.value} {said.at}" for said in late),
            indicators=codes,
        )


RULE = Rule(
    code="after_handover",
    title="Jawaban setelah penyerahan",
    looks_for="Jawaban yang waktunya sesudah lembar terakhir diserahkan.",
    find=find,
)
