"""Who may do what to a locus, by role, team and stage."""

import pytest

from agencies.models import Agency, Membership, Role
from agencies.scope import forget_scope
from assessments import permissions
from assessments.fieldwork.selectors.sheet import loci_for_sheet
from assessments.fieldwork.services import plan_assessment, set_team
from assessments.models import Stage
from tests.assessments.conftest import declare

pytestmark = pytest.mark.django_db

CAST = ["sari", "dewi", "rahmat", "hasan", "joko", "ratna", "budi", "lina", "agus", "tono", "yusuf"]


def allowed(request, predicate, locus, **facts):
    return {name for name in CAST if predicate(request.getfixturevalue(name), locus, **facts)}


def at_stage(locus, stage, **signatures):
    """A locus seen as it would stand there."""
    locus.stage = stage
    for column, person in signatures.items():
        setattr(locus, column, person)
    return locus


def test_the_team_enters_answers_and_its_lead_hands_over(request, dinsos):
    assert allowed(request, permissions.can_enter_answers, dinsos) == {"sari", "dewi"}
    assert allowed(request, permissions.can_submit, dinsos) == {"dewi"}
    assert allowed(request, permissions.can_choose_values, dinsos) == {"dewi"}


def test_an_assessor_outside_the_team_neither_reads_nor_enters(person, sumsel, dinsos):
    putri = person("Putri Ayu", Role.ASSESSOR, office=sumsel)
    assert not permissions.can_read_sheet(putri, dinsos)
    assert not permissions.can_enter_answers(putri, dinsos)
    assert permissions.can_read_assessment(putri, dinsos.assessment)


def test_a_sheet_is_read_by_its_team_its_supervisors_and_the_head_office(request, dinsos):
    assert allowed(request, permissions.can_read_sheet, dinsos) == {"sari", "dewi", "rahmat", "hasan", "ratna"}


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.VERIFIED, Stage.VALIDATED])
def test_nobody_enters_anything_after_the_hand_over(request, dinsos, stage):
    assert allowed(request, permissions.can_enter_answers, at_stage(dinsos, stage)) == set()


def test_nobody_enters_anything_where_nothing_is_assessed(request, dinsos):
    dinsos.not_assessed_reason = "Keamanan."
    assert allowed(request, permissions.can_enter_answers, dinsos) == set()


def test_someone_who_left_the_office_enters_nothing(sari, dinsos):
    Membership.objects.filter(user=sari).update(until="2021-01-01")
    forget_scope(sari)
    assert not permissions.can_enter_answers(sari, dinsos)


def test_the_verifier_verifies_submitted_work_that_is_not_their_own(request, rahmat, dinsos):
    assert allowed(request, permissions.can_verify, dinsos, hands_on=()) == set()
    at_stage(dinsos, Stage.SUBMITTED)
    assert allowed(request, permissions.can_verify, dinsos, hands_on=()) == {"rahmat"}
    assert allowed(request, permissions.can_return, dinsos, hands_on=()) == {"rahmat"}
    assert allowed(request, permissions.can_verify, dinsos, hands_on=(rahmat.pk,)) == set()


def test_the_validator_validates_what_someone_else_verified(request, rahmat, hasan, dinsos):
    at_stage(dinsos, Stage.VERIFIED, verified_by=rahmat)
    assert allowed(request, permissions.can_validate, dinsos, hands_on=()) == {"hasan"}
    assert allowed(request, permissions.can_return, dinsos, hands_on=()) == {"hasan"}
    assert not permissions.can_validate(hasan, dinsos, hands_on=(hasan.pk,))
    at_stage(dinsos, Stage.VERIFIED, verified_by=hasan)
    assert not permissions.can_validate(hasan, dinsos, hands_on=())


def test_the_head_office_alone_decides_publishes_and_corrects(request, dinsos):
    assert {name for name in CAST if permissions.can_decide(request.getfixturevalue(name))} == {"ratna"}


def test_two_people_of_the_head_office_handle_what_it_assesses_itself(person, ratna, surya, opini_2026):
    firm = Agency.objects.create(code="B-PUSRI", kind="bumn", name="PT Pupuk Sriwidjaja")
    firm.units.create(kind="unit_pusat", name="Layanan Pelanggan")
    assessment = plan_assessment(actor=ratna, period=opini_2026, agency=firm)
    third = person("Umar Bakri", Role.HEAD_OFFICE)
    set_team(actor=ratna, assessment=assessment, lead=third)
    declare(third, assessment)
    locus = loci_for_sheet(ratna).get(assessment=assessment)
    assert permissions.can_enter_answers(third, locus)
    assert not permissions.can_enter_answers(ratna, locus)
    at_stage(locus, Stage.SUBMITTED)
    assert permissions.can_verify(ratna, locus, hands_on=[third.pk])
    assert not permissions.can_verify(third, locus, hands_on=[third.pk])
    at_stage(locus, Stage.VERIFIED, verified_by=ratna)
    assert permissions.can_validate(surya, locus, hands_on=[third.pk])
    assert not permissions.can_validate(ratna, locus, hands_on=[third.pk])


def test_who_leads_verifies_or_validates_at_the_office_and_the_head_office_plan(request, muba, kemenlu):
    assert allowed(request, permissions.can_plan, muba) == {"dewi", "rahmat", "hasan", "ratna"}
    assert allowed(request, permissions.can_plan, kemenlu) == {"ratna"}


def test_a_question_of_permission_of_a_fetched_locus_asks_the_database_nothing_more(
    sari, dinsos, django_assert_num_queries
):
    locus = loci_for_sheet(sari).get(pk=dinsos.pk)
    with django_assert_num_queries(0):
        assert permissions.can_enter_answers(sari, locus)
        assert not permissions.can_submit(sari, locus)
