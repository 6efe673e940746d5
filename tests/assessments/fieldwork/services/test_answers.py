"""An answer is kept once, by whom it was given, and never writes over another."""

import uuid
from decimal import Decimal

import pytest

from agencies.models import Event
from assessments.fieldwork.errors import AnswerRefusedError, LocusClosedError, StaleAnswerError
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.services import choose_value, exclude_indicator, record_answer, submit_locus
from assessments.models import Answer, AnswerState, Locus, Stage

pytestmark = pytest.mark.django_db


def chosen_at(locus, indicator, method):
    return Answer.objects.get(locus=locus, indicator=indicator, method=method, is_chosen=True)


def disputed(locus):
    return {(code, method) for code, method, _ in standing_of(locus).disputed_keys}


def test_the_first_answer_is_the_teams_value_and_starts_the_fieldwork(sari, dinsos, answered):
    answer = answered(sari, dinsos, "IN-01", "document", 3, note="Renja 2026 hlm. 14")
    assert (answer.value, answer.version, answer.is_chosen, answer.chosen_by) == (3, 1, True, None)
    assert Locus.objects.get(pk=dinsos.pk).stage == Stage.IN_FIELD
    event = Event.objects.about(answer).get()
    assert (event.actor, event.verb, event.agency) == (sari, "record_answer", dinsos.assessment.agency)
    assert event.detail["before"] is None
    assert event.detail["after"] == {
        "state": "scored",
        "value": "3",
        "reason": "",
        "note": "Renja 2026 hlm. 14",
        "comment": "",
        "face": "",
    }


def test_a_change_names_the_version_it_saw_and_keeps_the_old_value_in_its_history(sari, dinsos, answered):
    first = answered(sari, dinsos, "IN-01", "document", 3)
    second = answered(sari, dinsos, "IN-01", "document", 2, seen_version=first.version)
    assert (second.pk, second.value, second.version) == (first.pk, 2, 2)
    assert [event.detail["before"] and event.detail["before"]["value"] for event in Event.objects.about(second)] == [
        "3",
        None,
    ]


@pytest.mark.parametrize("seen", [None, 0, 1])
def test_a_save_from_a_stale_page_is_refused_with_both_values(sari, dinsos, answered, seen):
    answered(sari, dinsos, "IN-01", "document", 3)
    answered(sari, dinsos, "IN-01", "document", 4, seen_version=1)
    with pytest.raises(StaleAnswerError) as refused:
        answered(sari, dinsos, "IN-01", "document", 1, seen_version=seen)
    assert refused.value.stored.value == 4
    assert refused.value.stored.version == 2
    assert refused.value.given.value == 1
    assert chosen_at(dinsos, "IN-01", "document").value == 4


def test_the_same_answer_sent_twice_is_kept_once(sari, dinsos, answered):
    delivery = uuid.uuid4()
    once = answered(sari, dinsos, "IN-01", "document", 3, client_id=delivery)
    again = answered(sari, dinsos, "IN-01", "document", 3, client_id=delivery)
    assert (again.pk, again.version) == (once.pk, 1)
    assert Event.objects.filter(verb="record_answer").count() == 1


def test_a_correction_whose_first_reply_was_lost_still_counts_as_the_same_page(sari, dinsos, answered):
    delivery = uuid.uuid4()
    answered(sari, dinsos, "IN-01", "document", 3, client_id=delivery)
    assert answered(sari, dinsos, "IN-01", "document", 4, client_id=delivery).value == 4


def test_one_delivery_id_for_many_questions_keeps_them_apart(sari, andi, dinsos, answered):
    delivery = uuid.uuid4()
    for person in (sari, andi):
        for number in (1, 2, 3):
            answered(person, dinsos, "KP-01", "survey", 2, number=number, client_id=delivery)
    assert Answer.objects.count() == 6


def test_two_people_never_write_over_each_other(sari, andi, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 3)
    theirs = answered(andi, dinsos, "IN-01", "document", 1)
    assert not theirs.is_chosen
    assert chosen_at(dinsos, "IN-01", "document").rater == sari
    assert disputed(dinsos) == {("IN-01", "document")}


