"""The forecast of an agency with 40 units: at most twice one plain scoring run over the same units' answers.

Plain run: `score_unit` over a full sheet of each unit and `score_agency`. Forecast: expected values from
last year's stored values by the crosswalk and from reviewed judgements, then the same scoring. Both in memory.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

UNITS = 40
SUBJECTS = {"officer-pelayanan": 4, "officer-pengaduan": 2, "product": 2, "user": 30, "unit": 1, "agency": 1}
AT_MOST = 2.0


def main() -> int:
    """Print both medians and their ratio; 1 when the bound is broken."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(VAR_DIR=folder, KEPATUHAN_MODE="local", DJANGO_SETTINGS_MODULE="kepatuhan.settings")
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        import django

        django.setup()
        plain_seconds, forecast_seconds = _medians(*_runs())
    ratio = forecast_seconds / plain_seconds
    print(
        f"{UNITS} units: plain {plain_seconds * 1000:.0f} ms, forecast {forecast_seconds * 1000:.0f} ms, {ratio:.2f}x"
    )
    return int(ratio > AT_MOST)


def _runs() -> tuple[Callable[[], object], Callable[[], object]]:
    from django.utils import timezone

    from agencies.models import Agency, ServiceUnit
    from assessments.instruments import load_edition
    from assessments.instruments.scoring_rules import rules_of
    from assessments.models import SelfAssessment
    from assessments.preparation.forecast import forecast_of
    from assessments.preparation.last_result import LastUnit
    from assessments.scoring import Answer, UnitAnswers, score_agency, score_unit

    chance = random.Random(7)
    instrument, earlier = load_edition("opini-2026"), load_edition("kepatuhan-2024")
    rules = rules_of("opini-2026")
    agency = Agency(code="X", kind="kabupaten", name="X")
    units = [ServiceUnit(pk=number, agency=agency, kind="puskesmas", name=str(number)) for number in range(UNITS)]
    asked = [
        each for _, each in instrument.indicators if each.applies_to(agency_kind="kabupaten", unit_kind="puskesmas")
    ]
    sheets = [
        UnitAnswers(
            "kabupaten",
            "puskesmas",
            tuple(
                Answer(each.code, method, str(number), chance.randint(0, instrument.max_level_of(each)))
                for each in asked
                for method, rule in each.methods.items()
                for number in range(SUBJECTS[rule.subject_key])
            ),
        )
        for _ in units
    ]
    # As stored values are: means over thirty users, over two products and a document.
    last = {
        unit.pk: LastUnit(
            unit.name,
            Decimal(70),
            "kuning",
            "",
            "Kualitas Sedang",
            {each.code: Fraction(chance.randint(0, 120), 120) for _, each in earlier.indicators},
            (),
        )
        for unit in units
    }
    own = {
        unit.pk: {
            each.code: SelfAssessment(
                indicator=each.code,
                state="scored",
                value=Decimal(chance.randint(0, instrument.max_level_of(each))),
                reviewed_at=timezone.now(),
            )
            for each in asked
            if chance.random() < 0.6
        }
        for unit in units
    }
    return (
        lambda: score_agency([score_unit(sheet, rules) for sheet in sheets], rules),
        lambda: forecast_of(
            agency=agency,
            units=units,
            instrument=instrument,
            rules=rules,
            own=own,
            last=last,
            last_edition="kepatuhan-2024",
        ),
    )


def _medians(*runs: Callable[[], object]) -> list[float]:
    """The median seconds of a processor that each takes, run in turn after a first run that warms the caches."""
    for run in runs:
        run()
    seconds: list[list[float]] = [[] for _ in runs]
    for _ in range(15):
        for run, taken in zip(runs, seconds, strict=True):
            start = time.process_time()
            run()
            taken.append(time.process_time() - start)
    return [statistics.median(taken) for taken in seconds]


if __name__ == "__main__":
    sys.exit(main())
