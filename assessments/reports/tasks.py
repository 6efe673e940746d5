"""The background work of reports: drawing an order in short turns, and seeing to it that the work goes on."""

import time
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django_tasks import task

from assessments.models import DrawingState, ReportBatch, ReportBatchItem
from assessments.reports.batches import draw
from assessments.reports.notices import tell_of_order

TURN = 5.0
"""Seconds after which a worker lets other work pass, such as letters, before it goes on."""
RUNNERS = 8
"""How many workers may draw one order at the same time."""
LOOK_AGAIN = timedelta(minutes=1)
BEHIND_LETTERS = -10


def start(batch: ReportBatch) -> None:
    """Let the workers begin with an order once it is saved, and keep an eye on it."""
    runners = min(RUNNERS, batch.items.count())
    key = batch.pk
    transaction.on_commit(lambda: _enqueue(key, runners))


def _enqueue(batch_id: int, runners: int) -> None:
    _watch_later(batch_id)
    for _ in range(runners):
        draw_reports.enqueue(batch_id)
    if not _can_put_off():
        watch_reports.enqueue(batch_id)


@task(priority=BEHIND_LETTERS)
def draw_reports(batch_id: int) -> None:
    """Draw reports of an order for a few seconds, then stand in line again if there is more."""
    batch = ReportBatch.objects.filter(pk=batch_id).first()
    ends = time.monotonic() + TURN
    if batch and draw(batch, more=lambda: time.monotonic() < ends):
        draw_reports.enqueue(batch_id)


@task(priority=BEHIND_LETTERS)
def watch_reports(batch_id: int) -> None:
    """Look after an order until it is finished: where nobody is at work, because a worker was killed, call one.

    A killed worker's own task stays marked as running for ever, so the next look is in the queue before this one
    does anything. The last look calls for the letters to those whose reports came out after the release.
    """
    items, now = ReportBatchItem.objects.filter(batch=batch_id), timezone.now()
    at_work = items.filter(state=DrawingState.DRAWING, leased_until__gt=now).exists()
    if not at_work and not items.unfinished().filter(batch__cancelled_at__isnull=True).exists():
        tell_of_order(ReportBatch.objects.get(pk=batch_id))
        return
    _watch_later(batch_id)
    last = items.aggregate(at=Max("finished_at"))["at"]
    is_moving = last is not None and now - last < LOOK_AGAIN
    if not is_moving and not at_work and items.claimable(now).exists():
        draw_reports.enqueue(batch_id)


def _watch_later(batch_id: int) -> None:
    if _can_put_off():
        watch_reports.using(run_after=timezone.now() + LOOK_AGAIN).enqueue(batch_id)


def _can_put_off() -> bool:
    # The suite runs tasks at once, where nothing can be put off and no worker can be killed.
    return bool(watch_reports.get_backend().supports_defer)
