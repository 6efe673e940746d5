"""Issuing a report, of one unit and of a whole agency: at most 1.15x of drawing the same HTML and nothing else.

Floor, in the same run and in turn: the bare warm `write_pdf` of the same HTML with the same stylesheet, fonts and
options, PDF/UA-1 included. Issuing adds reading the result, telling its story, filling the templates, completing
the tags, the fingerprints and keeping the file. Seconds are those of the processor: other work on the machine does
not count.
"""

import os
import sys
import tempfile
import time
from statistics import median

AT_MOST_FLOOR = 1.15
ROUNDS = 5


def main() -> int:
    """Measure both sizes in a database of their own; 1 when a bound is broken."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(VAR_DIR=folder, DATABASE_URL="", DJANGO_SETTINGS_MODULE="kepatuhan.settings")
        import django

        django.setup()
        ratios = [_measure(name, units) for name, units in _prepare().items()]
    kept = max(ratios) <= AT_MOST_FLOOR
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


def _measure(name: str, assessment: int) -> float:
    from assessments.models import Assessment, Result
    from assessments.reports.kinds import html_of
    from assessments.reports.services import issue_report
    from assessments.results.services import compute

    issued: list[float] = []
    drawn: list[float] = []
    pages = 0
    for lap in range(ROUNDS + 1):
        kept = compute(assessment=Assessment.objects.with_names().get(pk=assessment), actor=None)
        started = time.process_time()
        report = issue_report(result=Result.objects.with_names().get(pk=kept.pk), actor=None)
        between = time.process_time()
        html = html_of(report)
        started_bare = time.process_time()
        _bare(html)
        ended = time.process_time()
        pages = report.pages
        if lap:  # the first lap only warms up
            issued.append(between - started)
            drawn.append(ended - started_bare)
    ratio = median(issued) / median(drawn)
    print(f"{name}, {pages} pages: floor {median(drawn):.2f} s, issued {median(issued):.2f} s, ratio {ratio:.2f}")
    return ratio


def _bare(html: str) -> bytes:
    from weasyprint import HTML

    from assessments.models import ReportKind
    from assessments.paper import engine
    from assessments.paper.rendering import OPTIONS
    from assessments.reports.kinds import KINDS

    document = HTML(string=html, base_url=engine.ORIGIN, url_fetcher=engine.fetcher)
    styles = engine.parsed(KINDS[ReportKind.AGENCY].stylesheet)
    pdf: bytes = document.write_pdf(stylesheets=[styles], font_config=engine.fonts, **OPTIONS)
    return pdf


if __name__ == "__main__":
    sys.exit(main())
