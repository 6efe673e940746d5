"""People talked to before the first visit, or outside the days of the data collection."""

from collections.abc import Iterator

from django.utils.formats import date_format

from assessments.models import Severity
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import PEOPLE, Said, Snapshot


def find(snapshot: Snapshot) -> Iterator[Found]:
    met = [said for said in snapshot.said if said.kind in PEOPLE]
    if snapshot.window:
        first, last = snapshot.window
        outside = [said for said in met if not first <= said.at.date() <= last]
        if outside:
            yield _found(
                "window",
                outside,
                f"{len(outside)} jawaban responden diisi di luar masa pengambilan data,"
                f" {date_format(first, 'j F Y')} sampai {date_format(last, 'j F Y')}.",
            )
    if snapshot.visits:
        first_visit = min(snapshot.visits)
        early = [said for said in met if said.at.date() < first_visit]
        if early:
            yield _found(
                "visit",
                early,
                f"{len(early)} jawaban responden diisi sebelum kunjungan pertama, {date_format(first_visit, 'j F Y')}.",
            )


def _found(key: str, said: list[Said], sentence: str) -> Found:
    return Found(
        Severity.WARNING,
        sentence,
        facts=tuple(sorted(f"{each.indicator} {each.subject_words} {each.at}" for each in said)),
        key=key,
        indicators=tuple(sorted({each.indicator for each in said})),
    )


RULE = Rule(
    code="outside_field",
    title="Di luar masa pengambilan data",
    looks_for="Jawaban responden sebelum kunjungan pertama atau di luar masa pengambilan data.",
    find=find,
)
