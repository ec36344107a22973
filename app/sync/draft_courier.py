# SPDX-License-Identifier: Apache-2.0
"""Drafts follow their author: what is written here goes to the server, and what is written on
another device of theirs comes here.

A draft is carried after a pause, or a few seconds after its first new word, and only while the
connection is live, so that nobody waits for one and none waits in the outbox. Its files stay on the
device that has them; their names travel, so that nobody sends a text without them by mistake.
"""

import asyncio
from typing import Final, get_args

from msgspec import Struct, structs

from app.environment import Environment
from app.errors import ClientError
from app.outbox.drafts import Draft
from app.tasks import Tasks
from app.workspace.changes import Changes
from app.workspace.predictions.own import draft_id
from app.workspace.workspace import Workspace
from sync_server.contract import entities
from sync_server.contract.commands import DraftMode, KeepDraft, Status
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant, TicketId

PAUSE_S: Final = 2.0
"""Somebody who goes to another computer takes longer."""

LATEST_S: Final = 5.0
"""Whoever types without a pause is carried too: a colleague may look at what they write."""

_TRAVELLING: Final = frozenset(get_args(DraftMode))
"""What is written to others than the customer stays on its device."""

Place = tuple[TicketId, str]


class _Content(Struct, frozen=True):
    """What travels of a draft."""

    text: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    status: Status | None = None
    files: tuple[str, ...] = ()


_NOTHING: Final = _Content()


