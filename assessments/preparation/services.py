"""What people do while an agency prepares; each act is one service, written down as an event."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from agencies.models import Event, ServiceUnit, User
from assessments.files.checking import CheckedFile, Upload, checked, largest_upload
from assessments.files.refusals import FileRefusedError
from assessments.files.storing import keep
from assessments.instruments import Indicator
from assessments.models import (
    ChecklistItem,
    ItemFile,
    ItemRemark,
    ItemState,
    Period,
    PreparationFile,
    PreparationSharing,
    SelfAssessment,
    SelfAssessmentState,
)
from assessments.models.preparation import preparation_path
from assessments.preparation.bundle import LARGEST_TIMES, Fate, Inside, Sorted, files_inside, item_named
from assessments.preparation.errors import (
    ChangedMeanwhileError,
    NothingToCheckError,
    OwnLevelRefusedError,
    ReasonNeededError,
    UnknownItemError,
    UploadRefusedError,
)
from assessments.preparation.expected_items import expected_items, indicators_for
from assessments.preparation.readiness import with_validity


@transaction.atomic
def judge_own_indicator(
    *,
    actor: User,
    unit: ServiceUnit,
    period: Period,
    indicator: str,
    value: Decimal | None,
    note: str = "",
    seen_version: int = 0,
    reviewed: bool = False,
) -> SelfAssessment:
    """Say which level the unit gives itself; None says that the indicator does not apply, with the reason as note.

    `value`: a level 0..max, or 0-100 for secondary data. `seen_version`: the version on the person's page, 0 for none.
    `reviewed`: the bureau's own hand, which needs no second look. Any other change asks for a new review.
    Raises UnknownItemError, OwnLevelRefusedError, ReasonNeededError, ChangedMeanwhileError.
    """
    _check_level(_indicator(unit, period, indicator), period, value)
    if value is None and not note.strip():
        raise ReasonNeededError("Tulis alasan mengapa indikator ini tidak berlaku bagi unit.")
    row = SelfAssessment.objects.select_for_update().filter(unit=unit, period=period, indicator=indicator).first()
    if (row.version if row else 0) != seen_version:
        raise ChangedMeanwhileError
    before = _judgement(row)
    row = row or SelfAssessment(unit=unit, period=period, indicator=indicator, version=0)
    row.state = SelfAssessmentState.NOT_APPLICABLE if value is None else SelfAssessmentState.SCORED
    row.value, row.note, row.version = value, note.strip(), row.version + 1
    row.entered_by, row.entered_at = actor, timezone.now()
    row.reviewed_by, row.reviewed_at = (actor, timezone.now()) if reviewed else (None, None)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # the first judgement of an indicator, given twice at once
        raise ChangedMeanwhileError from error
    _record(
        actor, "judge_own_indicator", row, unit, {"indicator": indicator, "before": before, "after": _judgement(row)}
    )
    return row


@transaction.atomic
def review_own_indicator(
    *, actor: User, unit: ServiceUnit, period: Period, indicator: str, seen_version: int
) -> SelfAssessment:
    """The bureau agrees with what the unit's contact entered; ChangedMeanwhileError when that is no longer it."""
    row = SelfAssessment.objects.select_for_update().filter(unit=unit, period=period, indicator=indicator).first()
    if row is None or row.version != seen_version:
        raise ChangedMeanwhileError
    row.reviewed_by, row.reviewed_at = actor, timezone.now()
    row.save(update_fields=["reviewed_by", "reviewed_at"])
    _record(actor, "review_own_indicator", row, unit, {"indicator": indicator, "judgement": _judgement(row)})
    return row


@transaction.atomic
def share_own_judgement(*, actor: User, unit: ServiceUnit, period: Period, shared: bool) -> None:
    """Let the Ombudsman's office read a unit's self-assessment, or no longer."""
    if shared:
        row, is_new = PreparationSharing.objects.get_or_create(unit=unit, period=period, defaults={"shared_by": actor})
        if is_new:
            _record(actor, "share_own_judgement", row, unit, {})
        return
    for row in PreparationSharing.objects.filter(unit=unit, period=period):
        _record(actor, "unshare_own_judgement", row, unit, {})
        row.delete()


