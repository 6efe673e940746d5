"""The places of a report whose words may be changed, what they say at first, and what they may name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

LONGEST = 1200

NAMES: Mapping[str, str] = {
    "pimpinan": "pimpinan yang dituju, dengan sebutannya",
    "instansi": "nama resmi instansi",
    "unit": "nama unit layanan",
    "wilayah": "nama provinsi, atau Indonesia",
    "periode": "nama periode",
    "tahun": "tahun penilaian",
    "penilaian": "judul penilaian menurut instrumen",
    "hasil": "nama hasil menurut instrumen",
    "dasar": "keputusan atau peraturan yang menjadi dasar",
    "nilai": "nilai dengan dua desimal",
    "opini": "opini",
    "jumlah_unit": "banyaknya unit layanan yang dinilai",
    "jumlah_instansi": "banyaknya instansi yang memiliki hasil",
    "kantor": "kantor penilai",
    "penandatangan": "jabatan yang menandatangani",
}
"""What a text may name in braces, and what stands there in the paper."""

_LETTER = ("pimpinan", "periode", "tahun", "penilaian", "hasil", "dasar", "kantor", "penandatangan")
_AGENCY = (*_LETTER, "instansi", "nilai", "opini", "jumlah_unit")
_UNIT = (*_LETTER, "instansi", "unit", "nilai", "opini")
_RECAP = (*_LETTER, "wilayah", "jumlah_instansi")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place: `code` names it within its kind of report, `names` are the placeholders it may use."""

    code: str
    label: str
    default: str
    names: tuple[str, ...]


_THANKS = "Atas perhatian dan kerja sama yang baik, kami ucapkan terima kasih."


def _assumptions(names: tuple[str, ...]) -> Slot:
    return Slot(
        "assumptions",
        "Pengantar daftar asumsi",
        "Bagian instrumen yang belum dipublikasikan diisi dengan asumsi. Semuanya disebut di sini agar dapat diperiksa,"
        " dan diganti begitu sumber resmi tersedia.",
        names,
    )


def _chapters(names: tuple[str, ...]) -> tuple[Slot, ...]:
    """The places in the chapters of a report on a result."""
    return (
        Slot(
            "findings",
            "Pengantar temuan dan saran",
            "Bagian ini memuat catatan penilai, saran atas hasil ini, dan siapa yang mengerjakannya sampai kapan.",
            names,
        ),
        _assumptions(names),
        Slot(
            "evidence",
            "Pengantar bukti dukung",
            "Berkas yang tersimpan ketika nilai dihitung. Dengan sidik SHA-256 dapat dipastikan bahwa berkas yang"
            " diperlihatkan kelak adalah berkas yang sama.",
            names,
        ),
        Slot(
            "recompute",
            "Keterangan hitung ulang",
            "Hasil ini disimpan bersama semua jawaban dan instrumennya, sehingga dapat dihitung ulang setiap saat;"
            " perubahan satu angka saja pada jawaban yang tersimpan akan tampak.",
            names,
        ),
    )


