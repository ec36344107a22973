# SPDX-License-Identifier: Apache-2.0
"""Before a ticket is solved: its checklist, and the question for what it still lacks."""

from collections.abc import Callable
from typing import Any, Final

import msgspec
from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from app import intents
from app.intents.tickets import gates_of
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Tick, Ticket
from sync_server.contract.gates import Gates, Missing
from sync_server.contract.ids import CategoryId, TicketId
from ui.models.checklists import checklist_lines
from ui.models.words import status_words, translate
from ui.theme.theme import Theme
from ui.widgets.plain_text import harmless
from ui.widgets.popover import rect_on_screen
from ui.widgets.solve_form import SolveAnswer, SolveForm, SolveQuestion
from ui.windows.agent.choices import NOBODY, categories
from ui.windows.agent.gestures import Gesture, Gestures

_WRITTEN: Final = frozenset({"solution", "article"})


class Solving(QObject):
    """The question of one window. Emits `solved()` once it was answered, and the ticket is."""

    solved = Signal()

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        gestures: Gestures,
        *,
        of: Callable[[], TicketId | None],
        head: QWidget,
    ) -> None:
        super().__init__(head)
        self._workspace = workspace
        self._gestures = gestures
        self._of = of
        self._head = head
        self._solves = True
        self.form = SolveForm(theme, head)
        self.form.answered.connect(self._on_answered)

    def ask(self) -> bool:
        """Ask for what the open ticket lacks, or what its list has left; whether there is any."""
        ticket = self._gestures.ticket(self._of())
        if ticket is None:
            return False
        gates = gates_of(self._workspace)
        missing = gates.missing(ticket)
        done = {tick.item for tick in ticket.ticks}
        if not missing and all(item.text in done for item in gates.items(ticket)):
            return False
        self._solves = True
        question = self._question(ticket, gates, missing)
        self.form.open_for(question, rect_on_screen(self._head))
        return True

    def write(self, beside: QRect) -> None:
        """Write down what solved the open ticket and where that can be read, without solving it."""
        ticket = self._gestures.ticket(self._of())
        if ticket is not None:
            self._solves = False
            question = SolveQuestion(ticket.solution, ticket.article, solves=False)
            self.form.open_for(question, beside)

    def tick(self, item: str, *, done: bool) -> None:
        """An item of the open ticket is done, or not after all."""
        workspace, id = self._workspace, self._of()
        if id is None:
            return
        told = translate("solving", "Open: {item}")
        if done:
            told = translate("solving", "Done: {item}")
        self._gestures.perform(
            Gesture(
                ticket=id,
                words=told.format(item=harmless(item)),
                do=lambda: intents.tick_item(workspace, ticket=id, item=item, done=done),
                undo=lambda: intents.tick_item(workspace, ticket=id, item=item, done=not done),
            )
        )

    def _question(self, ticket: Ticket, gates: Gates, missing: Missing) -> SolveQuestion:
        offered = categories(self._workspace) if missing.category else ()
        return SolveQuestion(
            solution=ticket.solution if missing.solution else None,
            article=ticket.article if missing.article else None,
            categories=tuple(each for each in offered if each.key != NOBODY),
            lines=tuple(checklist_lines(self._workspace, ticket, gates)),
            required=frozenset(missing.items),
        )

    def _on_answered(self, answer: SolveAnswer) -> None:
        ticket = self._gestures.ticket(self._of())
        if ticket is None:
            return
        after = _answered(ticket, answer)
        ready = self._solves and not gates_of(self._workspace).missing(after)
        words = status_words("solved") if ready else translate("solving", "Written down")
        self._gestures.perform(
            Gesture(
                ticket=ticket.id,
                words=words,
                do=lambda: self._bring(ticket, after, "solved" if ready else ""),
                undo=lambda: self._bring(after, ticket, ticket.status if ready else ""),
                preview={"status": "solved"} if ready else {},
            )
        )
        if ready:
            self.solved.emit()
        if self._solves and not ready:  # another category has a list of its own
            self.ask()

    def _bring(self, was: Ticket, to: Ticket, status: Any) -> None:
        """Make of a ticket what it is to be. What keeps it from being solved is set first."""
        workspace, id = self._workspace, was.id
        if status and status != "solved":
            self._move(id, status)
        if was.category != to.category:
            intents.set_category(workspace, ticket=id, category=to.category)
        written = {name: getattr(to, name) for name in _WRITTEN}
        changed = {name: each for name, each in written.items() if each != getattr(was, name)}
        if changed:
            intents.set_solution(workspace, ticket=id, **changed)
        before, now = ({tick.item for tick in each.ticks} for each in (was, to))
        for item in sorted(before ^ now):
            intents.tick_item(workspace, ticket=id, item=item, done=item in now)
        if status == "solved":
            self._move(id, status)

    def _move(self, id: TicketId, status: Any) -> None:
        """The way back from New is Open: New is never entered again."""
        to: Any = "open" if status == "new" else status
        intents.set_status(self._workspace, ticket=id, status=to)


def _answered(ticket: Ticket, answer: SolveAnswer) -> Ticket:
    """The ticket as it is once all that was given is set."""
    listed = set(answer.listed)
    kept = [tick for tick in ticket.ticks if tick.item not in listed or tick.item in answer.ticked]
    known = {tick.item for tick in kept}
    return msgspec.structs.replace(
        ticket,
        solution=ticket.solution if answer.solution is None else answer.solution,
        article=ticket.article if answer.article is None else answer.article,
        category=CategoryId(answer.category) if answer.category else ticket.category,
        ticks=(*kept, *(Tick(item) for item in answer.ticked if item not in known)),
    )
