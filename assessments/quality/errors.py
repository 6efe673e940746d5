"""What the checks refuse, and what the person can do about it."""

from collections.abc import Sequence


class QualityError(Exception):
    """Something that a person may not do as things stand; the message says what to do instead."""


class NotTheirFindingError(QualityError):
    """The finding is for another role to waive, or the person's own work stands at the locus."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or "Temuan ini bukan wewenang Anda.")


class FindingChangedError(QualityError):
    """The finding is no longer the one that the page showed."""

    def __init__(self) -> None:
        super().__init__("Temuan ini sudah berubah atau sudah hilang. Baca lagi daftarnya, lalu putuskan.")


class WaiverReasonNeededError(QualityError):
    """A waiver must say why."""

    def __init__(self) -> None:
        super().__init__("Tulis mengapa temuan ini dibiarkan, supaya orang lain dapat menilainya.")


class OpenErrorsError(QualityError):
    """A locus was to be validated while errors are neither mended nor waived; `sentences` says which."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(
            f"Masih ada {len(self.sentences)} galat pada pemeriksaan mutu: {' '.join(self.sentences)}"
            " Kembalikan lokus untuk diperbaiki, atau mintalah Kantor Pusat mengesampingkannya dengan alasan."
        )
