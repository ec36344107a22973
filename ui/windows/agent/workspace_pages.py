# SPDX-License-Identifier: Apache-2.0
"""The pages under "Workspace" in the navigation: each is imported when somebody goes there."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.commands import Command
from sync_server.contract.entities import Agent, Held
from sync_server.contract.ids import TicketId
from sync_server.contract.versions import Versioned
from ui.faults import Faults
from ui.models.admin_rights import may_see_admin
from ui.models.held_mail import may_see_held
from ui.models.setup_steps import SHOWN, SetupState, may_set_up, setup_state
from ui.slots import Spawner
from ui.theme.theme import Theme
from ui.windows.agent.finder import Finder
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.keyboard import Keyboard
from ui.windows.agent.list_controller import ListController
from ui.windows.agent.navigation import ADMIN, HELD, SETUP
from ui.windows.agent.setup_offer import SetupOffer
from ui.windows.agent.troubles import trouble_words
from ui.windows.agent.window import AgentWindow

if TYPE_CHECKING:
    from ui.windows.agent.admin.controller import AdminController
    from ui.windows.agent.held.controller import HeldController
    from ui.windows.agent.over_page import OverPage
    from ui.windows.agent.setup.controller import SetupController

_COUNTED: Final = frozenset({Held.kind, Agent.kind})


class WorkspacePages(QObject):
    """Shows one page at a time over the panes, until somebody goes elsewhere."""

    def __init__(  # noqa: PLR0913 - the parts of one window
        self,
        client: Client,
        window: AgentWindow,
        theme: Theme,
        *,
        lists: ListController,
        gestures: Gestures,
        finder: Finder,
        keyboard: Keyboard,
        open_ticket: Callable[[TicketId], object],
        faults: Faults,
    ) -> None:
        super().__init__(window)
        self._client = client
        self._window = window
        self._theme = theme
        self._lists = lists
        self._gestures = gestures
        self._keyboard = keyboard
        self._open_ticket = open_ticket
        self._spawn = Spawner(faults)
        self._application = QApplication.instance()
        self.held: HeldController | None = None
        self.setup: SetupController | None = None
        self.admin: AdminController | None = None
        self._progress = SetupState()
        self._pages: dict[str, OverPage] = {}
        self._offer = SetupOffer(client, partial(self.open, SETUP), self)
        self._following = client.workspace.changed.connect(self._on_changed)
        window.navigation.view_chosen.connect(self.open)
        window.closed.connect(self._on_closed)
        lists.shown.connect(self.leave)
        finder.page.turned.connect(self._on_search_turned)
        if isinstance(self._application, QApplication):
            self._application.focusChanged.connect(self._on_focus_changed)

    @property
    def shown(self) -> str:
        """The key of the page that covers the panes, or nothing."""
        return next((key for key, page in self._pages.items() if not page.isHidden()), "")

    def begin(self) -> None:
        """The window has its list and its focus: a fresh desk begins with its set-up."""
        self._offer.begin()

    def open(self, key: str) -> bool:
        """Show a page; whether there is one under this key that the person may see."""
        if not self._may_open(key):
            return False
        self._hide(but=key)
        if key == SETUP:
            self._setup().open()
        elif key == ADMIN:
            self._admin().open()
        else:
            self._held().open()
        self._window.navigation.set_current(key)
        self._window.toast.take_ground(self._pages[key].geometry())  # not over its buttons
        return True

    def open_promise(self, row: Versioned) -> None:
        """Show a calendar or a policy where it is edited."""
        if self.open(ADMIN):
            self._admin().show_row(row)

    def open_setting(self, command: Command) -> None:
        """Show the page on which a setting is set."""
        if self.open(ADMIN):
            self._admin().show_setting(command)

    def takes(self, action: str) -> bool:
        """Perform an action of the keys on the page; whether it means something there."""
        controller = {HELD: self.held, SETUP: self.setup, ADMIN: self.admin}.get(self.shown)
        return controller is not None and controller.takes(action)

    def leave(self) -> None:
        """Back to the list that was there before."""
        if self.shown:
            self._hide()
            self._window.navigation.set_current(self._lists.key)
            self._window.floats.place()

    def _may_open(self, key: str) -> bool:
        workspace = self._client.workspace
        if key == SETUP:
            return may_set_up(workspace)
        if key == ADMIN:
            return may_see_admin(workspace)
        return key == HELD and may_see_held(workspace)

    def _hide(self, *, but: str = "") -> None:
        if self.setup is not None and but != SETUP:
            self.setup.close()
        if self.admin is not None and but != ADMIN:
            self.admin.close()
        for key, page in self._pages.items():
            if key != but:
                page.hide()

    def _setup(self) -> "SetupController":
        if self.setup is None:
            from ui.windows.agent.setup.controller import (  # noqa: PLC0415 - see above
                SetupController,
            )
            from ui.windows.agent.setup.page import SetupPage  # noqa: PLC0415 - see above

            page = SetupPage(self._theme, self._window, self._window.navigation)
            self._pages[SETUP] = page
            say = partial(self._window.toast.say, undo=False)
            self.setup = SetupController(self._client, page, spawn=self._spawn, say=say)
            self.setup.ticket_chosen.connect(self._on_ticket_chosen)
            self.setup.troubled.connect(self._on_troubled)
            self.setup.left.connect(self._on_left)
        return self.setup

    def _held(self) -> "HeldController":
        if self.held is None:
            from ui.windows.agent.held.controller import (  # noqa: PLC0415 - see above
                LETTERS,
                HeldController,
            )
            from ui.windows.agent.held.page import HeldPage  # noqa: PLC0415 - see above

            page = HeldPage(self._theme, self._window, self._window.navigation)
            self._pages[HELD] = page
            self.held = HeldController(
                self._client, page, self._theme, gestures=self._gestures, spawn=self._spawn
            )
            self.held.ticket_chosen.connect(self._on_ticket_chosen)
            self.held.troubled.connect(self._on_troubled)
            self.held.left.connect(self._on_left)
            self._keyboard.watch(page.list, letters=LETTERS)
        return self.held

    def _admin(self) -> "AdminController":
        if self.admin is None:
            from ui.windows.agent.admin.controller import (  # noqa: PLC0415 - see above
                AdminController,
            )
            from ui.windows.agent.admin.page import AdminPage  # noqa: PLC0415 - see above

            page = AdminPage(self._theme, self._window, self._window.navigation)
            self._pages[ADMIN] = page
            say = partial(self._window.toast.say, undo=False)
            self.admin = AdminController(
                self._client,
                page,
                self._theme,
                spawn=self._spawn,
                say=say,
                gestures=self._gestures,
            )
            self.admin.troubled.connect(self._on_troubled)
            self.admin.left.connect(self._on_left)
        return self.admin

    def _on_changed(self, changes: Changes) -> None:
        if changes.reloaded or not _COUNTED.isdisjoint(changes.rows):
            self._window.navigation.refresh_views()
        elif not SHOWN.isdisjoint(changes.rows):
            self._follow_setup()
        if self.held is not None:
            self.held.take(changes)
        if self.setup is not None:
            self.setup.take(changes)
        if self.admin is not None:
            self.admin.take(changes)

    def _follow_setup(self) -> None:
        """The row in the navigation says how far it is; it goes when all is done."""
        workspace = self._client.workspace
        if may_set_up(workspace):
            before, self._progress = self._progress, setup_state(workspace)
            if self._progress != before:
                self._window.navigation.refresh_views()

    def _on_ticket_chosen(self, ticket: str) -> None:
        self.leave()
        self._open_ticket(TicketId(ticket))

    def _on_troubled(self, error: ClientError) -> None:
        self._window.toast.say(trouble_words(error), undo=False)

    def _on_left(self) -> None:
        self.leave()
        self._window.list.view.setFocus()

    def _on_search_turned(self, shown: bool) -> None:
        if shown:
            self.leave()

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """A key led to a pane that the page covers: it gives way."""
        if now is None or now is before or not self.shown:
            return
        if any(pane is now or pane.isAncestorOf(now) for pane in self._window.regions[1:]):
            self.leave()

    def _on_closed(self) -> None:
        self._offer.close()
        self._following.close()
        if self.held is not None:
            self.held.decisions.settle()
        self._spawn.cancel()
        if isinstance(self._application, QApplication):
            self._application.focusChanged.disconnect(self._on_focus_changed)
            self._application = None
