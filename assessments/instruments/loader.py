"""Reading an edition from its YAML file: strict, and refusing with every problem at once."""

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

import yaml
from pydantic import ValidationError

from assessments.instruments.model import Indicator, Instrument, Marked

EDITIONS = Path(__file__).parent / "editions"
FROZEN = EDITIONS / "frozen.sha256"


class InstrumentError(Exception):
    """An edition that cannot be used; `problems` holds one sentence for each mistake, with file and key."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class UnknownInstrumentError(InstrumentError):
    """No edition has this code."""

    def __init__(self, code: str) -> None:
        known = ", ".join(edition_codes())
        super().__init__([f"Instrumen '{code}' tidak dikenal. Pilih salah satu: {known}."])


class _StrictLoader(yaml.CSafeLoader):
    """YAML that refuses a key written twice, which YAML itself lets pass in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:  # noqa: FBT001, FBT002
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise yaml.constructor.ConstructorError(None, None, f"baris {line}: kunci '{key}' ditulis dua kali")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def edition_codes() -> tuple[str, ...]:
    """The codes of all shipped editions, oldest first."""
    paths = EDITIONS.glob("*.yaml")
    return tuple(sorted((path.stem for path in paths), key=lambda code: (code.rpartition("-")[2], code)))


@cache
def load_edition(code: str) -> Instrument:
    """The shipped edition of that code; UnknownInstrumentError or InstrumentError when it cannot be used."""
    if code not in edition_codes():
        raise UnknownInstrumentError(code)
    path = EDITIONS / f"{code}.yaml"
    return load_bytes(path.read_bytes(), name=path.name)


@lru_cache(maxsize=32)  # the same bytes are the same edition, and reading one costs 30 ms
def load_bytes(content: bytes, *, name: str) -> Instrument:
    """An edition from a file's bytes; raises InstrumentError naming every problem as `name: key: what to do`."""
    raw = raw_from(content, name=name)
    if "sha256" in raw:
        raise InstrumentError([f"{name}: sha256: hapus kunci ini; sidik berkas dihitung sendiri"])
    try:
        instrument = Instrument.model_validate({**raw, "sha256": sha256(content).hexdigest()})
    except ValidationError as error:
        raise InstrumentError(
            [f"{name}: {_place(each['loc'], raw)}: {each['msg']}" for each in error.errors()]
        ) from error
    problems = [f"{name}: {problem}" for problem in _contradictions(instrument)]
    if problems:
        raise InstrumentError(problems)
    return instrument


def raw_from(content: bytes, *, name: str) -> dict[object, object]:
    """A file's keys as YAML reads them, before any rule is checked; InstrumentError when it is not a mapping."""
    try:
        raw = yaml.load(content, Loader=_StrictLoader)  # noqa: S506 - a safe loader that also refuses doubled keys
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise InstrumentError([f"{name}: berkas YAML tidak dapat dibaca: {error}"]) from error
    if not isinstance(raw, dict):
        raise InstrumentError([f"{name}: isi berkas harus berupa daftar kunci, mulai dengan 'code:'"])
    return raw


def _place(location: tuple[int | str, ...], raw: object) -> str:
    """The dotted key of a mistake, with codes instead of positions where the file has them."""
    parts: list[str] = []
    here = raw
    for step in location:
        try:
            here = here[step]  # type: ignore[index]  # walking untyped YAML
        except (KeyError, IndexError, TypeError):
            here = None
        named = here.get("code") if isinstance(here, dict) and isinstance(step, int) else None
        parts.append(str(named or step))
    return ".".join(parts) or "berkas"


def _contradictions(instrument: Instrument) -> Iterator[str]:
    """Mistakes that only show when the whole edition is read."""
    yield from _wrong_bands(instrument)
    yield from _wrong_references(instrument)
    yield from _doubled_texts(instrument)
    codes = Counter(dimension.code for dimension in instrument.dimensions)
    yield from (f"dimensions.{code}: kode dimensi dipakai {n} kali" for code, n in codes.items() if n > 1)
    total = sum(dimension.weight.value for dimension in instrument.dimensions)
    if total != 100:
        yield f"dimensions: jumlah bobot dimensi {total}, seharusnya tepat 100"
    for dimension in instrument.dimensions:
        if dimension.weight.value <= 0:
            yield f"dimensions.{dimension.code}.weight: bobot harus lebih dari 0"
        for place, indicator in enumerate(dimension.indicators, start=1):
            expected = f"{dimension.code}-{place:02d}"
            if indicator.code != expected:
                yield f"{indicator.code}: kode di urutan ini seharusnya {expected}"
            yield from (f"{indicator.code}.{problem}" for problem in _wrong_indicator(instrument, indicator))


