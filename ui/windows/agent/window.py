# SPDX-License-Identifier: Apache-2.0
"""The layout of the agent's window: four panes in a splitter, and what floats above them."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.client import Client
from ui.models.words import translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.theme.tokens import (
    CONVERSATION_MIN,
    LIST_WIDTH,
    LIST_WIDTH_COMPACT,
    LIST_WIDTH_MAX,
    LIST_WIDTH_MIN,
    NAV_WIDTH,
    PROPERTIES_RAIL_WIDTH,
    PROPERTIES_WIDTH,
    PROPERTIES_WIDTH_MAX,
    PROPERTIES_WIDTH_MIN,
)
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Surface
from ui.widgets.properties_rail import PropertiesRail
from ui.widgets.spoken_roles import speak_as
from ui.windows.agent.composer import ComposerPane
from ui.windows.agent.conversation import ConversationPane
from ui.windows.agent.floats import Floats
from ui.windows.agent.key_sheet import KeySheet
from ui.windows.agent.lost_text import LostTextPage
from ui.windows.agent.navigation import NavigationPane
from ui.windows.agent.properties import PropertiesPane
from ui.windows.agent.ticket_list import ListPane

WIDE: Final = 1440
"""From this width the navigation is unfolded."""
MIDDLE: Final = 1280
"""From this width the properties are shown."""
NARROW: Final = 960
"""Below this width list and conversation take turns."""
LEAST: Final = (900, 600)
_ANY_WIDTH: Final = 16_777_215


class AgentWindow(QWidget):
    """Layout only: whoever fills the panes is the controller. Emits `closed()` once, and
    `rearranged()` when the person gave a pane another width or folded one.

    Its panes fold by its width, until the person folds or unfolds one. Where list and conversation
    have no room beside each other, they take turns. Properties that have no room beside the
    conversation lie over it.
    """

    closed = Signal()
    rearranged = Signal()

    def __init__(self, theme: Theme, client: Client, spawn: Spawn) -> None:
        super().__init__()
        self._theme = theme
        # Each is made where it will stand: to move a pane costs as much as there is in it.
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.navigation = NavigationPane(theme, client, self._splitter)
        self.list = ListPane(theme, self._splitter)
        self._center = Surface("window", self._splitter)
        self._page = QWidget(self._center)
        self.conversation = ConversationPane(theme, self._page)
        self.composer = ComposerPane(theme, client, spawn, parent=self._page)
        self.notice = Banner(theme, self._center)
        self.empty = EmptyState(theme, parent=self._center)
        self.lost = LostTextPage(theme, self._center)
        self.properties = PropertiesPane(theme, self._splitter)
        self.rail = PropertiesRail(theme, self.properties.rail_tabs, self)
        self._stack = QStackedLayout()
        self._folded: dict[str, bool] = {}
        self._widths: dict[str, int] = {}
        self._list_is_on = True
        self._shown: object = None
        self._dragged = False
        self._over = _Over(theme, self)
        self._build()
        self.floats = Floats(theme, self, self.conversation.timeline, self.empty, self.list.view)
        self.toast, self.stray = self.floats.toast, self.floats.stray
        self.keys = KeySheet(theme, self)
        self.keys.set_places(
            (
                (self.list, "list"),
                (self.conversation, "ticket"),
                (self.properties, "ticket"),
                (self.composer, "composer"),
            )
        )

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through: where the focus of each pane begins."""
        return (
            self.navigation.views,
            self.list.view,
            self.conversation.timeline,
            self.composer.composer.editor,
            self.properties,
        )

    @property
    def regions(self) -> tuple[QWidget, ...]:
        """The whole of each pane, in the order of `panes`."""
        return (self.navigation, self.list, self.conversation, self.composer, self.properties)

    def show_ticket_page(self, shown: bool) -> None:
        """The open ticket, or what is said while none is open. A list that has the place of both
        keeps it, as somebody may be going through it: `show_conversation` gives it away.
        """
        self._stack.setCurrentIndex(0 if shown else 1)
        self._place_notice()
        self._list_is_on = not shown or self._center.isHidden()
        self._fit()

    def show_lost_page(self, shown: bool) -> None:
        """What is left of a ticket that is gone."""
        self._stack.setCurrentIndex(2 if shown else 1)
        self._place_notice()
        self._list_is_on = not shown
        self._fit()

    def show_list(self) -> None:
        """It is the list's turn, where it has no room beside the conversation."""
        self._list_is_on = True
        self._fit()
        self.list.view.setFocus()

    def show_conversation(self) -> None:
        """It is the turn of the open ticket, if there is one."""
        if self._center.isHidden() and self._stack.currentIndex() == 0:
            self._list_is_on = False
            self._fit()

    def fold_over(self) -> bool:
        """Fold the properties where they lie over the conversation; whether they did."""
        if self._over.isHidden():
            return False
        self.fold("properties")
        self.conversation.timeline.setFocus()
        return True

    def fold(self, pane: str) -> None:
        """Fold or unfold "navigation" or "properties" by hand."""
        self._folded[pane] = not self._is_folded(pane)
        self._fit()
        self.rearranged.emit()

    @property
    def layout_by_hand(self) -> tuple[dict[str, int], dict[str, bool]]:
        """The widths that the person gave panes, at zoom 1, and what they folded or unfolded."""
        return dict(self._widths), dict(self._folded)

    def take_layout(self, widths: dict[str, int], folded: dict[str, bool]) -> None:
        """Be laid out by hand as before."""
        self._widths, self._folded = dict(widths), dict(folded)
        self._fit()

    def leave_composer(self) -> None:
        """The focus goes one level up, to the conversation; from there, Esc leads to the list."""
        self.conversation.timeline.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.composer.composer.set_height_limit(self.height() // 2)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    # -- layout --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("deskbell_window")
        speak_as(self, QAccessible.Role.Window)
        self.setWindowTitle("Deskbell")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)  # the shell decides
        self.setMinimumSize(*LEAST)
        self.empty.set_state(
            icon="mail-open",
            title=translate("window", "No ticket is open"),
            reason=translate("window", "Choose one in the list. J and K go through it."),
        )
        self._lay_out_middle()
        self._over_layout = QHBoxLayout(self._over)
        self._over_layout.setContentsMargins(1, 0, 0, 0)
        self._over_layout.setSpacing(0)
        self._over.hide()
        self._splitter.setHandleWidth(1)
        self._splitter.splitterMoved.connect(self._on_splitter_moved)
        self._splitter.setChildrenCollapsible(False)
        for place, stretch in enumerate((0, 0, 1, 0)):
            self._splitter.setStretchFactor(place, stretch)
        self._theme.changed.connect(self._on_theme_changed)
        self._limit_widths()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self.rail)
        self.rail.opened.connect(self._on_rail_opened)
        self.properties.clock_changed.connect(self.rail.set_clock)
        self.properties.fold_requested.connect(self._on_fold_requested)
        self.conversation.header.back_requested.connect(self.show_list)
        self.composer.composer.crowding.connect(self.conversation.set_crowded)

    def _lay_out_middle(self) -> None:
        inside = QVBoxLayout(self._page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.conversation, 1)
        inside.addWidget(self.composer)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.lost)
        self._stack.setCurrentIndex(1)
        self._column = QVBoxLayout(self._center)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.notice)
        self._column.addLayout(self._stack, 1)

    def _place_notice(self) -> None:
        """Under the head of the open ticket, else over what stands in its place."""
        if self._stack.currentIndex() == 0:
            self.conversation.put_below_header(self.notice)
        else:
            self._column.insertWidget(0, self.notice)

    def _limit_widths(self, *, alone: bool = False) -> None:
        """A pane that stands alone is as wide as the window."""
        px, room = self._theme.px, self._room()
        self.list.setMinimumWidth(min(px(LIST_WIDTH_MIN), room))
        self.list.setMaximumWidth(_ANY_WIDTH if alone else px(LIST_WIDTH_MAX))
        self.properties.setMinimumWidth(min(px(PROPERTIES_WIDTH_MIN), room))
        self.properties.setMaximumWidth(_ANY_WIDTH if alone else px(PROPERTIES_WIDTH_MAX))
        self._center.setMinimumWidth(min(px(CONVERSATION_MIN), room))

    def _on_theme_changed(self) -> None:
        self._fit()

    def _on_splitter_moved(self) -> None:
        self._dragged = True
        for name, pane in (("list", self.list), ("properties", self.properties)):
            if not pane.isHidden() and not self._center.isHidden():
                self._widths[name] = round((pane.width() + 1) / self._theme.zoom)
        self.rearranged.emit()

    def _on_fold_requested(self) -> None:
        self.fold("properties")

    def _on_rail_opened(self, tab: str) -> None:
        self.fold("properties")
        if tab:
            self.properties.show_tab(tab)

    def _is_folded(self, pane: str) -> bool:
        """By hand, else by the width."""
        limit = WIDE if pane == "navigation" else MIDDLE
        return self._folded.get(pane, self.width() < self._theme.px(limit))

    def _fit(self) -> None:
        px = self._theme.px
        folded = self._is_folded("navigation")
        self.navigation.set_folded(folded)
        has_ticket = self._stack.currentIndex() == 0
        fields = has_ticket and not self._is_folded("properties")
        self.rail.setVisible(has_ticket and not fields)
        pair, least_fields = px(LIST_WIDTH_MIN + CONVERSATION_MIN) + 1, px(PROPERTIES_WIDTH_MIN) + 1
        turns = pair > self._room() or self.width() < px(NARROW)
        if turns and self._list_is_on:
            self.rail.hide()
            self._show_panes(tickets=True, middle=False, beside=False, over=False)
        else:
            needed = px(CONVERSATION_MIN) if turns else pair
            beside = fields and needed + least_fields <= self._room()
            self.rail.setVisible(has_ticket and not beside)
            self._show_panes(
                tickets=not turns, middle=True, beside=beside, over=fields and not beside
            )
        self.conversation.header.set_back(turns)
        self._limit_widths(alone=self._center.isHidden())
        self.list.set_alone(self._center.isHidden())
        panes = (self.list, self._center, self.properties)
        shown = (folded, self._theme.zoom, *(pane.isHidden() for pane in panes))
        if shown != self._shown or not self._dragged:  # else they are as the person wants them
            self._shown, self._dragged = shown, False
            usual = LIST_WIDTH_COMPACT if folded else LIST_WIDTH
            self._share_width(px(self._widths.get("list", usual)))

    def _show_panes(self, *, tickets: bool, middle: bool, beside: bool, over: bool) -> None:
        """Which stand beside the navigation, and whether the properties are beside or over the
        conversation. The focus does not stay in one that goes.
        """
        had_focus = self.list.isAncestorOf(self.focusWidget())
        self._center.setVisible(middle)
        self._place_fields(over=over)
        self.properties.setVisible(beside or over)
        self.list.setVisible(tickets)
        if had_focus and not tickets and middle:
            self.conversation.timeline.setFocus()

    def _place_fields(self, *, over: bool) -> None:
        """Beside the conversation, or in a frame over its end."""
        framed = self.properties.parentWidget() is self._over
        if over and not framed:
            self._over_layout.addWidget(self.properties)
        elif framed and not over:
            self._splitter.addWidget(self.properties)
            self._splitter.setStretchFactor(3, 0)
        if over:
            across = min(self._theme.px(PROPERTIES_WIDTH), self.width())
            left = 0 if self.isRightToLeft() else self.width() - across
            self._over.setGeometry(left, 0, across, self.height())
            self._over.raise_()
        self._over.setVisible(over)

    def _room(self) -> int:
        """The px beside the navigation and the rail of the properties."""
        px, rail = self._theme.px, self._theme.px(PROPERTIES_RAIL_WIDTH)
        folded = self._is_folded("navigation")
        navigation = self.navigation.minimumWidth() if folded else px(NAV_WIDTH) - 1
        return self.width() - navigation - 1 - (0 if self.rail.isHidden() else rail)

    def _share_width(self, tickets: int) -> None:
        """Give each pane its width; the hairline at its end is part of it."""
        px, room = self._theme.px, self._room()
        navigation = self.navigation.minimumWidth()
        if not self._is_folded("navigation"):
            navigation = px(NAV_WIDTH) - 1
        wanted = px(self._widths.get("properties", PROPERTIES_WIDTH)) - 1
        away = self.properties.isHidden() or not self._over.isHidden()
        properties = 0 if away else wanted
        left = 0 if self.list.isHidden() else tickets - 1
        rest = max(px(CONVERSATION_MIN), room - left - properties - 2)
        if self._center.isHidden():
            left, properties, rest = left and room, properties and room, 0
        self._splitter.setSizes([navigation, left, rest, properties])


class _Over(QWidget):
    """The frame of a pane that lies over another one: a hairline at its beginning."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))
