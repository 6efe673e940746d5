"""The pages of evidence."""

from assessments.fieldwork.evidence.views.files import download, picture
from assessments.fieldwork.evidence.views.judgements import keep
from assessments.fieldwork.evidence.views.pages import (
    add_to_indicator,
    describe,
    evidence,
    evidence_list,
    link,
    replace,
    withdraw,
)

__all__ = [
    "add_to_indicator",
    "describe",
    "download",
    "evidence",
    "evidence_list",
    "keep",
    "link",
    "picture",
    "replace",
    "withdraw",
]
