"""Who issues reports, withdraws them and words them."""

from agencies.models import User
from agencies.roles import Role
from agencies.scope import scope_of
from assessments.models import Report, Result
from assessments.permissions.planning import can_read_periods
from assessments.permissions.team import works_for


def can_issue_report(user: User, result: Result) -> bool:
    """The validator of the office that assessed, or the head office."""
    return scope_of(user).is_head_office or works_for(user, result.assessment, Role.VALIDATOR)


def can_issue_reports(user: User) -> bool:
    """Whether a person issues the reports of a period, for some office or for all."""
    return scope_of(user).holds(Role.HEAD_OFFICE, Role.VALIDATOR)


def can_issue_for(user: User, office_id: int | None) -> bool:
    """Whether a person issues the reports of an office's agencies, or of all when it is None."""
    scope = scope_of(user)
    return scope.is_head_office or scope.holds_at_office(office_id, Role.VALIDATOR)


def can_manage_report(user: User, report: Report) -> bool:
    """Whoever issues a report may withdraw it; needs its assessment and area joined."""
    if report.result is not None:
        return can_issue_report(user, report.result)
    office = report.office_id or (report.region.office_id if report.region else None)
    return scope_of(user).is_head_office or (office is not None and can_issue_for(user, office))


def can_see_changes(user: User) -> bool:
    """Whether data changed since a report was issued is told to the assessing side, about what is in its scope."""
    return can_read_periods(user)


def can_word_reports(user: User) -> bool:
    """Administrators, and the head office, whose letters they are, change the words of letters and reports."""
    scope = scope_of(user)
    return scope.is_administrator or scope.is_head_office
