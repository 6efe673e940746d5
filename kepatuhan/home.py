"""What the start page offers a person: the work that is open to them, gathered from the rooms."""

from dataclasses import dataclass

from django.urls import reverse

from agencies.models import Agency, Role, User
from agencies.roles import OFFICE_ROLES
from agencies.scope import scope_of


@dataclass(frozen=True)
class Card:
    """One place to go on to: a heading, one line that says what is there, and its address."""

    heading: str
    text: str
    url: str


def cards_for(user: User) -> tuple[Card, ...]:
    """The cards of a person, most used first; a room adds its own here from its selectors."""
    scope = scope_of(user)
    cards: list[Card] = []
    if scope.holds(Role.ASSESSOR, Role.LEAD, Role.HEAD_OFFICE):
        cards.append(
            Card(
                "Tugas saya", "Lokus tim Anda: lembar yang masih diisi dan yang sudah diserahkan.", reverse("worklist")
            )
        )
    if scope.holds(Role.HEAD_OFFICE, *OFFICE_ROLES):
        cards.append(Card("Periode", "Jadwal, tahap setiap instansi, dan pembukaan hasil.", reverse("period_list")))
    if scope.holds(Role.BUREAU, Role.UNIT_CONTACT, Role.OFFICIAL):
        cards.append(
            Card(
                "Persiapan",
                "Bukti dukung, penilaian mandiri, dan perkiraan nilai berikutnya.",
                reverse("preparation_home"),
            )
        )
    if scope.roles - {Role.ADMINISTRATOR}:
        cards.append(Card("Hasil", "Nilai, opini, dan jejak perhitungannya.", reverse("result_list")))
    if scope.roles:
        cards.append(Card("Instansi", _agencies_text(user), reverse("agency_list")))
    cards.append(
        Card(
            "Instrumen penilaian",
            "Dimensi, bobot, indikator, dan batas opini setiap tahun.",
            reverse("instrument_list"),
        )
    )
    if scope.holds(Role.ADMINISTRATOR, Role.HEAD_OFFICE):
        cards.append(Card("Redaksi laporan", "Kalimat surat dan piagam yang boleh diubah.", reverse("wording_list")))
    if scope.holds(Role.ADMINISTRATOR):
        cards.append(Card("Kelola", "Orang dan perannya, kantor, wilayah, daftar instansi.", reverse("admin:index")))
    return tuple(cards)


def _agencies_text(user: User) -> str:
    """How many agencies are in scope; those who belong to one need no count and cost no query."""
    scope = scope_of(user)
    if not (scope.sees_everything or scope.office_ids):
        return "Instansi Anda, dengan riwayat nilainya."
    return f"{Agency.objects.visible_to(user).count()} instansi dalam wilayah Anda, dengan riwayat nilainya."
