# SPDX-License-Identifier: Apache-2.0
"""The canonical schema of everything that travels, as a hash."""

import hashlib
import json
from typing import Any

import msgspec

from sync_server.contract import frames
from sync_server.contract.commands import COMMANDS
from sync_server.contract.entities import KINDS
from sync_server.contract.queries import (
    QUERIES,
    FilePass,
    History,
    SearchResult,
    WholeTicket,
)

ANSWERS = (SearchResult, History, WholeTicket, FilePass)


def canonical_schema() -> bytes:
    """The JSON schema without descriptions and titles, keys sorted."""
    types = [frames.Up, frames.Down, *COMMANDS.values(), *QUERIES.values(), *KINDS.values()]
    schemas, components = msgspec.json.schema_components([*types, *ANSWERS], schema_hook=_anything)
    bare = _without_words({"schemas": schemas, "components": components})
    return json.dumps(bare, sort_keys=True, separators=(",", ":")).encode()


def schema_hash() -> str:
    """SHA-256 of the canonical schema in hex."""
    return hashlib.sha256(canonical_schema()).hexdigest()


def _anything(_type: type) -> dict[str, bool]:
    """Raw JSON and free-form values."""
    return {"x-anything": True}


def _without_words(value: Any) -> Any:
    """The schema without what is written for people; fields of that name are kept."""
    if isinstance(value, list):
        return [_without_words(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_words(item)
        for key, item in value.items()
        if not (key in ("description", "title") and isinstance(item, str))
    }
