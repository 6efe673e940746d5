"""Who computes, decides and publishes results, who objects to them, and who reads what was done."""

from collections.abc import Collection

from agencies.models import Agency, User
from agencies.roles import Role
from agencies.scope import scope_of
from assessments.models import Assessment
from assessments.permissions.preparation import leads_preparation
from assessments.permissions.team import can_read_assessment, works_for


def can_compute(user: User, assessment: Assessment) -> bool:
    """The validator of the office, or the head office; once agencies may read the result, the head office alone."""
    if scope_of(user).is_head_office:
        return True
    return works_for(user, assessment, Role.VALIDATOR) and not assessment.period.is_released


def can_decide(user: User) -> bool:
    """The head office decides the assessments of a period, publishes their results and corrects them."""
    return scope_of(user).is_head_office


can_publish = can_decide
can_correct = can_decide


def can_open_reply(user: User, assessment: Assessment) -> bool:
    """The validator of the office, or the head office, shows the provisional result to the agency's bureau."""
    return works_for(user, assessment, Role.VALIDATOR, Role.HEAD_OFFICE)


def can_object(user: User, assessment: Assessment) -> bool:
    """The Bagian Organisasi of the agency, which alone sees the provisional result."""
    return (Role.BUREAU, assessment.agency_id) in scope_of(user).places


def can_read_objections(user: User, assessment: Assessment) -> bool:
    """Those who assess, and the bureau that wrote them."""
    return can_object(user, assessment) or can_read_assessment(user, assessment)


def ever_decides_objections(user: User, assessment: Assessment) -> bool:
    """The verifier and the validator of the office, and the head office: those who approve."""
    return works_for(user, assessment, Role.VERIFIER, Role.VALIDATOR, Role.HEAD_OFFICE)


def can_decide_objection(user: User, assessment: Assessment, *, hands_on: Collection[int]) -> bool:
    """Someone who approves, and whose own work does not stand at the locus: neither answered nor in the team."""
    return ever_decides_objections(user, assessment) and user.pk not in hands_on


def can_read_agency_events(user: User, agency: Agency) -> bool:
    """The head office, administrators, the office's verifier and validator, and the agency's own bureau."""
    scope = scope_of(user)
    if scope.sees_everything or leads_preparation(user, agency):
        return True
    return agency.office_id is not None and scope.holds_at_office(agency.office_id, Role.VERIFIER, Role.VALIDATOR)


def can_read_access_log(user: User) -> bool:
    """Who read or took what is read by the head office and the administrators."""
    return scope_of(user).sees_everything


can_read_audit_trail = can_decide
"""Who did what in a period, as a whole, is read by the head office."""
