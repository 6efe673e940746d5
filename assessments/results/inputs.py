"""What goes into a unit's score, as text that is stored with the result and read back to recompute it.

The text is JSON: {"agency_kind", "unit_kind", "subjects": {kind: how many}, "excluded": {indicator: reason},
"answers": [[indicator, method, subject kind, subject number, state, value, answer id, version, rater id,
seconds since 1970], ...], "evidence": [[indicator, title, file name, version number, SHA-256, version id], ...],
"words": [[indicator, method, subject kind, subject number, reason, comment, face], ...]}.
Private notes stay out: they are the assessors' own. Words are for the agency: why an answer has no value, what was
found, and where a product was looked at. Evidence and words score nothing; they stand there to be read years later.
Where a reviewer set another value, an answer's state and value are the reviewer's, and four more entries tell
whence: step ("verified", "final", "reply" or "correct"), the team's state and value, and the key of the reviewed value.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db.models import Count

from assessments.instruments import Instrument
from assessments.models import Answer, EvidenceVersion, ExcludedIndicator, Locus, ReviewedValue, ReviewStep, Subject
from assessments.models.answer import AnswerState
from assessments.scoring import Answer as ScoringAnswer
from assessments.scoring import State, UnitAnswers


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """A file that stood at an indicator when a result was computed."""

    indicator: str
    title: str
    file_name: str
    version: int
    sha256: str
    version_id: int


_RANK = {step.value: place for place, step in enumerate(ReviewStep)}


def inputs_of(loci: Iterable[Locus]) -> dict[int, str]:
    """The inputs of each locus by its key, in four queries however many loci; needs unit and agency joined."""
    by_key = {locus.pk: locus for locus in loci}
    subjects: dict[int, dict[str, int]] = defaultdict(dict)
    counted = Subject.objects.filter(locus__in=by_key).order_by().values_list("locus", "kind").annotate(Count("pk"))
    for locus, kind, count in counted:
        subjects[locus][kind] = count
    excluded: dict[int, dict[str, str]] = defaultdict(dict)
    for locus, indicator, reason in ExcludedIndicator.objects.filter(locus__in=by_key).values_list(
        "locus", "indicator", "reason"
    ):
        excluded[locus][indicator] = reason
    answers, words = _answers(by_key)
    evidence = _evidence(by_key)
    return {
        key: json.dumps(
            {
                "agency_kind": locus.assessment.agency.kind,
                "unit_kind": locus.unit.kind,
                "subjects": dict(sorted(subjects[key].items())),
                "excluded": dict(sorted(excluded[key].items())),
                "answers": sorted(answers[key]),
                "evidence": sorted(evidence[key]),
                "words": sorted(words[key]),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for key, locus in by_key.items()
    }


def _answers(loci: Iterable[int]) -> tuple[dict[int, list[list[Any]]], dict[int, list[list[Any]]]]:
    """The team's values of each locus, and the words beside them; open answers count as if they were not there."""
    rows = (
        Answer.objects.filter(locus__in=loci, is_chosen=True)
        .exclude(state=AnswerState.OPEN)
        .order_by()
        .values_list(
            "locus",
            "indicator",
            "method",
            "subject__kind",
            "subject__position",
            "state",
            "value",
            "pk",
            "version",
            "rater",
            "answered_at",
            "reason",
            "comment",
            "face",
        )
    )
    reviewed = _reviewed(loci)
    answers: dict[int, list[list[Any]]] = defaultdict(list)
    words: dict[int, list[list[Any]]] = defaultdict(list)
    for locus, *place, state, value, pk, version, rater, at, reason, comment, face in rows.iterator(chunk_size=5000):
        who = [pk, version, rater, _seconds(at)]
        # Where a reviewer's value counts, the team's reason for having none no longer speaks of it.
        said = ["" if pk in reviewed else reason, comment, face]
        if any(said):
            words[locus].append([*place, *said])
        if pk in reviewed:
            step, set_state, set_value, key = reviewed[pk]
            answers[locus].append([*place, set_state, _plain(set_value), *who, step, state, _plain(value), key])
        else:
            answers[locus].append([*place, state, _plain(value), *who])
    return answers, words


def _reviewed(loci: Iterable[int]) -> dict[int, tuple[str, str, Decimal | None, int]]:
    """The value that counts instead of an answer, by its key: that of the latest step, then the newest; one query."""
    rows = ReviewedValue.objects.standing().filter(answer__locus__in=loci)
    found: dict[int, tuple[str, str, Decimal | None, int]] = {}
    for answer, step, state, value, key in rows.values_list("answer", "step", "state", "value", "pk"):
        if answer not in found or _RANK[step] >= _RANK[found[answer][0]]:
            found[answer] = (step, state, value, key)
    return found


def _evidence(loci: Iterable[int]) -> dict[int, list[list[Any]]]:
    """The current version of each piece of evidence that was not withdrawn, once for each of its indicators."""
    rows = (
        EvidenceVersion.objects.filter(evidence__locus__in=loci, evidence__withdrawn_at=None)
        .exclude(evidence__indicators=None)
        .order_by("number")
        .values_list(
            "evidence__locus",
            "evidence",
            "evidence__indicators__indicator",
            "evidence__title",
            "name",
            "number",
            "sha256",
            "pk",
        )
    )
    current = {(evidence, indicator): (locus, [indicator, *rest]) for locus, evidence, indicator, *rest in rows}
    found: dict[int, list[list[Any]]] = defaultdict(list)
    for locus, row in current.values():
        found[locus].append(row)
    return found


def _plain(value: Decimal | None) -> str | None:
    """A value without the zeros that a column's places add: 3, 71.25."""
    if value is None:
        return None
    return str(int(value)) if value == value.to_integral_value() else str(value.normalize())


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def fingerprint(inputs: str) -> str:
    return sha256(inputs.encode()).hexdigest()


def stored_evidence(inputs: str) -> tuple[StoredEvidence, ...]:
    """The evidence in a stored text, for the trace."""
    return tuple(StoredEvidence(*row) for row in json.loads(inputs)["evidence"])


def excluded_indicators(inputs: str) -> dict[str, str]:
    """Indicators that did not apply as a whole, with the reason."""
    found: dict[str, str] = json.loads(inputs)["excluded"]
    return found


def unit_answers(inputs: str, instrument: Instrument) -> UnitAnswers:
    """The stored text in the form that scoring reads."""
    raw = json.loads(inputs)
    return UnitAnswers(
        agency_kind=raw["agency_kind"],
        unit_kind=raw["unit_kind"],
        answers=tuple(_for_scoring(row) for row in raw["answers"]),
        not_applicable=frozenset(raw["excluded"]),
        expected=expected_subjects(raw["subjects"], instrument),
    )


def expected_subjects(subjects: Mapping[str, int], instrument: Instrument) -> dict[tuple[str, str], int]:
    """How many subjects each method of each indicator should have, from what the locus states of each kind."""
    return {
        (indicator.code, code): subjects[method.subject_key]
        for _, indicator in instrument.indicators
        for code, method in indicator.methods.items()
        if method.subject_key in subjects
    }


def _for_scoring(row: list[Any]) -> ScoringAnswer:
    indicator, method, kind, number, state, text, *_ = row
    value = None if text is None else int(text) if text.isdecimal() else Decimal(text)
    return ScoringAnswer(indicator, method, f"{kind} {number}", value, State(state))
