"""What each page of preparation needs, in a number of queries that does not grow with the units."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from agencies.models import Agency, Membership, Role, ServiceUnit, User
from agencies.scope import scope_of
from assessments.instruments import Instrument
from assessments.models import (
    ChecklistItem,
    ItemFile,
    ItemRemark,
    ItemState,
    Period,
    PreparationFile,
    PreparationSharing,
    SelfAssessment,
)
from assessments.preparation.expected_items import ExpectedItem, expected_items
from assessments.preparation.forecast import Forecast, forecast_of
from assessments.preparation.last_result import LastResult, last_results_of
from assessments.preparation.readiness import Count, effective_state, is_owed, readiness_of, with_validity


def agencies_to_prepare(user: User) -> QuerySet[Agency]:
    """The agencies whose preparation a person sees: those that are not the whole register of an administrator."""
    agencies = Agency.objects.visible_to(user)
    scope = scope_of(user)
    return agencies.none() if scope.is_administrator and not scope.is_head_office else agencies


def registered_first(agencies: QuerySet[Agency]) -> QuerySet[Agency]:
    """Those whose units are registered, which can prepare, before those without any; by name."""
    has_units = Exists(ServiceUnit.objects.filter(agency=OuterRef("pk")))
    return agencies.alias(has_units=has_units).order_by("-has_units", "name")


def units_to_prepare(agency: Agency, instrument: Instrument, user: User) -> list[ServiceUnit]:
    """The agency's units of the kinds that the edition visits, of those in a person's scope; one query.

    Where the edition names no kind that the agency has (an office that is its own locus), all its units.
    """
    return _visited(agency, ServiceUnit.objects.visible_to(user), instrument)


def units_of(agency: Agency, instrument: Instrument) -> list[ServiceUnit]:
    """As units_to_prepare, all of them; one query."""
    return _visited(agency, ServiceUnit.objects.all(), instrument)


def _visited(agency: Agency, rows: QuerySet[ServiceUnit], instrument: Instrument) -> list[ServiceUnit]:
    units = list(rows.filter(agency=agency).order_by("name"))
    for unit in units:
        unit.agency = agency
    return _of_visited_kinds(agency, units, instrument)


def _of_visited_kinds(agency: Agency, units: list[ServiceUnit], instrument: Instrument) -> list[ServiceUnit]:
    kinds = {rule.unit for rule in instrument.loci.get(agency.kind, ())}  # type: ignore[call-overload]  # a known kind
    return [unit for unit in units if unit.kind in kinds] or units


def readiness_by_agency(agencies: Iterable[Agency], period: Period, *, today: date) -> dict[int, Count]:
    """The counted evidence of whole agencies by their keys, in two queries however many."""
    units: dict[int, list[ServiceUnit]] = {agency.pk: [] for agency in agencies}
    for unit in ServiceUnit.objects.filter(agency__in=units).select_related("agency").order_by("agency", "name"):
        units[unit.agency_id].append(unit)
    instrument = period.issue.instrument
    visited = [
        unit for found in units.values() if found for unit in _of_visited_kinds(found[0].agency, found, instrument)
    ]
    totals = dict.fromkeys(units, Count())
    for each in readiness_of(units=visited, period=period, instrument=instrument, today=today):
        totals[each.unit.agency_id] += each.total
    return totals


def own_judgements(units: Iterable[ServiceUnit], period: Period) -> dict[int, dict[str, SelfAssessment]]:
    """The self-assessments of units by unit key and indicator; one query."""
    found: dict[int, dict[str, SelfAssessment]] = {}
    for row in SelfAssessment.objects.filter(unit__in=[unit.pk for unit in units], period=period):
        found.setdefault(row.unit_id, {})[row.indicator] = row
    return found


def shared_units(units: Collection[ServiceUnit], period: Period) -> frozenset[int]:
    """The keys of the units whose self-assessment the agency has shared; one query."""
    return frozenset(
        PreparationSharing.objects.filter(unit__in=[unit.pk for unit in units], period=period).values_list(
            "unit", flat=True
        )
    )


@dataclass(frozen=True)
class Outlook:
    """An agency before a period: its last result and what it may expect."""

    agency: Agency
    period: Period
    units: tuple[ServiceUnit, ...]
    rounds: tuple[LastResult, ...]
    """The released results, oldest first."""
    forecast: Forecast

    @property
    def last(self) -> LastResult | None:
        return self.rounds[-1] if self.rounds else None

    @cached_property
    def instrument(self) -> Instrument:
        return self.period.issue.instrument


def outlook_of(agency: Agency, period: Period, units: Collection[ServiceUnit]) -> Outlook:
    """The outlook of an agency over some of its units, in four queries."""
    rounds = last_results_of(agency)
    last = rounds[-1] if rounds else None
    issue = period.issue
    forecast = forecast_of(
        agency=agency,
        units=units,
        instrument=issue.instrument,
        rules=issue.rules,
        own=own_judgements(units, period),
        last=last.units if last else {},
        last_edition=last.instrument.code if last else None,
    )
    return Outlook(agency, period, tuple(units), rounds, forecast)


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """An expected item with what has been done about it; `state` is the one that counts."""

    expected: ExpectedItem
    item: ChecklistItem | None
    state: ItemState
    files: tuple[ItemFile, ...]
    remarks: tuple[ItemRemark, ...]
    has_expired: bool
    is_overdue: bool

    @property
    def comments(self) -> int:
        return sum(bool(remark.text) for remark in self.remarks)

    @property
    def links(self) -> int:
        return sum(bool(remark.url) for remark in self.remarks)


def checklists_of(
    units: Iterable[ServiceUnit], period: Period, *, today: date
) -> dict[ServiceUnit, tuple[ChecklistRow, ...]]:
    """The units' checklists in the order of the edition; three queries. Needs each unit's agency joined."""
    asked = {
        unit: expected_items(period.issue.instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind)
        for unit in units
    }
    items = {
        (item.unit_id, item.indicator, item.number): item
        for item in ChecklistItem.objects.filter(unit__in=asked, period=period)
        .select_related("owner")
        .prefetch_related(*_what_was_done())
    }
    return {
        unit: tuple(_row(each, items.get((unit.pk, *each.key)), today) for each in expected)
        for unit, expected in asked.items()
    }


def checklist_row(
    unit: ServiceUnit, period: Period, indicator: str, number: int, *, today: date
) -> ChecklistRow | None:
    """One item of a unit's checklist; None when the edition does not ask it. Three queries."""
    expected = expected_items(period.issue.instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind)
    for each in expected:
        if each.key == (indicator, number):
            item = (
                _items(unit, period)
                .filter(indicator=indicator, number=number)
                .prefetch_related(*_what_was_done())
                .first()
            )
            return _row(each, item, today)
    return None


