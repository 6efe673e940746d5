"""The rules of quality, one module each, in the order in which their findings are read."""

from assessments.quality.found import Rule
from assessments.quality.rules import (
    after_handover,
    equal_answers,
    fast_users,
    interview_document,
    last_year,
    near_limit,
    night,
    outside_field,
    provisional,
    similar_units,
    substitutes,
    without_evidence,
)

RULES: tuple[Rule, ...] = (
    after_handover.RULE,
    substitutes.RULE,
    equal_answers.RULE,
    fast_users.RULE,
    night.RULE,
    outside_field.RULE,
    without_evidence.RULE,
    interview_document.RULE,
    similar_units.RULE,
    last_year.RULE,
    provisional.RULE,
    near_limit.RULE,
)
RULE_OF_CODE = {rule.code: rule for rule in RULES}
