"""Opening a period under an issue of an instrument, and setting the windows of its stages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import slugify

from agencies.models import Event, User
from assessments.fieldwork.errors import FieldworkError
from assessments.fieldwork.planning.errors import PlanClosedError, WindowsError
from assessments.models import InstrumentIssue, Period, PeriodWindow, WindowKind


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when, both days included."""

    starts_on: date
    ends_on: date


Windows = Mapping[WindowKind, Window]
"""A stage that is not in it has no dates yet."""


@transaction.atomic
def create_period(*, actor: User, name: str, year: int, issue: InstrumentIssue, windows: Windows) -> Period:
    """Open a period; its code is made from its name. Raises WindowsError, or FieldworkError for a name in use."""
    check_windows(windows)
    code = slugify(name)[:40]
    if not code:
        raise FieldworkError("Namai periode dengan huruf dan angka, misalnya Opini Ombudsman 2027.")
    if Period.objects.filter(code=code).exists():
        raise FieldworkError(f"Sudah ada periode bernama {name}. Pilih nama lain.")
    period = Period.objects.create(code=code, name=name, year=year, issue=issue)
    _set(period, windows)
    _record(actor, "create_period", period, windows)
    return period


@transaction.atomic
def change_period(*, actor: User, period: Period, name: str, windows: Windows) -> None:
    """Rename a period and set its windows anew. Raises WindowsError, PlanClosedError after the release."""
    check_windows(windows)
    held = Period.objects.select_for_update(of=("self",), no_key=True).get(pk=period.pk)
    if held.is_released:
        raise PlanClosedError
    before = {window.kind: [window.starts_on, window.ends_on] for window in held.windows.all()}
    Period.objects.filter(pk=held.pk).update(name=name)
    held.windows.all().delete()
    _set(held, windows)
    _record(actor, "change_period", held, windows, before={"name": held.name, "windows": before}, name=name)


def check_windows(windows: Windows) -> None:
    """Raise WindowsError with a sentence for each window that runs backwards or begins before an earlier one ends."""
    problems: list[tuple[str, str]] = []
    earlier: tuple[WindowKind, Window] | None = None
    for kind in WindowKind:
        window = windows.get(kind)
        if window is None:
            continue
        if window.ends_on < window.starts_on:
            problems.append(
                (kind, f"{kind.label} berakhir sebelum mulai. Isi tanggal akhir yang sama atau sesudahnya.")
            )
        if earlier is not None and window.starts_on <= earlier[1].ends_on:
            before, its = earlier
            problems.append(
                (
                    kind,
                    f"{kind.label} mulai {_day(window.starts_on)}, padahal {before.label} baru berakhir"
                    f" {_day(its.ends_on)}. Mulailah sesudah tanggal itu.",
                )
            )
        if earlier is None or window.ends_on > earlier[1].ends_on:
            earlier = (kind, window)
    if problems:
        raise WindowsError(problems)


def _set(period: Period, windows: Windows) -> None:
    PeriodWindow.objects.bulk_create(
        PeriodWindow(period=period, kind=kind, starts_on=window.starts_on, ends_on=window.ends_on)
        for kind, window in windows.items()
    )


def _record(actor: User, verb: str, period: Period, windows: Windows, **more: object) -> None:
    after = {kind: [window.starts_on, window.ends_on] for kind, window in windows.items()}
    Event.objects.record(actor=actor, verb=verb, target=period, detail={"windows": after, **more})


def _day(day: date) -> str:
    return date_format(day, "j F Y")
