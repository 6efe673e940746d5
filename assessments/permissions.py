"""May this person do this to that: plain predicates over rows that the caller has already fetched.

Each reads `scope_of(user)`, one query a request and remembered. Those about a team read
`assessment.team.all()`: fetch it with `prefetch_related("assessment__team")`, or it costs one query more.
Nothing else is asked of the database; `locus` needs its assessment and period joined.
"""

from collections.abc import Collection

from agencies.models import Agency, ServiceUnit, User
from agencies.roles import OFFICE_ROLES, PLACELESS_ROLES, Role
from agencies.scope import scope_of
from assessments.models import (
    TRANSITIONS,
    Action,
    AgreedAction,
    Assessment,
    Declaration,
    Independence,
    Locus,
    Recommendation,
    Report,
    Result,
    Severity,
    TeamMember,
    TeamPlace,
    transition_of,
)

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


def can_read_sheet(user: User, locus: Locus) -> bool:
    """Head office, the office's verifier and validator, and the people of the team."""
    if scope_of(user).is_head_office or works_for(user, locus.assessment, Role.VERIFIER, Role.VALIDATOR):
        return True
    return works_for(user, locus.assessment, *FIELD_ROLES) and place_in_team(user, locus.assessment) is not None


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


def can_compute(user: User, assessment: Assessment) -> bool:
    """The validator of the office, or the head office; once agencies may read the result, the head office alone."""
    if scope_of(user).is_head_office:
        return True
    return works_for(user, assessment, Role.VALIDATOR) and not assessment.period.is_released


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


can_see_raters = can_read_assessment
"""Who gave which answer is known to the assessing side only, before and after release."""


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


def can_read_agency_events(user: User, agency: Agency) -> bool:
    """The head office, administrators, the office's verifier and validator, and the agency's own bureau."""
    scope = scope_of(user)
    if scope.sees_everything or leads_preparation(user, agency):
        return True
    return agency.office_id is not None and scope.holds_at_office(agency.office_id, Role.VERIFIER, Role.VALIDATOR)


def can_read_access_log(user: User) -> bool:
    """Who read or took what is read by the head office and the administrators."""
    return scope_of(user).sees_everything


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


def can_comment(user: User, locus: Locus) -> bool:
    """Whoever reads the sheet of a locus, as long as its period is not released."""
    return can_read_sheet(user, locus) and not locus.assessment.period.is_released


def can_work_offline(user: User) -> bool:
    """Whether a person's devices may send journals at all; what each event may do is asked of each."""
    return scope_of(user).holds(Role.HEAD_OFFICE, *FIELD_ROLES)


def can_read_periods(user: User) -> bool:
    """How a period goes is for those who assess."""
    return scope_of(user).holds(Role.HEAD_OFFICE, *OFFICE_ROLES)


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


can_read_audit_trail = can_decide
"""Who did what in a period, as a whole, is read by the head office."""


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
