"""What officers say against what the documents show: the rule of the check before leaving."""

from collections.abc import Iterator
from fractions import Fraction

from assessments.fieldwork.leaving.checks import SHIPPED
from assessments.fieldwork.leaving.checks.contradiction import contradictions
from assessments.models import Severity
from assessments.presenters import decimal_comma
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Snapshot


def find(snapshot: Snapshot) -> Iterator[Found]:
    for point in contradictions(snapshot.sheet, SHIPPED):
        asked = snapshot.asked[point.indicator]
        told, shown = decimal_comma(Fraction(point.need)), decimal_comma(Fraction(point.have))
        yield Found(
            Severity.WARNING,
            f"{asked.code} {asked.label}: wawancara rata-rata {told}, dokumen {shown} dari {asked.top}.",
            facts=(asked.code, point.need, point.have),
            key=asked.code,
            indicators=(asked.code,),
        )


RULE = Rule(
    code="interview_document",
    title="Wawancara berbeda dari dokumen",
    looks_for="Indikator yang nilai wawancaranya jauh dari nilai dokumennya.",
    find=find,
    assumption=SHIPPED.contradiction.note,
)
