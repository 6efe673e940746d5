"""The thresholds of the checks as data: read once from `rules.yaml`, strict, every one marked as ours."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

RULES = Path(__file__).parent / "rules.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Assumption(_Strict):
    """A rule that no guideline states: `note` says why it is as it is."""

    assumed: Literal[True]
    note: Annotated[str, Field(min_length=1)]


class EvidenceRule(Assumption):
    """From which level on, and under which methods, a file must stand beside the level."""

    from_level: Annotated[int, Field(ge=0)]
    methods: Annotated[tuple[str, ...], Field(min_length=1, strict=False)]


class ContradictionRule(Assumption):
    """How far apart, as a part of the top (0-1), what is told and what is shown may not be."""

    told: str
    shown: str
    apart: Annotated[Decimal, Field(gt=0, le=1, strict=False)]


class PhotoSizeRule(Assumption):
    """Pixels that the shorter side of a photo has at least."""

    shorter_side: Annotated[int, Field(ge=1)]


class PhotoLightRule(Assumption):
    """Mean brightness, 0-255, that a photo has at least."""

    brightness: Annotated[int, Field(ge=0, le=255)]


class Thresholds(_Strict):
    """All thresholds; `model_dump(mode="json")` hands them to readers elsewhere."""

    evidence: EvidenceRule
    contradiction: ContradictionRule
    photo_size: PhotoSizeRule
    photo_light: PhotoLightRule


SHIPPED = Thresholds.model_validate(yaml.safe_load(RULES.read_text(encoding="utf-8")))