def test_two_people_who_agree_are_no_dispute(sari, andi, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 3)
    answered(andi, dinsos, "IN-01", "document", 3)
    assert disputed(dinsos) == set()


def test_the_lead_chooses_between_two_values_and_the_choice_is_written_down(sari, andi, dewi, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 3)
    theirs = answered(andi, dinsos, "IN-01", "document", 1)
    choose_value(actor=dewi, locus=dinsos, answer=theirs)
    chosen = chosen_at(dinsos, "IN-01", "document")
    assert (chosen.rater, chosen.value, chosen.chosen_by) == (andi, 1, dewi)
    assert disputed(dinsos) == set()
    values = Event.objects.get(verb="choose_value").detail["values"]
    assert {values[str(sari.pk)]["value"], values[str(andi.pk)]["value"]} == {"3", "1"}


def test_a_new_value_after_the_choice_opens_the_question_again(sari, andi, dewi, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 3)
    answered(andi, dinsos, "IN-01", "document", 1)
    choose_value(actor=dewi, locus=dinsos, answer=chosen_at(dinsos, "IN-01", "document"))
    assert disputed(dinsos) == set()
    answered(andi, dinsos, "IN-01", "document", 2, seen_version=1)
    assert disputed(dinsos) == {("IN-01", "document")}


def test_a_chosen_value_that_its_rater_changes_is_no_longer_the_leads_choice(sari, andi, dewi, dinsos, answered):
    mine = answered(sari, dinsos, "IN-01", "document", 3)
    answered(andi, dinsos, "IN-01", "document", 1)
    choose_value(actor=dewi, locus=dinsos, answer=mine)
    answered(sari, dinsos, "IN-01", "document", 4, seen_version=1)
    assert chosen_at(dinsos, "IN-01", "document").chosen_by is None
    assert disputed(dinsos) == {("IN-01", "document")}


def test_an_answer_taken_back_gives_its_place_to_the_next(sari, andi, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 3)
    answered(andi, dinsos, "IN-01", "document", 1)
    answered(sari, dinsos, "IN-01", "document", None, seen_version=1)
    assert chosen_at(dinsos, "IN-01", "document").rater == andi
    assert disputed(dinsos) == set()
    answered(andi, dinsos, "IN-01", "document", None, seen_version=1)
    assert standing_of(dinsos).progress.answered == 0


