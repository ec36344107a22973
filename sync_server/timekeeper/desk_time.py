# SPDX-License-Identifier: Apache-2.0
"""The desk's time: what is next for each ticket and calendar, kept beside the log.

Each node keeps all of it. What is due is claimed by the command that does it: it looks again, in
the transaction that notes it, so that of several nodes one tells, and a node that comes back tells
what nobody has.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from itertools import islice
from typing import Final, Literal, NamedTuple

import msgspec
from msgspec import UNSET, Struct, UnsetType

from sync_server.contract.clocks import RUNNING, Clock
from sync_server.contract.commands import (
    CloseTickets,
    Command,
    MoveCalendar,
    PurgeTicket,
    RouteAgents,
    RouteTickets,
    RunRules,
    TellClocks,
    WakeTickets,
)
from sync_server.contract.entities import (
    AutomationRule,
    Availability,
    Calendar,
    Published,
    SlaPolicy,
    Ticket,
    Workspace,
)
from sync_server.contract.ids import AgentId, CalendarId, Instant, Seq, TicketId
from sync_server.contract.refusals import Code
from sync_server.desk.actor import SYSTEM, Actor
from sync_server.desk.desk import Desk
from sync_server.desk.rule_moments import coming
from sync_server.desk.transaction import Commit
from sync_server.domain.lifecycle import WAITING, closes_at, purged_at
from sync_server.domain.sla.course import foreseen, turns_at
from sync_server.domain.sla.telling import tells_at
from sync_server.environment import Environment
from sync_server.store.changelog import ChangeLog, Logged
from sync_server.store.rows import AllRows, KindRows
from sync_server.store.timed import ENDING, Timed, TimedRows
from sync_server.timekeeper.keeper import Keeper

TIMEKEEPER: Final = Actor(kind=SYSTEM, id="timekeeper", via="timekeeper", device="timekeeper")

SHOWN_AT_LEAST: Final = timedelta(days=370) // timedelta(microseconds=1)
"""So much working time to come do clients have of every calendar, in microseconds."""

AT_A_TIME: Final = 100
"""Tickets whose next instant is found before others have their turn: about 5 ms."""

LISTENS_AFTER_S: Final = 10.0
"""So late a node that does nothing itself hears of what another one did."""

_NOWHERE: Final[Seq] = -1
_OF_CALENDARS: Final = f"{Calendar.kind}."
"""How the ids of the versions of calendars begin: only these move when clocks are due."""

_PROMISING: Final = frozenset(
    {AutomationRule.kind, Calendar.kind, Published.kind, SlaPolicy.kind, Workspace.kind}
)
"""Kinds of rows that say when something is due."""

_AGAIN: Final = 1_000_000
"""After so many microseconds what is still due is tried again."""

_BEFOREHAND: Final = 60 * _AGAIN
"""So long before a promise that no longer holds would be told of, a ticket gets the one that does:
windows tell by themselves.
"""

_AFTER_A_FAULT: Final = 60 * _AGAIN
"""The same where something is wrong with a ticket: others are not to wait for it."""


_Foreseen = tuple[TicketId, tuple[Clock, ...], tuple[Clock, ...] | None]
"""A ticket, its clocks, and those by today's promise where they differ."""


class Subject(NamedTuple):
    """What something happens to."""

    kind: Literal["ticket", "calendar", "agent"]
    id: str


class NotKept(Exception):
    """The desk did not do what was due. It is still due."""


class _Fields(Struct, frozen=True):
    """What a change of a ticket says of its time."""

    status: str | UnsetType = UNSET
    clocks: tuple[Clock, ...] | UnsetType = UNSET
    wake_at: Instant | None | UnsetType = UNSET
    solved_at: Instant | None | UnsetType = UNSET
    removed_at: Instant | None | UnsetType = UNSET
    route_at: Instant | None | UnsetType = UNSET
    archived: bool | UnsetType = UNSET


class _Payload(Struct, frozen=True):
    after: _Fields = _Fields()


_payload = msgspec.json.Decoder(_Payload)


class _Gone(Struct, frozen=True):
    """What a change of an agent's availability says of their tickets."""

    route_at: Instant | None | UnsetType = UNSET


class _GonePayload(Struct, frozen=True):
    after: _Gone = _Gone()


_gone_payload = msgspec.json.Decoder(_GonePayload)


