"""What review refuses, and what the person can do about it."""


class ReviewError(Exception):
    """Something that a person may not do as things stand; the message says what to do instead."""


class ReviewReasonNeededError(ReviewError):
    """Something that must say why."""


class OwnWorkError(ReviewError):
    """Someone would approve what they entered, or approve the same work twice."""

    def __init__(self) -> None:
        super().__init__(
            "Anda ikut mengisi atau sudah memverifikasi lokus ini, jadi langkah ini dilakukan orang lain."
            " Mintalah pejabat lain yang berwenang."
        )


class NotTheirStepError(ReviewError):
    """The step belongs to another role."""

    def __init__(self) -> None:
        super().__init__("Langkah ini bukan wewenang Anda.")


class PeriodReleasedError(ReviewError):
    """The results of the period are open to the agencies; only a correction changes them."""

    def __init__(self) -> None:
        super().__init__("Hasil periode ini sudah dibuka bagi instansi, jadi tahapnya tidak berubah lagi.")
