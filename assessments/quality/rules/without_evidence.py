"""A level that something must show, without a single file that shows it: the rule of the check before leaving."""

from collections.abc import Iterator

from assessments.fieldwork.leaving.checks import SHIPPED
from assessments.fieldwork.leaving.checks.evidence import levels_without_evidence
from assessments.models import Severity
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Found]:
    bare = sorted(point.indicator for point in levels_without_evidence(snapshot.sheet, SHIPPED))
    if bare:
        given = {code: [said for said in snapshot.said if said.indicator == code] for code in bare}
        yield Found(
            Severity.WARNING,
            f"{len(bare)} indikator bertingkat {SHIPPED.evidence.from_level} ke atas dari dokumen atau pengamatan"
            " tanpa satu pun berkas bukti.",
            facts=tuple(
                f"{said.indicator} {said.method} {said.subject_words}={said.value}"
                for code in bare
                for said in given[code]
                if said.method in SHIPPED.evidence.methods
            ),
            indicators=tuple(bare),
        )


RULE = Rule(
    code="without_evidence",
    title="Nilai tanpa bukti",
    looks_for="Tingkat dari pemeriksaan dokumen atau pengamatan tanpa berkas bukti pada indikatornya.",
    find=find,
    assumption=f"Mulai tingkat {SHIPPED.evidence.from_level}. {SHIPPED.evidence.note}",
)
