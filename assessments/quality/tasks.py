"""Checks that go on behind the hand-over."""

from django_tasks import task

from assessments.models import OPEN_STAGES, Locus
from assessments.quality.services import check_handed_over as check


@task()
def check_handed_over(locus_id: int) -> None:
    """Check a locus that was handed over, unless it went back to the field meanwhile."""
    locus = Locus.objects.with_names().exclude(stage__in=OPEN_STAGES).filter(pk=locus_id).first()
    if locus is not None:
        check(locus=locus)
