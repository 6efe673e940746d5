"""`manage.py erase_contacts --period CODE`: delete the contacts of a published period, and prove it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.contacts.services import NotReleasedError, erase_contacts
from assessments.management.refused import InputRefusedError
from assessments.models import Period


class Command(BaseCommand):
    help = "Delete all user contacts of a period whose results are out; print what was deleted and what is left."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--period", required=True, metavar="CODE", help="for example opini-2026")

    def handle(self, *args: Any, **options: Any) -> None:
        period = Period.objects.filter(code=options["period"]).first()
        if period is None:
            raise InputRefusedError([f"Periode '{options['period']}' tidak dikenal."])
        try:
            receipt = erase_contacts(period=period)
        except NotReleasedError as error:
            raise InputRefusedError([str(error)]) from error
        self.stdout.write(
            f"{receipt.period}: {receipt.deleted} kontak dihapus, tersisa {receipt.left}."
            f" Sidik SHA-256 isi tersandi yang dihapus: {receipt.sha256}."
            " Tercatat dalam jejak audit. Salinan cadangan basis data dihapus menurut jadwalnya sendiri."
        )
