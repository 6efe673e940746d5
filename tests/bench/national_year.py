"""Computing and keeping a national year: at most 4x the floor, below 500 MB, each doubling at most 2.3x.

Floor, in the same run: the grouped sums of the same answers fetched into Python, plus a bare bulk insert of as
many result lines as the computation keeps.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time

AGENCIES = {"225k": 147, "450k": 294, "900k": 587}
AT_MOST_FLOOR = 4.0
AT_MOST_DOUBLING = 2.3
AT_MOST_MEGABYTES = 500


def main() -> int:
    """Measure each size in a database and process of its own; 1 when a bound is broken."""
    measured = {}
    for name, agencies in AGENCIES.items():
        with tempfile.TemporaryDirectory() as folder:
            measured[name] = _measure_apart(agencies, folder)
        each = measured[name]
        print(
            f"{name}: {each['answers']:,} answers, {each['units']:,} units: floor {each['floor']:.1f} s,"
            f" compute {each['compute']:.1f} s, ratio {each['compute'] / each['floor']:.2f},"
            f" peak {each['megabytes']:.0f} MB"
        )
    full = measured["900k"]
    doublings = [
        measured[larger]["compute"] / measured[smaller]["compute"]
        for smaller, larger in (("225k", "450k"), ("450k", "900k"))
    ]
    print(f"doublings: {', '.join(f'{each:.2f}' for each in doublings)}")
    kept = (
        full["compute"] / full["floor"] <= AT_MOST_FLOOR
        and max(doublings) <= AT_MOST_DOUBLING
        and full["megabytes"] <= AT_MOST_MEGABYTES
    )
    print(f"national year: {'kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


def _measure_apart(agencies: int, folder: str) -> dict[str, float]:
    """One size: the year generated in one process, measured in another, so that memory is the computation's own."""
    environment = {**os.environ, "VAR_DIR": folder, "DATABASE_URL": ""}
    for step in ("generate", "measure"):
        command = [sys.executable, "-m", "tests.bench.national_year", step, str(agencies)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _generate(agencies: int) -> None:
    from django.core.management import call_command

    from tests.bench._generated_year import generate

    call_command("migrate", verbosity=0)
    generate(agencies)


def _measure() -> dict[str, float]:
    from django.db import transaction
    from django.db.models import Count, Sum

    from assessments.models import Answer, Assessment, Result, ResultLine, UnitResult
    from assessments.results.services import LINES_AT_ONCE, compute_all

    started = time.perf_counter()
    assessments = Assessment.objects.with_names().order_by("pk")
    results = sum(1 for _ in compute_all(assessments=assessments.iterator(chunk_size=100), actor=None))
    compute = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    lines = ResultLine.objects.count()
    started = time.perf_counter()
    grouped = Answer.objects.order_by().values_list("locus", "indicator", "method").annotate(Sum("value"), Count("pk"))
    sums = list(grouped)
    units = list(UnitResult.objects.order_by().values_list("pk", flat=True))
    with transaction.atomic():
        ResultLine.objects.bulk_create(
            [
                ResultLine(unit_id=units[place % len(units)], indicator=f"F{place}", methods=[])
                for place in range(lines)
            ],
            batch_size=LINES_AT_ONCE,
        )
    floor = time.perf_counter() - started
    return {
        "answers": Answer.objects.count(),
        "units": UnitResult.objects.count(),
        "results": results or Result.objects.count(),
        "groups": len(sums),
        "lines": lines,
        "compute": compute,
        "floor": floor,
        "megabytes": megabytes,
    }


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(main())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kepatuhan.settings")
    import django

    django.setup()
    if sys.argv[1] == "generate":
        _generate(int(sys.argv[2]))
    else:
        print(json.dumps(_measure()))
