"""Statements that are asked all day long: the ORM writes their SQL once in a process, later only values change.

Writing the SQL of a query with a few joins costs the ORM several times what the database needs to answer it. Nothing
about such a query is said twice: it is built from the same querysets as any other. PostgreSQL keeps them prepared for
as long as a connection lasts, since planning one anew takes it longer than running it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from weakref import WeakSet

from django.db import connection
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql import InsertQuery, UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

_numbers = count(1)


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
        self._written: dict[str, tuple[_Statement, Mapping[int, Any]]] = {}

    def rows(self, **values: object) -> list[tuple[Any, ...]]:
        """The rows for these values of the blanks, by name; one query."""
        if connection.vendor not in self._written:
            compiler: Any = self._make().query.get_compiler(connection=connection)
            statement = _Statement(*compiler.as_sql())
            converters = compiler.get_converters([expression for expression, *_ in compiler.select])
            self._written[connection.vendor] = statement, converters
        statement, converters = self._written[connection.vendor]
        with connection.cursor() as cursor:
            statement.run(cursor, values)
            found = cursor.fetchall()
        return [_converted(row, converters) for row in found] if converters else found


class PreparedUpdate:
    """An UPDATE of some columns of the rows that a queryset with blanks finds; each column is a blank of its name."""

    def __init__(self, make: Callable[[], QuerySet[Any]], columns: tuple[str, ...]) -> None:
        self._make = make
        self._columns = columns
        self._written: dict[str, _Statement] = {}

    def run(self, row: Model, /, **values: object) -> int:
        """Write the columns as `row` holds them, where the other blanks have these values; how many rows changed."""
        fields: list[Any] = [row._meta.get_field(name) for name in self._columns]
        if connection.vendor not in self._written:
            query: Any = self._make().query.chain(UpdateQuery)
            query.add_update_values({field.name: Blank(f"{field.name}=", field) for field in fields})
            self._written[connection.vendor] = _Statement(*query.get_compiler(connection=connection).as_sql())
        held = {f"{field.name}=": getattr(row, field.attname) for field in fields}
        with connection.cursor() as cursor:
            self._written[connection.vendor].run(cursor, values | held)
            changed: int = cursor.rowcount
            return changed


class PreparedInsert:
    """An INSERT of one row of a model, whose key the database gives."""

    def __init__(self) -> None:
        self._written: dict[str, _Statement] = {}

    def run(self, row: Model) -> None:
        """Add the row as it is: it has its key afterwards, as after `save()`."""
        fields = [field for field in row._meta.concrete_fields if not field.primary_key]
        if connection.vendor not in self._written:
            query = InsertQuery(type(row))
            blanks = type(row)(**{field.attname: Blank(field.name, field) for field in fields})
            query.insert_values(fields, [blanks])
            compiler: Any = query.get_compiler(connection=connection)
            compiler.returning_fields = [row._meta.pk]
            ((sql, parameters),) = compiler.as_sql()
            self._written[connection.vendor] = _Statement(sql, tuple(parameters))
        with connection.cursor() as cursor:
            self._written[connection.vendor].run(cursor, {field.name: getattr(row, field.attname) for field in fields})
            (row.pk,) = cursor.fetchone()
        row._state.adding, row._state.db = False, connection.alias


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL with its parameters, some of them blanks; PostgreSQL gets it once for each connection."""

    sql: str
    parameters: tuple[Any, ...]
    name: str = field(default_factory=lambda: f"kepatuhan_{next(_numbers)}")
    known_to: WeakSet[Any] = field(default_factory=WeakSet)
    """The connections that have it."""

    def run(self, cursor: Any, values: Mapping[str, object]) -> None:
        filled = [
            part.output_field.get_db_prep_save(values[part.name], connection) if isinstance(part, Blank) else part
            for part in self.parameters
        ]
        if connection.vendor != "postgresql":
            cursor.execute(self.sql, filled)
            return
        if connection.connection not in self.known_to:
            numbered = self.sql % tuple(f"${number}" for number in range(1, len(filled) + 1))
            # Past the wrapper that counts and logs queries: it belongs to the connection, not to what is asked.
            cursor.cursor.execute(f"PREPARE {self.name} AS {numbered}")
            self.known_to.add(connection.connection)
        places = ", ".join(["%s"] * len(filled))
        cursor.execute(f"EXECUTE {self.name} ({places})", filled)


def _converted(row: tuple[Any, ...], converters: Mapping[int, Any]) -> tuple[Any, ...]:
    changed = list(row)
    for place, (converts, expression) in converters.items():
        for convert in converts:
            changed[place] = convert(changed[place], expression, connection)
    return tuple(changed)
