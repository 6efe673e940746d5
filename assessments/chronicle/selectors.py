"""Who read or took what, over everything."""

from dataclasses import dataclass

from django.db.models import Q

from agencies.models import Event
from agencies.models.event import EventQuerySet
from assessments.event_words import READS


@dataclass(frozen=True, slots=True)
class WantedReads:
    """What is looked for in the log of reads; empty means everything."""

    words: str = ""
    verb: str = ""


def reads(wanted: WantedReads) -> EventQuerySet:
    """Reads and downloads, newest first, of these words in a person's or an agency's name."""
    found = Event.objects.filter(verb__in=[wanted.verb] if wanted.verb in READS else READS)
    if wanted.words:
        found = found.filter(Q(actor__full_name__icontains=wanted.words) | Q(agency__name__icontains=wanted.words))
    return found.select_related("actor", "agency").order_by("-at", "-pk")
