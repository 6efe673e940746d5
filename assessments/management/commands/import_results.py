"""`manage.py import_results FILE.csv`: published results of earlier years, judged against the rules and kept."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.history.as_json import import_as_json
from assessments.history.import_words import import_summary
from assessments.history.services import import_results
from assessments.history.statement_file import COLUMNS, StatementFileError
from assessments.management.refused import InputRefusedError


class Command(BaseCommand):
    help = (
        f"Keep the published results of a CSV file with the columns {', '.join(COLUMNS)} (and type, which helps to find"
        " the agency), each statement once. Unknown agencies are named and left out. A file with an unreadable row is"
        " refused whole, with every problem on stderr and exit status 2."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="judge every row, keep nothing")
        parser.add_argument("--json", action="store_true", help="print every row as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            done = import_results(
                content=path.read_bytes(), file_name=path.name, actor=None, dry_run=options["dry_run"]
            )
        except StatementFileError as error:
            raise InputRefusedError(f"{path.name}: {problem}" for problem in error.problems) from error
        except OSError as error:
            raise InputRefusedError([f"{path}: berkas tidak dapat dibaca ({error.strerror})."]) from error
        if options["json"]:
            self.stdout.write(json.dumps(import_as_json(done), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(import_summary(done, dry_run=options["dry_run"])))
