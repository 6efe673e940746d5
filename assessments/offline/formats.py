"""Reading events of every format that a device ever wrote; a format, once shipped, is read for ever.

Format 1. Every event: `format`, `id`, `device`, `person`, `sequence`, `at` (the device's clock, ISO text), `kind`,
`locus`, `body`. Bodies by kind:

- `answer`: `indicator`, `method`, `subject`, `state`, `value` (text or null); `reason`, `note`, `comment`, `face`, each
  empty where it is missing; `base` (version of the person's own answer in the pack, 0 for none) and `after` (the id
  of the journal's former event about the same question, or null).
- `subject`: `subject`, `name`, `duty`, `is_substitute`, and `before` with the same three as the person saw them.
- `photo`: `upload`, `sha256`, `size`, `name`, `indicators`.

Format 2 adds to these, for how many respondents there are:

- `subject-added`: `subject` (the key, made by the device), `subject_kind`, `reason`.
- `subject-struck`: `subject`, `reason`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from assessments.models import AnswerState, SubjectKind

NEWEST = 2
"""The format that this release's device program writes."""


class FormatError(ValueError):
    """An event that cannot be read; the message says what about it."""


@dataclass(frozen=True, slots=True)
class AnswerBody:
    """One answer; `base` is the version the pack showed, `after` the journal's former word on the question."""

    indicator: str
    method: str
    subject: UUID
    state: AnswerState
    value: Decimal | None
    reason: str
    note: str
    comment: str
    face: str
    base: int
    after: UUID | None


@dataclass(frozen=True, slots=True)
class SubjectBody:
    """Who a respondent is; `before` is what the device showed."""

    subject: UUID
    values: Mapping[str, str | bool]
    before: Mapping[str, str | bool]


@dataclass(frozen=True, slots=True)
class AddedBody:
    """One respondent or product more, under the key `subject` of the device's making."""

    subject: UUID
    kind: SubjectKind
    reason: str


@dataclass(frozen=True, slots=True)
class StruckBody:
    """One respondent or product fewer."""

    subject: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class PhotoBody:
    """A photo that arrived in pieces under `upload`."""

    upload: UUID
    sha256: str
    size: int
    name: str
    indicators: tuple[str, ...]


Body = AnswerBody | SubjectBody | AddedBody | StruckBody | PhotoBody


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around the body of an event; `None` or empty where it cannot be read."""

    id: UUID | None
    person: UUID | None
    sequence: int
    format: int
    kind: str
    locus: UUID | None
    at: str


def envelope_of(event: Mapping[str, Any]) -> Envelope:
    """The outside of an event of any format, read as far as it can be."""
    return Envelope(
        id=_uuid_or_none(event.get("id")),
        person=_uuid_or_none(event.get("person")),
        sequence=_small(event.get("sequence"), 2_147_483_647),
        format=_small(event.get("format"), 32_767),
        kind=_plain(event.get("kind", ""), 20),
        locus=_uuid_or_none(event.get("locus")),
        at=_plain(event.get("at", ""), 40),
    )


def body_of(event: Mapping[str, Any]) -> Body:
    """What an event says; FormatError when it cannot be understood."""
    readers = _READERS.get(envelope_of(event).format)
    if readers is None:
        raise FormatError(f"Format {event.get('format')!r} belum dikenal server ini.")
    reader = readers.get(str(event.get("kind")))
    body = event.get("body")
    if reader is None or not isinstance(body, dict):
        raise FormatError(f"Jenis isian {event.get('kind')!r} belum dikenal server ini.")
    return reader(body)


def body_in(raw: str) -> Body | None:
    """What an event kept as text says; None where it cannot be understood."""
    try:
        return body_of(json.loads(raw))
    except FormatError:
        return None


def _answer(body: Mapping[str, Any]) -> AnswerBody:
    state, value = _text(body, "state", 12), body.get("value")
    if state not in AnswerState.values:
        raise FormatError(f"Keadaan jawaban {state!r} belum dikenal server ini.")
    return AnswerBody(
        indicator=_text(body, "indicator", 8),
        method=_text(body, "method", 12),
        subject=_uuid(body, "subject"),
        state=AnswerState(state),
        value=None if value is None else _decimal(value),
        reason=_text(body, "reason", 2000),
        note=_text(body, "note", 20_000),
        comment=_text(body, "comment", 20_000),
        face=_text(body, "face", 10),
        base=_whole(body, "base"),
        after=_uuid(body, "after") if body.get("after") is not None else None,
    )


def _subject(body: Mapping[str, Any]) -> SubjectBody:
    before = body.get("before")
    if not isinstance(before, dict):
        raise FormatError("Isian 'before' tidak terbaca.")
    return SubjectBody(subject=_uuid(body, "subject"), values=_names(body), before=_names(before))


def _names(values: Mapping[str, Any]) -> Mapping[str, str | bool]:
    return {
        "name": _text(values, "name", 120),
        "duty": _text(values, "duty", 120),
        "is_substitute": values.get("is_substitute") is True,
    }


def _added(body: Mapping[str, Any]) -> AddedBody:
    kind = _text(body, "subject_kind", 18)
    if kind not in SubjectKind.values:
        raise FormatError(f"Jenis responden {kind!r} belum dikenal server ini.")
    return AddedBody(subject=_uuid(body, "subject"), kind=SubjectKind(kind), reason=_text(body, "reason", 300))


def _struck(body: Mapping[str, Any]) -> StruckBody:
    return StruckBody(subject=_uuid(body, "subject"), reason=_text(body, "reason", 300))


def _photo(body: Mapping[str, Any]) -> PhotoBody:
    indicators = body.get("indicators")
    if not isinstance(indicators, list) or not all(isinstance(code, str) for code in indicators):
        raise FormatError("Daftar indikator foto tidak terbaca.")
    return PhotoBody(
        upload=_uuid(body, "upload"),
        sha256=_text(body, "sha256", 64),
        size=_whole(body, "size"),
        name=_text(body, "name", 200),
        indicators=tuple(indicators),
    )


Reader = Callable[[Mapping[str, Any]], Body]
_FIRST: Mapping[str, Reader] = {"answer": _answer, "subject": _subject, "photo": _photo}
_READERS: Mapping[int, Mapping[str, Reader]] = {
    1: _FIRST,
    2: {**_FIRST, "subject-added": _added, "subject-struck": _struck},
}


def _text(body: Mapping[str, Any], key: str, longest: int) -> str:
    value = body.get(key, "")
    if not isinstance(value, str) or len(value) > longest:
        raise FormatError(f"Isian '{key}' bukan teks, atau lebih panjang dari {longest} huruf.")
    if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise FormatError(f"Isian '{key}' memuat tanda yang tidak dapat disimpan.")
    return value


def _whole(body: Mapping[str, Any], key: str) -> int:
    value = body.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 2**40:
        raise FormatError(f"Isian '{key}' bukan bilangan bulat.")
    return value


def _uuid(body: Mapping[str, Any], key: str) -> UUID:
    found = _uuid_or_none(body.get(key))
    if found is None:
        raise FormatError(f"Isian '{key}' bukan kunci yang sah.")
    return found


def _uuid_or_none(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _decimal(value: object) -> Decimal:
    try:
        found = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or abs(found) > 1000:
        raise FormatError("Nilai bukan bilangan.")
    return found


def _small(value: object, most: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else 0


def _plain(value: object, longest: int) -> str:
    """Letters that every database keeps, whatever came."""
    return str(value)[:longest].encode("ascii", "replace").decode().replace("\x00", "?")
