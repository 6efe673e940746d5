"""What the events of people and the register say, in Indonesian; the set-up site and every history read it here."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "change_password": "Mengganti kata sandi",
    "grant_role": "Memberikan peran",
    "invite": "Mendaftarkan orang",
    "load_register": "Memuat register instansi",
    "load_units": "Memuat unit layanan",
    "revoke_role": "Mengakhiri peran",
    "send_password_letter_to_user": "Mengirim surat atur ulang kata sandi",
    "sign_in": "Masuk",
    "sign_out": "Keluar",
}
BY_HAND: Mapping[str, str] = {"add": "Menambah", "change": "Mengubah", "delete": "Menghapus"}
ROWS: Mapping[str, str] = {
    "agency": "instansi",
    "alias": "nama lain instansi",
    "assessedflag": "tanda instansi yang dinilai",
    "membership": "peran",
    "office": "kantor perwakilan",
    "region": "wilayah",
    "serviceproduct": "produk layanan",
    "serviceunit": "unit layanan",
    "user": "orang",
}


def by_hand(verb: str) -> str:
    """The sentence of a change on the set-up site, such as "change_office": "Mengubah kantor perwakilan"; or none."""
    what, _, row = verb.partition("_")
    return f"{BY_HAND[what]} {ROWS[row]}" if what in BY_HAND and row in ROWS else ""
