# SPDX-License-Identifier: Apache-2.0
"""Everything that is known of a customer, and their last tickets."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScrollArea,
    QSpacerItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import CONTROL, META, MONO, RADIUS_CONTROL
from ui.widgets.button import BARE_ROOM, Button
from ui.widgets.contact_form import ContactForm
from ui.widgets.customer_card import CustomerCard, CustomerValue
from ui.widgets.label import Surface, TextLabel
from ui.widgets.merge_preview import MergePreview
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import (
    RIGHT,
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_text,
    follow_reading,
)
from ui.widgets.rows_access import tell_rows
from ui.widgets.section import Section
from ui.widgets.wrapped_row import WrappedRow

_ROW: Final = 46
_LINK: Final = 24

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket of a customer in two lines. Texts are plain and ready to be shown."""

    id: str
    number: str
    subject: str
    status: str
    age: str


class LineRole(IntEnum):
    """Under this role an item of the list holds its TicketLine."""

    LINE = Qt.ItemDataRole.UserRole + 1


class CustomerProfile(QScrollArea):
    """A page for the properties: a customer, or the form in which they are changed.

    Signals: `ticket_chosen(ticket id)`, and `asked(key)` for one of `set_actions`.
    """

    ticket_chosen = Signal(str)
    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.card = CustomerCard(theme, self)
        self._notes = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        self._none = TextLabel(theme, style=META, ink="text3", wrap=True, parent=self)
        self._actions = WrappedRow(theme, self, line=_LINK, gap=14, most=3)
        self._links: dict[str, Button] = {}
        self.form = ContactForm(theme, self)
        self.preview = MergePreview(theme, self)
        self._list = QListView(self)
        self._model = QStandardItemModel(self)
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_customer(
        self,
        customer: CustomerValue | None,
        *,
        notes: str = "",
        tickets: tuple[TicketLine, ...] = (),
        nothing: str = "",
    ) -> None:
        """Show a customer; `nothing` is said while there is none."""
        there = customer is not None
        self.card.setVisible(there)
        self._notes_section.setVisible(there and bool(notes))
        self._tickets_section.setVisible(there and bool(tickets))
        self._none.setVisible(not there)
        self._none.setText(nothing)
        if customer is not None:
            self.card.set_customer(customer)
            self._notes.setText(notes)
        self._show_tickets(tickets)

    def set_actions(self, actions: Mapping[str, str]) -> None:
        """What can be done about the customer, in words by key, as links below the card."""
        for key, words in actions.items():
            if key not in self._links:
                self._links[key] = self._link(key)
            self._links[key].set_label(words)
        for key, link in self._links.items():
            link.setVisible(key in actions)
        self._actions.set_parts([self._links[key] for key in actions])

    @property
    def is_edited(self) -> bool:
        """Whether the form stands there."""
        return not self.form.isHidden()

    def show_form(self, shown: bool) -> None:
        """Show the form, or what is known; the focus stays in the page."""
        self.preview.hide()
        had_focus = self.form.isAncestorOf(self.window().focusWidget())
        self.form.setVisible(shown)
        self._known.setVisible(not shown)
        if not shown and had_focus and self._links:
            next(iter(self._links.values())).setFocus()

    def show_preview(self, shown: bool) -> None:
        """Show what two customers become, or what is known of the one."""
        had_focus = self.preview.isAncestorOf(self.window().focusWidget())
        self.preview.setVisible(shown)
        self._known.setVisible(not shown and not self.is_edited)
        if not shown and had_focus and self._links:
            next(iter(self._links.values())).setFocus()

    def lines(self) -> tuple[TicketLine, ...]:
        """The tickets that are listed."""
        rows = range(self._model.rowCount())
        return tuple(self._model.item(row).data(LineRole.LINE) for row in rows)

    def _show_tickets(self, tickets: tuple[TicketLine, ...]) -> None:
        if tickets == self.lines():
            return
        self._model.clear()
        for line in tickets:
            item = QStandardItem(line.subject)
            item.setData(line, LineRole.LINE)
            spoken = f"{line.number} {line.subject}, {line.status}, {line.age}"
            item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self._on_theme_changed()

    def _build(self) -> None:
        tell_rows(self._list)
        self._list.setObjectName("properties.customer.tickets")
        self._list.setAccessibleName(self.tr("Last tickets"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_LineDelegate(self._theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._choose)
        self._list.activated.connect(self._choose)
        content = Surface("surface", self)
        self._outside = column = QVBoxLayout(content)
        self._known = QWidget(content)
        self._fill_known()
        column.addWidget(self._known)
        column.addWidget(self.form)
        column.addWidget(self.preview)
        column.addStretch(1)
        self.form.hide()
        self.preview.hide()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self._scroll_bar = OverlayScrollBar(self)

    def _fill_known(self) -> None:
        self._column = QVBoxLayout(self._known)
        self._column.setSpacing(0)
        notes = QWidget(self._known)
        self._notes_inside = QVBoxLayout(notes)
        self._notes_inside.addWidget(self._notes)
        self._notes_section = Section(self._theme, self.tr("Notes"), notes, self._known)
        title = self.tr("Last tickets")
        self._tickets_section = Section(self._theme, title, self._list, self._known)
        self._column.addWidget(self._none)
        self._column.addWidget(self.card)
        self._around_actions = QVBoxLayout()
        self._around_actions.addWidget(self._actions)
        self._column.addLayout(self._around_actions)
        self._gap = QSpacerItem(0, 0)
        self._column.addSpacerItem(self._gap)
        self._column.addWidget(self._notes_section)
        self._column.addWidget(self._tickets_section)

    def _link(self, key: str) -> Button:
        link = Button(self._theme, kind="link", height=_LINK, parent=self._actions.ground)
        link.setObjectName(f"properties.customer.{key}")
        link.clicked.connect(lambda: self.asked.emit(key))
        return link

    def _choose(self, index: QModelIndex) -> None:
        line = index.data(LineRole.LINE)
        if isinstance(line, TicketLine):
            self.ticket_chosen.emit(line.id)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._outside.setContentsMargins(0, px(14), 0, px(16))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._around_actions.setContentsMargins(px(16 - BARE_ROOM), px(8), px(16), 0)
        self._gap.changeSize(0, px(12))
        self._notes_inside.setContentsMargins(px(16), 0, px(16), 0)
        self._none.setContentsMargins(px(16), 0, px(16), 0)
        self._list.setFixedHeight(self._model.rowCount() * px(_ROW) + 2)
        self._list.doItemsLayout()


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LineRole.LINE)
        if not isinstance(line, TicketLine):
            return
        theme, px = self._theme, self._theme.px
        box = QRectF(option.rect).adjusted(px(8), 0, -px(8), 0)
        painter.save()
        follow_reading(painter, option.direction, QRectF(option.rect))
        if option.state & QStyle.StateFlag.State_MouseOver:
            radius = px(RADIUS_CONTROL)
            draw_box(painter, box, radius=radius, fill_color=theme.color("hover"))
        first = QRectF(box.left() + px(8), box.top() + px(4), box.width() - px(16), px(20))
        text, _ = self._fitter.fit(line.subject, CONTROL, first.width())
        draw_text(painter, theme, text, first, style=CONTROL, ink="text")
        second = first.translated(0, px(19))
        draw_text(painter, theme, line.number, second, style=MONO, ink="text3")
        draw_text(painter, theme, line.age, second, style=META, ink="text3", align=RIGHT)
        left = theme.metrics(MONO).horizontalAdvance(line.number) + px(8)
        status = second.adjusted(left, 0, 0, 0)
        draw_text(painter, theme, line.status, status, style=META, ink="text2")
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, theme, box, radius=px(RADIUS_CONTROL))
        painter.restore()
