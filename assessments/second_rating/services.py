"""Drawing loci, giving them to a second judge, what that person says, and the verifier's word on the differences."""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import Event, User
from agencies.roles import Role
from assessments import permissions
from assessments.fieldwork.questions import Key
from assessments.fieldwork.selectors.hands_on import hands_on
from assessments.handing_on import tell_next
from assessments.models import (
    OPEN_STAGES,
    Answer,
    AnswerState,
    Locus,
    Moderation,
    ModerationOutcome,
    Period,
    SecondAnswer,
    SecondDraw,
    SecondRating,
    SecondRefusal,
    Stage,
)
from assessments.review.services import set_reviewed_value
from assessments.second_rating.drawing import drawn
from assessments.second_rating.errors import (
    DrawnAlreadyError,
    HandedInError,
    NotBlindError,
    NotDeclaredError,
    NothingToDrawError,
    NotTheirRatingError,
    OpenQuestionsError,
    ReasonMissingError,
    SecondRatingError,
    TeamNotDoneError,
)
from assessments.second_rating.questions import second_questions
from assessments.second_rating.selectors.people import possible_raters


@transaction.atomic
def draw_loci(*, actor: User, period: Period, share: int, seed: str = "") -> SecondDraw:
    """Draw a share (1-100 %) of each office's loci for a second judgement, once a period; the head office draws.

    Without a `seed` one is made; it is kept, so that the draw can be repeated on paper. Raises NotTheirRatingError,
    DrawnAlreadyError, NothingToDrawError.
    """
    if not permissions.can_draw_second_ratings(actor):
        raise NotTheirRatingError
    loci = Locus.objects.filter(assessment__period=period, not_assessed_reason="", assessment__not_assessed_reason="")
    by_office: dict[str, list[str]] = defaultdict(list)
    keys: dict[str, int] = {}
    for pk, public_id, office in loci.order_by().values_list("pk", "public_id", "assessment__office__code"):
        by_office[office or ""].append(str(public_id))
        keys[str(public_id)] = pk
    if not keys:
        raise NothingToDrawError
    seed = seed or secrets.token_hex(16)
    try:
        with transaction.atomic():
            draw = SecondDraw.objects.create(period=period, share=share, seed=seed, pool=len(keys), drawn_by=actor)
    except IntegrityError:
        raise DrawnAlreadyError from None
    chosen = [keys[key] for key in drawn(by_office, share=share, seed=seed)]
    SecondRating.objects.bulk_create(SecondRating(draw=draw, locus_id=key) for key in sorted(chosen))
    Event.objects.record(
        actor=actor,
        verb="draw_second_ratings",
        target=period,
        detail={"share": share, "seed": seed, "pool": len(keys), "drawn": len(chosen)},
    )
    return draw


@transaction.atomic
def assign_rater(*, actor: User, rating: SecondRating, rater: User) -> None:
    """Give a drawn locus to a second judge who is blind to it; the former one's answers are taken back.

    Raises NotTheirRatingError, HandedInError, NotBlindError.
    """
    if not permissions.can_assign_second_rater(actor, rating.locus.assessment):
        raise NotTheirRatingError
    held = _held(rating)
    if held.rater_id == rater.pk:
        return
    if not possible_raters(rating).filter(pk=rater.pk).exists():
        raise NotBlindError
    held.answers.all().delete()
    SecondRating.objects.filter(pk=held.pk).update(rater=rater, assigned_at=timezone.now(), declared_at=None)
    _record(actor, "assign_second_rater", rating, {"person": rater.full_name})
    tell_next(rating.locus.assessment, people=[rater.pk])


@transaction.atomic
def declare(
    *,
    actor: User,
    rating: SecondRating,
    other_agency: bool,
    no_relatives: bool,
    no_gifts: bool,
    explanation: str = "",
) -> bool:
    """The judge's own word on independence; False when it is refused, and the locus waits for another judge.

    Raises NotTheirRatingError, HandedInError, ReasonMissingError for a refusal without explanation.
    """
    held = _own(actor, rating)
    if other_agency and no_relatives and no_gifts:
        SecondRating.objects.filter(pk=held.pk).update(declared_at=timezone.now())
        _record(actor, "declare_second_rating", rating, {})
        return True
    if not explanation.strip():
        raise ReasonMissingError("Jelaskan pernyataan mana yang tidak dapat Anda berikan, dan mengapa.")
    SecondRefusal.objects.create(rating=held, user=actor, explanation=explanation.strip())
    held.answers.all().delete()
    SecondRating.objects.filter(pk=held.pk).update(rater=None, assigned_at=None, declared_at=None)
    _record(actor, "refuse_second_rating", rating, {"reason": explanation.strip()})
    return False


@dataclass(frozen=True, slots=True)
class Judged:
    """A level for one question by its key (indicator, method, subject); None says that it does not apply."""

    key: Key
    value: int | None
    note: str = ""


