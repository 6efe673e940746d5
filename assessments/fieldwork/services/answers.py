"""Recording answers, and choosing the team's value where two people differ."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef, PositiveIntegerField, QuerySet
from django.utils import timezone

from agencies.models import Event, User
from agencies.prepared import Blank, PreparedUpdate
from assessments.fieldwork.errors import AnswerRefusedError, Given, StaleAnswerError
from assessments.fieldwork.evidence.seen import remember_seen
from assessments.fieldwork.planning.services import require_clear, require_independence
from assessments.fieldwork.questions import instrument_at
from assessments.fieldwork.services.in_hand import InHand
from assessments.fieldwork.services.locked import Held, hold_open
from assessments.instruments import Indicator
from assessments.models import (
    OPEN_STAGES,
    Action,
    Answer,
    AnswerState,
    Assessment,
    Face,
    Locus,
    RaterRole,
    ReturnedIndicator,
    Stage,
    Subject,
    SubjectKind,
)

PLACES = Decimal("0.0001")
_WORDS = ("reason", "note", "comment", "face")
"""What is said beside a judgement."""
REASON_LENGTH = 300
REASON_WORDS = {
    AnswerState.NOT_APPLICABLE: "Tulis mengapa ini tidak berlaku.",
    AnswerState.NOT_SEEN: "Tulis mengapa ini tidak terlihat atau siapa yang tidak ditemui.",
    AnswerState.REFUSED: "Tulis siapa yang menolak dan apa alasannya.",
}
"""What to do where one of STATES_WITH_REASON comes without its reason."""


@transaction.atomic
def record_answer(
    *,
    actor: User,
    locus: Locus,
    indicator: str,
    method: str,
    subject: Subject,
    state: AnswerState,
    value: Decimal | int | None = None,
    reason: str = "",
    note: str = "",
    comment: str | None = None,
    face: str | None = None,
    seen_version: int | None = None,
    client_id: uuid.UUID | None = None,
    settles_conflict: bool = False,
) -> Answer:
    """Keep what a person says about one question; the first answer to it is the team's value by itself.

    `seen_version` is the version of this person's own answer that the page showed (None or 0: none yet);
    `client_id` makes a repeated send harmless. `state` OPEN takes an answer back; NOT_APPLICABLE, NOT_SEEN
    and REFUSED need a `reason`. `note` stays on the assessing side, `comment` speaks to the agency, `face` (of Face,
    or empty) says where a product was looked at; None leaves either as it stands. An agency-level value is given
    once and then stands at every open locus of the assessment.

    Raises LocusClosedError, DeclarationNeededError before the person has declared their independence there,
    ConflictOfInterestError after they declared a conflict, AnswerRefusedError, or StaleAnswerError when another
    device was faster.
    """
    exact = None if value is None else Decimal(value)
    said = Given(state, exact, reason, note, comment or "", face or "").tidied()
    unsaid = frozenset(name for name, words in (("comment", comment), ("face", face)) if words is None)
    rule = allowed(locus, indicator, method, subject, said)
    if subject.kind == SubjectKind.AGENCY:
        # Its value is written at every open locus: two such saves come one by one, or each would wait for the other.
        Assessment.objects.select_for_update(no_key=True).get(pk=locus.assessment_id)
    held = hold_open(locus, indicator=indicator)
    require_independence(actor=actor, assessment=locus.assessment)
    _require_asked(held, indicator)
    send = _Send(
        actor, indicator, method, said, client_id or uuid.uuid4(), settles_conflict=settles_conflict, unsaid=unsaid
    )
    twins = _twins(locus, subject, rule)
    answer = _save(send, held.locus, subject, _answers_to(send, subject), seen_version=seen_version or 0)
    for twin in twins:
        _save(send, twin.locus, twin, _answers_to(send, twin), seen_version=None)
    return answer


def record_in_hand(
    *,
    actor: User,
    hand: InHand,
    given: Given,
    seen_version: int,
    client_id: uuid.UUID | None = None,
    settles_conflict: bool = False,
) -> Answer:
    """As `record_answer`, of a question that the caller has taken in hand: in the same transaction, with what was read.

    Everything that a form holds is said. Where it raises, nothing was written.
    """
    question, said = hand.row.question, given.tidied()
    code, method, _ = question.key
    allowed(hand.locus, code, method, question.subject, said)
    hand.held.require_open(code)
    require_clear(hand.independence, actor=actor, assessment=hand.locus.assessment)
    _require_asked(hand.held, code)
    key = client_id or uuid.uuid4()
    send = _Send(actor, code, method, said, key, settles_conflict=settles_conflict, unsaid=frozenset())
    said_before = sorted(hand.row.everyone, key=lambda answer: answer.pk)
    return _save(send, hand.locus, question.subject, said_before, seen_version=seen_version)


@transaction.atomic
def keep_stored_value(*, actor: User, answer: Answer, refused: Given) -> None:
    """Write down that after a conflict the stored value was kept, and which one gave way."""
    Event.objects.record(
        actor=actor,
        verb="keep_stored_value",
        target=answer,
        agency=answer.locus.assessment.agency,
        detail={"kept": _as_json(Given.in_row(answer)), "gave_way": _as_json(refused), "version": answer.version},
    )


@transaction.atomic
def choose_value(*, actor: User, locus: Locus, answer: Answer) -> None:
    """Make one person's answer the team's value; the others stay as they are.

    Raises LocusClosedError, or AnswerRefusedError when the answer is empty, a blind second rating, or elsewhere.
    """
    hold_open(locus, indicator=answer.indicator)
    if answer.locus_id != locus.pk or answer.rater_role != RaterRole.FIRST or answer.state == AnswerState.OPEN:
        raise AnswerRefusedError("Pilih jawaban yang terisi dari anggota tim di lokus ini.")
    question = Answer.objects.filter(indicator=answer.indicator, method=answer.method, rater_role=RaterRole.FIRST)
    rule = instrument_at(locus).indicator(answer.indicator)
    now = timezone.now()
    for subject in [answer.subject, *_twins(locus, answer.subject, rule)]:
        rows = {row.rater_id: row for row in question.filter(subject=subject).exclude(state=AnswerState.OPEN)}
        if answer.rater_id not in rows:
            continue
        question.filter(subject=subject, is_chosen=True).update(is_chosen=False, chosen_by=None, chosen_at=None)
        question.filter(pk=rows[answer.rater_id].pk).update(is_chosen=True, chosen_by=actor, chosen_at=now)
        Event.objects.record(
            actor=actor,
            verb="choose_value",
            target=rows[answer.rater_id],
            agency=locus.assessment.agency,
            detail={
                "locus": subject.locus_id,
                "indicator": answer.indicator,
                "values": {str(rater): _as_json(Given.in_row(row)) for rater, row in rows.items()},
            },
        )


def allowed(locus: Locus, indicator: str, method: str, subject: Subject, given: Given) -> Indicator:
    """The indicator, once it is sure that it asks this of such a unit and that the value fits; AnswerRefusedError."""
    instrument = instrument_at(locus)
    try:
        rule = instrument.indicator(indicator)
    except KeyError:
        raise AnswerRefusedError(f"Indikator {indicator} tidak ada dalam {instrument.short_title}.") from None
    examined = {code: each.subject_key for code, each in rule.methods.items()}
    if method not in examined:
        raise AnswerRefusedError(f"{indicator} tidak dinilai dengan cara ini.")
    if subject.locus_id != locus.pk or subject.kind != examined[method]:
        raise AnswerRefusedError(f"{indicator} tidak ditanyakan kepada {subject.label} di lokus ini.")
    if not rule.applies_to(agency_kind=locus.assessment.agency.kind, unit_kind=locus.unit.kind):
        raise AnswerRefusedError(f"{indicator} tidak berlaku bagi jenis unit ini.")
    if given.face and (given.face not in Face.values or subject.kind != SubjectKind.PRODUCT):
        raise AnswerRefusedError("Wajah elektronik atau nonelektronik hanya dicatat pada produk layanan.", field="face")
    _check_value(given, top=instrument.max_level_of(rule), is_level=method != "secondary")
    return rule


def _check_value(given: Given, *, top: int, is_level: bool) -> None:
    value = given.value
    if given.state != AnswerState.SCORED:
        if value is not None:
            raise AnswerRefusedError("Kosongkan nilainya, atau pilih salah satu tingkat.")
        if given.state in REASON_WORDS and not given.reason:
            raise AnswerRefusedError(REASON_WORDS[given.state], field="reason")
        if len(given.reason) > REASON_LENGTH:
            raise AnswerRefusedError(f"Ringkas alasannya sampai {REASON_LENGTH} huruf.", field="reason")
        return
    if value is None:
        raise AnswerRefusedError(f"Pilih salah satu tingkat, 0 sampai {top}." if is_level else "Isi nilainya.")
    if not 0 <= value <= top:
        raise AnswerRefusedError(f"Isi nilai dari 0 sampai {top}.")
    if is_level and value != value.to_integral_value():
        raise AnswerRefusedError(f"Pilih salah satu tingkat, 0 sampai {top}, tanpa desimal.")
    if value != value.quantize(PLACES):
        raise AnswerRefusedError("Tulis paling banyak empat angka di belakang koma.")


@dataclass(frozen=True, slots=True)
class _Send:
    """One delivery of one person's answer; at agency level it is written at several loci."""

    actor: User
    indicator: str
    method: str
    given: Given
    client_id: uuid.UUID
    settles_conflict: bool
    unsaid: frozenset[str]
    """Words that this delivery does not speak of, and so leaves as they stand."""

    def upon(self, row: Answer) -> Given:
        """What is said, with the words that were not spoken of taken from what stands."""
        return replace(self.given, **{name: getattr(row, name) for name in self.unsaid})

    def key_for(self, subject: Subject) -> uuid.UUID:
        """The delivery's id for one row: one id may arrive with several questions, a row keeps its own."""
        return uuid.uuid5(self.client_id, f"{self.indicator}.{self.method}.{subject.pk}.{self.actor.pk}")


