"""A crosswalk names every indicator of both editions once, and says that it is an assumption."""

from fractions import Fraction

import pytest

from assessments.instruments import InstrumentError, load_edition
from assessments.instruments.crosswalk import CROSSWALKS, NoCrosswalkError, crosswalk_between, load_crosswalk

SHIPPED = sorted(CROSSWALKS.glob("*.yaml"))
NAME = "opini-2025_opini-2026.yaml"
TEXT = (CROSSWALKS / NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_crosswalk_is_whole_and_marked_as_assumed(path):
    crosswalk = load_crosswalk(path.read_bytes(), name=path.name)
    assert crosswalk.assumed
    assert [each.code for each in crosswalk.indicators] == [
        indicator.code for _, indicator in load_edition(crosswalk.newer).indicators
    ]


def test_the_editions_of_2024_to_2026_are_joined():
    assert {path.stem for path in SHIPPED} == {
        "kepatuhan-2024_opini-2025",
        "kepatuhan-2024_opini-2026",
        "opini-2025_opini-2026",
    }


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("assumed: true", "assumed: false", "assumed"),
        ("  - code: IN-01\n    change: new\n", "", "indicators: IN-01 dari opini-2026 belum disebut"),
        ("  - code: IN-01\n", "  - code: IN-02\n", "indicators: IN-02 ditulis 2 kali"),
        ("of: [PR-01]", "of: [PR-21]", "PR-21 tidak ada di opini-2025"),
        ("of: [PR-01]", "of: []", "of: isi indikator lama"),
        (
            "change: reworded\n    of: [PR-01]",
            "change: same\n    of: [PR-01]",
            "cara atau subjeknya berbeda dari PR-01",
        ),
        ("of: [PG-01]", "of: [PG-02]", "uraian tingkatnya berbeda dari PG-02"),
        (
            "dropped:\n  - code: IN-01",
            "dropped:\n  - code: IN-03",
            "IN-03 tidak ada di opini-2025 atau sudah dilanjutkan",
        ),
        ("older: opini-2025", "older: opini-2019", "instrumen 'opini-2019' tidak dikenal"),
        ("older: opini-2025", "older: kepatuhan-2024", "nama berkas harus kepatuhan-2024_opini-2026.yaml"),
    ],
)
def test_a_mistake_is_refused_by_file_and_key(good, bad, says):
    assert good in TEXT
    with pytest.raises(InstrumentError) as refused:
        load_crosswalk(TEXT.replace(good, bad, 1).encode(), name=NAME)
    assert any(says in problem for problem in refused.value.problems), refused.value.problems
    assert all(problem.startswith(f"{NAME}: ") for problem in refused.value.problems)


def test_every_mistake_is_named_in_one_message():
    broken = TEXT.replace("of: [PR-01]", "of: [PR-21]").replace("  - code: IN-01\n    change: new\n", "")
    with pytest.raises(InstrumentError) as refused:
        load_crosswalk(broken.encode(), name=NAME)
    assert len(refused.value.problems) >= 3


def test_comparable_values_are_carried_over_and_the_mean_of_several():
    values = {"IN-03": Fraction(1, 2), "IN-04": Fraction(1), "IN-02": Fraction(1), "PG-01": Fraction(1, 4)}
    carried = crosswalk_between("opini-2025", "opini-2026").carried_over(values)
    assert {code: each.value for code, each in carried.items()} == {"PR-09": Fraction(3, 4), "PG-01": Fraction(1, 4)}
    assert "IN-03" not in carried


def test_a_mean_of_several_needs_all_of_them():
    assert crosswalk_between("opini-2025", "opini-2026").carried_over({"IN-03": Fraction(1, 2)}) == {}


def test_an_edition_follows_itself():
    values = {"IN-01": Fraction(1, 3)}
    assert crosswalk_between("opini-2026", "opini-2026").carried_over(values)["IN-01"].value == Fraction(1, 3)


def test_editions_without_a_crosswalk_are_not_guessed():
    with pytest.raises(NoCrosswalkError, match="kepatuhan-2021 ke opini-2026"):
        crosswalk_between("kepatuhan-2021", "opini-2026")
