"""An instrument edition as frozen values: dimensions, indicators, rubrics, bands, and where each number comes from."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

AgencyKind = Literal["kementerian", "lembaga", "provinsi", "kabupaten", "kota", "bumn", "bumd", "bums", "vertikal"]
UnitKind = Literal[
    "dukcapil",
    "dinsos",
    "dpmptsp",
    "dinas_pendidikan",
    "dinas_kesehatan",
    "puskesmas",
    "rumah_sakit",
    "diskominfo",
    "kecamatan",
    "mpp",
    "sekolah",
    "polres",
    "kantor_pertanahan",
    "lapas",
    "imigrasi",
    "unit_pusat",
    "lainnya",
]
MethodCode = Literal["interview", "document", "observation", "survey", "secondary"]
SubjectKind = Literal["officer", "product", "user", "unit", "agency"]
OfficerGroup = Literal["pelayanan", "pengaduan"]
Combine = Literal["mean", "min", "document", "interview"]
Zone = Literal["hijau", "kuning", "merah"]
AGENCY_KINDS: tuple[str, ...] = get_args(AgencyKind)
UNIT_KINDS: tuple[str, ...] = get_args(UnitKind)
METHODS: tuple[str, ...] = get_args(MethodCode)
EvidenceKind = Literal["dokumen", "foto", "data"]
CostClass = Literal["document", "signature", "publication", "facility", "training", "time"]


def _quoted_decimal(value: object) -> object:
    """A number with a decimal point is written in quotes, so that no float ever touches it."""
    if not isinstance(value, str):
        raise ValueError('tulis angka ini di dalam tanda kutip, misalnya "21.85"')
    return value


QuotedDecimal = Annotated[Decimal, BeforeValidator(_quoted_decimal), Field(allow_inf_nan=False, strict=False)]
Text = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """A piece of an edition: frozen, strict, and refusing every key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=False)


class Marked(Part):
    """Something that is published (`source`) or our own assumption (`assumed: true`), never neither, never both."""

    source: Text | None = None
    assumed: bool = False
    note: Text | None = None

    @model_validator(mode="after")
    def _has_one_mark(self) -> Self:
        if (self.source is None) != self.assumed:
            raise ValueError("setiap angka membutuhkan tepat satu: source: KODE_RUJUKAN, atau assumed: true")
        return self


class MarkedDecimal(Marked):
    value: QuotedDecimal


class MarkedCount(Marked):
    value: Annotated[int, Field(ge=1)]


class Reference(Part):
    """A place where a rule or number was published."""

    text: Text
    url: Annotated[str, Field(pattern=r"^https?://")] | None = None


class Band(Marked):
    """From `from_` (score 0-100, two decimals) up to the next band's bound."""

    from_: QuotedDecimal = Field(alias="from", ge=0, lt=100)
    zone: Zone | None = None
    indicative_zone: Zone | None = None
    category: Text | None = None
    opinion: Text

    @model_validator(mode="after")
    def _has_one_colour(self) -> Self:
        if (self.zone is None) == (self.indicative_zone is None):
            raise ValueError("isi tepat satu: zone (warna resmi) atau indicative_zone (warna indikatif)")
        return self


class FollowUp(Marked):
    """The second axis: the suffix an opinion gains when every due Ombudsman product is followed up."""

    suffix: Text


class Method(Marked):
    """How an indicator is examined, and of how many subjects (`expected`, a count).

    `group` tells the officers who serve from those who handle complaints: they are different people.
    """

    subject: SubjectKind
    group: OfficerGroup | None = None
    expected: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _officers_have_a_group(self) -> Self:
        if (self.subject == "officer") != (self.group is not None):
            raise ValueError("group: isi pelayanan atau pengaduan bagi petugas, dan hanya bagi petugas")
        return self

    @property
    def subject_key(self) -> str:
        """The kind of subject as one word: "product", "officer-pengaduan"."""
        return f"{self.subject}-{self.group}" if self.group else self.subject


class EvidenceItem(Part):
    """One thing the assessor asks to see."""

    text: Text
    kind: EvidenceKind
    optional: bool = False
    faces: tuple[Literal["elektronik", "non-elektronik"], ...] = Field(default=(), strict=False)


