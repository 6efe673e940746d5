"""What people do with devices in the field: take a sheet along, deliver a journal, and decide what waits."""

from assessments.offline.services.devices import known_device, take_along
from assessments.offline.services.journal import deliver
from assessments.offline.services.photos import received_bytes, take_piece

__all__ = ["deliver", "known_device", "received_bytes", "take_along", "take_piece"]
