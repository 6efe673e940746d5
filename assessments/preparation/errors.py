"""What preparation refuses, and what the person can do about it."""


class PreparationError(Exception):
    """Something that may not be done as things stand; the message says what to do instead."""


class UnknownItemError(PreparationError):
    """The edition does not ask this of such a unit."""

    def __init__(self) -> None:
        super().__init__("Butir ini tidak diminta dari unit ini pada periode ini. Kembali ke daftar bukti.")


class OwnLevelRefusedError(PreparationError):
    """A level that the edition does not know."""

    def __init__(self, top: int, *, secondary: bool) -> None:
        super().__init__(f"Isi angka 0 sampai {top}." if secondary else f"Pilih salah satu tingkat, 0 sampai {top}.")


class ReasonNeededError(PreparationError):
    """Not applicable, or sent back, without a word why."""


class ChangedMeanwhileError(PreparationError):
    """Someone else was faster."""

    def __init__(self) -> None:
        super().__init__(
            "Penilaian ini baru saja diubah orang lain. Lihat nilai yang sekarang, lalu simpan lagi bila perlu."
        )


class NothingToCheckError(PreparationError):
    """An item without a valid file is called ready; a bare address is no proof."""

    def __init__(self) -> None:
        super().__init__(
            "Butir ini belum mempunyai berkas yang masih berlaku, jadi belum dapat dinyatakan siap."
            " Tautan saja tidak dihitung: isinya dapat berubah atau hilang."
        )


class UploadRefusedError(PreparationError):
    """A file that is too large, empty, unreadable, of a kind not taken, or carrying something that runs."""
