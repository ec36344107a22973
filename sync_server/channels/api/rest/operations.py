# SPDX-License-Identifier: Apache-2.0
"""The table of what programs can ask for: routes, rights and the description are made from it."""

from typing import Any, Final, Literal

from msgspec import Struct

from sync_server.channels.api.rest.changes import MAX_SEQ, WAIT_S
from sync_server.channels.api.rest.inputs import DEFAULT_ROWS, ROWS
from sync_server.channels.api.rest.shapes import (
    Added,
    ChangePage,
    Conversation,
    NewMessage,
    NewTicket,
    Opened,
    Waiting,
)
from sync_server.contract.commands import Command, ReceiveMessage
from sync_server.contract.ids import ID_PATTERN

PREFIX: Final = "/api/v1"

_ALWAYS: Final = ("bad-parameter", "key-in-address", "no-key", "no-right", "slow-down", "failed")
_SENT: Final = (
    "bad-body",
    "not-found",
    "other-request",
    "conflict",
    "too-large",
    "bad-media-type",
    "bad-field",
    "unknown-field",
    "bad-text",
    "not-now",
)


class Parameter(Struct, frozen=True, kw_only=True):
    """A parameter of a request, with its JSON schema."""

    name: str
    place: Literal["query", "header"]
    schema: dict[str, Any]
    description: str


class Operation(Struct, frozen=True, kw_only=True):
    """Something that programs can ask for.

    `command` is what the desk executes for it; none for what only reads. `waiting` is the answer
    when a person decides first. `problems` are the kinds of problems that it can end in.
    """

    name: str
    method: Literal["GET", "POST"]
    path: str
    right: str
    summary: str
    command: type[Command] | None = None
    body: type[Struct] | None = None
    status: int = 200
    answer: type[Struct]
    waiting: type[Struct] | None = None
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[str, ...] = ()


_ONCE: Final = Parameter(
    name="Idempotency-Key",
    place="header",
    schema={"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    description="The same request under the same key is done once, and answered alike for 24 "
    "hours. Another request under it is refused.",
)
_LIMIT: Final = Parameter(
    name="limit",
    place="query",
    schema={"type": "integer", "minimum": 1, "maximum": ROWS, "default": DEFAULT_ROWS},
    description="Rows of a page at most.",
)

OPERATIONS: Final = (
    Operation(
        name="open_ticket",
        method="POST",
        path="/tickets",
        right="tickets:write",
        summary="Open a ticket with what a customer says.",
        command=ReceiveMessage,
        body=NewTicket,
        status=201,
        answer=Opened,
        waiting=Waiting,
        parameters=(_ONCE,),
        problems=(*_ALWAYS, *_SENT),
    ),
    Operation(
        name="read_ticket",
        method="GET",
        path="/tickets/{ticket}",
        right="tickets:read",
        summary="Read a ticket and its conversation, oldest message first.",
        answer=Conversation,
        parameters=(
            Parameter(
                name="after",
                place="query",
                schema={"type": "string", "pattern": ID_PATTERN},
                description="The `next` of the page before.",
            ),
            _LIMIT,
        ),
        problems=(*_ALWAYS, "not-found"),
    ),
    Operation(
        name="add_message",
        method="POST",
        path="/tickets/{ticket}/messages",
        right="tickets:write",
        summary="Add what a customer says to a ticket.",
        command=ReceiveMessage,
        body=NewMessage,
        status=201,
        answer=Added,
        waiting=Waiting,
        parameters=(_ONCE,),
        problems=(*_ALWAYS, *_SENT),
    ),
    Operation(
        name="read_changes",
        method="GET",
        path="/changes",
        right="changes:read",
        summary="Read what happened to tickets, in the order in which it did.",
        answer=ChangePage,
        parameters=(
            Parameter(
                name="after",
                place="query",
                schema={"type": "integer", "minimum": 0, "maximum": MAX_SEQ, "default": 0},
                description="The `through` of the page before; 0 for everything.",
            ),
            Parameter(
                name="epoch",
                place="query",
                schema={"type": "string", "pattern": ID_PATTERN},
                description="The `epoch` of the page before. When the desk was restored from a "
                "backup since, the request is refused, and reading begins again.",
            ),
            _LIMIT,
            Parameter(
                name="wait",
                place="query",
                schema={"type": "integer", "minimum": 0, "maximum": WAIT_S, "default": 0},
                description="Seconds to wait for something to happen.",
            ),
        ),
        problems=(*_ALWAYS, "other-log"),
    ),
)
"""Everything."""