def upload_file(
    *,
    actor: User,
    unit: ServiceUnit,
    period: Period,
    indicator: str,
    number: int,
    upload: Upload,
    valid_until: date | None = None,
) -> ItemFile:
    """Keep a file as it came and attach it to an item; bytes that the unit has already are kept once.

    Raises UnknownItemError, UploadRefusedError.
    """
    try:
        found = checked(upload)  # outside the transaction: reading a large file takes its time
    except FileRefusedError as error:
        raise UploadRefusedError(str(error)) from error
    with transaction.atomic():
        item = _item(unit, period, indicator, number)
        return _attach(actor, item, _kept(actor, unit, found), valid_until)


def upload_bundle(*, actor: User, unit: ServiceUnit, period: Period, upload: Upload) -> tuple[Sorted, ...]:
    """Keep every file of a ZIP and attach those whose name tells their item; one that is refused stops no other.

    Bytes that the unit has already are kept once and attached where they were missing. Raises UploadRefusedError when
    the ZIP itself cannot be taken.
    """
    limit = LARGEST_TIMES * largest_upload()
    content = upload.read(limit + 1)
    if len(content) > limit:
        raise UploadRefusedError(f"ZIP ini lebih besar dari {limit // 2**20} MB. Bagi menjadi beberapa ZIP.")
    asked = expected_items(period.issue.instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind)
    keys = [each.key for each in asked]
    return tuple(_sorted(actor, unit, period, each, item_named(each.path, keys)) for each in files_inside(content))


def _sorted(actor: User, unit: ServiceUnit, period: Period, inside: Inside, key: tuple[str, int] | None) -> Sorted:
    try:
        found = checked(inside)
    except FileRefusedError as error:
        return Sorted(inside.path, Fate.REFUSED, words=str(error))
    with transaction.atomic():
        is_known = PreparationFile.objects.filter(unit=unit, sha256=found.sha256).exists()
        file = _kept(actor, unit, found)
        if key is None:
            return Sorted(found.name, Fate.KNOWN if is_known else Fate.LOOSE)
        item = _item(unit, period, *key)
        if item.files.filter(file=file).exists():
            return Sorted(found.name, Fate.KNOWN, key)
        _attach(actor, item, file, None)
        return Sorted(found.name, Fate.ATTACHED, key)


def _kept(actor: User, unit: ServiceUnit, found: CheckedFile) -> PreparationFile:
    """The unit's file with these bytes, kept now if it has none."""
    file = PreparationFile.objects.filter(unit=unit, sha256=found.sha256).first()
    if file is None:
        file = PreparationFile(
            unit=unit,
            name=found.name,
            media_type=found.media_type,
            size=found.size,
            sha256=found.sha256,
            uploaded_by=actor,
        )
        file.file.name = keep(found.content, path=preparation_path(file, found.name))
        try:
            with transaction.atomic():
                file.save()
        except IntegrityError:  # sent twice at once: the other one kept it
            return PreparationFile.objects.get(unit=unit, sha256=found.sha256)
        _record(actor, "upload_preparation_file", file, unit, {"name": found.name, "sha256": found.sha256})
    return file


@transaction.atomic
def attach_file(
    *,
    actor: User,
    period: Period,
    indicator: str,
    number: int,
    file: PreparationFile,
    valid_until: date | None = None,
) -> ItemFile:
    """Let a file that the unit has already answer another item too."""
    return _attach(actor, _item(file.unit, period, indicator, number), file, valid_until)


@transaction.atomic
def detach_file(*, actor: User, attached: ItemFile) -> None:
    """Take a file off an item; the file itself stays, and an item without files is missing again."""
    item = ChecklistItem.objects.select_for_update().get(pk=attached.item_id)
    _record(actor, "detach_preparation_file", item, item.unit, {"file": attached.file.sha256})
    attached.delete()
    if not item.files.exists():
        _set_state(item, ItemState.MISSING)


@transaction.atomic
def note_link(*, actor: User, unit: ServiceUnit, period: Period, indicator: str, number: int, url: str) -> ItemRemark:
    """Note where something is said to lie; it proves nothing and moves no state."""
    item = _item(unit, period, indicator, number)
    remark = ItemRemark.objects.create(item=item, url=url, author=actor)
    _record(actor, "note_preparation_link", item, unit, {"url": url})
    return remark


@transaction.atomic
def comment_on_item(
    *, actor: User, unit: ServiceUnit, period: Period, indicator: str, number: int, text: str
) -> ItemRemark:
    item = _item(unit, period, indicator, number)
    remark = ItemRemark.objects.create(item=item, text=text, author=actor)
    _record(actor, "comment_preparation_item", item, unit, {"text": text})
    return remark