def _require_asked(held: Held, indicator: str) -> None:
    if held.excludes:
        raise AnswerRefusedError(f"{indicator} dinyatakan tidak berlaku di lokus ini; batalkan itu lebih dahulu.")


def _answers_to(send: _Send, subject: Subject) -> list[Answer]:
    """Everyone's answers to the question, the oldest first."""
    said = Answer.objects.filter(subject=subject, indicator=send.indicator, method=send.method)
    return list(said.filter(rater_role=RaterRole.FIRST).order_by("pk"))


def _save(send: _Send, locus: Locus, subject: Subject, said: Iterable[Answer], *, seen_version: int | None) -> Answer:
    """Write this person's row among all that was said; with `seen_version` None over whatever version stands."""
    rows = list(said)
    mine = next((row for row in rows if row.rater_id == send.actor.pk), None)
    if mine is None:
        before = None
        mine = _create(send, locus, subject, is_chosen=not any(row.is_chosen for row in rows))
        rows.append(mine)
    else:
        before = Given.in_row(mine)
        send = replace(send, given=send.upon(mine), unsaid=frozenset())
        if before == send.given:
            return mine
        if seen_version not in {None, mine.version} and mine.client_id != send.key_for(subject):
            raise StaleAnswerError(stored=mine, given=send.given)
        _update(mine, send, subject, before)
    _settle_choice(rows)
    remember_seen(mine)
    Event.objects.record(
        actor=send.actor,
        verb="record_answer",
        target=mine,
        agency=locus.assessment.agency,
        detail={
            "locus": locus.pk,
            "indicator": send.indicator,
            "method": send.method,
            "subject": subject.pk,
            "before": _as_json(before) if before else None,
            "after": _as_json(send.given),
            "version": mine.version,
            "settles_conflict": send.settles_conflict,
        },
    )
    if locus.stage == Stage.PLANNED:
        Locus.objects.move(locus, Action.BEGIN)
    return mine


