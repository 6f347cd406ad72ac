"""Queries put into words once and asked many times: to say one costs Django more than it costs a database to answer.

    @prepared(now=MOMENT, user=PERSON)
    def _due(now, user):
        return Article.objects.visible_to(user).filter(due_at__lt=now).values_list("pk", "slugline")

    for pk, slugline in _due(now=now, user=request.user): ...

The function is called once, with stand-ins for the values it names; later calls put the real ones in their places.
What it is given beside those, such as a flag, makes words of its own. The stand-in of a person may see and do what
they may: people with the same permissions share their words. Rows are what the query gives: tuples or models.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import update_wrapper
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, router
from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

MOMENT, NUMBER, NUMBERS, TEXTS, UIDS, PERSON = "moment", "number", "numbers", "texts", "uids", "person"
_MOST_WORDS = 200
_FAR = datetime(9999, 7, 3, 1, 2, 3, tzinfo=UTC)
_LARGE = 7_203_685_477_580_000
_UID = 0xFFFFFFFF_FFFF_7FFF_BFFF_000000000000
_MARKS = ("9999-07-0", "72036854775", "\ue000", "ffffffffffff7fffbfff", "ffffffff-ffff-7fff-bfff")
_afresh: ContextVar[bool] = ContextVar("afresh", default=False)


@contextmanager
def asked_afresh() -> Iterator[None]:
    """Let every query be put into words anew inside, where what it says depends on more than it is given."""
    token = _afresh.set(True)
    try:
        yield
    finally:
        _afresh.reset(token)


@dataclass(frozen=True, eq=False)
class _Words:
    """A query in words. Each of its values stands there, or the place among the given values that it comes from."""

    sql: str
    values: tuple[tuple[int | None, object], ...]
    # What Django made of it, to read rows with, and the query itself.
    compiler: SQLCompiler
    rows: QuerySet

    @property
    def columns(self) -> list:
        return [column for column, *_said in self.compiler.select]


def prepared(**kinds: str) -> Callable[[Callable], "Prepared"]:
    """Make a function that returns rows out of one that returns a query; `kinds` says what is given later."""
    return lambda make: Prepared(make, kinds)


class Prepared:
    """A query whose words are kept, by connection and by what was given that is no value."""

    def __init__(self, make: Callable, kinds: dict[str, str]):
        self.make, self.kinds = make, kinds
        self._kept: dict[tuple, _Words | None] = {}
        update_wrapper(self, make)

    def __call__(self, **given) -> list:
        """Return the rows."""
        values = {name: _flat(kind, given[name]) for name, kind in self.kinds.items()}
        if _afresh.get() or any(map(_is_beyond, itertools.chain(*values.values()))):
            return list(self.make(**given))
        others = tuple((name, value) for name, value in given.items() if name not in self.kinds)
        people = tuple(_may(given[name]) for name, kind in self.kinds.items() if kind == PERSON)
        connection = connections[_alias()]
        key = (connection.alias, connection.vendor, others, people, tuple(map(len, values.values())))
        if key not in self._kept:
            if len(self._kept) >= _MOST_WORDS:
                self._kept.clear()
            self._kept[key] = self._put(connection, given, values)
        words = self._kept[key]
        return _read(connection, words, [value for each in values.values() for value in each]) if words else []

    def _put(self, connection, given: dict, values: dict[str, list]) -> _Words | None:
        """Return the query in words, or None for one that Django knows to find nothing."""
        stand_ins, adapted = {}, []
        for name, kind in self.kinds.items():
            stand_ins[name] = _stand_in(kind, len(adapted), len(values[name]), given[name])
            adapted += [_adapted(connection, value) for value in _flat(kind, stand_ins[name])]
        rows = self.make(**{**given, **stand_ins})
        compiler = rows.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        kept = tuple((adapted.index(value), type(value)) if value in adapted else (None, value) for value in params)
        # What somebody may not see at all is not asked for with their number; but nothing stands there half changed.
        if any(mark in str(value) for place, value in kept if place is None for mark in _MARKS):
            raise ValueError(f"{self.make.__name__} makes another value of one that it is given.")
        return _Words(sql, kept, compiler, rows)


def _alias() -> str:
    return router.db_for_read(get_user_model()) or DEFAULT_DB_ALIAS


def _flat(kind: str, value) -> list:
    """Return the values that stand for one in the words."""
    if kind == UIDS:
        return _padded([UUID(str(each)) for each in value])
    if kind in {NUMBERS, TEXTS}:
        return _padded(list(value))
    return [value.pk if kind == PERSON else value]


def _is_beyond(value) -> bool:
    """Say whether it is a number that no column holds: Django knows that it is nobody's, a database refuses it."""
    return isinstance(value, int) and not -(2**63) <= value < 2**63


