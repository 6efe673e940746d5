"""Write to those whom late recommendations have reached: run once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.followup.reminders import remind


class Command(BaseCommand):
    help = "Send letters about late recommendations: to the owner, then the bureau, then the head of the agency."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind(today=timezone.localdate())} surat dikirim.")
