"""One question taken in hand for a save: its locus locked, and all that the save reads, in three prepared queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from agencies.models import Agency, ServiceUnit, User
from agencies.prepared import Blank, PreparedQuery
from assessments.fieldwork.questions import question_at
from assessments.fieldwork.selectors.sheet import Row, row_among
from assessments.fieldwork.services.locked import Held
from assessments.models import (
    Answer,
    Assessment,
    Declaration,
    ExcludedIndicator,
    InstrumentIssue,
    Locus,
    Period,
    RaterRole,
    ReturnedIndicator,
    Subject,
    SubjectKind,
    TeamMember,
)

_M = TypeVar("_M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class InHand:
    """A question with everyone's answers as they stand, at a locus that nobody else changes until the end.

    The rows hold what a save and its permissions read; of the team there is the place of this person alone.
    """

    held: Held
    row: Row
    independence: str | None
    """The person's latest declaration here; None before the first word."""

    @property
    def locus(self) -> Locus:
        return self.held.locus


def take_in_hand(user: User, public_id: UUID, indicator: str, method: str, subject: int) -> InHand | None:
    """Lock the locus of a question until the transaction ends, for someone of its team.

    None for everyone else, for a question that the edition does not ask or of nobody there, and for what is asked of
    the agency as a whole, since that is written at other loci too. Three queries, whatever was answered.
    """
    # The lock is a statement of its own: what the next ones read is then as the last to hold it left it.
    locked = _LOCK.rows(public_id=public_id)
    if not locked:
        return None
    locus = _row(Locus, dict(zip(_LOCUS_COLUMNS, locked[0], strict=True)), public_id=public_id)
    found = _PLACE.rows(
        user=user.pk, assessment=locus.assessment_id, locus=locus.pk, unit=locus.unit_id, indicator=indicator
    )
    said = _SAID.rows(subject=subject, locus=locus.pk, indicator=indicator, method=method, role=RaterRole.FIRST)
    if not found or not said:
        return None
    place = dict(zip(_PLACE_COLUMNS, found[0], strict=True))
    locus.unit = _row(ServiceUnit, place, "unit_", id=locus.unit_id)
    locus.assessment = _assessment(place, locus.assessment_id, user)
    asked = _row(Subject, dict(zip(_SUBJECT_COLUMNS, said[0][: len(_SUBJECT_COLUMNS)], strict=True)), id=subject)
    asked.locus = locus
    question = question_at(locus, indicator, method, asked)
    if question is None or asked.kind == SubjectKind.AGENCY:
        return None
    answers = [_answer(row[len(_SUBJECT_COLUMNS) :]) for row in said if row[-1] is not None]
    held = Held(locus, place["left_out"], is_returned=place["is_returned"], is_unlocked=place["is_unlocked"])
    return InHand(held, row_among(question, answers, user), place["independence"])


# --- the queries ------------------------------------------------------------------------------
# PostgreSQL plans every one of them anew: a value by its key costs it little, a join more with every table.
_TEXT, _KEY, _UUID = models.CharField(), models.BigIntegerField(), models.UUIDField()
_LOCUS_COLUMNS = ("id", "unit_id", "assessment_id", "stage", "not_assessed_reason")
_SUBJECT_COLUMNS = ("kind", "position", "name")
_ANSWER_COLUMNS = tuple(field.attname for field in Answer._meta.concrete_fields)
_PLACE_COLUMNS = (
    *("id", "is_lead", "assessment__public_id", "assessment__not_assessed_reason", "assessment__office_id"),
    *("assessment__agency_id", "assessment__period_id", "assessment__period__released_at"),
    *("assessment__period__issue_id", "issue_sha256", "agency_kind", "unit_kind"),
    *("independence", "left_out", "is_returned", "is_unlocked"),
)


