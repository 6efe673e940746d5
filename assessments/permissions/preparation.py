"""Who prepares an agency for the next round: evidence, contacts, recommendations, mentoring."""

from collections.abc import Collection

from agencies.models import Agency, ServiceUnit, User
from agencies.roles import OFFICE_ROLES, PLACELESS_ROLES, Role
from agencies.scope import scope_of
from assessments.models import AgreedAction, Recommendation
from assessments.permissions.team import FIELD_ROLES


def leads_preparation(user: User, agency: Agency) -> bool:
    """The Bagian Organisasi of that agency."""
    return (Role.BUREAU, agency.pk) in scope_of(user).places


def can_prepare(user: User, unit: ServiceUnit) -> bool:
    """Who gathers evidence and judges a unit from within: its contact, and the Bagian Organisasi; needs the agency."""
    return (Role.UNIT_CONTACT, unit.pk) in scope_of(user).places or leads_preparation(user, unit.agency)


def accompanies_preparation(user: User, agency: Agency) -> bool:
    """The Ombudsman's side, which reads the checklist and may comment: the agency's office, and the head office."""
    scope = scope_of(user)
    return scope.is_head_office or scope.holds_at_office(agency.office_id, *OFFICE_ROLES)


def can_read_contacts(user: User, unit: ServiceUnit) -> bool:
    """Who gathers the contacts of a unit, and the Ombudsman's side, all of them masked; needs the agency joined."""
    return can_prepare(user, unit) or accompanies_preparation(user, unit.agency)


def can_open_contacts(user: User, unit: ServiceUnit) -> bool:
    """Who gathers the contacts of a unit, and those who interview its users; needs the agency joined."""
    agency = unit.agency
    if can_prepare(user, unit) or scope_of(user).holds_at_office(agency.office_id, *FIELD_ROLES):
        return True
    return agency.office_id is None and scope_of(user).is_head_office


def can_read_preparation(user: User, unit: ServiceUnit) -> bool:
    """The unit's and the agency's own people, and the Ombudsman's side; needs the agency joined."""
    return can_read_own_judgement(user, unit) or accompanies_preparation(user, unit.agency)


def can_read_own_judgement(user: User, unit: ServiceUnit, *, shared: bool = False) -> bool:
    """The unit's and the agency's own people; the Ombudsman's side only once the agency has `shared` it."""
    scope = scope_of(user)
    if scope.holds(Role.BUREAU, Role.UNIT_CONTACT, Role.OFFICIAL) and (
        unit.agency_id in scope.agency_ids or unit.pk in scope.unit_ids
    ):
        return True
    return shared and accompanies_preparation(user, unit.agency)


def is_of_agency(user: User, agency: Agency) -> bool:
    """Whether someone works for the agency as a whole, or for one of its units; `agency` is in their scope already."""
    scope = scope_of(user)
    if not scope.holds(Role.BUREAU, Role.UNIT_CONTACT, Role.OFFICIAL):
        return False
    return agency.pk in scope.agency_ids or bool(scope.unit_ids and not scope.holds(*OFFICE_ROLES, *PLACELESS_ROLES))


def can_write_recommendations(user: User, agency: Agency) -> bool:
    """The Ombudsman's side: who works at the agency's office, and the head office."""
    return accompanies_preparation(user, agency)


def can_issue_recommendations(user: User, agency: Agency) -> bool:
    """The head of the agency's office; the head office for all."""
    scope = scope_of(user)
    return scope.is_head_office or scope.holds_at_office(agency.office_id, Role.VALIDATOR)


def can_own_recommendation(user: User, recommendation: Recommendation) -> bool:
    """The agency's bureau says who does it and by what; needs the agency joined."""
    return leads_preparation(user, recommendation.agency)


def can_prove(user: User, recommendation: Recommendation) -> bool:
    """The bureau, the contact of the unit, and the owner; needs the agency joined."""
    return (
        leads_preparation(user, recommendation.agency)
        or (Role.UNIT_CONTACT, recommendation.unit_id) in scope_of(user).places
        or (recommendation.owner_id == user.pk and is_of_agency(user, recommendation.agency))
    )


def judges_proofs(user: User, agency: Agency) -> bool:
    """Those whose rank it is: verifier and validator of the agency's office, and the head office."""
    scope = scope_of(user)
    return scope.is_head_office or scope.holds_at_office(agency.office_id, Role.VERIFIER, Role.VALIDATOR)


def can_judge_proof(user: User, recommendation: Recommendation, *, hands_on: Collection[int]) -> bool:
    """Of those, who neither wrote nor issued it, nor assessed the unit (`hands_on`), and never one of the agency."""
    return (
        judges_proofs(user, recommendation.agency)
        and user.pk != recommendation.written_by_id
        and user.pk not in hands_on
        and recommendation.unit_id not in scope_of(user).unit_ids
        and not is_of_agency(user, recommendation.agency)
    )


def can_confirm_no_products(user: User) -> bool:
    """The head office alone says that no product is due."""
    return scope_of(user).is_head_office


def can_lead_mentoring(user: User, agency: Agency) -> bool:
    """The Ombudsman's side arranges sessions, takes attendance and writes the minutes."""
    return accompanies_preparation(user, agency)


def can_invite_own_side(user: User, agency: Agency) -> bool:
    """The agency's bureau says who comes from the agency."""
    return leads_preparation(user, agency)


def can_finish_action(user: User, action: AgreedAction) -> bool:
    """The bureau, the contact of the unit, and the owner; needs the session's agency joined."""
    agency = action.session.agency
    return (
        leads_preparation(user, agency)
        or (Role.UNIT_CONTACT, action.unit_id) in scope_of(user).places
        or (action.owner_id == user.pk and is_of_agency(user, agency))
    )
