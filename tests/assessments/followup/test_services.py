"""A recommendation goes from the one who writes it to the one who checks the proof, each another person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agencies.models import Event, Membership, Role
from assessments.followup import services
from assessments.followup.errors import (
    CheckedAlreadyError,
    DueDateNeededError,
    NothingToCheckError,
    NotIndependentError,
    NotOfAgencyError,
    NotReleasedError,
    ReasonNeededError,
    SteppedMeanwhileError,
    SuggestedAlreadyError,
    UploadRefusedError,
    WithdrawnAlreadyError,
)
from assessments.models import FollowUpStep, ProofFile, Recommendation, Result
from assessments.results.services import compute


# --- the way ----------------------------------------------------------------------------------
def test_from_proposal_to_adequate_proof_every_step_is_written_down(issued, budi, rahmat, photo, stands_at):
    services.add_proof(actor=budi, recommendation=issued, upload=photo())
    services.hand_in(actor=budi, recommendation=issued, note="SK terlampir.")
    services.judge_proof(actor=rahmat, recommendation=issued, adequate=True)
    assert stands_at(issued) is FollowUpStep.ADEQUATE
    assert [step.step for step in issued.steps.all()] == ["proposed", "issued", "proven", "adequate"]
    verbs = Event.objects.filter(target_type="assessments.recommendation").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "propose_recommendation",
        "issue_recommendation",
        "add_proof",
        "hand_in_proof",
        "judge_proof",
    ]


def test_the_agency_sees_nothing_before_the_head_of_the_office_confirms(proposed, budi, hasan, in_a_month):
    assert not Recommendation.objects.visible_to(budi).exists()
    services.issue(actor=hasan, recommendation=proposed, due_on=in_a_month)
    assert Recommendation.objects.visible_to(budi).exists()


def test_a_dropped_proposal_stays_unseen_and_an_issued_one_stays_seen(proposed, budi, hasan, dewi, muba, in_a_month):
    services.drop(actor=hasan, recommendation=proposed, reason="Sudah dikerjakan.")
    assert not Recommendation.objects.visible_to(budi).exists()
    other = services.propose(actor=dewi, agency=muba, kind="corrective", text="Kembalikan pungutan.")
    services.issue(actor=hasan, recommendation=other, due_on=in_a_month)
    services.drop(actor=hasan, recommendation=other, reason="LHP dibatalkan.")
    assert Recommendation.objects.visible_to(budi).get() == other


def test_proof_that_is_not_adequate_goes_back_with_its_reason(proven, rahmat, budi, with_proof, stands_at):
    with pytest.raises(ReasonNeededError):
        services.judge_proof(actor=rahmat, recommendation=proven, adequate=False, reason="  ")
    services.judge_proof(actor=rahmat, recommendation=proven, adequate=False, reason="SK belum bertanggal.")
    assert stands_at(proven) is FollowUpStep.INADEQUATE
    with pytest.raises(NothingToCheckError):
        services.hand_in(actor=budi, recommendation=proven)
    with_proof(proven, budi)
    services.hand_in(actor=budi, recommendation=proven)
    assert stands_at(proven) is FollowUpStep.PROVEN


def test_nothing_is_handed_in_without_a_file(issued, budi):
    with pytest.raises(NothingToCheckError):
        services.hand_in(actor=budi, recommendation=issued)


def test_no_step_is_taken_twice(proven, rahmat, hasan, in_a_month):
    services.judge_proof(actor=rahmat, recommendation=proven, adequate=True)
    with pytest.raises(SteppedMeanwhileError, match="Selesai"):
        services.judge_proof(actor=rahmat, recommendation=proven, adequate=True)
    with pytest.raises(SteppedMeanwhileError):
        services.drop(actor=hasan, recommendation=proven, reason="Tidak perlu.")
    with pytest.raises(SteppedMeanwhileError):
        services.issue(actor=hasan, recommendation=proven, due_on=in_a_month)


def test_a_last_day_is_needed_and_moves_with_a_reason(proposed, hasan, in_a_month):
    with pytest.raises(DueDateNeededError):
        services.issue(actor=hasan, recommendation=proposed, due_on=None)
    services.issue(actor=hasan, recommendation=proposed, due_on=in_a_month)
    later = in_a_month + timedelta(days=14)
    with pytest.raises(ReasonNeededError):
        services.move_due_date(actor=hasan, recommendation=proposed, due_on=later, reason="")
    services.move_due_date(actor=hasan, recommendation=proposed, due_on=later, reason="APBD perubahan.")
    proposed.refresh_from_db()
    assert proposed.due_on == later


# --- proof ------------------------------------------------------------------------------------
def test_the_same_bytes_are_kept_once_and_a_refused_file_leaves_nothing(issued, budi, photo):
    services.add_proof(actor=budi, recommendation=issued, upload=photo())
    services.add_proof(actor=budi, recommendation=issued, upload=photo("lagi.jpg"))
    broken = photo(shade=1)
    broken.file.seek(30)
    broken.file.truncate()
    broken.file.seek(0)
    with pytest.raises(UploadRefusedError):
        services.add_proof(actor=budi, recommendation=issued, upload=broken)
    assert ProofFile.objects.get().name == "papan.jpg"


def test_a_wrong_file_is_taken_back_with_a_reason_and_its_row_stays(issued, budi, photo):
    wrong = services.add_proof(actor=budi, recommendation=issued, upload=photo())
    with pytest.raises(ReasonNeededError):
        services.withdraw_proof(actor=budi, proof=wrong, reason=" ")
    services.withdraw_proof(actor=budi, proof=wrong, reason="Salah berkas.")
    with pytest.raises(WithdrawnAlreadyError):
        services.withdraw_proof(actor=budi, proof=wrong, reason="Salah berkas.")
    with pytest.raises(NothingToCheckError):
        services.hand_in(actor=budi, recommendation=issued)
    kept = ProofFile.objects.get()
    assert (kept.withdrawal.reason, kept.withdrawal.withdrawn_by) == ("Salah berkas.", budi)
    assert kept.file.open().read() == photo().read()
    assert Event.objects.get(verb="withdraw_proof").detail["sha256"] == wrong.sha256


def test_the_same_bytes_may_come_again_once_they_were_taken_back(issued, budi, photo, stands_at):
    wrong = services.add_proof(actor=budi, recommendation=issued, upload=photo())
    services.withdraw_proof(actor=budi, proof=wrong, reason="Keliru menarik.")
    again = services.add_proof(actor=budi, recommendation=issued, upload=photo())
    assert (again.sha256, again.number) == (wrong.sha256, 2)
    assert services.add_proof(actor=budi, recommendation=issued, upload=photo()) == again
    services.hand_in(actor=budi, recommendation=issued)
    assert stands_at(issued) is FollowUpStep.PROVEN


def test_a_file_taken_back_takes_its_hand_in_along(proven, budi, rahmat, with_proof, stands_at):
    services.withdraw_proof(actor=budi, proof=proven.proofs.get(), reason="Salah berkas.")
    assert stands_at(proven) is FollowUpStep.TAKEN_BACK
    with pytest.raises(SteppedMeanwhileError):
        services.judge_proof(actor=rahmat, recommendation=proven, adequate=True)
    with_proof(proven, budi)
    services.hand_in(actor=budi, recommendation=proven)
    assert stands_at(proven) is FollowUpStep.PROVEN


def test_what_a_check_has_seen_is_not_taken_back(proven, budi, rahmat, with_proof):
    seen = proven.proofs.get()
    services.judge_proof(actor=rahmat, recommendation=proven, adequate=False, reason="SK belum bertanggal.")
    with pytest.raises(CheckedAlreadyError):
        services.withdraw_proof(actor=budi, proof=seen, reason="Salah berkas.")
    fresh = with_proof(proven, budi)
    services.withdraw_proof(actor=budi, proof=fresh, reason="Salah berkas.")
    with pytest.raises(NothingToCheckError, match="berkas baru"):
        services.hand_in(actor=budi, recommendation=proven)
    with_proof(proven, budi)
    services.hand_in(actor=budi, recommendation=proven)
    services.judge_proof(actor=rahmat, recommendation=proven, adequate=True)
    with pytest.raises(SteppedMeanwhileError, match="Selesai"):
        services.withdraw_proof(actor=budi, proof=proven.proofs.last(), reason="Salah berkas.")


# --- who checks -------------------------------------------------------------------------------
def test_the_writer_and_the_one_who_issued_do_not_check(proven, dewi, hasan, sumsel):
    Membership.objects.create(user=dewi, role=Role.VERIFIER, office=sumsel, since=timezone.localdate())
    for person in (dewi, hasan):
        with pytest.raises(NotIndependentError):
            services.judge_proof(actor=person, recommendation=proven, adequate=True)


def test_who_assessed_the_unit_does_not_check(proven, muba_2026, sari, sumsel, stands_at):
    Membership.objects.create(user=sari, role=Role.VERIFIER, office=sumsel, since=timezone.localdate())
    with pytest.raises(NotIndependentError):
        services.judge_proof(actor=sari, recommendation=proven, adequate=True)
    assert stands_at(proven) is FollowUpStep.PROVEN


def test_nobody_of_the_agency_checks_whatever_else_they_are(proven, person, muba, sumsel):
    both = person("Dua Topi", Role.VERIFIER, office=sumsel)
    Membership.objects.create(user=both, role=Role.BUREAU, agency=muba, since=timezone.localdate())
    with pytest.raises(NotIndependentError):
        services.judge_proof(actor=both, recommendation=proven, adequate=True)


# --- from a result ----------------------------------------------------------------------------
def test_findings_become_proposals_only_from_a_released_result_and_once(muba_2026, dinsos_muba, dewi):
    result = Result.objects.with_names().get(pk=compute(assessment=muba_2026, actor=None).pk)
    finding = services.Finding(dinsos_muba, "IN-01", "Susun SOP tindak lanjut.")
    with pytest.raises(NotReleasedError):
        services.propose_from_result(actor=dewi, result=result, kind="improvement", findings=[finding])
    result.assessment.period.released_at = timezone.now()
    (made,) = services.propose_from_result(actor=dewi, result=result, kind="improvement", findings=[finding])
    assert (made.unit, made.indicator, made.source_words) == (
        dinsos_muba,
        "IN-01",
        "Hasil penilaian, indikator IN-01",
    )
    with pytest.raises(SuggestedAlreadyError):
        services.propose_from_result(actor=dewi, result=result, kind="improvement", findings=[finding])


def test_a_unit_of_another_agency_is_refused(muba, muara_enim, dinsos_muba, dewi):
    with pytest.raises(NotOfAgencyError):
        services.propose(actor=dewi, agency=muara_enim, unit=dinsos_muba, kind="improvement", text="Salah alamat.")
