# SPDX-License-Identifier: Apache-2.0
"""Executes the commands of several mails together, and notes what became of each mail."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.channels.attachments import FileKeeper
from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.acknowledging import Acknowledger
from sync_server.channels.email.agents_answers import NotNow
from sync_server.channels.email.decision import Hold, Nothing
from sync_server.channels.email.entering import MAIL, MAIL_DESK, Entry, hold
from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.recognition import named_ids
from sync_server.channels.email.threads import thread_id
from sync_server.contract.commands import AddNote, Command, HoldMail, ReceiveMessage
from sync_server.contract.frames import Answer
from sync_server.contract.ids import MessageId, TicketId
from sync_server.contract.refusals import RETRYABLE, Code, Refusal
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.engines import Writer
from sync_server.store.incoming import NOTHING, AwaitedMail, Incoming, RawMail

_log = logging.getLogger(__name__)

AT_ONCE: Final = 32
"""Commands that wait for their commit together."""

STOPPED: Final = (
    "A machine seems to answer here: too much mail of one sender came, or the same for the third"
    " time. It does not join this ticket any more, and waits under Held mail."
)

_MAX_AWAITED: Final = 10
"""Message-IDs of a mail that are remembered, should what it answers come later."""

_LATER: Final = RETRYABLE - {Code.INTERNAL}
"""Refusals for which the mail comes again. What fails for a fault of ours is held: one mail must
not stop those behind it. If the database fails, holding fails as well."""


class _Waiting(Struct, frozen=True, kw_only=True):
    """A mail whose command is to be executed, under an id that it has each time."""

    raw: RawMail
    mail: ParsedMail | None
    entry: Entry
    id: str
    job: bool


class Settling:
    """The commands that wait. Belongs to the event loop; one intake uses it at a time."""

    def __init__(self, desk: Desk, environment: Environment, keeper: FileKeeper) -> None:
        self._desk = desk
        self._keeper = keeper
        self._incoming = Incoming(desk.database)
        self._acknowledger = Acknowledger(desk, environment)
        self._waiting: list[_Waiting] = []
        self._done: list[RawMail] = []
        self._named: set[str] = set()
        """Message-IDs of the mails whose commands wait."""
        self._answered: set[str] = set()
        """Message-IDs that those name which open tickets."""
        self._awaited: list[AwaitedMail] = []

    def must_settle(self, mail: ParsedMail) -> bool:
        """Whether a mail may depend on one that waits, or too many wait already."""
        named = {*named_ids(mail), thread_id(mail)}
        depends = not self._named.isdisjoint(named) or thread_id(mail) in self._answered
        return depends or len(self._waiting) >= AT_ONCE

    def done(self, raw: RawMail) -> None:
        """Have it noted what a mail has become."""
        self._done.append(raw)

    def add(
        self,
        raw: RawMail,
        mail: ParsedMail | None,
        entry: Entry,
        *,
        job: bool,
        serial: str = "",
    ) -> None:
        """Have a command executed, together with those of others."""
        id_ = derived_id("take", raw.id, serial) if serial else derived_id("take", raw.id)
        self._waiting.append(_Waiting(raw=raw, mail=mail, entry=entry, id=id_, job=job))
        if mail is not None:
            self._named |= {raw.message_id, thread_id(mail)}
            self._answered |= {each.message_id for each in _awaited(raw, mail, entry)}

    async def settle(self) -> None:
        """Execute what waits, and note what became of each mail. Raises `NotNow`, `OSError`."""
        waiting, self._waiting = self._waiting, []
        self._named.clear()
        self._answered.clear()
        problem: Refusal | None = None
        try:
            await self._keeper.keep(
                {id_: data for each in waiting for id_, data in each.entry.files.items()}
            )
            answers = await asyncio.gather(
                *(
                    self._desk.send(each.entry.command, MAIL, id=each.id, job=each.job)
                    for each in waiting
                )
            )
            for each, answer in zip(waiting, answers, strict=True):
                problem = await self._end(each, answer) or problem
        finally:
            done, self._done = self._done, []
            await self._note(done)
        if problem is not None:
            raise NotNow(str(problem.code))

    async def _end(self, each: _Waiting, answer: Answer) -> Refusal | None:
        """Note what a mail became; the refusal, if it may be taken in later."""
        if answer.ok or _is_there(answer.refusal):
            self._done.append(_became(each.raw, each.entry))
            self._awaited += _awaited(each.raw, each.mail, each.entry)
            await self._follow(each, answer)
        elif answer.refusal is not None and answer.refusal.code in _LATER:
            return answer.refusal
        else:
            self._done.append(await self._refused(each, answer.refusal))
        return None

    async def _follow(self, each: _Waiting, answer: Answer) -> None:
        """What follows a mail: a note in its ticket, an acknowledgement."""
        command = each.entry.command
        if each.entry.stops is not None:
            await self._note_stop(each.entry.stops)
        ticket = _ticket_of(command)
        if each.entry.note and ticket is not None:
            note = AddNote(
                ticket=ticket,
                message=MessageId(derived_id("note", each.raw.id)),
                text=each.entry.note[:60_000],
            )
            await self._desk.execute(note, MAIL_DESK, id=derived_id("add note", each.raw.id))
        if not isinstance(command, ReceiveMessage):
            return
        if each.entry.answerable and answer.number is not None:
            await self._acknowledger.acknowledge(command, arrived_at=each.raw.at)

    async def _note_stop(self, ticket: TicketId) -> None:
        """Say in a ticket that mail for it was stopped; once, however much of it there is."""
        message = MessageId(derived_id("stopped", ticket))
        note = AddNote(ticket=ticket, message=message, text=STOPPED)
        await self._desk.execute(note, MAIL_DESK, id=derived_id("note stopped", ticket))

    async def _refused(self, each: _Waiting, refusal: Refusal | None) -> RawMail:
        """Hold what the desk would not take, or show it again; that loses nothing."""
        code = "unknown" if refusal is None else str(refusal.code)
        _log.warning("A mail was refused (%s) and is held", code, extra={"action": "hold"})
        held = Hold(reason="unreadable", detail=f"The desk did not take it in: {code}")
        mailbox = self._desk.roster.mailboxes.get(each.raw.mailbox)
        entry = hold(held, each.raw, each.mail, mailbox)
        id_ = derived_id("hold what was refused", each.id)
        answer = await self._desk.execute(entry.command, MAIL, id=id_)
        if not answer.ok:
            raise NotNow(code)
        return _became(each.raw, entry)

    def nothing(self, raw: RawMail, decision: Nothing) -> None:
        _log.info("Nothing became of a mail: %s", decision.why, extra={"action": "drop"})
        self._done.append(msgspec.structs.replace(raw, message=decision.message or NOTHING))

    async def _note(self, rows: Iterable[RawMail]) -> None:
        done, awaited = list(rows), self._awaited
        self._awaited = []
        incoming = self._incoming

        def note(writer: Writer) -> None:
            incoming.put_awaited(writer, awaited)
            incoming.put_raw(writer, done)

        if done:
            await self._desk.transact(note)


def _awaited(raw: RawMail, mail: ParsedMail | None, entry: Entry) -> list[AwaitedMail]:
    """What a mail answers that opens a ticket: the desk does not have it, and may get it yet."""
    command = entry.command
    if mail is None or not isinstance(command, ReceiveMessage):
        return []
    if command.thread is not None or not command.joins:
        return []
    return [
        AwaitedMail(message_id=id_, message=command.message, at=raw.at)
        for id_ in named_ids(mail)[:_MAX_AWAITED]
    ]


def _ticket_of(command: Command) -> TicketId | None:
    """The ticket that a mail joins or opens, or claims to belong to."""
    if isinstance(command, ReceiveMessage):
        return command.thread or command.ticket
    return command.ticket if isinstance(command, HoldMail) else None


def _is_there(refusal: Refusal | None) -> bool:
    """Whether the command was executed before, in other words: before a crash."""
    return refusal is not None and refusal.code in (Code.ID_CONFLICT, Code.EXISTS)


def _became(raw: RawMail, entry: Entry) -> RawMail:
    return msgspec.structs.replace(raw, message=entry.message, held=entry.held or raw.held)
