"""An edition is read strictly: every kind of mistake is refused with its file, key and what to do."""

from pathlib import Path

import pytest

from assessments.instruments import InstrumentError, UnknownInstrumentError, load_bytes, load_edition

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken").glob("*.yaml"))


def test_a_sound_edition_is_read():
    instrument = load_bytes((HERE / "valid.yaml").read_bytes(), name="valid.yaml")
    assert [indicator.code for _, indicator in instrument.indicators] == ["A-01", "B-01", "B-02"]
    assert len(instrument.sha256) == 64


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_edition_is_refused_by_name_and_key(path):
    says = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# says: ")
    with pytest.raises(InstrumentError) as refused:
        load_bytes(path.read_bytes(), name=path.name)
    assert any(says in problem for problem in refused.value.problems), refused.value.problems
    assert all(problem.startswith(f"{path.name}: ") for problem in refused.value.problems)


def test_every_mistake_is_named_in_one_message():
    content = (HERE / "valid.yaml").read_text(encoding="utf-8")
    for good, bad in [("legal_basis", "legal_base"), ('"60.5"', "60.5"), ("expected: 2", "expected: 0")]:
        content = content.replace(good, bad)
    with pytest.raises(InstrumentError) as refused:
        load_bytes(content.encode(), name="many.yaml")
    assert len(refused.value.problems) >= 4


def test_an_unknown_edition_is_answered_with_the_known_ones():
    with pytest.raises(UnknownInstrumentError, match=r"kepatuhan-2021, .*opini-2026"):
        load_edition("kepatuhan-1999")


def test_a_name_that_is_a_path_is_no_edition():
    with pytest.raises(UnknownInstrumentError):
        load_edition("../editions/opini-2026")
