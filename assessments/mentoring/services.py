"""What happens in mentoring: sessions, people, minutes, material, agreements; each act is an event."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from agencies.models import Agency, Event, ServiceUnit, User
from assessments.files.checking import Upload, checked
from assessments.files.refusals import FileRefusedError
from assessments.files.storing import keep
from assessments.mentoring.errors import (
    CancelledError,
    DoneAlreadyError,
    EndsBeforeItStartsError,
    ListedAlreadyError,
    NobodyToInviteError,
    NotOfAgencyError,
    OverAlreadyError,
    PlaceNeededError,
    UploadRefusedError,
    WithdrawnAlreadyError,
    WordsNeededError,
)
from assessments.mentoring.letters import ask_for_letters
from assessments.mentoring.selectors.invitations import invited_of
from assessments.models import (
    AgreedAction,
    MaterialWithdrawal,
    MentoringFile,
    MentoringLetter,
    MentoringSession,
    Participant,
    Side,
)
from assessments.models.mentoring import material_path

WHEN_AND_WHERE = frozenset({"on", "starts_at", "ends_at", "place", "link"})
"""What everyone who was invited has to be told anew once it changes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """When, where and what about; times are of the clock at the place."""

    title: str
    on: date
    starts_at: time
    agenda: str
    ends_at: time | None = None
    place: str = ""
    link: str = ""
    letter_number: str = ""

    def columns(self) -> dict[str, object]:
        """The columns of a session; PlaceNeededError or EndsBeforeItStartsError where the plan cannot be."""
        if not (self.place.strip() or self.link.strip()):
            raise PlaceNeededError
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            raise EndsBeforeItStartsError
        return {
            "title": self.title.strip(),
            "on": self.on,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "place": self.place.strip(),
            "link": self.link.strip(),
            "agenda": self.agenda.strip(),
            "letter_number": self.letter_number.strip(),
        }


@transaction.atomic
def arrange_session(*, actor: User, agency: Agency, plan: Plan, is_example: bool = False) -> MentoringSession:
    """Plan a session with an agency; its arranger takes part. Raises PlaceNeededError, EndsBeforeItStartsError."""
    session = MentoringSession.objects.create(agency=agency, arranged_by=actor, is_example=is_example, **plan.columns())
    Participant.objects.create(session=session, side=Side.OMBUDSMAN, user=actor, name=actor.full_name)
    _record(actor, "arrange_mentoring", session, session, {"title": session.title, "on": session.on})
    return session


@transaction.atomic
def change_session(*, actor: User, session: MentoringSession, plan: Plan) -> MentoringSession:
    """Change when, where or what about. Raises CancelledError, PlaceNeededError, EndsBeforeItStartsError."""
    columns = plan.columns()
    held = _held(session)
    before = {name: getattr(held, name) for name in columns}
    changed = {name: value for name, value in columns.items() if value != before[name]}
    if changed:
        number = held.plan_number + (not WHEN_AND_WHERE.isdisjoint(changed))
        MentoringSession.objects.filter(pk=held.pk).update(**changed, plan_number=number, changed_at=timezone.now())
        detail = {"before": {name: before[name] for name in changed}, "after": changed}
        _record(actor, "change_mentoring", held, held, detail)
    return MentoringSession.objects.get(pk=held.pk)


@transaction.atomic
def cancel_session(*, actor: User, session: MentoringSession, reason: str) -> None:
    """Say that a session does not take place, and why; whoever was invited is told by letter.

    Raises CancelledError, WordsNeededError.
    """
    if not reason.strip():
        raise WordsNeededError("Tulis mengapa pendampingan ini dibatalkan.")
    held = _held(session)
    held.cancelled_reason, held.changed_at = reason.strip(), timezone.now()
    held.plan_number += 1
    held.save(update_fields=["cancelled_reason", "changed_at", "plan_number"])
    _record(actor, "cancel_mentoring", held, held, {"reason": reason.strip()})
    told = MentoringLetter.objects.filter(session=held, sent_at__isnull=False).values("user")
    ask_for_letters(actor=actor, session=held, people=list(User.objects.filter(pk__in=told, is_active=True)))


@transaction.atomic
def invite(
    *, actor: User, session: MentoringSession, side: str, user: User | None = None, name: str = "", duty: str = ""
) -> Participant:
    """Put someone on the list, by account or by name. Raises CancelledError, ListedAlreadyError, WordsNeededError."""
    held = _held(session)
    shown = user.full_name if user else name.strip()
    if not shown:
        raise WordsNeededError("Pilih orang dari daftar, atau tulis namanya.")
    try:
        with transaction.atomic():
            guest = Participant.objects.create(session=held, side=side, user=user, name=shown, duty=duty.strip())
    except IntegrityError as error:
        raise ListedAlreadyError(shown) from error
    _record(actor, "invite_to_mentoring", held, held, {"side": side, "name": shown, "duty": guest.duty})
    return guest


@transaction.atomic
def uninvite(*, actor: User, participant: Participant) -> None:
    """Take someone off the list. Raises CancelledError."""
    held = _held(participant.session)
    _record(actor, "uninvite_from_mentoring", held, held, {"side": participant.side, "name": participant.name})
    participant.delete()


@transaction.atomic
def send_invitations(*, actor: User, session: MentoringSession) -> int:
    """Invite everyone on the list who has an account and does not know of this day, hour and place; how many.

    Raises CancelledError, OverAlreadyError, NobodyToInviteError.
    """
    held = _held(session)
    invited = invited_of(held)
    if invited.is_over:
        raise OverAlreadyError
    if not invited.waiting:
        raise NobodyToInviteError
    ask_for_letters(actor=actor, session=held, people=invited.waiting)
    to = sorted(person.pk for person in invited.waiting)
    _record(actor, "send_mentoring_invitations", held, held, {"to": to, "plan": held.plan_number})
    return len(to)


