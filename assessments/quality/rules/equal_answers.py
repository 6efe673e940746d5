"""Respondents who gave the same level to everything, and users who all answered alike."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from assessments.models import Severity, SubjectKind
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import Said, Snapshot

OFFICER_QUESTIONS = 5
USER_QUESTIONS = 3
FEWEST_USERS = 10
FLAT_SHARE = Fraction(1, 2)
OFFICERS = (SubjectKind.SERVICE_OFFICER, SubjectKind.COMPLAINT_OFFICER)


def find(snapshot: Snapshot) -> Iterator[Found]:
    for kind in OFFICERS:
        flat = [said for said in snapshot.by_subject(kind).values() if _is_flat(said, OFFICER_QUESTIONS)]
        if flat:
            yield Found(
                Severity.WARNING,
                f"{len(flat)} {kind.label.lower()} memberi jawaban yang sama pada semua pertanyaan.",
                facts=tuple(_facts(said) for said in flat),
                key=kind,
                details=tuple(f"{said[0].subject_words}: semua {said[0].value} ({len(said)} jawaban)" for said in flat),
            )
    yield from _users(snapshot)


def _users(snapshot: Snapshot) -> Iterator[Found]:
    users = [said for said in snapshot.by_subject(SubjectKind.USER).values() if len(said) >= USER_QUESTIONS]
    if len(users) < FEWEST_USERS:
        return
    given = {tuple((each.indicator, each.value) for each in said) for said in users}
    flat = [said for said in users if _is_flat(said, USER_QUESTIONS)]
    if len(given) == 1:
        sentence = f"{len(users)} pengguna layanan menjawab persis sama."
    elif Fraction(len(flat), len(users)) > FLAT_SHARE:
        sentence = f"{len(flat)} dari {len(users)} pengguna layanan memberi nilai yang sama pada semua pertanyaan."
    else:
        return
    yield Found(
        Severity.WARNING,
        sentence,
        facts=tuple(_facts(said) for said in users),
        key=SubjectKind.USER,
        indicators=tuple(sorted({each.indicator for said in users for each in said})),
    )


def _is_flat(said: Sequence[Said], fewest: int) -> bool:
    return len(said) >= fewest and len({each.value for each in said}) == 1


def _facts(said: Sequence[Said]) -> str:
    return " ".join([said[0].subject_words, *(f"{each.indicator}={each.value}" for each in said)])


RULE = Rule(
    code="equal_answers",
    title="Jawaban seragam",
    looks_for="Petugas yang menjawab semuanya sama, dan pengguna layanan yang jawabannya seragam.",
    find=find,
    assumption=(
        f"Petugas dengan sedikitnya {OFFICER_QUESTIONS} jawaban; pengguna bila sedikitnya {FEWEST_USERS} orang menjawab"
        f" {USER_QUESTIONS} pertanyaan atau lebih dan semuanya sama persis, atau lebih dari setengahnya seragam."
    ),
)
