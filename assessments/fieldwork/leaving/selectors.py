"""The facts of a locus for the checks, and what they find; the same queries however much was entered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from assessments.fieldwork.evidence.presenters import doubt_words
from assessments.fieldwork.evidence.selectors import Piece, by_indicator, doubts_at, pieces_at
from assessments.fieldwork.leaving.checks import Doubted, Photo, Point, Quota, Said, SheetFacts, open_points_of
from assessments.fieldwork.presenters import evidence_for
from assessments.fieldwork.questions import Question, subject_counts
from assessments.fieldwork.selectors.standing import Standing
from assessments.models import Answer, Locus, SubjectKind, UserContact

USERS = "respondents_per_unit"
"""The quota of an edition that the users asked at a unit fill."""
CONTACTS = "contacts_per_product"
"""The quota of an edition that the contacts of service users fill, for each product that the locus examines."""


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
        photos=tuple(_photos(pieces)),
        quotas=(*quotas_of(standing), *_contacts(standing)),
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


def _photos(pieces: tuple[Piece, ...]) -> Iterator[Photo]:
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
    locus = standing.locus
    instrument = locus.assessment.period.issue.instrument
    quotas: dict[str, int] = {quota.code: quota.count for quota in instrument.quotas}
    expected = subject_counts(instrument, agency_kind=locus.assessment.agency.kind, unit_kind=locus.unit.kind)
    need = expected.get(SubjectKind.USER, 0)
    if need:
        users = {question.subject.pk for question in standing.questions if question.subject.kind == SubjectKind.USER}
        asked = {subject for _, _, subject in standing.chosen if subject in users}
        yield Quota(USERS, have=len(asked), need=quotas.get(USERS, need))


def _contacts(standing: Standing) -> Iterator[Quota]:
    """How many contacts each product of the locus has, where the edition asks for them; one query then."""
    locus = standing.locus
    need = next((quota.count for quota in locus.assessment.period.issue.instrument.quotas if quota.code == CONTACTS), 0)
    if need:
        counted = dict(
            UserContact.objects.filter(unit=locus.unit_id, period=locus.assessment.period_id)
            .order_by()
            .values_list("product")
            .annotate(Count("pk"))
        )
        for subject in standing.subjects:
            if subject.product_id is not None:
                yield Quota(CONTACTS, counted.get(subject.product_id, 0), need, subject.pk)


def _doubted(locus: Locus) -> Iterator[Doubted]:
    doubts = doubts_at(locus)
    if not doubts:
        return
    for answer in Answer.objects.filter(pk__in=doubts).order_by("indicator", "method", "subject", "pk"):
        yield Doubted(answer.indicator, answer.method, answer.subject_id, doubt_words(doubts[answer.pk]))
