"""The evidence of a locus, one piece of it, and what can be done to it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.evidence import presenters
from assessments.fieldwork.evidence.forms import (
    NO_FILE,
    DescribeForm,
    QuickUploadForm,
    ReplaceForm,
    UploadForm,
    WithdrawForm,
)
from assessments.fieldwork.evidence.selectors import Piece, by_indicator, doubts_at, pieces_at, versions_of
from assessments.fieldwork.evidence.services import (
    describe_evidence,
    link_evidence,
    note_read,
    replace_evidence,
    withdraw_evidence,
)
from assessments.fieldwork.evidence.strip import shown, strip_of
from assessments.fieldwork.evidence.views.uploading import keep_all
from assessments.fieldwork.questions import indicators_at, instrument_at
from assessments.fieldwork.views.access import locus_to_fill, locus_to_read, person
from assessments.files.checking import checked
from assessments.files.refusals import FileRefusedError
from assessments.models import Answer, Evidence, Locus


@require_http_methods(["GET", "POST"])
def evidence_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All evidence of a locus; a POST adds files for one indicator or for many."""
    if request.method == "GET":
        locus = locus_to_read(request, public_id)
        return _list(request, locus, UploadForm(locus=locus))
    locus = locus_to_fill(request, public_id)
    form = UploadForm(request.POST, request.FILES, locus=locus)
    if not form.is_valid():
        return _list(request, locus, form)
    said = form.cleaned_data
    uploaded = keep_all(
        said["berkas"],
        actor=person(request),
        locus=locus,
        indicators=said["indicators"],
        title=said["title"],
        effective_on=said["effective_on"],
    )
    for problem in uploaded.problems:
        form.add_error("berkas", problem)
    if uploaded.added:
        messages.success(request, f"{len(uploaded.added)} bukti tersimpan.")
    if uploaded.problems:
        return _list(request, locus, form)
    return redirect("evidence_list", locus.public_id)


