"""What reviewers said of a locus to its team: why indicators came back, and comments on them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, F, TextField, Value
from django.db.models.functions import Cast

from assessments.models import Locus, ReturnedIndicator, ReviewComment


@dataclass(frozen=True, slots=True)
class ReviewerWord:
    """A reason for sending an indicator back, or a comment; `is_open` while the team owes an answer to a return."""

    indicator: str
    text: str
    by: str
    at: datetime
    is_return: bool
    is_open: bool


def words_of_reviewers(locus: Locus) -> Mapping[str, tuple[ReviewerWord, ...]]:
    """Everything that reviewers said of each indicator, the newest first; one query."""
    columns = ("indicator", "said", "by", "at", "is_return", "settled")
    returned = ReturnedIndicator.objects.filter(locus=locus).order_by()
    comments = ReviewComment.objects.filter(locus=locus).order_by()
    rows = (
        returned.annotate(
            said=Cast("reason", TextField()),
            by=F("returned_by__full_name"),
            at=F("returned_at"),
            is_return=Value(True, BooleanField()),  # noqa: FBT003 - a value of SQL
            settled=F("settled_at"),
        )
        .values_list(*columns)
        .union(
            comments.annotate(
                said=F("text"),
                by=F("written_by__full_name"),
                at=F("written_at"),
                is_return=Value(False, BooleanField()),  # noqa: FBT003 - a value of SQL
                settled=F("written_at"),
            ).values_list(*columns),
            all=True,
        )
    )
    found: dict[str, list[ReviewerWord]] = defaultdict(list)
    for indicator, said, by, at, is_return, settled in rows:
        found[indicator].append(ReviewerWord(indicator, said, by, at, bool(is_return), settled is None))
    return {
        code: tuple(sorted(words, key=lambda word: (word.is_open, word.at), reverse=True))
        for code, words in sorted(found.items())
    }