def locus_lock() -> QuerySet[Any, tuple[Any, ...]]:
    """The locus under lock, and nothing else."""
    # Without an order: the usual one joins other tables, whose rows would be locked too.
    found = Locus.objects.filter(public_id=Blank("public_id", _UUID)).order_by()
    return found.select_for_update(no_key=True).values_list(*_LOCUS_COLUMNS)


def _place() -> QuerySet[Any, tuple[Any, ...]]:
    indicator, locus = Blank("indicator", _TEXT), Blank("locus", _KEY)
    returned = ReturnedIndicator.objects.outstanding().filter(locus_id=locus)
    declared = Declaration.objects.filter(assessment=OuterRef("assessment"), user=OuterRef("user")).order_by("-pk")
    issue = InstrumentIssue.objects.filter(pk=OuterRef("assessment__period__issue"))
    mine = TeamMember.objects.filter(user_id=Blank("user", _KEY), assessment_id=Blank("assessment", _KEY))
    return (
        mine.annotate(
            issue_sha256=Subquery(issue.values("sha256")),
            agency_kind=Subquery(Agency.objects.filter(pk=OuterRef("assessment__agency")).order_by().values("kind")),
            unit_kind=Subquery(ServiceUnit.objects.filter(pk=Blank("unit", _KEY)).order_by().values("kind")),
            independence=Subquery(declared.values("outcome")[:1]),
            left_out=Exists(ExcludedIndicator.objects.filter(locus_id=locus, indicator=indicator)),
            is_returned=Exists(returned),
            is_unlocked=Exists(returned.filter(indicator=indicator)),
        )
        .order_by()
        .values_list(*_PLACE_COLUMNS)
    )


def _said() -> QuerySet[Any, tuple[Any, ...]]:
    """Who or what was asked, once for each answer, or once without one."""
    to_it = Q(answers__indicator=Blank("indicator", _TEXT), answers__method=Blank("method", _TEXT))
    said = FilteredRelation("answers", condition=to_it & Q(answers__rater_role=Blank("role", _TEXT)))
    asked = Subject.objects.filter(pk=Blank("subject", _KEY), locus_id=Blank("locus", _KEY)).annotate(said=said)
    columns = [f"said__{name}" for name in _ANSWER_COLUMNS]
    return asked.order_by("said__pk").values_list(
        *_SUBJECT_COLUMNS, *columns, "said__rater__full_name", "said__rater__email"
    )


_LOCK, _PLACE, _SAID = PreparedQuery(locus_lock), PreparedQuery(_place), PreparedQuery(_said)


# --- rows from values -------------------------------------------------------------------------
def _assessment(place: Mapping[str, Any], key: int, user: User) -> Assessment:
    """The assessment with what hangs on it; whatever was not read is asked for when it is needed."""
    assessment = _row(Assessment, place, "assessment__", id=key)
    assessment.agency = _row(Agency, place, "agency_", id=assessment.agency_id)
    assessment.period = _row(Period, place, "assessment__period__", id=assessment.period_id)
    assessment.period.issue = _row(InstrumentIssue, place, "issue_", id=assessment.period.issue_id)
    member: Any = _row(TeamMember, place, assessment_id=key, user_id=user.pk)
    member.user, member.independence = user, place["independence"]
    vars(assessment)["_prefetched_objects_cache"] = {"team": [member]}
    return assessment


def _answer(values: Sequence[Any]) -> Answer:
    *own, name, email = values
    answer = Answer.from_db(DEFAULT_DB_ALIAS, _ANSWER_COLUMNS, own)
    answer.rater = User.from_db(DEFAULT_DB_ALIAS, ["id", "email", "full_name"], [answer.rater_id, email, name])
    return answer


def _row(model: type[_M], found: Mapping[str, Any], at: str = "", **known: object) -> _M:
    """A row of the columns that were found of it."""
    own = known | {name.removeprefix(at): value for name, value in found.items() if name.startswith(at)}
    names = [field.attname for field in model._meta.concrete_fields if field.attname in own]
    return model.from_db(DEFAULT_DB_ALIAS, names, [own[name] for name in names])
