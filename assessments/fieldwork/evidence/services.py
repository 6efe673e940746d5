"""What people do with evidence: add, replace, describe and withdraw it, and stand by a judgement after a change."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from assessments.fieldwork.errors import AnswerRefusedError, FieldworkError, ReasonNeededError
from assessments.fieldwork.evidence.seen import remember_seen
from assessments.fieldwork.questions import indicators_at, instrument_at
from assessments.fieldwork.services.locked import hold_open
from assessments.files.checking import CheckedFile
from assessments.files.storing import keep
from assessments.models import Answer, AnswerState, Evidence, EvidenceIndicator, EvidenceVersion, Locus
from assessments.models.evidence import evidence_path


class WithdrawnError(FieldworkError):
    """Evidence that was withdrawn is not changed any more."""

    def __init__(self) -> None:
        super().__init__("Bukti ini sudah ditarik, jadi tidak diubah lagi. Unggah sebagai bukti baru.")


class SameBytesError(FieldworkError):
    """The replacement is the very file that stands there."""

    def __init__(self) -> None:
        super().__init__("Berkas ini sama persis dengan versi yang sekarang. Pilih berkas yang menggantikannya.")


@dataclass(frozen=True, slots=True)
class Added:
    """The evidence, and whether it is new: bytes that the locus has already are linked, not kept twice."""

    evidence: Evidence
    is_new: bool


@transaction.atomic
def add_evidence(
    *,
    actor: User,
    locus: Locus,
    indicators: Collection[str],
    file: CheckedFile,
    title: str = "",
    effective_on: date | None = None,
) -> Added:
    """Keep a file as evidence of these indicators; sending the same bytes again only links them to more.

    Without a `title` the name of the file serves. Raises LocusClosedError, AnswerRefusedError for an indicator
    that is not asked here, or ReasonNeededError without any.
    """
    asked = _asked(locus, indicators)
    hold_open(locus)
    known = _with_bytes(locus, file.sha256)
    if known is not None:
        _link(actor, locus, known, [*known.indicators.values_list("indicator", flat=True), *asked])
        return Added(known, is_new=False)
    evidence = Evidence.objects.create(
        locus=locus, title=title.strip()[:200] or file.name.rpartition(".")[0], effective_on=effective_on
    )
    EvidenceIndicator.objects.bulk_create(EvidenceIndicator(evidence=evidence, indicator=code) for code in asked)
    version = _keep_version(actor, evidence, file, number=1)
    _record(
        actor,
        "add_evidence",
        evidence,
        locus,
        {"title": evidence.title, "indicators": asked, "sha256": version.sha256, "name": version.name},
    )
    return Added(evidence, is_new=True)


@transaction.atomic
def replace_evidence(
    *, actor: User, locus: Locus, evidence: Evidence, file: CheckedFile, effective_on: date | None = None
) -> EvidenceVersion:
    """Put a new version in the place of the current one, which stays; judgements that saw that are to be looked at.

    Raises LocusClosedError, WithdrawnError, SameBytesError.
    """
    hold_open(locus)
    fresh = _standing(locus, evidence)
    current = fresh.versions.order_by("-number")[0]
    if current.sha256 == file.sha256:
        raise SameBytesError
    version = _keep_version(actor, fresh, file, number=current.number + 1)
    before = fresh.effective_on
    Evidence.objects.filter(pk=fresh.pk).update(effective_on=effective_on)
    _record(
        actor,
        "replace_evidence",
        fresh,
        locus,
        {
            "version": version.number,
            "sha256": version.sha256,
            "name": version.name,
            "replaces": current.sha256,
            "effective_on": {"before": before, "after": effective_on},
        },
    )
    return version


@transaction.atomic
def describe_evidence(
    *,
    actor: User,
    locus: Locus,
    evidence: Evidence,
    title: str,
    effective_on: date | None,
    indicators: Collection[str],
) -> None:
    """Say what a piece of evidence is, from which day, and which indicators it speaks to.

    Raises LocusClosedError, WithdrawnError, AnswerRefusedError, ReasonNeededError.
    """
    asked = _asked(locus, indicators)
    hold_open(locus)
    fresh = _standing(locus, evidence)
    before = {"title": fresh.title, "effective_on": fresh.effective_on}
    after = {"title": title.strip() or fresh.title, "effective_on": effective_on}
    if after != before:
        Evidence.objects.filter(pk=fresh.pk).update(**after)
        _record(actor, "describe_evidence", fresh, locus, {"before": before, "after": after})
    _link(actor, locus, fresh, asked)


@transaction.atomic
def link_evidence(*, actor: User, locus: Locus, evidence: Evidence, indicator: str) -> None:
    """Let evidence that is there already speak to one more indicator. Raises as `describe_evidence`."""
    (code,) = _asked(locus, [indicator])
    hold_open(locus)
    fresh = _standing(locus, evidence)
    _link(actor, locus, fresh, [*fresh.indicators.values_list("indicator", flat=True), code])


@transaction.atomic
def withdraw_evidence(*, actor: User, locus: Locus, evidence: Evidence, reason: str) -> None:
    """Take evidence out of the assessment, and say why; its files and its history stay.

    Raises LocusClosedError, WithdrawnError, ReasonNeededError.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonNeededError("Tulis mengapa bukti ini ditarik, misalnya: foto dari unit lain.")
    hold_open(locus)
    fresh = _standing(locus, evidence)
    Evidence.objects.filter(pk=fresh.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=actor, withdrawn_reason=reason
    )
    _record(actor, "withdraw_evidence", fresh, locus, {"title": fresh.title, "reason": reason})


