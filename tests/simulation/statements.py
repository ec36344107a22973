# SPDX-License-Identifier: Apache-2.0
"""The database drivers of a simulation: each statement of a process counted.

It stands at the one place where both sides open files, the driver's `connect`, and where a server
reaches PostgreSQL, so that the code under test is the code that is shipped.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
import sqlcipher3.dbapi2 as sqlcipher

from tests.simulation.life import LIFE, Life


class _Cursor:
    def __init__(self, cursor: Any, life: Life) -> None:
        self._cursor = cursor
        self._life = life

    def execute(self, *arguments: Any) -> "_Cursor":
        self._life.run(self._cursor.execute, *arguments)
        return self

    def executemany(self, *arguments: Any) -> "_Cursor":
        self._life.run(self._cursor.executemany, *arguments)
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


class _Connection:
    def __init__(self, connection: Any, life: Life) -> None:
        self._connection = connection
        self._life = life

    def cursor(self) -> _Cursor:
        return _Cursor(self._connection.cursor(), self._life)

    def execute(self, *arguments: Any) -> _Cursor:
        return self.cursor().execute(*arguments)

    def executemany(self, *arguments: Any) -> _Cursor:
        return self.cursor().executemany(*arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


@contextmanager
def counted_statements() -> Iterator[None]:
    """Within the block connections that a simulated process opens count their statements."""
    with pytest.MonkeyPatch.context() as patch:
        for driver in (sqlcipher, psycopg):
            patch.setattr(driver, "connect", _counting(driver.connect))
        yield


def _counting(connect: Callable[..., Any]) -> Callable[..., Any]:
    """A driver's `connect` that knows whose connection it makes."""

    def connect_of_process(*arguments: Any, **options: Any) -> Any:
        life = LIFE.get(None)
        if life is None:
            return connect(*arguments, **options)
        connection = life.run(lambda: connect(*arguments, **options))
        life.connected(connection)
        return _Connection(connection, life)

    return connect_of_process
