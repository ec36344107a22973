# SPDX-License-Identifier: Apache-2.0
"""Reads on behalf of the seats that are behind, load scopes, or compare digests.

One round looks once for many seats: one read transaction on the lane for reads, then everything is
written in the loop. What was read is void when the sight it rests on changed meanwhile.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct

from sync_server.contract import codec
from sync_server.contract.frames import Digests, Forget, Projection
from sync_server.contract.ids import AgentId, Seq
from sync_server.contract.refusals import Code, Refusal
from sync_server.environment import Lane
from sync_server.feed import catchup
from sync_server.feed.catchup import PageStep, Standing, Step
from sync_server.feed.partial import after_part
from sync_server.hub.announcer import close_at_once
from sync_server.hub.fanout import message
from sync_server.hub.floor import Floor
from sync_server.hub.seat import Seat
from sync_server.hub.session import CloseCode
from sync_server.store.reads import Glimpse, Reads

_log = logging.getLogger(__name__)

STEPS_A_ROUND: Final = 64
PAGES_A_ROUND: Final = 4
"""Pages are long reads: seats that are only behind wait for few of them."""

JOINED_BYTES: Final = 256 * 1024
"""Small frames are joined up to this into one write."""


class _Follow(Struct, frozen=True):
    standing: Standing

    def run(self, glimpse: Glimpse) -> Step:
        return catchup.follow(glimpse, self.standing)


class _Replay(Struct, frozen=True):
    standing: Standing
    scope: str
    after: Seq

    def run(self, glimpse: Glimpse) -> Step:
        return catchup.replay(glimpse, self.standing, self.scope, after=self.after)


class _Page(Struct, frozen=True):
    agent: AgentId
    scope: str
    projection: Projection
    after: str | None

    def run(self, glimpse: Glimpse) -> PageStep:
        return catchup.page(
            glimpse, self.agent, self.scope, projection=self.projection, after=self.after
        )


class _Compare(Struct, frozen=True):
    held: Mapping[str, Projection]

    def run(self, glimpse: Glimpse) -> Digests:
        return Digests(through=glimpse.head.seq, scopes=glimpse.digests(self.held))


_Job = _Follow | _Replay | _Page | _Compare
_Found = Step | PageStep | Digests | Exception


class CatchUp:
    """Brings restless seats to the tail. `run` is the one task that does it."""

    def __init__(
        self,
        floor: Floor,
        reads: Reads,
        lane: Lane,
        *,
        on_false_claims: Callable[[Seat, Iterable[str]], None],
    ) -> None:
        self._floor = floor
        self._reads = reads
        self._lane = lane
        self._on_false_claims = on_false_claims
        self._under_way: dict[Seat, tuple[_Job, Step | PageStep]] = {}

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            await self._floor.wake.wait()
            self._floor.wake.clear()
            while jobs := self._jobs():
                await self._round(jobs)

    async def _round(self, jobs: list[tuple[Seat, _Job]]) -> None:
        found = await self._lane.run(self._look, [job for _, job in jobs])
        for (seat, job), result in zip(jobs, found, strict=True):
            try:
                self._take(seat, job, result)
            except Exception as error:  # noqa: BLE001 - it connects again and reads anew
                self._fail(seat, error)

    def _look(self, jobs: list[_Job]) -> list[_Found]:
        """One look for all; when that fails, one look each, so that who is at fault fails alone."""
        try:
            with self._reads.glimpse() as glimpse:
                return [job.run(glimpse) for job in jobs]
        except Exception as error:  # noqa: BLE001 - whatever failed, the others go on
            if len(jobs) == 1:
                return [error]
            return [found for job in jobs for found in self._look([job])]

    def _fail(self, seat: Seat, error: Exception) -> None:
        incident = self._floor.environment.new_id()
        _log.error("Cannot read for a session", exc_info=error, extra={"incident": incident})
        self.forget(seat)
        refusal = Refusal(code=Code.INTERNAL, incident=incident)
        self._floor.end_with(seat, refusal, CloseCode.INTERNAL)

    # -- choosing ------------------------------------------------------------------------------

    def _jobs(self) -> list[tuple[Seat, _Job]]:
        jobs: list[tuple[Seat, _Job]] = []
        pages = 0
        for seat in list(self._floor.restless):
            if len(jobs) == STEPS_A_ROUND:
                break
            if not seat.line.room():
                self._floor.blocked(seat)
                continue
            job = self._job(seat)
            if isinstance(job, _Page):
                pages += 1
                if pages > PAGES_A_ROUND:
                    continue
            self._floor.restless.pop(seat, None)
            if job is not None:
                seat.busy = True
                seat.disturbed = set()
                jobs.append((seat, job))
        return jobs

    def _job(self, seat: Seat) -> _Job | None:
        """The next thing to do for a seat."""
        if not seat.ready or seat.slot < 0:
            return None
        # What left a scope before its page was read must not count as held once it is ready.
        ahead = seat.replaying and seat.cursor < seat.paged_to
        if seat.recount or ahead or not (seat.live or seat.replaying):
            job: _Job = _Follow(seat.standing)
            seat.recount = False
            return job
        if seat.compares and seat.live:
            return _Compare(seat.held)
        if not seat.loading:
            return None
        scope = next(iter(seat.loading))
        if seat.replaying:
            return _Replay(seat.standing, scope, seat.replay_at)
        return _Page(seat.session.agent, scope, seat.loading[scope], seat.next_page)

    # -- taking --------------------------------------------------------------------------------

    def _take(self, seat: Seat, job: _Job, found: _Found) -> None:
        if seat.slot < 0:
            return
        if isinstance(found, Exception):
            self._fail(seat, found)
        elif isinstance(found, Digests):
            self._take_digests(seat, job, found)
        elif isinstance(found, Step) and found.gone:
            close_at_once(self._floor, seat, Refusal(code=Code.DISABLED))
        elif isinstance(found, PageStep) and found.lost:
            self._again(seat, recount=True)
        else:
            seat.parcel = list(found.frames)
            self._under_way[seat] = (job, found)
            self.go_on(seat)

    def go_on(self, seat: Seat) -> None:
        """Write what was read as far as there is room; call again once the socket has drained.

        When the sight that it rests on has changed meanwhile, the rest is void.
        """
        if seat not in self._under_way:
            return
        job, found = self._under_way[seat]
        if seat.slot < 0:
            del self._under_way[seat]
        elif seat.disturbed and seat.disturbed & found.tickets:
            if isinstance(job, _Follow) and isinstance(found, Step):
                self._keep_written(seat, found)
            self._again(seat, recount=isinstance(job, _Follow) and job.standing.recount)
        elif self._write_parcel(seat, found.tickets):
            del self._under_way[seat]
            _rest(seat)
            self._written(seat, job, found)

    def forget(self, seat: Seat) -> None:
        """A seat is gone."""
        self._under_way.pop(seat, None)

    def _again(self, seat: Seat, *, recount: bool) -> None:
        """What was read is void: look again."""
        self._under_way.pop(seat, None)
        _rest(seat)
        seat.recount = seat.recount or recount
        self._floor.fall_behind(seat, self._floor.tail.seq)

    def _keep_written(self, seat: Seat, step: Step) -> None:
        """Count as held what the client holds by the part of a void step that was written."""
        written = step.frames[: len(step.frames) - len(seat.parcel)]
        if not written:
            return
        self._judge_claims(seat, step)
        part = after_part(seat.held, written)
        if part.torn is not None:
            self._floor.send(seat, codec.encode(Forget(tickets=(part.torn,))))
        loading = {name: kind for name, kind in seat.loading.items() if name not in part.forgotten}
        _turn_to(seat, loading)
        seat.held, seat.recount = part.held, True
        self._floor.place(seat)

    def _judge_claims(self, seat: Seat, step: Step) -> None:
        """The first step of a session shows which of its client's claims were false."""
        if seat.claimed:
            seat.claimed = False
            self._on_false_claims(seat, [scope for scope in seat.held if scope not in step.held])

    def _write_parcel(self, seat: Seat, tickets: frozenset[str]) -> bool:
        while seat.parcel:
            if not seat.line.room():
                self._floor.blocked(seat)
                return False
            joined = [message(seat.parcel.pop(0))]
            size = len(joined[0])
            while seat.parcel and size + len(seat.parcel[0]) <= JOINED_BYTES:
                joined.append(message(seat.parcel.pop(0)))
                size += len(joined[-1])
            seat.line.write(b"".join(joined))
            seat.exposed = tickets
        seat.wrote_at = self._floor.environment.monotonic()
        return True

    def _written(self, seat: Seat, job: _Job, found: Step | PageStep) -> None:
        if isinstance(found, PageStep):
            self._page_written(seat, found)
        elif isinstance(job, _Replay):
            self._replay_written(seat, found)
        else:
            self._step_written(seat, found)

    def _step_written(self, seat: Seat, step: Step) -> None:
        self._judge_claims(seat, step)
        _turn_to(seat, step.loading)
        seat.held = step.held
        seat.cursor, seat.fresh = step.cursor, step.fresh
        seat.told = step.cursor
        self._floor.place(seat)
        self._floor.rejoin(seat)
        self._floor.deliver(seat)

    def _page_written(self, seat: Seat, page: PageStep) -> None:
        scope = next(iter(seat.loading), None)
        if seat.paging != scope or seat.paging is None:
            seat.paging, seat.replay_at = scope, page.seq
        seat.next_page, seat.paged_to = page.next, page.seq
        if page.next is None:
            seat.replaying = True
            self._floor.fall_behind(seat, self._floor.tail.seq)
        self._floor.stir(seat)

    def _replay_written(self, seat: Seat, step: Step) -> None:
        seat.replay_at = step.cursor
        if step.done:
            seat.replaying, seat.paging, seat.next_page = False, None, None
            seat.held, seat.loading = step.held, step.loading
            self._floor.place(seat)
        self._floor.rejoin(seat) if step.done else self._floor.stir(seat)

    def _take_digests(self, seat: Seat, job: _Job, digests: Digests) -> None:
        _rest(seat)
        at_head = seat.live and digests.through == self._floor.tail.seq
        if at_head and isinstance(job, _Compare) and job.held is seat.held:
            seat.compares = False
            if seat.told < digests.through:
                self._floor.beat(seat)
            self._floor.send(seat, codec.encode(digests))
        self._floor.stir(seat)


def _turn_to(seat: Seat, loading: Mapping[str, Projection]) -> None:
    """Have a seat load these scopes; it begins anew unless the first of them is the same."""
    if next(iter(seat.loading.items()), None) != next(iter(loading.items()), None):
        seat.next_page, seat.replaying, seat.paging = None, False, None
    seat.loading = loading


def _rest(seat: Seat) -> None:
    """Nothing is under way for a seat any more."""
    seat.busy, seat.disturbed = False, None
    seat.parcel, seat.exposed = [], frozenset()