def _create(send: _Send, locus: Locus, subject: Subject, *, is_chosen: bool) -> Answer:
    return Answer.objects.create(
        client_id=send.key_for(subject),
        locus=locus,
        indicator=send.indicator,
        method=send.method,
        subject=subject,
        rater=send.actor,
        state=send.given.state,
        value=send.given.value,
        reason=send.given.reason,
        note=send.given.note,
        comment=send.given.comment,
        face=send.given.face,
        is_chosen=is_chosen,
    )


def _update(mine: Answer, send: _Send, subject: Subject, before: Given) -> None:
    """One conditional UPDATE: zero rows mean that someone was faster."""
    seen = mine.version
    mine.client_id = send.key_for(subject)
    mine.state, mine.value = send.given.state, send.given.value
    for words in _WORDS:
        setattr(mine, words, getattr(send.given, words))
    mine.version = seen + 1
    mine.answered_at = timezone.now()
    if before.judgement != send.given.judgement:
        # The lead chose another value than the one that stands here now.
        mine.chosen_by, mine.chosen_at = None, None
    if not _OVER_VERSION.run(mine, row=mine.pk, seen=seen):
        raise StaleAnswerError(stored=Answer.objects.get(pk=mine.pk), given=send.given)


def _at_version() -> QuerySet[Answer]:
    row, seen = Blank("row", BigIntegerField()), Blank("seen", PositiveIntegerField())
    return Answer.objects.filter(pk=row, version=seen)