@transaction.atomic
def take_attendance(*, actor: User, session: MentoringSession, present: Collection[int]) -> None:
    """Write down who was there: keys of participants; all others were not. Raises CancelledError."""
    held = _held(session)
    guests = Participant.objects.filter(session=held)
    guests.filter(pk__in=present).update(attended=True)
    guests.exclude(pk__in=present).update(attended=False)
    names = list(guests.filter(attended=True).values_list("name", flat=True))
    _record(actor, "take_mentoring_attendance", held, held, {"present": names, "of": guests.count()})


@transaction.atomic
def write_minutes(*, actor: User, session: MentoringSession, text: str) -> None:
    """Write the minutes, or write them anew; what stood there before stays in the event. Raises as `take_attendance`.

    WordsNeededError for nothing.
    """
    if not text.strip():
        raise WordsNeededError("Tulis isi notulen.")
    held = _held(session)
    before = held.minutes
    MentoringSession.objects.filter(pk=held.pk).update(
        minutes=text.strip(), minutes_by=actor, minutes_at=timezone.now(), changed_at=timezone.now()
    )
    _record(actor, "write_mentoring_minutes", held, held, {"before": before, "after": text.strip()})


def add_material(*, actor: User, session: MentoringSession, upload: Upload) -> MentoringFile:
    """Keep a file with the session; the same bytes are kept once. Raises UploadRefusedError, CancelledError."""
    try:
        found = checked(upload)  # outside the transaction: reading a large file takes its time
    except FileRefusedError as error:
        raise UploadRefusedError(str(error)) from error
    with transaction.atomic():
        held = _held(session)
        same = MentoringFile.objects.filter(session=held, sha256=found.sha256)
        kept = same.standing().first()
        if kept is not None:
            return kept
        file = MentoringFile(
            session=held,
            name=found.name,
            media_type=found.media_type,
            size=found.size,
            sha256=found.sha256,
            number=same.count() + 1,
            uploaded_by=actor,
        )
        file.file.name = keep(found.content, path=material_path(file, found.name))
        file.save()
        _record(actor, "add_mentoring_material", held, held, {"name": file.name, "sha256": file.sha256})
        return file


@transaction.atomic
def withdraw_material(*, actor: User, material: MentoringFile, reason: str) -> None:
    """Take a file back that did not belong here, and say why; a cancelled session may be tidied too.

    The row and its bytes stay, shown by name, handed out to nobody. Raises WordsNeededError, WithdrawnAlreadyError.
    """
    if not reason.strip():
        raise WordsNeededError("Tulis mengapa materi ini ditarik, misalnya: salah berkas.")
    session = (
        MentoringSession.objects.select_for_update(of=("self",)).select_related("agency").get(pk=material.session_id)
    )
    if MaterialWithdrawal.objects.filter(material=material).exists():
        raise WithdrawnAlreadyError
    MaterialWithdrawal.objects.create(material=material, reason=reason.strip(), withdrawn_by=actor)
    detail = {"name": material.name, "sha256": material.sha256, "reason": reason.strip()}
    _record(actor, "withdraw_mentoring_material", session, session, detail)


@transaction.atomic
def agree_action(
    *,
    actor: User,
    session: MentoringSession,
    text: str,
    due_on: date,
    unit: ServiceUnit | None = None,
    owner: User | None = None,
    owner_title: str = "",
) -> AgreedAction:
    """Write down who does what until when. Raises CancelledError, WordsNeededError, NotOfAgencyError."""
    if not text.strip():
        raise WordsNeededError("Tulis apa yang disepakati.")
    held = _held(session)
    if unit is not None and unit.agency_id != held.agency_id:
        raise NotOfAgencyError
    action = AgreedAction.objects.create(
        session=held, text=text.strip(), due_on=due_on, unit=unit, owner=owner, owner_title=owner_title.strip()
    )
    detail = {"text": action.text, "due_on": due_on, "owner": owner.pk if owner else None, "title": action.owner_title}
    _record(actor, "agree_mentoring_action", action, held, detail)
    return action


@transaction.atomic
def finish_action(*, actor: User, action: AgreedAction, note: str) -> None:
    """Say that an agreed action is done, and what came of it. Raises WordsNeededError, DoneAlreadyError."""
    if not note.strip():
        raise WordsNeededError("Tulis hasilnya, misalnya: SK ditetapkan 3 Maret.")
    done = AgreedAction.objects.filter(pk=action.pk, done_at=None).update(
        done_at=timezone.now(), done_by=actor, done_note=note.strip()
    )
    if not done:
        raise DoneAlreadyError
    _record(actor, "finish_mentoring_action", action, action.session, {"note": note.strip()})


def record_download(*, actor: User, session: MentoringSession, what: str) -> None:
    """Write down who took which paper or file."""
    _record(actor, "download_mentoring_paper", session, session, {"what": what})


def _held(session: MentoringSession) -> MentoringSession:
    """The session locked until the transaction ends, when it still takes place."""
    held = MentoringSession.objects.select_for_update(of=("self",)).select_related("agency").get(pk=session.pk)
    if held.is_cancelled:
        raise CancelledError
    return held


def _record(actor: User, verb: str, target: Model, session: MentoringSession, detail: Mapping[str, object]) -> None:
    Event.objects.record(actor=actor, verb=verb, target=target, agency=session.agency, detail=detail)
