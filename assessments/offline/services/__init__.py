"""What people do with devices in the field: take a sheet along, deliver a journal, and decide what waits."""

from assessments.offline.services.carrying import import_journal
from assessments.offline.services.devices import known_device, take_along
from assessments.offline.services.journal import deliver, is_known_event
from assessments.offline.services.photos import received_bytes, take_piece
from assessments.offline.services.settling import keep_server_value, let_go, try_again, use_device_value

__all__ = [
    "deliver",
    "import_journal",
    "is_known_event",
    "keep_server_value",
    "known_device",
    "let_go",
    "received_bytes",
    "take_along",
    "take_piece",
    "try_again",
    "use_device_value",
]
