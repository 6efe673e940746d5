"""The whole story of a stored result, as frozen values that a page, a report or a JSON file can print.

Values and shares are 0-1 with four decimals, percents and points 0-100; `…_exact` is the stored fraction "n/d".
A number that is not there (nothing answered, nothing applicable) is None, its fraction "".
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from assessments.models import OWED_STATES


@dataclass(frozen=True, slots=True)
class Step:
    """One line of arithmetic: `about` what, `formula` as one would type it, `outcome` as printed."""

    about: str
    formula: str
    outcome: str
    sign: str = "="
    """ "≈" where the outcome is rounded for display, "→" where a rule leads to it."""

    @property
    def text(self) -> str:
        return f"{self.formula} {self.sign} {self.outcome}"

    @property
    def unbroken(self) -> str:
        """The formula with its products kept on one line each, however narrow the page."""
        return self.formula.replace(" × ", "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}")


@dataclass(frozen=True, slots=True)
class BandStory:
    """A band of the edition: scores from `lower` up to, not including, `upper` (None above the highest)."""

    lower: Decimal
    upper: Decimal | None
    category: str
    opinion: str
    zone: str
    indicative_zone: str
    assumed: bool

    @property
    def colour(self) -> str:
        """The official zone, or else the indicative colour."""
        return self.zone or self.indicative_zone


@dataclass(frozen=True, slots=True)
class ProductStory:
    """One Ombudsman product as it stood on the decision day; `since` the day of the step that it stood at."""

    public_id: str
    kind: str
    kind_text: str
    source: str
    unit: str
    """Empty for the agency as a whole."""
    text: str
    due_on: date
    is_due: bool
    state: str
    state_text: str
    since: date


@dataclass(frozen=True, slots=True)
class AxisStory:
    """The second axis: its day, its products, and the one line of what follows."""

    decided_on: date
    none_confirmed: bool
    products: tuple[ProductStory, ...]
    sha256: str
    step: Step

    @property
    def any_due(self) -> bool:
        return any(product.is_due for product in self.products)


@dataclass(frozen=True)
class Standing:
    """The printed number of a unit or an agency and what it means; `low`, `high` what is still possible."""

    score: Decimal | None
    exact: str
    provisional: bool
    low: Decimal | None
    high: Decimal | None
    zone: str
    indicative_zone: str
    category: str
    opinion: str
    opinion_is_final: bool
    band: BandStory | None
    bands_touched: tuple[BandStory, ...]
    steps: tuple[Step, ...]

    @property
    def colour(self) -> str:
        """The official zone, or else the indicative colour."""
        return self.zone or self.indicative_zone

    @property
    def zone_text(self) -> str:
        """The colour in words; from 2025 on it is said to be indicative."""
        if self.zone:
            return f"Zona {self.zone.title()}"
        return f"Warna indikatif {self.indicative_zone}" if self.indicative_zone else ""


@dataclass(frozen=True, slots=True)
class AnswerStory:
    """One answer that went in; `rater` is empty for readers who may not know it.

    `reason` says why there is no level, `comment` is the assessors' word to the agency; their private notes are
    nowhere in a story. `face_text` says where a product was looked at. All three are empty where nothing was said.
    """

    subject: str
    state: str
    state_text: str
    value: Decimal | None
    level_text: str
    answered_at: datetime
    answer_id: int
    version: int
    rater: str
    reason: str
    comment: str
    face_text: str


@dataclass(frozen=True, slots=True)
class MethodStory:
    """One method of an indicator: the `total` of its levels over `answered` subjects, and its value."""

    code: str
    name: str
    outcome: str
    outcome_text: str
    total: Decimal
    answered: int
    missing: int
    not_applicable: int
    max_level: int
    value: Decimal | None
    value_exact: str
    step: Step | None
    answers: tuple[AnswerStory, ...]

    @property
    def owed(self) -> int:
        """Of the missing, those that could not be seen or were refused."""
        return sum(answer.state in OWED_STATES for answer in self.answers)


@dataclass(frozen=True, slots=True)
class LevelGiven:
    """A level that was given, its text in the edition, by how many answers."""

    level: int
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class EvidenceStory:
    """A file that speaks to an indicator at the locus, as it stood when the result was computed."""

    title: str
    file_name: str
    version: int
    sha256: str
    media_type: str
    size: int
    effective_on: date | None
    uploaded_at: datetime


@dataclass(frozen=True)
class IndicatorStory:
    """One indicator of a unit: its value, its share of the dimension, points won and points lost (0-100)."""

    code: str
    label: str
    variable: str
    question: str
    legal: str
    dimension: str
    outcome: str
    outcome_text: str
    reason: str
    """Why it does not apply, when it was excluded as a whole."""
    max_level: int
    combine: str
    weight_assumed: bool
    value: Decimal | None
    value_exact: str
    percent: Decimal | None
    low: Decimal | None
    high: Decimal | None
    share: Decimal | None
    share_exact: str
    points: Decimal | None
    points_exact: str
    lost: Decimal | None
    lost_exact: str
    levels_given: tuple[LevelGiven, ...]
    methods: tuple[MethodStory, ...]
    evidence: tuple[EvidenceStory, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class DimensionStory:
    """One dimension of a unit: weight in % of the unit score, value, and its contribution in points."""

    code: str
    name: str
    about: str
    weight: Decimal
    weight_assumed: bool
    value: Decimal | None
    value_exact: str
    percent: Decimal | None
    low: Decimal | None
    high: Decimal | None
    share: Decimal | None
    share_exact: str
    points: Decimal | None
    points_exact: str
    steps: tuple[Step, ...]
    indicators: tuple[IndicatorStory, ...]


@dataclass(frozen=True)
class UnitStory(Standing):
    """One unit's part: dimensions in the order of the edition."""

    locus_id: UUID
    name: str
    kind: str
    kind_text: str
    inputs_sha256: str
    dimensions: tuple[DimensionStory, ...]

    @property
    def indicators(self) -> tuple[IndicatorStory, ...]:
        """Every indicator in the order of the edition."""
        return tuple(indicator for dimension in self.dimensions for indicator in dimension.indicators)

    @cached_property
    def indicators_by_loss(self) -> tuple[IndicatorStory, ...]:
        """Every indicator, the one that loses most points first; those without a value last."""
        return tuple(sorted(self.indicators, key=_loss_first))