SLOTS: Mapping[str, tuple[Slot, ...]] = {
    "agency": (
        Slot("subject", "Hal surat", "Penyampaian hasil {hasil} tahun {tahun}", _AGENCY),
        Slot(
            "opening",
            "Pembuka surat",
            "Ombudsman Republik Indonesia telah menyelesaikan {penilaian} terhadap {instansi}, berdasarkan {dasar}.",
            _AGENCY,
        ),
        Slot(
            "result",
            "Hasil dalam surat",
            "Dari penilaian pada {jumlah_unit} unit layanan, {instansi} memperoleh nilai {nilai} dengan opini {opini}."
            " Ringkasan pada halaman berikutnya menunjukkan apa yang paling menahan nilai itu dan siapa yang dapat"
            " memperbaikinya.",
            _AGENCY,
        ),
        Slot(
            "unfinished",
            "Pengganti bila hasil masih sementara",
            "Sebagian jawaban penilaian belum ada, sehingga nilai akhir belum dapat ditetapkan. Laporan ini memuat"
            " hasil sementara beserta rentang nilai yang masih mungkin.",
            _AGENCY,
        ),
        Slot(
            "request",
            "Permintaan dalam surat",
            "Kami berharap {pimpinan} memimpin perbaikan pada unit layanan yang disebut dalam laporan ini. Uraian"
            " tiap unit, cara menghitung nilai, dan bukti dukung yang diperiksa dilampirkan agar setiap angka dapat"
            " diperiksa kembali.",
            _AGENCY,
        ),
        Slot("closing", "Penutup surat", _THANKS, _AGENCY),
        Slot("signer", "Jabatan penanda tangan", "{penandatangan}", _AGENCY),
        *_chapters(_AGENCY),
    ),
    "unit": (
        Slot("subject", "Hal surat", "Hasil {hasil} tahun {tahun} bagi {unit}", _UNIT),
        Slot(
            "opening",
            "Pembuka surat",
            "Ombudsman Republik Indonesia telah menilai {unit} sebagai bagian dari {penilaian} terhadap {instansi},"
            " berdasarkan {dasar}.",
            _UNIT,
        ),
        Slot(
            "result",
            "Hasil dalam surat",
            "Unit yang Saudara pimpin memperoleh nilai {nilai} dengan opini {opini}.",
            _UNIT,
        ),
        Slot(
            "unfinished",
            "Pengganti bila hasil masih sementara",
            "Sebagian jawaban penilaian belum ada, sehingga nilai akhir unit belum dapat ditetapkan. Laporan ini"
            " memuat hasil sementara beserta rentang nilai yang masih mungkin.",
            _UNIT,
        ),
        Slot(
            "request",
            "Permintaan dalam surat",
            "Indikator yang kehilangan poin terbanyak disebut lebih dahulu, masing-masing dengan langkah berikutnya."
            " Kami berharap langkah itu masuk ke dalam rencana kerja unit.",
            _UNIT,
        ),
        Slot("closing", "Penutup surat", _THANKS, _UNIT),
        Slot("signer", "Jabatan penanda tangan", "{penandatangan}", _UNIT),
        *_chapters(_UNIT),
    ),
    "regional": (
        Slot("subject", "Hal surat", "Rekapitulasi hasil {hasil} tahun {tahun} di {wilayah}", _RECAP),
        Slot(
            "opening",
            "Pembuka surat",
            "Bersama surat ini kami sampaikan rekapitulasi {penilaian} atas {jumlah_instansi} instansi di {wilayah},"
            " berdasarkan {dasar}.",
            _RECAP,
        ),
        Slot(
            "request",
            "Permintaan dalam surat",
            "Kami berharap {pimpinan} mendorong instansi yang nilainya masih rendah untuk memperbaiki pelayanan,"
            " terutama pada indikator yang paling banyak menahan nilai di wilayah ini.",
            _RECAP,
        ),
        Slot("closing", "Penutup surat", _THANKS, _RECAP),
        Slot("signer", "Jabatan penanda tangan", "{penandatangan}", _RECAP),
        _assumptions(_RECAP),
    ),
    "national": (
        Slot("subject", "Judul pengantar", "Rekapitulasi nasional {hasil} tahun {tahun}", _RECAP),
        Slot(
            "opening",
            "Pengantar",
            "Rekapitulasi ini merangkum {penilaian} atas {jumlah_instansi} instansi di seluruh {wilayah},"
            " berdasarkan {dasar}.",
            _RECAP,
        ),
        Slot(
            "request",
            "Permintaan dalam pengantar",
            "Indikator yang paling banyak menahan nilai disebut agar pembinaan pelayanan publik dapat diarahkan ke"
            " sana lebih dahulu.",
            _RECAP,
        ),
        Slot("closing", "Penutup pengantar", _THANKS, _RECAP),
        Slot("signer", "Jabatan penanda tangan", "{penandatangan}", _RECAP),
        _assumptions(_RECAP),
    ),
    "certificate": (
        Slot("title", "Judul piagam", "Piagam Penghargaan", _AGENCY),
        Slot("opening", "Kalimat pembuka", "Ombudsman Republik Indonesia memberikan penghargaan kepada", _AGENCY),
        Slot(
            "result",
            "Kalimat penghargaan",
            "atas hasil {hasil} tahun {tahun} dengan nilai {nilai} dan opini",
            _AGENCY,
        ),
        Slot("closing", "Kalimat penutup", "Berdasarkan {dasar}.", _AGENCY),
        Slot("signer", "Jabatan penanda tangan", "{penandatangan}", _AGENCY),
    ),
}
"""For each kind of report its places, in the order in which a person meets them."""


def defaults(kind: str) -> dict[str, str]:
    """The words that a kind of report has as long as nobody changed them, by the code of their place."""
    return {slot.code: slot.default for slot in SLOTS[kind]}


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with its placeholders replaced; it was checked by `mistakes` before it was kept."""
    return text.format_map(values)


def filled(texts: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """All texts of a kind of report with their placeholders replaced, by the code of their place."""
    return {code: fill(text, values) for code, text in texts.items()}


def mistakes(slot: Slot, text: str) -> Iterator[str]:
    """What is wrong with a text for a place, one sentence for each mistake."""
    if not text.strip():
        yield "Tulis kalimatnya; tempat ini tidak boleh kosong."
    if len(text) > LONGEST:
        yield f"Ringkas sampai {LONGEST} huruf; sekarang {len(text)}."
    try:
        found = [part for _, *part in Formatter().parse(text) if part[0] is not None]
    except ValueError:
        yield "Tanda kurung kurawal tidak berpasangan. Tulis misalnya {" + slot.names[0] + "}."
        return
    allowed = ", ".join("{" + name + "}" for name in slot.names)
    for name, specification, conversion in found:
        if name not in slot.names or specification or conversion:
            wrong = "{" + str(name) + (f"!{conversion}" if conversion else "")
            wrong += (f":{specification}" if specification else "") + "}"
            yield f"{wrong} tidak dikenal di tempat ini. Yang dapat dipakai: {allowed}."
