"""What the right of reply refuses, and what the person can do about it."""

from datetime import date

from django.utils.formats import date_format

from assessments.models import ObjectionDecision, PeriodWindow


class ReplyError(Exception):
    """Something that cannot be done as things stand; the message says what to do instead."""


class NotTheirReplyError(ReplyError):
    """The step belongs to another role."""

    def __init__(self) -> None:
        super().__init__("Langkah ini bukan wewenang Anda.")


class ReplyNotOpenError(ReplyError):
    """The reply cannot be opened or used today; the message says why."""

    def __init__(self, window: PeriodWindow | None, today: date) -> None:
        if window is None:
            words = "Jadwal hak jawab periode ini belum diisi. Mintalah Kantor Pusat mengisinya."
        elif today < window.starts_on:
            words = f"Hak jawab baru dibuka {_day(window.starts_on)}."
        else:
            words = (
                f"Hak jawab berakhir {_day(window.ends_on)}, jadi sanggahan tidak dapat dikirim lagi."
                " Hubungi kantor Ombudsman yang menilai bila ada kekeliruan."
            )
        super().__init__(words)


class ReplyNotRunningError(ReplyError):
    """The unit is not in reply: not yet, no longer, or the bureau has said that it is done."""

    def __init__(self) -> None:
        super().__init__(
            "Hak jawab untuk unit ini tidak sedang berjalan, jadi tidak ada yang dapat dikirim atau diputus."
        )


class ObjectedAlreadyError(ReplyError):
    """One objection to an indicator of a unit; what is missing is added to it as evidence."""

    def __init__(self, indicator: str) -> None:
        super().__init__(f"{indicator} sudah disanggah. Tambahkan bukti pada sanggahan itu.")


class DecidedAlreadyError(ReplyError):
    """Someone else was faster; their decision stands."""

    def __init__(self, decision: ObjectionDecision) -> None:
        self.decision = decision
        super().__init__(
            f"Sanggahan ini sementara itu sudah diputus {decision.decided_by.full_name}:"
            f" {decision.get_outcome_display().lower()}. Putusan itu yang berlaku."
        )


class OwnAnswersError(ReplyError):
    """Those who assessed the unit do not judge what is said against their assessment."""

    def __init__(self) -> None:
        super().__init__("Anda ikut menilai unit ini, jadi sanggahannya diputus orang lain.")


class ReplyFileRefusedError(ReplyError):
    """A file that is not kept; the message names it and says what to do."""


def _day(day: date) -> str:
    return date_format(day, "j F Y")
