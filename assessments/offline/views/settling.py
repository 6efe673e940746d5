"""The page of what waits, and its decisions."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from agencies.models import User
from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.selectors.sheet import loci_for_sheet
from assessments.fieldwork.views.access import person
from assessments.models import JournalEvent, JournalState
from assessments.offline import presenters
from assessments.offline.forms import LetGoForm
from assessments.offline.selectors.waiting import waiting_of, waiting_rows
from assessments.offline.services import keep_server_value, let_go, try_again, use_device_value


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Conflicts side by side, and held events with their reasons."""
    user = person(request)
    if not permissions.can_work_offline(user):
        raise PermissionDenied
    return _page(request, user)


@require_POST
def decide(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Decide one event: its own person chooses between values, tries it again, or lets it go."""
    user = person(request)
    if not permissions.can_work_offline(user):
        raise PermissionDenied
    row = get_object_or_404(waiting_rows(user), client_id=client_id)
    if row.user_id != user.pk:
        raise PermissionDenied
    action = request.POST.get("putusan", "")
    form = LetGoForm(request.POST, prefix=str(client_id)) if action == "lepas" else None
    if form is not None and not form.is_valid():
        return _page(request, user, form=form, client_id=client_id)
    try:
        told = _decide(user, row, action, form)
    except FieldworkError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, told)
    return redirect("offline_waiting")


def _decide(user: User, row: JournalEvent, action: str, form: LetGoForm | None) -> str:
    if form is not None:
        let_go(actor=user, row=row, reason=form.cleaned_data["reason"])
        return "Isian itu tidak dipakai; isinya tetap tercatat."
    if action == "ulang":
        again = try_again(actor=user, row=row)
        return "Isian diterapkan." if again.state == JournalState.APPLIED else f"Masih ditahan: {again.reason}"
    if action == "server":
        keep_server_value(actor=user, row=row)
        return "Yang tersimpan di server tetap dipakai."
    if action == "perangkat" and row.locus is not None:
        locus = get_object_or_404(loci_for_sheet(user), pk=row.locus.pk)
        use_device_value(actor=user, locus=locus, row=row)
        return "Isian dari perangkat sekarang dipakai."
    raise Http404


def _page(
    request: HttpRequest, user: User, *, form: LetGoForm | None = None, client_id: UUID | None = None
) -> HttpResponse:
    found = [presenters.shown(each, is_mine=each.row.user_id == user.pk) for each in waiting_of(user)]
    context = {
        "lines": [
            (
                each,
                form if each.waiting.row.client_id == client_id else LetGoForm(prefix=str(each.waiting.row.client_id)),
            )
            for each in found
        ],
        "form": form,
    }
    return render(request, "assessments/offline/waiting.html", context)
