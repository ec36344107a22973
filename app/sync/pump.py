# SPDX-License-Identifier: Apache-2.0
"""The pump: one session from hello to its end, frames into the cache and then into the workspace.

A frame is taken only when the one before it is on disk, so a slow disk slows the server's writes
and nothing piles up in memory. The outbox drains beside it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from msgspec import Raw, Struct

from app.cache import apply as cache
from app.cache.apply import Applied, Misfit
from app.cache.engine import File
from app.cache.reads import differing_scopes
from app.environment import Environment
from app.errors import AskRefused, NoRoom, NotConnected
from app.link.driver import After
from app.link.session import Session, State, Violation, gives_up_for_good
from app.link.wire import CLEAN_CODES, TOO_LARGE, Wire, WireClosed
from app.outbox.drain import LATE_S, Drain, Stuck
from app.signals import Signal
from app.sync.stores import Stores
from app.tasks import Tasks
from sync_server.contract import frames
from sync_server.contract.entities import Membership
from sync_server.contract.ids import DeviceId
from sync_server.contract.queries import Query
from sync_server.contract.refusals import Code, Refusal
from sync_server.contract.scopes import DESK, agent_scope, team_scope

logger = logging.getLogger(__name__)

WELCOME_S: Final = 30.0
COMPARE_EVERY_S: Final = 600.0

Credential = frames.DeviceToken | frames.Password


class Progress(Struct, frozen=True, kw_only=True):
    """How far a session is. `live`: everything that is held is complete and current."""

    live: bool
    step: int
    of: int


class Misbehaviour(Struct, frozen=True, kw_only=True):
    """The server sent what it must not, or holds something else; `scope` is fetched again."""

    reason: str
    scope: str | None = None


class Sync:
    """One session at a time. Signals: `progressed`; `misbehaved`; `ended` with a server's refusal;
    `restored` when the server came back from a backup, once what it did not know was sent again:
    how many changes that were; `requeued` before that, with the new epoch.

    `on_welcome` is awaited with each welcome before anything else happens: it keeps the new token.
    """

    def __init__(
        self,
        stores: Stores,
        environment: Environment,
        *,
        device: DeviceId,
        on_welcome: Callable[[frames.Welcome], Awaitable[None]],
    ) -> None:
        self.progressed: Signal[Progress] = Signal()
        self.misbehaved: Signal[Misbehaviour] = Signal()
        self.restored: Signal[int] = Signal()
        self.requeued: Signal[str] = Signal()
        self.ended: Signal[Refusal] = Signal()
        self._stores = stores
        self._environment = environment
        self._device = device
        self._on_welcome = on_welcome
        self._wire: Wire | None = None
        self._session: Session | None = None
        self._drain: Drain | None = None
        self._resumed = asyncio.Event()
        self._complete = self._begun = False
        self._asked: dict[int, asyncio.Future[Raw]] = {}
        stores.queue.replay.finished.connect(self.restored.emit)

    @property
    def wire(self) -> Wire | None:
        """The connection, while there is a session."""
        return self._wire if self._is_up else None

    @property
    def _is_up(self) -> bool:
        return self._session is not None and self._session.state is State.LIVE

    # -- asking --------------------------------------------------------------------------------

    async def ask(self, query: Query) -> Raw:
        """The result of a query, raw. Raises `NotConnected` and `AskRefused`."""
        if self._session is None or self._wire is None or not self._is_up:
            raise NotConnected
        number, frame = self._session.ask(query)
        future: asyncio.Future[Raw] = asyncio.get_running_loop().create_future()
        self._asked[number] = future
        try:
            await self._send(self._wire, frame)
            return await future
        finally:
            self._asked.pop(number, None)
            if future.done() and not future.cancelled():
                future.exception()  # looked at, also when the line broke while the frame was sent

    async def show(self, here: frames.Here) -> None:
        """Tell where the person is; without a session nobody is told."""
        if self._session is not None and self._wire is not None and self._is_up:
            await self._send(self._wire, self._session.here(here))

    async def restart(self) -> None:
        """End the session; the next one begins with what the cache holds then."""
        if self._wire is not None:
            await self._wire.close()

    def wake(self) -> None:
        """Something in the outbox may have become sendable."""
        if self._drain is not None:
            self._drain.wake()

    async def leave(self, *, forget: bool) -> None:
        """Say goodbye, if there is a session; with `forget` the device is signed out for good."""
        if self._session is not None and self._wire is not None and self._is_up:
            await self._send(self._wire, self._session.bye(forget=forget))

    async def _send(self, wire: Wire, frame: bytes) -> None:
        try:
            await wire.send(frame)
        except WireClosed:
            raise NotConnected from None

    # -- one session ---------------------------------------------------------------------------

    async def talk(self, wire: Wire, credential: Credential, *, device_name: str = "") -> After:
        """Have one session; what to do after it. Raises `Damaged` and `NoRoom` of the cache."""
        tasks = Tasks()
        self._session = session = Session(self._device, device_name=device_name)
        self._wire = wire
        self._complete = self._begun = False
        self._resumed.clear()
        try:
            await wire.send(session.hello(credential))
            async with asyncio.timeout(WELCOME_S):
                first = session.receive(await wire.receive())
            if isinstance(first, frames.Closing):
                return self._close(first.refusal)
            assert isinstance(first, frames.Welcome)
            await self._begin(first, session, wire, tasks=tasks)
            return await self._listen(session, wire)
        except WireClosed as closed:
            return await self._lose(closed)
        except (Misfit, Violation) as fault:
            return await self._distrust(fault.reason, fault.scope)
        except TimeoutError:
            return After.LATER
        except Stuck:
            return After.AT_ONCE
        finally:
            self._drain = self._session = self._wire = None
            for future in self._asked.values():
                if not future.done():
                    future.set_exception(NotConnected())
            await tasks.close()
            self._stores.workspace.lose_presence()

    async def _begin(
        self, welcome: frames.Welcome, session: Session, wire: Wire, *, tasks: Tasks
    ) -> None:
        await self._on_welcome(welcome)
        stores = self._stores
        stores.workspace.offset_us = welcome.now - self._environment.now_us()
        if await stores.queue.requeue(welcome.epoch, welcome.next_counter, head=welcome.head):
            stores.workspace.repaint()
            self.requeued.emit(welcome.epoch)
        await self._apply(cache.drop_unready)
        at = await stores.worker.run(cache.position, stores.cache)
        if at.epoch != welcome.epoch:
            # Said at once: what left before the server said it would be out of turn there.
            await self._forget_all(welcome.epoch)
            at = await stores.worker.run(cache.position, stores.cache)
        await wire.send(session.resume(at.epoch, at.cursor, scopes=at.scopes))
        self._resumed.set()
        self._drain = Drain(
            stores.queue,
            self._environment,
            file=stores.outbox,
            worker=stores.worker,
            send=lambda envelopes: self._submit(envelopes, session, wire),
        )
        tasks.spawn(self._empty(self._drain, welcome, wire), name="outbox drain")
        tasks.spawn(self._compare(session, wire), name="digest comparison")
        self._report(session, welcome)

    async def _submit(
        self, envelopes: Sequence[frames.Envelope], session: Session, wire: Wire
    ) -> None:
        """What is sent while the session starts over waits until it has."""
        await self._resumed.wait()
        await wire.send(session.submit(envelopes))

    async def _empty(self, drain: Drain, welcome: frames.Welcome, wire: Wire) -> None:
        workspace = self._stores.workspace
        try:
            late = await drain.hold_late(workspace.now_us() - LATE_S * 1_000_000)
            workspace.settle(late, cursor=0)
            await drain.run(welcome.epoch, welcome.next_counter)
        except WireClosed:
            return
        except Stuck:
            logger.info("The outbox's counters are fitted anew")
            await wire.close()
        except NoRoom:
            # Nothing can leave before it is counted on disk. The next session finds out, and says.
            await wire.close()

    async def _compare(self, session: Session, wire: Wire) -> None:
        """Ask for the server's digests from time to time."""
        try:
            await wire.ping()
            while True:
                await self._environment.sleep(COMPARE_EVERY_S)
                await wire.send(session.compare_digests())
        except WireClosed:
            return

    async def _listen(self, session: Session, wire: Wire) -> After:
        while True:
            frame = session.receive(await wire.receive())
            match frame:
                case frames.Closing():
                    return self._close(frame.refusal)
                case frames.Answers():
                    await self._answer(frame, session)
                case frames.Told():
                    self._tell(frame)
                case frames.Presence():
                    self._stores.workspace.apply_presence(frame)
                case frames.Digests():
                    await self._check(frame, session)
                case frames.Resync():
                    await self._start_over(frame, session, wire)
                case frames.Complaint():
                    logger.warning("The server complained: %s", frame.refusal.code)
                case None:
                    pass
                case _:
                    await self._store(frame)
                    self._note_heartbeat(frame, session)
                    self._report(session, session.welcome)

    async def _apply(self, step: Callable[[File], Applied]) -> None:
        applied = await self._stores.worker.run(step, self._stores.cache)
        self._stores.workspace.confirm(applied)

    async def _store(self, frame: frames.Down) -> None:
        await self._apply(lambda file: cache.apply(file, frame))

    async def _answer(self, frame: frames.Answers, session: Session) -> None:
        if self._drain is not None:
            outcomes = await self._drain.answer(frame.answers)
            self._stores.workspace.settle(outcomes, cursor=session.cursor)

    def _tell(self, frame: frames.Told) -> None:
        future = self._asked.get(frame.id)
        if future is None or future.done():
            return
        if frame.refusal is not None:
            future.set_exception(AskRefused(frame.refusal))
        elif isinstance(frame.result, Raw):
            future.set_result(frame.result)

    async def _check(self, frame: frames.Digests, session: Session) -> None:
        if frame.through != session.cursor:
            return
        stores = self._stores
        scopes = await stores.worker.run(differing_scopes, stores.cache, frame.scopes)
        if scopes:
            raise Violation("the digest differs", scopes[0])

    async def _start_over(self, frame: frames.Resync, session: Session, wire: Wire) -> None:
        self._resumed.clear()
        await self._forget_all(frame.epoch)
        await wire.send(session.resume(frame.epoch, 0, scopes={}))
        self._resumed.set()

    async def _forget_all(self, epoch: str) -> None:
        """Hold nothing any more, and say so if the server came back from a backup."""
        stores = self._stores
        before = await stores.worker.run(cache.position, stores.cache)
        if before.epoch not in ("", epoch) and not stores.queue.replay.is_under_way:
            self.restored.emit(stores.queue.changes)
        await stores.worker.run(cache.reset, stores.cache, epoch)
        if before.epoch:
            stores.workspace.clear()

    # -- the end -------------------------------------------------------------------------------

    def _close(self, refusal: Refusal) -> After:
        self.ended.emit(refusal)
        if gives_up_for_good(refusal):
            return After.STOP
        return After.AT_ONCE if refusal.code == Code.SLOW_DOWN else After.LATER

    async def _lose(self, closed: WireClosed) -> After:
        if closed.code == TOO_LARGE and self._drain is not None:
            outcome = await self._drain.refuse_largest()
            if outcome is not None:
                self._stores.workspace.settle((outcome,), cursor=0)
        return After.AT_ONCE if closed.code in CLEAN_CODES else After.LATER

    async def _distrust(self, reason: str, scope: str | None) -> After:
        """What the server sent does not fit: report it and fetch that scope again."""
        logger.warning("The server misbehaved: %s", reason, extra={"scope": scope})
        self.misbehaved.emit(Misbehaviour(reason=reason, scope=scope))
        if scope:
            await self._apply(lambda file: cache.drop_scope(file, scope))
        return After.LATER

    def _note_heartbeat(self, frame: frames.Down, session: Session) -> None:
        """Changes, after the first, while nothing is loading: whatever is held is complete."""
        if isinstance(frame, frames.Changes):
            quiet = not session.loading and not session.remaining
            self._complete = self._complete or (self._begun and quiet)
            self._begun = True

    def _report(self, session: Session, welcome: frames.Welcome | None) -> None:
        head = 0 if welcome is None else welcome.head
        coming = session.loading or session.remaining
        still = bool(session.held) and not coming and session.cursor >= head
        self._complete = still and (self._complete or self._holds_all(session))
        self.progressed.emit(
            Progress(live=self._complete, step=session.cursor, of=max(head, session.cursor))
        )

    def _holds_all(self, session: Session) -> bool:
        """Whether what a member of staff can be told to hold is there, as far as one can tell here.

        The server alone knows what somebody holds; this decides only what a window says meanwhile.
        """
        workspace = self._stores.workspace
        teams = {each.team for each in workspace.all(Membership) if each.agent == workspace.me}
        own = {DESK} if workspace.me is None else {DESK, agent_scope(workspace.me)}
        return own | {team_scope(team) for team in teams} <= session.held.keys()
