"""Users interviewed one after the other faster than anybody can talk."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from assessments.models import Severity, SubjectKind
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Snapshot

QUESTIONS = 3
SHORTEST = timedelta(seconds=60)
FEWEST = 3


def find(snapshot: Snapshot) -> Iterator[Found]:
    ended: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    for said in snapshot.by_subject(SubjectKind.USER).values():
        if len(said) >= QUESTIONS:
            last = max(said, key=lambda each: each.at)
            ended[last.rater].append((last.at, last.subject_words))
    fast = [
        (words, after - before)
        for each in ended.values()
        for (before, _), (after, words) in pairwise(sorted(each))
        if after - before < SHORTEST
    ]
    if len(fast) >= FEWEST:
        yield Found(
            Severity.WARNING,
            f"{len(fast)} wawancara pengguna selesai kurang dari {int(SHORTEST.total_seconds())} detik"
            " setelah wawancara sebelumnya oleh orang yang sama.",
            facts=tuple(f"{words} {int(gap.total_seconds())}" for words, gap in fast),
            details=tuple(f"{words}: {int(gap.total_seconds())} detik" for words, gap in fast),
        )


RULE = Rule(
    code="fast_users",
    title="Wawancara terlalu cepat",
    looks_for="Wawancara pengguna yang berurutan lebih cepat daripada orang dapat berbicara.",
    find=find,
    assumption=(
        f"Satu wawancara ({QUESTIONS} pertanyaan atau lebih) perlu sedikitnya {int(SHORTEST.total_seconds())} detik;"
        f" ditandai bila terjadi {FEWEST} kali atau lebih. Lembar kertas yang dimasukkan belakangan juga tertangkap."
    ),
)
