"""The sheet of a locus: its overview, and the parts that are filled in one go."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.evidence.seen import LOOKING_METHODS
from assessments.fieldwork.evidence.selectors import count_at, doubts_at
from assessments.fieldwork.forms import SubjectCountForm, SubjectForm
from assessments.fieldwork.planning.presenters import independence_notice
from assessments.fieldwork.presenters import deadline_of
from assessments.fieldwork.questions import Part, part_with
from assessments.fieldwork.selectors.quotas import SheetQuota, quotas_of
from assessments.fieldwork.selectors.reviewers import words_of_reviewers
from assessments.fieldwork.selectors.sheet import asked_before, rows_of_part
from assessments.fieldwork.selectors.standing import Standing, standing_of
from assessments.fieldwork.services import set_subject_count
from assessments.fieldwork.views.access import locus_to_answer, locus_to_fill, locus_to_read, person
from assessments.fieldwork.views.cards import (
    Card,
    fresh_card,
    saved_card,
    with_evidence,
    with_last_time,
    with_reviewers,
)
from assessments.fieldwork.views.outline import Outline, OutlinePart, outline_of
from assessments.fieldwork.views.subjects import about, saved_subject
from assessments.models import Locus, SubjectKind

COUNTABLE = (SubjectKind.SERVICE_OFFICER, SubjectKind.COMPLAINT_OFFICER, SubjectKind.PRODUCT, SubjectKind.USER)
NAMED = (SubjectKind.SERVICE_OFFICER, SubjectKind.COMPLAINT_OFFICER, SubjectKind.PRODUCT)
"""Users of a service stay nameless: an opinion needs no citizen's name."""


@require_GET
def sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The overview of a sheet: how far it is, the score so far, and every part with its address."""
    locus = locus_to_read(request, public_id)
    return render(request, "assessments/fieldwork/sheet.html", _overview(request, locus))


@require_GET
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The progress and provisional score alone, which the page reads anew after a save."""
    locus = locus_to_read(request, public_id)
    standing = standing_of(locus)
    part = part_with(standing.parts, request.GET.get("bagian", ""))
    context = {"locus": locus, "standing": standing, "outline": outline_of(standing, part)}
    if part is None or not part.is_interview:
        return render(request, "assessments/fieldwork/_progress.html", context)
    context |= {"quotas": _quotas_at(standing, part), "deadline": deadline_of(locus)}
    return render(request, "assessments/fieldwork/_progress_folded.html", context)


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, public_id: UUID, slug: str) -> HttpResponse:
    """One part of a sheet; a POST saves every question that was touched and keeps what could not be saved."""
    locus = (locus_to_answer if request.method == "POST" else locus_to_read)(request, public_id)
    standing = standing_of(locus)
    here = part_with(standing.parts, slug)
    if here is None:
        raise Http404
    rows = rows_of_part(here, person(request))
    if request.method == "GET":
        subject_form = SubjectForm(**about(locus, here.subject)) if here.subject.kind in NAMED else None
        return _part_page(request, standing, here, [fresh_card(row, locus) for row in rows], subject_form)
    subject_form = _saved_subject(request, locus, here)
    cards = [saved_card(row, request.POST, actor=person(request), locus=locus) for row in rows]
    if any(card.has_problem for card in cards) or (subject_form and subject_form.errors):
        return _part_page(request, standing_of(locus), here, cards, subject_form)
    onward = _onward(request, outline_of(standing, here))
    if onward is None or not here.is_interview:  # between two users, the next screen itself says that all is saved
        messages.success(request, "Semua isian halaman ini sudah tersimpan.")
    return redirect("sheet_part", locus.public_id, onward.slug if onward else slug)


def _onward(request: HttpRequest, outline: Outline) -> OutlinePart | None:
    """Where the button that was pressed leads; None for one that only saves."""
    if "lanjut" in request.POST:
        return outline.following
    return outline.preceding if "mundur" in request.POST else None


