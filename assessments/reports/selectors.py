"""What the pages of reports need, in a fixed number of queries."""

from django.db.models import QuerySet

from agencies.models import User
from assessments.models import Report


def reports_for(user: User) -> QuerySet[Report]:
    """The reports that a person may see, the newest first, each with its result, agency and period."""
    return (
        Report.objects.visible_to(user)
        .select_related("result__assessment__agency", "result__assessment__period", "result__replaced_by", "issued_by")
        .order_by("-issued_at", "-pk")
    )
