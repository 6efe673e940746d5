"""What was entered, as the page told it, against what the server has in the end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise

from assessments.models import Answer, EvidenceVersion, JournalEvent, JournalState, Locus, SubjectKind

USERS = 30
"""Users of the service that the edition asks for at a unit."""


@dataclass
class Ledger:
    """`kept`: event ids that the page called kept, with their question and value; `photos`: fingerprints by name of
    those that it called kept, of all `photographed`; `respondents`: keys of those that were added."""

    kept: dict[str, tuple[str, str]] = field(default_factory=dict)
    attempted: list[tuple[str, str]] = field(default_factory=list)
    refused: int = 0
    photos: dict[str, str] = field(default_factory=dict)
    photographed: dict[str, str] = field(default_factory=dict)
    respondents: set[str] = field(default_factory=set)

    def told(self, said: dict[str, str]) -> None:
        """Write down one word of the page."""
        if "kept" in said:
            self.kept[said["kept"]] = (said["question"], said["value"])
        elif "photo" in said:
            self.photos[said["photo"]] = self.photographed[said["photo"]]
        elif "attempted" in said:
            self.attempted.append((said["attempted"], said["value"]))
        else:
            self.refused += 1


@dataclass(frozen=True)
class Verdict:
    """The losses, doublings, strayed photos and false receipts, each as a sentence; and how much there was."""

    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    photos_wrong: tuple[str, ...]
    receipts_wrong: tuple[str, ...]
    events: int
    photos: int

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.photos_wrong or self.receipts_wrong)


def judge(ledger: Ledger, locus: Locus, receipts: Mapping[str, str]) -> Verdict:
    """Compare, once the device's queue is empty; `receipts`: the fingerprints that the device calls received."""
    rows = {str(row.client_id): row for row in JournalEvent.objects.filter(locus=locus).order_by("sequence")}
    lost = [
        f"{question} = {value} ({event}): {'not received' if row is None else row.state + ' ' + row.reason}"
        for event, (question, value) in ledger.kept.items()
        if (row := rows.get(event)) is None or row.state != JournalState.APPLIED
    ]
    lost += _values_that_differ(locus)
    there = {str(key) for key in locus.subjects.values_list("public_id", flat=True)}
    lost += [f"respondent {key}" for key in ledger.respondents - there]
    return Verdict(
        lost=tuple(lost),
        doubled=tuple(_doubled(locus)),
        photos_wrong=tuple(_photos_wrong(ledger, locus)),
        receipts_wrong=tuple(
            f"receipt of {event}: {sha256} on the device"
            for event, sha256 in receipts.items()
            if event not in rows or rows[event].sha256 != sha256
        ),
        events=len(rows),
        photos=EvidenceVersion.objects.filter(evidence__locus=locus).count(),
    )


def _answers_of_the_journal(locus: Locus) -> dict[int, list[str]]:
    """By answer, the judgements that the applied events gave it, each as text, in the order of the journal."""
    found: dict[int, list[str]] = {}
    rows = JournalEvent.objects.filter(locus=locus, kind="answer", state=JournalState.APPLIED).order_by("sequence")
    for answer, raw in rows.values_list("answer", "raw"):
        found.setdefault(answer, []).append(raw.partition('"value":')[2].partition(",")[0].partition("}")[0].strip('"'))
    return found


def _values_that_differ(locus: Locus) -> list[str]:
    """Answers whose value is not the journal's last word."""
    values = dict(Answer.objects.filter(locus=locus).values_list("pk", "value"))
    return [
        f"answer {answer}: the server has {values[answer]}, the journal's last word is {said[-1]}"
        for answer, said in _answers_of_the_journal(locus).items()
        if values[answer] != int(said[-1])
    ]


def _doubled(locus: Locus) -> list[str]:
    """Answers with more versions than the journal has changes, and sequence numbers that came twice."""
    versions = dict(Answer.objects.filter(locus=locus).values_list("pk", "version"))
    found = [
        f"answer {answer}: {versions[answer]} versions from {changes} changes"
        for answer, said in _answers_of_the_journal(locus).items()
        if versions[answer] != (changes := 1 + sum(a != b for a, b in pairwise(said)))
    ]
    added = JournalEvent.objects.filter(locus=locus, kind="subject-added", state=JournalState.APPLIED).count()
    users = locus.subjects.filter(kind=SubjectKind.USER).count()
    if users != USERS + added:
        found.append(f"{users} users from {USERS} and {added} added")
    numbers = Counter(JournalEvent.objects.filter(locus=locus).values_list("device", "sequence"))
    return found + [
        f"sequence {number} of a device came {count} times" for number, count in numbers.items() if count > 1
    ]


def _photos_wrong(ledger: Ledger, locus: Locus) -> list[str]:
    """Photos that are missing, there twice, or whose bytes do not give the fingerprint of what was photographed."""
    there: dict[str, list[str]] = {}
    for version in EvidenceVersion.objects.filter(evidence__locus=locus):
        with version.file.open() as file:
            there.setdefault(version.name, []).append(sha256(file.read()).hexdigest())
    strayed = [name for name, found in there.items() if found != [ledger.photographed[name]]]
    missing = [name for name in ledger.photos if name not in there]
    return [f"{name}: {there.get(name)}" for name in strayed + missing]
