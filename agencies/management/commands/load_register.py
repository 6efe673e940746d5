"""Load the register: the shipped files, or files of one's own."""

from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from agencies.register.csvfile import FileRefusedError
from agencies.register.loading import FILE_KINDS, SHIPPED_FILES, load_register


class Command(BaseCommand):
    help = (
        "Load regions, offices, agencies, aliases and assessed flags. Without --file the shipped data; safe to repeat."
        " Rows are matched by code: a changed name is a rename and the old name stays as an alias."
        " A file with mistakes is refused whole, with every mistake on stderr and exit status 2."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--file",
            action="append",
            default=[],
            metavar="KIND=PATH",
            help=f"load only this CSV file; may be repeated. KIND is one of {', '.join(FILE_KINDS)}.",
        )

    def handle(self, *args: object, file: list[str], **options: object) -> None:
        try:
            loaded = load_register(files=_files(file) if file else SHIPPED_FILES)
        except FileRefusedError as refused:
            raise CommandError(f"Nothing was loaded:\n{refused}", returncode=2) from refused
        for table, count in loaded.counts.items():
            if count.total:
                self.stdout.write(f"{table}: {count.total} ({count.new} new, {count.changed} changed)")
        for code, former, name in loaded.renamed:
            self.stdout.write(f"renamed {code}: {former} -> {name}")


def _files(given: list[str]) -> dict[str, list[Path]]:
    files = defaultdict[str, list[Path]](list)
    for text in given:
        kind, equals, path = text.partition("=")
        if kind not in FILE_KINDS or not equals or not path:
            raise CommandError(
                f"--file {text}: write KIND=PATH with KIND one of {', '.join(FILE_KINDS)}.", returncode=2
            )
        files[kind].append(Path(path))
    return files
