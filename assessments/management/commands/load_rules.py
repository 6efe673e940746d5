"""`manage.py load_rules`: the shipped editions, or one file, kept as issues that never change."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from assessments.instruments import InstrumentError
from assessments.instruments.loader import EDITIONS
from assessments.management.refused import InputRefusedError
from assessments.rulebook.services import publish_issue


class Command(BaseCommand):
    help = "Load the shipped editions of the instrument, or the files given; safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help="YAML files; none means the shipped editions")

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["files"] or sorted(EDITIONS.glob("*.yaml"))
        problems: list[str] = []
        new = 0
        with transaction.atomic():
            for path in paths:
                try:
                    _, is_new = publish_issue(content=path.read_bytes(), name=path.name, actor=None)
                    new += is_new
                except InstrumentError as error:
                    problems += error.problems
                except OSError as error:
                    problems.append(f"{path}: berkas tidak dapat dibaca ({error.strerror}).")
            if problems:
                raise InputRefusedError(problems)
        self.stdout.write(f"{len(paths)} edisi instrumen, {new} baru.")
