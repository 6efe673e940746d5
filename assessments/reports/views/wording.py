"""The words of letters and reports: what holds, changing it, seeing it on real data before it holds."""

from collections.abc import Mapping
from hashlib import sha256
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from agencies.models import User
from agencies.scope import scope_of
from assessments import permissions
from assessments.models import Report, ReportKind, ReportWording
from assessments.reports.wording.forms import WordingForm
from assessments.reports.wording.holding import texts_of, version_now
from assessments.reports.wording.preview import examples, preview
from assessments.reports.wording.services import StaleWordingError, publish_wording
from assessments.reports.wording.slots import NAMES, SLOTS, defaults

TEMPLATES = "assessments/reports/wording"
PUBLISH = "berlakukan"


@require_GET
def wording_list(request: HttpRequest) -> HttpResponse:
    """Each kind of report with the version of its words that holds."""
    _person(request)
    latest: dict[str, ReportWording] = {}
    for row in ReportWording.objects.select_related("made_by").order_by("kind", "version"):
        latest[row.kind] = row
    rows = [(kind, latest.get(kind.value)) for kind in ReportKind]
    return render(request, f"{TEMPLATES}/list.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def wording_edit(request: HttpRequest, kind: str) -> HttpResponse:
    """The places of one kind of report. New words hold only after they were seen as a preview."""
    user = _person(request)
    if kind not in SLOTS:
        raise Http404
    held = version_now(kind)
    base = request.POST.get("based_on", held)
    texts = _texts(kind, request.GET.get("versi", held))
    found = examples(kind)
    form = WordingForm(request.POST or None, kind=kind, texts=texts, examples=found)
    lines = None
    if form.is_valid():
        seen = _token(kind, form.texts)
        if request.POST.get("action") == PUBLISH and _was_seen(request.POST.get("seen", ""), seen):
            try:
                kept = publish_wording(
                    actor=user, kind=kind, texts=form.texts, based_on=base, reason=form.cleaned_data["reason"]
                )
            except StaleWordingError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, f"{kept} berlaku. Laporan yang sudah terbit tetap seperti saat diterbitkan.")
                return redirect("wording_list")
        example = form.cleaned_data["example"] or (found[0].key if found else "")
        if example:
            may_read = scope_of(user).is_head_office
            lines = preview(kind, form.texts, example, with_numbers=may_read)
    context = {
        "form": form,
        "kind": ReportKind(kind),
        "based_on": base,
        "held": held,
        "lines": lines,
        "hides_numbers": not scope_of(user).is_head_office,
        "seen": Signer().sign(_token(kind, form.texts)) if form.is_bound and form.is_valid() else "",
        "without_examples": not found,
        "versions": ReportWording.objects.filter(kind=kind).select_related("made_by"),
        "names": [(name, words) for name, words in NAMES.items() if any(name in slot.names for slot in SLOTS[kind])],
    }
    return render(request, f"{TEMPLATES}/edit.html", context)


def _person(request: HttpRequest) -> User:
    user = cast(User, request.user)
    if not permissions.can_word_reports(user):
        raise PermissionDenied
    return user


def _texts(kind: str, version: str) -> Mapping[str, str]:
    """The words of a version; those that ship for one that does not exist."""
    if not version.isdecimal() or not ReportWording.objects.filter(kind=kind, version=int(version)).exists():
        return defaults(kind)
    return texts_of(Report(kind=kind, wording_version=version))


def _token(kind: str, texts: Mapping[str, str]) -> str:
    return sha256("\0".join([kind, *(f"{code}={text}" for code, text in sorted(texts.items()))]).encode()).hexdigest()


def _was_seen(signed: str, token: str) -> bool:
    """Whether exactly these words stood in the preview that this form was sent from."""
    try:
        return Signer().unsign(signed) == token
    except BadSignature:
        return False
