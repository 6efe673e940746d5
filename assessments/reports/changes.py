"""What has changed since a report was issued: for those who may issue it anew, never for the public."""

from django.utils import timezone

from assessments.models import Assessment, Report, UnitResult
from assessments.reports.kinds import template_version, wording_version
from assessments.reports.phrases import day, number
from assessments.reports.sections.asked import changed_since
from assessments.reports.selectors import is_as_issued
from assessments.reports.sources import source_fingerprint
from assessments.results.services import draft


def changes_since(report: Report) -> tuple[str, ...]:
    """Sentences about data and answers that are no longer those of the paper; `report` comes with names.

    At most two queries for a recap, fifteen for an agency's report.
    """
    found: list[str] = []
    if report.result and hasattr(report.result, "replaced_by"):
        found.append(
            f"Hasilnya dikoreksi pada {day(report.result.replaced_by.computed_at)}; terbitkan laporan penggantinya."
        )
    elif report.result:
        found += _changed_answers(report)
    now = timezone.now()
    if not is_as_issued(report):
        found.append(
            "Data hasil yang tersimpan tidak lagi sama dengan saat laporan diterbitkan, padahal tidak dikoreksi lewat"
            " aplikasi. Sampaikan kepada administrator: manage.py recompute --verify."
        )
    elif report.result is None and source_fingerprint(report, at=now) != report.source_sha256:
        found.append("Hasil yang direkap berubah sejak laporan diterbitkan.")
    if otherwise_asked := changed_since(report, now):
        found.append(f"{otherwise_asked} Laporan ini tetap sah; terbitkan yang baru bila penerima perlu membacanya.")
    return tuple(found)


def is_outdated(report: Report) -> bool:
    """Whether the same report would be drawn with another template or wording today."""
    versions = (template_version(report.kind), wording_version(report.kind))
    return (report.template_version, report.wording_version) != versions


def asks_otherwise(report: Report) -> bool:
    """Whether what the Ombudsman asks today is no longer what the report says; one query."""
    return bool(changed_since(report, timezone.now()))


def _changed_answers(report: Report) -> list[str]:
    """What the answers would give if they were computed now."""
    assert report.result is not None  # noqa: S101 - asked for a result's report only
    assessment = Assessment.objects.with_names().get(pk=report.result.assessment_id)
    now = draft(assessment)
    kept = dict(UnitResult.objects.filter(result=report.result_id).values_list("locus", "inputs_sha256"))
    fresh = {unit.locus_id: unit for unit in now.units}
    changed = sorted(
        unit.unit_name
        for locus, unit in fresh.items()
        if kept.get(locus) != unit.inputs_sha256 and report.locus_id in {None, locus}
    )
    gone = [locus for locus in kept if locus not in fresh and report.locus_id in {None, locus}]
    if not changed and not gone:
        return []
    where = ", ".join(changed) or "lokus yang tidak dinilai lagi"
    told = now.result if report.locus_id is None else fresh.get(report.locus_id)
    score = f" Bila dihitung sekarang nilainya {number(told.score)}." if told is not None else ""
    return [f"Isian berubah sejak hasil dihitung: {where}.{score}"]
