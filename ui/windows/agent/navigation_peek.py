# SPDX-License-Identifier: Apache-2.0
"""The whole navigation over the list, while the pointer rests on its rail."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer

from app.client import Client
from ui.theme.theme import Theme
from ui.theme.tokens import NAV_RAIL_WIDTH, NAV_WIDTH
from ui.windows.agent.navigation import NavigationPane

AFTER_MS: Final = 300


class NavigationPeek(QObject):
    """Made when it is first needed. What is chosen in it is chosen in the navigation."""

    def __init__(self, client: Client, navigation: NavigationPane, theme: Theme) -> None:
        super().__init__(navigation)
        self._client = client
        self._navigation = navigation
        self._theme = theme
        self.pane: NavigationPane | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.open)
        navigation.installEventFilter(self)

    def open(self) -> None:
        """Show it, when the navigation is a rail."""
        navigation, px = self._navigation, self._theme.px
        if navigation.width() > px(NAV_RAIL_WIDTH):
            return
        pane = self.pane or self._make()
        pane.hidden.keys = navigation.hidden.keys
        pane.order = navigation.order
        pane.set_drafts(navigation.drafts)
        pane.refresh_agent()
        pane.refresh_connection()
        pane.set_current(navigation.views.current_row())
        place = navigation.mapTo(navigation.window(), QPoint(0, 0))
        rest = px(NAV_WIDTH) - navigation.width() if navigation.isRightToLeft() else 0
        pane.setGeometry(place.x() - rest, place.y(), px(NAV_WIDTH), navigation.height())
        pane.show()
        pane.raise_()

    def close(self) -> None:
        """Fold it away."""
        self._timer.stop()
        if self.pane is not None:
            self.pane.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.pane:
            if event.type() == QEvent.Type.Leave:
                self.close()
        elif event.type() == QEvent.Type.Enter:
            self._timer.start()
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Hide):
            self._timer.stop()
        return False

    def _make(self) -> NavigationPane:
        navigation = self._navigation
        self.pane = pane = NavigationPane(self._theme, self._client, navigation.window())
        pane.setObjectName("nav.peek.pane")
        pane.view_chosen.connect(navigation.view_chosen)
        pane.views.added.connect(navigation.views.added)
        pane.search_asked.connect(navigation.search_asked)
        pane.availability_chosen.connect(navigation.availability_chosen)
        pane.sign_out_requested.connect(navigation.sign_out_requested)
        for signal in (
            pane.view_chosen,
            pane.views.added,
            pane.search_asked,
            pane.sign_out_requested,
        ):
            signal.connect(self.close)
        pane.installEventFilter(self)
        return pane
