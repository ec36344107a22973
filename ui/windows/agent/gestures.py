# SPDX-License-Identifier: Apache-2.0
"""What a person does to a ticket: painted at once, done a moment later, taken back with one key."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final, get_args

import msgspec
from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from app import intents
from app.errors import ClientError, NotReady
from app.intents.tickets import check_ready
from app.workspace.workspace import Workspace
from sync_server.contract.commands import State
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import CommandId, TagId, TicketId
from ui.models.people import first_name
from ui.models.words import priority_words, status_words, translate
from ui.widgets import plural
from ui.windows.agent.fields import category_path, field_title, value_words
from ui.windows.agent.many_changes import ManyChanges, Step

STRAY_MS: Final = 500
"""So many ms may lie between the letters of a text that is typed by mistake."""

_LONGER_MS: Final = 50
"""A change by a single key is only painted so much longer: the last of the letters finds it."""

_MINUTE_US: Final = 60_000_000


@dataclass(frozen=True, slots=True)
class Gesture:
    """One change. `preview` holds the ticket's fields as they will be; `undo` is the way back.

    What `waits` is not done before the server has answered. What is done `at_once` is never held:
    it is kept back elsewhere, and undone where another would be dropped.
    """

    ticket: TicketId
    words: str
    do: Callable[[], object]
    undo: Callable[[], object] | None = None
    preview: dict[str, Any] = field(default_factory=dict)
    waits: bool = False
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class _Held:
    """A gesture that is only painted until it is due. `before` is what Undo would take back
    without it.
    """

    gesture: Gesture
    due: QDeadlineTimer
    before: Gesture | None


class _Act:
    """One change of a ticket; its way back names it, so what others did since is left alone."""

    def __init__(
        self, workspace: Workspace, ticket: TicketId, change: Callable[[], CommandId]
    ) -> None:
        self._workspace = workspace
        self._ticket = ticket
        self._change = change
        self._done: CommandId | None = None

    def do(self) -> None:
        self._done = self._change()

    def undo(self) -> None:
        if self._done is not None:
            intents.undo_change(self._workspace, ticket=self._ticket, of=self._done)


class Gestures(QObject):
    """The gestures of one window. What is done while it is `holding` is painted, and done when no
    further letter can make a text of the key. `stray_ms` is the time that such letters have.

    Signals: `said(words, can be undone)` for what was just done; `unsaid()` when that was taken
    back or refused; `reworded(words)` when it has turned into something else meanwhile;
    `awaited(whether it is not done yet)` after both;
    `refused(ClientError)` when nothing could be done; `held_changed(ticket id)`
    when the picture of a ticket differs by a change that is still held.
    """

    said = Signal(str, bool)
    unsaid = Signal()
    reworded = Signal(str)
    awaited = Signal(bool)
    refused = Signal(object)
    held_changed = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        parent: QObject | None = None,
        *,
        stray_ms: Callable[[], int] = lambda: STRAY_MS,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._stray_ms = stray_ms
        self._holds = False
        self._held: list[_Held] = []
        self._last: Gesture | None = None
        self._many: ManyChanges | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._on_due)
        self._timer.timeout.connect(self._turn.start)  # letters that wait to be handled come first

    def ticket(self, id: TicketId | None) -> Ticket | None:
        """A ticket as the person sees it: also with a change that is still held."""
        ticket = self._workspace.get(Ticket, id)
        if ticket is None:
            return None
        for gesture in self.held:
            if gesture.ticket == id:
                ticket = msgspec.structs.replace(ticket, **gesture.preview)
        return ticket

    def set_field(self, id: TicketId, name: str, value: Any) -> None:
        """Set status, priority, assignee, team, category, needs, subject or requester."""
        ticket = self.ticket(id)
        if ticket is None or getattr(ticket, name) == value:
            return
        workspace = self._workspace
        if name == "status" and not self._run(partial(check_ready, workspace, id, value)):
            return
        act = self._act(id, name, value)
        gesture = Gesture(
            ticket=id,
            words=_words(workspace, name, value),
            do=act.do,
            undo=act.undo,
            preview={name: value},
        )
        self.perform(gesture)

    def solve_anyway(self, id: TicketId) -> None:
        """Solve a ticket in spite of its open children."""
        workspace, ticket = self._workspace, self.ticket(id)
        if ticket is None or ticket.status == "solved":
            return
        act = _Act(
            workspace,
            id,
            lambda: intents.set_status(workspace, ticket=id, status="solved", forced=True),
        )
        gesture = Gesture(
            ticket=id,
            words=status_words("solved"),
            do=act.do,
            undo=act.undo,
            preview={"status": "solved"},
        )
        self.perform(gesture)

    def take(self, id: TicketId) -> None:
        """Make oneself the assignee of a ticket that nobody has; accept one that is offered."""
        workspace, ticket = self._workspace, self.ticket(id)
        if ticket is None or ticket.assignee == workspace.me:
            return
        if ticket.assignee is not None:
            self.set_field(id, "assignee", workspace.me)
            return
        gain = intents.accept if ticket.offered_to == workspace.me else intents.take
        gesture = Gesture(
            ticket=id,
            words=translate("gestures", "Taken"),
            do=lambda: gain(workspace, ticket=id),
            undo=lambda: intents.release(workspace, ticket=id),
            preview={"assignee": workspace.me},
        )
        self.perform(gesture)

    def decline(self, id: TicketId) -> None:
        """Pass on a ticket that is offered."""
        self._run(partial(intents.decline, self._workspace, ticket=id))

    def toggle_tag(self, id: TicketId, tag: Any) -> None:
        """Add a tag, or remove it when the ticket has it."""
        workspace = self._workspace
        ticket = workspace.get(Ticket, id)
        if ticket is None:
            return
        change, back = {"add": (tag,)}, {"remove": (tag,)}
        words = translate("gestures", "Tagged {tag}")
        if tag in ticket.tags:
            change, back = back, change
            words = translate("gestures", "Tag {tag} removed")
        gesture = Gesture(
            ticket=id,
            words=words.format(tag=tag),
            do=lambda: intents.change_tags(workspace, ticket=id, **change),
            undo=lambda: intents.change_tags(workspace, ticket=id, **back),
        )
        self.perform(gesture)

    def set_many(self, ids: Sequence[TicketId], name: str, value: Any) -> None:
        """Set a field of many tickets at once, with one way back."""
        workspace, steps = self._workspace, list[Step]()
        ids, unready = self._ready(ids, value) if name == "status" else (ids, None)
        for id in ids:
            ticket = workspace.get(Ticket, id)
            if ticket is not None and getattr(ticket, name) != value:
                act = self._act(id, name, value)
                steps.append(Step(act.do, act.undo))
        self.perform_many(steps, _many_words(workspace, name, value=value, count=len(steps)))
        if unready is not None:
            self.refused.emit(unready)

    def _ready(
        self, ids: Sequence[TicketId], status: Any
    ) -> tuple[list[TicketId], NotReady | None]:
        """Those that may have this status now, and what keeps the others from it."""
        ready, numbers, first = [], [], None
        for id in ids:
            try:
                check_ready(self._workspace, id, status)
            except NotReady as error:
                ticket = self._workspace.get(Ticket, id)
                numbers.append(0 if ticket is None else ticket.number)
                first = first or error
            else:
                ready.append(id)
        return ready, None if first is None else NotReady(first.missing, tuple(numbers))

    def tag_many(self, ids: Sequence[TicketId], tag: TagId) -> None:
        """Add a tag to many tickets, with one way back."""
        workspace = self._workspace
        steps = []
        for id in ids:
            ticket = workspace.get(Ticket, id)
            if ticket is not None and tag not in ticket.tags:
                do = partial(intents.change_tags, workspace, ticket=id, add=(tag,))
                act = _Act(workspace, id, do)
                steps.append(Step(act.do, act.undo))
        told = plural.tr("%n tickets tagged {tag}", "1 ticket tagged {tag}", len(steps))
        self.perform_many(steps, told.format(tag=tag))

    def finish_many(self) -> None:
        """Do at once what is left of the last change of many."""
        if self._many is not None:
            self._many.finish()

    def perform_many(self, steps: Sequence[Step], words: str) -> None:
        """Do the same to many tickets, a few at a time, with one way back."""
        many = ManyChanges(steps, self._run, self)

        def do() -> None:
            self.finish_many()
            self._many = many
            many.do()

        if steps:
            self.perform(Gesture(ticket=TicketId(""), words=words, do=do, undo=many.undo))

    def toggle_follow(self, id: TicketId) -> None:
        """Follow a ticket, or stop."""
        workspace, ticket = self._workspace, self.ticket(id)
        if ticket is None or workspace.me is None:
            return
        me, others = workspace.me, tuple(each for each in ticket.followers if each != workspace.me)
        follow: Callable[[], object] = lambda: intents.follow(workspace, ticket=id)  # noqa: E731
        unfollow: Callable[[], object] = lambda: intents.unfollow(workspace, ticket=id)  # noqa: E731
        if me in ticket.followers:
            words = translate("gestures", "You no longer follow this ticket")
            preview = {"followers": others}
            self.perform(Gesture(id, words, do=unfollow, undo=follow, preview=preview))
        else:
            words = translate("gestures", "You follow this ticket")
            preview = {"followers": (*others, me)}
            self.perform(Gesture(id, words, do=follow, undo=unfollow, preview=preview))

    def mark_unread(self, id: TicketId, *, leave: Callable[[], object] = lambda: None) -> None:
        """Let the ticket stand as unread; `leave` comes with it, so that it stays so."""
        workspace = self._workspace

        def do() -> None:
            leave()
            intents.mark_unread(workspace, ticket=id)

        gesture = Gesture(
            ticket=id,
            words=translate("gestures", "Marked unread"),
            do=do,
            undo=lambda: intents.mark_read(workspace, ticket=id),
        )
        self.perform(gesture)

    def set_availability(self, state: str) -> None:
        """Say how available one is, with the minutes of a break behind a colon; a state of a newer
        version is left alone.
        """
        name, _, minutes = state.partition(":")
        known = next((each for each in get_args(State) if each == name), None)
        if known is not None:
            change = partial(intents.set_availability, self._workspace, state=known)
            if minutes:
                until = self._workspace.now_us() + int(minutes) * _MINUTE_US
                change = partial(change, until_at=until)
            self._run(change)

    def _act(self, id: TicketId, name: str, value: Any) -> "_Act":
        return _Act(self._workspace, id, partial(_SETTERS[name], self._workspace, id, value))

    # -- doing, and taking back ----------------------------------------------------------------

    @contextmanager
    def holding(self) -> Iterator[None]:
        """A single key acts: what it does is held, as it may be the first letter of a text."""
        self._holds = True
        try:
            yield
        finally:
            self._holds = False

    @property
    def held(self) -> tuple[Gesture, ...]:
        """What is only painted yet, the oldest first."""
        return tuple(each.gesture for each in self._held)

    def perform(self, gesture: Gesture) -> None:
        """Do it, at once or when the hold ends; say so, with Undo where there is a way back.

        What is held waits for nothing but its time: the next letter must not be what does it.
        """
        holds = self._holds and self._stray_ms() > 0
        if not holds:
            self.settle()
        if (gesture.at_once or not holds) and not self._do(gesture):
            return
        if holds:
            self._hold(gesture)
        self._last = gesture
        self.said.emit(gesture.words, gesture.undo is not None)

    def announce(self, gesture: Gesture) -> None:
        """Say that something was done elsewhere, with its way back."""
        self.settle()
        self._last = gesture
        self.said.emit(gesture.words, gesture.undo is not None)
        self.awaited.emit(gesture.waits)

    def reword(self, words: str, now: str, *, waits: bool) -> None:
        """What was said last, if it was this, is true in other words now."""
        last = self._last
        if last is not None and last.words == words:
            self._last = replace(last, words=now, waits=waits)
            self.reworded.emit(now)
            self.awaited.emit(waits)

    def unsay(self, words: str) -> None:
        """What was said last, if it was this, was taken back in another way."""
        if self._last is not None and self._last.words == words:
            self._last = None
            self.unsaid.emit()

    def settle(self) -> None:
        """Do what is held, now."""
        while self._held:
            self._do_first()

    def drop_held(self, *, but: Sequence[Gesture] = ()) -> bool:
        """Forget what is held, `but` these, before anything has left; whether there was something.

        Undo means again what it meant before.
        """
        kept = frozenset(map(id, but))
        dropped = [each for each in self._held if id(each.gesture) not in kept]
        for each in reversed(dropped):
            self._held.remove(each)
            if self._last is each.gesture:
                self._last = each.before
        for gesture in (each.gesture for each in reversed(dropped)):
            if gesture.at_once and gesture.undo is not None:
                self._run(gesture.undo)
            self.held_changed.emit(gesture.ticket)
        return bool(dropped)

    def forget(self, ticket: TicketId) -> None:
        """What was done last to this ticket has been refused: there is no way back from it."""
        last = self._last
        if last is not None and last.ticket == ticket and not self._holds_back(last):
            self._last = None
            self.unsaid.emit()

    @property
    def can_undo(self) -> bool:
        """Whether there is a gesture to take back."""
        return self._last is not None and self._last.undo is not None

    def undo(self) -> None:
        """Take the last gesture back, once."""
        last, self._last = self._last, None
        if last is None or last.undo is None:
            return
        self.unsaid.emit()
        if self._holds_back(last):
            self.drop_held(but=[each for each in self.held if each is not last])
            return
        self._run(last.undo)

    def _hold(self, gesture: Gesture) -> None:
        hold_ms = self._stray_ms() + _LONGER_MS
        self._held.append(_Held(gesture, QDeadlineTimer(hold_ms), self._last))
        if not self._timer.isActive():
            self._timer.start(hold_ms)
        self.held_changed.emit(gesture.ticket)

    def _holds_back(self, gesture: Gesture) -> bool:
        return any(each is gesture for each in self.held)

    def _on_due(self) -> None:
        while self._held and self._held[0].due.hasExpired():
            self._do_first()
        if self._held:
            self._timer.start(self._held[0].due.remainingTime())

    def _do_first(self) -> None:
        gesture = self._held.pop(0).gesture
        if not gesture.at_once:
            self._do(gesture)
        self.held_changed.emit(gesture.ticket)

    def _do(self, gesture: Gesture) -> bool:
        return self._run(gesture.do)

    def _run(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except ClientError as error:
            self.refused.emit(error)
            return False
        return True


Setter = Callable[[Workspace, TicketId, Any], CommandId]

_SETTERS: Final[dict[str, Setter]] = {
    "status": lambda workspace, id, value: intents.set_status(workspace, ticket=id, status=value),
    "priority": lambda workspace, id, value: intents.set_priority(
        workspace, ticket=id, priority=value
    ),
    "assignee": lambda workspace, id, value: intents.assign(workspace, ticket=id, assignee=value),
    "team": lambda workspace, id, value: intents.set_team(workspace, ticket=id, team=value),
    "category": lambda workspace, id, value: intents.set_category(
        workspace, ticket=id, category=value
    ),
    "needs": lambda workspace, id, value: intents.set_needs(workspace, ticket=id, needs=value),
    "subject": lambda workspace, id, value: intents.set_subject(
        workspace, ticket=id, subject=value
    ),
    "requester": lambda workspace, id, value: intents.change_requester(
        workspace, ticket=id, requester=value
    ),
}


def _words(workspace: Workspace, name: str, value: Any) -> str:
    if name == "status":
        return status_words(value)
    if name == "priority":
        told = translate("gestures", "Priority {priority}")
        return told.format(priority=priority_words(value))
    if name == "assignee":
        if value is None:
            return translate("gestures", "Given back to the team")
        if value == workspace.me:
            return translate("gestures", "Taken")
        told = translate("gestures", "Assigned to {name}")
        return told.format(name=first_name(workspace, value))
    if name == "category":
        return category_path(workspace, value) or translate("gestures", "Category removed")
    told = translate("gestures", "{field} changed")
    if name == "requester":
        told = translate("gestures", "The customer is {value} now")
    if name == "team":
        told = translate("gestures", "Moved to {value}")
    return told.format(field=field_title(name), value=value_words(workspace, name, value))


def _many_words(workspace: Workspace, name: str, *, value: Any, count: int) -> str:
    """What was done to many: "14 tickets solved"."""
    if name == "status" and value == "solved":
        return plural.tr("%n tickets solved", "1 ticket solved", count)
    told = plural.tr("%n tickets: {change}", "1 ticket: {change}", count)
    return told.format(change=_words(workspace, name, value))
