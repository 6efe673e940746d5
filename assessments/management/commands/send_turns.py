"""manage.py send_turns: tell everyone by letter what waits for them."""

from typing import Any

from django.core.management.base import BaseCommand

from assessments.turns.services import send_turns


class Command(BaseCommand):
    help = "Kirim surel Giliran Anda kepada setiap orang: sekali sehari untuk pekerjaan yang sama."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_turns()} surel terkirim.")
