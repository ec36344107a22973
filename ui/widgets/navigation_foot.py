# SPDX-License-Identifier: Apache-2.0
"""The foot of the navigation: who is signed in, how available, how the link stands."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META, META_MEDIUM, MICRO, ColorName
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.glyphs import paint_avatar
from ui.widgets.label import set_literal_tooltip
from ui.widgets.navigation_value import (
    AVAILABILITY_COLORS,
    AVAILABILITY_WORDS,
    AgentValue,
    AvailabilityState,
    ConnectionState,
    ConnectionValue,
)
from ui.widgets.painting import (
    CENTER,
    RIGHT,
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_hairline,
    draw_icon,
    draw_text,
    follow_reading,
)
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import Sign

_SIGN_OUT: Final = "sign_out"
_LINKS: Final[dict[ConnectionState, tuple[ColorName, ColorName]]] = {
    "live": ("green", "text2"),
    "offline": ("amber", "amber_text"),
    "syncing": ("accent", "text2"),
    "connecting": ("amber", "amber_text"),
    "busy": ("amber", "amber_text"),
}


_BREAKS = (15, 30, 45, 60)
"""The minutes of a break that are offered."""


class NavigationFoot(QWidget):
    """Emits `availability_chosen(state)` and `sign_out_requested()` from the agent's menu.

    A break asks for its end: its state is "break:" with the minutes, or alone for no end.
    """

    availability_chosen = Signal(str)
    sign_out_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._states: tuple[AvailabilityState, ...] = tuple(AVAILABILITY_WORDS)
        self._state: AvailabilityState = "off_shift"
        self._agent = _AgentButton(theme, self)
        self._link = _ConnectionLine(theme, self)
        self.menu = ChoiceMenu(theme, self)
        self.breaks = ChoiceMenu(theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._agent)
        layout.addWidget(self._link)
        self._agent.clicked.connect(self.open_menu)
        self.menu.chosen.connect(self._on_chosen)
        self.breaks.chosen.connect(self.availability_chosen)

    def set_agent(self, agent: AgentValue) -> None:
        self._state = agent.state
        self._agent.set_agent(agent)

    def set_connection(self, connection: ConnectionValue) -> None:
        self._link.set_connection(connection)

    def set_availabilities(self, states: Sequence[AvailabilityState]) -> None:
        self._states = tuple(states)

    def _ask_for_return(self) -> None:
        told = QCoreApplication.translate("widgets", "Back in {minutes} min")
        open_end = QCoreApplication.translate("widgets", "Without a return time")
        lengths = [Choice(f"break:{n}", told.format(minutes=n)) for n in _BREAKS]
        self.breaks.open_at(
            rect_on_screen(self._agent).adjusted(8, 0, -8, 0),
            (*lengths, Choice("break", open_end)),
            title=QCoreApplication.translate("words", AVAILABILITY_WORDS["break"]),
            searches=False,
            width=196,
        )

    def open_menu(self) -> None:
        """Offer the states, over the agent's button."""
        states = [
            Choice(
                state,
                QCoreApplication.translate("words", AVAILABILITY_WORDS[state]),
                Sign("dot", AVAILABILITY_COLORS[state]),
            )
            for state in self._states
        ]
        sign_out = QCoreApplication.translate("widgets", "Sign out")
        self.menu.open_at(
            rect_on_screen(self._agent).adjusted(8, 0, -8, 0),
            (*states, Choice(_SIGN_OUT, sign_out, Sign("icon", "arrow-right"))),
            title=QCoreApplication.translate("widgets", "Availability"),
            current=frozenset({self._state}),
            searches=False,
            width=196,
        )

    def set_folded(self, folded: bool) -> None:
        """Draw only what a rail has room for."""
        self._agent.set_folded(folded)
        self._link.set_folded(folded)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_hairline(painter, 0, self.width(), y=0, color=self._theme.color("line"))

    def _on_chosen(self, key: str) -> None:
        if key == _SIGN_OUT:
            self.sign_out_requested.emit()
        elif key == "break":
            self._ask_for_return()
        else:
            self.availability_chosen.emit(key)


