# SPDX-License-Identifier: Apache-2.0
"""`GET /changes`: what happened to the tickets that a key may see, in the order of the log.

The set that a key sees is decided when the answer is made, by the ticket as it is then, and per
entry by where the ticket was at that moment:

- Tickets of the key's team (of every team, triage too, for a key without one), but no merged, spam
  or deleted ones; and of those the messages and files that `shapes` calls public. Nothing else of
  the log is ever looked at: no contact, no agent, no note, no draft.
- A ticket that leaves this set is a "delete" without data; one that comes into it is an "insert"
  as it is now, whose conversation is read with `GET /tickets/{id}`.
- What a program does not have, it may be sent an "update" for, and should pass over.
- A reply that its author can still take back is not passed by: the page ends before it, and before
  a ticket that comes into sight with one.
"""

from collections.abc import Iterator
from typing import Any, Final, Literal, cast

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from sync_server.channels.api.rest.inputs import DEFAULT_ROWS, ROWS, Parameters
from sync_server.channels.api.rest.keys import Gate, source_of
from sync_server.channels.api.rest.problems import Problem
from sync_server.channels.api.rest.shapes import (
    PUBLIC_TYPES,
    VIEWS,
    AnyId,
    ChangePage,
    ChangeView,
    TicketView,
    is_held,
    is_shown,
    may_see,
    shown,
    shown_fields,
)
from sync_server.channels.api.rest.waiting import News
from sync_server.contract import codec
from sync_server.contract.entities import ApiKey, Message, Ticket
from sync_server.contract.ids import Instant, Seq, TeamId, TicketId
from sync_server.contract.scopes import is_ticket_scope, team_scope
from sync_server.desk.desk import Desk
from sync_server.domain.lifecycle import HIDDEN
from sync_server.environment import Environment
from sync_server.store.changelog import ChangeLog, Logged
from sync_server.store.dossier import messages_of
from sync_server.store.engines import Connection
from sync_server.store.rows import AllRows

LOOKED_AT: Final = 2_000
"""Entries of the log that one request looks at, at most."""

WAIT_S: Final = 25
"""How long a request may wait for something to happen."""

MAX_SEQ: Final = 2**53

Op = Literal["insert", "update", "delete"]


class _Halves(Struct, frozen=True):
    """The values of the changed fields, before and after."""

    before: dict[str, Any] = {}
    after: dict[str, Any] = {}


_halves: Final = msgspec.json.Decoder(_Halves)


class Changes:
    """Answers what happened. Belongs to the event loop."""

    def __init__(self, desk: Desk, environment: Environment, gate: Gate, news: News) -> None:
        self._desk = desk
        self._environment = environment
        self._gate = gate
        self._news = news
        self._lane = environment.lane("rest", workers=4)
        self._log = ChangeLog(desk.database)
        self._rows = AllRows(desk.database)

    async def read(self, request: Request, key: ApiKey) -> Response:
        """The changes after a position; with `wait` seconds, as soon as there are some."""
        parameters = Parameters(request, ("after", "epoch", "limit", "wait"))
        after = parameters.number("after", least=0, most=MAX_SEQ, default=0)
        limit = parameters.number("limit", least=1, most=ROWS, default=DEFAULT_ROWS)
        wait_s = parameters.number("wait", least=0, most=WAIT_S, default=0)
        epoch = parameters.text("epoch", AnyId)
        await self._gate.note("api_read", key.id, source_of(request), detail="changes")
        mark = self._news.mark
        page = await self._lane.run(self._page, key, after, limit, epoch)
        if wait_s and not page.changes and not page.more:
            await self._news.after(mark, wait_s)
            page = await self._lane.run(self._page, key, page.through, limit, epoch)
        return Response(
            codec.encode(page),
            headers={"Cache-Control": "no-store"},
            media_type="application/json",
        )

    # -- on the lane ---------------------------------------------------------------------------

    def _page(self, key: ApiKey, after: Seq, limit: int, epoch: str | None) -> ChangePage:
        with self._desk.database.read() as reader:
            key = self._gate.check(reader, key)
            head = self._log.head(reader)
            if after > head.seq or epoch not in (None, head.epoch):
                raise Problem("other-log", "epoch" if after <= head.seq else "after")
            entries = self._log.read(reader, after=after, through=head.seq, limit=LOOKED_AT)
            look = _Look(reader, self._rows, key.team, entries, now=self._environment.now_us())
            changes: list[ChangeView] = []
            through = after
            for entry in entries:
                if len(changes) == limit or look.waits(entry):
                    break
                changes.extend(look.changes(entry))
                through = entry.seq
            blocked = any(look.waits(entry) for entry in entries if entry.seq == through + 1)
            return ChangePage(
                epoch=head.epoch,
                through=through,
                more=through < head.seq and not blocked,
                changes=tuple(changes),
            )


