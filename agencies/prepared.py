"""Queries that are asked all day long: the ORM writes their SQL once in a process, later only values change.

Writing the SQL of a query with a few joins costs the ORM several times what the database needs to answer it. Nothing
about such a query is said twice: it is built from the same querysets as any other.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler


class Blank(Expression):
    """A place in a query for a value that is known when it is asked; `field` says how the database takes it."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return "%s", (self,)


class PreparedQuery:
    """A queryset of values with blanks; `make` builds it at the first question to each kind of database.

    Blanks hold single values: a list whose length changes would be another query.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, tuple[Any, ...]]]) -> None:
        self._make = make
        self._written: dict[str, tuple[str, tuple[Any, ...], Mapping[int, Any]]] = {}

    def rows(self, **values: object) -> list[tuple[Any, ...]]:
        """The rows for these values of the blanks, by name; one query."""
        if connection.vendor not in self._written:
            compiler: Any = self._make().query.get_compiler(connection=connection)
            sql, parameters = compiler.as_sql()
            converters = compiler.get_converters([expression for expression, *_ in compiler.select])
            self._written[connection.vendor] = sql, parameters, converters
        sql, parameters, converters = self._written[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(parameters, values))
            found = cursor.fetchall()
        return [_converted(row, converters) for row in found] if converters else found


class PreparedUpdate:
    """An UPDATE of some columns of the rows that a queryset with blanks finds; each column is a blank of its name."""

    def __init__(self, make: Callable[[], QuerySet[Any]], columns: tuple[str, ...]) -> None:
        self._make = make
        self._columns = columns
        self._written: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def run(self, row: Model, /, **values: object) -> int:
        """Write the columns as `row` holds them, where the other blanks have these values; how many rows changed."""
        fields: list[Any] = [row._meta.get_field(name) for name in self._columns]
        if connection.vendor not in self._written:
            query: Any = self._make().query.chain(UpdateQuery)
            query.add_update_values({field.name: Blank(f"{field.name}=", field) for field in fields})
            self._written[connection.vendor] = query.get_compiler(connection=connection).as_sql()
        sql, parameters = self._written[connection.vendor]
        held = {f"{field.name}=": getattr(row, field.attname) for field in fields}
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(parameters, values | held))
            changed: int = cursor.rowcount
            return changed


def _filled(parameters: tuple[Any, ...], values: Mapping[str, object]) -> list[Any]:
    return [
        part.output_field.get_db_prep_save(values[part.name], connection) if isinstance(part, Blank) else part
        for part in parameters
    ]


def _converted(row: tuple[Any, ...], converters: Mapping[int, Any]) -> tuple[Any, ...]:
    changed = list(row)
    for place, (converts, expression) in converters.items():
        for convert in converts:
            changed[place] = convert(changed[place], expression, connection)
    return tuple(changed)
