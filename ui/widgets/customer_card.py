# SPDX-License-Identifier: Apache-2.0
"""Who the customer of a ticket is, with a few facts."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META, META_MEDIUM
from ui.widgets.avatar import Avatar
from ui.widgets.label import TextLabel
from ui.widgets.link_text import LinkText
from ui.widgets.margins import margins
from ui.widgets.property_row import LABEL_WIDTH


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known of a customer; with an `address` it leads there."""

    label: str
    value: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class CustomerValue:
    """A customer as the card shows them."""

    name: str
    initials: str
    pair: int
    role: str = ""
    facts: tuple[Fact, ...] = ()


class CustomerCard(QWidget):
    """Avatar, name, role, and facts below; lines are kept and refilled.

    Emits `link_opened(address)`: nothing is opened by the widget itself.
    """

    link_opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._avatar = Avatar(theme, parent=self)
        self._name = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self._role = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)
        self._facts: list[tuple[TextLabel, TextLabel, LinkText]] = []
        self._grid = QGridLayout()
        self._build()

    def set_customer(self, customer: CustomerValue) -> None:
        self._avatar.set_person(customer.name, customer.initials, pair=customer.pair)
        self._name.setText(customer.name)
        self._role.setText(customer.role)
        self._role.setVisible(bool(customer.role))
        while len(self._facts) < len(customer.facts):
            self._add_line()
        for place, (label, value, link) in enumerate(self._facts):
            used = place < len(customer.facts)
            fact = customer.facts[place] if used else Fact("", "")
            label.setVisible(used)
            value.setVisible(used and not fact.address)
            link.setVisible(used and bool(fact.address))
            label.setText(fact.label)
            value.setText(fact.value)
            link.set_link(fact.value if fact.address else "", fact.address)
        told = QCoreApplication.translate("widgets", "Customer {name}, {role}")
        words = told.format(name=customer.name, role=customer.role)
        self.setAccessibleName(words.rstrip(", "))

    def _build(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._role)
        self._top = top = QHBoxLayout()
        top.addWidget(self._avatar)
        top.addLayout(names, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(0)
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addLayout(self._grid)
        self._theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._grid.setColumnMinimumWidth(0, px(LABEL_WIDTH))
        self._grid.setVerticalSpacing(px(4))
        self._column.setContentsMargins(px(16), 0, px(16), 0)
        self._column.setSpacing(px(8))
        self._top.setSpacing(px(8))

    def _add_line(self) -> None:
        label = TextLabel(self._theme, style=META, ink="text3", parent=self)
        value = TextLabel(self._theme, style=META_MEDIUM, elide=True, parent=self)
        row = len(self._facts)
        around = (0, 0, self._theme.px(8), 0)  # apart from its value, however long it is
        label.setContentsMargins(margins(label, around))
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(value, row, 1)
        link = LinkText(self._theme, self)
        link.setObjectName(f"customer.fact{row}.link")
        link.clicked.connect(self._on_link_clicked)
        self._grid.addWidget(link, row, 1)
        self._facts.append((label, value, link))

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkText):
            self.link_opened.emit(link.address)
