"""What a rule says when something is the matter, and the facts by which a waiver knows it again."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from assessments.models import Severity
from assessments.quality.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: a plain sentence, what stands behind it line by line, and the indicators to look at.

    `key` tells several findings of one rule apart. `facts` are the underlying values as text: as long as they are
    the same, it is the same finding, however the sentence is worded.
    """

    severity: Severity
    sentence: str
    facts: tuple[str, ...]
    key: str = ""
    indicators: tuple[str, ...] = ()
    details: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of the facts and of the weight."""
        return sha256(json.dumps([self.severity.value, *self.facts]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its name, what it looks for, and what of it is our assumption; `find` is pure."""

    code: str
    title: str
    looks_for: str
    find: Callable[[Snapshot], Iterable[Found]]
    assumption: str = ""