class _InForce(Struct, frozen=True):
    """What a change of a policy says of what is promised; a draft promises nothing."""

    number: int | UnsetType = UNSET
    position: int | UnsetType = UNSET
    disabled: bool | UnsetType = UNSET


class _PolicyPayload(Struct, frozen=True):
    after: _InForce = _InForce()


_policy_payload = msgspec.json.Decoder(_PolicyPayload)


async def keep_time(desk: Desk, environment: Environment) -> None:
    """Have done what is due, each thing at its time, until cancelled. Start it with the desk."""
    time = DeskTime(desk, environment)
    stop = desk.on_commit(time.hear)
    try:
        await time.run()
    finally:
        stop()


class DeskTime:
    """What is next, as of the last commit that was heard of."""

    def __init__(self, desk: Desk, environment: Environment) -> None:
        self._desk = desk
        self._environment = environment
        self._keeper = Keeper[Subject](environment, self._perform)
        self._log = ChangeLog(desk.database)
        self._tickets: dict[TicketId, Timed] = {}
        self._agents: dict[AgentId, Instant] = {}
        """When tickets of those who have gone go to others."""
        self._seq: Seq = _NOWHERE
        """Up to where the log was heard."""
        self._read_of: Seq = _NOWHERE
        """The last entry on a promise that was read in the log: memory may have been behind it."""
        self._behind = asyncio.Event()
        self._count = asyncio.Event()
        self._foresee = asyncio.Event()
        self._ask_all = asyncio.Event()
        self._unasked: dict[TicketId, None] = {}
        """Tickets of which the next moment of a rule is to be found."""
        self._ask = asyncio.Event()

    async def run(self) -> None:
        """Keep time until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._catch_up_when_behind())
            group.create_task(self._count_when_told())
            group.create_task(self._foresee_when_told())
            group.create_task(self._ask_all_when_told())
            group.create_task(self._ask_when_told())
            group.create_task(self._keeper.run())
            if self._desk.database.is_shared:
                group.create_task(self._listen())

    def hear(self, commit: Commit) -> None:
        """Take in what a commit says of time. What others appended before it is read first."""
        if commit.first_seq <= self._read_of:  # then it was counted by what was promised before
            self._put_calendars()
            self._foresee.set()
            self._count.set()
            self._ask_all.set()
        if commit.logged and commit.first_seq == self._seq + 1:
            self._hear(commit.logged)
        elif commit.last_seq > self._seq:
            self._behind.set()

    def _hear(self, entries: Iterable[Logged]) -> None:
        for entry in entries:
            self._seq = entry.seq
            if entry.kind == "ticket":
                self._hear_ticket(entry)
            elif entry.kind == Availability.kind:
                self._hear_availability(entry)
            elif entry.kind == "calendar":
                self._put_calendars()
            elif entry.kind == AutomationRule.kind:
                self._ask_all.set()
            elif _promises(entry):
                self._foresee.set()
                self._ask_all.set()
            elif _moves_all(entry):
                self._count.set()
                self._ask_all.set()

    def _hear_ticket(self, entry: Logged) -> None:
        id_ = TicketId(entry.id)
        if entry.op == "delete" or entry.payload is None:
            self._put(id_, Timed())
            return
        if self._desk.memory.automation.timed:
            self._unasked[id_] = None
            self._ask.set()
        fields = _payload.decode(entry.payload).after
        changes = msgspec.structs.asdict(fields)
        known = {name: value for name, value in changes.items() if value is not UNSET}
        if known:
            timed = self._tickets.get(id_, Timed())
            self._put(id_, msgspec.structs.replace(timed, **known, foreseen=None))

    def _hear_availability(self, entry: Logged) -> None:
        gone = _gone_payload.decode(entry.payload).after if entry.payload else _Gone()
        if gone.route_at is not UNSET:
            self._put_agent(AgentId(entry.id), gone.route_at)

    # -- the agenda ----------------------------------------------------------------------------

    async def _catch_up_when_behind(self) -> None:
        """Read everything at the start, and whenever the log went on unheard, what it says."""
        rows = TimedRows(self._desk.database)
        lane = self._environment.lane("timekeeper")
        await self._put_every(*await lane.run(self._read, rows))
        while True:
            await self._behind.wait()
            self._behind.clear()
            while missed := await lane.run(self._read_on, self._seq):
                new = [entry for entry in missed if entry.seq > self._seq]
                promising = (entry.seq for entry in new if entry.kind in _PROMISING)
                self._read_of = max(promising, default=self._read_of)
                self._hear(new)

    async def _put_every(
        self, found: dict[TicketId, Timed], agents: dict[AgentId, Instant], seq: Seq
    ) -> None:
        for agent, at in agents.items():
            self._put_agent(agent, at)
        for number, (id_, timed) in enumerate(found.items()):
            self._put(id_, timed)
            if number % AT_A_TIME == 0:
                await self._environment.sleep(0)
        self._seq = self._read_of = seq
        self._put_calendars()
        self._foresee.set()
        self._ask_all.set()
        if self._behind.is_set():  # a commit was heard of meanwhile: it may have changed promises
            self._count.set()

    def _read(self, rows: TimedRows) -> tuple[dict[TicketId, Timed], dict[AgentId, Instant], Seq]:
        with self._desk.database.read() as reader:
            seq = self._log.head(reader).seq
            return dict(rows.every(reader)), dict(rows.agents(reader)), seq

    def _read_on(self, after: Seq) -> list[Logged]:
        with self._desk.database.read() as reader:
            return self._log.read(reader, after=after, limit=AT_A_TIME)

    async def _listen(self) -> None:
        """Ask now and then what other nodes did: one that has nothing to do hears of nothing."""
        while True:
            await self._environment.sleep(LISTENS_AFTER_S)
            self._desk.catch_up()

    async def _count_when_told(self) -> None:
        """Find every next instant anew after a calendar was published, or the desk set up."""
        while True:
            await self._count.wait()
            self._count.clear()
            for number, (id_, timed) in enumerate(tuple(self._tickets.items())):
                if self._tickets.get(id_) is timed:
                    self._keeper.put(Subject("ticket", id_), self._next(timed))
                if number % AT_A_TIME == 0:
                    await self._environment.sleep(0)

    async def _foresee_when_told(self) -> None:
        """Find what is due by today's promise, at the start and whenever that is another one: no
        ticket is written for it before there is something to tell.
        """
        rows = AllRows(self._desk.database)["ticket"]
        lane = self._environment.lane("timekeeper")
        while True:
            await self._foresee.wait()
            self._foresee.clear()
            running = [id_ for id_, timed in self._tickets.items() if _runs(timed)]
            for first in range(0, len(running), AT_A_TIME):
                page = running[first : first + AT_A_TIME]
                for id_, clocks, others in await lane.run(self._read_promises, rows, page):
                    timed = self._tickets.get(id_, Timed())
                    if timed.clocks == clocks and timed.foreseen != others:
                        self._put(id_, msgspec.structs.replace(timed, foreseen=others))

    def _read_promises(self, rows: KindRows, ids: Sequence[TicketId]) -> list[_Foreseen]:
        """Of tickets their clocks, and those by today's promise where they differ."""
        promises, now = self._desk.memory.promises, self._environment.now_us()
        with self._desk.database.read() as reader:
            tickets = [stored.entity for stored in rows.load_many(reader, ids)]
        found: list[_Foreseen] = []
        for ticket in tickets:
            if isinstance(ticket, Ticket):
                terms = promises.terms(ticket, now)
                clocks = foreseen(ticket.clocks, terms, promises.hours_of, now)
                differs = clocks != ticket.clocks
                found.append((ticket.id, ticket.clocks, clocks if differs else None))
        return found

    async def _ask_all_when_told(self) -> None:
        """Find the next moment of every ticket, at the start and whenever rules or what they count
        by have changed.
        """
        tickets = TimedRows(self._desk.database)
        lane = self._environment.lane("timekeeper")
        was_timed = False
        while True:
            await self._ask_all.wait()
            self._ask_all.clear()
            is_timed = bool(self._desk.memory.automation.timed)
            if is_timed or was_timed:
                present = await lane.run(self._read_ids, tickets)
                self._unasked |= dict.fromkeys(present)
                self._ask.set()
            was_timed = is_timed

    async def _ask_when_told(self) -> None:
        rows = AllRows(self._desk.database)["ticket"]
        lane = self._environment.lane("timekeeper")
        while True:
            await self._ask.wait()
            self._ask.clear()
            while self._unasked:
                page = [*islice(self._unasked, AT_A_TIME)]
                for id_ in page:
                    del self._unasked[id_]
                for id_, at in await lane.run(self._read_moments, rows, page):
                    timed = self._tickets.get(id_, Timed())
                    if id_ not in self._unasked and timed.acts_at != at:
                        self._put(id_, msgspec.structs.replace(timed, acts_at=at))

    def _read_ids(self, rows: TimedRows) -> list[TicketId]:
        with self._desk.database.read() as reader:
            return rows.present(reader)

    def _read_moments(
        self, rows: KindRows, ids: Sequence[TicketId]
    ) -> list[tuple[TicketId, Instant | None]]:
        """When the next moment of each ticket comes."""
        memory, now = self._desk.memory, self._environment.now_us()
        with self._desk.database.read() as reader:
            tickets = [stored.entity for stored in rows.load_many(reader, ids)]
        return [
            (
                ticket.id,
                min(
                    (at for at, _ in coming(ticket, memory.automation, memory.promises, now)),
                    default=None,
                ),
            )
            for ticket in tickets
            if isinstance(ticket, Ticket)
        ]

    def _put(self, id_: TicketId, timed: Timed) -> None:
        if (
            timed.clocks
            or timed.acts_at is not None
            or timed.wake_at is not None
            or timed.route_at is not None
            or timed.status in ENDING
        ):
            self._tickets[id_] = timed
        else:
            self._tickets.pop(id_, None)
        self._keeper.put(Subject("ticket", id_), self._next(timed))

    def _next(self, timed: Timed) -> Instant | None:
        """When something happens to a ticket next: nothing to one that is archived."""
        if timed.archived:
            return None
        instants = (
            _wakes_at(timed),
            self._tells_at(timed),
            self._closes_at(timed),
            _purged_at(timed),
            _routes_at(timed),
            timed.acts_at,
        )
        return min((at for at in instants if at is not None), default=None)

    def _tells_at(self, timed: Timed) -> Instant | None:
        """When there is something to tell of the first of a ticket's clocks, or the ticket has to
        get what is promised now before.
        """
        at = self._reaches_at(timed.clocks)
        if timed.foreseen is None:
            return at
        instants = (
            self._reaches_at(timed.foreseen),
            None if at is None else at - _BEFOREHAND,
            turns_at(timed.clocks, timed.foreseen),
        )
        return min((each for each in instants if each is not None), default=None)

    def _reaches_at(self, clocks: Iterable[Clock]) -> Instant | None:
        """When there is something to tell of the first of some clocks."""
        # By a calendar that another node has made the clock is counted once that is heard of.
        now = self._environment.now_us()
        return self._desk.memory.promises.first(
            clocks, lambda clock, hours: tells_at(clock, hours, now)
        )

    def _closes_at(self, timed: Timed) -> Instant | None:
        """When a ticket that is solved is closed."""
        days = self._desk.memory.workspace.close_days
        return closes_at(timed.status, timed.solved_at, days)

    def _put_agent(self, agent: AgentId, at: Instant | None) -> None:
        if at is None:
            self._agents.pop(agent, None)
        else:
            self._agents[agent] = at
        self._keeper.put(Subject("agent", agent), at)

    def _put_calendars(self) -> None:
        for calendar in self._desk.memory.promises.calendars:
            self._keeper.put(Subject("calendar", calendar.id), _moves_at(calendar))

    # -- what is due ---------------------------------------------------------------------------

    async def _perform(self, subjects: Sequence[Subject]) -> None:
        """Have it done, and see that what could not be done is due again."""
        tickets = tuple(TicketId(subject.id) for subject in subjects if subject.kind == "ticket")
        now = self._environment.now_us()
        failed: set[TicketId] = set()
        if waking := self._due(tickets, _wakes_at, now):
            failed |= await self._do_to(waking, WakeTickets)
        if telling := self._due(tickets, self._tells_at, now):
            failed |= await self._do_to(telling, TellClocks)
            self._have_promised(telling)
        if closing := self._due(tickets, self._closes_at, now):
            failed |= await self._do_to(closing, CloseTickets)
        if routing := self._due(tickets, _routes_at, now):
            failed |= await self._do_to(routing, RouteTickets)
        if acting := self._due(tickets, _acts_at, now):
            at_fault = await self._do_to(acting, RunRules)
            self._ask_anew(id_ for id_ in acting if id_ not in at_fault)
            failed |= at_fault
        for id_ in self._due(tickets, _purged_at, now):
            await self._do(PurgeTicket(ticket=id_))
        for subject in subjects:
            if subject.kind == "calendar":
                await self._do(MoveCalendar(calendar=CalendarId(subject.id)))
            elif subject.kind == "agent":
                await self._route_agent(AgentId(subject.id), now)
        for id_ in tickets:
            at = self._next(self._tickets.get(id_, Timed()))
            if at is not None and at <= now:
                at = now + (_AFTER_A_FAULT if id_ in failed else _AGAIN)
            self._keeper.put(Subject("ticket", id_), at)

    async def _route_agent(self, agent: AgentId, now: Instant) -> None:
        answer = await self._desk.execute(RouteAgents(agents=(agent,)), TIMEKEEPER)
        if answer.refusal is not None and answer.refusal.code != Code.INTERNAL:
            raise NotKept(answer.refusal)
        if self._agents.get(agent, now + 1) <= now:
            wait = _AGAIN if answer.ok else _AFTER_A_FAULT
            self._keeper.put(Subject("agent", agent), now + wait)

    def _ask_anew(self, tickets: Iterable[TicketId]) -> None:
        """The moments of these tickets have come, though their rules may not have changed them."""
        for id_ in tickets:
            timed = self._tickets.get(id_, Timed())
            self._put(id_, msgspec.structs.replace(timed, acts_at=None))
            self._unasked[id_] = None
        self._ask.set()

    def _have_promised(self, tickets: Iterable[TicketId]) -> None:
        """These tickets have what is promised now, though it may not have changed them."""
        for id_ in tickets:
            timed = self._tickets.get(id_, Timed())
            if timed.foreseen is not None:
                self._put(id_, msgspec.structs.replace(timed, foreseen=None))

    def _due(
        self, tickets: Iterable[TicketId], at: Callable[[Timed], Instant | None], now: Instant
    ) -> tuple[TicketId, ...]:
        """Those of the tickets to which something happens by now."""
        known = ((id_, at(self._tickets.get(id_, Timed()))) for id_ in tickets)
        return tuple(id_ for id_, when in known if when is not None and when <= now)

    async def _do_to(
        self,
        tickets: tuple[TicketId, ...],
        what: type[WakeTickets | TellClocks | CloseTickets | RouteTickets | RunRules],
    ) -> frozenset[TicketId]:
        """Have it done to all at once, after a fault to one by one; those that are at fault."""
        answer = await self._desk.execute(what(tickets=tickets), TIMEKEEPER)
        if answer.refusal is None:
            return frozenset()
        if answer.refusal.code != Code.INTERNAL:
            raise NotKept(answer.refusal)
        if len(tickets) == 1:
            return frozenset(tickets)
        return frozenset().union(*[await self._do_to((id_,), what) for id_ in tickets])

    async def _do(self, command: Command) -> None:
        answer = await self._desk.execute(command, TIMEKEEPER)
        if not answer.ok:
            raise NotKept(answer.refusal)


