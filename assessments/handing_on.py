"""Work handed on: soon after it is saved the next people are told, and what came from the field is checked.

The tasks stand above the rooms that hand work on, since they ask every room what waits; they are called by name, as
the queue itself calls them. A queue that fails is written to the log and undoes nothing: `manage.py send_turns` and
the nightly check make up for it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task

from agencies.models import Agency
from agencies.roles import Role
from assessments.models import Assessment, Locus

GATHER = timedelta(minutes=2)
"""How long letters wait, so that a team that hands over five loci in a row causes one letter."""
TELL, CHECK = "assessments.turns.tasks.tell_next_people", "assessments.quality.tasks.check_handed_over"


_is_quiet: ContextVar[bool] = ContextVar("is_quiet", default=False)


@contextmanager
def quietly() -> Iterator[None]:
    """Hand on without a word to anybody: for history that is told rather than made, such as the demo's."""
    before = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(before)


def after_saving(call: Callable[[], object]) -> None:
    """Do something once the work is saved, unless it is told quietly; what fails then is logged and undoes nothing."""
    if not _is_quiet.get():
        transaction.on_commit(call, robust=True)


def tell_next(assessment: Assessment, *roles: Role, people: Iterable[int] = ()) -> None:
    """Have those told who hold these roles where an assessment is made, at its agency or its units, and `people`.

    Where the head office assesses an agency itself, its people are told in place of the office's.
    """
    _tell(assessment.office_id, assessment.agency_id, roles, people)


def tell_next_at(agency: Agency, *roles: Role, people: Iterable[int] = ()) -> None:
    """As tell_next, for what waits at an agency and at its office outside of any assessment."""
    _tell(agency.office_id, agency.pk, roles, people)


def check_soon(locus: Locus) -> None:
    """Have the quality of a locus checked that was handed over, in the background."""
    key = locus.pk
    after_saving(lambda: _task(CHECK).enqueue(key))


def _tell(office: int | None, agency: int, roles: Iterable[Role], people: Iterable[int]) -> None:
    wanted = sorted({str(role) for role in (*roles, *(() if office else (Role.HEAD_OFFICE,)))})
    keys = sorted(set(people))
    after_saving(lambda: _call(office, agency, wanted, keys))


def _call(office: int | None, agency: int, roles: list[str], people: list[int]) -> None:
    task = _task(TELL)
    if task.get_backend().supports_defer:  # the suite runs tasks at once and can put none off
        task = task.using(run_after=timezone.now() + GATHER)
    task.enqueue(office, agency, roles, people)


def _task(name: str) -> "Task[Any, Any]":
    found = import_string(name)
    assert isinstance(found, Task)  # noqa: S101 - named above
    return found