def test_an_empty_answer_with_a_note_gives_way_to_the_first_value(sari, andi, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", None, note="Dokumen menyusul sore ini.")
    answered(andi, dinsos, "IN-01", "document", 2)
    assert chosen_at(dinsos, "IN-01", "document").rater == andi


def test_not_applicable_needs_a_reason(sari, dinsos, subject_of):
    question = {"actor": sari, "locus": dinsos, "indicator": "IN-01", "method": "document"}
    with pytest.raises(AnswerRefusedError, match="Tulis mengapa") as refused:
        record_answer(**question, subject=subject_of(dinsos, "unit"), state=AnswerState.NOT_APPLICABLE, reason="  ")
    assert refused.value.field == "reason"
    answer = record_answer(
        **question,
        subject=subject_of(dinsos, "unit"),
        state=AnswerState.NOT_APPLICABLE,
        reason="Unit baru dibentuk bulan ini.",
    )
    assert (answer.state, answer.value, answer.reason) == ("na", None, "Unit baru dibentuk bulan ini.")


@pytest.mark.parametrize("value", [-1, 5, Decimal("2.5")])
def test_a_level_that_the_rubric_does_not_have_is_refused(sari, dinsos, answered, value):
    with pytest.raises(AnswerRefusedError, match="0 sampai 4"):
        answered(sari, dinsos, "IN-01", "document", value)


@pytest.mark.parametrize("value", [Decimal("100.01"), Decimal("71.123456")])
def test_secondary_data_runs_from_0_to_100_with_up_to_four_decimals(sari, dinsos, answered, value):
    with pytest.raises(AnswerRefusedError):
        answered(sari, dinsos, "OUT-01", "secondary", value)
    assert answered(sari, dinsos, "OUT-01", "secondary", Decimal("71.25")).value == Decimal("71.25")


def test_an_agency_value_given_once_stands_at_every_open_locus(sari, dinsos, puskesmas, answered):
    answered(sari, dinsos, "OUT-01", "secondary", Decimal("71.25"))
    answered(sari, puskesmas, "OUT-01", "secondary", Decimal("72.00"), seen_version=1)
    for locus in (dinsos, puskesmas):
        assert chosen_at(locus, "OUT-01", "secondary").value == 72


def test_an_agency_value_leaves_a_submitted_locus_alone(sari, dewi, dinsos, puskesmas, answered):
    answered(sari, dinsos, "OUT-01", "secondary", Decimal("71.25"))
    submit_locus(actor=dewi, locus=puskesmas, reason="Contoh.")
    answered(sari, dinsos, "OUT-01", "secondary", Decimal("72.00"), seen_version=1)
    assert chosen_at(puskesmas, "OUT-01", "secondary").value == Decimal("71.25")


@pytest.mark.parametrize(
    ("indicator", "method", "kind"),
    [
        ("XX-99", "document", "unit"),
        ("IN-01", "interview", "unit"),
        ("IN-01", "document", "product"),
        ("OUT-04", "secondary", "agency"),
    ],
    ids=["no such indicator", "not by this method", "not of such a subject", "outside its scope"],
)
def test_what_the_instrument_does_not_ask_is_refused(sari, dinsos, subject_of, indicator, method, kind):
    with pytest.raises(AnswerRefusedError):
        record_answer(
            actor=sari,
            locus=dinsos,
            indicator=indicator,
            method=method,
            subject=subject_of(dinsos, kind),
            state=AnswerState.SCORED,
            value=1,
        )


def test_a_subject_of_another_locus_is_refused(sari, dinsos, puskesmas, subject_of):
    with pytest.raises(AnswerRefusedError):
        record_answer(
            actor=sari,
            locus=dinsos,
            indicator="IN-01",
            method="document",
            subject=subject_of(puskesmas, "unit"),
            state=AnswerState.SCORED,
            value=1,
        )


def test_an_indicator_that_is_left_out_takes_no_answer(sari, dinsos, answered):
    exclude_indicator(actor=sari, locus=dinsos, indicator="IN-02", reason="Anggaran dikelola dinas lain.")
    with pytest.raises(AnswerRefusedError, match="tidak berlaku di lokus ini"):
        answered(sari, dinsos, "IN-02", "document", 3)


def test_a_submitted_locus_takes_no_answer(sari, dewi, dinsos, answered):
    submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
    with pytest.raises(LocusClosedError):
        answered(sari, dinsos, "IN-01", "document", 3)


def test_an_empty_answer_cannot_be_chosen(sari, dewi, dinsos, answered):
    answer = answered(sari, dinsos, "IN-01", "document", None, note="Belum ada.")
    with pytest.raises(AnswerRefusedError):
        choose_value(actor=dewi, locus=dinsos, answer=answer)


def test_saving_costs_the_same_at_an_empty_and_at_a_full_question(
    sari, andi, dinsos, answered, subject_of, django_assert_num_queries
):
    answered(sari, dinsos, "IN-02", "document", 3)
    subject = subject_of(dinsos, "unit")
    question = {"locus": dinsos, "indicator": "IN-01", "method": "document", "subject": subject}
    # savepoint, the locus under lock, how it stands, the declaration, the answers to the question, the answer, the
    # evidence it was given in sight of, its event, savepoint
    for actor, value in ((sari, 3), (andi, 2)):
        with django_assert_num_queries(9):
            record_answer(actor=actor, **question, state=AnswerState.SCORED, value=value)
    with django_assert_num_queries(9):
        record_answer(actor=sari, **question, state=AnswerState.SCORED, value=4, seen_version=1)
