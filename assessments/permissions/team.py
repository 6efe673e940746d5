"""Who stands where in an assessment: the office that makes it, the team, and what its people may do."""

from agencies.models import User
from agencies.roles import OFFICE_ROLES, Role
from agencies.scope import scope_of
from assessments.models import Assessment, Declaration, Independence, Locus, TeamMember

FIELD_ROLES = (Role.ASSESSOR, Role.LEAD)


def works_for(user: User, assessment: Assessment, *roles: Role) -> bool:
    """Whether one of these roles is held where the assessment is made; the head office makes its own.

    A role of the head office itself is held everywhere.
    """
    scope = scope_of(user)
    if scope.is_head_office and (assessment.office_id is None or Role.HEAD_OFFICE in roles):
        return True
    return assessment.office_id is not None and scope.holds_at_office(assessment.office_id, *roles)


def place_in_team(user: User, assessment: Assessment) -> TeamMember | None:
    """The person's place in the team of an assessment; None when outside it."""
    return next((member for member in assessment.team.all() if member.user_id == user.pk), None)


def can_read_assessment(user: User, assessment: Assessment) -> bool:
    """The assessing side reads how an assessment goes; an agency reads results, not work in progress."""
    return scope_of(user).is_head_office or works_for(user, assessment, *OFFICE_ROLES)


can_see_raters = can_read_assessment
"""Who gave which answer is known to the assessing side only, before and after release."""


def can_read_sheet(user: User, locus: Locus) -> bool:
    """Head office, the office's verifier and validator, and the people of the team."""
    if scope_of(user).is_head_office or works_for(user, locus.assessment, Role.VERIFIER, Role.VALIDATOR):
        return True
    return works_for(user, locus.assessment, *FIELD_ROLES) and place_in_team(user, locus.assessment) is not None


def can_comment(user: User, locus: Locus) -> bool:
    """Whoever reads the sheet of a locus, as long as its period is not released."""
    return can_read_sheet(user, locus) and not locus.assessment.period.is_released


def is_open_for_entry(locus: Locus) -> bool:
    """Whether answers may still be entered: not yet submitted, to be assessed, and the period not released."""
    return locus.is_open and not locus.assessment.not_assessed_reason and not locus.assessment.period.is_released


def belongs_in_field(user: User, locus: Locus) -> bool:
    """A member of the team, while the locus is open; whether they have declared their independence is not asked."""
    return (
        is_open_for_entry(locus)
        and works_for(user, locus.assessment, *FIELD_ROLES)
        and place_in_team(user, locus.assessment) is not None
    )


def independence_of(user: User, assessment: Assessment) -> Independence | None:
    """What a person last declared about this assessment; None before the first word.

    Nothing is asked of the database where the team was fetched `with_independence()`, else one query.
    """
    member = place_in_team(user, assessment)
    if member is not None and hasattr(member, "independence"):
        return Independence(member.independence) if member.independence else None
    declared = Declaration.objects.last_word(user=user, assessment=assessment)
    return Independence(declared.outcome) if declared else None


def can_enter_answers(user: User, locus: Locus) -> bool:
    """A member of the team who has declared to be independent there, while the locus is open."""
    return belongs_in_field(user, locus) and independence_of(user, locus.assessment) == Independence.CLEAR


def can_declare(user: User, assessment: Assessment) -> bool:
    """A member of the team speaks for themselves."""
    return place_in_team(user, assessment) is not None


def can_submit(user: User, locus: Locus) -> bool:
    """The lead of the team, while the locus is open."""
    member = place_in_team(user, locus.assessment)
    return can_enter_answers(user, locus) and member is not None and member.is_lead


can_choose_values = can_submit
"""Where two people differ, the lead of the team says which value is the team's."""


def can_work_offline(user: User) -> bool:
    """Whether a person's devices may send journals at all; what each event may do is asked of each."""
    return scope_of(user).holds(Role.HEAD_OFFICE, *FIELD_ROLES)
