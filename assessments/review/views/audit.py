"""The audit trail of a period as a file for a spreadsheet."""

import csv
from collections.abc import Iterator
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from assessments import permissions
from assessments.models import Period
from assessments.review.selectors.audit_trail import audit_trail
from assessments.review.services import record_audit_download
from assessments.review.views.access import person

BYTE_ORDER_MARK = "\ufeff"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """A file that hands back what is written to it, so that a line is sent as soon as it is made."""

    def write(self, text: str) -> str:
        return text


@require_GET
def audit_csv(request: HttpRequest, public_id: UUID) -> StreamingHttpResponse:
    """Every event of a period, streamed; the download is itself an event."""
    user = person(request)
    period = get_object_or_404(Period.objects.visible_to(user), public_id=public_id)
    if not permissions.can_read_audit_trail(user):
        raise PermissionDenied
    record_audit_download(actor=user, period=period)
    response = StreamingHttpResponse(_lines(period), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="jejak-audit-{period.code}.csv"'
    return response


def _lines(period: Period) -> Iterator[str]:
    """Semicolons and a byte order mark, as spreadsheets set to Indonesian expect; no cell starts a formula."""
    writer = csv.writer(_Line(), delimiter=";")
    yield BYTE_ORDER_MARK
    for row in audit_trail(period):
        yield writer.writerow([f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell for cell in row])
