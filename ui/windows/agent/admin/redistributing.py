# SPDX-License-Identifier: Apache-2.0
"""Somebody's open tickets go to others: first it is shown where they would go, then one undo."""

from PySide6.QtCore import QObject

from app import intents
from app.client import Client
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import AgentId, CommandId, TicketId
from sync_server.contract.queries import Move, PreviewRedistribution, Redistribution
from sync_server.contract.routes import Passed
from ui.models.people import agent_name
from ui.models.routing_words import passed_words
from ui.models.words import number_words, translate
from ui.slots import Spawn
from ui.widgets import plural
from ui.widgets.plain_text import harmless
from ui.widgets.trace_value import TraceRow, TraceTableValue
from ui.windows.agent.admin.asking import answer_of
from ui.windows.agent.admin.teams_page import TeamsPage
from ui.windows.agent.gestures import Gesture, Gestures


class Redistributing(QObject):
    """Behind the card below somebody. What is done is what the preview said of: these tickets."""

    def __init__(
        self, client: Client, page: TeamsPage, *, gestures: Gestures, spawn: Spawn
    ) -> None:
        super().__init__(page)
        self._client = client
        self._workspace = client.workspace
        self._page = page
        self._gestures = gestures
        self._spawn = spawn
        self._id: AgentId | None = None
        self._moves: tuple[Move, ...] = ()
        page.give_out.clicked.connect(self._on_asked)
        page.give_out_now.clicked.connect(self._on_do)
        page.give_out_not.clicked.connect(self._on_not)

    def choose(self, agent: AgentId) -> None:
        """Somebody else is looked at: the preview of the other one goes."""
        if agent != self._id:
            self._id = agent
            self._drop()

    def _drop(self) -> None:
        self._moves = ()
        self._page.moves_card.hide()

    def _on_not(self) -> None:
        self._drop()
        self._page.give_out.setFocus()

    def _on_asked(self) -> None:
        if self._id is not None:
            self._show(self._id, None, translate("why", "Asking the server"))
            self._spawn(self._ask(self._id), name="preview who gets the tickets of somebody")

    async def _ask(self, agent: AgentId) -> None:
        answer, words = await answer_of(self._client, PreviewRedistribution(agent=agent))
        if agent == self._id:
            self._show(agent, answer, words)

    def _show(self, agent: AgentId, answer: object, words: str) -> None:
        page, name = self._page, agent_name(self._workspace, agent)
        self._moves = answer.moves if isinstance(answer, Redistribution) else ()
        if not words and not self._moves:
            words = translate("teams", "{name} has no open ticket to give to others.")
            words = words.format(name=name)
        title = translate("teams", "Where the tickets of {name} would go").format(name=name)
        page.moves_card.set_title(title)
        heads = (translate("assignment", "Ticket"), translate("teams", "Goes to"))
        rows = tuple(self._row(agent, each) for each in self._moves)
        page.moves.show_table(TraceTableValue(heads, rows) if rows else None, name=title)
        page.moves_words.setText(words)
        page.moves_words.setVisible(bool(words))
        count = len(self._moves)
        told = plural.tr("Give %n tickets to others", "Give 1 ticket to others", count)
        page.give_out_now.set_label(told)
        page.give_out_now.setVisible(bool(rows))
        page.moves_card.show()
        if rows:
            page.give_out_now.setFocus()

    def _row(self, agent: AgentId, move: Move) -> TraceRow:
        ticket = self._workspace.get(Ticket, move.ticket)
        name = translate("teams", "A ticket that you do not see")
        if ticket is not None:
            name = f"{number_words(ticket.number)} {harmless(ticket.subject)}"
        if move.to is not None:
            return TraceRow((name, agent_name(self._workspace, move.to)), tone="plain")
        by_hand = translate("teams", "The queue, which is shared out by hand")
        told = translate("teams", "The queue: {reason}")
        reason = passed_words(self._workspace, Passed(agent, move.reason))
        words = by_hand if move.reason == "manual_pull" else told.format(reason=reason)
        return TraceRow((name, words), tone="muted")

    def _on_do(self) -> None:
        agent, tickets = self._id, tuple(each.ticket for each in self._moves)
        if agent is None or not tickets:
            return
        told = plural.tr(
            "%n tickets of {name} go to others", "1 ticket of {name} goes to others", len(tickets)
        )
        words = told.format(name=agent_name(self._workspace, agent))
        self._gestures.perform(_gesture(self, agent, tickets, words))
        self._drop()
        self._page.give_out.setFocus()

    def give(self, agent: AgentId, tickets: tuple[TicketId, ...]) -> CommandId:
        """Give them to others."""
        return intents.redistribute(self._workspace, agent=agent, tickets=tickets)

    def give_back(self, agent: AgentId, tickets: tuple[TicketId, ...], base: CommandId) -> None:
        """Give back what nobody has given away since."""
        intents.return_tickets(self._workspace, agent=agent, tickets=tickets, base=base)


def _gesture(
    parts: Redistributing, agent: AgentId, tickets: tuple[TicketId, ...], words: str
) -> Gesture:
    sent: list[CommandId] = []

    def do() -> None:
        sent[:] = [parts.give(agent, tickets)]

    def undo() -> None:
        for command in sent:
            parts.give_back(agent, tickets, command)

    return Gesture(ticket=TicketId(""), words=words, do=do, undo=undo)
