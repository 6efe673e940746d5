"""The facts of a locus for the checks, and what they find; the same queries however much was entered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from assessments.fieldwork.evidence.presenters import doubt_words
from assessments.fieldwork.evidence.selectors import Piece, by_indicator, doubts_at, pieces_at
from assessments.fieldwork.leaving.checks import Doubted, Photo, Point, Quota, Said, SheetFacts, open_points_of
from assessments.fieldwork.presenters import evidence_for
from assessments.fieldwork.questions import Question
from assessments.fieldwork.selectors import quotas
from assessments.fieldwork.selectors.standing import Standing
from assessments.models import Answer, Locus, UserContact


@dataclass(frozen=True, slots=True)
class Leaving:
    """A locus with all that is still open there."""

    standing: Standing
    points: tuple[Point, ...]

    def counts(self) -> dict[str, int]:
        """How many points each check found, of those that found any, in their order."""
        return dict(Counter(point.check.value for point in self.points))


def leaving_of(standing: Standing) -> Leaving:
    """What is open at a locus; five queries at most."""
    return Leaving(standing, open_points_of(facts_of(standing)))


def facts_of(standing: Standing) -> SheetFacts:
    """The locus as the checks see it; five queries at most, the fifth where a judgement is in doubt."""
    pieces = pieces_at(standing.locus)
    return SheetFacts(
        said=tuple(_said(question, standing) for question in standing.questions),
        evidence={code: len(found) for code, found in by_indicator(pieces).items()},
        photos=tuple(photos_in(pieces)),
        quotas=(*quotas_of(standing), *contacts_of(standing)),
        doubted=tuple(_doubted(standing.locus)),
    )


def _said(question: Question, standing: Standing) -> Said:
    rating = standing.chosen.get(question.key)
    return Said(
        indicator=question.indicator.code,
        method=question.method,
        subject=question.subject.pk,
        top=question.max_level,
        is_answered=rating is not None,
        value=rating.value if rating else None,
        is_disputed=question.key in standing.disputed_keys,
        wants_evidence=any(not item.optional for item in evidence_for(question)),
    )


def photos_in(pieces: tuple[Piece, ...]) -> Iterator[Photo]:
    """The pictures among the standing pieces of evidence."""
    for piece in pieces:
        version = piece.version
        if version.width and not piece.evidence.is_withdrawn:
            yield Photo(
                str(piece.evidence.public_id),
                piece.evidence.title,
                version.width,
                version.height,
                version.brightness,
            )


def quotas_of(standing: Standing) -> Iterator[Quota]:
    """How many users were asked, against the edition's quota; without one, against what its methods expect."""
    for quota in quotas.users_quota(standing):
        yield Quota(quota.code, quota.have, quota.need)


def contacts_of(standing: Standing) -> Iterator[Quota]:
    """How many contacts each product has, where the edition asks for them; one query then.

    What the agency named and what the team checked there are the same people: the larger number counts.
    """
    asked = tuple(quotas.contacts_quotas(standing))
    if not asked:
        return
    locus = standing.locus
    named = dict(
        UserContact.objects.filter(unit=locus.unit_id, period=locus.assessment.period_id)
        .order_by()
        .values_list("product")
        .annotate(Count("pk"))
    )
    for quota in asked:
        product = quota.subject
        if product is not None:
            yield Quota(quota.code, max(quota.have, named.get(product.product_id, 0)), quota.need, product.pk)


def _doubted(locus: Locus) -> Iterator[Doubted]:
    doubts = doubts_at(locus)
    if not doubts:
        return
    for answer in Answer.objects.filter(pk__in=doubts).order_by("indicator", "method", "subject", "pk"):
        yield Doubted(answer.indicator, answer.method, answer.subject_id, doubt_words(doubts[answer.pk]))
