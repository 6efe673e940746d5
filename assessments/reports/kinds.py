"""The kinds of report: what each says, with which template and stylesheet, and which version of them this is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from assessments.models import Report, ReportKind
from assessments.paper.rendering import render_pdf
from assessments.reports import agency_report, certificate, recap_report, unit_report
from assessments.reports.letter import letter_of
from assessments.reports.wording.holding import version_now

# Grows when a wording that stands in Python changes; templates, stylesheet and fonts count by their bytes.
WORDING = 4
SHARED = ("templates/charts", "static/vendor/source-sans-3.52.0")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of report: `compose` turns what a report is about into the context of `template`.

    `is_due` says whether there is to be one at all, such as a certificate for those who earned it. Both are given a
    report that may still be unsaved, with the rows of its subject joined. `wording` names the version of the texts
    that stand in the database and not in files.
    """

    template: str
    stylesheet: str
    compose: Callable[[Report], Mapping[str, object]]
    is_due: Callable[[Report], bool] = lambda report: True
    wording: Callable[[], str] = lambda: ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Folders and files, below the project, that decide what this kind of report looks like."""
        return (f"templates/{Path(self.template).parent}", f"static/{self.stylesheet}", *SHARED)


PAPER = "assessments/reports/paper"
STYLES = "reports/report.css"

KINDS: Mapping[str, Kind] = {
    ReportKind.AGENCY: Kind(
        f"{PAPER}/agency.html", STYLES, agency_report.compose, wording=partial(version_now, ReportKind.AGENCY)
    ),
    ReportKind.UNIT: Kind(
        f"{PAPER}/unit.html", STYLES, unit_report.compose, wording=partial(version_now, ReportKind.UNIT)
    ),
    ReportKind.REGIONAL: Kind(
        f"{PAPER}/recap.html", STYLES, recap_report.compose, wording=partial(version_now, ReportKind.REGIONAL)
    ),
    ReportKind.NATIONAL: Kind(
        f"{PAPER}/recap.html", STYLES, recap_report.compose, wording=partial(version_now, ReportKind.NATIONAL)
    ),
    ReportKind.CERTIFICATE: Kind(
        f"{PAPER}/certificate.html",
        STYLES,
        certificate.compose,
        is_due=certificate.is_due,
        wording=partial(version_now, ReportKind.CERTIFICATE),
    ),
}


def content_of(report: Report) -> dict[str, object]:
    """Everything that a template of this kind shows, on paper or on a screen.

    `report` may be unsaved, its result comes from `Result.objects.with_names()`.
    """
    return {
        **KINDS[report.kind].compose(report),
        "kind": report.kind,
        "letter": letter_of(report),
        "template_version": report.template_version or template_version(report.kind),
    }


def html_of(report: Report) -> str:
    """The report as the HTML that its PDF is drawn from."""
    return render_to_string(KINDS[report.kind].template, content_of(report))


def pdf_of(report: Report) -> bytes:
    """The report as PDF; the same result, number, day, code, template, fonts and library give the same bytes."""
    return render_pdf(html_of(report), stylesheet=KINDS[report.kind].stylesheet)


def template_version(kind: str) -> str:
    """The version of a kind of report, such as "1-5f2a09c1": another one as soon as a file that shapes it differs."""
    return f"{WORDING}-{_digest(KINDS[kind].parts)[:8]}"


def wording_version(kind: str) -> str:
    """The version of the wording that people may edit; empty for a kind without such places."""
    return KINDS[kind].wording()


@cache
def _digest(parts: tuple[str, ...]) -> str:
    digest = sha256()
    for part in parts:
        for path in sorted(_files(settings.BASE_DIR / part)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    return [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
