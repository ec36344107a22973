# SPDX-License-Identifier: Apache-2.0
"""A probe on the wire: holds each message against what its receiver may see when it is written."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from sync_server.contract import codec, frames
from sync_server.contract.entities import CHILDREN
from tests.simulation.oracle import Oracle


class Probe:
    """Reads what the server writes; `report` is told what must not be.

    `announced` is the desk as its hub knows it, `committed` as its database has it: between the
    two a commit is under way, and both may be told.
    """

    def __init__(
        self,
        announced: Oracle,
        committed: Oracle,
        *,
        catch_up: Callable[[], None],
        report: Callable[[str], None],
    ) -> None:
        self._announced = announced
        self._committed = committed
        self._catch_up = catch_up
        self._report = report

    def written(self, message: bytes, agent: str) -> None:
        """The server writes a message to a session of an agent ("" before sign-in)."""
        try:
            self._check(message, agent)
        except AssertionError as error:
            self._report(str(error))

    def _check(self, message: bytes, agent: str) -> None:
        assert b'"before"' not in message, f"a value of the past on the wire: {message!r}"
        frame = codec.decode_down(message)
        if isinstance(frame, frames.Closing | frames.Complaint):
            return
        if isinstance(frame, frames.Welcome):
            agent = frame.agent
        assert agent, f"{type(frame).__name__} before sign-in"
        faults = list(_faults(frame, agent, self._announced))
        if faults:
            self._catch_up()
            faults = list(_faults(frame, agent, self._committed))
        assert not faults, f"{agent} may not see {faults[:3]} in {message[:300]!r}"


def _faults(frame: frames.Down, agent: str, oracle: Oracle) -> Iterator[object]:
    """What a frame tells that the agent may not know."""
    match frame:
        case frames.Changes():
            for change in frame.changes:
                if not _may_change(oracle, agent, change):
                    yield change.kind, change.id, change.seq
        case frames.Snapshot() | frames.ScopeReady():
            if oracle.scopes(agent).get(frame.scope) != frame.projection:
                yield frame.scope
            if isinstance(frame, frames.Snapshot):
                yield from _table_faults(oracle, agent, frame.tables, frame.scope)
        case frames.TicketSnapshot():
            sight = oracle.sees_ticket(agent, frame.ticket)
            if sight is None or (sight == "overview" and frame.projection == "full"):
                yield frame.ticket
            yield from _table_faults(oracle, agent, frame.tables, None)
        case frames.Presence():
            yield from _presence_faults(oracle, agent, frame)
        case _:
            pass


def _presence_faults(oracle: Oracle, agent: str, frame: frames.Presence) -> Iterator[object]:
    for somebody in frame.people:
        if somebody.ticket and not oracle.sees_ticket(agent, somebody.ticket):
            yield somebody


def _may_change(oracle: Oracle, agent: str, change: frames.Change) -> bool:
    if change.op == "delete":
        return True  # that an id is gone tells nothing of what it was
    if change.kind in CHILDREN:
        return oracle.sees_ticket(agent, change.ticket or "") == "full"
    if change.kind == "ticket":
        return oracle.sees_ticket(agent, change.id) is not None
    return change.scope in oracle.scopes(agent)


def _table_faults(
    oracle: Oracle, agent: str, tables: Iterable[frames.Rows], scope: str | None
) -> Iterable[object]:
    for table in tables:
        for raw in table.rows:
            values: list[Any] = msgspec.json.decode(raw)
            fields = dict(zip(table.columns, values[1:], strict=True))
            key = (table.kind, fields["id"])
            if table.kind in CHILDREN:
                if oracle.sees_ticket(agent, fields["ticket"]) != "full":
                    yield key
            elif table.kind == "ticket":
                if oracle.sees_ticket(agent, fields["id"]) is None:
                    yield key
            elif scope not in oracle.scopes(agent):
                yield key
