"""Files that a test writes, and the register as it ships."""

import pytest

from agencies.register.loading import load_register


@pytest.fixture
def csv_file(tmp_path):
    """Write lines to a file of this name and answer its path."""

    def write(name, *lines):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def register(db):
    """The shipped register, loaded."""
    return load_register()
