"""How many people the edition asks for at a locus, and how many there are: users asked, contacts of each product.

A quota changes no score (instruments.md, opini-2026). Contacts are counted by the assessor who checked them; who they
are stays in the agency's own sealed list.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.fieldwork.questions import instrument_at, subject_counts
from assessments.fieldwork.selectors.standing import Standing
from assessments.instruments import Instrument
from assessments.models import AnswerState, Subject, SubjectKind

USERS = "respondents_per_unit"
CONTACTS = "contacts_per_product"


@dataclass(frozen=True, slots=True)
class SheetQuota:
    """`have` of `need` people; of one product where `subject` is given. `is_counted`: whether anyone counted yet."""

    code: str
    have: int
    need: int
    subject: Subject | None = None
    is_counted: bool = True

    @property
    def is_short(self) -> bool:
        return self.have < self.need


def contacts_needed(instrument: Instrument) -> int | None:
    """How many contacts of users the edition wants for each product; None where it asks for none."""
    return next((quota.count for quota in instrument.quotas if quota.code == CONTACTS), None)


def quotas_of(standing: Standing) -> tuple[SheetQuota, ...]:
    """The quotas of a sheet: users first, then each product that is asked about; no query."""
    return (*users_quota(standing), *contacts_quotas(standing))


def users_quota(standing: Standing) -> Iterator[SheetQuota]:
    """Users with at least one level, against the edition's quota; without one, against what its methods expect."""
    locus = standing.locus
    instrument = instrument_at(locus)
    expected = subject_counts(instrument, agency_kind=locus.assessment.agency.kind, unit_kind=locus.unit.kind)
    need = expected.get(SubjectKind.USER, 0)
    if not need:
        return
    users = {question.subject.pk for question in standing.questions if question.subject.kind == SubjectKind.USER}
    asked = {
        subject
        for (_, _, subject), rating in standing.chosen.items()
        if subject in users and rating.state == AnswerState.SCORED
    }
    stated = next((quota.count for quota in instrument.quotas if quota.code == USERS), need)
    yield SheetQuota(USERS, have=len(asked), need=stated)


def contacts_quotas(standing: Standing) -> Iterator[SheetQuota]:
    """The contacts that the team checked of each product that is asked about; nothing where the edition wants none."""
    need = contacts_needed(instrument_at(standing.locus))
    if need is None:
        return
    asked = {question.subject.pk for question in standing.questions}
    for subject in standing.subjects:
        if subject.kind == SubjectKind.PRODUCT and subject.pk in asked:
            seen = subject.contacts_seen
            yield SheetQuota(CONTACTS, seen or 0, need, subject, is_counted=seen is not None)
