"""What the report to an agency's head says, from one stored result."""

from collections.abc import Mapping

from assessments.history.presenters import history_shown
from assessments.history.selectors import history_of
from assessments.models import Report, Result
from assessments.reports.phrases import NONE, addressee, long_name, verdict
from assessments.reports.sections import (
    asked,
    calculation,
    cover_letter,
    findings,
    rank,
    remedies,
    summary,
    units,
    years,
)
from assessments.reports.sections.document import Chapter, Document
from assessments.reports.wording.holding import texts_of
from assessments.reports.wording.slots import filled
from assessments.results.explain import ResultStory, tell

FINAL = ("opening", "result", "request", "closing")
UNFINISHED = ("opening", "unfinished", "request", "closing")


def compose(report: Report) -> dict[str, object]:
    """The context of the report's template; its result comes from `Result.objects.with_names()`.

    All of it is stored: nothing depends on the clock, on who asks, or on what came after the report's moment, except
    the history published of earlier years, which is as it stands at issue.
    """
    result = result_of(report)
    story = tell(result, with_raters=False)
    history = [year for year in history_of(result.assessment.agency) if year.year < story.year]
    heads = remedies.heads_of(result)
    products = asked.asked_of(report)
    own = asked.of_result(products)
    words = filled(texts_of(report), values(story, result))
    return {
        "document": document(story),
        "story": story,
        "NONE": NONE,
        "cover_letter": letter(story, words),
        "words": words,
        "verdict": verdict(story),
        "change": years.change(story, history, years.result_before(result, at=report.issued_at)),
        "rank": rank.rank_of(result, at=report.issued_at),
        "next_band": summary.next_band(story),
        "gaps": summary.gaps(
            story,
            remedies.remedies(story, summary.gap_codes(story), heads) | asked.named_remedies(own),
        ),
        "strengths": summary.strengths(story),
        "units_heading": summary.units_heading(story),
        "units_figure": summary.units_figure(story),
        "profile_figure": summary.agency_profile_figure(story),
        "heads": summary.dimension_heads(story),
        "some_rescaled": summary.some_rescaled(story),
        "unit_rows": summary.unit_rows(story),
        "chapters": [units.chapter(unit, result.issue.instrument) for unit in story.units],
        "findings": findings.findings(story),
        "recommendations": own,
        "outstanding": asked.outstanding(products),
        "history": history_shown(history),
        "years_figure": years.years_figure(result, history),
        **calculation.shown(story),
    }


def document(story: ResultStory) -> Document:
    """The outside of an agency's report."""
    many = len(story.units) > 1
    shown = verdict(story)
    return Document(
        heading=story.result_name,
        year=story.year,
        paper="Laporan hasil penilaian bagi pimpinan instansi",
        name=long_name(story),
        within="",
        addressee=tuple(line for line in (addressee(story.head_title, story.agency_name), story.head_name) if line),
        office=story.office_name,
        period=story.period_name,
        description=f"{story.period_name}: nilai {shown.score}, {shown.opinion}.",
        created=story.computed_at,
        is_example=story.is_example,
        contents=(
            Chapter("surat", "Surat pengantar"),
            Chapter("ringkasan", "Ringkasan"),
            Chapter("perbandingan", "Perbandingan unit dan dimensi" if many else "Hasil menurut dimensi"),
            Chapter("unit", f"Uraian {len(story.units)} unit layanan" if many else "Uraian unit layanan"),
            Chapter("temuan", "Temuan dan saran"),
            Chapter("hitungan", "Bagaimana nilai ini dihitung"),
            Chapter("asumsi", "Asumsi yang dipakai"),
            Chapter("lampiran", "Bukti dukung dan lampiran"),
        ),
    )


def result_of(report: Report) -> Result:
    """The result that a report is about; only recaps have none, and they are composed elsewhere."""
    assert report.result is not None  # noqa: S101 - the database holds no such report without one
    return report.result


def letter(story: ResultStory, words: Mapping[str, str]) -> cover_letter.CoverLetter:
    """The letter to the agency's head."""
    return cover_letter.cover_letter(
        words,
        parts=UNFINISHED if story.provisional else FINAL,
        addressee=(addressee(story.head_title, story.agency_name), story.head_name),
        enclosed="Satu laporan",
    )


def values(story: ResultStory, result: Result) -> dict[str, str]:
    """What the words of an agency's papers may name."""
    shown = verdict(story)
    return {
        "pimpinan": addressee(story.head_title, story.agency_name),
        "instansi": long_name(story),
        "periode": story.period_name,
        "tahun": str(story.year),
        "penilaian": story.instrument_title,
        "hasil": story.result_name,
        "dasar": cover_letter.basis(result.issue.instrument),
        "nilai": shown.score,
        "opini": shown.opinion,
        "jumlah_unit": str(len(story.units)),
        "kantor": story.office_name,
        "penandatangan": cover_letter.signer(story.office_name),
    }
