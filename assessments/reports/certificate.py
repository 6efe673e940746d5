"""The certificate (piagam) for an agency, or a unit of it, that has earned one."""

from assessments.instruments import Instrument
from assessments.models import Report, Result, UnitResult
from assessments.reports.agency_report import result_of, values
from assessments.reports.phrases import NONE, long_name, number, verdict
from assessments.reports.sections import remedies
from assessments.reports.sections.document import Document
from assessments.reports.wording.holding import texts_of
from assessments.reports.wording.slots import filled
from assessments.results.explain import tell

GREEN = "hijau"


def is_due(report: Report) -> bool:
    """Whether the agency or unit has earned a certificate, by the edition that its result was counted under.

    From 2025 on only the highest opinion earns one, with or without "Tanpa Maladministrasi" (reported by the press
    for 2025). Before, the green zone does: asumsi kami, after what was handed out from 2022 to 2024. A provisional
    number earns none.
    """
    standing = _standing(report)
    return standing is not None and earns(standing, result_of(report).issue.instrument)


def earns(standing: Result | UnitResult, instrument: Instrument) -> bool:
    """Whether a final number of an agency or a unit earns a certificate under an edition."""
    if standing.score is None or standing.provisional:
        return False
    if instrument.follow_up is None:
        return standing.zone == GREEN
    highest = max(instrument.bands, key=lambda band: band.from_)
    return standing.score >= highest.from_


def _standing(report: Report) -> Result | UnitResult | None:
    if report.locus_id is None:
        return result_of(report)
    return UnitResult.objects.filter(result=report.result_id, locus=report.locus_id).first()


def compose(report: Report) -> dict[str, object]:
    """The context of the certificate's template; its result comes from `Result.objects.with_names()`."""
    result = result_of(report)
    part = UnitResult.objects.select_related("locus__unit").filter(result=result, locus=report.locus_id).first()
    story = tell(result, with_raters=False, units=[part.pk] if part else [])
    standing = story.units[0] if part else story
    shown = verdict(standing)
    named = {
        **values(story, result),
        "nilai": shown.score,
        "opini": shown.opinion,
        "jumlah_unit": number_of_units(result),
    }
    if part:
        named |= {"pimpinan": remedies.head_of(part.locus.unit.head_title, part.unit_name)}
    words = filled(texts_of(report), named)
    name = part.unit_name if part else long_name(story)
    return {
        "document": Document(
            heading=story.result_name,
            year=story.year,
            paper=words["title"],
            name=name,
            within=long_name(story) if part else "",
            addressee=(),
            office=story.office_name,
            period=story.period_name,
            description=f"{words['title']} {name}, {story.period_name}: {shown.opinion}.",
            created=story.computed_at,
            is_example=story.is_example,
            contents=(),
        ),
        "NONE": NONE,
        "verdict": shown,
        "score": number(standing.score),
        "words": words,
    }


def number_of_units(result: Result) -> str:
    """How many units an agency's number was made of."""
    return str(result.units.count())
