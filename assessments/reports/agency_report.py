"""What the report to an agency's head says, from one stored result."""

from assessments.history.presenters import history_shown
from assessments.history.selectors import history_of
from assessments.models import Report
from assessments.reports.phrases import NONE, addressee, day, long_name, verdict
from assessments.reports.sections import calculation, summary, units, years
from assessments.results.explain import tell
from assessments.results.services import HEAD_OFFICE_NAME


def compose(report: Report) -> dict[str, object]:
    """The context of the report's template; its result comes from `Result.objects.with_names()`.

    All of it is stored: nothing depends on the clock, on who asks, or on what came after the result, except the
    history published of earlier years, which is as it stands at issue.
    """
    assert report.result is not None  # noqa: S101 - the database holds no agency's report without one
    result = report.result
    story = tell(result, with_raters=False)
    history = [year for year in history_of(result.assessment.agency) if year.year < story.year]
    return {
        "story": story,
        "NONE": NONE,
        "publisher": HEAD_OFFICE_NAME,
        "title": f"{story.result_name} {story.year}",
        "long_name": long_name(story),
        "addressee": addressee(story.head_title, story.agency_name),
        "computed_on": day(story.computed_at),
        "verdict": verdict(story),
        "change": years.change(story, history),
        "next_band": summary.next_band(story),
        "gaps": summary.gaps(story),
        "strengths": summary.strengths(story),
        "units_heading": summary.units_heading(story),
        "units_figure": summary.units_figure(story),
        "profile_figure": summary.agency_profile_figure(story),
        "heads": summary.dimension_heads(story),
        "some_rescaled": summary.some_rescaled(story),
        "unit_rows": summary.unit_rows(story),
        "chapters": [units.chapter(unit, result.issue.instrument) for unit in story.units],
        "history": history_shown(history),
        "years_figure": years.years_figure(story, history),
        "example": calculation.example(story),
        "bands": list(calculation.band_rows(story)),
        "published_rules": [rule for rule in story.rules if not rule.assumed],
        "with_evidence": any(indicator.evidence for unit in story.units for indicator in unit.indicators),
    }
