"""The audit trail of a period: every event about it and everything below it, oldest first, as lines of text."""

import json
from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from agencies.models import Event
from assessments.event_words import sentence
from assessments.models import (
    Answer,
    Assessment,
    Evidence,
    EvidenceVersion,
    Locus,
    Objection,
    Period,
    Report,
    Result,
    ReturnedIndicator,
    SecondRating,
    Subject,
)

HEADINGS = ("Waktu", "Pelaku", "Surel", "Tindakan", "Kode", "Instansi", "Sasaran", "Kunci", "Rincian")
EVENTS_AT_ONCE = 2000
_PATHS: tuple[tuple[type[models.Model], str], ...] = (
    (Period, "pk"),
    (Assessment, "period"),
    (Locus, "assessment__period"),
    (Subject, "locus__assessment__period"),
    (Answer, "locus__assessment__period"),
    (Evidence, "locus__assessment__period"),
    (EvidenceVersion, "evidence__locus__assessment__period"),
    (SecondRating, "draw__period"),
    (ReturnedIndicator, "locus__assessment__period"),
    (Objection, "locus__assessment__period"),
    (Result, "assessment__period"),
    (Report, "period"),
)
"""The rows that events of a period are about, each with the way to its period."""


def audit_trail(period: Period) -> Iterator[tuple[str, ...]]:
    """The headings and one line for each event, read some at a time; notes of assessors are left out."""
    yield HEADINGS
    for event in _events(period).iterator(chunk_size=EVENTS_AT_ONCE):
        yield (
            timezone.localtime(event.at).isoformat(timespec="seconds"),
            event.actor.full_name if event.actor else "Sistem",
            event.actor.email if event.actor else "",
            sentence(event),
            event.verb,
            event.agency.name if event.agency else "",
            event.target_type,
            event.target_id,
            json.dumps(_without_notes(event.detail), ensure_ascii=False),
        )


def _events(period: Period) -> QuerySet[Event]:
    wanted = reduce(or_, (_about(model, path, period) for model, path in _PATHS))
    return Event.objects.filter(wanted).select_related("actor", "agency").order_by("at", "pk")


def _about(model: type[models.Model], path: str, period: Period) -> Q:
    keys = model._default_manager.filter(**{path: period.pk}).annotate(key=Cast("pk", CharField())).values("key")
    return Q(target_type=model._meta.label_lower, target_id__in=keys.order_by())


def _without_notes(detail: object) -> object:
    """The detail without what assessors wrote for themselves, at any depth."""
    if isinstance(detail, Mapping):
        return {key: _without_notes(value) for key, value in detail.items() if key != "note"}
    return [_without_notes(each) for each in detail] if isinstance(detail, list) else detail
