"""Every team of a period on one page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessments import permissions
from assessments.fieldwork.planning import presenters
from assessments.fieldwork.planning.selectors.board import HEAD_OFFICE, board_of
from assessments.fieldwork.planning.views.access import period_to_plan, person


@require_GET
def team_board(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The work and progress of every team that this person sees, and what each person carries."""
    period = period_to_plan(request, public_id)
    office = request.GET.get("kantor", "")
    board = board_of(person(request), period, office=office, page_number=request.GET.get("halaman"))
    today = timezone.localdate()
    context = {
        "period": period,
        "windows": [(window, presenters.window_state(window, today)) for window in period.windows.all()],
        "board": board,
        "office": office,
        "head_office": HEAD_OFFICE,
        "query": f"kantor={office}&" if office else "",
        "can_plan": not period.is_released,
        "can_set_periods": permissions.can_set_periods(person(request)) and not period.is_released,
        "is_example": period.is_example,
    }
    return render(request, "assessments/fieldwork/planning/board.html", context)
