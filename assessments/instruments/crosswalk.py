"""Crosswalks: which indicator of an edition asks what an indicator of an earlier edition asked; our assumption.

The Ombudsman publishes none. Each file names every indicator of the newer edition once, with what became of it, and
every indicator of the older edition that has no successor.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from assessments.instruments.loader import InstrumentError, edition_codes, load_edition, raw_from
from assessments.instruments.model import Indicator, Instrument, Part, Text

CROSSWALKS = Path(__file__).parent / "crosswalks"

Change = Literal["same", "reworded", "changed_scale", "new"]
IndicatorCode = Annotated[str, Field(pattern=r"^[A-Z]{1,3}-\d{2}$")]


class Succession(Part):
    """One indicator of the newer edition: `same`, `reworded` (levels still comparable), `changed_scale`, or `new`.

    `of`: the earlier indicators it follows; of several, the mean of their values is compared.
    """

    code: IndicatorCode
    change: Change
    of: tuple[IndicatorCode, ...] = Field(default=(), strict=False)
    note: Text | None = None

    @model_validator(mode="after")
    def _follows_something_unless_new(self) -> Self:
        if (self.change == "new") == bool(self.of):
            raise ValueError("of: isi indikator lama yang dilanjutkan, atau kosongkan bila change: new")
        if self.change == "same" and len(self.of) != 1:
            raise ValueError("of: indikator yang sama melanjutkan tepat satu indikator lama")
        if self.change in {"reworded", "changed_scale"} and self.note is None:
            raise ValueError("note: jelaskan apa yang berubah")
        return self

    @property
    def is_comparable(self) -> bool:
        """Whether a value 0-1 of the older edition may stand for one of the newer."""
        return self.change in {"same", "reworded"}


class Dropped(Part):
    code: IndicatorCode
    note: Text


class Crosswalk(Part):
    """From one edition to a later one, whole: nothing of either is left out."""

    older: Text
    newer: Text
    assumed: Literal[True]
    note: Text
    indicators: tuple[Succession, ...] = Field(min_length=1, strict=False)
    dropped: tuple[Dropped, ...] = Field(default=(), strict=False)

    def succession_of(self, code: str) -> Succession:
        """What became the indicator of that code in the newer edition; KeyError when it has none."""
        for succession in self.indicators:
            if succession.code == code:
                return succession
        raise KeyError(code)

    def carried_over(self, values: Mapping[str, Fraction]) -> "dict[str, CarriedValue]":
        """The newer edition's comparable values (0-1) from the older one's; the mean of several, if all are known."""
        carried: dict[str, CarriedValue] = {}
        for succession in self.indicators:
            if succession.is_comparable and all(code in values for code in succession.of):
                known = [values[code] for code in succession.of]
                carried[succession.code] = CarriedValue(sum(known, Fraction(0)) / len(known), succession)
        return carried


@dataclass(frozen=True, slots=True)
class CarriedValue:
    """A value 0-1 that an older result lends to an indicator, and by which succession."""

    value: Fraction
    succession: Succession


class NoCrosswalkError(Exception):
    """No crosswalk leads from one edition to the other."""

    def __init__(self, older: str, newer: str) -> None:
        self.older = older
        self.newer = newer
        super().__init__(f"Belum ada padanan indikator dari {older} ke {newer}.")


@cache
def crosswalk_between(older: str, newer: str) -> Crosswalk:
    """The crosswalk between two editions; one edition follows itself, each indicator the same.

    Raises NoCrosswalkError when none ships, InstrumentError when the file cannot be used.
    """
    if older == newer:
        return _identity(load_edition(newer))
    path = CROSSWALKS / f"{older}_{newer}.yaml"
    if not path.exists():
        raise NoCrosswalkError(older, newer)
    return load_crosswalk(path.read_bytes(), name=path.name)


def load_crosswalk(content: bytes, *, name: str) -> Crosswalk:
    """A crosswalk from a file's bytes; raises InstrumentError naming every problem as `name: key: what to do`."""
    raw = raw_from(content, name=name)
    try:
        crosswalk = Crosswalk.model_validate(raw)
    except ValidationError as error:
        raise InstrumentError(
            [f"{name}: {'.'.join(map(str, each['loc'])) or 'berkas'}: {each['msg']}" for each in error.errors()]
        ) from error
    problems = [f"{name}: {problem}" for problem in _contradictions(crosswalk, name)]
    if problems:
        raise InstrumentError(problems)
    return crosswalk


def _identity(edition: Instrument) -> Crosswalk:
    return Crosswalk(
        older=edition.code,
        newer=edition.code,
        assumed=True,
        note="Edisi yang sama.",
        indicators=tuple(
            Succession(code=indicator.code, change="same", of=(indicator.code,)) for _, indicator in edition.indicators
        ),
    )


def _contradictions(crosswalk: Crosswalk, name: str) -> Iterator[str]:
    unknown = [code for code in (crosswalk.older, crosswalk.newer) if code not in edition_codes()]
    if unknown:
        yield from (f"instrumen '{code}' tidak dikenal; pilih {', '.join(edition_codes())}" for code in unknown)
        return
    if name != f"{crosswalk.older}_{crosswalk.newer}.yaml":
        yield f"nama berkas harus {crosswalk.older}_{crosswalk.newer}.yaml"
    older = {each.code: each for _, each in load_edition(crosswalk.older).indicators}
    newer = {each.code: each for _, each in load_edition(crosswalk.newer).indicators}
    yield from _wrong_list("indicators", [each.code for each in crosswalk.indicators], set(newer), crosswalk.newer)
    followed = {code for each in crosswalk.indicators for code in each.of}
    for code in sorted(followed - set(older)):
        yield f"indicators.of: {code} tidak ada di {crosswalk.older}"
    yield from _wrong_list("dropped", [each.code for each in crosswalk.dropped], set(older) - followed, crosswalk.older)
    for each in crosswalk.indicators:
        if each.change == "same" and each.code in newer and each.of[0] in older:
            difference = _difference(older[each.of[0]], newer[each.code])
            if difference:
                yield f"indicators.{each.code}: change: same, tetapi {difference} berbeda dari {each.of[0]}"


def _wrong_list(key: str, codes: list[str], wanted: set[str], edition: str) -> Iterator[str]:
    yield from (f"{key}: {code} ditulis {n} kali" for code, n in Counter(codes).items() if n > 1)
    yield from (f"{key}: {code} dari {edition} belum disebut" for code in sorted(wanted - set(codes)))
    yield from (f"{key}: {code} tidak ada di {edition} atau sudah dilanjutkan" for code in sorted(set(codes) - wanted))


def _difference(old: Indicator, new: Indicator) -> str:
    """What two indicators said to be the same do not share, or nothing."""
    if {code: rule.subject_key for code, rule in old.methods.items()} != {
        code: rule.subject_key for code, rule in new.methods.items()
    }:
        return "cara atau subjeknya"
    if (old.levels, old.scale) != (new.levels, new.scale):
        return "uraian tingkatnya"
    return ""
