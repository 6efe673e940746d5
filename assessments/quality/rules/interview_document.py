"""What officers say against what the documents show."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from assessments.models import Severity
from assessments.presenters import decimal_comma
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Snapshot

APART = Fraction(1, 2)
"""Of the whole scale: two levels of four."""


def find(snapshot: Snapshot) -> Iterator[Found]:
    values: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for said in snapshot.said:
        if said.value is not None:
            values[said.indicator, said.method].append(said.value)
    for code, asked in snapshot.asked.items():
        interview, document = values.get((code, "interview")), values.get((code, "document"))
        if not interview or not document:
            continue
        told, shown = _mean(interview), _mean(document)
        if abs(told - shown) / asked.top >= APART:
            yield Found(
                Severity.WARNING,
                f"{code} {asked.label}: wawancara rata-rata {decimal_comma(told)}, dokumen {decimal_comma(shown)}"
                f" dari {asked.top}.",
                facts=(code, str(told), str(shown)),
                key=code,
                indicators=(code,),
            )


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


RULE = Rule(
    code="interview_document",
    title="Wawancara berbeda dari dokumen",
    looks_for="Indikator yang nilai wawancaranya jauh dari nilai dokumennya.",
    find=find,
    assumption="Jauh berarti setengah skala atau lebih, yaitu dua tingkat dari empat.",
)
