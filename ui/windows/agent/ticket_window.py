# SPDX-License-Identifier: Apache-2.0
"""One ticket in a window of its own, beside the workspace."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.client import Client
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.theme.tokens import CONVERSATION_MIN, PROPERTIES_WIDTH, PROPERTIES_WIDTH_MAX
from ui.widgets.banner import Banner
from ui.widgets.label import Surface
from ui.widgets.spoken_roles import speak_as
from ui.windows.agent.composer import ComposerPane
from ui.windows.agent.conversation import ConversationPane
from ui.windows.agent.floats import Floats
from ui.windows.agent.key_sheet import KeySheet
from ui.windows.agent.properties import PropertiesPane

_SIZE: Final = (1060, 760)


class TicketWindow(QWidget):
    """Layout only: conversation and composer, properties beside them. Emits `closed()`."""

    closed = Signal()
    activated = Signal()

    def __init__(self, theme: Theme, client: Client, spawn: Spawn) -> None:
        super().__init__()
        self._theme = theme
        self.conversation = ConversationPane(theme, self)
        self.composer = ComposerPane(theme, client, spawn, parent=self)
        self.properties = PropertiesPane(theme, self)
        self.notice = Banner(theme, self)
        self.keys = KeySheet(theme, self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._build()
        self.keys.set_places(
            (
                (self.conversation, "ticket"),
                (self.properties, "ticket"),
                (self.composer, "composer"),
            )
        )
        self.properties.fold.hide()  # its width decides
        self.floats = Floats(theme, self, self.conversation.timeline)
        self.toast, self.stray = self.floats.toast, self.floats.stray

    def show_ticket_page(self, shown: bool) -> None:
        """A ticket that is gone has no window."""
        if not shown:
            self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.composer.composer.set_height_limit(self.height() // 2)
        properties = self._theme.px(PROPERTIES_WIDTH)
        room = self.width() - properties - 1 >= self._theme.px(CONVERSATION_MIN)
        self.properties.setVisible(room)
        self._splitter.setSizes([self.width() - properties - 1, properties])

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.activated.emit()
        return super().event(event)

    def _build(self) -> None:
        self.setObjectName("deskbell_window")
        speak_as(self, QAccessible.Role.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setMinimumSize(560, 480)
        middle = Surface("window", self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.conversation.put_below_header(self.notice)
        column.addWidget(self.conversation, 1)
        column.addWidget(self.composer)
        self.composer.composer.crowding.connect(self.conversation.set_crowded)
        self._splitter.addWidget(middle)
        self._splitter.addWidget(self.properties)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, 1)
        self.properties.setMaximumWidth(self._theme.px(PROPERTIES_WIDTH_MAX))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self.resize(*_SIZE)
