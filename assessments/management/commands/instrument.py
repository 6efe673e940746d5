"""`manage.py instrument CODE --json`: one edition, whole."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.instruments import InstrumentError, load_edition
from assessments.management.refused import InputRefusedError
from assessments.results.as_json import instrument_as_json, points


class Command(BaseCommand):
    help = "Print one edition of the instrument: dimensions, indicators, weights, bands."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="for example kepatuhan-2024")
        parser.add_argument("--json", action="store_true", help="as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            instrument = load_edition(options["code"])
        except InstrumentError as error:
            raise InputRefusedError(error.problems) from error
        if options["json"]:
            self.stdout.write(json.dumps(instrument_as_json(instrument), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{instrument.code} · {instrument.title} · sha256 {instrument.sha256}")
        for dimension, indicator in instrument.indicators:
            mark = " (asumsi)" if indicator.weight.assumed else ""
            self.stdout.write(
                f"{indicator.code}  {indicator.label}  {points(100 * dimension.share_of(indicator))} %{mark}"
            )
