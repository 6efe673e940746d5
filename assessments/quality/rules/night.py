"""People talked to at an hour that is night everywhere in the country."""

from collections.abc import Iterator
from datetime import time

from assessments.models import Severity
from assessments.quality.found import Found, Rule
from assessments.quality.snapshot import PEOPLE, Snapshot

FROM, UNTIL = time(22), time(4)


def find(snapshot: Snapshot) -> Iterator[Found]:
    at_night = [
        said for said in snapshot.said if said.kind in PEOPLE and (said.at.time() >= FROM or said.at.time() < UNTIL)
    ]
    if at_night:
        people = sorted({said.subject_words for said in at_night})
        yield Found(
            Severity.WARNING,
            f"{len(at_night)} jawaban wawancara atau survei diisi antara pukul {FROM:%H.%M} dan {UNTIL:%H.%M} WIB.",
            facts=tuple(sorted(f"{said.indicator} {said.subject_words} {said.at}" for said in at_night)),
            indicators=tuple(sorted({said.indicator for said in at_night})),
            details=(f"Responden: {', '.join(people)}",),
        )


RULE = Rule(
    code="night",
    title="Wawancara malam hari",
    looks_for="Jawaban responden yang diisi pada jam yang di semua zona waktu Indonesia adalah malam.",
    find=find,
    assumption="Pukul 22.00 sampai 04.00 WIB: antara 22.00 dan 06.00 di ketiga zona.",
)
