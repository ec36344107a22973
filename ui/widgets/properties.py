# SPDX-License-Identifier: Apache-2.0
"""The pane beside a conversation: the ticket's clocks, fields and customer."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.button import icon_button
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.customer_card import CustomerCard, CustomerValue
from ui.widgets.label import Surface
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.popover import rect_on_screen
from ui.widgets.property_row import LABEL_WIDTH, PropertyRow, PropertyValue
from ui.widgets.section import Section
from ui.widgets.tab_header import TabHeader
from ui.widgets.time_left import TimeLeft

if TYPE_CHECKING:
    from ui.widgets.checklist import Checklist, ChecklistLine


class PropertiesPanel(Surface):
    """Rows are built once and refilled for each ticket.

    Signals: `chosen(field, key)` for a choice out of a row's menu, `created(field, text)` for a
    new value typed into the menu of a field in `set_open_fields`, `menu_requested(field)` for one
    in `set_asking_fields`, whose menu is another's, `tab_chosen(tab)`, `fold_requested()` of the
    button `fold`, `item_ticked(text, done)` in the checklist.

    The first tab holds the rows; `add_page` gives the further ones what they show.
    """

    chosen = Signal(str, str)
    created = Signal(str, str)
    menu_requested = Signal(str)
    tab_chosen = Signal(str)
    fold_requested = Signal()
    item_ticked = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        *,
        tabs: Sequence[str] = ("Ticket",),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("surface", parent)
        self._theme = theme
        self._rows: list[PropertyRow] = []
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self._open_fields: frozenset[str] = frozenset()
        self._asking_fields: frozenset[str] = frozenset()
        self._asked = ""
        self.checklist: Checklist | None = None
        self._menu = ChoiceMenu(theme, self)
        self.tabs = TabHeader(theme, tabs, self)
        words = QCoreApplication.translate("widgets", "Hide the properties")
        self.fold = icon_button(theme, "chevron-right", words, parent=self)
        self.fold.setObjectName("properties.fold.button")
        self.tabs.add_end(self.fold)
        self.time_left = TimeLeft(theme, self)
        self.customer_card = CustomerCard(theme, self)
        self._build()
        self._menu.chosen.connect(self._on_menu_chosen)
        self._menu.created.connect(self._on_menu_created)
        self.tabs.tab_chosen.connect(self._on_tab_chosen)
        self.fold.clicked.connect(self.fold_requested)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def menu(self) -> ChoiceMenu:
        return self._menu

    def add_page(self, page: QWidget) -> None:
        """What the next tab shows."""
        self._pages.addWidget(page)

    def show_tab(self, title: str) -> None:
        """Go to a tab, as a press on it does."""
        self.tabs.set_current(title)
        self._on_tab_chosen(self.tabs.current())

    def set_rows(self, values: Sequence[PropertyValue]) -> None:
        while len(self._rows) < len(values):
            self._add_row(values[len(self._rows)])
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(values))
            if place < len(values):
                row.set_value(values[place])

    def set_choices(self, choices: Mapping[str, Sequence[Choice]]) -> None:
        """What may be chosen, by field; fields not named keep theirs."""
        self._choices.update({field: tuple(some) for field, some in choices.items()})

    def set_open_fields(self, fields: frozenset[str]) -> None:
        """Fields that take a new text besides the known choices, such as tags."""
        self._open_fields = fields

    def set_asking_fields(self, fields: frozenset[str]) -> None:
        """Fields whose menu somebody else opens."""
        self._asking_fields = fields

    def show_checklist(self, lines: "Sequence[ChecklistLine]", *, locked: bool = False) -> None:
        """What is to be done before the ticket is solved; nothing for no lines."""
        if self.checklist is None and lines:
            from ui.widgets.checklist import Checklist  # noqa: PLC0415 - many desks have none

            self.checklist = Checklist(self._theme, self)
            self.checklist.toggled.connect(self.item_ticked)
            self._column.insertWidget(2, self.checklist)
        if self.checklist is not None:
            self.checklist.show_lines(lines, locked=locked)

    def set_customer(self, customer: CustomerValue | None) -> None:
        self._customer_section.setVisible(customer is not None)
        if customer is not None:
            self.customer_card.set_customer(customer)

    def open_menu(self, field: str) -> bool:
        """Open the choices of `field`, as its key does; False if there is no such row."""
        for row in self._rows:
            if row.value.field == field and not row.isHidden() and row.isEnabled():
                self.show_tab(self.tabs.titles[0])
                self._open_menu(row)
                return True
        return False

    def rect_of(self, field: str) -> QRect:
        """Where on the screen a row stands; where the pane stands if there is no such row."""
        rows = (row for row in self._rows if row.value.field == field and row.isVisible())
        return rect_on_screen(next(rows, self))

    def _build(self) -> None:
        content = Surface("surface", self)
        self._column = QVBoxLayout(content)
        self._column.setSpacing(0)
        self._row_column = QVBoxLayout()
        self._row_column.setSpacing(0)
        self._column.addWidget(self.time_left)
        self._column.addLayout(self._row_column)
        self._customer_section = Section(
            self._theme,
            QCoreApplication.translate("widgets", "Customer"),
            self.customer_card,
            content,
        )
        self._customer_section.hide()
        self._column.addWidget(self._customer_section)
        self._column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self._scroll_bar = OverlayScrollBar(area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        self._pages = QStackedLayout()
        self._pages.addWidget(area)
        layout.addLayout(self._pages, 1)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(0, 0, 0, px(16))
        self._row_column.setContentsMargins(0, px(8), 0, px(8))

    def _add_row(self, value: PropertyValue) -> None:
        row = PropertyRow(self._theme, value, self)
        row.clicked.connect(self._on_row_clicked)
        row.stepped.connect(self._on_row_stepped)
        self._rows.append(row)
        self._row_column.addWidget(row)

    def _on_tab_chosen(self, title: str) -> None:
        titles = self.tabs.titles
        self._pages.setCurrentIndex(titles.index(title) if title in titles else 0)
        self.tab_chosen.emit(title)

    def _on_row_stepped(self, by: int) -> None:
        """The arrows go through the rows and stop at the ends."""
        rows = [row for row in self._rows if not row.isHidden() and row.isEnabled()]
        here = next((place for place, row in enumerate(rows) if row.hasFocus()), 0)
        if rows:
            rows[max(0, min(len(rows) - 1, here + by))].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, PropertyRow):
            self._open_menu(row)

    def _open_menu(self, row: PropertyRow) -> None:
        value = row.value
        if value.field in self._asking_fields:
            self.menu_requested.emit(value.field)
            return
        self._asked = value.field
        left = self._theme.px(LABEL_WIDTH - 40)
        inside = (0, 0, -left, 0) if row.isRightToLeft() else (left, 0, 0, 0)
        self._menu.open_at(
            rect_on_screen(row).adjusted(*inside),
            self._choices.get(value.field, ()),
            title=value.label,
            current=value.chosen,
            allow_new=value.field in self._open_fields,
        )

    def _on_menu_chosen(self, key: str) -> None:
        self.chosen.emit(self._asked, key)

    def _on_menu_created(self, text: str) -> None:
        self.created.emit(self._asked, text)
