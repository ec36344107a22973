# SPDX-License-Identifier: Apache-2.0
"""Why a ticket went to whom it went, or to nobody: the decisions of the router, out of the log."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from sync_server.contract.ids import Instant
from sync_server.contract.routes import ROUTING, Route
from sync_server.store.changelog import Logged, causes_of


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


def _ids(route: Route) -> Iterator[str]:
    yield route.team
    for ranked in route.ranked:
        yield ranked.agent
    for passed in route.passed:
        yield passed.agent
        yield passed.detail