@transaction.atomic
def assign_item(
    *,
    actor: User,
    unit: ServiceUnit,
    period: Period,
    indicator: str,
    number: int,
    owner: User | None,
    due_on: date | None,
    needs_signature: bool = False,
) -> ChecklistItem:
    """Say who owes an item and by when, and whether the head must sign it."""
    item = _item(unit, period, indicator, number)
    item.owner, item.due_on, item.needs_signature = owner, due_on, needs_signature
    item.save(update_fields=["owner", "due_on", "needs_signature"])
    detail = {"owner": owner.pk if owner else None, "due_on": due_on, "needs_signature": needs_signature}
    _record(actor, "assign_preparation_item", item, unit, detail)
    return item


@transaction.atomic
def judge_item(
    *, actor: User, unit: ServiceUnit, period: Period, indicator: str, number: int, ready: bool, comment: str = ""
) -> ChecklistItem:
    """The bureau calls an item ready, or sends it back with what is to be mended.

    Raises NothingToCheckError when no file still holds, ReasonNeededError when it is sent back without a word.
    """
    item = _item(unit, period, indicator, number)
    if ready:
        today = timezone.localdate()
        if not ChecklistItem.objects.filter(pk=item.pk).filter(with_validity(today)).exists():
            raise NothingToCheckError
    elif not comment.strip():
        raise ReasonNeededError("Tulis apa yang perlu diperbaiki, agar penanggung jawab tahu langkahnya.")
    if comment.strip():
        ItemRemark.objects.create(item=item, text=comment.strip(), author=actor)
    _set_state(item, ItemState.READY if ready else ItemState.TO_MEND)
    _record(actor, "judge_preparation_item", item, unit, {"state": item.state, "comment": comment.strip()})
    return item


def record_download(*, actor: User, file: PreparationFile) -> None:
    """Write down who read a file."""
    _record(actor, "download_preparation_file", file, file.unit, {"sha256": file.sha256})


def _attach(actor: User, item: ChecklistItem, file: PreparationFile, valid_until: date | None) -> ItemFile:
    """The file at the item; without a last day of its own, the one that was said of this file before holds."""
    valid_until = valid_until or _said_of(file)
    attached, _ = ItemFile.objects.update_or_create(
        item=item, file=file, defaults={"valid_until": valid_until, "attached_by": actor, "attached_at": timezone.now()}
    )
    # Something new to look at: what was ready or sent back waits for the bureau again.
    _set_state(item, ItemState.UPLOADED)
    detail = {"file": file.sha256, "valid_until": valid_until}
    _record(actor, "attach_preparation_file", item, item.unit, detail)
    return attached


def _said_of(file: PreparationFile) -> date | None:
    """Until when a file holds, as it was said last; a document does not grow younger at another item or next year."""
    said = ItemFile.objects.filter(file=file, valid_until__isnull=False).order_by("-attached_at", "-pk")
    return said.values_list("valid_until", flat=True).first()


def _item(unit: ServiceUnit, period: Period, indicator: str, number: int) -> ChecklistItem:
    """The row of an expected item, made when it is not there yet, locked until the end of the transaction."""
    expected = expected_items(period.issue.instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind)
    if (indicator, number) not in {each.key for each in expected}:
        raise UnknownItemError
    item, _ = ChecklistItem.objects.select_for_update().get_or_create(
        unit=unit, period=period, indicator=indicator, number=number
    )
    item.unit = unit
    return item


def _set_state(item: ChecklistItem, state: ItemState) -> None:
    item.state = state
    item.save(update_fields=["state"])


def _indicator(unit: ServiceUnit, period: Period, code: str) -> Indicator:
    asked = indicators_for(period.issue.instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind)
    for _, indicator in asked:
        if indicator.code == code:
            return indicator
    raise UnknownItemError


def _check_level(indicator: Indicator, period: Period, value: Decimal | None) -> None:
    if value is None:
        return
    top = period.issue.instrument.max_level_of(indicator)
    secondary = "secondary" in indicator.methods
    if not 0 <= value <= top or (not secondary and value != value.to_integral_value()):
        raise OwnLevelRefusedError(top, secondary=secondary)


def _judgement(row: SelfAssessment | None) -> Mapping[str, object] | None:
    if row is None:
        return None
    value = None if row.value is None else f"{row.value.normalize():f}"
    return {"state": row.state, "value": value, "note": row.note, "reviewed": row.reviewed_at is not None}


def _record(actor: User, verb: str, target: Model, unit: ServiceUnit, detail: Mapping[str, object]) -> None:
    Event.objects.record(actor=actor, verb=verb, target=target, agency=unit.agency, detail=detail)
