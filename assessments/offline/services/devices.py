"""Devices: known from the first sheet that is taken along on them."""

import secrets
import uuid

from django.db import transaction
from django.utils import timezone

from agencies.models import Event, User
from assessments.models import Locus, OfflineDevice
from assessments.offline.errors import OtherPersonError


@transaction.atomic
def take_along(*, actor: User, locus: Locus, device_id: uuid.UUID) -> OfflineDevice:
    """Write down that a person takes a sheet along on a device. Raises OtherPersonError."""
    device = known_device(user=actor, device_id=device_id)
    Event.objects.record(
        actor=actor,
        verb="take_along",
        target=locus,
        agency=locus.assessment.agency,
        detail={"device": device_id},
    )
    return device


def known_device(*, user: User, device_id: uuid.UUID) -> OfflineDevice:
    """The device, made known when it is new; OtherPersonError when it is somebody else's."""
    device, is_new = OfflineDevice.objects.get_or_create(
        public_id=device_id, defaults={"user": user, "secret": secrets.token_hex(32)}
    )
    if device.user_id != user.pk:
        raise OtherPersonError
    if not is_new:
        OfflineDevice.objects.filter(pk=device.pk).update(last_seen_at=timezone.now())
    return device
