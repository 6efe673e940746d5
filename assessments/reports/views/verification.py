"""The public check of a paper in hand: no sign-in, nothing unreleased, no help for those who guess codes."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from assessments.reports.presenters import checked_paper
from assessments.reports.selectors import is_as_issued, released_report, told_by

TEMPLATES = "assessments/reports/verification"


@login_not_required
@require_GET
def verification_home(request: HttpRequest) -> HttpResponse:
    """Where someone types the code that stands on a paper."""
    typed = request.GET.get("kode", "")
    code = "".join(sign for sign in typed.upper() if sign.isalnum() and sign.isascii())
    if code:
        return redirect("verification", code=code)
    return render(request, f"{TEMPLATES}/home.html", {"typed": typed})


@login_not_required
@never_cache
@require_GET
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of the paper with this code; an unknown code and an unreleased report read the same."""
    report = released_report(code)
    if report is None:
        return render(request, f"{TEMPLATES}/unknown.html", {"typed": code}, status=404)
    # The results that a recap counts may be corrected later; those under any other paper are written once.
    is_whole = report.result is None or is_as_issued(report)
    paper = checked_paper(report, told_by(report), is_whole=is_whole)
    return render(request, f"{TEMPLATES}/paper.html", {"paper": paper})
