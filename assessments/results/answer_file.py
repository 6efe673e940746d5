"""Reading a CSV of answers, as `manage.py score` takes it: whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.csv_table import csv_table
from assessments.instruments import Indicator, Instrument
from assessments.instruments.model import AGENCY_KINDS, METHODS, UNIT_KINDS
from assessments.numbers_in_text import NumberTextError, decimal_from
from assessments.scoring import Answer, State, UnitAnswers

COLUMNS = ("agency", "agency_kind", "unit", "unit_kind", "indicator", "method", "subject", "value", "state")

WITHOUT_VALUE = tuple(state.value for state in (State.NOT_APPLICABLE, State.NOT_SEEN, State.REFUSED))


class AnswerFileError(Exception):
    """A file that is refused whole; `problems` names every row and what to do."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass
class _Unit:
    """What the rows of one unit say, while the file is read."""

    agency_kind: str
    unit_kind: str
    answers: dict[tuple[str, str, str], Answer] = field(default_factory=dict)
    not_applicable: set[str] = field(default_factory=set)
    first_row: dict[str, int] = field(default_factory=dict)
    valued_row: dict[str, int] = field(default_factory=dict)


def read_answers(content: bytes, instrument: Instrument) -> dict[str, dict[str, UnitAnswers]]:
    """The answers by agency and unit, names sorted, from a CSV's bytes (UTF-8; comma or semicolon).

    The rows given are all there is: no number of subjects is expected. Raises AnswerFileError with every problem.
    """
    problems: list[str] = []
    agencies: dict[str, dict[str, _Unit]] = {}
    table = csv_table(content, columns=COLUMNS)
    problems.extend(table.problems)
    for number, row in table.rows:
        problems.extend(f"baris {number}: {problem}" for problem in _take(row, number, agencies, instrument))
    problems.extend(_contradictions(agencies))
    if not agencies and not problems:
        problems.append("berkas tidak berisi satu baris jawaban pun.")
    if problems:
        raise AnswerFileError(problems)
    return {
        agency: {
            name: UnitAnswers(
                agency_kind=unit.agency_kind,
                unit_kind=unit.unit_kind,
                answers=tuple(unit.answers.values()),
                not_applicable=frozenset(unit.not_applicable),
            )
            for name, unit in sorted(units.items())
        }
        for agency, units in sorted(agencies.items())
    }


def _take(
    row: dict[str, str], number: int, agencies: dict[str, dict[str, _Unit]], instrument: Instrument
) -> Iterator[str]:
    """Add one row to its unit; yields what is wrong with it."""
    wrong = [f"{column} kosong; isi kolom ini." for column in ("agency", "unit", "indicator") if not row[column]]
    for column, known in (("agency_kind", AGENCY_KINDS), ("unit_kind", UNIT_KINDS)):
        if row[column] not in known:
            wrong.append(f"{column} '{row[column]}' tidak dikenal; pilih {', '.join(known)}.")
    if wrong:
        yield from wrong
        return
    units = agencies.setdefault(row["agency"], {})
    first = next(iter(units.values()), None)
    if first and first.agency_kind != row["agency_kind"]:
        yield f"instansi '{row['agency']}' sudah disebut sebagai {first.agency_kind}; satu instansi satu jenis."
        return
    unit = units.setdefault(row["unit"], _Unit(row["agency_kind"], row["unit_kind"]))
    if unit.unit_kind != row["unit_kind"]:
        yield f"unit '{row['unit']}' sudah disebut sebagai {unit.unit_kind}; satu unit satu jenis."
        return
    yield from _take_answer(row, number, unit, instrument)


def _take_answer(row: dict[str, str], number: int, unit: _Unit, instrument: Instrument) -> Iterator[str]:
    problem = _wrong_place(row, instrument)
    if problem:
        yield problem
    elif not row["method"]:
        yield from _take_whole_indicator(row, number, unit)
    elif (row["indicator"], row["method"], row["subject"]) in unit.answers:
        yield f"{row['indicator']}, {row['method']}, '{row['subject']}': jawaban ini ada dua kali."
    else:
        yield from _take_subject(row, number, unit, instrument.indicator(row["indicator"]), instrument)


def _wrong_place(row: dict[str, str], instrument: Instrument) -> str | None:
    """Why the edition has no place for such a row, or None."""
    code, method, state = row["indicator"], row["method"], row["state"]
    try:
        methods = instrument.indicator(code).methods
    except KeyError:
        return f"indikator '{code}' tidak ada dalam {instrument.code}."
    if state not in {"", *WITHOUT_VALUE}:
        return f"{code}: state '{state}' tidak dikenal; kosongkan atau isi {', '.join(WITHOUT_VALUE)}."
    if state and row["value"]:
        return f"{code}: {state} tidak boleh bernilai; kosongkan value atau state."
    if not method and state != "na":
        return f"{code}: method kosong; isi {', '.join(methods)}."
    if method and method not in METHODS:
        return f"{code}: method '{method}' tidak dikenal; pilih {', '.join(methods)}."
    if method and method not in methods:
        return f"{code}: method '{method}' tidak dipakai indikator ini; pilih {', '.join(methods)}."
    return None


def _take_whole_indicator(row: dict[str, str], number: int, unit: _Unit) -> Iterator[str]:
    code = row["indicator"]
    if code in unit.not_applicable:
        yield f"{code}: baris na untuk seluruh indikator ini ada dua kali."
    unit.not_applicable.add(code)
    unit.first_row.setdefault(code, number)


def _take_subject(
    row: dict[str, str], number: int, unit: _Unit, indicator: Indicator, instrument: Instrument
) -> Iterator[str]:
    key = (row["indicator"], row["method"], row["subject"])
    if row["state"]:
        unit.answers[key] = Answer(*key, state=State(row["state"]))
        return
    unit.answers[key] = Answer(*key, state=State.UNANSWERED)
    if not row["value"]:
        return
    if not indicator.applies_to(agency_kind=unit.agency_kind, unit_kind=unit.unit_kind):
        yield f"{indicator.code}: tidak berlaku bagi {unit.agency_kind}/{unit.unit_kind}; hapus jawaban ini."
        return
    try:
        value = _value(row["value"], method=row["method"], top=instrument.max_level_of(indicator))
    except ValueError as error:
        yield f"{indicator.code}: {error}"
        return
    unit.valued_row.setdefault(indicator.code, number)
    unit.answers[key] = Answer(*key, value)


def _value(text: str, *, method: str, top: int) -> Decimal | int:
    """A level, or 0-100 with decimals for secondary data; ValueError says what to enter."""
    choices = f"0 sampai {top}"
    try:
        value = decimal_from(text)
    except NumberTextError as error:
        raise ValueError(f"nilai {error}") from error
    if not 0 <= value <= top:
        raise ValueError(f"nilai {text} di luar {choices}.")
    if method == "secondary":
        return value
    if value != int(value):
        raise ValueError(f"tingkat {text} bukan bilangan bulat; pilih {choices}.")
    return int(value)


def _contradictions(agencies: dict[str, dict[str, _Unit]]) -> Iterator[str]:
    """Indicators said not to apply as a whole that still carry a value, in whatever order the rows stand."""
    for agency, units in agencies.items():
        for name, unit in units.items():
            for code in sorted(unit.not_applicable & set(unit.valued_row)):
                yield (
                    f"baris {unit.valued_row[code]}: {agency}, {name}: {code} bernilai, padahal baris"
                    f" {unit.first_row[code]} menyatakan seluruh indikator tidak berlaku; hapus salah satu."
                )
