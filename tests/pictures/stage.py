# SPDX-License-Identifier: Apache-2.0
"""Where a scene plays: the served desk, the real window of Maya, and colleagues at work."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QHoverEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.client import Client, Profile
from sync_server.config import Configuration
from sync_server.contract import joincode
from sync_server.operations.demo import SHOWN
from sync_server.operations.founding import found_desk
from sync_server.operations.loopback import free_ports
from sync_server.operations.requests import AgentInfo, Invite
from sync_server.server import Server
from tests.daily.relay import Relay
from tests.pictures.company import Company, served, team_keys
from tests.pictures.moment import SlowEnvironment
from tests.support.live_client import TestKeyring
from ui.faults import Faults
from ui.shell import Shell
from ui.slots import Spawner
from ui.theme.theme import Theme
from ui.widgets.ticket_row import TicketListRole, TicketRowValue
from ui.windows.agent.controller import AgentController
from ui.windows.settings.language import Language
from ui.windows.settings.look import Look

PATIENCE_S: Final = 30.0
CALM_S: Final = 0.8
STEP_S: Final = 0.02
ELSEWHERE: Final = (9_000, 9_000)
"""Where the pointer is that nobody moves."""


class Stage:
    """One picture's world. `show` names the widget that is pictured; without it, Maya's window.

    `server` is of the desk that is served.
    """

    server: Server

    def __init__(
        self, name: str, size: tuple[int, int], folder: Path, *, company: Company, faults: Faults
    ) -> None:
        self.name = name
        self.size = size
        self.company = company
        self.environment: Any = None
        self.folder = folder / "clients" / name
        self._faults = faults
        self._configuration = company.copy(name)
        self._serving = AsyncExitStack()
        self._stack = AsyncExitStack()
        self._spawn = Spawner(faults)
        self._shown: QWidget | None = None
        self.colleagues: dict[str, Client] = {}
        """Who is at work, by name."""
        self._shell: Shell | None = None
        self.theme = Theme("light")
        self.settings: Mapping[str, object] = {}
        """What holds in every window, whatever the scene asks for."""

    # -- the desk ------------------------------------------------------------------------------

    async def open(self, environment: SlowEnvironment) -> None:
        """Serve the desk; nobody is signed in."""
        self.environment = environment
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.theme.apply(application)
        await self.start_server()

    async def close(self) -> None:
        """Take everything down, the windows first."""
        if self._shell is not None:
            self._shell.close()
        await self._spawn.close()
        await self._stack.aclose()
        await self.stop_server()

    async def start_server(self) -> None:
        """Serve again what `stop_server` took away."""
        serving = served(self._configuration, self.environment)
        self.server = await self._serving.enter_async_context(serving)

    async def stop_server(self) -> None:
        """The server is gone, for everybody."""
        serving, self._serving = self._serving, AsyncExitStack()
        await serving.aclose()

    async def set_up(self, work: Callable[[Configuration, Any], Awaitable[None]]) -> None:
        """Do something to the desk while nobody serves it."""
        await self.stop_server()
        await work(self._configuration, self.environment)
        await self.start_server()

    async def restore_server(self) -> None:
        """Serve the desk as it was made: whoever signed in since is forgotten."""
        self._configuration = self.company.copy(f"{self.name}-restored")
        await self.start_server()

    async def serve_fresh(self, *, name: str, email: str) -> None:
        """Serve a desk instead that was founded just now by this administrator."""
        await self.stop_server()
        self._configuration = msgspec.structs.replace(
            self._configuration, data=self.folder / "fresh"
        )
        await found_desk(
            self._configuration, self.environment, name=name, email=email, furnished=False
        )
        await self.start_server()

    async def invited(self, name: str, *, email: str) -> Client:
        """The computer of somebody who signs in with a new invitation."""
        info = await self.server.administration.perform(Invite(agent=email))
        assert isinstance(info, AgentInfo)
        client = await self.client(name)
        await client.sign_in(join_code=info.join_code, email=email, password=self.company.password)
        await self.until(lambda: client.state.kind == "live" and client.state.to_send == 0)
        return client

    def closes(self, close: Callable[[], None]) -> None:
        """Call this at the end."""
        self._stack.callback(close)

    # -- people --------------------------------------------------------------------------------

    async def client(self, name: str = SHOWN, environment: Any = None) -> Client:
        """A computer of somebody, not signed in, that keeps its files."""
        client = Client(
            Profile(folder=self.folder / name.replace(" ", "-")),
            environment or self.environment,
            keyring=TestKeyring(),
            managed=self.folder / "managed.json",
            device_name="desk-7",
        )
        return await self._stack.enter_async_context(client)

    async def signed_in(self, name: str = SHOWN) -> Client:
        """A computer of somebody who works and holds all that they may see."""
        client = await self.client(name)
        seat = self.company.seat(name)
        await client.sign_in(
            join_code=seat.join_code, email=seat.email, password=self.company.password
        )
        await self.until(lambda: client.state.kind == "live" and client.state.to_send == 0)
        self.colleagues[name] = client
        return client

    async def signed_in_through(self, relay: Relay) -> Client:
        """Maya's computer, whose way to the desk is a cable that can be pulled out."""
        client, seat = await self.client(), self.company.seat()
        code = joincode.decode_join_code(seat.join_code)
        code = msgspec.structs.replace(code, port=relay.port)
        await client.sign_in(
            join_code=joincode.encode_join_code(code),
            email=seat.email,
            password=self.company.password,
        )
        await self.until(lambda: client.state.kind == "live" and client.state.to_send == 0)
        return client

    async def cable(self) -> Relay:
        """A way to the desk."""
        port, _ = await free_ports()
        return await self._stack.enter_async_context(Relay(port, self._configuration.port))

    # -- windows -------------------------------------------------------------------------------

    async def open_window(self, *, client: Client | None = None, **settings: Any) -> Any:
        """Open the program for Maya with these settings; the agent's controller once it is there.

        A `client` that is not signed in gets the window to sign in, and there is no controller.
        """
        client = client or await self.signed_in()
        order = msgspec.json.encode(team_keys()).decode()
        told: dict[str, Any] = {"appearance": "light", "contrast": "normal", "team_order": order}
        for key, value in (told | settings | dict(self.settings)).items():
            client.settings.set(key, value)
        look = Look(client.settings, self.theme)
        self._stack.callback(look.close)
        self._stack.callback(Language(client.settings).close)
        self._shell = Shell(
            client,
            self.theme,
            environment=self.environment,
            spawn=self._spawn,
            faults=self._faults,
            size=self.size,
        )
        QCursor.setPos(*ELSEWHERE)  # else it would hover over the corner of the window
        self._shell.show()
        if self._shell.agent is not None:
            self.window.activateWindow()
            await self.until(self.window.isActiveWindow)
            await self.until(lambda: self._is_listed(client))
        await self.calm()
        return self._shell.agent

    @property
    def shell(self) -> Shell:
        """What opens windows."""
        assert self._shell is not None
        return self._shell

    @property
    def agent(self) -> AgentController:
        """Maya's window with its controller."""
        assert self.shell.agent is not None
        return self.shell.agent

    @property
    def maya(self) -> Client:
        """The client of the window."""
        return self.shell._client

    @property
    def window(self) -> Any:
        """Maya's window."""
        return self.agent.window

    def show(self, widget: QWidget) -> None:
        """Picture this window, and not Maya's."""
        self._shown = widget

    # -- gestures ------------------------------------------------------------------------------

    async def open_ticket(self, subject: str) -> str:
        """Click the row of this subject in the list; the ticket's id."""
        view = self.window.list.view
        model = view.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        index = next(each for each in rows if _subject(each) == subject)
        view.scrollTo(index)
        self.click(view.viewport(), view.visualRect(index).center())
        await self.until(lambda: bool(self.window.conversation.timeline.messages))
        await self.calm()
        return str(self.agent.tickets.id)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press and let go of the left button."""
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            at or widget.rect().center(),
        )

    def hover(self, widget: QWidget, at: QPoint) -> None:
        """Let the pointer rest there. `QTest` would run the loop, in the midst of a task."""
        place, spot = QPointF(at), QPointF(widget.mapToGlobal(at))
        QCoreApplication.sendEvent(
            widget, QHoverEvent(QEvent.Type.HoverMove, place, spot, place - QPointF(1, 1))
        )

    def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        at: QWidget | None = None,
    ) -> None:
        """Press a key where the focus is, or in a widget."""
        QTest.keyClick(at or self._focus(), key, modifier)

    def type(self, text: str, *, at: QWidget | None = None) -> None:
        """Type a text where the focus is, or in a widget, line by line."""
        for place, line in enumerate(text.split("\n")):
            if place:
                self.key(Qt.Key.Key_Return, at=at)
            QTest.keyClicks(at or self._focus(), line)

    def find(self, name: str) -> QWidget:
        """The visible widget of this object name, in any window."""
        found = _visible(name)
        assert found, f"no visible widget is named {name}"
        return found[0]

    def shows(self, name: str) -> bool:
        """Whether a widget of this object name is visible."""
        return bool(_visible(name))

    def _is_listed(self, client: Client) -> bool:
        """Whether the list shows the queue; it may be clear."""
        return bool(self.window.list.tickets()) or not client.views.count("my_queue")

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    # -- waiting and looking -------------------------------------------------------------------

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = self.environment.monotonic() + PATIENCE_S
        while not holds():
            assert self.environment.monotonic() < end, f"{self.name}: this does not happen"
            await self.environment.sleep(STEP_S)

    async def calm(self, seconds: float = CALM_S) -> None:
        """Let what moves come to rest."""
        await self.environment.sleep(seconds)

    def grab(self) -> QPixmap:
        """The pictured window, with the menus that stand above it."""
        shown = self._shown or self.window
        pixmap = shown.grab()
        with _painting(pixmap) as painter:
            for top in QApplication.topLevelWidgets():
                if top.isVisible() and top.windowType() == Qt.WindowType.Popup:
                    painter.drawPixmap(top.pos() - shown.mapToGlobal(QPoint()), top.grab())
        return pixmap


@contextmanager
def _painting(pixmap: QPixmap) -> Iterator[QPainter]:
    painter = QPainter(pixmap)
    try:
        yield painter
    finally:
        painter.end()


def _visible(name: str) -> list[QWidget]:
    return [
        widget
        for top in QApplication.topLevelWidgets()
        for widget in (top, *top.findChildren(QWidget, name))
        if widget.objectName() == name and widget.isVisible()
    ]


def _subject(index: Any) -> str:
    row = index.data(TicketListRole.ROW)
    return row.subject if isinstance(row, TicketRowValue) else ""