def _wrong_bands(instrument: Instrument) -> Iterator[str]:
    bounds = [band.from_ for band in instrument.bands]
    if sorted(bounds, reverse=True) != bounds or len(set(bounds)) != len(bounds):
        yield "bands: tulis dari batas tertinggi ke terendah, tanpa batas yang sama"
    if bounds[-1] != 0:
        yield 'bands: pita terakhir harus mulai dari "0"'
    for band in instrument.bands:
        if band.from_ != round(band.from_, instrument.places):
            yield f"bands.{band.from_}: batas memakai paling banyak {instrument.places} desimal"
    if len({(band.zone is None) for band in instrument.bands}) > 1:
        yield "bands: warna resmi dan warna indikatif tidak boleh bercampur"
    opinions = Counter(band.opinion for band in instrument.bands)
    yield from (f"bands: opini '{opinion}' dipakai {n} kali" for opinion, n in opinions.items() if n > 1)


def _wrong_indicator(instrument: Instrument, indicator: Indicator) -> Iterator[str]:
    if indicator.weight.value <= 0:
        yield "weight: bobot harus lebih dari 0"
    if indicator.combine in {"document", "interview"} and indicator.combine not in indicator.methods:
        yield f"combine: '{indicator.combine}' tidak ada di antara methods"
    if "secondary" in indicator.methods:
        if len(indicator.methods) > 1:
            yield "methods: 'secondary' tidak dapat digabung dengan cara lain"
        if indicator.max_level is None or indicator.max_level.value != 100:
            yield "max_level: data sekunder memakai nilai 0-100"
        if indicator.levels or not indicator.scale:
            yield "scale: data sekunder membutuhkan keterangan scale, bukan levels"
        return
    wanted = list(range(instrument.max_level_of(indicator) + 1))
    if sorted(indicator.levels) != wanted:
        yield f"levels: tulis teks untuk setiap tingkat {wanted[0]} sampai {wanted[-1]}"


def _wrong_references(instrument: Instrument) -> Iterator[str]:
    def marks() -> Iterator[tuple[str, Marked]]:
        yield "level_texts", instrument.level_texts
        yield "default_max_level", instrument.default_max_level
        yield from ((f"rules.{rule.title}", rule) for rule in instrument.rules)
        yield from ((f"bands.{band.from_}", band) for band in instrument.bands)
        yield from ((f"quotas.{quota.code}", quota) for quota in instrument.quotas)
        if instrument.follow_up:
            yield "follow_up", instrument.follow_up
        for kind, rules in instrument.loci.items():
            yield from ((f"loci.{kind}.{rule.unit}", rule) for rule in rules)
        for dimension, indicator in instrument.indicators:
            yield f"{dimension.code}.weight", dimension.weight
            yield f"{indicator.code}.weight", indicator.weight
            if indicator.max_level:
                yield f"{indicator.code}.max_level", indicator.max_level
            if indicator.scope_mark:
                yield f"{indicator.code}.scope_mark", indicator.scope_mark
            yield from ((f"{indicator.code}.{code}", method) for code, method in indicator.methods.items())

    for place, mark in marks():
        if mark.source is not None and mark.source not in instrument.references:
            yield f"{place}.source: rujukan '{mark.source}' tidak ada di references"


def _doubled_texts(instrument: Instrument) -> Iterator[str]:
    """No level text may serve two levels or two indicators: a text that fits two fits neither."""
    places: dict[str, list[str]] = {}
    for _, indicator in instrument.indicators:
        for level, text in indicator.levels.items():
            places.setdefault(" ".join(text.lower().split()), []).append(f"{indicator.code} tingkat {level}")
    yield from (
        f"levels: teks yang sama dipakai oleh {', '.join(found)}" for found in places.values() if len(found) > 1
    )