def note_read(*, actor: User, locus: Locus, evidence: Evidence) -> None:
    """Write down that a person opened a piece of evidence, once a day: who looked is asked, not how often."""
    seen = Event.objects.about(evidence).filter(
        actor=actor, verb="read_evidence", at__gte=timezone.localtime().replace(hour=0, minute=0, second=0)
    )
    if not seen.exists():
        Event.objects.record(
            actor=actor,
            verb="read_evidence",
            target=evidence,
            agency=locus.assessment.agency,
            detail={"locus": locus.pk, "title": evidence.title},
        )


@transaction.atomic
def keep_judgement(*, actor: User, locus: Locus, answer: Answer) -> Answer:
    """Stand by one's own answer after its evidence changed: the same words, given in sight of what stands there now.

    Raises LocusClosedError, or AnswerRefusedError for an answer of someone else or one that is empty.
    """
    hold_open(locus)
    mine = Answer.objects.select_for_update().get(pk=answer.pk, locus=locus)
    if mine.rater_id != actor.pk or mine.state == AnswerState.OPEN:
        raise AnswerRefusedError("Hanya yang memberi jawaban ini dapat menyatakan jawabannya tetap.")
    mine.version += 1
    Answer.objects.filter(pk=mine.pk).update(version=mine.version)
    remember_seen(mine)
    _record(
        actor,
        "keep_judgement",
        mine,
        locus,
        {"indicator": mine.indicator, "method": mine.method, "version": mine.version},
    )
    return mine


def _asked(locus: Locus, indicators: Collection[str]) -> list[str]:
    """The indicators, each once and in the order of the edition, when the edition asks all of them here."""
    if not indicators:
        raise ReasonNeededError("Pilih sedikitnya satu indikator yang didukung bukti ini.")
    here = [indicator.code for _, indicator in indicators_at(locus, instrument_at(locus))]
    unknown = sorted(set(indicators) - set(here))
    if unknown:
        raise AnswerRefusedError(f"{', '.join(unknown)} tidak ditanyakan di lokus ini.")
    return [code for code in here if code in indicators]


def _with_bytes(locus: Locus, sha256: str) -> Evidence | None:
    """The standing evidence of a locus whose current version has these bytes."""
    versions = EvidenceVersion.objects.filter(evidence__locus=locus, evidence__withdrawn_at=None)
    for version in versions.filter(sha256=sha256).select_related("evidence"):
        if not versions.filter(evidence=version.evidence, number__gt=version.number).exists():
            return version.evidence
    return None


def _standing(locus: Locus, evidence: Evidence) -> Evidence:
    """The evidence as it is now, when it belongs to the locus and was not withdrawn."""
    fresh = Evidence.objects.get(pk=evidence.pk, locus=locus)
    if fresh.is_withdrawn:
        raise WithdrawnError
    return fresh


def _keep_version(actor: User, evidence: Evidence, file: CheckedFile, *, number: int) -> EvidenceVersion:
    version = EvidenceVersion(
        evidence=evidence,
        number=number,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        width=file.width,
        height=file.height,
        brightness=file.brightness,
        taken_at=file.taken_at,
        latitude=file.latitude,
        longitude=file.longitude,
        uploaded_by=actor,
    )
    path = evidence_path(version, file.name)
    version.file.name = keep(file.content, path=path)
    if file.screen:
        version.screen.name = keep(file.screen, path=f"{path}-screen.jpg")
        version.thumbnail.name = keep(file.thumbnail, path=f"{path}-thumbnail.jpg")
    version.save()
    return version


def _link(actor: User, locus: Locus, evidence: Evidence, indicators: Iterable[str]) -> None:
    """Make these, and no others, the indicators of a piece of evidence; nothing happens when they are."""
    before = set(evidence.indicators.values_list("indicator", flat=True))
    after = set(indicators)
    if before == after:
        return
    evidence.indicators.filter(indicator__in=before - after).delete()
    EvidenceIndicator.objects.bulk_create(
        EvidenceIndicator(evidence=evidence, indicator=code) for code in sorted(after - before)
    )
    _record(actor, "link_evidence", evidence, locus, {"before": sorted(before), "after": sorted(after)})


def _record(actor: User, verb: str, target: Evidence | Answer, locus: Locus, detail: dict[str, object]) -> None:
    Event.objects.record(
        actor=actor, verb=verb, target=target, agency=locus.assessment.agency, detail={"locus": locus.pk, **detail}
    )
