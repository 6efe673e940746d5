"""What reviewers add beside the team's answers: their own values with a reason, and comments."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from agencies.models import Event
from assessments.fieldwork.services import submit_locus
from assessments.models import Answer, Locus, ReviewComment, ReviewedValue, Stage, UnitResult
from assessments.models.stored_inputs import stored_answers
from assessments.results.inputs import inputs_of
from assessments.results.recompute import verify_all
from assessments.results.services import compute, preview_locus
from assessments.review.errors import NotTheirStepError, OwnWorkError, ReviewError, ReviewReasonNeededError
from assessments.review.services import return_locus, set_reviewed_value, unlock_locus, validate_locus, verify_locus

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_answer(submitted) -> Answer:
    """Sari's level 3 for IN-01."""
    return Answer.objects.get(locus=submitted, indicator="IN-01")


def counted(locus) -> list[tuple[str, str, int]]:
    """Value, step and team's value of IN-01 as they go into the score."""
    stored = stored_answers(inputs_of([locus])[locus.pk])
    return [(str(each.value), each.step, each.team_value) for each in stored if each.indicator == "IN-01"]


class TestAValueOfOnesOwn:
    def test_it_counts_instead_of_the_teams_which_stays(self, rahmat, submitted, first_answer, seen_by):
        before = preview_locus(seen_by(rahmat, submitted)).score.score
        set_reviewed_value(
            actor=rahmat, locus=seen_by(rahmat, submitted), answer=first_answer, value=1, reason="Hanya notulen."
        )
        assert counted(seen_by(rahmat, submitted)) == [("1", "verified", "3")]
        assert preview_locus(seen_by(rahmat, submitted)).score.score < before
        assert Answer.objects.get(pk=first_answer.pk).value == 3

    def test_the_final_value_counts_before_the_verifiers(self, rahmat, hasan, submitted, first_answer, seen_by):
        set_reviewed_value(
            actor=rahmat, locus=seen_by(rahmat, submitted), answer=first_answer, value=1, reason="Hanya notulen."
        )
        verify_locus(actor=rahmat, locus=seen_by(rahmat, submitted))
        set_reviewed_value(
            actor=hasan, locus=seen_by(hasan, submitted), answer=first_answer, value=2, reason="SOP ada."
        )
        assert counted(seen_by(hasan, submitted)) == [("2", "final", "3")]

    def test_a_result_keeps_whose_value_it_took_and_can_be_recomputed(self, rahmat, submitted, first_answer, seen_by):
        set_reviewed_value(
            actor=rahmat, locus=seen_by(rahmat, submitted), answer=first_answer, value=None, reason="Unit baru."
        )
        compute(assessment=submitted.assessment, actor=None)
        inputs = json.loads(UnitResult.objects.get(locus=submitted).inputs)
        (row,) = [row for row in inputs["answers"] if row[0] == "IN-01"]
        assert row[4:6] == ["na", None]
        assert row[10:13] == ["verified", "scored", "3"]
        assert [verified.problems for verified in verify_all()] == [()]

    def test_what_the_team_changes_after_a_return_is_judged_anew(
        self, sari, dewi, rahmat, submitted, first_answer, answered, seen_by
    ):
        set_reviewed_value(
            actor=rahmat, locus=seen_by(rahmat, submitted), answer=first_answer, value=1, reason="Hanya notulen."
        )
        return_locus(actor=rahmat, locus=seen_by(rahmat, submitted), indicators=["IN-01"], reason="Lengkapi.")
        answered(sari, submitted, "IN-01", "document", 2, seen_version=1)
        submit_locus(actor=dewi, locus=submitted, reason="Contoh.")
        assert counted(seen_by(rahmat, submitted)) == [("2", "", None)]
        assert ReviewedValue.objects.count() == 1

    @pytest.mark.parametrize("value", [5, -1, "2.5"])
    def test_it_keeps_to_the_rubric(self, rahmat, submitted, first_answer, seen_by, value):
        with pytest.raises(ReviewError, match="0 sampai 4"):
            set_reviewed_value(
                actor=rahmat,
                locus=seen_by(rahmat, submitted),
                answer=first_answer,
                value=Decimal(value),
                reason="Keliru.",
            )

    def test_it_says_why(self, rahmat, submitted, first_answer, seen_by):
        with pytest.raises(ReviewReasonNeededError):
            set_reviewed_value(actor=rahmat, locus=seen_by(rahmat, submitted), answer=first_answer, value=1, reason=" ")

    def test_it_is_the_step_of_whoever_approves_now(self, sari, hasan, ratna, submitted, first_answer, seen_by):
        for other in (sari, hasan, ratna):
            with pytest.raises((NotTheirStepError, OwnWorkError)):
                set_reviewed_value(
                    actor=other, locus=seen_by(other, submitted), answer=first_answer, value=1, reason="Keliru."
                )

    def test_what_users_said_is_not_changed(self, sari, dewi, rahmat, dinsos, answered, seen_by):
        said = answered(sari, dinsos, "KP-01", "survey", 3)
        submit_locus(actor=dewi, locus=dinsos, reason="Contoh.")
        with pytest.raises(ReviewError, match="Jawaban pengguna tidak diubah"):
            set_reviewed_value(actor=rahmat, locus=seen_by(rahmat, dinsos), answer=said, value=1, reason="Keliru.")

    def test_the_page_shows_both_values_side_by_side(self, client, rahmat, submitted, first_answer):
        client.force_login(rahmat)
        url = reverse("locus_value", args=[submitted.public_id, first_answer.pk])
        assert "Tingkat 3" in client.get(url).text
        seen = Locus.objects.get(pk=submitted.pk).stage_changed_at.isoformat()
        refused = client.post(url, {"value": "1", "reason": "", "seen": seen})
        assert "Tulis mengapa nilainya berbeda" in refused.text
        assert 'value="1"' in refused.text
        page = client.post(url, {"value": "1", "reason": "Hanya notulen.", "seen": seen}, follow=True).text
        assert "Nilai verifikator: Tingkat 1" in page
        assert "Tingkat 3" in page
        assert "Hanya notulen." in page

    def test_others_do_not_reach_the_page(self, client, submitted, first_answer, sari, joko, budi, ratna):
        url = reverse("locus_value", args=[submitted.public_id, first_answer.pk])
        for person, status in ((sari, 403), (ratna, 403), (joko, 404), (budi, 404)):
            client.force_login(person)
            assert client.get(url).status_code == status
            assert client.post(url, {"value": "1", "reason": "Keliru."}).status_code == status


