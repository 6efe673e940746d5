"""How long scoring takes for the whole country: 587 agencies with seven units each, every edition.

Every method of every indicator in scope is answered by one subject, survey and interview by five.
"""

from time import perf_counter

from assessments.instruments.loader import edition_codes
from assessments.instruments.scoring_rules import rules_of
from assessments.scoring import Answer, Rules, UnitAnswers, score_agency, score_unit

AGENCIES = 587
UNIT_KINDS = ("dukcapil", "dinsos", "dpmptsp", "dinas_pendidikan", "dinas_kesehatan", "puskesmas", "rumah_sakit")
SUBJECTS = {"interview": 5, "survey": 5}


def answers_of(agency: int, unit_kind: str, rules: Rules) -> UnitAnswers:
    """Answers that differ from agency to agency, the same in each run."""
    answers = [
        Answer(indicator.code, method, str(subject), (agency + row + subject) % (indicator.max_level + 1))
        for row, indicator in enumerate(rules.indicators.values())
        if indicator.applies_to(agency_kind="kabupaten", unit_kind=unit_kind)
        for method in indicator.methods
        for subject in range(SUBJECTS.get(method, 1))
    ]
    return UnitAnswers(agency_kind="kabupaten", unit_kind=unit_kind, answers=tuple(answers))


def main() -> None:
    print(f"{'edition':<16}{'units':>8}{'answers':>10}{'seconds':>9}{'answers/s':>11}")
    for code in edition_codes():
        rules = rules_of(code)
        country = [[answers_of(agency, kind, rules) for kind in UNIT_KINDS] for agency in range(AGENCIES)]
        units = sum(len(agency) for agency in country)
        answers = sum(len(unit.answers) for agency in country for unit in agency)
        start = perf_counter()
        for agency in country:
            score_agency([score_unit(unit, rules) for unit in agency], rules)
        seconds = perf_counter() - start
        print(f"{code:<16}{units:>8}{answers:>10}{seconds:>9.2f}{answers / seconds:>11.0f}")


if __name__ == "__main__":
    main()