class DraftCourier:
    """Keeps the drafts of one device and those of the server alike.

    Of every draft it remembers what both sides had last: so it can tell what was written here from
    what was written elsewhere. Where both were, both texts stay.
    """

    def __init__(self, workspace: Workspace, environment: Environment) -> None:
        self._workspace = workspace
        self._drafts = workspace.drafts
        self._environment = environment
        self._common: dict[Place, _Content] = {}
        self._turns: dict[Place, int] = {}
        self._latest: dict[Place, float] = {}
        self._is_own = self._is_live = self._is_loaded = False
        self._one_at_a_time = asyncio.Lock()
        self._tasks = Tasks()
        self._subscriptions = (
            self._drafts.changed.connect(self._on_written),
            workspace.changed.connect(self._on_changed),
        )

    def set_live(self, *, live: bool) -> None:
        """The connection came, and everything that it had to bring; or it went."""
        comes = live and not self._is_live
        self._is_live = live
        if comes:
            self._tasks.spawn(self._send_all(), name="carry all drafts")

    async def close(self) -> None:
        """Carry nothing any more."""
        for subscription in self._subscriptions:
            subscription.close()
        await self._tasks.close()

    # -- from here -----------------------------------------------------------------------------

    def _on_written(self, change: tuple[TicketId, str, Draft | None]) -> None:
        ticket, mode, draft = change
        if not self._is_own:
            self._send_later((ticket, mode), PAUSE_S if draft is not None else 0.0)

    def _send_later(self, place: Place, pause_s: float) -> None:
        turn = self._turns[place] = self._turns.get(place, 0) + 1
        now = self._environment.monotonic()
        latest = self._latest.setdefault(place, now + LATEST_S)
        pause_s = max(0.0, min(pause_s, latest - now))
        self._tasks.spawn(self._send_after(place, turn, pause_s), name="carry a draft")

    async def _send_after(self, place: Place, turn: int, pause_s: float) -> None:
        if pause_s:
            await self._environment.sleep(pause_s)
        if self._turns.get(place) == turn:
            self._latest.pop(place, None)
            async with self._one_at_a_time:
                await self._send(place)

    async def _send_all(self) -> None:
        async with self._one_at_a_time:
            local = [(ticket, mode) for ticket, mode, _ in await self._drafts.list()]
            for place in dict.fromkeys((*local, *self._common)):
                await self._send(place)

    async def _send(self, place: Place) -> None:
        ticket, mode = place
        if mode not in _TRAVELLING:
            return
        mine = _content(await self._drafts.get(ticket, mode))
        theirs = _content(self._row(place))
        if not self._is_live or mine in (theirs, self._common.get(place, _NOTHING)):
            return  # what is the same as before was not written here: what came is newer
        if mine.text and self._workspace.get(Ticket, ticket) is None:
            return  # of a ticket that is not there yet, or not any more
        command = KeepDraft(
            ticket=ticket,
            mode="note" if mode == "note" else "reply",
            text=mine.text,
            to=mine.to,
            cc=mine.cc,
            status=mine.status,
            files=mine.files,
            seen=self._common.get(place, _NOTHING).text,
        )
        try:
            self._workspace.submit(command)
        except ClientError:
            return  # it stays here, where its author is told about what cannot be sent
        self._common[place] = mine

    # -- from elsewhere ------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if changes.reloaded and self._workspace.loading:
            return  # the rest of the cache follows
        if changes.reloaded:
            ids = {row.id for row in self._workspace.all(entities.Draft)}
            if not self._is_loaded:
                self._is_loaded = True
                places = {place: self._row(place) for place in map(self._place, ids) if place}
                self._common = {place: _content(row) for place, row in places.items()}
                return
            ids |= {self._id(place) for place in self._common}
        else:
            ids = set(changes.rows.get(entities.Draft.kind, ()))
        for place in filter(None, map(self._place, ids)):
            self._tasks.spawn(self._take(place), name="take a draft from elsewhere")

    async def _take(self, place: Place) -> None:
        async with self._one_at_a_time:
            row, common = self._row(place), self._common.get(place, _NOTHING)
            theirs = _content(row)
            if theirs == common:
                return
            local = await self._drafts.get(*place)
            mine = _content(local)
            self._common[place] = theirs
            if mine == common:
                self._put(place, theirs, local)
            elif mine != theirs and theirs.text:
                self._put(place, _joined(theirs, mine), local)
                self._send_later(place, PAUSE_S)

    def _put(self, place: Place, content: _Content, local: Draft | None) -> None:
        self._is_own = True
        try:
            if not content.text:
                self._drafts.drop(*place)
                return
            held = () if local is None else local.files
            here = tuple(file for file in held if file.name in content.files)
            names = {file.name for file in here}
            draft = Draft(
                text=content.text,
                to=content.to,
                cc=content.cc,
                status=content.status,
                files=here,
                elsewhere=tuple(name for name in content.files if name not in names),
                seen_at=(0 if local is None else local.seen_at) or self._written_at(place),
                details={} if local is None else local.details,
            )
            self._drafts.put(*place, draft)
        finally:
            self._is_own = False

    def _written_at(self, place: Place) -> Instant:
        """What came after a text was written elsewhere, its author has not read with it."""
        row = self._row(place)
        return 0 if row is None else row.at

    def _row(self, place: Place) -> entities.Draft | None:
        return self._workspace.get(entities.Draft, self._id(place))

    def _id(self, place: Place) -> str:
        me = self._workspace.me
        return "" if me is None else draft_id(me, *place)

    def _place(self, id: str) -> Place | None:
        agent, _, rest = id.partition(".")
        ticket, _, mode = rest.rpartition(".")
        return (TicketId(ticket), mode) if agent == self._workspace.me and ticket else None


def _content(draft: Draft | entities.Draft | None) -> _Content:
    if draft is None or not draft.text:
        return _NOTHING
    files = draft.files if isinstance(draft, entities.Draft) else _names(draft)
    return _Content(draft.text, draft.to, draft.cc, _status(draft.status), files)


def _status(key: str | None) -> Status | None:
    """The status of what its author chose; the day on which the ticket wakes does not travel."""
    name = (key or "").partition(":")[0]
    return next((each for each in get_args(Status) if each == name), None)


def _names(draft: Draft) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(file.name for file in draft.files), *draft.elsewhere)))


def _joined(theirs: _Content, mine: _Content) -> _Content:
    """Both texts in one, unless one of them holds the other already."""
    files = tuple(dict.fromkeys((*theirs.files, *mine.files)))
    if theirs.text in mine.text:
        return structs.replace(mine, files=files)
    if mine.text in theirs.text:
        return structs.replace(theirs, files=files)
    text = f"{theirs.text}\n\n{mine.text}"
    return _Content(text, mine.to, mine.cc, mine.status, files)
