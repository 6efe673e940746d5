"""The pages of second judgements."""

from assessments.second_rating.views.comparing import comparison, moderate
from assessments.second_rating.views.judging import declare, evidence, hand_in, mine, part, sheet
from assessments.second_rating.views.period import assign, draw, export, period

__all__ = [
    "assign",
    "comparison",
    "declare",
    "draw",
    "evidence",
    "export",
    "hand_in",
    "mine",
    "moderate",
    "part",
    "period",
    "sheet",
]
