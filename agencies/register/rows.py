"""The rows of the register's files, read and checked for what one file can tell by itself."""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from agencies.register.csvfile import Line, Problems, read_lines
from agencies.register.spelling import proper_name, spelling_of

NAME_LENGTH: Final = 200
_PROVINCE_CODE = re.compile(r"\d\d")
_REGENCY_CODE = re.compile(r"(\d\d)\.\d\d")
_OTHER_CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{0,31}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YES_NO: Final = {"ya": True, "tidak": False}


@dataclass(frozen=True)
class ProvinceRow:
    line: Line
    code: str
    name: str


@dataclass(frozen=True)
class RegencyRow:
    line: Line
    code: str
    province_code: str
    kind: str
    name: str
    is_administrative: bool


@dataclass(frozen=True)
class OfficeRow:
    line: Line
    code: str
    name: str
    province_codes: tuple[str, ...]


@dataclass(frozen=True)
class AgencyRow:
    line: Line
    code: str
    kind: str
    name: str
    head_title: str
    region_code: str
    office_code: str
    parent_code: str


@dataclass(frozen=True)
class AliasRow:
    line: Line
    agency_code: str
    text: str
    key: str


@dataclass(frozen=True)
class AssessedRow:
    line: Line
    agency_code: str
    assessed: bool
    since: date
    reason: str


Row = TypeVar("Row")


def read_provinces(paths: Iterable[Path], problems: Problems) -> list[ProvinceRow]:
    """Columns code (two digits), name."""

    def row(line: Line) -> ProvinceRow | None:
        if not _PROVINCE_CODE.fullmatch(line["code"]):
            problems.at(line, f"kode provinsi '{line['code']}' harus dua angka, misalnya 16.")
            return None
        name = proper_name(line["name"])
        # Files differ in whether they write the kind before a province's name.
        return ProvinceRow(line, line["code"], name.removeprefix("Provinsi "))

    return _rows(paths, ("code", "name"), (), row, lambda row: row.code, problems)


def read_regencies(paths: Iterable[Path], problems: Problems) -> list[RegencyRow]:
    """Columns code ("16.06"), province_code, name that begins with Kabupaten or Kota."""

    def row(line: Line) -> RegencyRow | None:
        code = _REGENCY_CODE.fullmatch(line["code"])
        name = proper_name(line["name"])
        kind = name.partition(" ")[0].lower()
        if not code:
            problems.at(line, f"kode '{line['code']}' harus dua angka, titik, dua angka, misalnya 16.06.")
        elif code[1] != line["province_code"]:
            problems.at(
                line,
                f"kode {line['code']} bukan milik provinsi {line['province_code']}. Samakan dua angka depannya.",
            )
        if kind not in {"kabupaten", "kota"}:
            problems.at(line, f"nama '{name}' harus diawali Kabupaten atau Kota.")
        elif code and code[1] == line["province_code"]:
            is_administrative = name.lower().startswith(f"{kind} administrasi ")
            return RegencyRow(line, line["code"], line["province_code"], kind, name, is_administrative)
        return None

    return _rows(paths, ("code", "province_code", "name"), (), row, lambda row: row.code, problems)


def read_offices(paths: Iterable[Path], problems: Problems) -> list[OfficeRow]:
    """Columns code (slug), name, provinces (codes with spaces between); note is for the reader."""

    def row(line: Line) -> OfficeRow | None:
        if not _SLUG.fullmatch(line["code"]):
            problems.at(line, f"kode kantor '{line['code']}' harus huruf kecil dan tanda hubung, misalnya jawa-barat.")
            return None
        return OfficeRow(line, line["code"], line["name"], tuple(line["provinces"].split()))

    return _rows(paths, ("code", "name", "provinces"), ("note",), row, lambda row: row.code, problems)


def read_agencies(paths: Iterable[Path], kinds: Iterable[str], problems: Problems) -> list[AgencyRow]:
    """Columns code, kind (one of `kinds`), name; head_title, region_code, office_code, parent_code may be empty."""
    allowed = tuple(kinds)

    def row(line: Line) -> AgencyRow | None:
        sound = True
        if not _OTHER_CODE.fullmatch(line["code"]):
            problems.at(line, f"kode '{line['code']}' harus huruf besar, angka, titik, atau tanda hubung, maksimal 32.")
            sound = False
        if line["kind"] not in allowed:
            problems.at(line, f"jenis '{line['kind']}' tidak dikenal. Pilih salah satu: {', '.join(allowed)}.")
            sound = False
        if not sound:
            return None
        return AgencyRow(
            line,
            code=line["code"],
            kind=line["kind"],
            name=proper_name(line["name"]),
            head_title=line["head_title"],
            region_code=line["region_code"],
            office_code=line["office_code"],
            parent_code=line["parent_code"],
        )

    optional = ("head_title", "region_code", "office_code", "parent_code")
    return _rows(paths, ("code", "kind", "name"), optional, row, lambda row: row.code, problems)


def read_aliases(paths: Iterable[Path], problems: Problems) -> list[AliasRow]:
    """Columns agency_code, alias."""

    def row(line: Line) -> AliasRow | None:
        key = spelling_of(line["alias"]).key
        if not key:
            problems.at(line, f"nama lain '{line['alias']}' tidak memuat huruf atau angka.")
            return None
        return AliasRow(line, line["agency_code"], line["alias"], key)

    return _rows(paths, ("agency_code", "alias"), (), row, lambda row: row.key, problems)


def read_assessed(paths: Iterable[Path], problems: Problems) -> list[AssessedRow]:
    """Columns agency_code, assessed (ya or tidak), since (2024-12-31); reason where it is tidak."""

    def row(line: Line) -> AssessedRow | None:
        assessed = _YES_NO.get(line["assessed"].lower())
        since = _day(line["since"])
        if assessed is None:
            problems.at(line, f"kolom assessed berisi '{line['assessed']}'. Isi ya atau tidak.")
        if since is None:
            problems.at(line, f"tanggal '{line['since']}' tidak terbaca. Tulis tahun-bulan-hari, misalnya 2024-01-31.")
        if assessed is False and not line["reason"]:
            problems.at(line, "alasan kosong. Isi kolom reason untuk instansi yang tidak dinilai.")
        elif assessed is not None and since is not None:
            return AssessedRow(line, line["agency_code"], assessed, since, line["reason"])
        return None

    columns = ("agency_code", "assessed", "since")
    return _rows(paths, columns, ("reason",), row, lambda row: (row.agency_code, row.since), problems)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _rows(
    paths: Iterable[Path],
    required: tuple[str, ...],
    optional: tuple[str, ...],
    row_of: Callable[[Line], Row | None],
    key_of: Callable[[Row], Hashable],
    problems: Problems,
) -> list[Row]:
    """The sound rows of all files of one kind; a key that stands twice, or a name too long, is a problem."""
    first: dict[Hashable, Line] = {}
    rows = []
    for path in paths:
        for line in read_lines(path, required=required, optional=optional, problems=problems):
            too_long = [column for column in required if len(line[column]) > NAME_LENGTH]
            for column in too_long:
                problems.at(line, f"kolom {column} lebih dari {NAME_LENGTH} huruf. Singkatkan.")
            row = None if too_long else row_of(line)
            if row is None:
                continue
            earlier = first.setdefault(key_of(row), line)
            if earlier is not line:
                problems.at(line, f"sama dengan {earlier.file} baris {earlier.row}. Hapus salah satu.")
            else:
                rows.append(row)
    return rows
