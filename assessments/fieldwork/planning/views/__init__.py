"""The pages of planning, a module for each thing a person looks at."""

from assessments.fieldwork.planning.views.board import team_board
from assessments.fieldwork.planning.views.calendar import calendar, calendar_file
from assessments.fieldwork.planning.views.independence import independence, reopen
from assessments.fieldwork.planning.views.loci import add, leave_out, remove
from assessments.fieldwork.planning.views.periods import change_period, create_period
from assessments.fieldwork.planning.views.plan import leave_out_agency, plan, plan_start, team
from assessments.fieldwork.planning.views.visits import cancel, change_visit, create_visit

__all__ = [
    "add",
    "calendar",
    "calendar_file",
    "cancel",
    "change_period",
    "change_visit",
    "create_period",
    "create_visit",
    "independence",
    "leave_out",
    "leave_out_agency",
    "plan",
    "plan_start",
    "remove",
    "reopen",
    "team",
    "team_board",
]
