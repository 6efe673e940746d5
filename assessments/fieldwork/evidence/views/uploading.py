"""Checking and keeping the files of one request: each by itself, so that a bad one does not cost the good ones."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile

from agencies.models import User
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.evidence.services import add_evidence
from assessments.files.checking import checked
from assessments.files.refusals import FileRefusedError
from assessments.models import Evidence, Locus

MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What became of the files of a request."""

    added: tuple[Evidence, ...]
    problems: tuple[str, ...]


def keep_all(
    files: Iterable[UploadedFile[bytes]],
    *,
    actor: User,
    locus: Locus,
    indicators: Collection[str],
    title: str = "",
    effective_on: date | None = None,
) -> Uploaded:
    """Keep what can be kept, and say of each other file why not. A title given for several files is numbered."""
    chosen = list(files)
    added: list[Evidence] = []
    problems: list[str] = []
    if len(chosen) > MOST_FILES:
        left = len(chosen) - MOST_FILES
        problems.append(f"Pilih paling banyak {MOST_FILES} berkas sekaligus; {left} tidak disimpan.")
    for number, file in enumerate(chosen[:MOST_FILES], start=1):
        try:
            kept = add_evidence(
                actor=actor,
                locus=locus,
                indicators=indicators,
                file=checked(file),
                title=f"{title} {number}" if title and len(chosen) > 1 else title,
                effective_on=effective_on,
            )
        except (FileRefusedError, FieldworkError) as error:
            problems.append(str(error))
        else:
            added.append(kept.evidence)
    return Uploaded(tuple(added), tuple(problems))
