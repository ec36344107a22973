# SPDX-License-Identifier: Apache-2.0
"""What windows look at: the confirmed rows with one's own pending commands on top.

Everything here is synchronous and in memory; a gesture has changed the picture when its intent
returns. The cache and the outbox follow, and the server has the last word.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from msgspec import Struct

from app.cache.apply import Applied
from app.cache.reads import Thread
from app.cache.rows import Key
from app.environment import Environment
from app.outbox.drafts import NEW_TICKET, Drafts
from app.outbox.drain import Outcome
from app.outbox.items import HELD, REFUSED, Item
from app.outbox.queue import Queue
from app.outbox.texts import check_command
from app.signals import Signal
from app.tasks import Tasks
from app.workspace.changes import Changes, Collector
from app.workspace.company import Company
from app.workspace.confirmed import Confirmed
from app.workspace.conversation import NO_MARK, Conversation, Entry, Mark, arrange
from app.workspace.overlay import Overlay, Pending
from app.workspace.predictions.own import read_mark_id
from app.workspace.presence import People
from app.workspace.reader import Reader
from app.workspace.returned_text import Returned, returned_drafts
from app.workspace.words import refusal_words
from sync_server.contract import codec, frames
from sync_server.contract.commands import Command
from sync_server.contract.entities import (
    CHILDREN,
    Attachment,
    Entity,
    Message,
    ReadMark,
    Row,
    Ticket,
)
from sync_server.contract.ids import AgentId, Base, CommandId, Instant, Seq, TicketId
from sync_server.contract.refusals import Refusal, Refused

E = TypeVar("E", bound=Entity)

MARKS: Final[Mapping[str, Mark]] = {
    "saving": Mark("saving"),
    "queued": Mark("waiting"),
    "sent": Mark("sent"),
    HELD: Mark("held"),
    REFUSED: Mark("refused"),
}


class RefusedCommand(Struct, frozen=True, kw_only=True):
    """A command that was taken back: `words` say why. What was typed is in drafts."""

    id: CommandId
    command: Command
    refusal: Refusal
    words: str


class PendingCommand(Struct, frozen=True, kw_only=True):
    """A command that is not done: `state` is "saving", "queued", "sent", "held" or "refused"."""

    id: CommandId
    command: Command
    state: str
    queued_at: Instant
    refusal: Refusal | None = None

    @property
    def needs_decision(self) -> bool:
        """Whether it goes no further before the person says what becomes of it."""
        return self.state in {"held", "refused"}


class Workspace:
    """Rows, conversations, own pending commands, and where colleagues are.

    Signals: `changed`, at most once a turn of the loop; `refused` for each command taken back.
    `me` is the agent who is signed in; `offset_us` is how far the server's clock is ahead.
    """

    def __init__(
        self, queue: Queue, drafts: Drafts, *, reader: Reader, environment: Environment
    ) -> None:
        self.drafts = drafts
        self.changed: Signal[Changes] = Signal()
        self.refused: Signal[RefusedCommand] = Signal()
        self.filled: Signal[Sequence[Row]] = Signal()
        """Rows out of the cache, page by page while `loading`; `changed` is told at the end."""
        self.loading = False
        """Whether only what is shown first is here. Nothing is confirmed meanwhile."""
        self.cleared = 0
        """How often everything was let go."""
        self.offset_us = 0
        self._queue = queue
        self._reader = reader
        self._environment = environment
        self._confirmed = Confirmed()
        self._overlay = Overlay(self._confirmed.entity, self._confirmed.ids)
        self._people = People()
        self._company = Company()
        self._collector = Collector(
            lambda flush: asyncio.get_running_loop().call_soon(flush), self.changed.emit
        )
        self._loads = 0
        self._revisions: Counter[str] = Counter()
        self._opened: dict[TicketId, int] = {}
        self._overviews: set[TicketId] = set()
        self._answered: dict[CommandId, Seq] = {}
        self._tasks = Tasks()
        self._subscription = queue.changed.connect(self._on_queue_changed)

    # -- looking -------------------------------------------------------------------------------

    @property
    def me(self) -> AgentId | None:
        return self._overlay.me

    def now_us(self) -> Instant:
        """The server's time, as well as it is known here."""
        return self._environment.now_us() + self.offset_us

    def new_id(self) -> str:
        """An id for something that is made here."""
        return self._environment.new_id()

    def get(self, type_: type[E], id: str | None) -> E | None:
        """A row, with one's own pending changes in it."""
        if id is None:
            return None
        found = self._overlay.find(type_.kind, id)
        return found if isinstance(found, type_) else None

    def all(self, type_: type[E]) -> Iterator[E]:
        """All rows of a kind that lives in memory."""
        predicted = dict(self._overlay.predicted(type_.kind))
        for confirmed in self._confirmed.all(type_.kind):
            entity = confirmed.entity
            row = predicted.pop(entity.id) if entity.id in predicted else entity
            if isinstance(row, type_):
                yield row
        for row in predicted.values():
            if isinstance(row, type_):
                yield row

    def has_any(self, type_: type[E]) -> bool:
        """Whether there is a row of a kind that lives in memory."""
        return bool(self._confirmed.count(type_.kind)) or any(True for _ in self.all(type_))

    def revision(self, type_: type[E]) -> int:
        """Another number after each change of a row of this kind."""
        return self._loads + self._revisions[type_.kind]

    def predicted(self, type_: type[E]) -> tuple[str, ...]:
        """The ids of rows in which there are pending changes of one's own."""
        return tuple(id for id, _ in self._overlay.predicted(type_.kind))

    def confirmed(self, type_: type[E], id: str) -> E | None:
        """A row as the server has it, without one's own pending changes."""
        found = self._confirmed.entity(type_.kind, id)
        return found if isinstance(found, type_) else None

    def version(self, type_: type[E], id: str) -> Seq:
        """The confirmed version of a row; 0 when there is none yet."""
        return self._confirmed.version(type_.kind, id)

    def base(self, type_: type[E], id: str) -> Base | None:
        """What an edit of this row is based on: one's own last pending edit, or the version."""
        editors = self._overlay.editors((type_.kind, id))
        return editors[-1] if editors else (self.version(type_, id) or None)

    def marks(self, type_: type[E], id: str) -> Mark:
        """What stands between a ticket or message and the server."""
        editors = self._overlay.editors((type_.kind, id))
        item = self._queue.find(editors[-1]) if editors else None
        if item is not None:
            return MARKS[item.state]
        if type_.kind == Ticket.kind:
            for item in self._queue:
                if item.state in (HELD, REFUSED) and item.ticket == id:
                    return MARKS[item.state]
        return NO_MARK

    def is_unread(self, ticket: TicketId) -> bool:
        """Whether the last message that the server has is newer than what this agent has read."""
        row = self.confirmed(Ticket, ticket)
        if row is None or row.last_message_at is None or self.me is None:
            return False
        mark = self.get(ReadMark, read_mark_id(self.me, ticket))
        return mark is None or mark.read_at < row.last_message_at

    def people_on(self, ticket: TicketId) -> tuple[frames.Somebody, ...]:
        """The sessions of colleagues on a ticket."""
        return self._people.on(ticket)

    @property
    def room_needed(self) -> int:
        """How many bytes must become free for all that this computer could not keep safe."""
        return self._queue.room_needed + self.drafts.room_needed

    @property
    def pending(self) -> tuple[PendingCommand, ...]:
        """What is not done, in the order of the gestures."""
        return tuple(
            PendingCommand(
                id=item.id,
                command=command,
                state=item.state,
                queued_at=item.queued_at,
                refusal=item.refusal,
            )
            for item in self._queue
            if (command := _decoded(item)) is not None
        )

    def saved_beside(self, id: CommandId) -> tuple[Command, ...]:
        """What waited together with a refused command on its ticket, and was saved."""
        return self._company.of(id)

    async def open_conversation(self, ticket: TicketId) -> Conversation:
        """The messages of a ticket from the cache, current until the handle is closed."""
        count = self._opened.get(ticket, 0)
        self._opened[ticket] = count + 1
        if count == 0:
            thread, overview = await self._reader.thread(ticket)
            if ticket in self._opened:
                self._take_thread(ticket, thread, overview=overview)
        return Conversation(
            ticket,
            read=self._entries,
            is_complete=lambda id: id not in self._overviews,
            close=self._close_conversation,
        )

    def _take_thread(self, ticket: TicketId, thread: Thread, *, overview: bool) -> None:
        self._confirmed.open_thread(ticket, thread)
        self._overviews.discard(ticket)
        if overview:
            self._overviews.add(ticket)
        self._note(self._overlay.repaint(set(self._confirmed.thread(ticket))))
        self._collector.conversations((ticket,))

    def _close_conversation(self, ticket: TicketId) -> None:
        self._opened[ticket] -= 1
        if not self._opened[ticket]:
            del self._opened[ticket]
            self._confirmed.close_thread(ticket)

    def _entries(self, ticket: TicketId) -> tuple[Entry, ...]:
        rows = self._overlay.over(self._confirmed.thread(ticket))
        rows.update(self._overlay.children(ticket))
        children = [row for row in rows.values() if isinstance(row, Message | Attachment)]
        return arrange(children, lambda message: self.marks(Message, message.id))

    # -- gestures ------------------------------------------------------------------------------

    def submit(self, command: Command) -> CommandId:
        """Do what a person wants: at once to the eye, durably in the outbox, then at the server.

        Raises `BadText`, `TooLarge` and `QueueFull`; then nothing has happened.
        """
        data = check_command(command)
        at = self.now_us()
        id = CommandId(self.new_id())
        base = getattr(command, "base", None) or getattr(command, "seen", None)
        item = Item(
            id=id,
            command=data,
            ticket=getattr(command, "ticket", None),
            base=base if isinstance(base, str) else None,
            queued_at=at,
        )
        self._queue.put(item)
        self._company.join(id, command)
        self._note(self._overlay.add(Pending(id=id, command=command, at=at)))
        return id

    def dismiss(self, id: CommandId) -> None:
        """The person has seen a refused or held command, and gives it up."""
        self._company.leave(id)
        self._queue.drop(id)

    async def withdraw(self, id: CommandId) -> bool:
        """The person takes a command back before it has left; False where that is too late."""
        if not await self._queue.withdraw(id):
            return False
        self._company.leave(id)
        self._note(self._overlay.drop((id,)))
        return True

    def retry(self, id: CommandId) -> None:
        """The person wants a held command sent all the same."""
        item = self._queue.find(id)
        if item is not None and item.state == HELD:
            self._queue.release(id)
            self._paint(item)

    # -- what the pump tells -------------------------------------------------------------------

    def sign_in(self, agent: AgentId | None) -> None:
        """Who looks."""
        self._overlay.me = agent
        self._collector.reloaded()

    def load(self, rows: Sequence[Row]) -> None:
        """Take rows in from the cache; `reloaded` is told once, by `loaded`."""
        self._confirmed.load(rows)
        self._loads += 1
        if self.loading:
            self.filled.emit(rows)

    def begin_loading(self) -> None:
        """What is shown first is here, all else follows: `load` for each page, then `loaded`."""
        self.loading = True
        self._repaint()
        self._collector.flush()  # before the first page comes

    def loaded(self) -> None:
        """All rows of the cache are here: paint what is pending on top."""
        self.loading = False
        self._repaint()

    def repaint(self) -> None:
        """What is pending is other than it was: commands have come back."""
        if not self.loading:
            self._repaint()

    def _repaint(self) -> None:
        self._overlay.clear()
        for item in self._queue:
            if item.state not in (HELD, REFUSED):
                self._paint(item)
        self._collector.reloaded()

    def clear(self) -> None:
        """The cache holds nothing any more. Pending commands stay."""
        self._confirmed.clear()
        self.cleared += 1
        self._loads += 1
        for ticket in self._opened:
            self._confirmed.open_thread(ticket, Thread((), ()))
        self._people.clear()
        self.loaded()

    def confirm(self, applied: Applied) -> None:
        """The cache has committed a frame: rows, and the pending commands that are done with it."""
        conversations = self._confirmed.apply(applied.rows)
        self._collector.conversations(conversations)
        keys = set(applied.rows)
        done = [id for id in map(CommandId, applied.commands) if id in self._overlay]
        self._note(keys | self._overlay.drop(done) | self._overlay.repaint(keys))
        for id in done:
            self._company.accept(id)
            self._answered.pop(id, None)
        if applied.cursor:
            self._pass(applied.cursor)

    def settle(self, outcomes: Iterable[Outcome], *, cursor: Seq) -> None:
        """The server has answered: no-ops are done, refusals are taken back, the rest waits."""
        for outcome in outcomes:
            if outcome.refusal is not None:
                self._company.refuse(outcome.id)
                self._take_back(outcome, outcome.refusal)
                continue
            self._company.accept(outcome.id)
            if outcome.seq is None or outcome.seq <= cursor:
                self._note(self._overlay.drop((outcome.id,)))
            elif outcome.id in self._overlay:
                self._answered[outcome.id] = outcome.seq

    def apply_presence(self, presence: frames.Presence) -> None:
        """Colleagues came, went, or type."""
        self._collector.presence(self._people.apply(presence))

    def lose_presence(self) -> None:
        """Without a connection nobody knows where colleagues are."""
        self._collector.presence(self._people.clear())

    async def close(self) -> None:
        """Finish what is being put into drafts."""
        self._subscription.close()
        await self._tasks.close()

    # -- inside --------------------------------------------------------------------------------

    def _pass(self, cursor: Seq) -> None:
        """Everything up to `cursor` has come: answers up to it have shown what they show."""
        done = [id for id, seq in self._answered.items() if seq <= cursor]
        for id in done:
            del self._answered[id]
        self._note(self._overlay.drop(done))

    def _take_back(self, outcome: Outcome, refusal: Refusal) -> None:
        held = tuple(item.id for item in outcome.held)
        commands_ = {pending.id: pending.command for pending in self._overlay}
        self._note(self._overlay.drop((outcome.id, *held)))
        item = self._queue.find(outcome.id)
        command = commands_.get(outcome.id) or (None if item is None else _decoded(item))
        if command is None:
            return
        words = refusal_words(refusal, command)
        self._keep_text(command, words, along=(outcome.id, *held))
        self.refused.emit(
            RefusedCommand(id=outcome.id, command=command, refusal=refusal, words=words)
        )

    def _keep_text(self, command: Command, reason: str, *, along: Sequence[CommandId]) -> None:
        """What was typed goes back to where it was typed, unless there is something newer. A ticket
        that comes back whole needs nobody to look after it and what was to happen `along` with it.
        """
        returned = returned_drafts(command, reason)
        if returned:
            self._tasks.spawn(self._put_back(returned, along), name="put a text back")

    async def _put_back(self, returned: Sequence[Returned], along: Sequence[CommandId]) -> None:
        for place, draft in returned:
            if await self.drafts.get(*place) is None:
                self.drafts.put(*place, draft)
                for id in along if place[0] == NEW_TICKET else ():
                    self.dismiss(id)
                return

    def _paint(self, item: Item) -> None:
        command = _decoded(item)
        if command is not None:
            self._company.join(item.id, command)
            self._note(self._overlay.add(Pending(id=item.id, command=command, at=item.queued_at)))

    def _note(self, keys: Iterable[Key]) -> None:
        keys = set(keys)
        if not keys:
            return
        self._collector.rows(keys)
        self._revisions.update({kind for kind, _ in keys})
        for kind, id in keys:
            row = self._overlay.find(kind, id) if kind in CHILDREN else None
            if isinstance(row, Message | Attachment):
                self._collector.conversations((row.ticket,))
        tickets = {id for kind, id in keys if kind == Ticket.kind}
        self._collector.conversations(tickets & self._opened.keys())  # type: ignore[arg-type]

    def _on_queue_changed(self, ids: frozenset[CommandId]) -> None:
        self._collector.pending(ids)


def _decoded(item: Item) -> Command | None:
    """The command of an item; `None` for one of another version, which only the server reads."""
    try:
        return codec.decode_command(item.command)
    except Refused:
        return None
