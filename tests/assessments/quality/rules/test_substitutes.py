"""Substitute respondents."""

import pytest

from assessments.quality.rules.substitutes import find

OFFICERS = "officer-pelayanan"


@pytest.mark.parametrize(("substitutes", "severity"), [(2, "warning"), (3, "error"), (4, "error")])
def test_more_than_a_third_is_a_warning_and_more_than_half_an_error(snapshot, substitutes, severity):
    (found,) = find(snapshot(expected={OFFICERS: 4}, substitutes={OFFICERS: substitutes}))
    assert (found.severity, found.key) == (severity, OFFICERS)
    assert found.sentence == f"{substitutes} dari 4 petugas pelayanan adalah pengganti."


def test_one_of_four_may_stand_in(snapshot):
    assert not list(find(snapshot(expected={OFFICERS: 4}, substitutes={OFFICERS: 1})))
    assert not list(find(snapshot(expected={OFFICERS: 3}, substitutes={OFFICERS: 1})))
