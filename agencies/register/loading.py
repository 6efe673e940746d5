"""Loading the register's files: repeatable, by code, all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import transaction

from agencies.models import (
    HEAD_TITLES,
    LOCAL_GOVERNMENTS,
    Agency,
    AgencyKind,
    Alias,
    AssessedFlag,
    Event,
    Office,
    Region,
    RegionKind,
    User,
)
from agencies.register import rows
from agencies.register.csvfile import Line, Problems
from agencies.register.spelling import spelling_of
from agencies.register.table import Count, Row, Table

DATA_DIR: Final = Path(__file__).resolve().parent.parent / "data"
FILE_KINDS: Final = ("provinces", "offices", "regencies", "agencies", "aliases", "assessed")
"""The kinds of file, in the order in which they build on each other."""

SHIPPED_FILES: Final[Mapping[str, tuple[Path, ...]]] = {
    "provinces": (DATA_DIR / "provinces.csv",),
    "offices": (DATA_DIR / "offices.csv",),
    "regencies": (DATA_DIR / "regencies.csv",),
    "agencies": (DATA_DIR / "national.csv", DATA_DIR / "vertical.csv"),
    "aliases": (DATA_DIR / "aliases.csv",),
    "assessed": (DATA_DIR / "assessed.csv",),
}


@dataclass(frozen=True)
class RegisterLoad:
    """What a load did: counts by table, and the renamed agencies as (code, old name, new name)."""

    counts: Mapping[str, Count]
    renamed: tuple[tuple[str, str, str], ...]

    @property
    def changed_anything(self) -> bool:
        return any(count.new or count.changed for count in self.counts.values())


@transaction.atomic
def load_register(*, files: Mapping[str, Sequence[Path]] = SHIPPED_FILES, actor: User | None = None) -> RegisterLoad:
    """Load files by their kind (see FILE_KINDS); rows are matched by code, and what no file names stays as it is.

    A changed name is a rename: the old one stays as an alias. Raises FileRefusedError with every problem of every
    file, and then nothing is loaded.
    """
    problems = Problems()
    loader = _Loader(problems)
    provinces = rows.read_provinces(files.get("provinces", ()), problems)
    loader.provinces(provinces)
    loader.offices(rows.read_offices(files.get("offices", ()), problems))
    loader.province_governments(provinces)
    loader.regencies(rows.read_regencies(files.get("regencies", ()), problems))
    loader.other_agencies(rows.read_agencies(files.get("agencies", ()), AgencyKind.values, problems))
    loader.check_names()
    loader.aliases(rows.read_aliases(files.get("aliases", ()), problems))
    loader.assessed(rows.read_assessed(files.get("assessed", ()), problems))
    problems.refuse_if_any()
    loader.write()
    result = loader.result()
    if result.changed_anything:
        loaded = {table: {"new": count.new, "changed": count.changed} for table, count in result.counts.items()}
        Event.objects.record(actor=actor, verb="load_register", detail={"counts": loaded, "renamed": result.renamed})
    return result


class _Loader:
    """The register in memory: read with five queries, changed by the rows, then written in bulk."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        regions = Region.objects.select_related("parent", "office")
        agencies = Agency.objects.with_places()
        flags = AssessedFlag.objects.select_related("agency")
        self._offices = Table(Office, {office.code: office for office in Office.objects.all()})
        self._regions = Table(Region, {region.code: region for region in regions})
        self._agencies = Table(Agency, {agency.code: agency for agency in agencies})
        self._aliases = Table(Alias, {alias.key: alias for alias in Alias.objects.select_related("agency")})
        self._flags = Table(AssessedFlag, {(flag.agency.code, flag.since): flag for flag in flags})
        self._name_lines: dict[str, Line] = {}
        self._name_holders: dict[str, Agency] = {}
        self._renamed: list[tuple[str, str, str]] = []

    # --- places -------------------------------------------------------------------------------
    def provinces(self, given: Sequence[rows.ProvinceRow]) -> None:
        for row in given:
            if row.code in self._regions:
                self._regions.change(row.code, name=row.name)
            else:
                self._regions.add(row.code, Region(code=row.code, name=row.name, kind=RegionKind.PROVINSI))

    def offices(self, given: Sequence[rows.OfficeRow]) -> None:
        serving: dict[str, rows.OfficeRow] = {}
        for row in given:
            if row.code in self._offices:
                self._offices.change(row.code, name=row.name)
            else:
                self._offices.add(row.code, Office(code=row.code, name=row.name))
            for code in row.province_codes:
                province = self._regions.get(code)
                earlier = serving.setdefault(code, row)
                if province is None or province.kind != RegionKind.PROVINSI:
                    self._problems.at(row.line, f"provinsi {code} tidak dikenal. Periksa kodenya.")
                elif earlier is not row:
                    self._problems.at(row.line, f"provinsi {code} sudah dilayani {earlier.name}. Hapus salah satu.")
                else:
                    self._serve(province, self._offices[row.code])

    def _serve(self, province: Region, office: Office) -> None:
        """Give a province its office; the local governments that its former office assessed go along."""
        former = province.office
        if former == office:
            return
        self._regions.change(province.code, office=office)
        if former is None:
            return
        for agency in self._agencies:
            region = agency.region
            is_in_it = region is not None and province in (region, region.parent)
            if is_in_it and agency.kind in LOCAL_GOVERNMENTS and agency.office == former:
                self._agencies.change(agency.code, office=office)

    def province_governments(self, given: Sequence[rows.ProvinceRow]) -> None:
        for row in given:
            province = self._regions[row.code]
            self._local_government(row.line, province, province, AgencyKind.PROVINSI, f"Provinsi {row.name}")

    def regencies(self, given: Sequence[rows.RegencyRow]) -> None:
        for row in given:
            province = self._regions.get(row.province_code)
            region = self._regions.get(row.code)
            if province is None:
                self._problems.at(row.line, f"provinsi {row.province_code} tidak dikenal. Muat dahulu provinsinya.")
                continue
            if region and region.kind != row.kind:
                self._problems.at(
                    row.line, f"kode {row.code} terdaftar sebagai {region.name}; {row.kind} baru memerlukan kode baru."
                )
                continue
            if region:
                self._regions.change(row.code, name=row.name, is_administrative=row.is_administrative)
            else:
                region = self._regions.add(
                    row.code,
                    Region(
                        code=row.code,
                        name=row.name,
                        kind=row.kind,
                        parent=province,
                        is_administrative=row.is_administrative,
                    ),
                )
            self._local_government(row.line, region, province, AgencyKind(row.kind), row.name)

    # --- agencies -----------------------------------------------------------------------------
    def _local_government(self, line: Line, region: Region, province: Region, kind: AgencyKind, name: str) -> None:
        if region.code in self._agencies:
            self._rename(line, region.code, name)
        elif province.office is None:
            self._problems.at(
                line, f"provinsi {province.code} belum dilayani kantor perwakilan. Tambahkan pada berkas offices."
            )
        else:
            self._agencies.add(
                region.code,
                Agency(
                    code=region.code,
                    kind=kind,
                    name=name,
                    head_title=HEAD_TITLES[kind],
                    region=region,
                    office=province.office,
                ),
            )
            self._name_lines[region.code] = line

    def other_agencies(self, given: Sequence[rows.AgencyRow]) -> None:
        for row in given:
            if self._is_sound(row) and row.code not in self._agencies:
                self._agencies.add(
                    row.code, Agency(code=row.code, kind=row.kind, name=row.name, head_title=HEAD_TITLES[row.kind])
                )
        for row in given:
            if row.code in self._agencies:
                self._set_places(row)

    def _is_sound(self, row: rows.AgencyRow) -> bool:
        known = self._agencies.get(row.code)
        if row.kind in LOCAL_GOVERNMENTS:
            self._problems.at(row.line, "pemerintah daerah dimuat dari provinces dan regencies. Hapus baris ini.")
        elif known and known.kind != row.kind:
            self._problems.at(row.line, f"kode {row.code} terdaftar sebagai {known.kind}. Pakai kode lain.")
        elif (row.code in self._regions) and not known:
            self._problems.at(row.line, f"kode {row.code} adalah kode wilayah. Pakai kode lain.")
        else:
            return True
        return False

    def _set_places(self, row: rows.AgencyRow) -> None:
        region = self._found(row.line, self._regions, row.region_code, "wilayah")
        office = self._found(row.line, self._offices, row.office_code, "kantor perwakilan")
        parent = self._found(row.line, self._agencies, row.parent_code, "instansi induk")
        if parent and row.code in self._codes_above(parent):
            self._problems.at(row.line, f"instansi {row.code} menjadi induk dirinya sendiri. Ubah parent_code.")
            return
        self._rename(row.line, row.code, row.name)
        self._agencies.change(row.code, region=region, office=office, parent=parent)
        if row.head_title:
            self._agencies.change(row.code, head_title=row.head_title)

    def _codes_above(self, agency: Agency) -> set[str]:
        """The codes of an agency, its parent, and so on up."""
        codes = set[str]()
        above: Agency | None = agency
        while above and above.code not in codes:
            codes.add(above.code)
            above = self._agencies[above.parent.code] if above.parent else None
        return codes

    def _found(self, line: Line, table: Table[Row], code: str, what: str) -> Row | None:
        row = table.get(code)
        if code and row is None:
            self._problems.at(line, f"{what} {code} tidak dikenal. Periksa kodenya.")
        return row

    # --- names --------------------------------------------------------------------------------
    def _rename(self, line: Line, code: str, name: str) -> None:
        agency = self._agencies[code]
        former = agency.name
        self._name_lines[code] = line
        self._agencies.change(code, name=name)
        if former == name:
            return
        self._renamed.append((code, former, name))
        key = spelling_of(former).key
        holder = self._aliases.get(key)
        if holder and holder.agency != agency:
            self._problems.at(line, f"nama lama '{former}' sudah menjadi nama lain {holder.agency.name}. Hapus dahulu.")
        elif not holder and key != spelling_of(name).key:
            self._aliases.add(key, Alias(agency=agency, text=former, key=key))

    def check_names(self) -> None:
        """Two agencies cannot go by one name, as the names stand after the load."""
        for agency in self._agencies:
            key = spelling_of(agency.name).key
            other = self._name_holders.setdefault(key, agency)
            alias = self._aliases.get(key)
            line = self._name_lines.get(agency.code) or self._name_lines.get(other.code)
            if line and other is not agency:
                self._problems.at(line, f"nama '{agency.name}' dipakai {other.code} dan {agency.code}. Bedakan.")
            elif line and alias and alias.agency != agency:
                self._problems.at(
                    line, f"'{agency.name}' sudah menjadi nama lain {alias.agency.name}. Hapus nama lain itu dahulu."
                )

    def aliases(self, given: Sequence[rows.AliasRow]) -> None:
        for row in given:
            agency = self._found(row.line, self._agencies, row.agency_code, "instansi")
            holder = self._aliases.get(row.key)
            named = self._name_holders.get(row.key)
            if agency is None:
                continue
            if named and named is not agency:
                self._problems.at(row.line, f"'{row.text}' adalah nama {named.name} sendiri. Hapus baris ini.")
            elif holder and holder.agency != agency:
                self._problems.at(row.line, f"'{row.text}' sudah menjadi nama lain {holder.agency.name}. Pilih satu.")
            elif holder:
                self._aliases.change(row.key)
            else:
                self._aliases.add(row.key, Alias(agency=agency, text=row.text, key=row.key))

    def assessed(self, given: Sequence[rows.AssessedRow]) -> None:
        for row in given:
            agency = self._found(row.line, self._agencies, row.agency_code, "instansi")
            key = (row.agency_code, row.since)
            if agency is None:
                continue
            if key in self._flags:
                self._flags.change(key, assessed=row.assessed, reason=row.reason)
            else:
                self._flags.add(
                    key, AssessedFlag(agency=agency, assessed=row.assessed, since=row.since, reason=row.reason)
                )

    # --- the end ------------------------------------------------------------------------------
    def write(self) -> None:
        """Write everything in bulk, what others refer to first."""
        for table in (self._offices, self._regions, self._agencies, self._aliases, self._flags):
            table.write()

    def result(self) -> RegisterLoad:
        """What `write` has written."""
        counts = {
            "offices": self._offices.count(),
            "regions": self._regions.count(),
            "agencies": self._agencies.count(),
            "aliases": self._aliases.count(),
            "assessed": self._flags.count(),
        }
        return RegisterLoad(counts=counts, renamed=tuple(self._renamed))
