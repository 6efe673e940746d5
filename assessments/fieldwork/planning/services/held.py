"""Taking hold of a plan: services that change it lock the assessment first, so that they come one by one."""

from assessments.fieldwork.planning.errors import PlanClosedError
from assessments.models import Assessment


def hold_plan(assessment: Assessment) -> Assessment:
    """The assessment as it stands now, locked until the transaction ends; PlanClosedError after the release.

    One query; agency, office and period come joined.
    """
    found = Assessment.objects.select_for_update(of=("self",), no_key=True).with_names()
    held = found.defer("period__issue__content").get(pk=assessment.pk)
    if held.period.is_released:
        raise PlanClosedError
    return held
