"""Both judgements side by side: of one locus, and counted over a period."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, F, Prefetch, Q, QuerySet

from agencies.models import User
from assessments.instruments import Instrument
from assessments.models import (
    AnswerState,
    Assessment,
    Moderation,
    Period,
    SecondAnswer,
    SecondDraw,
    SecondRating,
    TeamMember,
)
from assessments.models.second_rating import SecondRatingQuerySet
from assessments.scoring import Agreement, agreement_of

LOW_KAPPA = Fraction(3, 5)
"""Below it a rubric is listed for the next edition; our assumption."""
FEWEST_PAIRS = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """How far both judges agree on one indicator, or at one team."""

    name: str
    label: str
    agreement: Agreement

    @property
    def is_low(self) -> bool:
        """Whether the agreement asks for a look, where there are pairs enough to tell."""
        kappa = self.agreement.kappa
        return self.agreement.pairs >= FEWEST_PAIRS and kappa is not None and kappa < LOW_KAPPA


@dataclass(frozen=True, slots=True)
class DrawnLocus:
    """A drawn locus with how many questions differ and how many of these are undecided."""

    rating: SecondRating
    differing: int
    undecided: int


@dataclass(frozen=True, slots=True)
class PeriodView:
    """The second judgements of a period as one person may read them."""

    draw: SecondDraw | None
    drawn: tuple[DrawnLocus, ...]
    indicators: tuple[Tally, ...]
    teams: tuple[Tally, ...]

    @property
    def low(self) -> tuple[Tally, ...]:
        return tuple(each for each in self.indicators if each.is_low)


def ratings_for(user: User) -> SecondRatingQuerySet:
    """The second judgements that a person may know of, with what their pages and permissions read; two queries."""
    team = Prefetch("locus__assessment__team", TeamMember.objects.all())
    return SecondRating.objects.visible_to(user).with_names().prefetch_related(team)


def period_view(period: Period, user: User) -> PeriodView:
    """A period's draw, its loci and the agreement so far: five queries for one locus and for a hundred."""
    draw = SecondDraw.objects.filter(period=period).select_related("drawn_by").first()
    ratings = (
        SecondRating.objects.visible_to(user)
        .filter(draw__period=period)
        .select_related("rater", "locus__unit", "locus__assessment__agency", "locus__assessment__office")
        .order_by("locus__assessment__office__name", "locus__assessment__agency__name", "locus__position")
    )
    listed = list(ratings)
    undecided = _differing().filter(rating__in=listed).order_by().values_list("rating")
    counts = {
        rating: (total, total - decided)
        for rating, total, decided in undecided.annotate(Count("pk"), Count("moderation"))
    }
    answers = tuple(_compared(listed))
    leads = _leads(listed)
    instrument = period.issue.instrument
    labels = {indicator.code: indicator.label for _, indicator in instrument.indicators}
    return PeriodView(
        draw=draw,
        drawn=tuple(DrawnLocus(each, *counts.get(each.pk, (0, 0))) for each in listed),
        indicators=tuple(_tallies(answers, instrument, lambda each: (each.indicator, labels[each.indicator]))),
        teams=tuple(
            _tallies(answers, instrument, lambda each: (leads.get(each.rating.locus.assessment_id, "–"), "tim"))
        ),
    )


def answers_of(rating: SecondRating) -> QuerySet[SecondAnswer]:
    """The second judge's answers, each with the team's value of the hand-in and the word on it."""
    return rating.answers.select_related("subject", "moderation__decided_by").order_by("indicator", "method", "pk")


def compared_rows(period: Period, user: User) -> Iterator[tuple[SecondAnswer, Moderation | None]]:
    """Every pair of a period that a person may read, for the file; one query."""
    ratings = SecondRating.objects.visible_to(user).filter(draw__period=period, handed_in_at__isnull=False)
    answers = SecondAnswer.objects.filter(rating__in=ratings).select_related(
        "subject",
        "moderation",
        "rating__rater",
        "rating__locus__unit",
        "rating__locus__assessment__agency",
        "rating__locus__assessment__office",
    )
    for answer in answers.order_by("rating", "indicator", "method", "pk").iterator(chunk_size=2000):
        yield answer, getattr(answer, "moderation", None)


def undecided_answers() -> QuerySet[SecondAnswer]:
    """Second answers that differ from the team's, and on which nobody has said who is right."""
    return _differing().filter(moderation__isnull=True)


def _differing() -> QuerySet[SecondAnswer]:
    same_value = Q(value=F("first_value")) | Q(value__isnull=True, first_value__isnull=True)
    return (
        SecondAnswer.objects.filter(rating__handed_in_at__isnull=False)
        .exclude(first_state="")
        .exclude(Q(state=F("first_state")) & same_value)
    )


def _compared(ratings: Iterable[SecondRating]) -> Iterator[SecondAnswer]:
    by_key = {rating.pk: rating for rating in ratings if rating.handed_in_at is not None}
    for answer in SecondAnswer.objects.filter(rating__in=by_key).exclude(first_state="").order_by("indicator", "pk"):
        answer.rating = by_key[answer.rating_id]
        yield answer


def _leads(ratings: Iterable[SecondRating]) -> Mapping[int, str]:
    """Who leads the team of each assessment; one query."""
    assessments = Assessment.objects.filter(loci__second_rating__in=list(ratings))
    members = TeamMember.objects.filter(assessment__in=assessments, is_lead=True).order_by()
    return dict(members.values_list("assessment", "user__full_name"))


def _tallies(
    answers: Iterable[SecondAnswer], instrument: Instrument, group: Callable[[SecondAnswer], tuple[str, str]]
) -> Iterator[Tally]:
    pairs: dict[tuple[str, str], list[tuple[Fraction | None, Fraction | None]]] = defaultdict(list)
    for answer in answers:
        pairs[group(answer)].append(part_of_top(answer, instrument))
    for (name, label), found in sorted(pairs.items()):
        yield Tally(name, label, agreement_of(found))


def part_of_top(answer: SecondAnswer, instrument: Instrument) -> tuple[Fraction | None, Fraction | None]:
    """What the team and the second judge said, each as a part of the indicator's top 0-1."""
    top = instrument.max_level_of(instrument.indicator(answer.indicator))
    return _part(answer.first_state, answer.first_value, top), _part(answer.state, answer.value, top)


def _part(state: str, value: Decimal | None, top: int) -> Fraction | None:
    return Fraction(value) / top if state == AnswerState.SCORED and value is not None else None
