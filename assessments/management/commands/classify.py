"""`manage.py classify --instrument CODE SCORE`: zone, category and opinion of a score."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.instruments import InstrumentError
from assessments.instruments.scoring_rules import rules_of
from assessments.management.refused import InputRefusedError
from assessments.numbers_in_text import NumberTextError, decimal_from
from assessments.results.as_json import classification_as_json
from assessments.scoring import FollowUp, ScoreRangeError, classify


class Command(BaseCommand):
    help = "Print zone, category and opinion of a score of 0-100."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--instrument", required=True, metavar="CODE", help="for example opini-2025")
        parser.add_argument("score", help="0-100, with a dot or a comma")
        parser.add_argument(
            "--followup",
            choices=[choice.value for choice in FollowUp],
            default=FollowUp.UNKNOWN.value,
            help="whether every due Ombudsman product is followed up",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rules = rules_of(options["instrument"])
            found = classify(decimal_from(options["score"]), rules, follow_up=FollowUp(options["followup"]))
        except InstrumentError as error:
            raise InputRefusedError(error.problems) from error
        except (NumberTextError, ScoreRangeError) as error:
            raise InputRefusedError([str(error)]) from error
        self.stdout.write(json.dumps(classification_as_json(found), ensure_ascii=False, indent=2))
