"""A national batch in small: a worker whose memory stays flat, two workers beside one, and what the whole would take.

`python -m tests.bench.report_batch 20 100` draws 20 agency reports instead of 100 and 100 unit reports instead of 500.
Two workers are compared with one in turn, on orders of equal size, large enough that the report which one of them
draws alone at the end weighs little: of seven reports two workers could save no more than three. What the wall clock
says holds on an idle machine only; the seconds of the extrapolation are those of the processor. Of each worker it is
told how long it stood still, neither drawing nor waiting for a core: what waiting for each other would show as. Memory
is watched before the larger agency reports are drawn, so that they leave no room in which it could grow unseen.
"""

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

AGENCY_REPORTS = 100
UNIT_REPORTS = 500
ROUNDS = 3
UNITS = 7
AGENCIES_OF_AN_ORDER = 6
FASTER_WITH_TWO = 1.8
GROWTH = 1.05
NATIONAL = {"agency": 587, "unit": 4100}
PAGE = os.sysconf("SC_PAGE_SIZE")


def main(agency_reports: int, unit_reports: int) -> int:
    """Measure in a database of its own; 1 when a bound is broken."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(VAR_DIR=folder, DATABASE_URL="", DJANGO_SETTINGS_MODULE="kepatuhan.settings")
        import django

        django.setup()
        of_orders = 2 * ROUNDS * AGENCIES_OF_AN_ORDER
        codes = iter(_prepare(1 + of_orders + max(agency_reports + 1, -(-unit_reports // UNITS))))
        _draw("unit", next(codes))  # the first one only warms up
        gain = _two_beside_one(codes)
        others = list(codes)
        each_unit, growth = _long_round(others, unit_reports)
        seconds = {"agency": _agency_reports(others[: agency_reports + 1]), "unit": each_unit}
    hours = sum(NATIONAL[kind] * each for kind, each in seconds.items()) / 3600
    for kind, each in seconds.items():
        print(f"{NATIONAL[kind]} {kind} reports: {NATIONAL[kind] * each / 60:.0f} minutes on one core")
    print(f"all of them: {hours:.1f} hours on one core, {hours / gain:.1f} with two workers")
    kept = gain >= FASTER_WITH_TWO and growth <= GROWTH
    print(f"report batch: {'kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


def _prepare(agencies: int) -> list[str]:
    """A generated year with its results; the codes of its agencies."""
    from django.core.management import call_command

    from assessments.models import Assessment
    from assessments.results.services import compute_all
    from tests.bench._generated_year import generate

    call_command("migrate", verbosity=0)
    period = generate(agencies)
    assessments = Assessment.objects.with_names().filter(period=period).order_by("pk")
    for _ in compute_all(assessments=assessments.iterator(chunk_size=25), actor=None):
        pass
    return list(assessments.values_list("agency__code", flat=True))


def _draw(kind: str, code: str) -> None:
    """The reports of a kind for one agency, drawn in this process."""
    from assessments.models import Period
    from assessments.reports.batches import draw, order_reports

    batch = order_reports(actor=None, period=Period.objects.get(), kinds=[kind], agency_code=code)
    draw(batch, more=_always)
    _all_issued(batch.pk)


def _all_issued(order: int) -> None:
    from assessments.models import ReportBatchItem

    states = set(ReportBatchItem.objects.filter(batch=order).values_list("state", flat=True))
    if states != {"issued"}:
        raise SystemExit(f"the reports of order {order} were not all issued: {sorted(states)}")


def _always() -> bool:
    return True


def _two_beside_one(codes: Iterator[str]) -> float:
    """How many times faster two workers are than one, on unit reports of orders of the same size, in turn."""
    reports = AGENCIES_OF_AN_ORDER * UNITS
    spent: dict[int, list[float]] = {1: [], 2: []}
    stood: dict[int, list[float]] = {1: [], 2: []}
    for number in range(ROUNDS):
        for workers in (1, 2):
            order = _order(list(islice(codes, AGENCIES_OF_AN_ORDER)), f"{number}-{workers}")
            seconds, still = _worked(order, workers)
            spent[workers].append(seconds)
            stood[workers].append(still)
    gain = median(spent[1]) / median(spent[2])
    one, two = median(spent[1]), median(spent[2])
    print(f"{reports} unit reports: one worker {one:.1f} s, two {two:.1f} s, {gain:.2f} x")
    print(f"a worker stood still for {median(stood[1]):.2f} s alone, {median(stood[2]):.2f} s beside another")
    return gain


def _order(codes: list[str], name: str) -> int:
    """The key of an order for the unit reports of several agencies, which an office of their own brings together."""
    from agencies.models import Office
    from assessments.models import Assessment, Period
    from assessments.reports.batches import order_reports

    office = Office.objects.create(code=f"bench-{name}", name=f"Perwakilan Bench {name}")
    Assessment.objects.filter(agency__code__in=codes).update(office=office)
    return order_reports(actor=None, period=Period.objects.get(), kinds=["unit"], office=office).pk


def _worked(order: int, workers: int) -> tuple[float, float]:
    """Seconds until an order is drawn by so many processes of their own, and how long each of them stood still."""
    from django.db import connections

    connections.close_all()
    fork = multiprocessing.get_context("fork")
    told = fork.SimpleQueue()
    processes = [fork.Process(target=_work, args=(order, told)) for _ in range(workers)]
    started = time.perf_counter()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    seconds = time.perf_counter() - started
    _all_issued(order)
    return seconds, median(told.get() for _ in processes)


def _work(order: int, told: "multiprocessing.SimpleQueue[float]") -> None:
    from django.db import connections

    from assessments.models import ReportBatch
    from assessments.reports.batches import draw

    started, before = time.perf_counter(), _on_or_for_a_core()
    draw(ReportBatch.objects.get(pk=order), more=_always)
    told.put(time.perf_counter() - started - (_on_or_for_a_core() - before))
    connections.close_all()


def _on_or_for_a_core() -> float:
    """Seconds that this process has spent on a core, or ready and waiting for one."""
    on, waiting, _ = Path("/proc/self/schedstat").read_text(encoding="ascii").split()
    return (int(on) + int(waiting)) / 1e9


def _agency_reports(codes: list[str]) -> float:
    """Seconds of the processor for one agency's report of seven units."""
    _draw("agency", codes[0])  # the first one only warms up
    started = time.process_time()
    for code in codes[1:]:
        _draw("agency", code)
    each = (time.process_time() - started) / (len(codes) - 1)
    print(f"{len(codes) - 1} agency reports of {UNITS} units: {each:.2f} s each")
    return each


def _long_round(codes: list[str], reports: int) -> tuple[float, float]:
    """Seconds of the processor for one unit report, and how much the memory grew from the first fifth to the last."""
    memory: list[float] = []
    drawn, started = 0, time.process_time()
    for code in codes:
        if drawn >= reports:
            break
        _draw("unit", code)
        drawn += UNITS
        memory.append(_megabytes())
    each = (time.process_time() - started) / drawn
    fifth = max(1, len(memory) // 5)
    early, late = median(memory[:fifth]), median(memory[-fifth:])
    print(f"{drawn} unit reports: {each:.2f} s each; memory {early:.0f} MB at first, {late:.0f} MB at last")
    return each, late / early


def _megabytes() -> float:
    """The memory that this process holds."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE / 1024**2


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(numbers or (AGENCY_REPORTS, UNIT_REPORTS))))
