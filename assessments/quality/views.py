"""Pages of quality: what was found at a locus, what over a period, and the decisions on it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from agencies.models import User
from assessments import permissions
from assessments.fieldwork.selectors.hands_on import hands_on
from assessments.models import Locus, Period, Severity
from assessments.quality import services
from assessments.quality.errors import QualityError
from assessments.quality.forms import BoardForm, WaiveForm
from assessments.quality.presenters import severity_chip
from assessments.quality.rules import RULES
from assessments.quality.selectors.findings import Shown, board_of, findings_at, loci_to_check, unchecked_loci

LOCI_A_PRESS = 100
"""As many loci are checked at one press of the button; the nightly command takes all."""


@require_GET
def findings(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the latest check found at a locus, and what of it was let stand and why."""
    return _page(request, _locus(request, public_id))


@require_POST
def check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Check the locus now."""
    locus = _locus(request, public_id)
    if not permissions.can_check_quality(_person(request), locus):
        raise PermissionDenied
    services.check_locus(actor=_person(request), locus=locus)
    messages.success(request, f"{locus.unit.name} sudah diperiksa.")
    return redirect("locus_quality", public_id)


@require_POST
def waive(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let one finding stand, with a reason; what was typed stays after a mistake."""
    locus = _locus(request, public_id)
    if not permissions.can_check_quality(_person(request), locus):
        raise PermissionDenied
    form = WaiveForm(request.POST)
    if form.is_valid():
        try:
            services.waive_finding(actor=_person(request), locus=locus, **form.cleaned_data)
        except QualityError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Temuan dikesampingkan dengan alasan. Bila faktanya berubah, ia terbuka lagi.")
            return redirect("locus_quality", public_id)
    return _page(request, locus, waiving=form)


@require_GET
def board(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The findings of a period, filtered and paged."""
    user = _person(request)
    period = _period(request, public_id)
    found = board_of(period, user, BoardForm(request.GET).wanted, request.GET.get("halaman"))
    form = BoardForm(
        request.GET or {"keadaan": "open"}, offices=tuple((office.pk, office.name) for office in found.offices)
    )
    if not found.offices:
        del form.fields["kantor"]
    query = request.GET.copy()
    query.pop("halaman", None)
    context = {
        "period": period,
        "board": found,
        "page": found.page,
        "rows": [(each, severity_chip(each.finding.severity)) for each in found.listed],
        "counts": [(severity, found.counts.get(severity, 0)) for severity in Severity],
        "form": form,
        "query": f"{query.urlencode()}&" if query else "",
        "rules": RULES,
        "is_example": period.is_example,
    }
    return render(request, "assessments/quality/board.html", context)


@require_POST
def check_stale(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Check the loci of a period that moved on since their latest check, as many as one press takes."""
    user = _person(request)
    period = _period(request, public_id)
    loci = list(unchecked_loci(period, user).with_names().order_by("pk")[:LOCI_A_PRESS])
    services.check_period(actor=user, period=period, loci=loci)
    left = unchecked_loci(period, user).count()
    messages.success(
        request, f"{len(loci)} lokus diperiksa." + (f" Masih ada {left} yang belum; tekan sekali lagi." if left else "")
    )
    return redirect("period_quality", public_id)


def _page(request: HttpRequest, locus: Locus, *, waiving: WaiveForm | None = None) -> HttpResponse:
    user = _person(request)
    found = findings_at(locus)
    own = hands_on(locus)
    context = {
        "locus": locus,
        "found": found,
        "open": [
            (each, severity_chip(each.finding.severity), _form(user, locus, own, each, waiving)) for each in found.open
        ],
        "waiving": waiving,
        "can_check": permissions.can_check_quality(user, locus),
        "can_review": permissions.can_read_sheet(user, locus),
        "rules": RULES,
        "is_example": locus.assessment.is_example,
    }
    return render(request, "assessments/quality/locus.html", context)


def _form(user: User, locus: Locus, own: frozenset[int], shown: Shown, waiving: WaiveForm | None) -> WaiveForm | None:
    """The form under a finding: the one that came back with a mistake, a fresh one, or none for those who may not."""
    finding = shown.finding
    if not permissions.can_waive(user, locus, Severity(finding.severity), hands_on=own):
        return None
    if waiving is not None and (waiving["rule"].value(), waiving["key"].value() or "") == (finding.rule, finding.key):
        return waiving
    prefix = f"{finding.rule}-{finding.key}"
    return WaiveForm(
        initial={"rule": finding.rule, "key": finding.key, "digest": finding.digest}, auto_id=f"{prefix}-%s"
    )


def _locus(request: HttpRequest, public_id: UUID) -> Locus:
    """The locus in this person's scope, for those who read its sheet."""
    user = _person(request)
    locus = get_object_or_404(loci_to_check(user), public_id=public_id)
    if not permissions.can_read_sheet(user, locus):
        raise PermissionDenied
    return locus


def _period(request: HttpRequest, public_id: UUID) -> Period:
    user = _person(request)
    period = get_object_or_404(Period.objects.visible_to(user), public_id=public_id)
    if not permissions.can_read_quality_board(user):
        raise PermissionDenied
    return period


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the sign-in middleware has seen to it
    return request.user
