"""Issuing a report, of one unit and of a whole agency: at most 1.15x of drawing the same HTML and nothing else.

Floor, in the same run and in turn: the bare warm `write_pdf` of the same HTML with the same stylesheet, fonts and
options, PDF/UA-1 included. Issuing adds reading the result, telling its story, filling the templates, completing
the tags, the fingerprints and keeping the file. Seconds are those of the processor: other work on the machine does
not count. Reports are drawn with the collection of garbage put off, a part of the gain over the floor; how the ratio
would be if the floor did so too is printed beside it.
"""

import gc
import os
import sys
import tempfile
import time
from statistics import median

AT_MOST_FLOOR = 1.15
LONG_REPORT = 38
"""Pages that the agency's report has at least."""
ROUNDS = 5


def main() -> int:
    """Measure both sizes in a database of their own; 1 when a bound is broken."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(VAR_DIR=folder, DATABASE_URL="", DJANGO_SETTINGS_MODULE="kepatuhan.settings")
        import django

        django.setup()
        measured = [_measure(name, units) for name, units in _prepare().items()]
    kept = max(ratio for ratio, _ in measured) <= AT_MOST_FLOOR
    if max(pages for _, pages in measured) < LONG_REPORT:
        raise SystemExit(f"the agency's report has fewer than {LONG_REPORT} pages")
    print(f"report speed: {'kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


def _prepare() -> dict[str, int]:
    """Two generated agencies; of the first only one unit is assessed. The name of each size with its assessment."""
    from django.core.management import call_command

    from assessments.models import Assessment, Locus
    from tests.bench._generated_year import generate

    call_command("migrate", verbosity=0)
    generate(2)
    one, all_units = Assessment.objects.order_by("pk").values_list("pk", flat=True)
    Locus.objects.filter(assessment=one, position__gt=1).update(not_assessed_reason="satu unit saja")
    return {"one unit": one, "agency of seven units": all_units}


def _measure(name: str, assessment: int) -> tuple[float, int]:
    """The ratio for a size, and how many pages it has."""
    from assessments.models import Assessment, Result
    from assessments.reports.kinds import html_of
    from assessments.reports.services import issue_report
    from assessments.results.services import compute

    issued: list[float] = []
    drawn: list[float] = []
    drawn_alike: list[float] = []
    pages = 0
    for lap in range(ROUNDS + 1):
        kept = compute(assessment=Assessment.objects.with_names().get(pk=assessment), actor=None)
        started = time.process_time()
        report = issue_report(result=Result.objects.with_names().get(pk=kept.pk), actor=None)
        seconds = time.process_time() - started
        html = html_of(report)
        pages = report.pages
        bare, bare_alike = _bare(html), _bare(html, collecting=False)
        if lap:  # the first lap only warms up
            issued.append(seconds)
            drawn.append(bare)
            drawn_alike.append(bare_alike)
    ratio = median(issued) / median(drawn)
    print(
        f"{name}, {pages} pages: floor {median(drawn):.2f} s, issued {median(issued):.2f} s, ratio {ratio:.2f}"
        f" ({median(issued) / median(drawn_alike):.2f} if the floor put off collecting garbage)"
    )
    return ratio, pages


def _bare(html: str, *, collecting: bool = True) -> float:
    """Seconds of the processor for the library's own `write_pdf`."""
    from weasyprint import HTML

    from assessments.models import ReportKind
    from assessments.paper import engine
    from assessments.paper.rendering import OPTIONS
    from assessments.reports.kinds import KINDS

    if not collecting:
        gc.disable()
    started = time.process_time()
    document = HTML(string=html, base_url=engine.ORIGIN, url_fetcher=engine.fetcher)
    styles = engine.parsed(KINDS[ReportKind.AGENCY].stylesheet)
    document.write_pdf(stylesheets=[styles], font_config=engine.fonts, **OPTIONS)
    ended = time.process_time()
    gc.enable()
    return ended - started


if __name__ == "__main__":
    sys.exit(main())
