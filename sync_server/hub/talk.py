# SPDX-License-Identifier: Apache-2.0
"""Does what a session's frames ask for: signs in, submits, answers queries, shows presence."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from msgspec import Raw

from sync_server.contract import codec, frames
from sync_server.contract.frames import Told
from sync_server.contract.ids import AgentId, AttachmentId, Seq, TicketId
from sync_server.contract.queries import FilePass, FileTicket, Query
from sync_server.contract.refusals import Code, Refusal, Refused
from sync_server.contract.scopes import ticket_home
from sync_server.desk.actor import AGENT, Actor
from sync_server.desk.desk import Desk
from sync_server.desk.registry import QUERY_REGISTRY
from sync_server.desk.signin import SignIn
from sync_server.domain.sight import sight_of
from sync_server.environment import Lane
from sync_server.hub import session as acts
from sync_server.hub.floor import Floor
from sync_server.hub.presence import MODES, Place
from sync_server.hub.reachability import Reachability
from sync_server.hub.seat import Seat
from sync_server.hub.session import CloseCode, Door
from sync_server.security.tokens import make_pass, new_token
from sync_server.store.reads import Reads

_log = logging.getLogger(__name__)

LOOKS: Final = 5
"""How often a query is answered anew because the asker's sight changed meanwhile."""

MAX_UNREAD_ANSWERS: Final = 2_000
"""Answers that wait for a client that does not read; more of them end its session."""

MAX_WAITING_QUERIES: Final = 64
"""Queries of a session that wait for those before them; more are told to slow down."""

SECOND: Final = 1_000_000

Completion = Callable[[AgentId, Any, Any], Awaitable[object]]
"""From agent, query and what the database says to the whole answer. May raise `Refused`."""

Completions = Mapping[type[Query], Completion]
"""The queries that need more than the database: a mail server, a mail as it came."""


