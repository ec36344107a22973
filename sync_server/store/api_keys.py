# SPDX-License-Identifier: Apache-2.0
"""Finding the keys of programs, which are rows like any other."""

from typing import Any, Final, cast

from msgspec import structs
from sqlalchemy import Select, bindparam, select

from sync_server.contract.entities import ApiKey
from sync_server.store import tables
from sync_server.store.engines import SQLITE, Connection, compiler_of
from sync_server.store.portable import Portable
from sync_server.store.rows import KindRows

_read: Final = KindRows(compiler_of(SQLITE), ApiKey.kind).read


def _every() -> Select[Any]:
    return select(*(tables.api_key.c[field.name] for field in structs.fields(ApiKey)))


_BY_DIGEST: Final = Portable(_every().where(tables.api_key.c.digest == bindparam("digest_")))
_EVERY: Final = Portable(_every().order_by(tables.api_key.c.name, tables.api_key.c.id))


def key_by_digest(connection: Connection, digest: str) -> ApiKey | None:
    """The key whose SHA-256 this is (lower-case hex), ended or not."""
    found = _BY_DIGEST.rows(connection, digest_=digest)
    return cast(ApiKey, _read(found[0])) if found else None


def every_key(connection: Connection) -> tuple[ApiKey, ...]:
    """All keys by name, ended ones too."""
    return tuple(cast(ApiKey, _read(row)) for row in _EVERY.rows(connection))
