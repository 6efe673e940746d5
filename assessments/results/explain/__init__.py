"""The whole story of a stored result, down to single answers, from stored values only."""

from assessments.results.explain.story import (
    AnswerStory,
    Assumption,
    BandStory,
    Cell,
    DimensionRow,
    DimensionStory,
    EvidenceStory,
    IndicatorAcross,
    IndicatorStory,
    LevelGiven,
    Loss,
    MethodStory,
    ResultStory,
    RuleStory,
    Standing,
    Step,
    UnitStory,
)
from assessments.results.explain.telling import tell, tell_draft

__all__ = [
    "AnswerStory",
    "Assumption",
    "BandStory",
    "Cell",
    "DimensionRow",
    "DimensionStory",
    "EvidenceStory",
    "IndicatorAcross",
    "IndicatorStory",
    "LevelGiven",
    "Loss",
    "MethodStory",
    "ResultStory",
    "RuleStory",
    "Standing",
    "Step",
    "UnitStory",
    "tell",
    "tell_draft",
]
