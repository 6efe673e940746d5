"""Invented preparation: how far evidence and self-assessments of an agency are; dates follow the day of loading."""

import io
import random
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from django.utils import timezone
from PIL import Image, ImageDraw

from agencies.models import Agency, Membership, Role, ServiceProduct, ServiceUnit, User
from assessments.contacts.lines import Line
from assessments.contacts.sealing import OpenContact
from assessments.contacts.services import add_contacts
from assessments.demo.answers import Quality
from assessments.files.storing import keep
from assessments.instruments import Indicator, Instrument
from assessments.models import (
    ChecklistItem,
    ItemFile,
    ItemRemark,
    ItemState,
    Period,
    PreparationFile,
    SelfAssessment,
)
from assessments.models.preparation import preparation_path
from assessments.preparation.expected_items import expected_items, indicators_for

REMARK = "Data contoh: tanda tangan pimpinan belum terlihat pada foto."
LINK = "https://drive.example/bukti-dukung"


def invent_preparation(
    *,
    period: Period,
    agency: Agency,
    units: Iterable[ServiceUnit],
    quality: Mapping[str, Quality],
    bureau: User,
    at: datetime,
) -> bool:
    """Evidence and reviewed levels of these units, better or worse as their quality says; False when there already."""
    if ChecklistItem.objects.filter(period=period, unit__agency=agency).exists():
        return False
    instrument = period.issue.instrument
    last = Period.objects.released().filter(assessments__agency=agency).order_by("-year").first()
    for unit in units:
        unit.agency = agency
        chance = random.Random(f"{period.code}/{agency.code}/{unit.name}")  # noqa: S311 - no secret
        contact = _contact_of(unit) or bureau
        _judge(unit, period, instrument, quality[unit.name], bureau, at, chance, contact=contact)
        _gather(unit, period, instrument, quality[unit.name], bureau, at, chance, contact=contact)
        _name_users(unit, period, bureau, chance)
        if last:
            _judge(unit, last, last.issue.instrument, quality[unit.name], bureau, at, chance, contact=contact)
    return True


def _contact_of(unit: ServiceUnit) -> User | None:
    held = Membership.objects.filter(role=Role.UNIT_CONTACT, unit=unit)
    return User.objects.filter(pk__in=held.values("user")).order_by("pk").first()


def _name_users(unit: ServiceUnit, period: Period, bureau: User, chance: random.Random) -> None:
    """Invented users of each product, enough of some and too few of others; no such numbers are given out."""
    for place, product in enumerate(ServiceProduct.objects.filter(unit=unit).order_by("name")):
        people = [OpenContact(f"Contoh {number}", f"628000{unit.pk:04d}{place}{number:02d}") for number in range(18)]
        lines = [Line(number, person, None) for number, person in enumerate(people[: chance.choice((18, 15, 6))])]
        add_contacts(actor=bureau, unit=unit, product=product, period=period, lines=lines)


def _judge(
    unit: ServiceUnit,
    period: Period,
    instrument: Instrument,
    quality: Quality,
    bureau: User,
    at: datetime,
    chance: random.Random,
    *,
    contact: User,
) -> None:
    """Levels for what is in the unit's own hands; some wait for the bureau."""
    rows = []
    for _, indicator in indicators_for(instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind):
        if "secondary" in indicator.methods or "survey" in indicator.methods or chance.random() < 0.15:
            continue
        reviewed = chance.random() < 0.85
        rows.append(
            SelfAssessment(
                unit=unit,
                period=period,
                indicator=indicator.code,
                state="scored",
                value=_level(instrument, indicator, quality, chance),
                entered_by=contact,
                entered_at=at,
                reviewed_by=bureau if reviewed else None,
                reviewed_at=at + timedelta(days=2) if reviewed else None,
            )
        )
    SelfAssessment.objects.bulk_create(rows)


def _level(instrument: Instrument, indicator: Indicator, quality: Quality, chance: random.Random) -> int:
    target = quality.strength - (45 if indicator.code in quality.weak else 0)
    top = instrument.max_level_of(indicator)
    return min(top, max(0, (chance.randint(target - 12, target + 16) * top + 50) // 100))


def _gather(
    unit: ServiceUnit,
    period: Period,
    instrument: Instrument,
    quality: Quality,
    bureau: User,
    at: datetime,
    chance: random.Random,
    *,
    contact: User,
) -> None:
    """One picture that serves every item gathered so far; the rest is missing, noted as a link, or sent back."""
    file = _picture(unit, bureau, at)
    items, attached, remarks = [], [], []
    for place, expected in enumerate(
        expected_items(instrument, agency_kind=unit.agency.kind, unit_kind=unit.kind), start=1
    ):
        luck = chance.randint(0, 99)
        item = ChecklistItem(
            unit=unit,
            period=period,
            indicator=expected.indicator.code,
            number=expected.number,
            state=_state(luck, quality),
            owner=bureau if place % 3 == 0 else contact,
            due_on=timezone.localdate() + timedelta(days=-1 - place % 12 if luck % 9 == 0 else 7 + place % 40),
        )
        items.append(item)
        if item.state != ItemState.MISSING:
            attached.append(ItemFile(item=item, file=file, attached_by=bureau, attached_at=at))
        if item.state == ItemState.TO_MEND:
            remarks.append(ItemRemark(item=item, text=REMARK, author=bureau, written_at=at))
        elif item.state == ItemState.MISSING and luck % 5 == 0:
            remarks.append(ItemRemark(item=item, url=LINK, author=bureau, written_at=at))
    ChecklistItem.objects.bulk_create(items)
    ItemFile.objects.bulk_create(attached)
    ItemRemark.objects.bulk_create(remarks)


def _state(luck: int, quality: Quality) -> ItemState:
    if luck < quality.strength - 30:
        return ItemState.READY
    if luck < quality.strength - 12:
        return ItemState.UPLOADED
    return ItemState.TO_MEND if luck < quality.strength - 6 else ItemState.MISSING


def _picture(unit: ServiceUnit, bureau: User, at: datetime) -> PreparationFile:
    """A picture that says of itself that it is example data."""
    picture = Image.new("RGB", (480, 320), "#e5eff0")
    ImageDraw.Draw(picture).text((24, 140), f"DATA CONTOH - {unit.name}", fill="#0a4d57")
    content = io.BytesIO()
    picture.save(content, "PNG")
    file = PreparationFile(
        unit=unit,
        name="data-contoh.png",
        media_type="image/png",
        size=len(content.getvalue()),
        sha256=sha256(content.getvalue()).hexdigest(),
        uploaded_by=bureau,
        uploaded_at=at,
    )
    file.file.name = keep(content.getvalue(), path=preparation_path(file, file.name))
    file.save()
    return file
