"""Why a file is refused, and what the person can do instead."""

from enum import StrEnum

from assessments.files.kinds import ACCEPTED_WORDS


class Refusal(StrEnum):
    """One reason each; the reader names them, the person reads `FileRefusedError`."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    BAD_NAME = "bad_name"
    OTHER_ENDING = "other_ending"
    UNKNOWN = "unknown"
    RUNS = "runs"
    ARCHIVE = "archive"
    OLD_OFFICE = "old_office"
    OTHER_IMAGE = "other_image"
    TWO_KINDS = "two_kinds"
    DAMAGED = "damaged"
    LOCKED = "locked"
    ACTIVE = "active"
    BOMB = "bomb"
    TOO_MANY_PIXELS = "too_many_pixels"
    NOT_XLSX = "not_xlsx"


_WORDS = {
    Refusal.EMPTY: "kosong (0 byte). Pilih berkas lain, atau foto ulang.",
    Refusal.TOO_LARGE: "lebih besar dari {largest} MB. Foto ulang lebih kecil, pindai 150 dpi, atau bagi dua.",
    Refusal.BAD_NAME: "memakai nama yang menyamarkan jenisnya. Ganti nama berkasnya, lalu unggah lagi.",
    Refusal.OTHER_ENDING: "bernama akhiran lain daripada isinya ({kind}). Beri akhiran .{ending}, lalu unggah lagi.",
    Refusal.UNKNOWN: "bukan jenis berkas yang diterima. Unggah {accepted}.",
    Refusal.RUNS: "adalah halaman web, gambar SVG, atau program, yang dapat menjalankan perintah. Unggah {accepted}.",
    Refusal.ARCHIVE: "adalah arsip. Keluarkan isinya, lalu unggah berkasnya satu per satu.",
    Refusal.OLD_OFFICE: "berformat Office lama (DOC, XLS, PPT). Simpan sebagai PDF, DOCX, atau XLSX, lalu unggah.",
    Refusal.OTHER_IMAGE: "berformat gambar yang tidak diterima (GIF, BMP, TIFF). Simpan sebagai JPG, lalu unggah.",
    Refusal.TWO_KINDS: "memuat berkas jenis lain di dalamnya. Foto ulang, atau cetak ulang menjadi PDF biasa.",
    Refusal.DAMAGED: "rusak atau terpotong, sehingga tidak dapat dibuka. Simpan atau foto ulang, lalu unggah.",
    Refusal.LOCKED: "terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah.",
    Refusal.ACTIVE: "memuat makro, skrip, atau berkas tertanam. Cetak ulang menjadi PDF biasa, lalu unggah.",
    Refusal.BOMB: "menjadi terlalu besar bila dibuka. Pecah menjadi beberapa berkas, atau cetak ulang menjadi PDF.",
    Refusal.TOO_MANY_PIXELS: "berukuran terlalu banyak piksel. Kecilkan dahulu fotonya sampai 40 megapiksel.",
    Refusal.NOT_XLSX: "bukan lembar Excel (XLSX). Simpan formulirnya sebagai XLSX, lalu unggah lagi.",
}


class FileRefusedError(Exception):
    """A file that is not kept: `reason` says why, the message names the file and what to do instead."""

    def __init__(self, reason: Refusal, *, name: str, **facts: object) -> None:
        self.reason = reason
        self.name = name
        super().__init__(f"{name} {_WORDS[reason].format(accepted=ACCEPTED_WORDS, **facts)}")
