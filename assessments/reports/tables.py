"""The tables of a report as plain rows, for spreadsheets and programs: the same content without its looks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from assessments.models import ReportKind
from assessments.reports.sections.area import Gap, Group, Member
from assessments.reports.sections.asked import Asked
from assessments.reports.sections.findings import Finding
from assessments.reports.sections.summary import Across
from assessments.reports.sections.units import UnitChapter
from assessments.results.explain import IndicatorStory, ResultStory, UnitStory

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Table:
    """`code` names it in an address and a file, `title` to people; every row has a cell for each column."""

    code: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(content: Mapping[str, Any], kind: str) -> list[Table]:
    """The tables of a report's content (`kinds.content_of`) that have any row, the identity first."""
    if kind in {ReportKind.REGIONAL, ReportKind.NATIONAL}:
        found = [_identity(content), *_of_recap(content)]
    elif kind == ReportKind.CERTIFICATE:
        found = [_identity(content)]
    else:
        found = [_identity(content), *_of_result(content)]
    return [table for table in found if table.rows]


def _identity(content: Mapping[str, Any]) -> Table:
    document, letter = content["document"], content["letter"]
    rows: list[tuple[Cell, ...]] = [
        ("Laporan", document.paper),
        ("Tentang", document.name),
        ("Bagian dari", document.within),
        ("Periode", document.period),
        ("Tahun", document.year),
        ("Nomor", letter.number),
        ("Tanggal", letter.issued_on),
        ("Kode verifikasi", letter.code),
        ("Data contoh", "ya" if document.is_example else "tidak"),
        ("Versi templat", content["template_version"]),
    ]
    return Table("identitas", "Identitas", ("Keterangan", "Isi"), tuple(row for row in rows if row[1] != ""))


def _of_result(content: Mapping[str, Any]) -> Iterator[Table]:
    story = cast(ResultStory, content["story"])
    yield Table(
        "unit",
        "Unit dan dimensi",
        ("Unit", "Nilai", "Sementara", "Paling rendah", "Paling tinggi", "Zona", "Opini", *_dimensions(story)),
        tuple(_unit(unit) for unit in story.units),
    )
    yield Table(
        "penahan",
        "Yang menahan nilai",
        ("Kode", "Indikator", "Capaian", "Poin hilang", "Yang memperbaiki", "Paling lambat"),
        tuple(_gap(gap, story) for gap in cast(Sequence[Across], content["gaps"])),
    )
    yield Table(
        "indikator",
        "Indikator",
        ("Unit", "Kode", "Indikator", "Dimensi", "Keadaan", "Capaian", "Poin", "Poin hilang"),
        tuple(_indicator(unit, each) for unit in story.units for each in unit.indicators_by_loss),
    )
    yield Table(
        "temuan",
        "Temuan",
        ("Unit", "Kode", "Indikator", "Catatan penilai"),
        tuple((each.unit, each.code, each.label, each.text) for each in cast(Sequence[Finding], content["findings"])),
    )
    yield Table(
        "saran",
        "Saran dan produk",
        ("Atas", "Jenis", "Asal", "Unit", "Yang diminta", "Yang mengerjakan", "Paling lambat", "Keadaan"),
        (
            *(_asked("hasil ini", each) for each in cast(Sequence[Asked], content["recommendations"])),
            *(_asked("sebelumnya", each) for each in cast(Sequence[Asked], content["outstanding"])),
        ),
    )
    yield Table(
        "bukti",
        "Bukti dukung",
        ("Unit", "Bukti", "Berkas", "Indikator", "Tanggal", "SHA-256"),
        tuple(
            (chapter.name, file.title, file.file_name, file.indicators, file.dated, file.sha256)
            for chapter in cast(Sequence[UnitChapter], content["chapters"])
            for file in chapter.evidence
        ),
    )


def _dimensions(story: ResultStory) -> tuple[str, ...]:
    return tuple(f"{each.name} (poin)" for each in story.dimensions)


def _unit(unit: UnitStory) -> tuple[Cell, ...]:
    return (
        unit.name,
        unit.score,
        "ya" if unit.provisional else "tidak",
        unit.low,
        unit.high,
        unit.colour,
        unit.opinion,
        *(each.points for each in unit.dimensions),
    )


def _gap(gap: Across, story: ResultStory) -> tuple[Cell, ...]:
    across = next(each for each in story.losses_by_indicator if each.code == gap.code)
    remedy = gap.remedy
    who, until = (remedy.who, remedy.until) if remedy else ("", "")
    return (gap.code, gap.label, across.mean_percent, across.mean_lost, who, until)


def _indicator(unit: UnitStory, each: IndicatorStory) -> tuple[Cell, ...]:
    return (
        unit.name,
        each.code,
        each.label,
        each.dimension,
        each.reason or each.outcome_text,
        each.percent,
        each.points,
        each.lost,
    )


def _asked(of: str, each: Asked) -> tuple[Cell, ...]:
    return (of, each.kind, each.source, each.where, each.text, each.who, each.until, each.standing)


def _of_recap(content: Mapping[str, Any]) -> Iterator[Table]:
    members = cast(Sequence[Member], content["members"])
    bands = tuple(band.opinion for band in content["bands"])
    yield Table(
        "instansi",
        "Instansi",
        ("Instansi", "Jenis", "Wilayah", "Nilai", "Sementara", "Warna", "Opini", "Peringkat", "Sebelumnya"),
        tuple(
            (
                each.name,
                each.kind,
                each.province,
                each.score,
                "ya" if each.provisional else "tidak",
                each.verdict.colour,
                each.verdict.opinion,
                each.place,
                each.before,
            )
            for each in members
        ),
    )
    for code, title, groups in (("jenis", "Jenis", content["kinds"]), ("wilayah", "Wilayah", content["provinces"])):
        yield Table(
            code,
            f"Menurut {title.lower()}",
            (title, "Instansi", "Rata-rata", "Tertinggi", "Terendah", *bands),
            tuple(_group(group) for group in cast(Sequence[Group], groups)),
        )
    yield Table(
        "penahan",
        "Yang menahan nilai",
        ("Kode", "Indikator", "Poin hilang rata-rata", "Belum penuh di"),
        tuple((gap.code, gap.label, gap.lost, gap.where) for gap in cast(Sequence[Gap], content["gaps"])),
    )
    yield Table("tidak-dinilai", "Tidak dinilai", ("Instansi", "Alasan"), tuple(content["not_assessed"]))


def _group(group: Group) -> tuple[Cell, ...]:
    return (group.name, group.size, group.mean, group.highest, group.lowest, *(count for _, count in group.counts))
