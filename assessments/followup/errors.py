"""What the follow-up refuses, and what the person can do about it."""

from assessments.models import FollowUpStep


class FollowUpError(Exception):
    """Something that may not be done as things stand; the message says what to do instead."""


class SteppedMeanwhileError(FollowUpError):
    """The step is not the next one any more: someone else was faster, or it never was."""

    def __init__(self, stands_at: str) -> None:
        super().__init__(
            f"Saran ini sekarang berstatus “{FollowUpStep(stands_at).label}”, jadi langkah itu tidak berlaku lagi."
            " Muat ulang halaman ini."
        )


class ReasonNeededError(FollowUpError):
    """A step back without a word why."""


class DueDateNeededError(FollowUpError):
    """A recommendation is issued without a day by which it is to be followed up."""

    def __init__(self) -> None:
        super().__init__("Isi batas waktu tindak lanjut, agar instansi tahu kapan buktinya ditunggu.")


class NothingToCheckError(FollowUpError):
    """Handed in without any file, or once more without anything new."""

    def __init__(self, *, again: bool) -> None:
        super().__init__(
            "Unggah sedikitnya satu berkas baru setelah bukti yang lalu dinyatakan belum memadai."
            if again
            else "Unggah sedikitnya satu berkas bukti sebelum mengajukannya untuk diperiksa."
        )


class CheckedAlreadyError(FollowUpError):
    """A file that a check has seen stays beside that check."""

    def __init__(self) -> None:
        super().__init__(
            "Berkas ini sudah diperiksa, jadi tetap tersimpan bersama hasil pemeriksaannya."
            " Unggah berkas yang benar, lalu ajukan lagi."
        )


class WithdrawnAlreadyError(FollowUpError):
    """Someone else was faster."""

    def __init__(self) -> None:
        super().__init__("Berkas ini sudah ditarik. Muat ulang halaman ini.")


class NotIndependentError(FollowUpError):
    """Someone would check what they wrote, issued or assessed themselves, or as a person of the agency."""

    def __init__(self) -> None:
        super().__init__(
            "Bukti diperiksa orang yang tidak menulis saran ini dan tidak menilai unitnya."
            " Mintalah pejabat lain di kantor Anda, atau kantor pusat."
        )


class UploadRefusedError(FollowUpError):
    """A file that is too large, empty, unreadable, of a kind not taken, or carrying something that runs."""


class NotOfAgencyError(FollowUpError):
    """A unit, an owner or a result that does not belong to the agency."""

    def __init__(self) -> None:
        super().__init__("Unit, penanggung jawab, dan hasil harus dari instansi yang sama. Pilih dari daftar.")


class NotReleasedError(FollowUpError):
    """A recommendation would give away a result that its agency may not read yet."""

    def __init__(self) -> None:
        super().__init__("Hasil ini belum dibuka bagi instansi. Saran dapat dibuat setelah hasilnya dibuka.")


class SuggestedAlreadyError(FollowUpError):
    """The finding has its recommendation."""

    def __init__(self) -> None:
        super().__init__("Temuan ini sudah mempunyai saran. Buka daftar saran instansi ini.")
