"""The words of planning: independence, windows, visits and what has been changed in a plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from agencies.models import Event, User
from assessments.models import Independence, Locus, PeriodWindow, Visit
from assessments.permissions import belongs_in_field, independence_of

INDEPENDENCE_WORDS = {
    None: "Belum dinyatakan",
    Independence.CLEAR: "Independen",
    Independence.CONFLICT: "Ada benturan kepentingan",
    Independence.REOPENED: "Perlu dinyatakan lagi",
}
INDEPENDENCE_CHIP = {
    None: "chip-yellow",
    Independence.CLEAR: "chip-green",
    Independence.CONFLICT: "chip-red",
    Independence.REOPENED: "chip-yellow",
}
VERB_WORDS = {
    "plan_assessment": "Merencanakan penilaian",
    "add_locus": "Menambah lokus",
    "remove_locus": "Mengeluarkan lokus",
    "leave_unassessed": "Menyatakan tidak dinilai",
    "assess_again": "Menilai kembali",
    "set_team": "Menentukan tim",
    "schedule_visit": "Menjadwalkan kunjungan",
    "change_visit": "Mengubah kunjungan",
    "cancel_visit": "Membatalkan kunjungan",
    "declare_independence": "Menyatakan independensi",
    "reopen_declaration": "Meminta pernyataan baru",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands in the way of entering answers, and where to go; `url` is empty where nothing can be done here."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a plan's history."""

    at: str
    who: str
    what: str
    about: str
    reason: str


def independence_notice(user: User, locus: Locus) -> Notice | None:
    """What someone of the team has yet to declare before entering answers; None for everyone else."""
    if not belongs_in_field(user, locus):
        return None
    agency = locus.assessment.agency.name
    independence = independence_of(user, locus.assessment)
    if independence == Independence.CLEAR:
        return None
    if independence == Independence.CONFLICT:
        return Notice(
            f"Anda menyatakan ada benturan kepentingan dengan {agency}, jadi Anda hanya dapat membaca lembar ini."
        )
    url = reverse("independence", args=(locus.assessment.public_id,))
    return Notice(f"Sebelum jawaban pertama, nyatakan independensi Anda terhadap {agency}.", url)


def independence_words(outcome: str | None) -> tuple[str, str]:
    """The words for a declaration and the chip they stand in."""
    found = Independence(outcome) if outcome else None
    return INDEPENDENCE_WORDS[found], INDEPENDENCE_CHIP[found]


def window_state(window: PeriodWindow, today: date) -> str:
    """Where a window stands today: "berlangsung, 12 hari lagi", "mulai 3 hari lagi", "selesai"."""
    if today < window.starts_on:
        return f"mulai {(window.starts_on - today).days} hari lagi"
    if today > window.ends_on:
        return "selesai"
    left = (window.ends_on - today).days
    return f"berlangsung, {left} hari lagi" if left else "berlangsung, hari terakhir"


def day_words(day: date) -> str:
    """A day with its weekday: "Senin, 23 November 2026"."""
    return date_format(day, "l, j F Y")


def visit_words(visit: Visit) -> str:
    """When and where in one line: "Senin, 23 November 2026 pukul 09.00, ruang rapat"."""
    return f"{day_words(visit.on)} pukul {visit.starts_at:%H.%M}, {visit.place}"


def history_words(events: Iterable[Event]) -> tuple[Step, ...]:
    """The history of a plan in words; needs the actors joined."""
    return tuple(
        Step(
            at=date_format(timezone.localtime(event.at), "j M Y H.i"),
            who=event.actor.full_name if event.actor else "Sistem",
            what=VERB_WORDS.get(event.verb, event.verb),
            about=_about(event),
            reason=str(event.detail.get("reason", "")),
        )
        for event in events
        if event.verb in VERB_WORDS
    )


def _about(event: Event) -> str:
    """What a step concerned: a unit, several, or nothing that needs saying."""
    if "units" in event.detail:
        return f"{len(event.detail['units'])} lokus"
    return str(event.detail.get("unit", ""))
