"""Words of the pages around reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify

from agencies.models import Event
from assessments.models import Report, ReportKind, ReportSignature, ReportStatus
from assessments.models.result import Scored
from assessments.reports.phrases import NONE, day, written_day
from assessments.reports.upload import LARGEST

KIND_IN_NAMES = {
    ReportKind.AGENCY: "laporan",
    ReportKind.UNIT: "laporan-unit",
    ReportKind.REGIONAL: "rekapitulasi",
    ReportKind.NATIONAL: "rekapitulasi",
    ReportKind.CERTIFICATE: "piagam",
}
STATUS_NOTICES = {
    ReportStatus.IN_FORCE: ("success", "check"),
    ReportStatus.REPLACED: ("warning", "warning"),
    ReportStatus.WITHDRAWN: ("error", "error"),
}
UNCERTAIN = (
    "Tidak dapat dipastikan",
    "Data penilaian yang tersimpan tidak lagi sama dengan saat laporan ini diterbitkan. Hubungi Ombudsman sebelum"
    " memakainya.",
)
STATUS_CHIPS = {
    ReportStatus.IN_FORCE: "chip-green",
    ReportStatus.REPLACED: "chip-yellow",
    ReportStatus.WITHDRAWN: "chip-red",
}


def file_name(report: Report) -> str:
    """The name a downloaded report has: "laporan-kabupaten-musi-banyuasin-2024.pdf"."""
    example = "-data-contoh" if report.is_example else ""
    year = report.result.year if report.result else report.period.year
    return f"{KIND_IN_NAMES[ReportKind(report.kind)]}-{slugify(report.about)}-{year}{example}.pdf"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list."""

    report: Report
    about: str
    kind: str
    period: str
    issued: str
    extent: str
    status: str
    """Empty while the report holds."""
    status_chip: str
    is_new: bool
    is_example: bool


def report_row(report: Report, *, is_new: bool = False) -> ReportRow:
    return ReportRow(
        is_new=is_new,
        report=report,
        about=report.about,
        kind=report.get_kind_display(),
        period=period_words(report),
        issued=written_day(report.issued_on),
        extent=f"{report.pages} halaman, {filesizeformat(report.size)}",
        status="" if report.status == ReportStatus.IN_FORCE else report.status.label,
        status_chip=STATUS_CHIPS[report.status],
        is_example=report.is_example,
    )


def period_words(report: Report) -> str:
    """The name of the period as the paper has it."""
    return report.result.period_name if report.result else report.period.name


def told_line(report: Report) -> str:
    """A report in a letter: "Laporan instansi Kabupaten Musi Banyuasin, nomor 0012/LHP/XI/2026"."""
    line = f"{report.get_kind_display()} {report.about}, nomor {report.number or NONE}"
    return f"{line}, menggantikan nomor {report.replaces.number or NONE}" if report.replaces else line


def report_facts(report: Report) -> tuple[tuple[str, str], ...]:
    """What a report's page says of it."""
    facts = (
        ("Jenis", report.get_kind_display()),
        ("Periode", period_words(report)),
        ("Nomor", report.number),
        ("Tanggal terbit", written_day(report.issued_on)),
        ("Diterbitkan oleh", str(report.issued_by) if report.issued_by else ""),
        ("Terbitan ke", str(report.edition) if report.edition > 1 else ""),
        ("Berkas", f"PDF, {report.pages} halaman, {filesizeformat(report.size)}"),
        ("Kode verifikasi", report.written_code),
        ("Tanda tangan digital", signature_words(report)),
    )
    return tuple(fact for fact in facts if fact[1])


def signature_words(report: Report) -> str:
    """Who signed the PDF and with what kind of certificate; empty without a signature."""
    if report.signature == ReportSignature.CERTIFIED:
        return f"Tanda tangan elektronik tersertifikasi oleh {report.signer}."
    if report.signature == ReportSignature.TEST:
        return f"Tanda tangan digital uji ({report.signer}), bukan TTE tersertifikasi."
    return ""


DEEDS = {"issue_report": "diterbitkan", "download_report": "diunduh", "withdraw_report": "dicabut"}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done with a report: when, by whom, what."""

    at: datetime
    who: str
    what: str


def deeds_of(events: Iterable[Event]) -> tuple[Deed, ...]:
    return tuple(
        Deed(event.at, event.actor.full_name if event.actor else "Sistem", DEEDS.get(event.verb, event.verb))
        for event in events
    )


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """What anyone may know of a paper: only what stands on it, and whether it holds."""

    code: str
    about: str
    verdict: str
    verdict_text: str
    verdict_kind: str
    """success, warning or error."""
    verdict_icon: str
    facts: tuple[tuple[str, str], ...]
    sha256: str
    size: str
    signature: str
    is_example: bool
    largest: int = LARGEST


def checked_paper(report: Report, told: Scored | None, *, is_whole: bool) -> CheckedPaper:
    """`told` is the number that the paper is about; unless what is stored `is_whole` its opinion is not repeated."""
    verdict, text = (report.status.label, status_text(report)) if is_whole else UNCERTAIN
    kind, icon = STATUS_NOTICES[report.status] if is_whole else ("error", "error")
    facts = (
        ("Jenis", report.get_kind_display()),
        ("Tentang", report.about),
        ("Periode", period_words(report)),
        ("Opini", (told.opinion or "Belum ada opini") if told and is_whole else ""),
        ("Nomor", report.number),
        ("Tanggal terbit", written_day(report.issued_on)),
        ("Kode", report.written_code),
    )
    return CheckedPaper(
        code=report.written_code,
        about=report.about,
        verdict=verdict,
        verdict_text=text,
        verdict_kind=kind,
        verdict_icon=icon,
        facts=tuple(fact for fact in facts if fact[1]),
        sha256=report.sha256,
        size=filesizeformat(report.size),
        signature=signature_words(report),
        is_example=report.is_example,
    )


def status_text(report: Report) -> str:
    """Whether a report holds, and if not why, in a sentence."""
    if report.status == ReportStatus.WITHDRAWN:
        withdrawn = report.withdrawal
        return (
            f"Laporan ini dicabut pada {day(withdrawn.withdrawn_at)} dan tidak berlaku lagi. Alasan: {withdrawn.reason}"
        )
    if report.status == ReportStatus.IN_FORCE:
        return "Laporan ini diterbitkan oleh Ombudsman Republik Indonesia dan masih berlaku."
    newer = getattr(report, "replaced_by", None)
    if newer is None:
        return "Hasil penilaian ini sudah dikoreksi; laporan penggantinya belum terbit."
    return (
        f"Laporan ini sudah diganti oleh laporan nomor {newer.number or NONE} tanggal {written_day(newer.issued_on)}."
    )