def _items(unit: ServiceUnit, period: Period) -> QuerySet[ChecklistItem]:
    return ChecklistItem.objects.filter(unit=unit, period=period).select_related("owner")


def _what_was_done() -> tuple[Prefetch[str], Prefetch[str]]:
    return (
        Prefetch("files", ItemFile.objects.select_related("file__uploaded_by")),
        Prefetch("remarks", ItemRemark.objects.select_related("author")),
    )


def _row(expected: ExpectedItem, item: ChecklistItem | None, today: date) -> ChecklistRow:
    if item is None:
        return ChecklistRow(expected, None, ItemState.MISSING, (), (), has_expired=False, is_overdue=False)
    files = tuple(item.files.all())
    valid = any(file.valid_until is None or file.valid_until >= today for file in files)
    state = effective_state(item.state, has_valid_file=valid)
    return ChecklistRow(
        expected=expected,
        item=item,
        state=state,
        files=files,
        remarks=tuple(item.remarks.all()),
        has_expired=bool(files) and not valid,
        is_overdue=is_owed(state) and item.due_on is not None and item.due_on < today,
    )


def possible_owners(unit: ServiceUnit, *, today: date) -> list[User]:
    """The contacts of a unit and the people of its bureau, who may be given an item; one query."""
    held = (
        Membership.objects.active_on(today)
        .filter(Q(role=Role.UNIT_CONTACT, unit=unit) | Q(role=Role.BUREAU, agency=unit.agency_id))
        .select_related("user")
        .order_by("user__full_name")
    )
    return list({member.user_id: member.user for member in held}.values())


def files_to_reuse(unit: ServiceUnit, *, except_for: ChecklistItem | None) -> QuerySet[PreparationFile]:
    """The files of a unit that an item does not have yet, newest first."""
    files = PreparationFile.objects.filter(unit=unit).order_by("-uploaded_at")
    return files.exclude(items__item=except_for) if except_for else files


def loose_files(unit: ServiceUnit, period: Period) -> QuerySet[PreparationFile]:
    """The files of a unit that answer nothing in a period yet, newest first."""
    return files_to_reuse(unit, except_for=None).exclude(items__item__period=period).select_related("uploaded_by")


@dataclass(frozen=True, slots=True)
class OwedItem:
    """An item that a unit still owes, as an official reads it."""

    unit: ServiceUnit
    expected: ExpectedItem
    item: ChecklistItem | None


def owed_signatures(
    agency: Agency, units: Iterable[ServiceUnit], period: Period, *, today: date
) -> tuple[tuple[OwedItem, ...], tuple[OwedItem, ...]]:
    """What waits for a signature, and what is late, over some units; one query.

    A document of an indicator whose cost class is `signature` waits until it is ready, and so does whatever the bureau
    marked for it.
    """
    instrument = period.issue.instrument
    by_key = {unit.pk: unit for unit in units}
    items = {
        (item.unit_id, item.indicator, item.number): item
        for item in ChecklistItem.objects.filter(unit__in=by_key, period=period)
        .annotate(has_valid_file=with_validity(today))
        .select_related("owner")
    }
    signatures: list[OwedItem] = []
    late: list[OwedItem] = []
    for unit in by_key.values():
        for expected in expected_items(instrument, agency_kind=agency.kind, unit_kind=unit.kind):
            item = items.get((unit.pk, *expected.key))
            valid = bool(item and getattr(item, "has_valid_file"))  # noqa: B009 - annotated above
            state = effective_state(item.state, has_valid_file=valid) if item else ItemState.MISSING
            if state is ItemState.READY or expected.evidence.optional:
                continue
            if item and is_owed(state) and item.due_on and item.due_on < today:
                late.append(OwedItem(unit, expected, item))
            needs_one = expected.indicator.cost == "signature" and expected.evidence.kind == "dokumen"
            if needs_one or (item and item.needs_signature):
                signatures.append(OwedItem(unit, expected, item))
    return tuple(signatures), tuple(late)


def bases_known(outlook: Outlook) -> Mapping[str, int]:
    """How many expected values stand on which basis, over all units."""
    counts: dict[str, int] = {}
    for unit in outlook.forecast.units:
        for each in unit.values:
            counts[each.basis.value] = counts.get(each.basis.value, 0) + 1
    return counts
