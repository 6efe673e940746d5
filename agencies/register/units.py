"""Loading service units and their products from a file: repeatable, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import transaction

from agencies.models import Agency, Event, ProductKind, ServiceProduct, ServiceUnit, UnitKind, User
from agencies.register.csvfile import Line, Problems, read_lines
from agencies.register.spelling import plain_key
from agencies.register.table import Count, Table

REQUIRED: Final = ("agency_code", "kind", "name")
OPTIONAL: Final = ("head_title", "products")
_NAME_LENGTH: Final = 200
_TITLE_LENGTH: Final = 80


@dataclass(frozen=True)
class UnitsLoad:
    """What a load did to units and to products."""

    units: Count
    products: Count


@transaction.atomic
def load_units(path: Path, *, actor: User | None = None) -> UnitsLoad:
    """Load units by agency and name, whatever the capitals; what the file does not name stays as it is.

    Columns agency_code, kind, name; head_title and products may be empty. Products read "administratif: KTP-el | jasa:
    Rawat jalan". Raises FileRefusedError with every problem of the file, and then nothing is loaded.
    """
    problems = Problems()
    loader = _Loader(problems)
    for line in read_lines(path, required=REQUIRED, optional=OPTIONAL, problems=problems):
        loader.take(line)
    problems.refuse_if_any()
    loaded = loader.write()
    if loaded.units.new + loaded.units.changed + loaded.products.new + loaded.products.changed:
        counts = {
            "units": {"new": loaded.units.new, "changed": loaded.units.changed},
            "products": {"new": loaded.products.new, "changed": loaded.products.changed},
        }
        Event.objects.record(actor=actor, verb="load_units", detail={"counts": counts})
    return loaded


class _Loader:
    """Units and products in memory, read with three queries."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._agencies = {agency.code: agency for agency in Agency.objects.all()}
        units = ServiceUnit.objects.select_related("agency")
        products = ServiceProduct.objects.select_related("unit__agency")
        self._units = Table(ServiceUnit, {_key(unit.agency, unit.name): unit for unit in units})
        self._products = Table(
            ServiceProduct,
            {(*_key(product.unit.agency, product.unit.name), plain_key(product.name)): product for product in products},
        )
        self._lines: dict[tuple[str, str], Line] = {}

    def take(self, line: Line) -> None:
        """Note what one row says, or what is wrong with it."""
        agency = self._agencies.get(line["agency_code"])
        products = self._read_products(line)
        if agency is None:
            self._problems.at(line, f"instansi {line['agency_code']} tidak dikenal. Periksa kodenya.")
        if line["kind"] not in UnitKind.values:
            self._problems.at(
                line, f"jenis unit '{line['kind']}' tidak dikenal. Pilih salah satu: {', '.join(UnitKind.values)}."
            )
        for column, length in (("name", _NAME_LENGTH), ("head_title", _TITLE_LENGTH)):
            if len(line[column]) > length:
                self._problems.at(line, f"kolom {column} lebih dari {length} huruf. Singkatkan.")
        if agency is None:
            return
        key = _key(agency, line["name"])
        earlier = self._lines.setdefault(key, line)
        if earlier is not line:
            self._problems.at(line, f"unit '{line['name']}' sudah ada pada baris {earlier.row}. Hapus salah satu.")
            return
        self._set_unit(agency, key, line)
        self._set_products(key, products)

    def _read_products(self, line: Line) -> list[tuple[str, str]]:
        """Pairs of kind and name, once each."""
        products: dict[str, tuple[str, str]] = {}
        for part in filter(None, (part.strip() for part in line["products"].split("|"))):
            kind, _, name = (piece.strip() for piece in part.partition(":"))
            if kind.lower() not in ProductKind.values or not name or len(name) > _NAME_LENGTH:
                self._problems.at(
                    line,
                    f"produk '{part}' tidak terbaca. Tulis jenis: nama, dengan jenis {', '.join(ProductKind.values)}.",
                )
            elif plain_key(name) in products:
                self._problems.at(line, f"produk '{name}' tertulis dua kali. Hapus salah satu.")
            else:
                products[plain_key(name)] = (kind.lower(), name)
        return list(products.values())

    def _set_unit(self, agency: Agency, key: tuple[str, str], line: Line) -> None:
        if key not in self._units:
            unit = ServiceUnit(agency=agency, kind=line["kind"], name=line["name"])
            if line["head_title"]:
                unit.head_title = line["head_title"]
            self._units.add(key, unit)
            return
        self._units.change(key, kind=line["kind"], name=line["name"])
        if line["head_title"]:
            self._units.change(key, head_title=line["head_title"])

    def _set_products(self, key: tuple[str, str], products: Sequence[tuple[str, str]]) -> None:
        for kind, name in products:
            product_key = (*key, plain_key(name))
            if product_key in self._products:
                self._products.change(product_key, kind=kind, name=name)
            else:
                self._products.add(product_key, ServiceProduct(unit=self._units[key], kind=kind, name=name))

    def write(self) -> UnitsLoad:
        self._units.write()
        self._products.write()
        return UnitsLoad(units=self._units.count(), products=self._products.count())


def _key(agency: Agency, name: str) -> tuple[str, str]:
    return agency.code, plain_key(name)
