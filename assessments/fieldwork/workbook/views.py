"""Forms of a locus to take along, and the way back of a filled one."""

from collections.abc import Collection
from hashlib import sha256
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from agencies.models import Event
from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.views.access import locus_to_fill, locus_to_read, person
from assessments.fieldwork.workbook.comparing import ExpiredPlanError, Plan, plan_from, plan_of
from assessments.fieldwork.workbook.forms import FilledForm
from assessments.fieldwork.workbook.listing import listing_of
from assessments.fieldwork.workbook.printed import printed_parts
from assessments.fieldwork.workbook.reading import OtherLocusError, read_filled
from assessments.fieldwork.workbook.services import apply_workbook
from assessments.fieldwork.workbook.stamp import NotOurFileError
from assessments.fieldwork.workbook.writing import workbook_of
from assessments.files.kinds import XLSX
from assessments.files.refusals import FileRefusedError
from assessments.files.tables import table_in
from assessments.models import Locus

FILE, STORE = "berkas", "tersimpan"
"""How a conflict is decided: by the file, or by what is stored."""


@require_GET
def forms(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What there is to take along, and where a filled file comes back."""
    return _forms_page(request, locus_to_read(request, public_id), FilledForm())


@require_GET
def download(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form of the locus as XLSX, with what this person has answered so far; the download is written down."""
    locus = locus_to_read(request, public_id)
    content = workbook_of(standing_of(locus), person(request))
    Event.objects.record(actor=person(request), verb="download_workbook", target=locus, agency=locus.assessment.agency)
    name = f"formulir-{slugify(locus.assessment.agency.name)}-{slugify(locus.unit.name)}.xlsx"
    return HttpResponse(
        content,
        content_type=XLSX.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_GET
def printed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form of the locus on paper: every question with its levels as boxes to tick."""
    locus = locus_to_read(request, public_id)
    standing = standing_of(locus)
    context = {"locus": locus, "parts": printed_parts(standing), "is_example": locus.assessment.is_example}
    return render(request, "assessments/fieldwork/workbook/printed.html", context)


@require_POST
def upload(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Read a filled file and show what it would change; nothing is saved yet."""
    locus = locus_to_fill(request, public_id)
    form = FilledForm(request.POST, request.FILES)
    if not form.is_valid():
        return _forms_page(request, locus, form)
    sent = form.cleaned_data["berkas"]
    try:
        sheets = table_in(sent)
        filled = read_filled(sheets, locus)
    except FileRefusedError as error:
        form.add_error("berkas", str(error))
    except NotOurFileError:
        form.add_error("berkas", "Berkas ini bukan formulir dari aplikasi ini, atau bagian tersembunyinya diubah.")
    except OtherLocusError:
        form.add_error("berkas", "Formulir ini milik lokus lain. Unggah di halaman lokusnya.")
    if form.errors:
        return _forms_page(request, locus, form)
    sent.seek(0)
    fingerprint = sha256(sent.read()).hexdigest()
    return _plan_page(request, locus, plan_of(filled, standing_of(locus), person(request), sha256=fingerprint))


@require_POST
def apply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Apply the list that was shown, whole; with an open conflict or after a change it is shown again."""
    locus = locus_to_fill(request, public_id)
    try:
        plan = plan_from(request.POST.get("rencana", ""), standing_of(locus), person(request))
    except ExpiredPlanError:
        messages.error(request, "Daftar perubahan ini sudah tidak berlaku. Unggah berkasnya sekali lagi.")
        return redirect("locus_forms", locus.public_id)
    chosen = {each.id: request.POST.get(f"konflik-{each.id}", "") for each in plan.conflicts}
    if plan.moved or plan.problems:
        return _plan_page(request, locus, plan, chosen=chosen)
    try:
        changed = apply_workbook(
            actor=person(request),
            locus=locus,
            plan=plan,
            from_file={key for key, choice in chosen.items() if choice == FILE},
            from_store={key for key, choice in chosen.items() if choice == STORE},
        )
    except FieldworkError as error:
        again = plan_from(plan.sealed, standing_of(locus), person(request))
        return _plan_page(request, locus, again, chosen=chosen, refusal=str(error))
    messages.success(request, f"{changed} perubahan dari berkas tersimpan." if changed else "Tidak ada yang berubah.")
    return redirect("locus_sheet", locus.public_id)


def _forms_page(request: HttpRequest, locus: Locus, form: FilledForm) -> HttpResponse:
    context = {
        "locus": locus,
        "form": form,
        "can_enter": permissions.can_enter_answers(person(request), locus),
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/fieldwork/workbook/forms.html", context)


def _plan_page(
    request: HttpRequest,
    locus: Locus,
    plan: Plan,
    *,
    chosen: dict[str, str] | None = None,
    refusal: str = "",
) -> HttpResponse:
    from_file: Collection[str] = [key for key, choice in (chosen or {}).items() if choice == FILE]
    from_store: Collection[str] = [key for key, choice in (chosen or {}).items() if choice == STORE]
    context = {
        "locus": locus,
        "plan": plan,
        "listing": listing_of(plan),
        "from_file": from_file,
        "from_store": from_store,
        "refusal": refusal,
        "who": person(request),
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/fieldwork/workbook/plan.html", context)
