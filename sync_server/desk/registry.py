# SPDX-License-Identifier: Apache-2.0
"""The registries of commands and queries: name, schema, handler, policy and class of each.

Handlers register themselves when their module is imported. Socket, REST, console, authorisation
tests and the protocol reference are all generated from here, so nothing can be reachable by one of
them and unknown to another. Without a policy there is no entry: the import itself fails.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from msgspec import Struct

from sync_server.contract.commands import COMMANDS, Command
from sync_server.contract.queries import QUERIES, Query

if TYPE_CHECKING:
    from sync_server.desk.unit import Unit
    from sync_server.domain.sight import Viewer
    from sync_server.store.engines import Connection

C = TypeVar("C", bound=Command)
Q = TypeVar("Q", bound=Query)
R = TypeVar("R")

CommandPolicy = Callable[["Unit", Any], None]
"""Raises `Refused` when the actor may not execute the command: FORBIDDEN, or NOT_FOUND for what
they cannot see. Runs before the handler, on the same unit of work."""

QueryPolicy = Callable[["Viewer"], None]
"""Raises `Refused(FORBIDDEN)` when the viewer may not ask at all. What they may see of the answer
is the query's own business."""

Audit = Literal["work", "people", "access", "configuration", "own"]
"""What a command's changes mean to an auditor.

"work": tickets and messages; "people": personal data of customers; "access": who may see and do
what; "configuration": the desk's furniture; "own": the author's own data (read marks, private
views, availability).
"""

Cost = Literal["light", "heavy"]
"""Whether a query counts against the limit for heavy ones."""


class IncompleteRegistry(LookupError):
    """A command or query of the contract has no handler. The text names all of them."""


class Entry(Struct, frozen=True, kw_only=True):
    """A command that the desk executes. `name` is its tag on the wire."""

    name: str
    schema: type[Command]
    handler: Callable[["Unit", Any], None]
    policy: CommandPolicy
    audit: Audit


class QueryEntry(Struct, frozen=True, kw_only=True):
    """A query that the desk answers. `handler` works in one read snapshot."""

    name: str
    schema: type[Query]
    handler: Callable[["Connection", "Viewer", Any], Any]
    policy: QueryPolicy
    cost: Cost


REGISTRY: Final[dict[type[Command], Entry]] = {}
"""Every command that has a handler."""

QUERY_REGISTRY: Final[dict[type[Query], QueryEntry]] = {}
"""Every query that has a handler."""


def handles(
    command: type[C], *, policy: CommandPolicy, audit: Audit
) -> Callable[[Callable[["Unit", C], None]], Callable[["Unit", C], None]]:
    """Register the decorated function as the handler of a command.

    Raises `TypeError` when the policy is no function, `ValueError` for a second handler.
    """
    _check(command, policy, REGISTRY)

    def register(handler: Callable[["Unit", C], None]) -> Callable[["Unit", C], None]:
        REGISTRY[command] = Entry(
            name=_name(command), schema=command, handler=handler, policy=policy, audit=audit
        )
        return handler

    return register


def answers(
    query: type[Q], *, policy: QueryPolicy, cost: Cost
) -> Callable[[Callable[["Connection", "Viewer", Q], R]], Callable[["Connection", "Viewer", Q], R]]:
    """Register the decorated function as the handler of a query.

    Raises `TypeError` when the policy is no function, `ValueError` for a second handler.
    """
    _check(query, policy, QUERY_REGISTRY)

    def register(
        handler: Callable[["Connection", "Viewer", Q], R],
    ) -> Callable[["Connection", "Viewer", Q], R]:
        QUERY_REGISTRY[query] = QueryEntry(
            name=_name(query), schema=query, handler=handler, policy=policy, cost=cost
        )
        return handler

    return register


def complete() -> None:
    """Check that every command and query of the contract has a handler, and nothing else has one.

    The composition root calls this once all packages have registered theirs. Raises
    `IncompleteRegistry`.
    """
    registered = {entry.name for entry in REGISTRY.values()}
    registered |= {entry.name for entry in QUERY_REGISTRY.values()}
    known = {*COMMANDS, *QUERIES}
    if missing := known - registered:
        raise IncompleteRegistry(f"No handler for {_listed(missing)}")
    if unknown := registered - known:
        raise IncompleteRegistry(f"Not in the contract: {_listed(unknown)}")


def _check(schema: type[Any], policy: object, registry: dict[Any, Any]) -> None:
    if not callable(policy):
        raise TypeError(f"{schema.__name__} needs a policy")
    if schema in registry:
        raise ValueError(f"{schema.__name__} has a handler already")


def _name(schema: type[Command] | type[Query]) -> str:
    return str(schema.__struct_config__.tag)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