def _loss_first(indicator: IndicatorStory) -> tuple[bool, Decimal, str]:
    return indicator.lost is None, -(indicator.lost or Decimal(0)), indicator.code


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit's contribution (points, four decimals) and value (0-100, two decimals) in one dimension."""

    unit: str
    locus_id: UUID
    points: Decimal | None
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """One dimension over all units; `mean_percent` (0-100) is for display only, no number follows from it."""

    code: str
    name: str
    weight: Decimal
    weight_assumed: bool
    cells: tuple[Cell, ...]
    mean_percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Loss:
    """One indicator of one unit that loses points: `lost` of that unit's 100."""

    unit: str
    locus_id: UUID
    code: str
    label: str
    dimension: str
    lost: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True)
class IndicatorAcross:
    """One indicator over all units that were scored on it.

    `mean_lost`: what the agency's score misses through it before rounding (points of 100, four decimals),
    `mean_percent` its mean value 0-100; both for display only. `units`: at how many units it has a value.
    """

    code: str
    label: str
    dimension: str
    units: int
    units_below_top: int
    mean_percent: Decimal
    mean_points: Decimal
    mean_lost: Decimal


@dataclass(frozen=True, slots=True)
class RuleStory:
    """One sentence on how the number is made; `source` is the reference's text, empty when assumed."""

    title: str
    text: str
    note: str
    assumed: bool
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something the edition assumes because nothing is published."""

    title: str
    text: str


@dataclass(frozen=True)
class ResultStory(Standing):
    """A stored result told whole; the names are those of the day it was computed."""

    public_id: UUID
    agency_id: UUID
    agency_name: str
    agency_kind: str
    agency_kind_text: str
    head_title: str
    head_name: str
    office_name: str
    period_name: str
    year: int
    computed_at: datetime
    computed_by: str
    """Empty for the system itself, and for readers outside the Ombudsman."""
    is_example: bool
    is_released: bool
    replaces: UUID | None
    replaced_by: UUID | None
    method: str
    method_text: str
    instrument_code: str
    instrument_revision: int
    instrument_title: str
    instrument_sha256: str
    result_name: str
    legal_basis: tuple[str, ...]
    has_official_zone: bool
    has_follow_up: bool
    follow_up: str
    follow_up_text: str
    axis: AxisStory | None
    """The products of the second axis; None where none were kept, and where the story is of single units."""
    units: tuple[UnitStory, ...]
    dimensions: tuple[DimensionRow, ...]
    losses: tuple[Loss, ...]
    losses_by_indicator: tuple[IndicatorAcross, ...]
    strengths: tuple[IndicatorAcross, ...]
    bands: tuple[BandStory, ...]
    """From the highest to the lowest."""
    rules: tuple[RuleStory, ...]
    assumptions: tuple[Assumption, ...]
