"""What a recap says of all agencies of a province, of an office, or of the whole country in a period."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from agencies.models import Agency, AgencyKind
from assessments.models import Report, ReportKind
from assessments.reports.phrases import NONE, addressee, number
from assessments.reports.sections import area, cover_letter
from assessments.reports.sections.document import Chapter, Document
from assessments.reports.wording.holding import texts_of
from assessments.reports.wording.slots import filled
from assessments.results.explain.edition import assumptions, band_stories
from assessments.results.services import HEAD_OFFICE_NAME

PARTS = ("opening", "request", "closing")


def compose(report: Report) -> dict[str, object]:
    """The context of the recap's template; its period has its issue joined.

    It tells the results that hold when it is made; what came later makes another recap.
    """
    instrument = report.period.issue.instrument
    members = area.members_of(report)
    units = area.units_of(report)
    to = addressees(report)
    named = values(report, len(members), to[0])
    words = filled(texts_of(report), named)
    bands = band_stories(instrument)
    scores = [member.score for member in members if member.score is not None]
    return {
        "document": _document(report, members, to),
        "NONE": NONE,
        "cover_letter": _letter(report, words, to, named["penandatangan"]),
        "words": words,
        "is_national": report.kind == ReportKind.NATIONAL,
        "instrument_title": instrument.title,
        "has_official_zone": any(band.zone for band in bands),
        "agencies": len(members),
        "units": len(units),
        "provisional": sum(member.provisional for member in members),
        "mean": number(area.mean_of(scores)),
        "has_scores": bool(scores),
        "spread_figure": area.spread_figure(members, instrument),
        "profile_figure": area.dimensions_figure(units, instrument),
        "bands": bands,
        "kinds": area.groups(members, "kind", instrument),
        "provinces": area.groups(sorted(members, key=_by_province), "province", instrument),
        "members": members,
        "gaps": area.gaps(report, instrument),
        "not_assessed": area.not_assessed(report),
        "waiting": area.waiting(report),
        "assumptions": assumptions(instrument),
        "legal_basis": instrument.legal_basis,
        "source_sha256": report.source_sha256,
        "instrument": f"{instrument.title} ({instrument.code}, revisi {instrument.revision})",
        "instrument_sha256": report.period.issue.sha256,
    }


def _by_province(member: area.Member) -> tuple[bool, str]:
    return member.province == area.NATIONAL, member.province


def _place(report: Report) -> str:
    """The area by name: "Provinsi Jambi", "wilayah Perwakilan Jambi", or "Indonesia"."""
    if report.region:
        return f"Provinsi {report.region.name}"
    return f"wilayah {report.office.name}" if report.office else "Indonesia"


def addressees(report: Report) -> tuple[str, ...]:
    """The governor by title and province, the head of an office, or the chair."""
    if report.region:
        governed = Agency.objects.filter(region=report.region, kind=AgencyKind.PROVINSI).first()
        title = governed.head_title if governed else "Gubernur"
        return (addressee(title, f"Provinsi {report.region.name}"),)
    return (cover_letter.signer(report.office.name if report.office else HEAD_OFFICE_NAME),)


def _letter(report: Report, words: Mapping[str, str], to: tuple[str, ...], signer: str) -> cover_letter.CoverLetter:
    return cover_letter.cover_letter(
        words,
        parts=PARTS,
        addressee=to,
        enclosed="Satu rekapitulasi",
        copies=(signer,) if report.region and report.region.office else (),
    )


def values(report: Report, agencies: int, to: str) -> dict[str, str]:
    """What the words of a recap may name; `agencies` is how many have a result, `to` whom it addresses."""
    instrument = report.period.issue.instrument
    office = report.office or (report.region.office if report.region else None)
    office_name = office.name if office else HEAD_OFFICE_NAME
    return {
        "pimpinan": to,
        "wilayah": _place(report),
        "periode": report.period.name,
        "tahun": str(report.period.year),
        "penilaian": instrument.title,
        "hasil": instrument.result_name,
        "dasar": cover_letter.basis(instrument),
        "jumlah_instansi": str(agencies),
        "kantor": office_name,
        "penandatangan": cover_letter.signer(HEAD_OFFICE_NAME if report.office else office_name),
    }


def _document(report: Report, members: Sequence[area.Member], to: tuple[str, ...]) -> Document:
    office = report.office or (report.region.office if report.region else None)
    instrument = report.period.issue.instrument
    place = _place(report)
    return Document(
        heading=instrument.result_name,
        year=report.period.year,
        paper="Rekapitulasi nasional" if report.kind == ReportKind.NATIONAL else "Rekapitulasi daerah",
        name=place[0].upper() + place[1:],
        within="",
        addressee=to,
        office=office.name if office else HEAD_OFFICE_NAME,
        period=report.period.name,
        description=f"{report.period.name}: {len(members)} instansi di {place}.",
        created=timezone.localtime(report.issued_at),
        is_example=report.period.is_example,
        contents=(
            Chapter("surat", "Surat pengantar"),
            Chapter("ringkasan", "Ringkasan"),
            Chapter("sebaran", "Sebaran menurut jenis dan wilayah"),
            Chapter("instansi", "Nilai setiap instansi"),
            Chapter("asumsi", "Asumsi yang dipakai"),
            Chapter("keterangan", "Keterangan rekapitulasi"),
        ),
    )