class _Look:
    """What some entries are for a key of `team`, by the rows of one snapshot."""

    def __init__(
        self,
        reader: Connection,
        rows: AllRows,
        team: TeamId | None,
        entries: list[Logged],
        *,
        now: Instant,
    ) -> None:
        self._reader = reader
        self._team = team
        self._now = now
        tickets = sorted({entry.ticket for entry in entries if entry.ticket is not None})
        messages = {entry.id for entry in entries if entry.kind == Message.kind}
        messages |= {_message_of(entry) for entry in entries if entry.kind == "attachment"}
        self._tickets: dict[str, Ticket] = {
            stored.entity.id: stored.entity
            for stored in rows[Ticket.kind].load_many(reader, tickets)
            if isinstance(stored.entity, Ticket)
        }
        self._messages: dict[str, Message] = {
            stored.entity.id: stored.entity
            for stored in rows[Message.kind].load_many(reader, sorted(messages))
            if isinstance(stored.entity, Message)
        }

    def waits(self, entry: Logged) -> bool:
        """Whether an entry is passed only later: it is about a reply that can be taken back.

        So is a ticket that comes into sight with such a reply, which no entry would tell of later.
        """
        if not self._sees(entry):
            return False
        if entry.kind == Ticket.kind:
            return self._arrives(entry) and any(
                self._can_be_undone(message)
                for message in messages_of(self._reader, TicketId(entry.id))
            )
        message = self._messages.get(_message_of(entry))
        return message is not None and self._can_be_undone(message)

    def _can_be_undone(self, message: Message) -> bool:
        return is_shown(message) and is_held(message, self._now)

    def changes(self, entry: Logged) -> Iterator[ChangeView]:
        """What a program is told of an entry: one change, or none."""
        if entry.kind == Ticket.kind:
            yield from self._of_ticket(entry)
        elif entry.kind in VIEWS and self._sees(entry):
            yield from self._of_child(entry)

    def _sees(self, entry: Logged) -> bool:
        """Whether the entry's ticket is visible now, and was where the key sees then."""
        ticket = self._tickets.get(entry.ticket or "")
        return (
            ticket is not None
            and may_see(self._team, ticket)
            and self._reaches(entry.scope_after or entry.scope_before)
        )

    def _reaches(self, scope: str | None) -> bool:
        if scope is None:
            return False
        return is_ticket_scope(scope) if self._team is None else scope == team_scope(self._team)

    def _reached(self, entry: Logged) -> tuple[bool, bool]:
        """Whether the key saw a ticket before an entry, and after it."""
        halves = _read(entry)
        return (
            self._reaches(entry.scope_before) and halves.before.get("status") not in HIDDEN,
            self._reaches(entry.scope_after) and halves.after.get("status") not in HIDDEN,
        )

    def _arrives(self, entry: Logged) -> bool:
        """Whether a ticket that was there comes into sight by an entry."""
        return entry.op == "update" and self._reached(entry) == (False, True)

    def _of_ticket(self, entry: Logged) -> Iterator[ChangeView]:
        was, is_ = self._reached(entry)
        if was and not is_:
            yield _change(entry, "delete")
        elif is_ and self._sees(entry):
            if was:
                fields = shown_fields(TicketView, _read(entry).after)
                if fields:
                    yield _change(entry, "update", fields)
                return
            ticket = self._tickets[entry.id]
            yield _change(entry, "insert", msgspec.to_builtins(shown(TicketView, ticket)))

    def _of_child(self, entry: Logged) -> Iterator[ChangeView]:
        halves = _read(entry)
        if entry.op == "delete" and entry.kind == Message.kind:
            if halves.before.get("type") in PUBLIC_TYPES and not halves.before.get("retracted"):
                yield _change(entry, "delete")
            return
        message = self._messages.get(_message_of(entry))
        if message is None or not is_shown(message):
            return
        if entry.op == "delete":
            yield _change(entry, "delete")
            return
        fields = shown_fields(VIEWS[entry.kind], halves.after)
        if fields:
            yield _change(entry, cast(Op, entry.op), fields)


def _message_of(entry: Logged) -> str:
    """The message that an entry is about, or whose file; empty for others."""
    if entry.kind == Message.kind:
        return entry.id
    if entry.kind != "attachment":
        return ""
    halves = _read(entry)
    return str({**halves.before, **halves.after}.get("message", ""))


def _read(entry: Logged) -> _Halves:
    """What an entry says. One that was blanked says nothing any more."""
    return _halves.decode(entry.payload) if entry.payload else _Halves()


def _change(entry: Logged, op: Op, data: dict[str, Any] | None = None) -> ChangeView:
    kind = cast(Literal["ticket", "message", "attachment"], entry.kind)
    return ChangeView(seq=entry.seq, kind=kind, id=entry.id, op=op, data=data)
