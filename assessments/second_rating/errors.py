"""What the second judgement refuses, and what the person can do about it."""


class SecondRatingError(Exception):
    """Something that a person may not do as things stand; the message says what to do instead."""


class NotTheirRatingError(SecondRatingError):
    """The step is another person's."""

    def __init__(self) -> None:
        super().__init__("Langkah ini bukan wewenang Anda.")


class DrawnAlreadyError(SecondRatingError):
    """A period is drawn once, so that nobody draws until the result pleases."""

    def __init__(self) -> None:
        super().__init__("Lokus periode ini sudah diundi. Undian tidak diulang.")


class NothingToDrawError(SecondRatingError):
    """No locus to draw from."""

    def __init__(self) -> None:
        super().__init__("Belum ada lokus yang dinilai dalam periode ini. Rencanakan lokusnya lebih dahulu.")


class NotBlindError(SecondRatingError):
    """The person has seen, or may see, what the team says."""

    def __init__(self) -> None:
        super().__init__(
            "Orang ini tidak dapat menilai tanpa melihat nilai tim: ia anggota tim, ikut mengisi, berwenang memeriksa,"
            " atau pernah menolak. Pilih asesor lain."
        )


class HandedInError(SecondRatingError):
    """The judgement is in; nothing in it changes any more."""

    def __init__(self) -> None:
        super().__init__("Penilaian kedua ini sudah diserahkan, jadi tidak berubah lagi.")


class NotDeclaredError(SecondRatingError):
    """The person has not declared their independence yet."""

    def __init__(self) -> None:
        super().__init__("Nyatakan independensi Anda lebih dahulu.")


class OpenQuestionsError(SecondRatingError):
    """Questions are still open; `count` says how many."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"Masih ada {count} pertanyaan yang belum dinilai. Nilai semuanya, atau pilih tidak berlaku.")


class TeamNotDoneError(SecondRatingError):
    """The team has not handed its own sheet over."""

    def __init__(self) -> None:
        super().__init__("Tim belum menyerahkan lembarnya. Jawaban Anda tersimpan; serahkan setelah tim selesai.")


class ReasonMissingError(SecondRatingError):
    """Something that must say why."""

    def __init__(self, message: str = "Tulis alasannya.") -> None:
        super().__init__(message)