@require_POST
def subject_count(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """State how many officers, products or users this locus has, with a reason."""
    locus = locus_to_fill(request, public_id)
    if kind not in COUNTABLE:
        raise Http404
    form = SubjectCountForm(request.POST, prefix=kind)
    if form.is_valid():
        try:
            set_subject_count(actor=person(request), locus=locus, kind=SubjectKind(kind), **form.cleaned_data)
        except FieldworkError as error:
            form.add_error("count", str(error))
    if form.errors:
        return render(request, "assessments/fieldwork/sheet.html", _overview(request, locus, counts={kind: form}))
    messages.success(request, f"{SubjectKind(kind).label}: sekarang {form.cleaned_data['count']}.")
    return redirect("locus_sheet", locus.public_id)


def _overview(
    request: HttpRequest, locus: Locus, *, counts: dict[str, SubjectCountForm] | None = None
) -> dict[str, object]:
    user = person(request)
    standing = standing_of(locus)
    return {
        "locus": locus,
        "standing": standing,
        "outline": outline_of(standing),
        "can_enter": permissions.can_enter_answers(user, locus),
        "can_submit": permissions.can_submit(user, locus),
        "independence": independence_notice(user, locus),
        "deadline": deadline_of(locus),
        "quotas": quotas_of(standing),
        "reviewers": words_of_reviewers(locus),
        "count_forms": _count_forms(standing, counts or {}),
        "count_problem": bool(counts),
        "evidence_count": count_at(locus),
        "doubt_count": len(doubts_at(locus)),
        "asked_before": asked_before(locus),
        "is_overview": True,
        "is_example": locus.assessment.is_example,
    }


def _count_forms(standing: Standing, bound: dict[str, SubjectCountForm]) -> Sequence[tuple[SubjectKind, object]]:
    """A form for each kind of subject that can be more or fewer than planned."""
    there = [subject.kind for subject in standing.subjects]
    return [
        (kind, bound.get(kind) or SubjectCountForm(prefix=kind, initial={"count": there.count(kind)}))
        for kind in COUNTABLE
        if kind in there
    ]


def _part_page(
    request: HttpRequest, standing: Standing, here: Part, cards: Sequence[Card], subject_form: SubjectForm | None
) -> HttpResponse:
    locus = standing.locus
    can_enter = permissions.can_enter_answers(person(request), locus) or any(card.has_problem for card in cards)
    if any(question.method in LOOKING_METHODS for question in here.questions):
        doubts = doubts_at(locus, subject=here.subject)
        cards = with_evidence(cards, locus, doubts, can_add=can_enter, back=here.slug)
    cards = with_reviewers(with_last_time(cards, locus), words_of_reviewers(locus))
    context = {
        "locus": locus,
        "standing": standing,
        "outline": outline_of(standing, here),
        "part": here,
        "cards": cards,
        "problems": [card for card in cards if card.has_problem],
        "subject_form": subject_form,
        "quotas": _quotas_at(standing, here),
        "can_enter": can_enter,
        "can_choose": permissions.can_choose_values(person(request), locus),
        "independence": independence_notice(person(request), locus),
        "deadline": deadline_of(locus),
        "is_example": locus.assessment.is_example,
    }
    template = "interview" if can_enter and here.is_interview else "part"
    return render(request, f"assessments/fieldwork/{template}.html", context)


def _quotas_at(standing: Standing, here: Part) -> list[SheetQuota]:
    return [quota for quota in quotas_of(standing) if _concerns(quota, here)]


def _concerns(quota: SheetQuota, here: Part) -> bool:
    """Whether a part is where a quota is filled."""
    if quota.subject is None:
        return here.subject.kind == SubjectKind.USER
    return quota.subject.pk == here.subject.pk


def _saved_subject(request: HttpRequest, locus: Locus, here: Part) -> SubjectForm | None:
    """The form of the respondent after saving it; None where the part has no such form."""
    if here.subject.kind not in NAMED:
        return None
    form = SubjectForm(request.POST, **about(locus, here.subject))
    return saved_subject(form, locus, here.subject, actor=person(request))
