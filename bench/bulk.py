"""Writing rows of a table as fast as each database takes them: COPY on PostgreSQL, one prepared INSERT on SQLite.

The schema stays as it is: every index and constraint is kept while the rows come in.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection
from django.db.models import NOT_PROVIDED, Field, Model


class Table:
    """One table; a row is given as the values of some columns, in the order they were named, the others as usual."""

    def __init__(self, model: type[Model], *given: str):
        fields = {field.attname: field for field in model._meta.concrete_fields}
        others = [name for name in fields if name not in given and not fields[name].primary_key]
        self.model = model
        self.as_kept = [_as_kept(fields[name]) for name in given]
        self.usual = tuple(_usual(fields[name]) for name in others)
        self.columns = [fields[name].column for name in (*given, *others)]

    def write(self, rows: Iterable[tuple]) -> None:
        """Write the rows, none of which is looked at twice."""
        kept = (tuple(made(value) for made, value in zip(self.as_kept, row, strict=True)) + self.usual for row in rows)
        table = connection.ops.quote_name(self.model._meta.db_table)
        columns = ", ".join(map(connection.ops.quote_name, self.columns))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in kept:
                        copy.write_row(row)
            else:
                places = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", kept)


def next_number(model: type[Model]) -> int:
    """Return the number of the next row."""
    return (model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1


def _as_kept(field: Field) -> Callable:
    """Return what turns a value of that field into what the database keeps."""
    if field.is_relation:
        return _as_is
    if field.get_internal_type() == "UUIDField":
        return _as_is if connection.features.has_native_uuid_field else _hex
    moments = {"DateTimeField": "adapt_datetimefield_value", "DateField": "adapt_datefield_value"}
    name = moments.get(field.get_internal_type())
    return getattr(connection.ops, name) if name else _as_is


def _as_is(value):
    return value


def _hex(value: UUID) -> str:
    return value.hex


def _usual(field: Field):
    if field.default is NOT_PROVIDED and not field.null and not field.empty_strings_allowed:
        raise ValueError(f"{field} is the same in no two rows, and was not given.")
    value = field.get_default()
    return None if value is None else field.get_db_prep_save(value, connection)


def number_on(*models: type[Model]) -> None:
    """Let the next row of these tables get the number after the last; their rows came with numbers of their own."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
