"""Too many of the officers interviewed stood in for another."""

from collections.abc import Iterator
from fractions import Fraction

from assessments.models import Severity, SubjectKind
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Snapshot

WARNING_ABOVE = Fraction(1, 3)
ERROR_ABOVE = Fraction(1, 2)


def find(snapshot: Snapshot) -> Iterator[Found]:
    for kind, count in sorted(snapshot.substitutes.items()):
        total = snapshot.expected.get(kind, 0)
        if not total or Fraction(count, total) <= WARNING_ABOVE:
            continue
        yield Found(
            Severity.ERROR if Fraction(count, total) > ERROR_ABOVE else Severity.WARNING,
            f"{count} dari {total} {SubjectKind(kind).label.lower()} adalah pengganti.",
            facts=(kind, str(count), str(total)),
            key=kind,
        )


RULE = Rule(
    code="substitutes",
    title="Responden pengganti",
    looks_for="Terlalu banyak petugas yang diwawancarai menggantikan petugas lain.",
    find=find,
    assumption="Lebih dari sepertiga menjadi peringatan, lebih dari setengah menjadi galat.",
)
