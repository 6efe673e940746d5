"""The evidence of a unit: its checklist, and one item with its files, links and comments."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from agencies.models import ServiceUnit
from assessments import permissions
from assessments.contacts.selectors import enough_by_unit
from assessments.files import serving
from assessments.models import ItemFile, Period, PreparationFile
from assessments.preparation import presenters, services
from assessments.preparation.asked import asked_of
from assessments.preparation.errors import PreparationError
from assessments.preparation.forms import AssignForm, CommentForm, JudgeForm, LinkForm, ReuseForm, UploadForm
from assessments.preparation.readiness import readiness_of
from assessments.preparation.selectors import (
    ChecklistRow,
    checklist_row,
    checklists_of,
    files_to_reuse,
    possible_owners,
)
from assessments.preparation.views.access import (
    period_or_404,
    person,
    unit_to_lead,
    unit_to_prepare,
    unit_to_read,
)


@require_GET
def checklist(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything the edition asks of a unit, and how far each piece is."""
    unit = unit_to_read(request, public_id)
    period = Period.objects.to_prepare()
    if period is None:
        return render(request, "assessments/preparation/no_period.html", {"agency": unit.agency})
    today = timezone.localdate()
    rows = checklists_of([unit], period, today=today)[unit]
    (readiness,) = readiness_of(units=[unit], period=period, instrument=period.issue.instrument, today=today)
    return render(
        request,
        "assessments/preparation/checklist.html",
        {
            **_place(request, unit, period),
            "dimensions": presenters.blocks_of(rows),
            "readiness": readiness.total,
            "enough": enough_by_unit([unit], period)[unit.pk],
            "asked": asked_of(person(request), unit.agency, today=today, unit=unit),
            "chat_text": presenters.chat_text(unit.agency, unit, rows, request.build_absolute_uri()),
        },
    )


@require_GET
def item(request: HttpRequest, public_id: UUID, indicator: str, number: int) -> HttpResponse:
    """One expected piece of evidence with everything said and sent about it."""
    unit = unit_to_read(request, public_id)
    return _item_page(request, unit, period_or_404(), indicator, number)


@require_POST
def upload(request: HttpRequest, public_id: UUID, indicator: str, number: int) -> HttpResponse:
    """Keep a file and attach it."""
    unit, period = unit_to_prepare(request, public_id), period_or_404()
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            attached = services.upload_file(
                actor=person(request),
                unit=unit,
                period=period,
                indicator=indicator,
                number=number,
                upload=form.cleaned_data["upload"],
                valid_until=form.cleaned_data["valid_until"],
            )
        except PreparationError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, "Berkas tersimpan apa adanya dan menunggu pemeriksaan Bagian Organisasi.")
            _warn_of_expired(request, attached)
            return _back(unit, indicator, number)
    return _item_page(request, unit, period, indicator, number, upload_form=form)


def _warn_of_expired(request: HttpRequest, attached: ItemFile) -> None:
    if attached.valid_until is not None and attached.valid_until < timezone.localdate():
        messages.warning(request, "Masa berlakunya sudah lewat, jadi berkas ini belum dapat menjadikan butirnya siap.")


@require_POST
def reuse(request: HttpRequest, public_id: UUID, indicator: str, number: int) -> HttpResponse:
    """Let a file of the unit answer this item too."""
    unit, period = unit_to_prepare(request, public_id), period_or_404()
    form = ReuseForm(request.POST, files=PreparationFile.objects.filter(unit=unit))
    if form.is_valid():
        try:
            file: PreparationFile = form.cleaned_data["file"]
            file.unit = unit
            attached = services.attach_file(
                actor=person(request),
                period=period,
                indicator=indicator,
                number=number,
                file=file,
                valid_until=form.cleaned_data["valid_until"],
            )
        except PreparationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Berkas yang sama kini juga menjawab butir ini.")
            _warn_of_expired(request, attached)
            return _back(unit, indicator, number)
    return _item_page(request, unit, period, indicator, number, reuse_form=form)


@require_POST
def detach(request: HttpRequest, public_id: UUID, indicator: str, number: int, attached: int) -> HttpResponse:
    """Take a file off this item."""
    unit, period = unit_to_prepare(request, public_id), period_or_404()
    found = get_object_or_404(
        ItemFile.objects.select_related("item__unit__agency", "file"),
        pk=attached,
        item__unit=unit,
        item__period=period,
        item__indicator=indicator,
        item__number=number,
    )
    services.detach_file(actor=person(request), attached=found)
    messages.success(request, "Berkas dilepas dari butir ini. Berkasnya sendiri tetap tersimpan.")
    return _back(unit, indicator, number)


