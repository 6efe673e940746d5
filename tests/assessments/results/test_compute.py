"""Results are computed from the team's answers, kept for good, and follow from what was kept."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from agencies.models import WrittenOnceError
from assessments.models import Answer, ExcludedIndicator, Result, ResultLine, UnitResult
from assessments.results.services import compute, preview

pytestmark = pytest.mark.django_db


def alter(row, **columns):
    """What no code of the house can do: change a row that is written once, straight in the database."""
    places = ", ".join(f"{column} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {places} WHERE id = %s", [*columns.values(), row.pk])


def test_a_result_prints_what_the_answers_give(sheet):
    sheet.answer_everything(level=3)
    result = compute(assessment=sheet.assessment, actor=None)
    assert result.score == result.low == result.high == Decimal("75.00")
    assert (result.category, result.indicative_zone, result.zone) == ("Cukup", "kuning", "")
    assert not result.provisional
    assert not result.opinion_is_final


def test_every_line_of_the_trace_is_kept_and_sums_to_the_score(sheet):
    sheet.answer_everything(level=3)
    result = compute(assessment=sheet.assessment, actor=None)
    for unit in result.units.all():
        lines = [line for line in unit.lines.all() if line.points]
        assert sum(Fraction(line.points) for line in lines) == Fraction(unit.exact) == 75
        assert sum(line.lost_points for line in lines).quantize(Decimal("0.01")) == 25


def test_an_unanswered_sheet_is_provisional_and_never_zero(sheet):
    result = compute(assessment=sheet.assessment, actor=None)
    assert result.score is None
    assert result.provisional
    assert (result.low, result.high) == (Decimal("0.00"), Decimal("100.00"))


def test_a_subject_the_locus_expects_and_nobody_answered_counts_as_missing(sheet):
    sheet.answer_everything(level=4)
    Answer.objects.filter(indicator="PG-01", subject__position=2).delete()
    result = compute(assessment=sheet.assessment, actor=None)
    assert result.score == Decimal("100.00")
    assert result.provisional
    assert result.low < 100


def test_an_excluded_indicator_leaves_its_dimension(sheet):
    sheet.answer_everything(level=4)
    Answer.objects.filter(indicator="IN-01").delete()
    ExcludedIndicator.objects.create(
        locus=sheet.loci[0], indicator="IN-01", reason="tidak ada penilaian sebelumnya", excluded_by=sheet.assessor
    )
    ExcludedIndicator.objects.create(
        locus=sheet.loci[1], indicator="IN-01", reason="tidak ada penilaian sebelumnya", excluded_by=sheet.assessor
    )
    result = compute(assessment=sheet.assessment, actor=None)
    assert (result.score, result.provisional) == (Decimal("100.00"), False)


def test_a_value_the_team_did_not_choose_changes_nothing(sheet):
    sheet.answer_everything(level=4)
    Answer.objects.filter(indicator="IN-02").update(is_chosen=False)
    assert compute(assessment=sheet.assessment, actor=None).provisional


def test_the_preview_is_the_very_number_that_is_kept(sheet):
    sheet.answer_everything(level=2)
    score, units = preview(sheet.assessment)
    result = compute(assessment=sheet.assessment, actor=None)
    assert score.score == result.score
    assert [unit.score.score for unit in units] == [unit.score for unit in result.units.all()]


def test_a_second_computation_replaces_and_keeps_the_first(sheet):
    sheet.answer_everything(level=2)
    first = compute(assessment=sheet.assessment, actor=None)
    second = compute(assessment=sheet.assessment, actor=None)
    assert second.replaces == first
    assert list(Result.objects.current()) == [second]


def test_a_result_cannot_be_changed_or_removed(sheet):
    result = compute(assessment=sheet.assessment, actor=None)
    with pytest.raises(WrittenOnceError):
        result.save()
    with pytest.raises(WrittenOnceError):
        Result.objects.all().delete()


def test_computing_costs_the_same_queries_for_few_and_for_many_answers(sheet, django_assert_num_queries):
    # savepoint in and out, current result, loci, subjects, exclusions, reviewed values, answers,
    # evidence, then four inserts
    with django_assert_num_queries(16):
        compute(assessment=sheet.assessment, actor=None)
    sheet.answer_everything(level=2)
    with django_assert_num_queries(16):
        compute(assessment=sheet.assessment, actor=None)


def test_the_store_verifies_as_long_as_nobody_touches_it(sheet, capsys):
    sheet.answer_everything(level=3)
    compute(assessment=sheet.assessment, actor=None)
    call_command("recompute", "--verify")
    assert "1 hasil dihitung ulang" in capsys.readouterr().out


def test_one_altered_input_is_found_and_named(sheet):
    sheet.answer_everything(level=3)
    compute(assessment=sheet.assessment, actor=None)
    unit = UnitResult.objects.first()
    altered = unit.inputs.replace('"scored","3"', '"scored","4"', 1)
    assert altered != unit.inputs
    alter(unit, inputs=altered)
    with pytest.raises(CommandError) as found:
        call_command("recompute", "--verify")
    assert found.value.returncode == 1
    assert unit.unit_name in str(found.value)
    assert "masukan tidak lagi sesuai sidiknya" in str(found.value)


def test_an_altered_line_of_the_trace_is_found_too(sheet):
    sheet.answer_everything(level=3)
    compute(assessment=sheet.assessment, actor=None)
    alter(ResultLine.objects.first(), points="1/2")
    with pytest.raises(CommandError, match="points berbeda"):
        call_command("recompute", "--verify")


def test_without_any_result_there_is_nothing_to_verify():
    with pytest.raises(CommandError) as refused:
        call_command("recompute", "--verify")
    assert refused.value.returncode == 2
