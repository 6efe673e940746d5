"""The only place where a number, a band or an opinion is decided, and why; pure Python, no Django."""

from assessments.scoring.agreement import Agreement, agreement_of, weighted_kappa
from assessments.scoring.answers import Answer, AnswerError, State, UnitAnswers
from assessments.scoring.bands import Classification, FollowUp, ScoreRangeError, band_for, bands_between, classify
from assessments.scoring.expected import ExpectedScores, ExpectedUnit, ExpectedValueError, score_expected
from assessments.scoring.follow_up import Product, ProductState, follow_up_of
from assessments.scoring.lines import (
    AgencyScore,
    DimensionLine,
    IndicatorLine,
    MethodLine,
    Outcome,
    Span,
    UnitScore,
)
from assessments.scoring.near_limits import DecidingStep, NearLimit, near_limits
from assessments.scoring.robust import median, robust_distance
from assessments.scoring.rounding import rounded
from assessments.scoring.rules import Band, DimensionRule, IndicatorRule, Rules
from assessments.scoring.weighted_mean_1 import mean_of_levels, score_agency, score_unit
from assessments.scoring.what_if import Improvement, OutOfReachError, Plan, gain_of, improved, next_band, smallest_plan

__all__ = [
    "AgencyScore",
    "Agreement",
    "Answer",
    "AnswerError",
    "Band",
    "Classification",
    "DecidingStep",
    "DimensionLine",
    "DimensionRule",
    "ExpectedScores",
    "ExpectedUnit",
    "ExpectedValueError",
    "FollowUp",
    "Improvement",
    "IndicatorLine",
    "IndicatorRule",
    "MethodLine",
    "NearLimit",
    "OutOfReachError",
    "Outcome",
    "Plan",
    "Product",
    "ProductState",
    "Rules",
    "ScoreRangeError",
    "Span",
    "State",
    "UnitAnswers",
    "UnitScore",
    "agreement_of",
    "band_for",
    "bands_between",
    "classify",
    "follow_up_of",
    "gain_of",
    "improved",
    "mean_of_levels",
    "median",
    "near_limits",
    "next_band",
    "robust_distance",
    "rounded",
    "score_agency",
    "score_expected",
    "score_unit",
    "smallest_plan",
    "weighted_kappa",
]
