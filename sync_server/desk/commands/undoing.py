# SPDX-License-Identifier: Apache-2.0
"""Taking back one change of a ticket: its own fields, out of the log, as they were before."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import msgspec
from msgspec import Struct

from sync_server.contract.commands import UndoChange
from sync_server.contract.entities import Ticket
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import works_on_tickets
from sync_server.desk.batch import differs
from sync_server.desk.commands.edits import (
    change_ticket,
    check_editable,
    check_not_archived,
    merged_tags,
    status_changes,
)
from sync_server.desk.commands.gates import check_gates
from sync_server.desk.commands.references import (
    assignable_agent,
    invitable_agent,
    usable_category,
    usable_team,
)
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import HIDDEN
from sync_server.store.changelog import Logged
from sync_server.store.dossier import history_of

_JOINED: Final = frozenset({"merge", "merged_into", "number"})
"""What has a way back of its own, or none."""

_BESIDE: Final[dict[str, tuple[str, ...]]] = {
    "status": ("wake_at", "solved_at", "closed_at", "woken_at", "woken_from", "reminded_at"),
    "requester": ("organisation", "excluded"),
}
"""What goes with a field, and comes back with it."""


class _Halves(Struct, frozen=True):
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


class _Change(NamedTuple):
    """A ticket's fields before and after a change, as far as it changed them."""

    fields: frozenset[str]
    was: Ticket
    became: Ticket


_halves: Final = msgspec.json.Decoder(_Halves)


@handles(UndoChange, policy=works_on_tickets, audit="work")
def handle_undo_change(unit: Unit, command: UndoChange) -> None:
    """Put everything back that the change did to the ticket's fields, or nothing.

    Refused: not_found for what did nothing to the ticket; conflict for a field that was set since;
    bad_move for what has another way back; as the commands that set what stood there before.
    """
    ticket = unit.work(command.ticket)
    check_not_archived(ticket)
    change = _change(unit, ticket, command)
    changes: dict[str, Any] = {}
    for field, put_back in _BACK.items():
        if field in change.fields:
            changes |= put_back(unit, ticket, change, field)
    if not changes:
        raise Refused(Code.NOT_FOUND, "of")
    if "promised" in change.fields and not differs(ticket.promised, change.became.promised):
        changes["promised"] = change.was.promised
    change_ticket(unit, ticket, changes)


def _change(unit: Unit, ticket: Ticket, command: UndoChange) -> _Change:
    """What the log says of it."""
    of = command.of
    seq = of if isinstance(of, int) else unit.lookup.seq_of_command(unit.actor.device, of)
    entries = history_of(unit.lookup.connection, ticket.id, before=seq + 1, children=False, limit=1)
    entry = entries[0] if entries else None
    if entry is None or (isinstance(of, str) and entry.command != of):
        raise Refused(Code.NOT_FOUND, "of")
    return _read(entry, ticket)


def _read(entry: Logged, ticket: Ticket) -> _Change:
    halves = _halves.decode(entry.payload) if entry.payload else _Halves()
    if halves.before is None or halves.after is None:
        raise Refused(Code.NOT_FOUND, "of")
    statuses = {halves.before.get("status"), halves.after.get("status")}
    if statuses & HIDDEN or _JOINED & halves.after.keys():
        raise Refused(Code.BAD_MOVE, "of")
    was, became = (
        msgspec.convert({**half, "id": ticket.id}, Ticket) for half in (halves.before, halves.after)
    )
    return _Change(frozenset(halves.after.keys() | halves.before.keys()), was, became)


def _put_back(unit: Unit, ticket: Ticket, change: _Change, field: str) -> dict[str, Any]:
    check_editable(ticket, field)
    _check_same(unit, ticket, field, is_=getattr(ticket, field), left=getattr(change.became, field))
    value = getattr(change.was, field)
    if value is not None and field in _USABLE:
        _USABLE[field](unit, value)
    beside = (each for each in _BESIDE.get(field, ()) if each in change.fields)
    return {field: value, **{each: getattr(change.was, each) for each in beside}}


def _move_back(unit: Unit, ticket: Ticket, change: _Change, field: str) -> dict[str, Any]:
    """The status; New is never entered again."""
    if ticket.status != "closed" or change.became.status != "closed":
        check_editable(ticket, field)
    _check_same(unit, ticket, field, is_=ticket.status, left=change.became.status)
    to = "open" if change.was.status == "new" else change.was.status
    if to == "solved":
        check_gates(unit, ticket)
    beside = {each: getattr(change.was, each) for each in _BESIDE[field] if each in change.fields}
    return {**status_changes(ticket, to, now=unit.now, wake_at=change.was.wake_at), **beside}


def _sleep_as_before(unit: Unit, ticket: Ticket, change: _Change, field: str) -> dict[str, Any]:
    """Until when it waits; with the status where that was changed too."""
    return {} if "status" in change.fields else _put_back(unit, ticket, change, field)


def _retag(unit: Unit, ticket: Ticket, change: _Change, field: str) -> dict[str, Any]:
    check_editable(ticket, field)
    was, became = change.was.tags, change.became.tags
    add = tuple(tag for tag in was if tag not in became)
    remove = tuple(tag for tag in became if tag not in was)
    return {field: merged_tags(unit, ticket.tags, add=add, remove=remove)}


def _refollow(unit: Unit, ticket: Ticket, change: _Change, field: str) -> dict[str, Any]:
    was, became = change.was.followers, change.became.followers
    kept = [each for each in ticket.followers if each in was or each not in became]
    back = [each for each in was if each not in became and each not in kept]
    for each in back:
        invitable_agent(unit, each, "agent")
    return {field: (*kept, *back)}


def _refill(unit: Unit, ticket: Ticket, change: _Change, field: str) -> dict[str, Any]:
    check_editable(ticket, field)
    was, became, now = change.was.custom, change.became.custom, dict(ticket.custom)
    for name in was.keys() | became.keys():
        if differs(was.get(name), became.get(name)):
            _check_same(unit, ticket, field, is_=now.get(name), left=became.get(name))
            now.pop(name, None)
            if name in was:
                now[name] = was[name]
    return {field: now}


def _check_same(unit: Unit, ticket: Ticket, field: str, *, is_: object, left: object) -> None:
    """Refuse to take back what is not as the change left it."""
    if differs(is_, left):
        raise unit.conflict(ticket, field, theirs=is_, yours=left)


_USABLE: Final[dict[str, Callable[[Unit, Any], object]]] = {
    "team": usable_team,
    "assignee": assignable_agent,
    "category": usable_category,
}

_BACK: Final[dict[str, Callable[[Unit, Ticket, _Change, str], dict[str, Any]]]] = {
    **dict.fromkeys(
        (
            *("subject", "priority", "team", "assignee", "category", "needs", "requester"),
            *("solution", "article"),
        ),
        _put_back,
    ),
    "status": _move_back,
    "wake_at": _sleep_as_before,
    "tags": _retag,
    "followers": _refollow,
    "custom": _refill,
}
"""How the fields come back that people set, in this order."""
