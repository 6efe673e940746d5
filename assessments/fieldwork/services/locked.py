"""Taking hold of a locus: services that change what hangs on it lock it first, so that they come one by one."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from assessments.fieldwork.errors import LocusClosedError
from assessments.models import ExcludedIndicator, Locus
from assessments.permissions import is_open_for_entry


@dataclass(frozen=True, slots=True)
class Held:
    """An open locus under lock; `excludes` tells whether the indicator at hand is left out there."""

    locus: Locus
    excludes: bool


def hold_open(locus: Locus, *, indicator: str = "") -> Held:
    """Lock the locus until the transaction ends; LocusClosedError when it takes no answers any more.

    One query. `locus` needs its assessment and period joined; the stage is read afresh.
    """
    left_out = ExcludedIndicator.objects.filter(locus=OuterRef("pk"), indicator=indicator)
    found = Locus.objects.select_for_update(of=("self",), no_key=True).annotate(left_out=Exists(left_out))
    fresh = found.get(pk=locus.pk)
    fresh.assessment = locus.assessment
    if not is_open_for_entry(fresh):
        raise LocusClosedError
    return Held(fresh, excludes=fresh.left_out)  # type: ignore[attr-defined]  # annotated above