class Talk:
    """Acts for sessions. One message of a session is dealt with after the other."""

    def __init__(
        self,
        floor: Floor,
        desk: Desk,
        sign_in: SignIn,
        *,
        reads: Reads,
        lane: Lane,
        reachability: Reachability,
        name: str,
        pass_key: bytes,
    ) -> None:
        self._floor = floor
        self._desk = desk
        self._sign_in = sign_in
        self._reads = reads
        self._lane = lane
        self._reachability = reachability
        self._name = name
        self._pass_key = pass_key
        self.completions: Completions = {}
        self.files_port = 0
        self.web_address = ""

    async def receive(self, seat: Seat, data: bytes | str) -> None:
        """Deal with a message. A query is only noted: `answer_queries` follows."""
        now = self._floor.environment.monotonic()
        act = seat.session.receive(data, now=now, head=self._floor.tail.seq)
        match act:
            case acts.Inquire():
                self._note(seat, act)
            case acts.Admit():
                await self._admit(seat, act.hello)
            case acts.Start():
                self._start(seat, act)
            case acts.Execute():
                await self._execute(seat, act)
            case acts.Show():
                await self._show(seat, act.here)
            case acts.Compare():
                seat.compares = True
                self._floor.stir(seat)
            case acts.Write():
                self._reply(seat, act.frame)
            case acts.Leave():
                await self._leave(seat, forget=act.forget)
            case acts.End():
                self._floor.end(seat, act)
            case None:
                pass

    def _reply(self, seat: Seat, frame: bytes) -> None:
        """Answer at once what is no change. Who asks on and on and does not read must go."""
        if seat.line.room():
            self._floor.send(seat, frame)
        else:
            refusal = Refusal(code=Code.LIMIT, field="answers")
            self._floor.end_with(seat, refusal, CloseCode.STALLED)

    # -- coming and going ----------------------------------------------------------------------

    async def _admit(self, seat: Seat, hello: frames.Hello) -> None:
        try:
            admitted = await self._sign_in.hello(hello, source=seat.source)
        except Refused as refused:
            self._floor.end_with(seat, refused.refusal, CloseCode.NOT_SIGNED_IN)
            return
        if not seat.line.open:
            return
        environment = self._floor.environment
        key = new_token(environment.random_bytes)
        door = Door(
            session=key,
            epoch=self._desk.epoch,
            head=self._floor.tail.seq,
            now=environment.now_us(),
            desk=self._name,
            files=self.files_port,
            web=self.web_address,
        )
        self._floor.send(seat, seat.session.welcome(admitted, door))
        oldest = self._floor.sit(seat, key)
        if oldest is not None:
            refusal = Refusal(code=Code.LIMIT, field="sessions")
            self._floor.end_with(oldest, refusal, CloseCode.CROWDED)
        self._reachability.connected(admitted.agent, environment.monotonic())
        _log.info("Agent %s signed in", admitted.agent, extra={"action": "session"})

    def _start(self, seat: Seat, start: acts.Start) -> None:
        seat.held, seat.cursor, seat.told = start.scopes, start.cursor, start.cursor
        seat.recount, seat.claimed, seat.ready = True, True, True
        self._floor.stir(seat)

    async def _leave(self, seat: Seat, *, forget: bool) -> None:
        device, source = seat.session.device, seat.source
        seat.line.close(1000)
        self._floor.rise(seat)
        if forget:
            await self._sign_in.sign_out(device, source=source)

    # -- commands and queries ------------------------------------------------------------------

    async def _execute(self, seat: Seat, act: acts.Execute) -> None:
        answers: list[frames.Answer] = []
        if act.envelopes:
            answers = await self._desk.submit(act.envelopes, self._actor(seat))
        if seat.slot < 0:
            return
        self._floor.answer(seat, [*answers, *act.refused])
        if len(seat.answers) > MAX_UNREAD_ANSWERS:
            refusal = Refusal(code=Code.LIMIT, field="answers")
            self._floor.end_with(seat, refusal, CloseCode.STALLED)

    def _actor(self, seat: Seat) -> Actor:
        return Actor(
            kind=AGENT,
            id=seat.session.agent,
            via="socket",
            device=seat.session.device,
            source=seat.source,
        )

    def _note(self, seat: Seat, act: acts.Inquire) -> None:
        if len(seat.asked) < MAX_WAITING_QUERIES:
            seat.asked.append(act)
        else:
            slow = Refusal(code=Code.SLOW_DOWN, retry_after_ms=1000)
            self._reply(seat, codec.encode(_refused(act, slow)))

    async def answer_queries(self, seat: Seat) -> None:
        """Answer what a seat has asked, while there is room; again once its socket has drained."""
        try:
            while seat.asked and seat.slot >= 0:
                if not seat.line.room():
                    self._floor.blocked(seat)
                    break
                await self._inquire(seat, seat.asked.pop(0))
        finally:
            seat.asking = False

    async def _inquire(self, seat: Seat, act: acts.Inquire) -> None:
        """Answer a query with what the agent may see when the answer is written."""
        agent = seat.session.agent
        try:
            query = codec.decode_query(act.ask.query)
            entry = QUERY_REGISTRY[type(query)]
            if entry.cost == "heavy":
                slow = seat.session.take_heavy(self._floor.environment.monotonic())
                if slow is not None:
                    self._tell(seat, Told(id=act.ask.id, refusal=slow))
                    return
            seq, result = await self._lane.run(self._look, agent, query)
            complete = self.completions.get(type(query))
            if complete is not None:
                result = await complete(agent, query, result)
            for _ in range(LOOKS):
                if seat.stirred <= seq:
                    break
                seq, seen = await self._lane.run(self._look, agent, query)
                result = seen if complete is None else result
            if isinstance(query, FileTicket):
                result = self._file_pass(seat, AttachmentId(str(result)))
            told = Told(id=act.ask.id, result=Raw(codec.encode(result)))
            if seat.stirred > seq:
                told = _refused(act, Refusal(code=Code.SLOW_DOWN, retry_after_ms=1000))
        except Refused as refused:
            told = _refused(act, refused.refusal)
        except Exception:  # noqa: BLE001 - a fault of one query is answered to whoever asked
            incident = self._floor.environment.new_id()
            _log.exception("A query failed", extra={"incident": incident})
            told = _refused(act, Refusal(code=Code.INTERNAL, incident=incident))
        self._tell(seat, told)

    def _look(self, agent: AgentId, query: Any) -> tuple[Seq, object]:
        with self._reads.glimpse() as glimpse:
            viewer = glimpse.viewer(agent)
            if viewer is None:
                raise Refused(Code.FORBIDDEN)
            entry = QUERY_REGISTRY[type(query)]
            entry.policy(viewer)
            return glimpse.head.seq, entry.handler(glimpse.connection, viewer, query)

    def _tell(self, seat: Seat, told: Told) -> None:
        if seat.slot >= 0:
            self._floor.send(seat, codec.encode(told))

    def _file_pass(self, seat: Seat, attachment: AttachmentId) -> FilePass:
        life = int(self._floor.limits.file_pass_s * SECOND)
        expires_at = self._floor.environment.now_us() + life
        token = make_pass(
            self._pass_key,
            attachment=attachment,
            device=seat.session.device,
            expires_at=expires_at,
        )
        return FilePass(token=token, expires_at=expires_at)

    # -- presence ------------------------------------------------------------------------------

    async def _show(self, seat: Seat, here: frames.Here) -> None:
        presence = self._floor.presence
        home = None
        if here.ticket is not None and here.mode in MODES:
            home = await self._lane.run(self._home_seen, seat.session.agent, here.ticket)
        if seat.slot < 0:
            return
        if home is None or here.ticket is None:
            news = presence.leave(seat.name)
        else:
            limits, now = self._floor.limits, self._floor.environment.monotonic()
            place = Place(
                agent=seat.session.agent,
                session=seat.name,
                ticket=here.ticket,
                home=home,
                mode=here.mode,
                typing=here.typing,
                until=now + limits.presence_lease_s,
            )
            news = presence.arrive(place)
        if news:
            self._floor.told_of_presence.set()

    def _home_seen(self, agent: AgentId, ticket: TicketId) -> str | None:
        """A ticket's home, if the agent may see the ticket."""
        with self._reads.glimpse() as glimpse:
            viewer, row = glimpse.viewer(agent), glimpse.ticket(ticket)
        if viewer is None or row is None or sight_of(viewer, row) is None:
            return None
        return ticket_home(row.team)


def _refused(act: acts.Inquire, refusal: Refusal) -> Told:
    return Told(id=act.ask.id, refusal=refusal)
