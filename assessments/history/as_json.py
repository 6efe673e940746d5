"""An import as plain JSON values, as `manage.py import_results --json` prints it."""

from typing import Any

from assessments.history.services import Import, JudgedRow

Json = dict[str, Any]


def import_as_json(done: Import) -> Json:
    """Every row in the file's order, and the problems that refused nothing; scores as strings with two decimals."""
    return {"rows": [_row(each) for each in done.rows], "problems": list(done.problems)}


def _row(judged: JudgedRow) -> Json:
    row, derived = judged.row, judged.derived
    return {
        "year": row.year,
        "agency": row.agency,
        "code": judged.agency.code if judged.agency else None,
        "unit": row.unit or None,
        "dimension": row.dimension or None,
        "score": None if row.score is None else str(row.score),
        "zone": derived.zone,
        "indicative_zone": derived.indicative_zone,
        "category": derived.category,
        "opinion": derived.opinion,
        "stated": {
            "zone": row.stated.zone or None,
            "category": row.stated.category or None,
            "opinion": row.stated.opinion or None,
        },
        "agrees": judged.agrees,
    }
