"""What people do to plan, a function for each thing: atomic, by an actor, and written down as an event."""

from assessments.fieldwork.planning.services.assessments import (
    add_locus,
    plan_assessment,
    remove_locus,
    units_by_rule,
)
from assessments.fieldwork.planning.services.independence import (
    declare_independence,
    reopen_declaration,
    require_clear,
    require_independence,
)
from assessments.fieldwork.planning.services.not_assessed import assess_again, leave_unassessed
from assessments.fieldwork.planning.services.periods import change_period, create_period
from assessments.fieldwork.planning.services.teams import set_team
from assessments.fieldwork.planning.services.visits import cancel_visit, change_visit, schedule_visit

__all__ = [
    "add_locus",
    "assess_again",
    "cancel_visit",
    "change_period",
    "change_visit",
    "create_period",
    "declare_independence",
    "leave_unassessed",
    "plan_assessment",
    "remove_locus",
    "reopen_declaration",
    "require_clear",
    "require_independence",
    "schedule_visit",
    "set_team",
    "units_by_rule",
]