# Every change of an answer: see agencies/prepared.py.
_OVER_VERSION = PreparedUpdate(
    _at_version, ("client_id", "state", "value", *_WORDS, "version", "answered_at", "chosen_by", "chosen_at")
)


def _settle_choice(rows: Sequence[Answer]) -> None:
    """While the team's value is empty, the first answer that is not takes its place."""
    chosen = next((row for row in rows if row.is_chosen), None)
    heir = next((row for row in rows if row.state != AnswerState.OPEN), None)
    if chosen is None or heir is None or chosen.state != AnswerState.OPEN:
        return
    Answer.objects.filter(pk=chosen.pk).update(is_chosen=False, chosen_by=None, chosen_at=None)
    Answer.objects.filter(pk=heir.pk).update(is_chosen=True)
    chosen.is_chosen, heir.is_chosen = False, True


def _twins(locus: Locus, subject: Subject, rule: Indicator) -> list[Subject]:
    """The same agency at the other open loci of the assessment, under lock; none for any other kind of subject.

    instruments.md, "subjects": agency-level values count in each of its units.
    """
    if subject.kind != SubjectKind.AGENCY:
        return []
    returned = ReturnedIndicator.objects.outstanding().filter(locus=OuterRef("pk"))
    others = (
        Locus.objects.select_for_update(of=("self",), no_key=True)
        .filter(assessment=locus.assessment, stage__in=OPEN_STAGES, not_assessed_reason="")
        .exclude(pk=locus.pk)
        .exclude(excluded__indicator=rule.code)
        .exclude(Exists(returned) & ~Exists(returned.filter(indicator=rule.code)))
        .select_related("unit")
        .order_by("pk")
    )
    loci = {
        other.pk: other
        for other in others
        if rule.applies_to(agency_kind=locus.assessment.agency.kind, unit_kind=other.unit.kind)
    }
    twins = list(Subject.objects.filter(locus__in=loci, kind=SubjectKind.AGENCY))
    for twin in twins:
        twin.locus = loci[twin.locus_id]
        twin.locus.assessment = locus.assessment
    return twins


def _as_json(given: Given) -> dict[str, str | None]:
    """What was said, as an event keeps it: words that changed are kept too, so that nothing is lost."""
    return {
        "state": given.state.value,
        "value": None if given.value is None else f"{given.value.normalize():f}",
        "reason": given.reason,
        "note": given.note,
        "comment": given.comment,
        "face": given.face,
    }
