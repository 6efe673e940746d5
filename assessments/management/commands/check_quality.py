"""`manage.py check_quality opini-2026`: the checks of quality over the loci of a period, for a nightly timetable."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.management.refused import InputRefusedError
from assessments.models import Period
from assessments.quality.selectors.findings import handed_over
from assessments.quality.services import check_period


class Command(BaseCommand):
    help = "Check every locus of a period that was handed over, and keep what is found; exit 2 for an unknown period."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("period", help="the code of the period, such as opini-2026")

    def handle(self, *args: Any, **options: Any) -> None:
        period = Period.objects.filter(code=options["period"]).first()
        if period is None:
            known = ", ".join(Period.objects.values_list("code", flat=True)) or "belum ada"
            raise InputRefusedError([f"Periode {options['period']} tidak ada. Yang ada: {known}."])
        count = check_period(actor=None, period=period, loci=handed_over(period))
        self.stdout.write(f"{count} lokus diperiksa.")
