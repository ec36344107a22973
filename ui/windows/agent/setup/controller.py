# SPDX-License-Identifier: Apache-2.0
"""The set-up page at work: its marks follow the desk, whoever changes it and wherever."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.client import Client
from app.workspace.changes import Changes
from sync_server.contract.entities import Agent, Mailbox, Ticket
from ui.models.moments import time_of_day
from ui.models.server_words import server_words
from ui.models.setup_steps import SHOWN, SetupState, has_joined, progress_words, setup_state
from ui.models.words import listed_words, number_words, translate
from ui.slots import Spawn
from ui.widgets.announcement import announce
from ui.widgets.setup_value import NewsValue, StepValue
from ui.windows.agent.setup.desk import DeskSetup
from ui.windows.agent.setup.inviting import InviteSetup
from ui.windows.agent.setup.mailbox import MailboxSetup
from ui.windows.agent.setup.page import HOURS, MAILBOX, PEOPLE, STEPS, TEAM, SetupPage

_MOST_NEWS: Final = 8
_LOOKED_AT: Final = SHOWN | {Ticket.kind}


class SetupController(QObject):
    """Everything behind the page.

    Signals: `ticket_chosen(ticket id)`, `troubled(ClientError)`, `left()` when it is finished
    later.
    """

    ticket_chosen = Signal(str)
    troubled = Signal(object)
    left = Signal()

    def __init__(
        self, client: Client, page: SetupPage, *, spawn: Spawn, say: Callable[[str], object]
    ) -> None:
        super().__init__(page)
        self._client = client
        self._workspace = client.workspace
        self._page = page
        self._say = say
        self._state = SetupState()
        self._joined: frozenset[str] = frozenset()
        self._news: list[NewsValue] = []
        self._ticket = ""
        self._address = ""
        self.mailbox = MailboxSetup(client, page.mailbox, spawn=spawn, say=say)
        self.people = InviteSetup(client, page.people, spawn=spawn, say=say)
        self.desk = DeskSetup(client, page)
        self._edited: dict[str, Callable[[], object]] = {
            MAILBOX: self._begin_mailbox,
            TEAM: self.desk.begin_team,
            HOURS: self.desk.begin_hours,
            PEOPLE: self.people.refresh,
        }
        self._connect()

    def open(self) -> None:
        """Show the page as it was left, else with the first step that is not done."""
        self._state = setup_state(self._workspace)
        self._joined = self._who_joined()
        self._page.show_desk(self._client.desk or "Deskbell")
        first = self._begun or self._first_undone()
        if first and not self._page.steps[first].is_open:
            self._open(first)
        self._page.steps[PEOPLE].set_open(True)
        self.refresh()
        self._page.open_page(self._first_input(first))

    def close(self) -> None:
        """The page goes; no password stays in it."""
        self._page.mailbox.forget_password()
        self._page.hide()

    def takes(self, action: str) -> bool:
        """Perform an action of the keys here; whether it means something in this view."""
        if action != "up" or self._page.isHidden():
            return False
        self.left.emit()
        return True

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern, and tell what came to be."""
        if not self._page.isHidden() and (
            changes.reloaded or not _LOOKED_AT.isdisjoint(changes.rows)
        ):
            self._notice()
            self.refresh()

    def refresh(self) -> None:
        """Every mark as it is."""
        state = setup_state(self._workspace)
        self._page.show_progress(state.done, progress_words(state))
        done = self._done(state)
        notes = self._notes(state)
        for number, name in enumerate(STEPS, 1):
            title, note, wrong = notes[name]
            action = self._action(name, done=done[name])
            value = StepValue(number, title, note, done=done[name], action=action, wrong=wrong)
            self._page.steps[name].show_step(value)
        self.mailbox.refresh_teams()
        self.people.refresh()
        self._show_first()

    # -- steps ---------------------------------------------------------------------------------

    @property
    def _begun(self) -> str:
        """The step in which somebody was."""
        steps = self._page.steps
        return next((name for name in STEPS if name != PEOPLE and steps[name].is_open), "")

    def _first_undone(self) -> str:
        done = self._done(self._state)
        return next((name for name in STEPS if not done[name]), "")

    @staticmethod
    def _done(state: SetupState) -> dict[str, bool]:
        return {
            MAILBOX: state.mailbox,
            TEAM: state.team,
            HOURS: state.hours,
            PEOPLE: state.people,
        }

    def _notes(self, state: SetupState) -> dict[str, tuple[str, str, bool]]:
        """Title and note of each step, and whether the note needs a look."""
        note, wrong = self._mailbox_words()
        invited = translate("setup", "Done as soon as one of them has signed in.")
        return {
            MAILBOX: (translate("setup", "Connect a mailbox"), note, wrong),
            TEAM: (translate("setup", "Add a team"), self.desk.team_words(), False),
            HOURS: (translate("setup", "Set working hours"), self.desk.hours_words(), False),
            PEOPLE: (
                translate("setup", "Invite agents"),
                self._joined_words() if state.people else invited,
                False,
            ),
        }

    def _mailbox_words(self) -> tuple[str, bool]:
        boxes = self._mailboxes()
        failing = next((box for box in boxes if box.state == "failing"), None)
        if failing is not None:
            told = translate("setup", "{address}: {problem}")
            return told.format(address=failing.address, problem=server_words(failing.problem)), True
        if not boxes:
            return translate(
                "setup", "Every mail to this address becomes a ticket. Replies leave from it."
            ), False
        names = listed_words([box.address for box in boxes], 3)
        if any(box.state == "new" for box in boxes):
            told = translate("setup", "{addresses}: the server signs in for the first time")
            return told.format(addresses=names), False
        return translate("setup", "{addresses}, connected").format(addresses=names), False

    def _joined_words(self) -> str:
        names = [agent.name for agent in self._workspace.all(Agent) if agent.id in self._joined]
        told = translate("setup", "{names} signed in")
        return told.format(names=listed_words(sorted(names, key=str.casefold), 3))

    def _action(self, name: str, *, done: bool) -> str:
        step = self._page.steps[name]
        if name == PEOPLE:
            return ""
        if step.is_open:
            return translate("setup", "Close") if done else ""
        if name != MAILBOX:
            return translate("setup", "Edit") if done else translate("setup", "Begin")
        if not self._mailboxes():
            return translate("setup", "Begin")
        failing = any(box.state == "failing" for box in self._mailboxes())
        if failing:
            return translate("setup", "Put it right")
        return translate("setup", "Connect another")

    def _mailboxes(self) -> list[Mailbox]:
        every = (box for box in self._workspace.all(Mailbox) if not box.disabled)
        return sorted(every, key=lambda box: box.address)

    def _open(self, name: str) -> None:
        self._edited[name]()
        self._page.steps[name].set_open(True)

    def _close(self, name: str) -> None:
        self._page.steps[name].set_open(False)

    def _begin_mailbox(self) -> None:
        self.mailbox.begin(next((b for b in self._mailboxes() if b.state == "failing"), None))

    def _on_action(self, name: str) -> None:
        if self._page.steps[name].is_open:
            self._close(name)
        else:
            self._open(name)
            self._first_input(name).setFocus()
        self.refresh()

    def _first_input(self, name: str) -> QWidget:
        page = self._page
        team = page.new_team if page.team_name.isHidden() else page.team_name
        return {
            MAILBOX: page.mailbox.fields["address"].input,
            TEAM: team.input,
            HOURS: page.days.days[0],
            PEOPLE: page.people.fields["name"].input,
        }.get(name, page.later)

    def _on_connected(self) -> None:
        self._close(MAILBOX)
        self.refresh()
        self._page.steps[MAILBOX].action.setFocus()

    def _on_tried(self) -> None:
        """What came out, and how to go on from there, is in sight."""
        form = self._page.mailbox
        self._page.show_in_sight(form.trial)
        self._page.show_in_sight(form.test_button)

    def _on_saved(self, name: str) -> None:
        self._close(name)
        self.refresh()
        self._page.steps[name].action.setFocus()

    # -- what happens --------------------------------------------------------------------------

    def _notice(self) -> None:
        """Tell what has come to be since the page was looked at."""
        before, self._state = self._done(self._state), setup_state(self._workspace)
        told = {
            MAILBOX: translate("setup", "Mailbox connected"),
            TEAM: translate("setup", "Team added"),
            HOURS: translate("setup", "Working hours set"),
        }
        now = self._done(self._state)
        for name, words in told.items():
            if now[name] and not before[name]:
                self._tell("check", words)
        joined = self._who_joined()
        for id in sorted(joined - self._joined):
            agent = self._workspace.get(Agent, id)
            if agent is not None:
                told_name = translate("setup", "{name} signed in").format(name=agent.name)
                self._tell("user", told_name)
        self._joined = joined

    def _who_joined(self) -> frozenset[str]:
        me = self._workspace.me
        every = self._workspace.all(Agent)
        return frozenset(a.id for a in every if a.id != me and has_joined(self._workspace, a))

    def _tell(self, icon: str, words: str) -> None:
        value = NewsValue(icon, words, time_of_day(self._workspace.now_us()))
        self._news = [value, *self._news][:_MOST_NEWS]
        self._page.news.show_news(self._news)
        announce(self._page, words)

    # -- the first ticket ----------------------------------------------------------------------

    def _show_first(self) -> None:
        """Where to write, or the ticket that came of it."""
        boxes = self._mailboxes()
        box = next((box for box in boxes if box.state == "connected"), None)
        ticket = None if box is None else self._arrived(box)
        self._ticket = "" if ticket is None else ticket.id
        self._address = "" if box is None else box.address
        if ticket is not None:
            self._page.first.set_state(
                icon="check",
                title=f"{number_words(ticket.number)} {ticket.subject}",
                reason=translate("setup", "It arrived by mail."),
                action=translate("setup", "Open it"),
            )
        elif box is not None:
            told = translate("setup", "Write to {address}")
            self._page.first.set_state(
                icon="mail",
                title=told.format(address=box.address),
                reason=translate("setup", "The ticket shows here a few seconds later."),
                action=translate("setup", "Copy the address"),
            )
        else:
            self._page.first.set_state(
                icon="lock",
                title=translate("setup", "Write to your mailbox"),
                reason=translate("setup", "Works once the mailbox is connected."),
            )

    def _arrived(self, box: Mailbox) -> Ticket | None:
        """The newest ticket that came by this mailbox."""
        by_mail = (t for t in self._workspace.all(Ticket) if t.mailbox == box.id)
        return max(by_mail, key=lambda ticket: (ticket.opened_at, ticket.id), default=None)

    def _on_first(self) -> None:
        if self._ticket:
            self.ticket_chosen.emit(self._ticket)
        elif self._address:
            QGuiApplication.clipboard().setText(self._address)
            self._say(translate("setup", "Address copied"))

    def _connect(self) -> None:
        page = self._page
        for name, step in page.steps.items():
            step.action_requested.connect(partial(self._on_action, name))
        page.first.action_requested.connect(self._on_first)
        page.later.clicked.connect(self.left)
        self.mailbox.connected.connect(self._on_connected)
        self.mailbox.happened.connect(self._tell)
        laid_out = Qt.ConnectionType.QueuedConnection
        self.mailbox.tried.connect(self._on_tried, laid_out)
        self.people.happened.connect(self._tell)
        self.desk.saved.connect(self._on_saved)
        for part in (self.mailbox, self.people, self.desk):
            part.troubled.connect(self.troubled)
