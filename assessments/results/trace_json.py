"""A result's story as plain JSON values: decimals as strings with a dot, exact fractions as "n/d"."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assessments.results.explain import (
    AnswerStory,
    AxisStory,
    BandStory,
    DimensionStory,
    EvidenceStory,
    IndicatorStory,
    MethodStory,
    ResultStory,
    Standing,
    Step,
    UnitStory,
)

Json = dict[str, Any]


def trace_as_json(story: ResultStory) -> Json:
    """Opinion, band, agency mean, units, dimensions, indicators, methods, answers: each with its arithmetic."""
    return {
        "result": str(story.public_id),
        "agency": story.agency_name,
        "agency_kind": story.agency_kind,
        "office": story.office_name,
        "period": story.period_name,
        "year": story.year,
        "is_example": story.is_example,
        "computed_at": story.computed_at.isoformat(),
        "computed_by": story.computed_by or None,
        "replaces": str(story.replaces) if story.replaces else None,
        "replaced_by": str(story.replaced_by) if story.replaced_by else None,
        "method": story.method,
        "follow_up": story.follow_up if story.has_follow_up else None,
        "follow_up_axis": _axis(story.axis) if story.axis else None,
        "instrument": {
            "code": story.instrument_code,
            "revision": story.instrument_revision,
            "sha256": story.instrument_sha256,
            "bands": [_band(band) for band in story.bands],
            "assumptions": [{"title": each.title, "text": each.text} for each in story.assumptions],
        },
        **_standing(story),
        "units": [_unit(unit) for unit in story.units],
    }


def _axis(axis: AxisStory) -> Json:
    return {
        "decided_on": axis.decided_on.isoformat(),
        "none_confirmed": axis.none_confirmed,
        "sha256": axis.sha256,
        "products": [
            {
                "product": each.public_id,
                "kind": each.kind,
                "source": each.source,
                "unit": each.unit or None,
                "text": each.text,
                "due_on": each.due_on.isoformat(),
                "due": each.is_due,
                "state": each.state,
                "since": each.since.isoformat(),
            }
            for each in axis.products
        ],
    }


def _standing(standing: Standing) -> Json:
    return {
        "score": _text(standing.score),
        "exact": standing.exact or None,
        "provisional": standing.provisional,
        "interval": None if standing.low is None else [_text(standing.low), _text(standing.high)],
        "bands_touched": [band.opinion for band in standing.bands_touched],
        "zone": standing.zone or None,
        "indicative_zone": standing.indicative_zone or None,
        "category": standing.category or None,
        "opinion": standing.opinion or None,
        "final": standing.opinion_is_final,
        "steps": _steps(standing.steps),
    }


def _band(band: BandStory) -> Json:
    return {
        "from": _text(band.lower),
        "zone": band.zone or None,
        "indicative_zone": band.indicative_zone or None,
        "category": band.category or None,
        "opinion": band.opinion,
        "assumed": band.assumed,
    }


def _unit(unit: UnitStory) -> Json:
    return {
        "unit": unit.name,
        "unit_kind": unit.kind,
        "inputs_sha256": unit.inputs_sha256,
        **_standing(unit),
        "dimensions": [_dimension(dimension) for dimension in unit.dimensions],
    }


def _dimension(dimension: DimensionStory) -> Json:
    return {
        "code": dimension.code,
        "name": dimension.name,
        "weight": _text(dimension.weight),
        "weight_assumed": dimension.weight_assumed,
        "value": dimension.value_exact or None,
        "share": dimension.share_exact or None,
        "points": dimension.points_exact or None,
        "steps": _steps(dimension.steps),
        "indicators": [_indicator(indicator) for indicator in dimension.indicators],
    }


def _indicator(indicator: IndicatorStory) -> Json:
    return {
        "code": indicator.code,
        "label": indicator.label,
        "outcome": indicator.outcome,
        "reason": indicator.reason or None,
        "combine": indicator.combine,
        "max_level": indicator.max_level,
        "value": indicator.value_exact or None,
        "share": indicator.share_exact or None,
        "points": indicator.points_exact or None,
        "lost": indicator.lost_exact or None,
        "steps": _steps(indicator.steps),
        "methods": [_method(method) for method in indicator.methods],
        "evidence": [_evidence(each) for each in indicator.evidence],
    }


def _method(method: MethodStory) -> Json:
    return {
        "method": method.code,
        "outcome": method.outcome,
        "total": _text(method.total),
        "answered": method.answered,
        "missing": method.missing,
        "not_applicable": method.not_applicable,
        "value": method.value_exact or None,
        "steps": _steps([method.step] if method.step else []),
        "answers": [_answer(answer) for answer in method.answers],
    }


def _answer(answer: AnswerStory) -> Json:
    told = {
        "subject": answer.subject,
        "state": answer.state,
        "value": _text(answer.value),
        "level_text": answer.level_text or None,
        "answered_at": answer.answered_at.isoformat(),
        "answer": answer.answer_id,
        "version": answer.version,
        "reason": answer.reason or None,
        "comment": answer.comment or None,
        "face": answer.face_text or None,
    }
    return {**told, "rater": answer.rater} if answer.rater else told


def _evidence(evidence: EvidenceStory) -> Json:
    return {
        "title": evidence.title,
        "file": evidence.file_name,
        "version": evidence.version,
        "sha256": evidence.sha256,
        "size": evidence.size,
        "effective_on": evidence.effective_on.isoformat() if evidence.effective_on else None,
        "uploaded_at": evidence.uploaded_at.isoformat(),
    }


def _steps(steps: Sequence[Step]) -> list[Json]:
    return [
        {"about": step.about, "formula": step.formula, "sign": step.sign, "outcome": step.outcome} for step in steps
    ]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
