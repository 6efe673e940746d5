"""`manage.py load_history`: the published results of 2016-2025 that ship with the project."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from assessments.history.services import import_results


class Command(BaseCommand):
    help = "Load the shipped published results; safe to repeat. Load the register first."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(apps.get_app_config("assessments").path) / "data" / "published_results.csv"
        done = import_results(content=path.read_bytes(), file_name=path.name, actor=None)
        self.stdout.write(f"published results: {done.new + done.known} ({done.new} new)")
        for problem in done.problems:
            self.stderr.write(f"{path.name}: {problem}")
