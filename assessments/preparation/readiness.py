"""How far the evidence is: what counts as ready, by unit and dimension."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from agencies.models import ServiceUnit
from assessments.instruments import Instrument
from assessments.models import ChecklistItem, ItemFile, ItemState, Period
from assessments.preparation.expected_items import ExpectedItem, expected_items


@dataclass(frozen=True, slots=True)
class Count:
    """Required items counted by how far they are; optional ones are not counted."""

    required: int = 0
    ready: int = 0
    uploaded: int = 0
    to_mend: int = 0
    overdue: int = 0

    @property
    def missing(self) -> int:
        return self.required - self.ready - self.uploaded - self.to_mend

    @property
    def percent(self) -> int:
        """Ready of required in whole hundredths, never rounded up to done; an empty list is done."""
        return 100 * self.ready // self.required if self.required else 100

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.required + other.required,
            self.ready + other.ready,
            self.uploaded + other.uploaded,
            self.to_mend + other.to_mend,
            self.overdue + other.overdue,
        )


@dataclass(frozen=True, slots=True)
class UnitReadiness:
    """A unit's counts by dimension code, in the order of the edition; a dimension without items is left out."""

    unit: ServiceUnit
    dimensions: Mapping[str, Count]

    @property
    def total(self) -> Count:
        return sum(self.dimensions.values(), Count())


def with_validity(today: date) -> Exists:
    """Whether an item has a file that still holds on a day."""
    return Exists(ItemFile.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today), item=OuterRef("pk")))


def is_owed(state: ItemState) -> bool:
    """Whether the next step is the owner's: what is uploaded waits for the bureau, what is ready for nobody."""
    return state in {ItemState.MISSING, ItemState.TO_MEND}


def effective_state(state: str, *, has_valid_file: bool) -> ItemState:
    """The state that counts: what was ready is to be mended once its files have expired."""
    return ItemState.TO_MEND if state == ItemState.READY and not has_valid_file else ItemState(state)


def readiness_of(
    *, units: Iterable[ServiceUnit], period: Period, instrument: Instrument, today: date
) -> tuple[UnitReadiness, ...]:
    """The readiness of units in one query, however many; needs each unit's agency joined."""
    by_key = {unit.pk: unit for unit in units}
    rows: dict[int, dict[tuple[str, int], tuple[ItemState, date | None]]] = {key: {} for key in by_key}
    found = (
        ChecklistItem.objects.filter(unit__in=by_key, period=period)
        .annotate(has_valid_file=with_validity(today))
        .order_by()
        .values_list("unit", "indicator", "number", "state", "due_on", "has_valid_file")
    )
    for unit, indicator, number, state, due_on, valid in found:
        rows[unit][indicator, number] = (effective_state(state, has_valid_file=valid), due_on)
    return tuple(
        UnitReadiness(
            unit,
            _counted(
                expected_items(instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind), rows[unit.pk], today
            ),
        )
        for unit in by_key.values()
    )


def _counted(
    items: Iterable[ExpectedItem], rows: Mapping[tuple[str, int], tuple[ItemState, date | None]], today: date
) -> dict[str, Count]:
    counts: dict[str, Count] = {}
    for item in items:
        if item.evidence.optional:
            continue
        state, due_on = rows.get(item.key, (ItemState.MISSING, None))
        counts[item.dimension.code] = counts.get(item.dimension.code, Count()) + Count(
            required=1,
            ready=int(state is ItemState.READY),
            uploaded=int(state is ItemState.UPLOADED),
            to_mend=int(state is ItemState.TO_MEND),
            overdue=int(is_owed(state) and due_on is not None and due_on < today),
        )
    return counts