def _wakes_at(timed: Timed) -> Instant | None:
    """When a ticket comes back. What is spam or deleted waits for nothing, though it may again."""
    return timed.wake_at if timed.status in WAITING else None


def _routes_at(timed: Timed) -> Instant | None:
    """When somebody may be free for a ticket, only because time has passed."""
    return timed.route_at


def _acts_at(timed: Timed) -> Instant | None:
    """When the next moment of a rule comes."""
    return timed.acts_at


def _purged_at(timed: Timed) -> Instant | None:
    """When what was taken away goes for good."""
    return purged_at(timed.status, timed.removed_at)


def _runs(timed: Timed) -> bool:
    return any(clock.state == RUNNING for clock in timed.clocks)


def _promises(entry: Logged) -> bool:
    """Whether something else is promised after a change."""
    if entry.kind != SlaPolicy.kind or not entry.payload:
        return False
    return _policy_payload.decode(entry.payload).after != _InForce()


def _moves_all(entry: Logged) -> bool:
    """Whether other things are due after a change: of calendars, or of how long things are kept."""
    published = entry.kind == Published.kind and entry.id.startswith(_OF_CALENDARS)
    return published or entry.kind == Workspace.kind


def _moves_at(calendar: Calendar) -> Instant | None:
    """When clients get more of a calendar: while they still have a year of it."""
    return calendar.open_until - SHOWN_AT_LEAST if calendar.number else None
