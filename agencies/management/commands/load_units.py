"""Load service units and their products from a file."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from agencies.models import ProductKind, UnitKind
from agencies.register.csvfile import FileRefusedError
from agencies.register.units import OPTIONAL, REQUIRED, load_units


class Command(BaseCommand):
    help = (
        f"Load service units from a CSV file with the columns {', '.join([*REQUIRED, *OPTIONAL])}."
        f" kind is one of {', '.join(UnitKind.values)}; products read 'kind: name | kind: name' with kind one of"
        f" {', '.join(ProductKind.values)}. Safe to repeat: units are matched by agency and name."
        " A file with mistakes is refused whole, with every mistake on stderr and exit status 2."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            loaded = load_units(file)
        except FileRefusedError as refused:
            raise CommandError(f"Nothing was loaded:\n{refused}", returncode=2) from refused
        for table, count in (("units", loaded.units), ("products", loaded.products)):
            self.stdout.write(f"{table}: {count.total} ({count.new} new, {count.changed} changed)")