@transaction.atomic
def record_second_answers(*, actor: User, rating: SecondRating, judged: Iterable[Judged]) -> int:
    """Keep the judge's levels; how many of them are new or changed. The event names indicators and tells no value.

    Raises NotTheirRatingError, HandedInError, NotDeclaredError, SecondRatingError for what is not asked.
    """
    held = _own(actor, rating)
    if held.declared_at is None:
        raise NotDeclaredError
    tops = {each.key: each.max_level for each in second_questions(rating.locus)}
    known = {(each.indicator, each.method, each.subject_id): each for each in held.answers.all()}
    changed: list[SecondAnswer] = []
    for each in judged:
        if each.key not in tops or (each.value is not None and not 0 <= each.value <= tops[each.key]):
            raise SecondRatingError("Pilih salah satu tingkat dari pertanyaan di halaman ini.")
        indicator, method, subject = each.key
        answer = SecondAnswer(
            rating=held,
            indicator=indicator,
            method=method,
            subject_id=subject,
            state=AnswerState.NOT_APPLICABLE if each.value is None else AnswerState.SCORED,
            value=None if each.value is None else Decimal(each.value),
            note=each.note.strip(),
        )
        before = known.get(each.key)
        if before is None or (before.value, before.note) != (answer.value, answer.note):
            changed.append(answer)
    SecondAnswer.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["rating", "indicator", "method", "subject"],
        update_fields=["state", "value", "note", "saved_at"],
    )
    if changed:
        _record(actor, "record_second_answers", rating, {"indicators": sorted({each.indicator for each in changed})})
    return len(changed)


@transaction.atomic
def hand_in(*, actor: User, rating: SecondRating) -> None:
    """Close the second judgement, and put beside each answer what the team says at this moment.

    Raises NotTheirRatingError, HandedInError, NotDeclaredError, OpenQuestionsError, TeamNotDoneError.
    """
    held = _own(actor, rating)
    if held.declared_at is None:
        raise NotDeclaredError
    locus = Locus.objects.select_for_update(of=("self",), no_key=True).get(pk=held.locus_id)
    if locus.stage in OPEN_STAGES:
        raise TeamNotDoneError
    asked = {question.key for question in second_questions(rating.locus)}
    answers = {(each.indicator, each.method, each.subject_id): each for each in held.answers.all()}
    missing = len(asked - set(answers))
    if missing:
        raise OpenQuestionsError(missing)
    team = Answer.objects.filter(locus=locus, is_chosen=True).exclude(state=AnswerState.OPEN)
    said = {
        (indicator, method, subject): (state, value)
        for indicator, method, subject, state, value in team.values_list(
            "indicator", "method", "subject", "state", "value"
        )
    }
    for key, answer in answers.items():
        answer.first_state, answer.first_value = said.get(key, ("", None))
    SecondAnswer.objects.bulk_update(answers.values(), ["first_state", "first_value"], batch_size=200)
    SecondRating.objects.filter(pk=held.pk).update(handed_in_at=timezone.now())
    _record(actor, "hand_in_second_rating", rating, {"answers": len(answers)})
    tell_next(rating.locus.assessment, Role.VERIFIER)


@transaction.atomic
def moderate(*, actor: User, answer: SecondAnswer, outcome: ModerationOutcome, reason: str) -> Moderation:
    """Decide on a difference, with a reason; where the second judge is right and the locus awaits its verification,
    the value that counts is changed at once, by the review's own rule.

    Raises NotTheirRatingError, ReasonMissingError, SecondRatingError when nothing differs or it is decided already.
    """
    rating = answer.rating
    if not permissions.can_moderate(
        actor, rating.locus.assessment, second_rater=rating.rater_id, hands_on=hands_on(rating.locus)
    ):
        raise NotTheirRatingError
    if not reason.strip():
        raise ReasonMissingError("Tulis mengapa penilaian itu yang benar.")
    if rating.handed_in_at is None or not answer.differs:
        raise SecondRatingError("Di sini tidak ada perbedaan yang perlu diputuskan.")
    changed = False
    if outcome == ModerationOutcome.SECOND and rating.locus.stage == Stage.SUBMITTED:
        team = Answer.objects.filter(
            locus=rating.locus_id,
            indicator=answer.indicator,
            method=answer.method,
            subject=answer.subject_id,
            is_chosen=True,
        ).first()
        if team is not None and team.state != AnswerState.OPEN:
            set_reviewed_value(
                actor=actor, locus=rating.locus, answer=team, value=answer.value, reason=f"Moderasi: {reason.strip()}"
            )
            changed = True
    try:
        with transaction.atomic():
            decided = Moderation.objects.create(
                answer=answer, outcome=outcome, reason=reason.strip(), changed=changed, decided_by=actor
            )
    except IntegrityError:
        raise SecondRatingError("Perbedaan ini sudah diputuskan.") from None
    _record(
        actor, "moderate", rating, {"indicator": answer.indicator, "outcome": outcome.value, "reason": reason.strip()}
    )
    return decided


def record_evidence_read(*, actor: User, rating: SecondRating, name: str, sha256: str) -> None:
    """Write down that the second judge took a file of the locus."""
    if rating.rater_id != actor.pk:
        raise NotTheirRatingError
    _record(actor, "download_evidence", rating, {"name": name, "sha256": sha256})


def record_export(*, actor: User, period: Period) -> None:
    """Write down who took a copy of the comparison of a period."""
    Event.objects.record(actor=actor, verb="export_second_ratings", target=period, detail={"name": period.name})


def _own(actor: User, rating: SecondRating) -> SecondRating:
    if rating.rater_id != actor.pk:
        raise NotTheirRatingError
    held = _held(rating)
    if held.rater_id != actor.pk:
        raise NotTheirRatingError
    return held


def _held(rating: SecondRating) -> SecondRating:
    held = SecondRating.objects.select_for_update(of=("self",)).get(pk=rating.pk)
    if held.handed_in_at is not None:
        raise HandedInError
    return held


def _record(actor: User, verb: str, rating: SecondRating, detail: dict[str, object]) -> None:
    Event.objects.record(
        actor=actor,
        verb=verb,
        target=rating,
        agency=rating.locus.assessment.agency,
        detail={"locus": rating.locus_id, **detail},
    )
