"""Which tests could show something else on another database: `--touching-database` runs no others."""

import sys
from collections.abc import Iterator
from types import ModuleType

from django.db import connection, connections
from django.test import SimpleTestCase

PROGRAMS = {"subprocess", "multiprocessing"}
CONNECTIONS = (connection, connections)


def leave_out_others(config, items: list) -> None:
    """Deselect the tests that cannot reach a database."""
    left_out = [item for item in items if not touches_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def touches_database(item) -> bool:
    """Say whether a test may reach a database; where that is not known, it may.

    A test that asks for none is refused every query by pytest-django, so it reaches one only through a program that it,
    or something of `tests` that it uses, starts. One whose file names a connection may look at what that would say.
    """
    asks = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    # Django's own test cases say what they ask in their own way.
    own_way = issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    by_name = any(value is one for value in vars(item.module).values() for one in CONNECTIONS)
    return bool(asks) or own_way or by_name or any(starts_programs(module) for module in _used_by(item))


def starts_programs(module: ModuleType) -> bool:
    """Say whether a module of tests, or one of `tests` it takes something from, could start a program."""
    seen, waiting = set(), [module]
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            named = _named_in(module)
            if any(other.__name__.partition(".")[0] in PROGRAMS for other in named):
                return True
            waiting += [other for other in named if other.__name__.startswith("tests.")]
    return False


def _used_by(item) -> Iterator[ModuleType]:
    """Yield the module of a test and those of its fixtures, but for the conftest of all: that asks for databases."""
    yield item.module
    for fixtures in item._fixtureinfo.name2fixturedefs.values():
        module = sys.modules.get(fixtures[-1].func.__module__)
        if module and module.__name__.startswith("tests.") and module.__name__ != "tests.conftest":
            yield module


def _named_in(module: ModuleType) -> list[ModuleType]:
    """Return the modules a module names, and those of the functions and classes it names."""
    named = [value for value in vars(module).values() if getattr(value, "__hash__", None)]
    of = [value if isinstance(value, ModuleType) else sys.modules.get(_home(value)) for value in named]
    return [each for each in of if each is not None]


def _home(value) -> str:
    home = getattr(value, "__module__", None)
    return home if isinstance(home, str) else ""
