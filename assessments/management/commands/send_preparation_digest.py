"""`manage.py send_preparation_digest`: the weekly letter of every agency that prepares."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from agencies.models import Agency, Role
from assessments.models import Period
from assessments.preparation.board.digest import send_digest


class Command(BaseCommand):
    help = "Send each bureau and each person who owes evidence their weekly letter; once a week however often it runs."

    def handle(self, *args: Any, **options: Any) -> None:
        period = Period.objects.to_prepare()
        if period is None:
            self.stdout.write("Tidak ada periode yang disiapkan; tidak ada surat dikirim.")
            return
        today = timezone.localdate()
        agencies = Agency.objects.filter(memberships__role=Role.BUREAU).distinct().order_by("pk")
        sent = sum(send_digest(agency, period, today=today) for agency in agencies)
        self.stdout.write(f"{sent} surat mingguan dikirim.")