class _AgentButton(QAbstractButton):
    """Avatar, name, state in words and load; opens the availability menu."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._agent = AgentValue("", "?", 0)
        self._folded = False
        self.setObjectName("nav.agent.button")
        self.setAccessibleName(QCoreApplication.translate("widgets", "Availability"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_agent(self, agent: AgentValue) -> None:
        self._agent = agent
        self._tell()

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        self._on_theme_changed()
        self._tell()

    def _tell(self) -> None:
        """To a screen reader, and under the pointer where it is cut."""
        agent, words = self._agent, self._words()
        told = QCoreApplication.translate("widgets", "{name}, {state}. Availability")
        self.setAccessibleName(told.format(name=agent.name, state=words))
        set_literal_tooltip(self, f"{agent.name}, {words}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, agent = self._theme, QPainter(self), self._agent
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        left = (self.width() - theme.px(30)) / 2 if self._folded else theme.px(14)
        disc = QRectF(left, theme.px(12), theme.px(30), theme.px(30))
        paint_avatar(painter, theme, disc, initials=agent.initials, pair=agent.pair)
        self._paint_state(painter, disc)
        if self._folded:
            line = QRectF(0, theme.px(45), self.width(), theme.px(16))
            load = self._load()
            if theme.metrics(MICRO).horizontalAdvance(load) > line.width() and agent.limit:
                load = f"{agent.load}/{agent.limit}"  # the words of this language are too long
            draw_text(painter, theme, load, line, style=MICRO, ink="text3", align=CENTER)
        else:
            self._paint_words(painter)
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            draw_focus_ring(painter, theme, ring, radius=theme.px(6))

    def _paint_words(self, painter: QPainter) -> None:
        theme, agent = self._theme, self._agent
        left, width = theme.px(54), self.width() - theme.px(54 + 40)
        name, _ = self._fitter.fit(agent.name, BODY_STRONG, width)
        line = QRectF(left, theme.px(9), width, theme.px(20))
        draw_text(painter, theme, name, line, style=BODY_STRONG, ink="text")
        line = QRectF(left, theme.px(27), width, theme.px(18))
        words, _ = self._fitter.fit(self._words_within(width), META, width)
        draw_text(painter, theme, words, line, style=META, ink="text3")
        arrow = QPointF(self.width() - theme.px(28), theme.px(19))
        draw_icon(painter, theme, "chevron-down", arrow, ink="text3", size=14)
        if agent.limit:
            self._paint_load(painter, left)

    def _paint_state(self, painter: QPainter, disc: QRectF) -> None:
        theme, side = self._theme, self._theme.px(10)
        painter.setPen(Qt.PenStyle.NoPen)
        dot = QRectF(0, 0, side, side)
        dot.moveBottomRight(disc.bottomRight() + QPointF(theme.px(2), theme.px(2)))
        painter.setBrush(theme.color("nav"))
        painter.drawEllipse(dot.adjusted(-1, -1, 1, 1))
        painter.setBrush(theme.color(AVAILABILITY_COLORS[self._agent.state]))
        painter.drawEllipse(dot)

    def _paint_load(self, painter: QPainter, left: float) -> None:
        theme, agent = self._theme, self._agent
        track = QRectF(left, theme.px(48), self.width() - left - theme.px(19), 3)
        draw_box(painter, track, radius=1.5, fill_color=theme.color("track"))
        share = min(1.0, agent.load / agent.limit)
        track.setWidth(track.width() * share)
        color = theme.color("accent" if share < 1 else "red")
        draw_box(painter, track, radius=1.5, fill_color=color)

    def _words(self) -> str:
        words = QCoreApplication.translate("words", AVAILABILITY_WORDS[self._agent.state])
        if self._agent.until:
            told = QCoreApplication.translate("widgets", "{state} until {time}")
            return told.format(state=words, time=self._agent.until)
        load = self._load()
        return f"{words} · {load}" if load else words

    def _words_within(self, width: float) -> str:
        """The load as its number alone where there is no room for more."""
        words, load = self._words(), self._load()
        if load and self._theme.metrics(META).horizontalAdvance(words) > width:
            short = f"{self._agent.load}/{self._agent.limit}" if self._agent.limit else ""
            return words.removesuffix(load) + (short or str(self._agent.load))
        return words

    def _load(self) -> str:
        """What waits for the agent; while no limit is known, without it."""
        if not self._agent.limit:
            if not self._agent.load or self._folded:
                return str(self._agent.load or "")
            told = QCoreApplication.translate("widgets", "{load} our turn")
            return told.format(load=self._agent.load)
        told = QCoreApplication.translate("widgets", "{load} of {limit}")
        return told.format(load=self._agent.load, limit=self._agent.limit)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(64 if self._folded else 58))


class _ConnectionLine(QWidget):
    """A dot, the state of the link in words, and a figure."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._connection = ConnectionValue("connecting", "")
        self._folded = False
        self.setObjectName("nav.connection.line")
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_connection(self, connection: ConnectionValue) -> None:
        self._connection = connection
        words = f"{connection.text} {connection.figure}".strip()
        self.setAccessibleName(words)
        set_literal_tooltip(self, words)
        self.update()

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, link = self._theme, QPainter(self), self._connection
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        color, ink = _LINKS[link.state]
        middle = theme.px(14)
        if link.state == "offline":
            left = (self.width() - theme.px(16)) / 2 if self._folded else theme.px(14)
            where = QPointF(left, middle - theme.px(8))
            draw_icon(painter, theme, "wifi-off", where, ink="amber_text")
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(color))
            center = self.width() / 2 if self._folded else theme.zoom * 21.5
            radius = theme.zoom * 3.5
            painter.drawEllipse(QPointF(center, middle), radius, radius)
        if self._folded:
            return
        right = self.width() - theme.px(19)
        line = QRectF(theme.px(36), middle - theme.px(9), right - theme.px(36), theme.px(18))
        draw_text(painter, theme, link.figure, line, style=META, ink="text3", align=RIGHT)
        room = line.width() - theme.metrics(META).horizontalAdvance(link.figure) - theme.px(8)
        text, _ = self._fitter.fit(link.text, META_MEDIUM, room)
        draw_text(painter, theme, text, line, style=META_MEDIUM, ink=ink)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(33))
