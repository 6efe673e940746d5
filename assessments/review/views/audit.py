"""The audit trail of a period as a file for a spreadsheet."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from assessments import permissions
from assessments.csv_lines import csv_lines
from assessments.models import Period
from assessments.review.selectors.audit_trail import audit_trail
from assessments.review.services import record_audit_download
from assessments.review.views.access import person


@require_GET
def audit_csv(request: HttpRequest, public_id: UUID) -> StreamingHttpResponse:
    """Every event of a period, streamed; the download is itself an event."""
    user = person(request)
    period = get_object_or_404(Period.objects.visible_to(user), public_id=public_id)
    if not permissions.can_read_audit_trail(user):
        raise PermissionDenied
    record_audit_download(actor=user, period=period)
    response = StreamingHttpResponse(csv_lines(audit_trail(period)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="jejak-audit-{period.code}.csv"'
    return response
