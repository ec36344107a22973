# SPDX-License-Identifier: Apache-2.0
"""Why a ticket went to whom it went, or to nobody, and why others lost it: out of the log."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from sync_server.contract.ids import Instant
from sync_server.contract.routes import ROUTING, TAKEN_BACK, Route, TakenBack
from sync_server.store.changelog import Logged, causes_of


class Taken(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When the ticket was taken from somebody for others, and why; by name."""

    at: Instant
    agent: str
    reason: str


class Routed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A decision and when it was made, with the names of those whom it is about, by id."""

    at: Instant
    route: Route
    names: Mapping[str, str] = {}


def routed(entries: Iterable[Logged], names: Mapping[str, str]) -> Iterator[Routed]:
    """The decisions among log entries of a ticket, in their order."""
    for entry in entries:
        cause = causes_of(entry).get(ROUTING)
        if cause is not None:
            route = msgspec.convert(cause, Route)
            known = {id_: names[id_] for id_ in _ids(route) if id_ in names}
            yield Routed(at=entry.at, route=route, names=known)


def taken(entries: Iterable[Logged], names: Mapping[str, str]) -> Iterator[Taken]:
    """What log entries of a ticket say of owners who did not work on it, in their order."""
    for entry in entries:
        cause = causes_of(entry).get(TAKEN_BACK)
        if cause is not None:
            found = msgspec.convert(cause, TakenBack)
            yield Taken(at=entry.at, agent=names.get(found.agent, found.agent), reason=found.reason)


def _ids(route: Route) -> Iterator[str]:
    yield route.team
    if route.winner is not None:
        yield route.winner
    if route.instead_of is not None:
        yield route.instead_of
    for ranked in route.ranked:
        yield ranked.agent
    for passed in route.passed:
        yield passed.agent
        yield passed.detail
