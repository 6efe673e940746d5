"""What people say against what the papers show."""

from collections.abc import Iterator
from fractions import Fraction

from assessments.fieldwork.leaving.checks.facts import Said, SheetFacts
from assessments.fieldwork.leaving.checks.points import Check, Point
from assessments.fieldwork.leaving.checks.thresholds import Thresholds


def contradictions(sheet: SheetFacts, thresholds: Thresholds) -> Iterator[Point]:
    """Each indicator whose interviews and document check are apart by `contradiction.apart` of the top or more.

    The means of both methods are compared as parts of the top, 0-1, exactly. The place is the document's question;
    `have` is the document's mean level and `need` that of the interviews, as fractions ("2", "7/2").
    """
    rule = thresholds.contradiction
    told: dict[str, list[Said]] = {}
    shown: dict[str, list[Said]] = {}
    for said in sheet.said:
        if said.value is not None and said.method in (rule.told, rule.shown):
            (told if said.method == rule.told else shown).setdefault(said.indicator, []).append(said)
    for indicator, papers in shown.items():
        if indicator not in told:
            continue
        of_papers, of_people = _mean(papers), _mean(told[indicator])
        if abs(of_papers - of_people) >= Fraction(rule.apart):
            first = papers[0]
            yield Point(
                Check.CONTRADICTION,
                indicator=indicator,
                method=first.method,
                subject=first.subject,
                have=str(of_papers * first.top),
                need=str(of_people * first.top),
            )


def _mean(said: list[Said]) -> Fraction:
    """The mean as a part of the top, 0-1."""
    return sum((Fraction(each.value or 0) / each.top for each in said), Fraction(0)) / len(said)
