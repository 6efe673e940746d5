"""`manage.py render_reports --period CODE`: issue the reports of a period here and now, and say how it went."""

import multiprocessing
import time
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.template.defaultfilters import filesizeformat

from assessments.management.refused import InputRefusedError
from assessments.models import DrawingState, Period, Report, ReportBatch, ReportKind
from assessments.reports.batches import draw, order_reports
from assessments.reports.errors import NothingToIssueError
from assessments.reports.handover import write_out
from assessments.reports.kinds import KINDS
from assessments.reports.notices import tell_of_order


class Command(BaseCommand):
    help = (
        "Issue the reports of a period and print a summary; what holds and has not changed is skipped. Exit 1 when a"
        " report failed, 2 when there is nothing to issue."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--period", required=True, metavar="CODE", help="the code of the period")
        parser.add_argument("--agency", default="", metavar="CODE", help="only this agency and its units")
        parser.add_argument(
            "--kind", action="append", choices=[str(kind) for kind in KINDS], help="only this kind; may be repeated"
        )
        parser.add_argument("--workers", type=_at_least_one, default=1, metavar="N", help="processes that draw")
        parser.add_argument("--out", type=Path, metavar="DIR", help="also copy the PDFs there, with an index")
        parser.add_argument("--renew", action="store_true", help="replace what an earlier template or wording made")

    def handle(self, *args: Any, **options: Any) -> None:
        period = Period.objects.filter(code=options["period"]).first()
        if period is None:
            known = ", ".join(Period.objects.values_list("code", flat=True)) or "belum ada"
            raise InputRefusedError([f"Periode '{options['period']}' tidak ada; yang ada: {known}."])
        try:
            batch = order_reports(
                actor=None,
                period=period,
                kinds=options["kind"] or list(ReportKind),
                agency_code=options["agency"],
                renew=options["renew"],
            )
        except NothingToIssueError as error:
            raise InputRefusedError([str(error)]) from error
        started = time.monotonic()
        draw_all(batch, options["workers"])
        tell_of_order(batch)
        self._summary(batch, time.monotonic() - started, options["workers"])
        if options["out"]:
            count = write_out(_reports_of(batch), options["out"], title=f"Laporan {period.name}")
            self.stdout.write(f"{count} PDF disalin ke {options['out']}, dengan indeks.csv dan indeks.html.")
        self._tell_failures(batch)

    def _summary(self, batch: ReportBatch, seconds: float, workers: int) -> None:
        items = batch.items.select_related("report")
        issued = [item.report for item in items if item.state == DrawingState.ISSUED and item.report]
        skipped = sum(item.state == DrawingState.SKIPPED for item in items)
        failed = sum(item.state not in {DrawingState.ISSUED, DrawingState.SKIPPED} for item in items)
        self.stdout.write(f"{batch.period}: {len(issued)} terbit, {skipped} dilewati, {failed} gagal.")
        if issued:
            pages, size = sum(report.pages for report in issued), sum(report.size for report in issued)
            pace = f"{60 * len(issued) / seconds:.0f} laporan per menit"
            self.stdout.write(
                f"{pages} halaman, {filesizeformat(size)}; {seconds:.0f} detik dengan {workers} pekerja, {pace}."
            )

    def _tell_failures(self, batch: ReportBatch) -> None:
        unfinished = batch.items.exclude(state__in=(DrawingState.ISSUED, DrawingState.SKIPPED))
        named = unfinished.select_related("result", "locus__unit", "office", "region").order_by("position")
        lines = [f"{item.get_kind_display()} {item.about}: {item.error or 'tidak selesai'}" for item in named]
        if lines:
            raise CommandError("\n".join(lines), returncode=1)


def draw_all(batch: ReportBatch, workers: int) -> None:
    """Draw everything, in this process or in several beside each other, each with a connection of its own."""
    if workers == 1:
        draw(batch, more=_always)
        return
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=_work, args=(batch.pk,)) for _ in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


def _work(batch_id: int) -> None:
    draw(ReportBatch.objects.get(pk=batch_id), more=_always)
    connections.close_all()


def _always() -> bool:
    return True


def _reports_of(batch: ReportBatch) -> list[Report]:
    keys = batch.items.exclude(report=None).values("report")
    return list(Report.objects.filter(pk__in=keys).with_names().order_by("kind", "result__agency_name", "pk"))


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"'{text}' is no number of processes: give a whole number from 1.")
    return int(text)
