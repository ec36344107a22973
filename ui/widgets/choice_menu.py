# SPDX-License-Identifier: Apache-2.0
"""A menu that is searched by typing, for choosing one value out of many."""

import re
from collections.abc import Callable, Sequence
from heapq import nlargest
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META
from ui.widgets.choice import (
    ROW,
    Choice,
    ChoiceDelegate,
    ChoiceRole,
    choice_item,
    choice_width,
    spoken_choice,
)
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.popover import Popover
from ui.widgets.sign import Sign

_MOST_ROWS: Final = 9
_MOST_WIDTH: Final = 420
_MEASURED: Final = 16
"""So many of the longest labels are measured: one of them is the widest."""

_EDGE: Final = 6
_GAP: Final = 4
_TITLE_EDGES: Final = 24
_FAR: Final = 100_000
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _MOST_ROWS,
    Qt.Key.Key_End: _FAR,
    Qt.Key.Key_Home: -_FAR,
}


class ChoiceMenu(Popover):
    """A popover with a search field and the matching choices.

    `open_at` shows it; it closes on a choice, on Esc and on a press elsewhere. Emits
    `chosen(key)`, and with `allow_new` also `created(text)` for a text that is no choice yet.
    Its parts are made when it opens for the first time: a window has many that nobody opens.
    """

    chosen = Signal(str)
    created = Signal(str)

    _field: QLineEdit
    _line: Hairline
    _model: QStandardItemModel
    _list: QListView
    _delegate: ChoiceDelegate
    _none: TextLabel
    _layout: QVBoxLayout

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._choices: tuple[Choice, ...] = ()
        self._current: frozenset[str] = frozenset()
        self._allow_new = False
        self.reads: Callable[[str], Choice | None] = lambda _: None
        """What else a text stands for: offered before everything that matches it."""
        self.finds: Callable[[str], Sequence[Choice]] | None = None
        """Who looks for a text where the choices are too many to be handed over at once."""
        self._searches = True
        self._width = 0
        self._is_made = False

    @property
    def field(self) -> QLineEdit:
        self._make()
        return self._field

    @property
    def list(self) -> QListView:
        self._make()
        return self._list

    @property
    def takes_new(self) -> bool:
        """Whether a text that is no choice yet can be made one."""
        return self._allow_new

    def labels(self) -> tuple[str, ...]:
        """What is offered at this moment, top to bottom."""
        self._make()
        rows = range(self._model.rowCount())
        return tuple(self._model.item(row).text() for row in rows)

    def offers(self, text: str) -> bool:
        """Whether a text stands for a choice, or for the beginning of a word in one."""
        wanted = text.strip().casefold()
        found = self.finds(text) if self.finds is not None else self._match(text)
        words = (f" {choice.label.casefold()}" for choice in found)
        return self.reads(text) is not None or any(
            re.search(rf"(?<!\w){re.escape(wanted)}", each) for each in words
        )

    def open_at(
        self,
        beside: QRect,
        choices: Sequence[Choice],
        *,
        title: str,
        current: frozenset[str] = frozenset(),
        allow_new: bool = False,
        searches: bool = True,
        at_end: bool = False,
        width: int = 240,
    ) -> None:
        """Show `choices` below the rectangle `beside` of the screen, or above it.

        A few actions need no field to search them: without `searches` the list has the focus.
        """
        self._make()
        self._choices, self._current, self._allow_new = tuple(choices), current, allow_new
        self._searches = searches
        self._delegate.current = current
        self.setAccessibleName(title)
        self._dress(title)
        self._width = self._natural_width(width)
        self._field.clear()
        self._show_matches("")
        focus = self._field if searches else self._list
        self.open_beside(beside, focus, at_end=at_end)

    def write(self, text: str) -> None:
        """Have a text stand in the field, to be corrected."""
        self._field.setText(text)
        self._on_edited(text)

    def wanted_size(self, width: int, height: int) -> QSize:
        px = self._theme.px
        rows = min(_MOST_ROWS, max(1, self._model.rowCount()))
        head = 2 * px(_EDGE)
        if self._searches:
            head += self._field.sizeHint().height() + 2 * px(_GAP) + 1
        high = [self._list.sizeHintForRow(row) for row in range(min(rows, self._model.rowCount()))]
        whole = sum(high) or px(ROW)
        room = max(1, (height - head) // px(ROW)) * px(ROW)
        return QSize(min(self._width, width), head + min(whole, room))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and watched in (self._field, self._list)
            and self._handle(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _handle(self, event: QKeyEvent) -> bool:
        key, shift = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in _STEPS and not shift:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _make(self) -> None:
        if self._is_made:
            return
        self._is_made = True
        self._field = QLineEdit(self.panel)
        self._line = Hairline(self.panel)
        self._model = QStandardItemModel(self)
        self._list = QListView(self.panel)
        self._delegate = ChoiceDelegate(self._theme, self._list)
        self._none = TextLabel(self._theme, style=META, ink="text3", parent=self.panel)
        self._layout = QVBoxLayout(self.panel)
        self._build()

    def _build(self) -> None:
        self._field.setObjectName("menu.search.field")
        self._field.setAccessibleName(QCoreApplication.translate("widgets", "Search"))
        self._field.setProperty("field", "bare")
        self._field.setFrame(False)
        self._field.textEdited.connect(self._on_edited)
        self._list.setObjectName("menu.choices.list")
        self._list.setAccessibleName(QCoreApplication.translate("widgets", "Choices"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setMouseTracking(True)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._take)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._none.setText(QCoreApplication.translate("widgets", "Nothing matches"))
        self.hold_focus(self._field, self._list)
        for part in (self._field, self._line, self._none):
            self._layout.addWidget(part)
        self._layout.addWidget(self._list, 1)

    def _dress(self, title: str) -> None:
        """The zoom may have changed since it was open."""
        px, searches = self._theme.px, self._searches
        edge = px(_EDGE)
        self._layout.setContentsMargins(edge, edge, edge, edge)
        self._layout.setSpacing(px(_GAP))
        self._field.setFont(self._theme.font(BODY))
        self._field.setTextMargins(px(6), px(4), px(6), px(4))
        self._field.setPlaceholderText(title)
        self._field.setAccessibleName(title)
        self._field.setVisible(searches)
        self._line.setVisible(searches)
        self._none.setContentsMargins(px(8), 0, px(8), 0)
        self._list.setFocusPolicy(
            Qt.FocusPolicy.NoFocus if searches else Qt.FocusPolicy.StrongFocus
        )
        choices = QCoreApplication.translate("widgets", "Choices")
        self._list.setAccessibleName(choices if searches else title)

    def _natural_width(self, least: int) -> int:
        """As wide as the widest choice, within reason."""
        px = self._theme.px
        longest = nlargest(_MEASURED, self._choices, key=lambda each: len(each.label + each.detail))
        widest = max((choice_width(self._theme, each) for each in longest), default=0)
        if self._searches:
            title = self._theme.metrics(BODY).horizontalAdvance(self._field.placeholderText())
            widest = max(widest, round(title) + px(_TITLE_EDGES))
        return max(px(least), min(widest + 2 * px(_EDGE), px(_MOST_WIDTH)))

    def _on_edited(self, text: str) -> None:
        self._show_matches(text)
        self.fit()

    def _show_matches(self, text: str) -> None:
        wanted = text.strip().casefold()
        finds = self.finds if wanted and self.finds is not None else self._match
        found = [*finds(text)]
        read = self.reads(text)
        if read is not None:
            found = [read, *(choice for choice in found if choice.key != read.key)]
        exact = any(choice.label.casefold() == wanted for choice in found)
        self._list.setUniformItemSizes(not any(choice.below for choice in found))
        self._model.clear()
        for choice in found:
            self._model.appendRow(choice_item(choice, chosen=choice.key in self._current))
        if self._allow_new and wanted and not exact:
            new = QCoreApplication.translate("widgets", "new")
            self._model.appendRow(choice_item(Choice("", text.strip(), Sign("icon", "plus"), new)))
        some = self._model.rowCount() > 0
        self._list.setVisible(some)
        self._none.setVisible(not some)
        if some:
            self._list.setCurrentIndex(self._model.index(0, 0))
        else:
            self._describe(self._none.text())

    def _match(self, text: str) -> Sequence[Choice]:
        wanted = text.strip().casefold()
        found = [choice for choice in self._choices if wanted in choice.label.casefold()]
        found.sort(key=lambda choice: not choice.label.casefold().startswith(wanted))
        return found

    def _step(self, by: int) -> None:
        last = self._model.rowCount() - 1
        row = max(0, min(last, self._list.currentIndex().row() + by))
        self._list.setCurrentIndex(self._model.index(row, 0))

    def _on_current_changed(self, current: QModelIndex) -> None:
        """The cursor stays in the field: a screen reader hears the choice as its description."""
        choice = current.data(ChoiceRole.CHOICE)
        if isinstance(choice, Choice):
            spoken = spoken_choice(choice, chosen=choice.key in self._current)
            self._describe(spoken)

    def _describe(self, words: str) -> None:
        if words != self._field.accessibleDescription():  # each change is said
            self._field.setAccessibleDescription(words)

    def _take(self, index: QModelIndex) -> None:
        choice = index.data(ChoiceRole.CHOICE)
        if not isinstance(choice, Choice):
            return
        self.hide()
        if choice.key:
            self.chosen.emit(choice.key)
        else:
            self.created.emit(choice.label)
