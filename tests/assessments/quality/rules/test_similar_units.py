"""A score far from similar units."""

from decimal import Decimal

from assessments.quality.rules.similar_units import find
from tests.assessments.quality.rules.conftest import scored

PEERS = tuple(Decimal(each) for each in ("80.00", "81.00", "82.00", "83.00", "84.00", "85.00", "86.00", "87.00"))


def test_far_below_the_middle_is_found(snapshot):
    (found,) = find(snapshot(score=scored(IN_01=3, IN_02=3, IN_03=2, IN_04=3), similar=PEERS))
    assert found.sentence == ("Nilai 63,00 jauh di bawah 8 unit sejenis dalam periode ini; nilai tengahnya 83,50.")


def test_the_facts_are_the_own_score_so_a_new_peer_opens_no_waiver(snapshot):
    (one,) = find(snapshot(similar=PEERS))
    (other,) = find(snapshot(similar=(*PEERS, Decimal("88.00"))))
    assert one.digest == other.digest


def test_seven_peers_equal_peers_and_provisional_scores_say_nothing(snapshot):
    assert not list(find(snapshot(similar=PEERS[:7])))
    assert not list(find(snapshot(similar=(Decimal("90.00"),) * 9)))
    assert not list(find(snapshot(score=scored(IN_01=0), similar=PEERS)))
