"""How far a locus is, what its score is so far, and what the question costs."""

from decimal import Decimal

import pytest

from assessments.fieldwork.selectors.sheet import rows_of_part
from assessments.fieldwork.selectors.standing import standing_of
from assessments.fieldwork.selectors.worklist import worklist_of
from assessments.fieldwork.services import plan_assessment, set_team
from assessments.models import Answer, AnswerState
from assessments.results.services import preview

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer_all():
    """Every question gets a level; secondary data the same part of 100; `limit` stops early."""

    def fill(locus, rater, level, limit=None):
        Answer.objects.bulk_create(
            Answer(
                locus=locus,
                indicator=question.indicator.code,
                method=question.method,
                subject=question.subject,
                rater=rater,
                state=AnswerState.SCORED,
                value=25 * level if question.is_secondary else level,
            )
            for question in standing_of(locus).questions[:limit]
        )

    return fill


def test_an_untouched_sheet_has_no_score_but_every_band(dinsos):
    standing = standing_of(dinsos)
    assert (standing.progress.answered, standing.progress.percent) == (0, 0)
    assert standing.score.score is None
    assert standing.score.interval == (0, 100)
    assert len(standing.score.bands_touched) == 5


def test_a_part_of_the_answers_gives_a_provisional_score_with_its_interval(dinsos, sari, answer_all):
    answer_all(dinsos, sari, 3, limit=60)
    score = standing_of(dinsos).score
    assert score.provisional
    assert score.score == Decimal("75.00")
    low, high = score.interval
    assert low < score.score < high


def test_a_complete_sheet_has_its_score_and_one_band(dinsos, sari, answer_all):
    answer_all(dinsos, sari, 4)
    standing = standing_of(dinsos)
    assert standing.progress.is_complete
    assert standing.score.score == 100
    assert not standing.score.provisional
    assert [band.opinion for band in standing.score.bands_touched] == ["Kualitas Tertinggi"]


def test_the_sheet_says_what_the_result_will_say(dinsos, puskesmas, sari, answer_all, muba_2026):
    answer_all(dinsos, sari, 3, limit=90)
    answer_all(puskesmas, sari, 2, limit=120)
    _, scored = preview(muba_2026)
    assert [each.score for each in scored] == [standing_of(dinsos).score, standing_of(puskesmas).score]


def test_a_sheet_costs_the_same_with_10_answers_and_with_250(
    dinsos, puskesmas, sari, andi, answer_all, django_assert_num_queries
):
    answer_all(dinsos, sari, 3, limit=10)
    answer_all(puskesmas, sari, 3)
    assert standing_of(puskesmas).progress.answered > 200
    for locus in (dinsos, puskesmas):
        # the subjects, the indicators left out, the answers
        with django_assert_num_queries(3):
            standing = standing_of(locus)
            assert standing.score.score is not None
        # the answers about one subject with their raters
        with django_assert_num_queries(1):
            rows_of_part(standing.parts[0], sari)


def test_the_parts_come_in_the_order_of_a_visit(dinsos):
    slugs = [part.slug for part in standing_of(dinsos).parts]
    assert slugs[:10] == [
        "petugas-1",
        "petugas-2",
        "petugas-3",
        "petugas-4",
        "produk-1",
        "produk-2",
        "dokumen",
        "pengaduan-dokumen",
        "pengaduan-1",
        "pengaduan-2",
    ]
    assert slugs[10:] == [*(f"pengguna-{number}" for number in range(1, 31)), "data-sekunder"]


def test_a_rubric_with_a_line_for_each_method_shows_the_line_at_hand(dinsos):
    questions = {
        question.method: question for question in standing_of(dinsos).questions if question.indicator.code == "PR-08"
    }
    assert questions["interview"].level_text(1).startswith("Petugas menyebut dengan benar satu")
    assert questions["document"].level_text(1).startswith("Ada ijazah")


def test_a_worklist_costs_the_same_for_one_locus_and_for_many(
    sari, dewi, opini_2026, dinsos, puskesmas, muara_enim, django_assert_num_queries, answered
):
    answered(sari, dinsos, "IN-01", "document", 3)
    # the person, the scope, the loci, the issue of their period, subjects, indicators left out, answers
    with django_assert_num_queries(7):
        few = worklist_of(type(sari).objects.get(pk=sari.pk))
    assert [each.progress.answered for each in few.open] == [1, 0]
    units = [muara_enim.units.create(kind="lainnya", name=f"Kecamatan {number}") for number in range(40)]
    more = plan_assessment(actor=dewi, period=opini_2026, agency=muara_enim, units=units, reason="Banyak.")
    set_team(actor=dewi, assessment=more, lead=dewi, members=[sari])
    with django_assert_num_queries(7):
        assert len(worklist_of(type(sari).objects.get(pk=sari.pk)).open) == 42


def test_the_worklist_and_the_sheet_count_alike(sari, dinsos, answered):
    answered(sari, dinsos, "IN-01", "document", 3)
    listed = {each.locus.pk: each.progress for each in worklist_of(sari).open}
    assert listed[dinsos.pk] == standing_of(dinsos).progress


def test_someone_outside_the_team_has_nothing_to_do(rahmat, joko, dinsos):
    for person in (rahmat, joko):
        assert worklist_of(person).open == ()
