"""What mentoring refuses, and what the person can do about it."""


class MentoringError(Exception):
    """Something that may not be done as things stand; the message says what to do instead."""


class CancelledError(MentoringError):
    """A cancelled session is not changed any more."""

    def __init__(self) -> None:
        super().__init__("Pendampingan ini sudah dibatalkan. Buat jadwal baru bila jadi dilaksanakan.")


class PlaceNeededError(MentoringError):
    """Neither a room nor an address of a meeting."""

    def __init__(self) -> None:
        super().__init__("Isi tempat, atau tautan bila rapatnya daring.")


class EndsBeforeItStartsError(MentoringError):
    """The hours are the wrong way round."""

    def __init__(self) -> None:
        super().__init__("Jam selesai harus sesudah jam mulai.")


class ListedAlreadyError(MentoringError):
    """The same person twice."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} sudah ada dalam daftar peserta.")


class WordsNeededError(MentoringError):
    """Something that must say what, or why."""


class NotOfAgencyError(MentoringError):
    """A unit or an owner that does not belong to the agency."""

    def __init__(self) -> None:
        super().__init__("Unit dan penanggung jawab harus dari instansi yang didampingi. Pilih dari daftar.")


class DoneAlreadyError(MentoringError):
    """The action was finished, by someone else perhaps."""

    def __init__(self) -> None:
        super().__init__("Kesepakatan ini sudah dinyatakan selesai.")


class UploadRefusedError(MentoringError):
    """A file that is too large, empty, unreadable, of a kind not taken, or carrying something that runs."""


class WithdrawnAlreadyError(MentoringError):
    """Someone else was faster."""

    def __init__(self) -> None:
        super().__init__("Materi ini sudah ditarik. Muat ulang halaman ini.")


class NobodyToInviteError(MentoringError):
    """Everyone on the list who has an account knows of this plan."""

    def __init__(self) -> None:
        super().__init__("Semua peserta yang punya akun sudah diundang untuk waktu dan tempat ini.")


class OverAlreadyError(MentoringError):
    """Nobody is invited to a day that has gone by."""

    def __init__(self) -> None:
        super().__init__("Tanggal pendampingan ini sudah lewat. Ubah jadwalnya dahulu bila dilaksanakan lagi.")
