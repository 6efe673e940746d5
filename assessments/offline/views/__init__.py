"""The door of the field: the shell, the addresses that its program calls, and pages for what waits."""

from assessments.offline.views.carrying import bring
from assessments.offline.views.door import journal, pack, photo, pulse, takeable
from assessments.offline.views.settling import decide, waiting
from assessments.offline.views.shell import manifest, shell, worker

__all__ = [
    "bring",
    "decide",
    "journal",
    "manifest",
    "pack",
    "photo",
    "pulse",
    "shell",
    "takeable",
    "waiting",
    "worker",
]
