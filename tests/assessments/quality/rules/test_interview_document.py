"""Interview against document."""

from assessments.quality.rules.interview_document import find


def told(said, *levels):
    return [
        said("IN-01", level, method="interview", kind="officer-pelayanan", number=number)
        for number, level in enumerate(levels, start=1)
    ]


def test_two_levels_apart_in_the_mean_are_found(snapshot, said):
    (found,) = find(snapshot(said=[*told(said, 4, 4, 3, 3), said("IN-01", 1)]))
    assert found.key == "IN-01"
    assert found.sentence == "IN-01 Renja: wawancara rata-rata 3,50, dokumen 1,00 dari 4."


def test_a_little_less_is_not(snapshot, said):
    assert not list(find(snapshot(said=[*told(said, 3, 3, 3, 2), said("IN-01", 1)])))


def test_what_does_not_apply_says_nothing(snapshot, said):
    assert not list(find(snapshot(said=[*told(said, 4, 4), said("IN-01", None)])))
