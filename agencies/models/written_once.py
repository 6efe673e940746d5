"""Rows that record history: written once, never changed, never removed."""

from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class WrittenOnceError(Exception):
    """Someone tried to change or remove a row that records history."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(f"{model.__name__} rows are written once: record a new one instead of changing this one.")


class WrittenOnceQuerySet(models.QuerySet[Row]):
    """Reads and adds; refuses to change or to remove."""

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        """Write many at once; never in place of existing ones."""
        if kwargs.get("update_conflicts"):
            raise WrittenOnceError(self.model)
        return super().bulk_create(objs, *args, **kwargs)

    def update(self, **kwargs: Any) -> NoReturn:
        raise WrittenOnceError(self.model)

    def delete(self) -> NoReturn:
        raise WrittenOnceError(self.model)


class WrittenOnce(models.Model):
    """A row that is added and then stays as it is."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, once."""
        if not self._state.adding:
            raise WrittenOnceError(type(self))
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnceError(type(self))
