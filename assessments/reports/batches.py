"""Issuing many reports: an order whose items any number of workers take one by one, also after one was stopped."""

import logging
import os
import socket
from collections.abc import Callable, Collection, Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Event, Office, Region, RegionKind, User
from assessments.models import (
    DrawingState,
    Period,
    Report,
    ReportBatch,
    ReportBatchItem,
    ReportKind,
    Result,
    UnitResult,
)
from assessments.paper.rendering import EngineMissingError
from assessments.reports.certificate import earns
from assessments.reports.errors import BatchFinishedError, NotDueError, NothingToIssueError
from assessments.reports.kinds import KINDS
from assessments.reports.services import issue_report
from assessments.reports.sources import source_fingerprint

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""How long one report may take, many times what the largest does; after that its worker counts as gone."""
MOST_ATTEMPTS = 3
ITEMS_AT_ONCE = 500
CORRECTED = "Hasilnya sudah dikoreksi setelah penerbitan ini diminta; minta sekali lagi."
STOPPED = f"Pekerja berhenti {MOST_ATTEMPTS} kali saat menyusun laporan ini. Sampaikan kepada administrator."
NO_ENGINE = "Mesin PDF tidak dapat dipakai: pustaka sistem belum terpasang. Sampaikan kepada administrator."
NO_ROOM = "Berkas tidak dapat disimpan: {0}. Sampaikan kepada administrator."
UNEXPECTED = "Kesalahan yang tidak terduga ({0}); rinciannya ada di catatan server. Sampaikan kepada administrator."


@transaction.atomic
def order_reports(
    *,
    actor: User | None,
    period: Period,
    kinds: Collection[str],
    office: Office | None = None,
    agency_code: str = "",
    renew: bool = False,
) -> ReportBatch:
    """Write down which reports are to be drawn; nothing is drawn yet.

    `office` limits it to the agencies of one office, `agency_code` to one agency. What holds already and has not
    changed is skipped later; with `renew` a report drawn with an earlier template or wording is drawn anew.
    Raises NothingToIssueError.
    """
    batch = ReportBatch.objects.create(period=period, office=office, renew=renew, asked_by=actor)
    subjects = (subject for kind in KINDS if kind in kinds for subject in _subjects(kind, period, office, agency_code))
    items = [
        ReportBatchItem(batch=batch, position=position, **subject) for position, subject in enumerate(subjects, start=1)
    ]
    if not items:
        raise NothingToIssueError
    ReportBatchItem.objects.bulk_create(items, batch_size=ITEMS_AT_ONCE)
    Event.objects.record(
        actor=actor,
        verb="order_reports",
        target=batch,
        detail={
            "period": period.code,
            "office": office.name if office else "",
            "agency": agency_code,
            "kinds": sorted(kinds),
            "items": len(items),
            "renew": renew,
        },
    )
    return batch


def _subjects(kind: str, period: Period, office: Office | None, agency_code: str) -> Iterator[dict[str, object]]:
    """What the reports of a kind are to be about; two queries at most."""
    common = {"kind": kind, "period": period}
    results = Result.objects.current().filter(assessment__period=period)
    if office:
        results = results.filter(assessment__office=office)
    if agency_code:
        results = results.filter(assessment__agency__code=agency_code)
    if kind in {ReportKind.AGENCY, ReportKind.CERTIFICATE}:
        yield from (
            {**common, "result_id": key} for key in results.order_by("agency_name").values_list("pk", flat=True)
        )
        if kind == ReportKind.CERTIFICATE:
            yield from ({**common, **unit} for unit in _units_that_earned_one(period, results))
    elif kind == ReportKind.UNIT:
        units = UnitResult.objects.filter(result__in=results).order_by("result__agency_name", "position")
        yield from (
            {**common, "result_id": result, "locus_id": locus} for result, locus in units.values_list("result", "locus")
        )
    elif agency_code or not results.exists():
        return
    elif kind == ReportKind.NATIONAL:
        if office is None:
            yield common
    else:
        yield from ({**common, **area} for area in _areas(period, office))


def _units_that_earned_one(period: Period, results: QuerySet[Result]) -> Iterator[dict[str, object]]:
    """The units with a certificate of their own; of the others there are too many to be told one by one."""
    instrument = period.issue.instrument
    units = UnitResult.objects.filter(result__in=results).order_by("result__agency_name", "position")
    for unit in units.only("result", "locus", "score", "provisional", "zone"):
        if earns(unit, instrument):
            yield {"result_id": unit.result_id, "locus_id": unit.locus_id}


def _areas(period: Period, office: Office | None) -> Iterator[dict[str, object]]:
    """The offices with results in a period, and the provinces these are about."""
    results = Result.objects.current().filter(assessment__period=period)
    if office:
        results = results.filter(assessment__office=office)
    offices = results.exclude(assessment__office=None).order_by("assessment__office__name")
    for key in dict.fromkeys(offices.values_list("assessment__office", flat=True)):
        yield {"office_id": key}
    regions = set(
        results.exclude(assessment__agency__region=None)
        .order_by()
        .values_list("assessment__agency__region", "assessment__agency__region__parent")
    )
    provinces = {parent or region for region, parent in regions}
    for province in Region.objects.filter(pk__in=provinces, kind=RegionKind.PROVINSI):
        yield {"region_id": province.pk}


def draw(batch: ReportBatch, *, more: Callable[[], bool], worker: str = "") -> bool:
    """Take items of an order and draw them as long as there are any and `more()` allows; whether any is left.

    At least one is drawn. Any number of workers, on any number of machines, may call this at the same time.
    """
    name = worker or worker_name()
    while item := _taken(batch, name):
        _draw(item, renew=batch.renew)
        if not more():
            break
    return ReportBatchItem.objects.filter(batch=batch).claimable(timezone.now()).exists()


def worker_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _taken(batch: ReportBatch, worker: str) -> ReportBatchItem | None:
    """The next item of an order, now this worker's; None when there is none to take."""
    while True:
        now = timezone.now()
        with transaction.atomic():
            free = ReportBatchItem.objects.filter(batch=batch).claimable(now).order_by("position")
            # Workers pass by the rows that others are just taking, where the database knows how to.
            item = free.select_for_update(of=("self",), skip_locked=True).first()
            if item is None:
                return None
            if not item.take(worker=worker, now=now, until=now + LEASE):
                continue
        item.attempts += 1
        if item.attempts <= MOST_ATTEMPTS:
            return item
        item.finish(DrawingState.FAILED, error=STOPPED)


