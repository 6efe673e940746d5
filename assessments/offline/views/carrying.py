"""The page that takes in a journal brought as a file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from assessments import permissions
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.views.access import person
from assessments.offline.forms import ImportForm
from assessments.offline.services import import_journal


@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Take in a carried journal: one's own, or a colleague's of a team that one leads; twice is harmless."""
    user = person(request)
    if not permissions.can_work_offline(user):
        raise PermissionDenied
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        try:
            found = import_journal(actor=user, carried=form.carried)
        except FieldworkError as error:
            form.add_error(None, str(error))
        else:
            new = found.events - found.known
            words = f"{found.events} isian {found.person.full_name}: {new} baru, {found.known} sudah ada sebelumnya."
            if found.waiting:
                messages.warning(request, f"{words} {found.waiting} menunggu putusan, lihat alasannya di bawah.")
            else:
                messages.success(request, f"{words} Semuanya berlaku.")
            return redirect("offline_waiting")
    return render(request, "assessments/offline/import.html", {"form": form})
