"""A national batch in small: a worker whose memory stays flat, two workers beside one, and what the whole would take.

`python -m tests.bench.report_batch 100` draws 100 unit reports instead of 500 in the long round. Two workers are
compared with one in turn, on equal work; the seconds of the extrapolation are those of the processor, so that other
work on the machine does not count.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

LONG_ROUND = 500
AGENCY_REPORTS = 12
ROUNDS = 4
UNITS = 7
FASTER_WITH_TWO = 1.8
GROWTH = 1.05
NATIONAL = {"agency": 587, "unit": 4100}
PAGE = os.sysconf("SC_PAGE_SIZE")


def main(reports: int) -> int:
    """Measure in a database of its own; 1 when a bound is broken."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(VAR_DIR=folder, DATABASE_URL="", DJANGO_SETTINGS_MODULE="kepatuhan.settings")
        import django

        django.setup()
        codes = _prepare(2 * ROUNDS + max(AGENCY_REPORTS, -(-reports // UNITS)))
        seconds = {"agency": _agency_reports(codes[:AGENCY_REPORTS])}
        gain = _two_beside_one(iter(codes[: 2 * ROUNDS]))
        seconds["unit"], growth = _long_round(codes[2 * ROUNDS :], reports)
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


def _draw(kind: str, code: str, workers: int = 1) -> None:
    from assessments.management.commands.render_reports import draw_all
    from assessments.models import Period
    from assessments.reports.batches import order_reports

    batch = order_reports(actor=None, period=Period.objects.get(), kinds=[kind], agency_code=code)
    draw_all(batch, workers)
    states = set(batch.items.values_list("state", flat=True))
    if states != {"issued"}:
        raise SystemExit(f"{kind} reports of {code} were not all issued: {sorted(states)}")


def _agency_reports(codes: list[str]) -> float:
    """Seconds of the processor for one agency's report of seven units."""
    _draw("agency", codes[0])  # the first one only warms up
    started = time.process_time()
    for code in codes[1:]:
        _draw("agency", code)
    each = (time.process_time() - started) / (len(codes) - 1)
    print(f"agency report of {UNITS} units: {each:.2f} s")
    return each


def _two_beside_one(agencies: Iterator[str]) -> float:
    """How many times faster two workers are than one, on the unit reports of one agency each, in turn."""
    spent: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for workers in (1, 2):
            code = next(agencies)
            started = time.perf_counter()
            # One worker is a process of its own here too, so that both arms pay for starting it.
            if workers == 1:
                _draw_apart(code)
            else:
                _draw("unit", code, workers)
            spent[workers].append(time.perf_counter() - started)
    gain = median(spent[1]) / median(spent[2])
    print(f"{UNITS} unit reports: one worker {median(spent[1]):.1f} s, two {median(spent[2]):.1f} s, {gain:.2f} x")
    return gain


def _draw_apart(code: str) -> None:
    import multiprocessing

    from django.db import connections

    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=_draw, args=("unit", code))
    process.start()
    process.join()


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
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else LONG_ROUND))