def _draw(item: ReportBatchItem, *, renew: bool) -> None:
    """Issue one report; whatever goes wrong with it is written down at the item, and the next one is taken."""
    try:
        state, report, words = _issued(item, renew=renew)
    except NotDueError as error:
        state, report, words = DrawingState.SKIPPED, None, str(error)
    except EngineMissingError:
        logger.exception("The PDF engine cannot start")
        state, report, words = DrawingState.FAILED, None, NO_ENGINE
    except OSError as error:
        logger.exception("Report %s of %s cannot be kept", item.position, item.batch)
        state, report, words = DrawingState.FAILED, None, NO_ROOM.format(error.strerror or type(error).__name__)
    except Exception as error:
        logger.exception("Report %s of %s cannot be drawn", item.position, item.batch)
        state, report, words = DrawingState.FAILED, None, UNEXPECTED.format(type(error).__name__)
    item.finish(state, report=report, error=words)


def _issued(item: ReportBatchItem, *, renew: bool) -> tuple[DrawingState, Report | None, str]:
    result = Result.objects.with_names().get(pk=item.result_id) if item.result_id else None
    if result and hasattr(result, "replaced_by"):
        return DrawingState.SKIPPED, None, CORRECTED
    standing = Report.objects.filter(**item.subject).in_force().order_by("-edition").first()
    if standing and not renew and (result or _counts_the_same_today(standing)):
        return DrawingState.SKIPPED, standing, ""
    report = issue_report(
        actor=item.batch.asked_by,
        kind=item.kind,
        result=result,
        locus=item.locus,
        period=item.period,
        office=item.office,
        region=item.region,
    )
    unchanged = standing is not None and report.pk == standing.pk
    return (DrawingState.SKIPPED if unchanged else DrawingState.ISSUED), report, ""


def _counts_the_same_today(recap: Report) -> bool:
    return source_fingerprint(recap, at=timezone.now()) == recap.source_sha256


@transaction.atomic
def cancel_batch(*, actor: User, batch: ReportBatch) -> int:
    """Draw nothing more of an order: how many are left undone. What is being drawn is finished and kept.

    Raises BatchFinishedError when nothing is left to cancel.
    """
    stopped = ReportBatch.objects.unfinished().filter(pk=batch.pk)
    if not stopped.update(cancelled_at=timezone.now(), cancelled_by=actor):
        raise BatchFinishedError
    left = ReportBatchItem.objects.filter(batch=batch, state=DrawingState.WAITING)
    count = left.update(state=DrawingState.CANCELLED, finished_at=timezone.now())
    Event.objects.record(actor=actor, verb="cancel_reports", target=batch, detail={"left": count})
    return count


@transaction.atomic
def retry_failed(*, actor: User, batch: ReportBatch) -> int:
    """Put what failed or was cancelled back into the queue: how many. Raises BatchFinishedError when there is none."""
    again = ReportBatchItem.objects.filter(batch=batch, state__in=(DrawingState.FAILED, DrawingState.CANCELLED))
    count = again.update(state=DrawingState.WAITING, attempts=0, error="", worker="", finished_at=None)
    if not count:
        raise BatchFinishedError
    ReportBatch.objects.filter(pk=batch.pk).update(cancelled_at=None, cancelled_by=None)
    Event.objects.record(actor=actor, verb="retry_reports", target=batch, detail={"items": count})
    return count
