"""The draw: reproducible, by office, and rounded up."""

from assessments.second_rating.drawing import drawn

KEYS = [f"lokus-{number}" for number in range(1, 11)]


def test_the_same_seed_draws_the_same_and_another_one_others():
    first = drawn({"sumsel": KEYS}, share=30, seed="a")
    assert first == drawn({"sumsel": reversed(KEYS)}, share=30, seed="a")
    assert set(first) != set(drawn({"sumsel": KEYS}, share=30, seed="b"))


def test_every_office_has_its_share_rounded_up():
    found = drawn({"sumsel": KEYS, "jambi": ["satu"]}, share=11, seed="a")
    assert "satu" in found
    assert len(found) == 3


def test_it_can_be_followed_by_hand():
    # SHA-256 of "a:x" begins with ef, of "a:y" with f7
    assert drawn({"": ["x", "y"]}, share=50, seed="a") == ("x",)


def test_all_of_them_at_a_hundred_percent():
    assert set(drawn({"sumsel": KEYS}, share=100, seed="a")) == set(KEYS)
