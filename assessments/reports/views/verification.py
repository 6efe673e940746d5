"""The public check of a paper in hand: no sign-in, nothing unreleased, no help for those who guess codes."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from assessments.models import Report
from assessments.reports.allowance import FILES, WRONG_CODES
from assessments.reports.presenters import checked_paper
from assessments.reports.selectors import is_as_issued, released_file, released_report, told_by
from assessments.reports.upload import NoFileError, TooLargeError, fingerprint_of_upload

TEMPLATES = "assessments/reports/verification"


# A check changes nothing, so a forged form does no harm; the token would be read before the file could be hashed.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def verification_home(request: HttpRequest) -> HttpResponse:
    """Where someone types the code that stands on a paper, or chooses the PDF itself."""
    if request.method == "POST":
        return _file_alone(request)
    typed = request.GET.get("kode", "")
    code = "".join(sign for sign in typed.upper() if sign.isalnum() and sign.isascii())
    if code:
        return redirect("verification", code=code)
    return render(request, f"{TEMPLATES}/home.html", {"typed": typed})


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of the paper with this code; an unknown code and an unreleased report read the same."""
    if WRONG_CODES.is_used_up(request):
        return _pause(request)
    report = released_report(code)
    if report is None:
        WRONG_CODES.use(request)
        return render(request, f"{TEMPLATES}/unknown.html", {"typed": code}, status=404)
    if request.method == "GET":
        return _paper(request, report)
    if FILES.is_used_up(request):
        return _pause(request)
    FILES.use(request)
    try:
        sha256 = fingerprint_of_upload(request)
    except (NoFileError, TooLargeError) as error:
        return _paper(request, report, mistake=str(error), status=400)
    matches = sha256 == report.sha256
    return _paper(request, report, matches=matches, other=None if matches else released_file(sha256))


def _file_alone(request: HttpRequest) -> HttpResponse:
    """The paper that a file is, found by its bytes alone."""
    if FILES.is_used_up(request):
        return _pause(request)
    FILES.use(request)
    try:
        report = released_file(fingerprint_of_upload(request))
    except (NoFileError, TooLargeError) as error:
        return render(request, f"{TEMPLATES}/home.html", {"mistake": str(error)}, status=400)
    if report is None:
        return render(request, f"{TEMPLATES}/home.html", {"is_unknown_file": True})
    return _paper(request, report, matches=True)


def _paper(request: HttpRequest, report: Report, status: int = 200, **more: object) -> HttpResponse:
    context = {"paper": checked_paper(report, told_by(report), is_whole=is_as_issued(report)), **more}
    return render(request, f"{TEMPLATES}/paper.html", context, status=status)


def _pause(request: HttpRequest) -> HttpResponse:
    return render(request, f"{TEMPLATES}/pause.html", status=429)
