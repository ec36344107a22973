# SPDX-License-Identifier: Apache-2.0
"""Chooses the customer of a new ticket: found by typing, or entered in place."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, INPUT, META, META_MEDIUM, RADIUS_CARD
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.choice import ROW, Choice, ChoiceDelegate, ChoiceRole
from ui.widgets.customer_card import CustomerValue
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.widgets.painting import draw_box
from ui.widgets.tab_order import tab_through

NEWCOMER: Final = ""
"""The key of the choice to enter somebody new."""


class CustomerPicker(QWidget):
    """One of three: a field with what was found, the card of who was chosen, or a newcomer's form.

    Signals: `searched(text)`; `picked(key)`, where NEWCOMER means to enter what was typed;
    `cleared()`; `edited()` for the newcomer's name, address or phone.
    """

    searched = Signal(str)
    picked = Signal(str)
    cleared = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.search = Field(
            theme,
            self.tr("Customer"),
            name="new_ticket.customer.field",
            placeholder=self.tr("Name, address, phone or company"),
            height=INPUT,
            parent=self,
        )
        self._list = QListView(self)
        self._model = QStandardItemModel(self)
        self.card = _PickedCard(theme, self)
        self.newcomer = QWidget(self)
        self.name = Field(
            theme,
            self.tr("New customer"),
            name="new_ticket.newcomer.name",
            height=INPUT,
            parent=self.newcomer,
        )
        self.address = Field(
            theme,
            self.tr("Address"),
            name="new_ticket.newcomer.address",
            placeholder="name@company.example",
            height=INPUT,
            parent=self.newcomer,
        )
        self.phone = Field(
            theme,
            self.tr("Phone"),
            name="new_ticket.newcomer.phone",
            height=INPUT,
            parent=self.newcomer,
        )
        self.phone.hide()
        self._back = Button(theme, self.tr("Find somebody"), kind="link", height=18, parent=self)
        self._build()
        self._connect()
        self.show_search("")

    def labels(self) -> tuple[str, ...]:
        """What is offered below the field at this moment."""
        return tuple(self._model.item(row).text() for row in range(self._model.rowCount()))

    def show_search(self, text: str) -> None:
        """Look for somebody."""
        self._show(self.search)
        if self.search.text() != text:
            self.search.set_text(text)
        self.show_found(())

    def show_found(self, found: Sequence[Choice]) -> None:
        """What is offered below the field."""
        self._model.clear()
        for choice in found:
            item = QStandardItem(choice.label)
            item.setData(choice, ChoiceRole.CHOICE)
            self._model.appendRow(item)
        self._list.setVisible(bool(found))
        self._on_theme_changed()
        if found:
            self._list.setCurrentIndex(self._model.index(0, 0))

    def show_customer(self, customer: CustomerValue) -> None:
        """Somebody was chosen."""
        self._show(self.card)
        self.card.show_customer(customer)

    def show_newcomer(self, name: str, address: str, phone: str = "") -> None:
        """Somebody is entered."""
        self._show(self.newcomer)
        self.name.set_text(name)
        self.address.set_text(address)
        self.phone.set_text(phone)

    def set_calls(self, calls: bool) -> None:
        """Whether a newcomer is known by a phone number, or by an address."""
        self.phone.setVisible(calls)
        self.address.setVisible(not calls)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            row = self._list.currentIndex().row() + step
            if 0 <= row < self._model.rowCount():
                self._list.setCurrentIndex(self._model.index(row, 0))
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() and self._model.rowCount():
            self._pick(self._list.currentIndex())
            return True
        return False

    def _show(self, part: QWidget) -> None:
        for each in (self.search, self.card, self.newcomer):
            each.setVisible(each is part)
        self._list.hide()

    def _pick(self, index: QModelIndex) -> None:
        choice = index.data(ChoiceRole.CHOICE)
        if isinstance(choice, Choice):
            self.picked.emit(choice.key)

    def _build(self) -> None:
        self._list.setObjectName("new_ticket.customer.list")
        self._list.setAccessibleName(self.tr("Found customers"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(ChoiceDelegate(self._theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._back.setObjectName("new_ticket.newcomer.back")
        self.name.set_aside_widget(self._back)
        self._pair = pair = QHBoxLayout(self.newcomer)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.address, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.phone, 1, Qt.AlignmentFlag.AlignTop)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.search, self._list, self.card, self.newcomer):
            layout.addWidget(widget)
        inputs = (each.input for each in (self.name, self.address, self.phone))
        tab_through((self.card.change, self._back, *inputs))  # as they stand on the screen

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._pair.setSpacing(px(12))
        self._column.setSpacing(px(4))
        self._list.setFixedHeight(self._model.rowCount() * px(ROW) + 2)
        self._list.doItemsLayout()

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self.search.edited.connect(self.searched)
        self.search.input.installEventFilter(self)
        self._list.clicked.connect(self._pick)
        self.card.change.clicked.connect(self.cleared)
        self._back.clicked.connect(self.cleared)
        self.name.edited.connect(self.edited)
        self.address.edited.connect(self.edited)
        self.phone.edited.connect(self.edited)


class _PickedCard(QWidget):
    """Who was chosen, and a link to choose another."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = TextLabel(
            theme, self.tr("Customer"), style=META_MEDIUM, ink="text2", parent=self
        )
        self._avatar = Avatar(theme, parent=self)
        self._name = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self._rest = TextLabel(theme, style=META, ink="text2", elide=True, parent=self)
        self.change = Button(theme, self.tr("Change"), kind="link", height=24, parent=self)
        self.change.setObjectName("new_ticket.customer.change")
        self._inside = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._rest)
        self._inside.addWidget(self._avatar)
        self._inside.addLayout(names, 1)
        self._inside.addWidget(self.change)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        layout.addLayout(self._inside)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_customer(self, customer: CustomerValue) -> None:
        self._avatar.set_person(customer.name, customer.initials, pair=customer.pair)
        self._name.setText(customer.name)
        self._rest.setText(customer.role)
        self.setAccessibleName(f"{self._label.text()}: {customer.name}, {customer.role}")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        box = QRectF(self._inside.geometry())
        line, face = theme.color("line2"), theme.color("surface")
        radius = theme.px(RADIUS_CARD)
        draw_box(QPainter(self), box, radius=radius, fill_color=face, line_color=line)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._inside.setContentsMargins(px(14), px(10), px(14), px(10))
        self._inside.setSpacing(px(12))
        self._column.setSpacing(px(4))
