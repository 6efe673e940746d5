"""`manage.py demo`: the worked example with one sign-in for each role; safe to repeat, refused in production."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from assessments.demo.services import PASSWORD, DemoRefusedError, load_demo, sign_ins
from assessments.management.refused import InputRefusedError


class Command(BaseCommand):
    help = "Load the demo (invented answers, marked as such) and print its sign-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sign-ins", action="store_true", help="only print the sign-ins")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["sign_ins"]:
            try:
                is_new = load_demo()
            except DemoRefusedError as error:
                raise InputRefusedError([str(error)]) from error
            self.stdout.write("Data contoh dimuat." if is_new else "Data contoh sudah ada.")
        found = sign_ins()
        if found:
            self.stdout.write(f"Masuk dengan (data contoh, kata sandi semua: {PASSWORD}):")
        for sign_in in found:
            self.stdout.write(f"  {sign_in.role:<36} {sign_in.email:<36} {sign_in.place}")
