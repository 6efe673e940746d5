"""One recommendation: what it asks, what was done, and the next act of whoever may take it."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from agencies.models import User
from assessments import permissions
from assessments.files import serving
from assessments.followup import services
from assessments.followup.errors import FollowUpError
from assessments.followup.forms import (
    DropForm,
    DueForm,
    HandInForm,
    IssueForm,
    JudgeForm,
    OwnerForm,
    ProofForm,
    WithdrawForm,
)
from assessments.followup.presenters import STEP_WORDS, late_words, line_of
from assessments.followup.selectors.ledger import proofs_of, steps_of, unchecked_among
from assessments.followup.selectors.people import assessors_of, possible_owners
from assessments.followup.views.access import person, recommendation_for, recommendation_to_read
from assessments.models import OPEN_STEPS, OWED_STEPS, FollowUpStep, ProofFile, Recommendation, Result


@require_GET
def recommendation_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _page(request, recommendation_to_read(request, public_id))


@require_POST
def recommendation_issue(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm a proposal."""
    row = recommendation_for(request, public_id, _may_issue)
    form = IssueForm(request.POST, row=row)
    return _acted(
        request,
        row,
        form,
        "issue_form",
        lambda: services.issue(actor=person(request), recommendation=row, **form.cleaned_data),
        "Saran diterbitkan. Instansi melihatnya mulai sekarang.",
    )


@require_POST
def recommendation_drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a proposal or an open recommendation back."""
    row = recommendation_for(request, public_id, _may_issue)
    form = DropForm(request.POST)
    return _acted(
        request,
        row,
        form,
        "drop_form",
        lambda: services.drop(actor=person(request), recommendation=row, **form.cleaned_data),
        "Saran dibatalkan; alasannya tersimpan.",
    )


@require_POST
def recommendation_due(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Move the last day."""
    row = recommendation_for(request, public_id, _may_issue)
    form = DueForm(request.POST)
    return _acted(
        request,
        row,
        form,
        "due_form",
        lambda: services.move_due_date(actor=person(request), recommendation=row, **form.cleaned_data),
        "Batas waktu diubah.",
    )


