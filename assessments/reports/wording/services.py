"""Letting new words of a kind of report hold from now on."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from agencies.models import Event, User
from assessments.models import ReportKind, ReportWording
from assessments.reports.errors import ReportError
from assessments.reports.wording.holding import SHIPPED
from assessments.reports.wording.slots import SLOTS, mistakes


class StaleWordingError(ReportError):
    """Somebody else changed the words since they were read."""

    def __init__(self) -> None:
        super().__init__(
            "Redaksi ini baru saja diperbarui orang lain. Bandingkan dengan versi yang sekarang, lalu coba lagi."
        )


class WrongWordingError(ReportError):
    """Words that do not fit their places; `problems` names each."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems.values()))


@transaction.atomic
def publish_wording(*, actor: User, kind: str, texts: Mapping[str, str], based_on: str, reason: str) -> ReportWording:
    """Keep new words as the next version; reports issued from now on have them, earlier ones stay as issued.

    `based_on` is the version that the person changed. Raises WrongWordingError for words that name what their place
    does not know, StaleWordingError when another version came between.
    """
    problems = {slot.code: found[0] for slot in SLOTS[kind] if (found := list(mistakes(slot, texts[slot.code])))}
    if problems:
        raise WrongWordingError(problems)
    latest = ReportWording.objects.latest_of(kind)
    if based_on != (str(latest.version) if latest else SHIPPED):
        raise StaleWordingError
    try:
        with transaction.atomic():
            kept = ReportWording.objects.create(
                kind=ReportKind(kind),
                version=(latest.version if latest else 0) + 1,
                texts={slot.code: texts[slot.code].strip() for slot in SLOTS[kind]},
                reason=reason,
                made_by=actor,
            )
    except IntegrityError as error:
        raise StaleWordingError from error
    Event.objects.record(
        actor=actor, verb="publish_wording", target=kept, detail={"kind": kind, "version": kept.version}
    )
    return kept
