"""`manage.py score --instrument CODE FILE.csv`: scores a file of answers without any database."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.instruments import InstrumentError, load_edition
from assessments.instruments.scoring_rules import rules_from
from assessments.management.refused import InputRefusedError
from assessments.results.answer_file import AnswerFileError, read_answers
from assessments.results.as_json import scores_as_json


class Command(BaseCommand):
    help = "Score a CSV of answers; prints JSON, or every problem of the file."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--instrument", required=True, metavar="CODE", help="for example kepatuhan-2024")
        parser.add_argument("file", type=Path, help="columns agency,agency_kind,unit,unit_kind,indicator,...")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            instrument = load_edition(options["instrument"])
            agencies = read_answers(path.read_bytes(), instrument)
        except InstrumentError as error:
            raise InputRefusedError(error.problems) from error
        except AnswerFileError as error:
            raise InputRefusedError(f"{path.name}: {problem}" for problem in error.problems) from error
        except OSError as error:
            raise InputRefusedError([f"{path}: berkas tidak dapat dibaca ({error.strerror})."]) from error
        self.stdout.write(
            json.dumps(scores_as_json(agencies, rules_from(instrument), instrument), ensure_ascii=False, indent=2)
        )
