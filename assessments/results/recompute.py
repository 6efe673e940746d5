"""Proving that stored results still follow from their stored inputs."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.models import AlteredInstrumentError, Result, ResultLine, UnitResult
from assessments.results.follow_up import axis_from
from assessments.results.inputs import fingerprint, unit_answers
from assessments.results.services import opinion_of
from assessments.results.trace import differences, dimension_values, indicator_lines, line_values, score_values
from assessments.scoring import AnswerError, FollowUp, Rules, UnitScore, score_agency, score_unit

RESULTS_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Verified:
    """One stored result and what differs in it; nothing does when it is as it was."""

    result: Result
    problems: tuple[str, ...]


def verify_all() -> Iterator[Verified]:
    """Every stored result recomputed from its stored inputs and its stored rules."""
    results = Result.objects.select_related("issue").prefetch_related("units__lines").order_by("pk")
    for result in results.iterator(chunk_size=RESULTS_AT_ONCE):
        yield Verified(result, tuple(_problems(result)))


def _problems(result: Result) -> Iterator[str]:
    if result.issue.sha256 != result.instrument_sha256:
        yield "instrumen bukan terbitan yang dipakai saat dihitung"
    try:
        rules, instrument = result.issue.rules, result.issue.instrument
    except AlteredInstrumentError as error:
        yield str(error)
        return
    scores: list[UnitScore] = []
    for unit in result.units.all():
        if fingerprint(unit.inputs) != unit.inputs_sha256:
            yield f"{unit.unit_name}: masukan tidak lagi sesuai sidiknya"
        try:
            score = score_unit(unit_answers(unit.inputs, instrument), rules)
        except (AnswerError, ValueError, KeyError) as error:
            yield f"{unit.unit_name}: masukan tidak dapat dihitung ({error})"
            continue
        scores.append(score)
        yield from (f"{unit.unit_name}: {problem}" for problem in _unit_problems(unit, score, rules))
    agency = score_agency(scores, rules)
    yield from _axis_problems(result)
    values = score_values(agency, opinion_of(agency, rules, FollowUp(result.follow_up)))
    yield from (f"{name} berbeda" for name in differences(result, values))


def _axis_problems(result: Result) -> Iterator[str]:
    """Results kept before the axis was computed have no products; what they say stands."""
    if not result.follow_up_inputs:
        return
    if fingerprint(result.follow_up_inputs) != result.follow_up_sha256:
        yield "produk Ombudsman tidak lagi sesuai sidiknya"
    if axis_from(result.follow_up_inputs) != result.follow_up:
        yield "tindak lanjut berbeda"


def _unit_problems(unit: UnitResult, score: UnitScore, rules: Rules) -> Iterator[str]:
    values = score_values(score, opinion_of(score, rules, FollowUp.NO))
    values["dimensions"] = [dimension_values(line) for line in score.dimensions]
    yield from (f"{name} berbeda" for name in differences(unit, values))
    lines: dict[str, ResultLine] = {line.indicator: line for line in unit.lines.all()}
    for computed in indicator_lines(score):
        stored = lines.pop(computed.code, None)
        if stored is None:
            yield f"{computed.code}: baris hilang"
            continue
        yield from (f"{computed.code}: {name} berbeda" for name in differences(stored, line_values(computed)))
    yield from (f"{code}: baris tidak dikenal" for code in lines)