def _may(person) -> tuple:
    return person.is_active, person.is_staff, person.is_superuser, frozenset(person.get_all_permissions())


def _padded(values: list) -> list:
    """Return as many as the next power of two, the last repeated: lists of some lengths share their words."""
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values)) if values else []


def _stand_in(kind: str, place: int, count: int, real):
    """Return something nobody would ask for, another one at each place."""
    if kind == MOMENT:
        return _FAR + timedelta(microseconds=place)
    if kind == TEXTS:
        return [f"\ue000{place + each}\ue000" for each in range(count)]
    if kind == UIDS:
        return [UUID(int=_UID + place + each) for each in range(count)]
    numbers = [_LARGE + place + each for each in range(count)]
    if kind == PERSON:
        is_active, is_staff, is_superuser, may = _may(real)
        person = get_user_model()(pk=numbers[0], is_active=is_active, is_staff=is_staff, is_superuser=is_superuser)
        person._perm_cache = set(may)
        return person
    return numbers if kind == NUMBERS else numbers[0]


def _adapted(connection, value):
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _read(connection, words: _Words, values: list) -> list:
    found = _asked(connection, words, values)
    if words.rows._iterable_class is not ModelIterable:
        return found
    models = list(ModelIterable(_Answered(words, connection.alias, found)))
    if models and words.rows._prefetch_related_lookups:
        prefetch_related_objects(models, *words.rows._prefetch_related_lookups)
    return models


class _Answered:
    """Stands for the query where Django makes models of its rows."""

    def __init__(self, words: _Words, alias: str, found: list[tuple]):
        compiler = words.compiler
        self.db, self.found, self.query = alias, found, self
        self.model, self._fetch_mode = words.rows.model, words.rows._fetch_mode
        self._known_related_objects: dict = {}
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map

    def get_compiler(self, using: str) -> "_Answered":
        return self

    def execute_sql(self, **_how) -> list[tuple]:
        return self.found

    def results_iter(self, results: list[tuple]) -> list[tuple]:
        return results


def _asked(connection, words: _Words, values: list) -> list[tuple]:
    adapted = [_adapted(connection, value) for value in values]
    # A number of PostgreSQL's says how wide it is.
    params = [
        value if place is None else value(adapted[place]) if issubclass(value, int) else adapted[place]
        for place, value in words.values
    ]
    with connection.cursor() as cursor:
        cursor.execute(words.sql, params)
        rows = cursor.fetchall()
    converters = _converters(connection, words)
    if not converters:
        return rows
    return [_converted(row, converters, connection) for row in rows]


def _converters(connection, words: _Words) -> list[tuple]:
    """Return what makes the database's values into Python's: place, column, functions. Kept with the connection."""
    kept = vars(connection).setdefault("prepared_converters", {})
    if words not in kept:
        found = [
            (place, column, connection.ops.get_db_converters(column) + column.get_db_converters(connection))
            for place, column in enumerate(words.columns)
        ]
        kept[words] = [each for each in found if each[2]]
    return kept[words]


def _converted(row: tuple, converters: list[tuple], connection) -> tuple:
    made = list(row)
    for place, column, functions in converters:
        value = made[place]
        for function in functions:
            value = function(value, column, connection)
        made[place] = value
    return tuple(made)
