"""The outline of a sheet: its areas as tabs, the parts of the open one, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.fieldwork import presenters
from assessments.fieldwork.questions import Area, Part
from assessments.fieldwork.selectors.standing import Progress, Standing


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A part as a link: its names, progress, and whether people differ in it."""

    slug: str
    words: str
    short: str
    progress: Progress
    disputed: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class OutlineArea:
    """A tab: its parts, their progress together, and the part to open first."""

    slug: str
    words: str
    parts: tuple[OutlinePart, ...]
    progress: Progress
    is_here: bool

    @property
    def first_open(self) -> OutlinePart:
        """The first part that is not complete, or the first."""
        return next((part for part in self.parts if not part.progress.is_complete), self.parts[0])


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole sheet as links."""

    areas: tuple[OutlineArea, ...]
    parts: tuple[OutlinePart, ...]

    @property
    def here(self) -> OutlinePart | None:
        return next((part for part in self.parts if part.is_here), None)

    @property
    def area(self) -> OutlineArea | None:
        return next((area for area in self.areas if area.is_here), None)

    @property
    def following(self) -> OutlinePart | None:
        """The part after the open one."""
        places = [number for number, part in enumerate(self.parts, start=1) if part.is_here]
        return self.parts[places[0]] if places and places[0] < len(self.parts) else None

    @property
    def preceding(self) -> OutlinePart | None:
        """The part before the open one."""
        places = [number for number, part in enumerate(self.parts) if part.is_here]
        return self.parts[places[0] - 1] if places and places[0] else None

    @property
    def next_open(self) -> OutlinePart | None:
        """Where to go on: the first part that is not complete."""
        return next((part for part in self.parts if not part.progress.is_complete), None)


def outline_of(standing: Standing, here: Part | None = None) -> Outline:
    """The outline of a sheet, with `here` as the open part."""
    areas = [(area, [part for part in standing.parts if part.area is area]) for area in Area]
    tabs = tuple(_tab(area, parts, standing, here) for area, parts in areas if parts)
    return Outline(tabs, tuple(part for tab in tabs for part in tab.parts))


def _tab(area: Area, parts: Sequence[Part], standing: Standing, here: Part | None) -> OutlineArea:
    links = tuple(
        OutlinePart(
            slug=part.slug,
            words=presenters.part_words(part),
            short=presenters.tab_words(part),
            progress=standing.progress_of(part.questions),
            disputed=sum(question.key in standing.disputed_keys for question in part.questions),
            is_here=here is not None and part.slug == here.slug,
        )
        for part in parts
    )
    return OutlineArea(
        slug=area.value,
        words=presenters.AREA_WORDS[area],
        parts=links,
        progress=Progress(sum(link.progress.answered for link in links), sum(link.progress.expected for link in links)),
        is_here=any(link.is_here for link in links),
    )
