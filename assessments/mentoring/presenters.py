"""Indonesian words for the pages and papers of mentoring."""

from datetime import date

from django.utils.formats import date_format

from assessments.models import MentoringSession


def day_words(day: date) -> str:
    """ "Senin, 23 November 2026"."""
    return date_format(day, "l, j F Y")


def hour_words(session: MentoringSession) -> str:
    """ "09.00 sampai 11.30", "09.00 sampai selesai"."""
    until = f"{session.ends_at:%H.%M}" if session.ends_at else "selesai"
    return f"{session.starts_at:%H.%M} sampai {until}"
