"""Not applicable, not seen and refused are kept apart, each with a reason; none becomes a number by silence."""

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Event
from assessments.fieldwork.errors import AnswerRefusedError
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.services import record_answer
from assessments.models import OWED_STATES, STATES_WITH_REASON, Answer, AnswerState
from assessments.results.services import preview_locus

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(subject_of):
    """`said(sari, dinsos, "IN-01", "document", AnswerState.REFUSED, reason="...")`: a state without a value."""

    def record(actor, locus, indicator, method, state, number=1, **more):
        rule = locus.assessment.period.issue.instrument.indicator(indicator).methods[method]
        subject = subject_of(locus, rule.subject_key, number)
        return record_answer(
            actor=actor, locus=locus, indicator=indicator, method=method, subject=subject, state=state, **more
        )

    return record


@pytest.mark.parametrize("state", STATES_WITH_REASON)
def test_each_state_without_a_value_needs_its_reason(sari, dinsos, said, state):
    with pytest.raises(AnswerRefusedError, match="Tulis ") as refused:
        said(sari, dinsos, "IN-01", "document", state, reason=" ")
    assert refused.value.field == "reason"
    assert said(sari, dinsos, "IN-01", "document", state, reason="Berkas dibawa pimpinan.").state == state


@pytest.mark.parametrize("state", STATES_WITH_REASON)
def test_a_state_without_a_value_takes_no_level(sari, dinsos, said, state):
    with pytest.raises(AnswerRefusedError, match="Kosongkan nilainya"):
        said(sari, dinsos, "IN-01", "document", state, reason="Ruang terkunci.", value=2)


@pytest.mark.parametrize(
    "wrong",
    [
        *({"state": state, "value": None, "reason": ""} for state in STATES_WITH_REASON),
        *({"state": state, "value": 0, "reason": "Ruang terkunci."} for state in STATES_WITH_REASON),
        {"state": AnswerState.SCORED, "value": None},
        {"state": AnswerState.SCORED, "reason": "Ruang terkunci."},
        {"state": "hilang", "value": None},
        {"face": "samping"},
    ],
)
def test_the_database_itself_refuses_a_state_that_contradicts_value_or_reason(sari, dinsos, answered, wrong):
    answer = answered(sari, dinsos, "IN-01", "document", 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(**wrong)


@pytest.mark.parametrize("state", OWED_STATES)
def test_what_was_not_seen_or_refused_leaves_the_score_provisional_with_its_whole_interval(
    sari, dinsos, answered, said, state
):
    answered(sari, dinsos, "KP-01", "survey", 4, number=1)
    before = standing_of(dinsos).score
    said(sari, dinsos, "KP-01", "survey", state, number=2, reason="Terburu-buru pulang.")
    standing = standing_of(dinsos)
    assert (standing.score.score, standing.score.interval) == (before.score, before.interval)
    assert standing.score.provisional
    assert standing.progress.answered == 2
    assert standing.owed == 1
    scored = preview_locus(dinsos)
    assert (scored.score.score, scored.score.interval) == (before.score, before.interval)


def test_not_applicable_leaves_the_mean_where_the_other_two_do_not(sari, dinsos, answered, said):
    answered(sari, dinsos, "KP-01", "survey", 4, number=1)
    before = standing_of(dinsos).score.interval
    said(sari, dinsos, "KP-01", "survey", AnswerState.NOT_APPLICABLE, number=2, reason="Layanan tanpa biaya.")
    assert standing_of(dinsos).score.interval[0] > before[0]


def test_the_history_keeps_states_reasons_and_words(sari, dinsos, answered, said):
    answered(sari, dinsos, "IN-01", "document", 3)
    answer = said(
        sari,
        dinsos,
        "IN-01",
        "document",
        AnswerState.REFUSED,
        reason="Kepala dinas menolak menunjukkan.",
        comment="Renja tidak ditunjukkan.",
        note="Coba lewat sekretaris.",
        seen_version=1,
    )
    change = Event.objects.about(answer).first().detail
    assert (change["before"]["state"], change["before"]["value"]) == ("scored", "3")
    assert change["after"] == {
        "state": "refused",
        "value": None,
        "reason": "Kepala dinas menolak menunjukkan.",
        "note": "Coba lewat sekretaris.",
        "comment": "Renja tidak ditunjukkan.",
        "face": "",
    }


def test_a_delivery_that_speaks_of_no_comment_leaves_it_as_it_stands(sari, dinsos, answered):
    answered(sari, dinsos, "PR-02", "observation", 2, comment="Papan pudar.", face="physical")
    answer = answered(sari, dinsos, "PR-02", "observation", 3, seen_version=1)
    assert (answer.value, answer.comment, answer.face) == (3, "Papan pudar.", "physical")
    assert answered(sari, dinsos, "PR-02", "observation", 3, seen_version=2, comment="").comment == ""


def test_a_face_belongs_to_a_product_alone(sari, dinsos, answered):
    assert answered(sari, dinsos, "PR-02", "observation", 2, face="both").face == "both"
    with pytest.raises(AnswerRefusedError, match="produk layanan") as refused:
        answered(sari, dinsos, "IN-01", "document", 2, face="electronic")
    assert refused.value.field == "face"
