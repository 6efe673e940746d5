"""The real register, and files of published results."""

from io import StringIO

import pytest
from django.core.management import call_command

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