class Indicator(Part):
    code: Annotated[str, Field(pattern=r"^[A-Z]{1,3}-\d{2}$")]
    label: Text
    variable: Text
    question: Text
    legal: Text
    label_assumed: bool = False
    weight: MarkedDecimal
    max_level: MarkedCount | None = None
    combine: Combine = "mean"
    methods: dict[MethodCode, Method] = Field(min_length=1)
    loci: tuple[UnitKind, ...] = Field(default=(), strict=False)
    agency_kinds: tuple[AgencyKind, ...] = Field(default=(), strict=False)
    scope_mark: Marked | None = None
    cost: CostClass
    levels: dict[int, Text] = Field(default_factory=dict)
    scale: Text | None = None
    evidence: tuple[EvidenceItem, ...] = Field(default=(), strict=False)

    def applies_to(self, *, agency_kind: str, unit_kind: str) -> bool:
        return (not self.agency_kinds or agency_kind in self.agency_kinds) and (not self.loci or unit_kind in self.loci)

    @property
    def is_in_own_hands(self) -> bool:
        """Whether a unit can lift it by its own work: not a figure of others, nor what users alone say of it."""
        return any(rule.subject not in {"user", "agency"} for rule in self.methods.values())


class Dimension(Part):
    code: Annotated[str, Field(pattern=r"^[A-Z]{1,3}$")]
    name: Text
    about: Text
    weight: MarkedDecimal
    indicators: tuple[Indicator, ...] = Field(min_length=1, strict=False)

    def share_of(self, indicator: Indicator) -> Fraction:
        """The indicator's part of the dimension, 0-1, exact; all indicators of the dimension together make 1."""
        total = sum((Fraction(each.weight.value) for each in self.indicators), Fraction(0))
        return Fraction(indicator.weight.value) / total


class LocusRule(Marked):
    """How many units of a kind are assessed at an agency."""

    unit: UnitKind
    count: Annotated[int, Field(ge=1)]


class Quota(Marked):
    """A number of people the unit must bring; it changes no score."""

    code: Literal["contacts_per_product", "respondents_per_unit"]
    label: Text
    count: Annotated[int, Field(ge=1)]


class Rule(Marked):
    """One sentence on how the number is made, for the page and the report."""

    title: Text
    text: Text


class Instrument(Part):
    """One issue of one edition; published issues never change, a correction is a new revision."""

    code: Annotated[str, Field(pattern=r"^[a-z]+-\d{4}$")]
    revision: Annotated[int, Field(ge=1)] = 1
    supersedes: Text | None = None
    title: Text
    short_title: Text
    result_name: Text
    years: tuple[int, ...] = Field(min_length=1, strict=False)
    checked_on: date
    method: Literal["weighted-mean-1"]
    places: Literal[2]
    level_texts: Marked
    default_max_level: MarkedCount
    references: dict[Annotated[str, Field(pattern=r"^[a-z0-9-]+$")], Reference]
    legal_basis: tuple[Text, ...] = Field(min_length=1, strict=False)
    rules: tuple[Rule, ...] = Field(min_length=1, strict=False)
    bands: tuple[Band, ...] = Field(min_length=2, strict=False)
    follow_up: FollowUp | None = None
    dimensions: tuple[Dimension, ...] = Field(min_length=1, strict=False)
    loci: dict[AgencyKind, Annotated[tuple[LocusRule, ...], Field(strict=False)]]
    quotas: tuple[Quota, ...] = Field(default=(), strict=False)
    sha256: str = ""

    @property
    def indicators(self) -> Iterator[tuple[Dimension, Indicator]]:
        """Every indicator with its dimension, in the order of the edition."""
        return ((dimension, indicator) for dimension in self.dimensions for indicator in dimension.indicators)

    def indicator(self, code: str) -> Indicator:
        """The indicator of that code; KeyError when the edition has none."""
        for _, indicator in self.indicators:
            if indicator.code == code:
                return indicator
        raise KeyError(code)

    def max_level_of(self, indicator: Indicator) -> int:
        """The highest level (or value, for secondary data) the indicator can reach."""
        return (indicator.max_level or self.default_max_level).value

    def has_assumptions(self) -> bool:
        return any(mark.assumed for mark in self._marks())

    def _marks(self) -> Iterable[Marked]:
        yield self.level_texts
        yield self.default_max_level
        yield from self.bands
        yield from self.rules
        for dimension, indicator in self.indicators:
            yield dimension.weight
            yield indicator.weight
            yield from indicator.methods.values()
