"""Taking hold of a locus: services that change what hangs on it lock it first, so that they come one by one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from assessments.fieldwork.errors import IndicatorLockedError, LocusClosedError
from assessments.models import ExcludedIndicator, Locus, ReturnedIndicator
from assessments.permissions import is_open_for_entry


@dataclass(frozen=True, slots=True)
class Held:
    """An open locus under lock; `excludes` tells whether the indicator at hand is left out there."""

    locus: Locus
    excludes: bool


def hold_open(locus: Locus, *, indicator: str = "", changes_all: bool = False) -> Held:
    """Lock the locus until the transaction ends; LocusClosedError when it takes no answers any more.

    After a return only the returned indicators are open: IndicatorLockedError for another `indicator`, and for
    what `changes_all` of them. One query. `locus` needs its assessment and period joined; the stage is read afresh.
    """
    left_out = ExcludedIndicator.objects.filter(locus=OuterRef("pk"), indicator=indicator)
    returned = ReturnedIndicator.objects.outstanding().filter(locus=OuterRef("pk"))
    found = Locus.objects.select_for_update(of=("self",), no_key=True).annotate(
        left_out=Exists(left_out),
        is_returned=Exists(returned),
        is_unlocked=Exists(returned.filter(indicator=indicator)),
    )
    fresh: Any = found.get(pk=locus.pk)
    fresh.assessment = locus.assessment
    if not is_open_for_entry(fresh):
        raise LocusClosedError
    if fresh.is_returned and (changes_all or (indicator and not fresh.is_unlocked)):
        raise IndicatorLockedError(indicator)
    return Held(fresh, excludes=fresh.left_out)
