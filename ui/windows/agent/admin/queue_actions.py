# SPDX-License-Identifier: Apache-2.0
"""What those who lead do with the queue of a team: keep it back, move it, and place one ticket."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app import intents
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Team, Ticket
from sync_server.contract.ids import TeamId, TicketId
from ui.models.people import working_teams
from ui.models.words import number_words, translate
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.widgets.sign import Sign
from ui.windows.agent.admin.assignment_page import AssignmentPage
from ui.windows.agent.gestures import Gesture, Gestures


class QueueActions(QObject):
    """Behind the buttons. Each says what it did, and can be undone once."""

    def __init__(
        self,
        workspace: Workspace,
        page: AssignmentPage,
        *,
        gestures: Gestures,
        waiting: Callable[[], tuple[TicketId, ...]],
    ) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self._gestures = gestures
        self._waiting = waiting
        self._team: Team | None = None
        self._to = TeamId("")
        self._ticket: TicketId | None = None
        page.keep_queue.clicked.connect(self._on_keep_queue)
        page.move_to.changed.connect(self._on_move_to)
        page.move_all.clicked.connect(self._on_move)
        page.pin.clicked.connect(partial(self._place, "pinned"))
        page.keep.clicked.connect(partial(self._place, "kept_back"))

    def show_queue(self, team: Team | None) -> None:
        """Whether it is kept back, and where it could be moved."""
        page, self._team = self._page, team
        others = [each for each in working_teams(self._workspace) if each != team]
        if self._to not in {each.id for each in others}:
            self._to = others[0].id if others else TeamId("")
        kept = team is not None and team.kept_back
        on, off = translate("queue", "Share it out again"), translate("queue", "Keep it back")
        page.keep_queue.set_label(on if kept else off)
        told = translate("queue", "The queue is kept back: nobody gets anything out of it.")
        page.kept_words.setText(told)
        page.kept_words.setVisible(kept)
        sign = Sign("icon", "users")
        page.move_to.set_choices([Choice(each.id, each.name, sign) for each in others])
        page.move_to.set_keys((self._to,))
        count = len(self._waiting())
        page.move_row.setVisible(bool(others) and count > 0)

    def show_ticket(self, id: TicketId | None) -> None:
        """What can be done to the ticket that is tried."""
        page, self._ticket = self._page, id
        ticket = self._workspace.get(Ticket, id)
        page.place_row.setVisible(ticket is not None)
        if ticket is not None:
            pin, unpin = translate("queue", "Pin to the top"), translate("queue", "Unpin")
            page.pin.set_label(unpin if ticket.pinned else pin)
            keep, free = (
                translate("queue", "Keep this ticket back"),
                translate("queue", "Share this ticket out again"),
            )
            page.keep.set_label(free if ticket.kept_back else keep)

    def _on_keep_queue(self) -> None:
        team = self._team
        if team is None:
            return
        keep = partial(intents.keep_queue_back, self._workspace, team=team.id)
        now = not team.kept_back
        kept = translate("queue", "The queue of {team} is kept back")
        freed = translate("queue", "The queue of {team} is shared out again")
        words = (kept if now else freed).format(team=team.name)
        do, undo = partial(keep, kept_back=now), partial(keep, kept_back=not now)
        self._gestures.perform(Gesture(TicketId(""), words, do=do, undo=undo))

    def _on_move_to(self) -> None:
        self._to = TeamId(self._page.move_to.key)

    def _on_move(self) -> None:
        team, to = self._team, self._workspace.get(Team, self._to)
        tickets = self._waiting()
        if team is None or to is None or not tickets:
            return
        workspace = self._workspace

        def undo() -> None:
            for id in tickets:
                ticket = workspace.get(Ticket, id)
                if ticket is not None and ticket.team == to.id and ticket.assignee is None:
                    intents.set_team(workspace, ticket=id, team=team.id)

        told = plural.tr("%n tickets moved to {team}", "1 ticket moved to {team}", len(tickets))
        do = partial(intents.move_queue, workspace, team=team.id, to=to.id)
        words = told.format(team=to.name)
        self._gestures.perform(Gesture(TicketId(""), words, do=do, undo=undo))

    def _place(self, field: str) -> None:
        ticket = self._workspace.get(Ticket, self._ticket)
        if ticket is None:
            return
        now = not getattr(ticket, field)
        pinned, unpinned = (
            translate("queue", "{number} is served first"),
            translate("queue", "{number} waits in its turn again"),
        )
        kept, freed = (
            translate("queue", "{number} is kept back"),
            translate("queue", "{number} is shared out again"),
        )
        on, off = (pinned, unpinned) if field == "pinned" else (kept, freed)
        words = (on if now else off).format(number=number_words(ticket.number))
        place = partial(intents.place_ticket, self._workspace, ticket=ticket.id)
        do, undo = partial(place, **{field: now}), partial(place, **{field: not now})
        self._gestures.perform(Gesture(ticket.id, words, do=do, undo=undo))
