"""What fieldwork refuses, and what the person can do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.models import Answer, AnswerState


class FieldworkError(Exception):
    """Something that a person may not do as things stand; the message says what to do instead."""


class LocusClosedError(FieldworkError):
    """The locus no longer takes answers."""

    def __init__(self) -> None:
        super().__init__(
            "Lembar ini sudah tertutup: sudah diserahkan, tidak dinilai, atau hasilnya sudah dibuka."
            " Mintalah verifikator mengembalikannya bila isinya perlu diubah."
        )


class IndicatorLockedError(LocusClosedError):
    """The locus was returned for other indicators only; `indicator` is empty for what concerns all of them."""

    def __init__(self, indicator: str = "") -> None:
        self.indicator = indicator
        FieldworkError.__init__(
            self,
            f"{indicator or 'Jumlah subjek'} terkunci: lembar ini dikembalikan hanya untuk indikator yang ditandai."
            " Mintalah verifikator membukanya pula bila perlu diubah.",
        )


class AnswerRefusedError(FieldworkError):
    """An answer that the instrument does not allow; `field` names the part of it that is wrong."""

    def __init__(self, message: str, *, field: str = "value") -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says about one question: a state with its value or the reason for having none, and words.

    `note` stays on the assessing side; `comment` speaks to the agency; `face` is where a product was looked at.
    """

    state: AnswerState
    value: Decimal | None = None
    reason: str = ""
    note: str = ""
    comment: str = ""
    face: str = ""

    @classmethod
    def in_row(cls, answer: Answer) -> "Given":
        return cls(AnswerState(answer.state), answer.value, answer.reason, answer.note, answer.comment, answer.face)

    def tidied(self) -> "Given":
        """The same as it is kept: without spaces around words, and with no reason beside a level."""
        return Given(
            AnswerState(self.state),
            self.value,
            "" if self.state == AnswerState.SCORED else self.reason.strip(),
            self.note.strip(),
            self.comment.strip(),
            self.face,
        )

    @property
    def judgement(self) -> tuple[AnswerState, Decimal | None]:
        """What counts in the score, apart from the words beside it."""
        return self.state, self.value


class StaleAnswerError(FieldworkError):
    """Another device of the same person was faster: `stored` is what stands, `given` what was sent now."""

    def __init__(self, *, stored: Answer, given: Given) -> None:
        self.stored = stored
        self.given = given
        super().__init__(
            "Jawaban ini sudah disimpan dari perangkat atau tab lain setelah halaman ini dibuka."
            " Bandingkan kedua nilai, lalu pilih salah satu."
        )


class IndicatorInUseError(FieldworkError):
    """An indicator cannot be left out while it has answers."""

    def __init__(self, *, indicator: str, answers: int) -> None:
        self.answers = answers
        super().__init__(
            f"{indicator} sudah mempunyai {answers} jawaban. Kosongkan dahulu jawaban itu,"
            " baru nyatakan indikatornya tidak berlaku."
        )


class ReasonNeededError(FieldworkError):
    """Something unusual that must say why."""


class OpenPointsError(ReasonNeededError):
    """A locus is submitted with `open_points` still open, and nobody said why."""

    def __init__(self, open_points: int) -> None:
        self.open_points = open_points
        super().__init__(
            f"Masih ada {open_points} hal terbuka. Lengkapi dahulu, atau tulis alasan menyerahkannya apa adanya."
        )


class PlanError(FieldworkError):
    """The units of an agency do not make up the loci that the instrument asks for."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
