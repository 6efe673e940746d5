"""Spreadsheets that come back filled: their cells as text, read in a process of its own."""

from collections.abc import Mapping, Sequence

from django.conf import settings

from assessments.files.checking import Upload, answer_of_reader
from assessments.files.names import clean_name
from assessments.files.refusals import FileRefusedError, Refusal

LARGEST_MB = 5
"""Far more than a filled form needs; our limit."""


def table_in(upload: Upload) -> Mapping[str, Sequence[Sequence[str]]]:
    """The cells of an XLSX by sheet and row; FileRefusedError says what to do instead."""
    name = clean_name(upload.name or "")
    largest = min(LARGEST_MB, int(settings.UPLOAD_LARGEST_MB))
    content = upload.read(largest * 1024 * 1024 + 1)
    if not content:
        raise FileRefusedError(Refusal.EMPTY, name=name)
    if len(content) > largest * 1024 * 1024:
        raise FileRefusedError(Refusal.TOO_LARGE, name=name, largest=largest)
    answer, _ = answer_of_reader(content, "table")
    if "refused" in answer:
        raise FileRefusedError(Refusal(answer["refused"]), name=name)
    sheets: Mapping[str, Sequence[Sequence[str]]] = answer["sheets"]
    return sheets
