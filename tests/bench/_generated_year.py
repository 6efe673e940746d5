"""One generated year: agencies, seven units each, and every answer of a full sheet, written fast."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from agencies.models import Agency, Region, ServiceUnit, User
from assessments.instruments import Instrument
from assessments.instruments.loader import EDITIONS
from assessments.models import Answer, Assessment, Locus, Period, Subject
from assessments.rulebook.services import publish_issue

UNIT_KINDS = ("dukcapil", "dinsos", "dpmptsp", "dinas_pendidikan", "dinas_kesehatan", "puskesmas", "puskesmas")
# Chosen so that a full year of 587 agencies holds 900,000 answers, 65,700 user interviews among them.
SUBJECTS = {"officer-pelayanan": 5, "officer-pengaduan": 3, "product": 3, "user": 16, "unit": 1, "agency": 1}
EDITION = "kepatuhan-2024"
AT = datetime(2024, 9, 1, tzinfo=UTC)


def generate(agencies: int, *, seed: int = 2024) -> Period:
    """A period with that many agencies, 219 answers a unit."""
    chance = random.Random(seed)
    content = (EDITIONS / f"{EDITION}.yaml").read_bytes()
    issue, _ = publish_issue(content=content, name=EDITION, actor=None)
    period = Period.objects.create(code=f"bench-{agencies}", name=f"Bench {agencies}", year=2024, issue=issue)
    rater, _ = User.objects.get_or_create(email="bench@example.id", defaults={"full_name": "Bench"})
    first = Agency.objects.count()
    made = _agencies(range(first, first + agencies))
    assessments = Assessment.objects.bulk_create([Assessment(period=period, agency=agency) for agency in made])
    units = ServiceUnit.objects.bulk_create(
        [
            ServiceUnit(agency=agency, kind=kind, name=f"{kind} {place}")
            for agency in made
            for place, kind in enumerate(UNIT_KINDS, start=1)
        ]
    )
    per_agency = len(UNIT_KINDS)
    loci = Locus.objects.bulk_create(
        [
            Locus(assessment=assessments[place // per_agency], unit=unit, position=place % per_agency + 1)
            for place, unit in enumerate(units)
        ]
    )
    for start in range(0, len(loci), 500):
        some = loci[start : start + 500]
        subjects = Subject.objects.bulk_create(
            [
                Subject(locus=locus, kind=kind, position=number)
                for locus in some
                for kind, many in SUBJECTS.items()
                for number in range(1, many + 1)
            ]
        )
        answers = _answers(issue.instrument, some, subjects, rater, chance)
        while batch := list(islice(answers, 5000)):
            Answer.objects.bulk_create(batch)
    return period


def _agencies(numbers: range) -> list[Agency]:
    province, _ = Region.objects.get_or_create(code="B", defaults={"name": "Provinsi Bench", "kind": "provinsi"})
    regions = Region.objects.bulk_create(
        [
            Region(code=f"B{number}", name=f"Kabupaten Bench {number}", kind="kabupaten", parent=province)
            for number in numbers
        ]
    )
    return Agency.objects.bulk_create(
        [
            Agency(code=region.code, kind="kabupaten", name=region.name, head_title="Bupati", region=region)
            for region in regions
        ]
    )


def _answers(
    instrument: Instrument, loci: list[Locus], subjects: list[Subject], rater: User, chance: random.Random
) -> Iterator[Answer]:
    by_locus: dict[int, dict[str, list[Subject]]] = {locus.pk: {} for locus in loci}
    for subject in subjects:
        by_locus[subject.locus_id].setdefault(subject.kind, []).append(subject)
    for locus in loci:
        for _, indicator in instrument.indicators:
            if not indicator.applies_to(agency_kind="kabupaten", unit_kind=locus.unit.kind):
                continue
            for method, rule in indicator.methods.items():
                for subject in by_locus[locus.pk][rule.subject_key]:
                    value = chance.randint(0, instrument.max_level_of(indicator))
                    yield Answer(
                        locus=locus,
                        indicator=indicator.code,
                        method=method,
                        subject=subject,
                        rater=rater,
                        state="scored",
                        value=value,
                        answered_at=AT,
                    )
