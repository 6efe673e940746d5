"""A level above zero from looking at things, without a single file that shows it."""

from collections.abc import Iterator

from assessments.models import Severity
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Snapshot

LOOKING = frozenset({"document", "observation"})


def find(snapshot: Snapshot) -> Iterator[Found]:
    given: dict[str, list[str]] = {}
    for said in snapshot.said:
        asked = snapshot.asked.get(said.indicator)
        if said.method in LOOKING and said.value and asked and asked.wants_evidence:
            given.setdefault(said.indicator, []).append(f"{said.method} {said.subject_words}={said.value}")
    bare = sorted(set(given) - snapshot.evidenced)
    if bare:
        yield Found(
            Severity.WARNING,
            f"{len(bare)} indikator dinilai di atas 0 dari dokumen atau pengamatan tanpa satu pun berkas bukti.",
            facts=tuple(f"{code} {' '.join(sorted(given[code]))}" for code in bare),
            indicators=tuple(bare),
        )


RULE = Rule(
    code="without_evidence",
    title="Nilai tanpa bukti",
    looks_for="Tingkat di atas 0 dari pemeriksaan dokumen atau pengamatan tanpa berkas bukti pada indikatornya.",
    find=find,
)
