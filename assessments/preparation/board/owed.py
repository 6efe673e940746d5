"""Every piece of evidence that is still owed, with who owes it and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.models import ServiceUnit, User
from assessments.models import ChecklistItem, ItemState, Period
from assessments.preparation.expected_items import ExpectedItem, expected_items
from assessments.preparation.readiness import effective_state, is_owed, with_validity

FIRST = 10
"""As many items of a person as the board shows at once."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A required item that is not ready; `has_expired`: it was, until its files ran out."""

    unit: ServiceUnit
    expected: ExpectedItem
    state: ItemState
    owner: User | None
    due_on: date | None
    has_expired: bool
    is_overdue: bool

    @property
    def code(self) -> str:
        return f"{self.expected.indicator.code}.{self.expected.number}"


@dataclass(frozen=True, slots=True)
class Owner:
    """What one person owes, the most urgent first; `person` is None for what nobody has been given."""

    person: User | None
    items: tuple[Owed, ...]

    @property
    def overdue(self) -> int:
        return sum(item.is_overdue for item in self.items)

    @property
    def first(self) -> tuple[Owed, ...]:
        """What stands open on the board: everything late, and at least the most urgent few."""
        return self.items[: max(FIRST, self.overdue)]

    @property
    def rest(self) -> tuple[Owed, ...]:
        return self.items[max(FIRST, self.overdue) :]


def owed_items(units: Iterable[ServiceUnit], period: Period, *, today: date) -> tuple[Owed, ...]:
    """What the owners still have to bring or mend, the most urgent first; one query. Needs each unit's agency joined.

    What is uploaded waits for the bureau and is not among it.
    """
    by_key = {unit.pk: unit for unit in units}
    rows = {
        (item.unit_id, item.indicator, item.number): item
        for item in ChecklistItem.objects.filter(unit__in=by_key, period=period)
        .annotate(has_valid_file=with_validity(today))
        .select_related("owner")
        .order_by()
    }
    found: list[Owed] = []
    for unit in by_key.values():
        for expected in expected_items(period.issue.instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind):
            if expected.evidence.optional:
                continue
            item = rows.get((unit.pk, *expected.key))
            if item is None:
                found.append(Owed(unit, expected, ItemState.MISSING, None, None, has_expired=False, is_overdue=False))
                continue
            state = effective_state(item.state, has_valid_file=bool(getattr(item, "has_valid_file")))  # noqa: B009
            if is_owed(state):
                found.append(
                    Owed(
                        unit,
                        expected,
                        state,
                        item.owner,
                        item.due_on,
                        has_expired=item.state == ItemState.READY,
                        is_overdue=item.due_on is not None and item.due_on < today,
                    )
                )
    return tuple(sorted(found, key=_urgency))


def by_owner(items: Iterable[Owed]) -> tuple[Owner, ...]:
    """The items person by person, who is most behind first; what nobody has been given comes last."""
    found: dict[int | None, list[Owed]] = {}
    for item in items:
        found.setdefault(item.owner.pk if item.owner else None, []).append(item)
    owners = [Owner(each[0].owner, tuple(each)) for each in found.values()]
    return tuple(
        sorted(
            owners,
            key=lambda each: (
                each.person is None,
                -each.overdue,
                each.person.full_name if each.person else "",
            ),
        )
    )


def _urgency(item: Owed) -> tuple[bool, date, str, str, int]:
    return (
        item.state is not ItemState.TO_MEND and item.due_on is None,
        item.due_on or date.max,
        item.unit.name,
        item.expected.indicator.code,
        item.expected.number,
    )
