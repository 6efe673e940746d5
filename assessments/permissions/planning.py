"""Who plans assessments, their visits and their periods."""

from agencies.models import Agency, User
from agencies.roles import OFFICE_ROLES, Role
from agencies.scope import scope_of
from assessments.models import Assessment
from assessments.permissions.team import FIELD_ROLES, place_in_team, works_for

PLANNING_ROLES = (Role.LEAD, Role.VERIFIER, Role.VALIDATOR)


def can_plan_somewhere(user: User) -> bool:
    """Whether a person plans assessments at all."""
    return scope_of(user).holds(Role.HEAD_OFFICE, *PLANNING_ROLES)


def can_plan(user: User, agency: Agency) -> bool:
    """Who leads, verifies or validates at the agency's office, or the head office, which assesses what has none."""
    scope = scope_of(user)
    return scope.is_head_office or scope.holds_at_office(agency.office_id, *PLANNING_ROLES)


def can_change_plan(user: User, assessment: Assessment) -> bool:
    """As can_plan, at the office that makes the assessment."""
    scope = scope_of(user)
    return scope.is_head_office or scope.holds_at_office(assessment.office_id, *PLANNING_ROLES)


def can_schedule(user: User, assessment: Assessment) -> bool:
    """Whoever plans, and the lead of the team, set the visits."""
    if can_change_plan(user, assessment):
        return True
    member = place_in_team(user, assessment)
    return member is not None and member.is_lead and works_for(user, assessment, *FIELD_ROLES)


def can_set_periods(user: User) -> bool:
    """Periods and their windows are the head office's."""
    return scope_of(user).is_head_office


def can_read_periods(user: User) -> bool:
    """How a period goes is for those who assess."""
    return scope_of(user).holds(Role.HEAD_OFFICE, *OFFICE_ROLES)