class TestComments:
    def test_those_who_assess_talk_about_an_indicator(self, client, rahmat, sari, submitted):
        url = reverse("locus_comment", args=[submitted.public_id, "IN-01"])
        client.force_login(rahmat)
        client.post(url, {"text": "LAKIP-nya halaman berapa?"})
        client.force_login(sari)
        answer = client.post(url, {"text": "Halaman 12."})
        assert answer.url.endswith("#IN-01")
        page = client.get(reverse("locus_review", args=[submitted.public_id])).text
        assert "LAKIP-nya halaman berapa?" in page
        assert "Halaman 12." in page
        assert Event.objects.filter(verb="comment_indicator").count() == 2

    def test_an_empty_one_or_one_on_what_is_not_asked_is_not_kept(self, client, rahmat, submitted):
        client.force_login(rahmat)
        for code, text in (("IN-01", ""), ("OUT-04", "Mengapa?"), ("ZZ-99", "Mengapa?")):
            client.post(reverse("locus_comment", args=[submitted.public_id, code]), {"text": text})
        assert not ReviewComment.objects.exists()

    def test_outsiders_write_none(self, client, submitted, joko, budi, tono):
        for outsider in (joko, budi, tono):
            client.force_login(outsider)
            url = reverse("locus_comment", args=[submitted.public_id, "IN-01"])
            assert client.post(url, {"text": "Halo."}).status_code == 404


class TestUnlocking:
    def test_a_validated_locus_opens_for_the_named_indicators_and_loses_its_signatures(
        self, sari, hasan, validated, answered, seen_by
    ):
        unlock_locus(actor=hasan, locus=seen_by(hasan, validated), indicators=["IN-01"], reason="Data baru.")
        found = Locus.objects.get(pk=validated.pk)
        assert (found.stage, found.verified_by, found.validated_by) == (Stage.IN_FIELD, None, None)
        answered(sari, validated, "IN-01", "document", 4, seen_version=1)
        event = Event.objects.about(validated).first()
        assert (event.verb, event.detail["reason"], event.detail["before"]) == (
            "unlock_locus",
            "Data baru.",
            "validated",
        )

    def test_more_indicators_open_while_the_team_mends(self, sari, rahmat, submitted, answered, seen_by):
        return_locus(actor=rahmat, locus=seen_by(rahmat, submitted), indicators=["IN-01"], reason="Lengkapi.")
        unlock_locus(actor=rahmat, locus=seen_by(rahmat, submitted), indicators=["IN-01", "IN-02"], reason="Ini juga.")
        answered(sari, submitted, "IN-02", "document", 4, seen_version=1)
        assert submitted.returned.outstanding().count() == 2

    def test_what_is_open_needs_no_opening(self, sari, rahmat, dinsos, answered, seen_by):
        answered(sari, dinsos, "IN-01", "document", 3)
        with pytest.raises(ReviewError, match="sudah terbuka"):
            unlock_locus(actor=rahmat, locus=seen_by(rahmat, dinsos), indicators=["IN-01"], reason="Lengkapi.")

    def test_the_page_offers_it_to_the_validator(self, client, rahmat, hasan, validated):
        page, unlock = (reverse(f"locus_{name}", args=[validated.public_id]) for name in ("review", "unlock"))
        client.force_login(rahmat)
        assert unlock not in client.get(page).text
        client.force_login(hasan)
        assert unlock in client.get(page).text
        client.post(unlock, {"indicators": ["IN-01"], "reason": "Data baru."})
        assert Locus.objects.get(pk=validated.pk).stage == Stage.IN_FIELD

    def test_after_it_the_work_is_approved_again(self, dewi, rahmat, hasan, validated, seen_by):
        unlock_locus(actor=hasan, locus=seen_by(hasan, validated), indicators=["IN-01"], reason="Data baru.")
        submit_locus(actor=dewi, locus=validated, reason="Contoh.")
        verify_locus(actor=rahmat, locus=seen_by(rahmat, validated))
        validate_locus(actor=hasan, locus=seen_by(hasan, validated))
        assert Locus.objects.get(pk=validated.pk).stage == Stage.VALIDATED
