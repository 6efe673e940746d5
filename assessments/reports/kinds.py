"""The kinds of report: what each says, with which template and stylesheet, and which version of them this is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from assessments.models import ReportKind, Result
from assessments.paper.rendering import render_pdf
from assessments.reports import agency_report

# Grows when a wording that stands in Python changes; templates, stylesheet and fonts count by their bytes.
WORDING = 1
SHARED = ("templates/charts", "static/vendor/source-sans-3.52.0")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of report: `compose` turns a stored result into the context of `template`."""

    template: str
    stylesheet: str
    compose: Callable[[Result], Mapping[str, object]]

    @property
    def parts(self) -> tuple[str, ...]:
        """Folders and files, below the project, that decide what this kind of report looks like."""
        return (f"templates/{Path(self.template).parent}", f"static/{self.stylesheet}", *SHARED)


KINDS: Mapping[str, Kind] = {
    ReportKind.AGENCY: Kind("assessments/reports/paper/agency.html", "reports/report.css", agency_report.compose),
}


def html_of(result: Result, kind: str) -> str:
    """The report as HTML; `result` comes from `Result.objects.with_names()`."""
    chosen = KINDS[kind]
    return render_to_string(
        chosen.template, {**chosen.compose(result), "kind": kind, "template_version": template_version(kind)}
    )


def pdf_of(result: Result, kind: str) -> bytes:
    """The report as PDF: the same result, template version, fonts and library give the same bytes."""
    return render_pdf(html_of(result, kind), stylesheet=KINDS[kind].stylesheet)


def template_version(kind: str) -> str:
    """The version of a kind of report, such as "1-5f2a09c1": another one as soon as a file that shapes it differs."""
    return f"{WORDING}-{_digest(KINDS[kind].parts)[:8]}"


@cache
def _digest(parts: tuple[str, ...]) -> str:
    digest = sha256()
    for part in parts:
        for path in sorted(_files(settings.BASE_DIR / part)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    return [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
