"""A table held in memory while files change it, then written in bulk."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Count:
    """How many rows of one table the files named, and what became of them."""

    new: int
    changed: int
    unchanged: int

    @property
    def total(self) -> int:
        return self.new + self.changed + self.unchanged


class Table(Generic[Row]):
    """The rows of a model by their key in the files."""

    def __init__(self, model: type[Row], by_key: dict[Hashable, Row]) -> None:
        self.model = model
        self.by_key = by_key
        self._added: dict[Hashable, Row] = {}
        self._changed: dict[Hashable, Row] = {}
        self._named: set[Hashable] = set()
        self._fields: set[str] = set()

    def __contains__(self, key: Hashable) -> bool:
        return key in self.by_key

    def __getitem__(self, key: Hashable) -> Row:
        return self.by_key[key]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.by_key.values())

    def get(self, key: Hashable) -> Row | None:
        return self.by_key.get(key)

    def add(self, key: Hashable, row: Row) -> Row:
        """Take in a new row."""
        self.by_key[key] = self._added[key] = row
        self._named.add(key)
        return row

    def change(self, key: Hashable, **values: object) -> None:
        """Set those values that differ."""
        row = self.by_key[key]
        self._named.add(key)
        for name, value in values.items():
            if getattr(row, name) == value:
                continue
            setattr(row, name, value)
            if key not in self._added:
                self._changed[key] = row
                self._fields.add(name)

    def write(self) -> None:
        """Insert the new rows and update the changed ones, in as many statements as they need and no more."""
        for wave in _parents_first(self._added.values()):
            self.model._default_manager.bulk_create(wave)
        if self._changed:
            self.model._default_manager.bulk_update(self._changed.values(), sorted(self._fields), batch_size=200)

    def count(self) -> Count:
        return Count(
            new=len(self._added),
            changed=len(self._changed),
            unchanged=len(self._named - self._added.keys() - self._changed.keys()),
        )


def _parents_first(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows in waves, so that a row's parent (which is no descendant of it) is always saved before it."""
    waiting = list(rows)
    while waiting:
        parents = [getattr(row, "parent", None) for row in waiting]
        wave = [row for row, parent in zip(waiting, parents, strict=True) if parent is None or parent.pk]
        waiting = [row for row, parent in zip(waiting, parents, strict=True) if parent is not None and not parent.pk]
        yield wave
