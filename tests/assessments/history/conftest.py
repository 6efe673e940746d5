"""The real register, and files of published results."""

from io import StringIO

import pytest
from django.core.management import call_command

from assessments.history.selectors import history_of

HEADER = "year,agency,type,unit,dimension,score,zone,category,opinion,source\n"


@pytest.fixture
def register(db):
    call_command("load_register", stdout=StringIO())


@pytest.fixture
def table(tmp_path):
    """Write a file of rows under the usual heading and give its path."""

    def write(*rows):
        path = tmp_path / "hasil.csv"
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    return write


@pytest.fixture
def told(muba, table):
    """Import rows about Musi Banyuasin, "year,unit,dimension,score,zone,category,opinion[,source]"; gives its years."""

    def tell(*rows):
        lines = []
        for place, row in enumerate(rows):
            year, unit, dimension, score, zone, category, opinion, *source = row.split(",")
            cells = [year, muba.name, muba.kind, unit, dimension, score, zone, category, opinion]
            lines.append(",".join([*cells, *(source or [f"https://contoh.id/{place}"])]))
        call_command("import_results", str(table(*lines)), stdout=StringIO())
        return history_of(muba)

    return tell
