"""What the edition asks a unit to show: one item for each piece of evidence of each indicator."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.instruments import Dimension, Indicator, Instrument
from assessments.instruments.model import EvidenceItem


@dataclass(frozen=True, slots=True)
class ExpectedItem:
    """The `number`-th piece of evidence of an indicator."""

    dimension: Dimension
    indicator: Indicator
    number: int
    evidence: EvidenceItem

    @property
    def key(self) -> tuple[str, int]:
        return self.indicator.code, self.number


def indicators_for(
    instrument: Instrument, *, agency_kind: str, unit_kind: str
) -> Iterator[tuple[Dimension, Indicator]]:
    """The indicators that such a unit answers, in the order of the edition."""
    for dimension, indicator in instrument.indicators:
        if indicator.applies_to(agency_kind=agency_kind, unit_kind=unit_kind):
            yield dimension, indicator


def expected_items(instrument: Instrument, *, agency_kind: str, unit_kind: str) -> tuple[ExpectedItem, ...]:
    """The whole checklist of such a unit; figures that come from official releases are not asked from it."""
    return tuple(
        ExpectedItem(dimension, indicator, number, evidence)
        for dimension, indicator in indicators_for(instrument, agency_kind=agency_kind, unit_kind=unit_kind)
        if "secondary" not in indicator.methods
        for number, evidence in enumerate(indicator.evidence, start=1)
    )
