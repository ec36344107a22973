# SPDX-License-Identifier: Apache-2.0
"""The navigation column: where to go, who is signed in, how the link stands."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import NAV_RAIL_WIDTH
from ui.widgets.alerts_button import AlertsButton
from ui.widgets.button import Button
from ui.widgets.label import Surface, literal_tooltip
from ui.widgets.margins import margins
from ui.widgets.navigation_delegate import NavigationDelegate, NavigationItem
from ui.widgets.navigation_foot import NavigationFoot
from ui.widgets.navigation_rail import NavigationRailDelegate
from ui.widgets.navigation_value import (
    AgentValue,
    AvailabilityState,
    ConnectionValue,
    NavigationHeading,
    NavigationRow,
    NavigationSection,
)
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.rows_access import tell_rows
from ui.widgets.search_field import SearchField
from ui.widgets.workspace_button import WorkspaceButton

Entry = NavigationRow | NavigationHeading

_LEAST_WIDTH = 160
_ANY_WIDTH = 16_777_215


class NavigationPanel(Surface):
    """The left column of the window.

    Signals: `view_chosen(row id)` when the person goes to another row, `search_asked()` of the
    field and of the `search_button` that stands for it in the rail, `availability_chosen(state)`,
    `sign_out_requested()`.
    """

    view_chosen = Signal(str)
    search_asked = Signal()
    availability_chosen = Signal(str)
    sign_out_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("nav", parent)
        self._theme = theme
        self.workspace = WorkspaceButton(theme, self)
        name = "nav.search.field"
        words = QCoreApplication.translate("widgets", "Search")
        self.search = SearchField(theme, words, name=name, leads=True, parent=self)
        self.search_button = Button(theme, icon="search", name=words, parent=self)
        self.search_button.setObjectName("nav.search.button")
        self.search_button.set_ink("text2")
        self.search_button.hide()
        self.views = NavigationList(theme, self)
        self._folded = False
        self.alerts = AlertsButton(theme, self)
        self._foot = NavigationFoot(theme, self)
        self._search_row = QHBoxLayout()
        self._search_row.addWidget(self.search)
        self._search_row.addWidget(self.search_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.workspace)
        layout.addLayout(self._search_row)
        layout.addWidget(self.views, 1)
        layout.addWidget(self.alerts)
        layout.addWidget(self._foot)
        self.views.view_chosen.connect(self.view_chosen)
        self.search.asked.connect(self.search_asked)
        self.search_button.clicked.connect(self.search_asked)
        self._foot.availability_chosen.connect(self.availability_chosen)
        for part in (self._foot, self.workspace):
            part.sign_out_requested.connect(self.sign_out_requested)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_workspace(self, name: str) -> None:
        self.workspace.set_name(name)

    def set_sections(self, sections: Sequence[NavigationSection]) -> None:
        """Show these rows; the current one stays current while it is there."""
        self.views.set_sections(sections)

    def set_current(self, row: str) -> None:
        """Mark the row as the current one without announcing it."""
        self.views.set_current(row)

    def set_agent(self, agent: AgentValue) -> None:
        self._foot.set_agent(agent)

    def set_connection(self, connection: ConnectionValue) -> None:
        self._foot.set_connection(connection)

    def open_availabilities(self) -> None:
        """Offer the states, as a press on the person does."""
        self._foot.open_menu()

    def set_availabilities(self, states: Sequence[AvailabilityState]) -> None:
        self._foot.set_availabilities(states)

    def set_folded(self, folded: bool) -> None:
        """Fold to a rail of icons of a fixed width, or unfold."""
        self._folded = folded
        self.workspace.set_folded(folded)
        self.search.setVisible(not folded)
        self.search_button.setVisible(folded)
        self.views.set_folded(folded)
        self.alerts.set_folded(folded)
        self._foot.set_folded(folded)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        side = px(12) if self._folded else px(10)
        self._search_row.setContentsMargins(margins(self, (side, 0, side - px(1), px(12))))
        rail = px(NAV_RAIL_WIDTH) - 1
        self.setMinimumWidth(rail if self._folded else px(_LEAST_WIDTH))
        self.setMaximumWidth(rail if self._folded else _ANY_WIDTH)


class NavigationList(QListView):
    """The rows of the column. Two dozen entries, so the model is rebuilt only when they differ.

    Emits `row_dropped(row, onto)` when one is dragged onto another, and `added(title)` for the plus
    of a heading.
    """

    view_chosen = Signal(str)
    row_dropped = Signal(str, str)
    added = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: list[Entry] = []
        self._current = ""
        self._announcing = True
        self._grabbed = ""
        self._more = 0
        self.setObjectName("nav.views.list")
        tell_rows(self)
        self.setAccessibleName(QCoreApplication.translate("widgets", "Views"))
        self.setModel(QStandardItemModel(self))
        self._unfolded = NavigationDelegate(theme, self)
        self._rail = NavigationRailDelegate(theme, self)
        self.setItemDelegate(self._unfolded)
        self.setFrameShape(QListView.Shape.NoFrame)
        self._scroll_bar = OverlayScrollBar(self)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._on_theme_changed)

    def set_sections(self, sections: Sequence[NavigationSection]) -> None:
        entries: list[Entry] = []
        for section in sections:
            if section.title:
                entries.append(NavigationHeading(section.title, section.adds))
            entries += section.rows
        if entries == self._entries:
            return
        self._announcing = False
        if _shape(entries) == _shape(self._entries):
            self._update(entries)
        else:
            self._rebuild(entries)
        self._entries = entries
        self._fit_rail()
        self.set_current(self._current)

    def set_current(self, row: str) -> None:
        self._announcing = False
        self._current = row
        self.setCurrentIndex(self._index_of(row))
        self._announcing = True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        heading = self._heading_at(event.position().toPoint())
        if heading is not None and event.button() == Qt.MouseButton.LeftButton:
            self.added.emit(heading.title)
            return
        self._grabbed = self.row_at(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed and event.buttons() & Qt.MouseButton.LeftButton:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)  # dragging goes to no other view
            return
        self._point_at(event.position().toPoint())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(QPoint(-1, -1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.unsetCursor()
        grabbed, self._grabbed = self._grabbed, ""
        onto = self.row_at(event.position().toPoint())
        if grabbed and onto and grabbed != onto:
            self.row_dropped.emit(grabbed, onto)

    def row_at(self, place: QPoint) -> str:
        """The id of the row under a place; empty over a heading."""
        entry = self.indexAt(place).data(NavigationItem.ENTRY)
        return entry.id if isinstance(entry, NavigationRow) else ""

    def plus_rect(self, title: str) -> QRect:
        """Where the plus of a heading is, nowhere if it has none."""
        for place, entry in enumerate(self._entries):
            if isinstance(entry, NavigationHeading) and entry.title == title and entry.adds:
                rect = self.visualRect(self.model().index(place, 0))
                plus = self._unfolded.plus_rect(QRectF(rect)).toRect()
                return QStyle.visualRect(self.layoutDirection(), rect, plus)
        return QRect()

    def _heading_at(self, place: QPoint) -> NavigationHeading | None:
        """The heading whose plus is at a place."""
        entry = self.indexAt(place).data(NavigationItem.ENTRY)
        if not isinstance(entry, NavigationHeading) or self.itemDelegate() is not self._unfolded:
            return None
        return entry if self.plus_rect(entry.title).contains(place) else None

    def _point_at(self, place: QPoint) -> None:
        """A plus lights up under the pointer."""
        row = -1 if self._heading_at(place) is None else self.indexAt(place).row()
        if row != self._unfolded.plus_under_pointer:
            self._unfolded.plus_under_pointer = row
            self.viewport().update()

    def current_row(self) -> str:
        """The id of the current row."""
        return self._current

    def rect_of(self, row: str) -> QRect:
        """Where a row is drawn."""
        return self.visualRect(self._index_of(row))

    def set_folded(self, folded: bool) -> None:
        """A rail scrolls by whole rows, as half of one is half of a number."""
        self.setItemDelegate(self._rail if folded else self._unfolded)
        by = QAbstractItemView.ScrollMode
        self.setVerticalScrollMode(by.ScrollPerItem if folded else by.ScrollPerPixel)
        self._fit_rail()
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and self._more:
            self._paint_more()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        area = self.viewport().rect()
        cut = self.visualRect(self.indexAt(area.bottomLeft()))
        if self._more and cut.bottom() > area.bottom():
            cut.setTop(cut.top() - self._theme.px(1))  # a number stands a little above its row
            QPainter(self.viewport()).fillRect(cut, self._theme.color("nav"))

    def _paint_more(self) -> None:
        """Say on which sides of a rail more rows follow."""
        bar, painter, area = self.verticalScrollBar(), QPainter(self), QRectF(self.rect())
        if bar.value() > bar.minimum():
            self._rail.paint_more(painter, area, icon="chevron-up")
        if bar.value() < bar.maximum():
            self._rail.paint_more(painter, area, icon="chevron-down")

    def _fit_rail(self) -> None:
        """Let the rail show all of its rows where they go, else leave room to say so."""
        rows = sum(isinstance(entry, NavigationRow) for entry in self._entries)
        sections = len(self._entries) - rows
        if self._rail.fit(self.height(), rows=rows, sections=sections):
            self.scheduleDelayedItemsLayout()
        is_long = self._rail.length(rows=rows, sections=sections) > self.height()
        self._more = self._rail.more if is_long and self.itemDelegate() is self._rail else 0
        self._leave_room()

    def _leave_room(self) -> None:
        above = self._more if self.verticalScrollBar().value() else 0
        self.setViewportMargins(0, above, 0, self._more)

    def _on_scrolled(self) -> None:
        if self._more:
            self._leave_room()
            self.update()

    def currentChanged(self, current: object, previous: object) -> None:
        if not isinstance(current, QModelIndex) or not isinstance(previous, QModelIndex):
            return
        super().currentChanged(current, previous)
        entry = current.data(NavigationItem.ENTRY)
        if self._announcing and isinstance(entry, NavigationRow) and entry.id != self._current:
            self._current = entry.id
            self.view_chosen.emit(entry.id)

    def _on_theme_changed(self) -> None:
        self._fit_rail()
        self.scheduleDelayedItemsLayout()

    def _update(self, entries: list[Entry]) -> None:
        model = self._items()
        for place, entry in enumerate(entries):
            if entry != self._entries[place]:
                _fill(model.item(place), entry)

    def _rebuild(self, entries: list[Entry]) -> None:
        model = self._items()
        model.clear()
        for entry in entries:
            item = QStandardItem()
            _fill(item, entry)
            model.appendRow(item)

    def _items(self) -> QStandardItemModel:
        model = self.model()
        if not isinstance(model, QStandardItemModel):
            raise TypeError("the model of a navigation list is its own")
        return model

    def _index_of(self, row: str) -> QModelIndex:
        for place, entry in enumerate(self._entries):
            if isinstance(entry, NavigationRow) and entry.id == row:
                return self.model().index(place, 0)
        return QModelIndex()


def _shape(entries: list[Entry]) -> list[str]:
    return [entry.id if isinstance(entry, NavigationRow) else entry.title for entry in entries]


def _fill(item: QStandardItem, entry: Entry) -> None:
    item.setData(entry, NavigationItem.ENTRY)
    if isinstance(entry, NavigationHeading):
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(entry.title, Qt.ItemDataRole.AccessibleTextRole)
        told = " · ".join(part for part in (entry.title, entry.adds) if part)
        item.setData(literal_tooltip(told), Qt.ItemDataRole.ToolTipRole)
        return
    parts = [entry.title]
    parts += [f"{entry.count}"] if entry.count is not None else []
    parts += [entry.told] if entry.told else []
    if entry.bubble is not None:
        pressing = QCoreApplication.translate("widgets", "{count} at risk")
        if entry.bubble_tone == "red":
            pressing = QCoreApplication.translate("widgets", "{count} breached")
        parts.append(pressing.format(count=entry.bubble))
    spoken = ", ".join(parts)
    heard = f"{spoken}, {entry.tip}" if entry.tip else spoken
    item.setData(heard, Qt.ItemDataRole.AccessibleTextRole)
    tip = f"{entry.title}: {entry.tip}" if entry.tip else spoken
    item.setData(literal_tooltip(tip), Qt.ItemDataRole.ToolTipRole)
