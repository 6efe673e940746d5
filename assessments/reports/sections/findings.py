"""What was found: the comments for the agency that went into a result."""

from dataclasses import dataclass

from assessments.results.explain import ResultStory


@dataclass(frozen=True, slots=True)
class Finding:
    """What the assessors want the agency to know of one indicator at one unit."""

    unit: str
    code: str
    label: str
    text: str


def findings(story: ResultStory) -> list[Finding]:
    """The comments for the agency that went into the result, each once, in the order of units and edition."""
    return [
        Finding(unit.name, indicator.code, indicator.label, comment)
        for unit in story.units
        for indicator in unit.indicators
        for comment in dict.fromkeys(
            answer.comment for method in indicator.methods for answer in method.answers if answer.comment
        )
    ]