@require_POST
def link(request: HttpRequest, public_id: UUID, indicator: str, number: int) -> HttpResponse:
    """Note an address."""
    unit, period = unit_to_prepare(request, public_id), period_or_404()
    form = LinkForm(request.POST)
    if form.is_valid():
        try:
            services.note_link(
                actor=person(request),
                unit=unit,
                period=period,
                indicator=indicator,
                number=number,
                url=form.cleaned_data["url"],
            )
        except PreparationError as error:
            form.add_error(None, str(error))
        else:
            messages.info(request, "Tautan dicatat. Unggah berkasnya agar butir ini dapat dinyatakan siap.")
            return _back(unit, indicator, number)
    return _item_page(request, unit, period, indicator, number, link_form=form)


@require_POST
def comment(request: HttpRequest, public_id: UUID, indicator: str, number: int) -> HttpResponse:
    """Say something about the item: those who prepare, and the Ombudsman's side."""
    unit, period = unit_to_read(request, public_id), period_or_404()
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            services.comment_on_item(
                actor=person(request),
                unit=unit,
                period=period,
                indicator=indicator,
                number=number,
                text=form.cleaned_data["text"],
            )
        except PreparationError as error:
            form.add_error(None, str(error))
        else:
            return _back(unit, indicator, number)
    return _item_page(request, unit, period, indicator, number, comment_form=form)


@require_POST
def assign(request: HttpRequest, public_id: UUID, indicator: str, number: int) -> HttpResponse:
    """Say who owes the item and until when."""
    unit, period = unit_to_lead(request, public_id), period_or_404()
    row = _row(unit, period, indicator, number)
    form = AssignForm(request.POST, owners=possible_owners(unit, today=timezone.localdate()), item=row.item)
    if form.is_valid():
        services.assign_item(
            actor=person(request),
            unit=unit,
            period=period,
            indicator=indicator,
            number=number,
            owner=form.cleaned_data["owner"],
            due_on=form.cleaned_data["due_on"],
            needs_signature=form.cleaned_data["needs_signature"],
        )
        messages.success(request, "Penanggung jawab dan batas waktu tersimpan.")
        return _back(unit, indicator, number)
    return _item_page(request, unit, period, indicator, number, assign_form=form)


@require_POST
def judge(request: HttpRequest, public_id: UUID, indicator: str, number: int) -> HttpResponse:
    """The bureau calls the item ready, or sends it back."""
    unit, period = unit_to_lead(request, public_id), period_or_404()
    form = JudgeForm(request.POST)
    if form.is_valid():
        try:
            services.judge_item(
                actor=person(request),
                unit=unit,
                period=period,
                indicator=indicator,
                number=number,
                ready=form.cleaned_data["ready"],
                comment=form.cleaned_data["comment"],
            )
        except PreparationError as error:
            form.add_error("comment", str(error))
        else:
            said = "Butir dinyatakan siap." if form.cleaned_data["ready"] else "Butir dikembalikan untuk diperbaiki."
            messages.success(request, said)
            return _back(unit, indicator, number)
    return _item_page(request, unit, period, indicator, number, judge_form=form)


@require_GET
def download(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The bytes of a file as they came; who reads it is written down."""
    files = PreparationFile.objects.visible_to(person(request)).select_related("unit__agency")
    file = get_object_or_404(files, public_id=public_id)
    services.record_download(actor=person(request), file=file)
    return serving.download(file.file, name=file.name, media_type=file.media_type)


def _row(unit: ServiceUnit, period: Period, indicator: str, number: int) -> ChecklistRow:
    row = checklist_row(unit, period, indicator, number, today=timezone.localdate())
    if row is None:
        raise Http404
    return row


def _back(unit: ServiceUnit, indicator: str, number: int) -> HttpResponse:
    return redirect(reverse("preparation_item", args=[unit.public_id, indicator, number]))


def _place(request: HttpRequest, unit: ServiceUnit, period: Period) -> dict[str, object]:
    user = person(request)
    return {
        "unit": unit,
        "agency": unit.agency,
        "period": period,
        "is_example": period.is_example,
        "can_prepare": permissions.can_prepare(user, unit),
        "can_lead": permissions.leads_preparation(user, unit.agency),
        "reads_own_judgement": permissions.can_read_own_judgement(user, unit),
        "reads_contacts": permissions.can_read_contacts(user, unit),
    }


def _item_page(
    request: HttpRequest, unit: ServiceUnit, period: Period, indicator: str, number: int, **bound: object
) -> HttpResponse:
    """The page of an item; a form that was refused comes back in place of its empty one."""
    row = _row(unit, period, indicator, number)
    place = _place(request, unit, period)
    forms: dict[str, object] = {"comment_form": CommentForm()}
    if place["can_prepare"]:
        files = files_to_reuse(unit, except_for=row.item)
        forms |= {"upload_form": UploadForm(), "link_form": LinkForm(), "reuse_form": ReuseForm(files=files)}
    if place["can_lead"]:
        owners = possible_owners(unit, today=timezone.localdate())
        forms |= {"assign_form": AssignForm(owners=owners, item=row.item), "judge_form": JudgeForm()}
    return render(
        request,
        "assessments/preparation/item.html",
        {**place, "row": row, **forms, **bound, "today": timezone.localdate()},
    )
