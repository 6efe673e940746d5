"""Who hands a locus on, looks at its quality, and judges it a second time."""

from collections.abc import Collection

from agencies.models import User
from agencies.roles import Role
from agencies.scope import scope_of
from assessments.models import TRANSITIONS, Action, Assessment, Locus, Severity, TeamPlace, transition_of
from assessments.permissions.team import place_in_team, works_for


def can_take(
    user: User, locus: Locus, action: Action, *, hands_on: Collection[int] = (), verified_by: int | None = None
) -> bool:
    """Whether the table of transitions lets this person do that to a locus as it stands.

    `hands_on`: keys of the people whose own work stands at the locus; neither they nor the one who verified
    it approve it, or send it back, in a later step.
    """
    step = transition_of(action, locus.stage)
    if step is None or not works_for(user, locus.assessment, *step.roles):
        return False
    if step.team:
        member = place_in_team(user, locus.assessment)
        return member is not None and (step.team == TeamPlace.MEMBER or member.is_lead)
    return not step.approves or (user.pk not in hands_on and user.pk != verified_by)


def ever_takes(user: User, locus: Locus, *actions: Action) -> bool:
    """Whether one of these actions is this person's at some stage: then a refusal is about timing, not about rank."""
    roles = {role for row in TRANSITIONS if row.action in actions for role in row.roles}
    return works_for(user, locus.assessment, *roles)


def can_verify(user: User, locus: Locus, *, hands_on: Collection[int]) -> bool:
    """The verifier of the office, of submitted work in which nothing is their own."""
    return can_take(user, locus, Action.VERIFY, hands_on=hands_on)


def can_validate(user: User, locus: Locus, *, hands_on: Collection[int]) -> bool:
    """The validator of the office, of verified work that they neither entered nor verified."""
    return can_take(user, locus, Action.VALIDATE, hands_on=hands_on, verified_by=locus.verified_by_id)


def can_return(user: User, locus: Locus, *, hands_on: Collection[int]) -> bool:
    """Whoever may take the next step may also send the work back with a reason."""
    return can_take(user, locus, Action.RETURN, hands_on=hands_on, verified_by=locus.verified_by_id)


def can_unlock(user: User, locus: Locus) -> bool:
    """Opening indicators again after the approval, or more of them while the team mends."""
    return can_take(user, locus, Action.UNLOCK)


def can_check_quality(user: User, locus: Locus) -> bool:
    """Whoever verifies or validates at the office, and the head office, run the checks of quality at will."""
    return scope_of(user).is_head_office or works_for(user, locus.assessment, Role.VERIFIER, Role.VALIDATOR)


def can_read_quality_board(user: User) -> bool:
    """What the checks found over a period: verifiers and validators of their offices, the head office of all."""
    return scope_of(user).holds(Role.HEAD_OFFICE, Role.VERIFIER, Role.VALIDATOR)


def can_waive(user: User, locus: Locus, severity: Severity, *, hands_on: Collection[int]) -> bool:
    """Letting a finding stand: never where one's own work stands, nor once the period is released.

    An error is an exception of the region, so the head office alone waives it.
    """
    if user.pk in hands_on or locus.assessment.period.is_released:
        return False
    return scope_of(user).is_head_office if severity == Severity.ERROR else can_check_quality(user, locus)


def can_draw_second_ratings(user: User) -> bool:
    """The head office draws the loci that are judged twice."""
    return scope_of(user).is_head_office


def can_read_second_ratings(user: User) -> bool:
    """Who is judged twice, by whom, and how far both agree: verifiers and validators, and the head office."""
    return scope_of(user).holds(Role.HEAD_OFFICE, Role.VERIFIER, Role.VALIDATOR)


def can_assign_second_rater(user: User, assessment: Assessment) -> bool:
    """The office's verifier or validator, or the head office; the team has no say in who judges it."""
    return scope_of(user).is_head_office or works_for(user, assessment, Role.VERIFIER, Role.VALIDATOR)


def can_moderate(
    user: User, assessment: Assessment, *, second_rater: int | None, hands_on: Collection[int] = ()
) -> bool:
    """The verifier of the office decides between two judges, being neither of them; not after the release."""
    if user.pk in hands_on or user.pk == second_rater or assessment.period.is_released:
        return False
    return works_for(user, assessment, Role.VERIFIER)