@require_POST
def recommendation_owner(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say who does it."""
    row = recommendation_for(request, public_id, permissions.can_own_recommendation)
    form = OwnerForm(request.POST, row=row, owners=_owners(row))
    return _acted(
        request,
        row,
        form,
        "owner_form",
        lambda: services.give_owner(actor=person(request), recommendation=row, **form.cleaned_data),
        "Penanggung jawab tersimpan.",
    )


@require_POST
def recommendation_proof(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep files as proof; those that are refused are named, the others stay."""
    row = recommendation_for(request, public_id, permissions.can_prove)
    form = ProofForm(request.POST, request.FILES)
    if form.is_valid():
        kept = 0
        for upload in form.cleaned_data["proofs"]:
            try:
                services.add_proof(actor=person(request), recommendation=row, upload=upload)
                kept += 1
            except FollowUpError as error:
                form.add_error("proofs", str(error))
        if kept:
            messages.success(request, f"{kept} berkas tersimpan. Ajukan untuk diperiksa bila sudah lengkap.")
        if not form.errors:
            return redirect("recommendation_detail", public_id=row.public_id)
    return _page(request, row, proof_form=form, form=form)


@require_POST
def recommendation_hand_in(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for the check."""
    row = recommendation_for(request, public_id, permissions.can_prove)
    form = HandInForm(request.POST)
    return _acted(
        request,
        row,
        form,
        "hand_in_form",
        lambda: services.hand_in(actor=person(request), recommendation=row, **form.cleaned_data),
        "Bukti diajukan dan menunggu pemeriksaan Ombudsman.",
    )


@require_POST
def recommendation_judge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Find the proof adequate, or not and why."""
    row = recommendation_for(request, public_id, lambda user, each: permissions.judges_proofs(user, each.agency))
    form = JudgeForm(request.POST)
    return _acted(
        request,
        row,
        form,
        "judge_form",
        lambda: services.judge_proof(actor=person(request), recommendation=row, **form.cleaned_data),
        "Penilaian atas bukti tersimpan.",
    )


@require_GET
def proof_download(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The bytes of a proof as they came, unless it was withdrawn; who reads it is written down."""
    files = ProofFile.objects.visible_to(person(request)).standing().select_related("recommendation__agency")
    file = get_object_or_404(files, public_id=public_id)
    services.record_proof_download(actor=person(request), file=file)
    return serving.download(file.file, name=file.name, media_type=file.media_type)


@require_POST
def proof_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a file back that no check has seen."""
    files = ProofFile.objects.visible_to(person(request)).select_related("recommendation__agency")
    proof = get_object_or_404(files, public_id=public_id)
    row = recommendation_for(request, proof.recommendation.public_id, permissions.can_prove)
    form = WithdrawForm(request.POST, auto_id=f"withdraw-{proof.pk}-%s")
    return _acted(
        request,
        row,
        form,
        "withdraw_form",
        lambda: services.withdraw_proof(actor=person(request), proof=proof, **form.cleaned_data),
        f"{proof.name} ditarik; alasannya tersimpan.",
        withdrawing=proof.pk,
    )


def _may_issue(user: User, row: Recommendation) -> bool:
    return permissions.can_issue_recommendations(user, row.agency)


def _owners(row: Recommendation) -> QuerySet[User]:
    return possible_owners(row.agency, today=timezone.localdate())


def _acted(
    request: HttpRequest,
    row: Recommendation,
    form: forms.Form,
    name: str,
    act: Callable[[], object],
    said: str,
    **more: object,
) -> HttpResponse:
    """The act of a form, then the page again; a form that was refused comes back as it was filled in."""
    if form.is_valid():
        try:
            act()
        except FollowUpError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect("recommendation_detail", public_id=row.public_id)
    return _page(request, row, **{name: form, "form": form}, **more)


def _page(request: HttpRequest, row: Recommendation, **bound: object) -> HttpResponse:
    user, today = person(request), timezone.localdate()
    steps, proofs = list(steps_of(row)), list(proofs_of(row))
    standing = [file for file in proofs if not hasattr(file, "withdrawal")]
    withdraws = row.step in OPEN_STEPS and permissions.can_prove(user, row)
    checks = row.step == FollowUpStep.PROVEN and permissions.judges_proofs(user, row.agency)
    is_independent = checks and permissions.can_judge_proof(user, row, hands_on=assessors_of(row))
    return render(
        request,
        "assessments/followup/detail.html",
        {
            "row": row,
            "agency": row.agency,
            "line": line_of(row, today),
            "may_read_result": row.result is not None and Result.objects.visible_to(user).contains(row.result),
            "late": late_words(row.due_on, today) if row.step in OWED_STEPS else "",
            "steps": [(step, STEP_WORDS[FollowUpStep(step.step)]) for step in steps],
            "proofs": proofs,
            "withdrawable": unchecked_among(standing, steps) if withdraws else frozenset(),
            "is_handed_in": row.step == FollowUpStep.PROVEN,
            "is_example": row.is_example,
            "not_independent": checks and not is_independent,
            **_open_forms(user, row, is_independent=is_independent, has_proofs=bool(standing)),
            **bound,
        },
    )


def _open_forms(user: User, row: Recommendation, *, is_independent: bool, has_proofs: bool) -> dict[str, forms.Form]:
    """The forms of the acts that are open to this person as the recommendation stands."""
    found: dict[str, forms.Form] = {}
    if permissions.can_issue_recommendations(user, row.agency):
        if row.step == FollowUpStep.PROPOSED:
            found["issue_form"] = IssueForm(row=row)
        elif row.step in OPEN_STEPS:
            found["due_form"] = DueForm()
        if row.step in (FollowUpStep.PROPOSED, *OPEN_STEPS):
            found["drop_form"] = DropForm()
    if row.step in OPEN_STEPS and permissions.can_own_recommendation(user, row):
        found["owner_form"] = OwnerForm(row=row, owners=_owners(row))
    if row.step in OWED_STEPS and permissions.can_prove(user, row):
        found["proof_form"] = ProofForm()
        if has_proofs:
            found["hand_in_form"] = HandInForm()
    if is_independent:
        found["judge_form"] = JudgeForm()
    return found
