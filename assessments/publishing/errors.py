"""What deciding, publishing and correcting refuse, and what the person can do about it."""

from collections.abc import Sequence


class PublishingError(Exception):
    """Something that cannot be done as things stand; the message says what to do instead."""


class NotTheirDecisionError(PublishingError):
    """The step is the head office's."""

    def __init__(self) -> None:
        super().__init__("Langkah ini wewenang Kantor Pusat.")


class PeriodPublishedError(PublishingError):
    """The results are open to the agencies; only a correction changes them."""

    def __init__(self) -> None:
        super().__init__("Hasil periode ini sudah dibuka bagi instansi. Hanya koreksi yang mengubahnya.")


class UndecidedError(PublishingError):
    """Assessments with a result that nobody has decided: `agencies` names them."""

    def __init__(self, agencies: Sequence[str]) -> None:
        self.agencies = tuple(agencies)
        super().__init__(
            f"Hasil {len(self.agencies)} instansi belum ditetapkan: {', '.join(self.agencies[:5])}"
            f"{' dan lainnya' if len(self.agencies) > 5 else ''}. Tetapkan dahulu, atau nyatakan tidak dinilai."
        )


class ResultsMissingError(PublishingError):
    """Agencies that lack a result while no reason is given: `agencies` names them."""

    def __init__(self, agencies: Sequence[str]) -> None:
        self.agencies = tuple(agencies)
        super().__init__(
            f"{len(self.agencies)} instansi belum mempunyai hasil. Selesaikan dahulu penilaiannya,"
            " atau tulis alasan menerbitkan periode tanpa hasil itu."
        )


class NotReadyError(PublishingError):
    """An assessment that cannot be decided yet; the message says what is missing."""


class StaleResultError(PublishingError):
    """The result that the person looked at is no longer the one that holds."""

    def __init__(self) -> None:
        super().__init__(
            "Hasil ini sementara itu sudah dikoreksi orang lain. Buka hasil yang berlaku, lalu koreksi dari sana."
        )


class OtherThanForeseenError(PublishingError):
    """A correction would publish something else than the person was shown."""

    def __init__(self) -> None:
        super().__init__(
            "Akibat koreksi ini lain dari yang terakhir Anda lihat. Periksa lagi di bawah, lalu terbitkan."
        )


class NothingChangedError(PublishingError):
    """A correction that would publish the same result again."""

    def __init__(self) -> None:
        super().__init__("Koreksi ini tidak mengubah apa pun pada hasil. Periksa unit, indikator, dan tingkatnya.")
