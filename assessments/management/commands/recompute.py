"""`manage.py recompute --verify`: every stored result recomputed from its stored inputs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.management.refused import InputRefusedError
from assessments.results.recompute import verify_all


class Command(BaseCommand):
    help = "Recompute every stored result from its stored inputs; exit 1 naming any that differs, 2 if there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--verify", action="store_true", required=True, help="compare, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        count, altered = 0, []
        for verified in verify_all():
            count += 1
            altered += [f"{verified.result}: {problem}" for problem in verified.problems]
        if not count:
            raise InputRefusedError(["Belum ada hasil yang tersimpan; hitung dan simpan hasil terlebih dahulu."])
        self.stdout.write(f"{count} hasil dihitung ulang.")
        if altered:
            raise CommandError("\n".join(altered), returncode=1)
        self.stdout.write("Semua sama dengan yang tersimpan.")
