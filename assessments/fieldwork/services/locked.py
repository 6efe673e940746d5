"""Taking hold of a locus: services that change what hangs on it lock it first, so that they come one by one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from assessments.fieldwork.errors import IndicatorLockedError, LocusClosedError
from assessments.models import ExcludedIndicator, Locus, ReturnedIndicator
from assessments.permissions import is_open_for_entry


@dataclass(frozen=True, slots=True)
class Held:
    """A locus under lock; `excludes` tells whether the indicator at hand is left out there.

    After a return only the returned indicators are open: `is_returned` says that some are, `is_unlocked` that the
    indicator at hand is one of them.
    """

    locus: Locus
    excludes: bool
    is_returned: bool
    is_unlocked: bool

    def require_open(self, indicator: str = "", *, changes_all: bool = False) -> None:
        """Raise LocusClosedError when the locus takes no answers any more, or IndicatorLockedError after a return.

        The latter for another `indicator` than the returned ones, and for what `changes_all` of them.
        """
        if not is_open_for_entry(self.locus):
            raise LocusClosedError
        if self.is_returned and (changes_all or (indicator and not self.is_unlocked)):
            raise IndicatorLockedError(indicator)


def hold_open(locus: Locus, *, indicator: str = "", changes_all: bool = False) -> Held:
    """Lock the locus until the transaction ends; raises as `Held.require_open`.

    Two queries. `locus` needs its assessment and period joined; the stage is read afresh.
    """
    # The lock is a statement of its own: what the next one reads is then as the last to hold it left it.
    Locus.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=locus.pk)
    left_out = ExcludedIndicator.objects.filter(locus=OuterRef("pk"), indicator=indicator)
    returned = ReturnedIndicator.objects.outstanding().filter(locus=OuterRef("pk"))
    found = Locus.objects.annotate(
        left_out=Exists(left_out),
        is_returned=Exists(returned),
        is_unlocked=Exists(returned.filter(indicator=indicator)),
    )
    fresh: Any = found.get(pk=locus.pk)
    fresh.assessment = locus.assessment
    held = Held(fresh, fresh.left_out, is_returned=fresh.is_returned, is_unlocked=fresh.is_unlocked)
    held.require_open(indicator, changes_all=changes_all)
    return held
