"""Agreement of two judges, worked by hand."""

from fractions import Fraction

from assessments.scoring import agreement_of, weighted_kappa


def quarters(*pairs):
    """Levels 0-4 of both judges as parts of the top."""
    return [(Fraction(first, 4), Fraction(second, 4)) for first, second in pairs]


def test_full_agreement_is_one():
    assert weighted_kappa(quarters((0, 0), (2, 2), (4, 4))) == 1


def test_a_table_worked_by_hand():
    # observed, in squared levels: (0 + 1 + 0 + 4) / 4 = 5/4. Means 10/4 and 11/4, squares 30/4 and 37/4;
    # expected 67/4 - 2 x 10/4 x 11/4 = 12/4. Kappa 1 - 5/12
    assert weighted_kappa(quarters((4, 4), (3, 2), (1, 1), (2, 4))) == Fraction(7, 12)


def test_as_far_apart_as_can_be_is_below_nought():
    # observed 1; means 1/2 and 1/2, expected 1/2 + 1/2 - 2/4 = 1/2: 1 - 2
    assert weighted_kappa(quarters((0, 4), (4, 0))) == -1


def test_what_chance_would_give_is_nought():
    # every first level with every second, once: observed and expected are the same
    assert weighted_kappa(quarters((0, 0), (0, 4), (4, 0), (4, 4))) == 0


def test_it_is_not_defined_where_both_say_the_same_all_along():
    found = agreement_of(quarters((3, 3), (3, 3)))
    assert (found.share, found.kappa) == (1, None)
    assert weighted_kappa([]) is None


def test_one_constant_judge_still_has_a_kappa():
    # observed (0 + 1/16) / 2, expected: means 3/4 and 5/8; 9/16 + 13/32 - 15/16 = 1/32: 1 - 1
    assert weighted_kappa(quarters((3, 3), (3, 2))) == 0


def test_not_applicable_counts_for_the_share_and_not_for_kappa():
    pairs = [*quarters((4, 4), (0, 0)), (None, None), (Fraction(1), None)]
    found = agreement_of(pairs)
    assert (found.pairs, found.equal, found.share, found.kappa) == (4, 3, Fraction(3, 4), 1)


def test_nothing_judged_has_no_share():
    assert agreement_of([]).share is None
