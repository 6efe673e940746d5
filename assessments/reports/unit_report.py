"""What the report to the head of one unit says, from the unit's part of a stored result."""

from collections.abc import Mapping

from assessments.models import Report, Result, UnitResult
from assessments.reports.agency_report import FINAL, UNFINISHED, result_of, values
from assessments.reports.phrases import NONE, long_name, verdict
from assessments.reports.sections import asked, calculation, cover_letter, findings, remedies, summary, units
from assessments.reports.sections.document import Chapter, Document
from assessments.reports.wording.holding import texts_of
from assessments.reports.wording.slots import filled
from assessments.results.explain import ResultStory, UnitStory, tell


def compose(report: Report) -> dict[str, object]:
    """The context of the report's template; its result comes from `Result.objects.with_names()`."""
    result = result_of(report)
    part = UnitResult.objects.select_related("locus__unit").get(result=result, locus=report.locus_id)
    story = tell(result, with_raters=False, units=[part.pk])
    unit = story.units[0]
    head = remedies.head_of(part.locus.unit.head_title, unit.name)
    products = asked.asked_of(report)
    own = asked.of_result(products)
    found = remedies.remedies(story, summary.gap_codes(story), {unit.locus_id: head}) | asked.named_remedies(own)
    words = filled(texts_of(report), unit_values(story, result, unit, head))
    return {
        "document": _document(story, unit, head),
        "story": story,
        "NONE": NONE,
        "cover_letter": _letter(story, unit, head, words),
        "words": words,
        "verdict": verdict(unit),
        "agency_verdict": verdict(story),
        "unit": unit,
        "gaps": summary.gaps(story, found),
        "strengths": summary.strengths(story),
        "chapters": [units.chapter(unit, result.issue.instrument)],
        "findings": findings.findings(story),
        "recommendations": own,
        "outstanding": asked.outstanding(products),
        "heads": summary.dimension_heads(story),
        **calculation.shown(story),
    }


def unit_values(story: ResultStory, result: Result, unit: UnitStory, head: str) -> dict[str, str]:
    """What the words of a unit's papers may name."""
    shown = verdict(unit)
    return {
        **values(story, result),
        "pimpinan": head,
        "unit": unit.name,
        "nilai": shown.score,
        "opini": shown.opinion,
    }


def _letter(story: ResultStory, unit: UnitStory, head: str, words: Mapping[str, str]) -> cover_letter.CoverLetter:
    return cover_letter.cover_letter(
        words,
        parts=UNFINISHED if unit.provisional else FINAL,
        addressee=(head, long_name(story)),
        enclosed="Satu laporan",
    )


def _document(story: ResultStory, unit: UnitStory, head: str) -> Document:
    shown = verdict(unit)
    return Document(
        heading=story.result_name,
        year=story.year,
        paper="Laporan hasil penilaian bagi pimpinan unit layanan",
        name=unit.name,
        within=long_name(story),
        addressee=(head,),
        office=story.office_name,
        period=story.period_name,
        description=f"{story.period_name}, {unit.name}: nilai {shown.score}, {shown.opinion}.",
        created=story.computed_at,
        is_example=story.is_example,
        contents=(
            Chapter("surat", "Surat pengantar"),
            Chapter("ringkasan", "Ringkasan"),
            Chapter("unit", "Uraian tiap indikator"),
            Chapter("temuan", "Temuan dan saran"),
            Chapter("hitungan", "Bagaimana nilai ini dihitung"),
            Chapter("asumsi", "Asumsi yang dipakai"),
            Chapter("lampiran", "Bukti dukung dan lampiran"),
        ),
    )
