"""A stored result is told whole, from stored values only, down to single answers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone

from assessments.models import Answer, Evidence, EvidenceIndicator, EvidenceVersion, ExcludedIndicator, Result
from assessments.results.explain import tell
from assessments.results.explain.arithmetic import method_step
from assessments.results.recompute import verify_all
from assessments.results.services import compute

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(sheet):
    """Compute what stands on the sheet and tell it."""

    def tell_it(**how):
        result = compute(assessment=sheet.assessment, actor=sheet.assessor)
        return tell(Result.objects.with_names().get(pk=result.pk), **{"with_raters": True, **how})

    return tell_it


def set_levels(indicator, method, levels):
    answers = Answer.objects.filter(indicator=indicator, method=method).order_by("locus", "subject__position")
    for locus in {answer.locus_id for answer in answers}:
        for answer, level in zip(answers.filter(locus=locus), levels, strict=True):
            answer.value = level
            answer.save()


def indicator_of(story, code, unit=0):
    return next(each for each in story.units[unit].indicators if each.code == code)


def test_the_arithmetic_of_a_method_is_printed_down_to_single_levels(sheet, told):
    sheet.answer_everything(level=3)
    set_levels("PR-08", "interview", [3, 2, 4, 3])
    indicator = indicator_of(told(), "PR-08")
    steps = {method.code: method.step.text for method in indicator.methods}
    assert steps["interview"] == "(3 + 2 + 4 + 3) / (4 × 4) = 0,7500"
    assert steps["document"] == "3 / 4 = 0,7500"


def test_the_arithmetic_runs_from_the_indicator_to_the_opinion(sheet, told):
    sheet.answer_everything(level=3)
    story = told()
    unit = story.units[0]
    assert [step.text for step in indicator_of(story, "IN-01").steps] == [
        "nilai cara Pemeriksaan dokumen = 0,7500",
        "25 × 0,3333 × 0,7500 = 6,2500",
        "25 × 0,3333 × (1 − 0,7500) ≈ 2,0833",
    ]
    assert [step.text for step in unit.dimensions[0].steps] == [
        "(0,7500 + 0,7500 + 0,7500) / 3 = 0,7500",
        "25 × 0,7500 = 18,7500",
    ]
    assert [step.text for step in unit.steps][:2] == [
        "18,7500 + 15,0000 + 7,5000 + 11,2500 + 22,5000 = 75,0000",
        "75,0000 dibulatkan ke 2 desimal = 75,00",
    ]
    assert [step.text for step in story.steps] == [
        "(75,00 + 75,00) / 2 = 75,0000",
        "75,0000 dibulatkan ke 2 desimal = 75,00",
        "54,00 ≤ 75,00 < 76,00 → kategori Cukup · warna indikatif kuning · Kualitas Sedang",
        f"0 produk jatuh tempo sampai {timezone.localdate():%d-%m-%Y}, belum dipastikan oleh kantor pusat"
        " → Belum dipastikan",
        "Kualitas Sedang; tindak lanjut produk Ombudsman: belum dipastikan → Kualitas Sedang (belum final)",
    ]


def test_long_sums_are_printed_by_level():
    step = method_step("Survei pengguna", [Decimal(4)] * 12 + [Decimal(2)] * 18, 4, Fraction(7, 10))
    assert step.text == "(12 × 4 + 18 × 2) / (30 × 4) = 0,7000"


def test_every_printed_number_is_the_stored_one_and_sums_to_the_score(sheet, told):
    sheet.answer_everything(level=2)
    set_levels("PR-08", "interview", [1, 1, 1, 2])
    story = told()
    for unit in story.units:
        assert sum(Fraction(dimension.points_exact) for dimension in unit.dimensions) == Fraction(unit.exact)
        for dimension in unit.dimensions:
            won = [Fraction(each.points_exact) for each in dimension.indicators if each.points_exact]
            assert sum(won) == Fraction(dimension.points_exact)


def test_each_answer_tells_its_level_its_subject_when_and_who(sheet, told):
    sheet.answer_everything(level=3)
    answer = indicator_of(told(), "IN-01").methods[0].answers[0]
    stored = Answer.objects.get(pk=answer.answer_id)
    assert (answer.value, answer.subject, answer.rater, answer.version) == (3, "Unit layanan", "Sari", 1)
    assert answer.level_text == sheet.assessment.period.issue.instrument.indicator("IN-01").levels[3]
    assert abs((answer.answered_at - stored.answered_at).total_seconds()) < 1


def test_readers_outside_the_ombudsman_never_meet_a_rater(sheet, told):
    sheet.answer_everything(level=3)
    story = told(with_raters=False)
    assert "Sari" not in repr(story)


def test_nobody_meets_a_note_or_the_name_of_a_citizen(sheet, told):
    sheet.answer_everything(level=3)
    Answer.objects.update(note="rahasia asesor")
    for locus in sheet.loci:
        locus.subjects.filter(kind="user").update(name="Nyonya Warga")
    story = told()
    assert "rahasia asesor" not in repr(story)
    assert "Nyonya Warga" not in repr(story)


def test_products_are_called_by_their_name(sheet, told):
    sheet.answer_everything(level=3)
    sheet.loci[0].subjects.filter(kind="product", position=1).update(name="Kartu Keluarga")
    observed = next(each for each in indicator_of(told(), "PR-02").methods if each.code == "observation")
    assert [each.subject for each in observed.answers] == ["Produk layanan 1: Kartu Keluarga", "Produk layanan 2"]


def test_an_unfinished_unit_tells_what_is_still_possible(sheet, told):
    sheet.answer_everything(level=4)
    Answer.objects.filter(indicator__startswith="PG").delete()
    story = told()
    assert story.provisional
    assert (story.low, story.high) == (Decimal("85.00"), Decimal("100.00"))
    assert [band.opinion for band in story.bands_touched] == ["Kualitas Tinggi", "Kualitas Tertinggi"]
    missing = indicator_of(story, "PG-01")
    assert (missing.outcome_text, missing.value, missing.lost, missing.steps) == ("Belum dijawab", None, None, ())
    assert story.units[0].dimensions[0].steps[1].text == "25 × 100 / 85 × 1,0000 ≈ 29,4118"


def test_a_result_without_any_answer_is_told_without_a_number(told):
    story = told()
    assert (story.score, story.band, story.steps) == (None, None, ())
    assert len(story.bands_touched) == len(story.bands)
    assert story.units[0].steps == ()


def test_an_excluded_indicator_says_why(sheet, told):
    sheet.answer_everything(level=4)
    Answer.objects.filter(indicator="IN-01", locus=sheet.loci[0]).delete()
    ExcludedIndicator.objects.create(
        locus=sheet.loci[0], indicator="IN-01", reason="belum pernah dinilai", excluded_by=sheet.assessor
    )
    left = indicator_of(told(), "IN-01")
    assert (left.outcome_text, left.reason, left.points) == ("Tidak berlaku", "belum pernah dinilai", None)


def test_losses_are_the_largest_first_and_across_units_they_add_up_to_what_is_missing(sheet, told):
    sheet.answer_everything(level=4)
    Answer.objects.filter(indicator="IN-02").update(value=1)
    Answer.objects.filter(indicator="KP-01", locus=sheet.loci[1]).update(value=3)
    story = told()
    assert [(loss.code, loss.unit) for loss in story.losses] == [
        ("IN-02", "Kantor Pusat"),
        ("IN-02", "Layanan Daring"),
        ("KP-01", "Layanan Daring"),
    ]
    lost = sum(each.mean_lost for each in story.losses_by_indicator)
    assert lost == 100 - story.score
    assert story.units[1].indicators_by_loss[0].code == "IN-02"
    assert all(each.mean_percent == 100 for each in story.strengths)


def test_dimensions_stand_beside_each_other_over_the_units(sheet, told):
    sheet.answer_everything(level=4)
    Answer.objects.filter(indicator__startswith="IN", locus=sheet.loci[0]).update(value=2)
    row = told().dimensions[0]
    assert [(cell.unit, cell.points, cell.percent) for cell in row.cells] == [
        ("Kantor Pusat", Decimal("12.5000"), Decimal("50.00")),
        ("Layanan Daring", Decimal("25.0000"), Decimal("100.00")),
    ]
    assert row.mean_percent == Decimal("75.00")
    assert row.weight_assumed


def test_evidence_is_told_as_it_stood_when_the_result_was_computed(sheet, told):
    sheet.answer_everything(level=4)
    evidence = Evidence.objects.create(locus=sheet.loci[0], title="Renstra")
    EvidenceIndicator.objects.create(evidence=evidence, indicator="IN-01")
    for number, name in enumerate(["lama.pdf", "baru.pdf"], start=1):
        EvidenceVersion.objects.create(
            evidence=evidence, number=number, name=name, size=1, sha256=str(number) * 64, uploaded_by=sheet.assessor
        )
    story = told()
    EvidenceVersion.objects.create(
        evidence=evidence, number=3, name="terlambat.pdf", size=1, sha256="3" * 64, uploaded_by=sheet.assessor
    )
    (again,) = indicator_of(tell(Result.objects.with_names().get(), with_raters=False), "IN-01").evidence
    assert again == indicator_of(story, "IN-01").evidence[0]
    assert (again.file_name, again.version, again.sha256) == ("baru.pdf", 2, "2" * 64)


def test_the_assumptions_of_the_edition_are_said(told):
    titles = [each.title for each in told().assumptions]
    assert {"Bobot dimensi", "Bobot indikator", "Batas nilai", "Warna indikatif", "Teks tingkat"} <= set(titles)


def test_a_story_costs_the_same_queries_for_few_and_for_many_answers(sheet, django_assert_num_queries):
    sheet.answer_everything(level=3)
    compute(assessment=sheet.assessment, actor=sheet.assessor)
    Answer.objects.exclude(indicator="IN-01").delete()
    compute(assessment=sheet.assessment, actor=sheet.assessor)
    for result in Result.objects.with_names():
        # units, lines, evidence, products, raters (evidence's indicators only where there is evidence)
        with django_assert_num_queries(5):
            tell(result, with_raters=True)


def test_one_unit_can_be_told_alone(sheet, told):
    sheet.answer_everything(level=3)
    result = compute(assessment=sheet.assessment, actor=None)
    own = result.units.get(unit_name="Layanan Daring")
    story = tell(Result.objects.with_names().get(pk=result.pk), with_raters=False, units=[own.pk])
    assert [unit.name for unit in story.units] == ["Layanan Daring"]
    assert "Kantor Pusat" not in repr(story)


def test_evidence_stays_told_when_it_is_taken_off_or_withdrawn_later(sheet, told):
    sheet.answer_everything(level=4)
    evidence = Evidence.objects.create(locus=sheet.loci[0], title="Renstra")
    EvidenceIndicator.objects.create(evidence=evidence, indicator="IN-01")
    EvidenceVersion.objects.create(
        evidence=evidence, number=1, name="renstra.pdf", size=1, sha256="1" * 64, uploaded_by=sheet.assessor
    )
    told()
    evidence.indicators.all().delete()
    Evidence.objects.update(
        title="Lain", withdrawn_at=timezone.now(), withdrawn_by=sheet.assessor, withdrawn_reason="Keliru."
    )
    again = tell(Result.objects.with_names().get(), with_raters=False)
    (story,) = indicator_of(again, "IN-01").evidence
    assert (story.title, story.file_name, story.sha256) == ("Renstra", "renstra.pdf", "1" * 64)
    assert not any(each.problems for each in verify_all())