@require_POST
def add_to_indicator(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """Add files to one indicator, from its question: the reply is its strip, or the way back to the sheet."""
    locus = locus_to_fill(request, public_id)
    _indicator_or_404(locus, code)
    form = QuickUploadForm(request.POST, request.FILES)
    back = request.POST.get("kembali", "")
    if form.is_valid():
        uploaded = keep_all(form.cleaned_data["berkas"], actor=person(request), locus=locus, indicators=[code])
        added, problems = len(uploaded.added), uploaded.problems
    else:
        added, problems = 0, (NO_FILE,)
    if request.headers.get("HX-Request"):
        strip = strip_of(
            locus, code, by_indicator(pieces_at(locus)), can_add=True, back=back, added=added, problems=problems
        )
        return render(request, "assessments/fieldwork/evidence/_strip.html", {"strip": strip})
    if added:
        messages.success(request, f"{added} bukti tersimpan untuk {code}.")
    for problem in problems:
        messages.error(request, problem)
    return redirect(_way_back(locus, code, back))


@require_GET
def evidence(request: HttpRequest, public_id: UUID, evidence_id: UUID) -> HttpResponse:
    """One piece of evidence: its picture, its facts, every version, and what can be done to it."""
    locus = locus_to_read(request, public_id)
    piece = _piece(locus, evidence_id)
    note_read(actor=person(request), locus=locus, evidence=piece.evidence)
    return _page(request, locus, piece)


@require_POST
def describe(request: HttpRequest, public_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Change what a piece of evidence is said to be, and which indicators it speaks to."""
    locus = locus_to_fill(request, public_id)
    piece = _piece(locus, evidence_id)
    form = DescribeForm(request.POST, locus=locus, evidence=piece.evidence, indicators=piece.indicators)
    if form.is_valid():
        try:
            describe_evidence(actor=person(request), locus=locus, evidence=piece.evidence, **form.cleaned_data)
        except FieldworkError as error:
            form.add_error("title", str(error))
    if form.errors:
        return _page(request, locus, piece, describe=form)
    messages.success(request, "Keterangan bukti tersimpan.")
    return redirect("evidence_detail", locus.public_id, evidence_id)


@require_POST
def replace(request: HttpRequest, public_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Put a new version in the place of the current one, which stays to be seen."""
    locus = locus_to_fill(request, public_id)
    piece = _piece(locus, evidence_id)
    form = ReplaceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            replace_evidence(
                actor=person(request),
                locus=locus,
                evidence=piece.evidence,
                file=checked(form.cleaned_data["berkas"][0]),
                effective_on=form.cleaned_data["effective_on"],
            )
        except (FileRefusedError, FieldworkError) as error:
            form.add_error("berkas", str(error))
    if form.errors:
        return _page(request, locus, piece, replace=form)
    messages.success(request, "Versi baru tersimpan. Jawaban yang melihat versi lama bertanda periksa ulang.")
    return redirect("evidence_detail", locus.public_id, evidence_id)


@require_POST
def withdraw(request: HttpRequest, public_id: UUID, evidence_id: UUID) -> HttpResponse:
    """Take a piece of evidence out, with a reason; nothing is removed."""
    locus = locus_to_fill(request, public_id)
    piece = _piece(locus, evidence_id)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            withdraw_evidence(
                actor=person(request), locus=locus, evidence=piece.evidence, reason=form.cleaned_data["reason"]
            )
        except FieldworkError as error:
            form.add_error("reason", str(error))
    if form.errors:
        return _page(request, locus, piece, withdraw=form)
    messages.success(request, "Bukti ditarik. Berkas dan riwayatnya tetap tersimpan.")
    return redirect("evidence_list", locus.public_id)


@require_POST
def link(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """Let evidence that the locus has already speak to one more indicator."""
    locus = locus_to_fill(request, public_id)
    _indicator_or_404(locus, code)
    chosen = request.POST.get("bukti", "")
    found = next((each for each in pieces_at(locus) if str(each.evidence.public_id) == chosen), None)
    if found is None:
        messages.error(request, "Pilih salah satu bukti dari daftar.")
    else:
        try:
            link_evidence(actor=person(request), locus=locus, evidence=found.evidence, indicator=code)
        except FieldworkError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{found.evidence.title} sekarang juga mendukung {code}.")
    return redirect(_way_back(locus, code, ""))


def _list(request: HttpRequest, locus: Locus, form: UploadForm) -> HttpResponse:
    pieces = pieces_at(locus)
    doubts = doubts_at(locus)
    answers = Answer.objects.filter(pk__in=doubts).select_related("rater", "subject").order_by("indicator", "pk")
    context = {
        "locus": locus,
        "standing": [shown(piece) for piece in pieces if not piece.evidence.is_withdrawn],
        "withdrawn": [shown(piece) for piece in pieces if piece.evidence.is_withdrawn],
        "doubted": [(answer, presenters.doubt_words(doubts[answer.pk])) for answer in answers],
        "form": form,
        "can_enter": permissions.can_enter_answers(person(request), locus),
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/fieldwork/evidence/evidence_list.html", context)


def _page(
    request: HttpRequest,
    locus: Locus,
    piece: Piece,
    *,
    describe: DescribeForm | None = None,
    replace: ReplaceForm | None = None,
    withdraw: WithdrawForm | None = None,
) -> HttpResponse:
    found = piece.evidence
    can_change = permissions.can_enter_answers(person(request), locus) and not found.is_withdrawn
    context = {
        "locus": locus,
        "shown": shown(piece),
        "versions": [shown(Piece(found, version, ())) for version in versions_of(found)],
        "indicators": [each for _, each in indicators_at(locus, instrument_at(locus)) if each.code in piece.indicators],
        "can_change": can_change,
        "is_example": locus.assessment.is_example,
    }
    if can_change:
        context["problem"] = next((form for form in (describe, replace, withdraw) if form), None)
        context |= {
            "describe_form": describe or DescribeForm(locus=locus, evidence=found, indicators=piece.indicators),
            "replace_form": replace or ReplaceForm(effective_on=found.effective_on),
            "withdraw_form": withdraw or WithdrawForm(),
        }
    return render(request, "assessments/fieldwork/evidence/evidence_detail.html", context)


def _piece(locus: Locus, evidence_id: UUID) -> Piece:
    """One piece of the locus with its current version, or 404."""
    found = get_object_or_404(Evidence.objects.select_related("withdrawn_by"), locus=locus, public_id=evidence_id)
    version = found.versions.select_related("uploaded_by").order_by("-number")[0]
    return Piece(found, version, tuple(found.indicators.values_list("indicator", flat=True)))


def _indicator_or_404(locus: Locus, code: str) -> None:
    if all(each.code != code for _, each in indicators_at(locus, instrument_at(locus))):
        raise Http404


def _way_back(locus: Locus, code: str, part: str) -> str:
    """The address of the strip: in the part of the sheet that it came from, or on the page of the indicator."""
    if part and part.replace("-", "").isalnum():
        return f"{reverse('sheet_part', args=(locus.public_id, part))}#bukti-{code}"
    return f"{reverse('locus_indicator', args=(locus.public_id, code))}#bukti-{code}"
