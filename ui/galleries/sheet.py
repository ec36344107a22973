# SPDX-License-Identifier: Apache-2.0
"""One component with all its states, each with its label."""

import inspect
import re

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.galleries.component import Component, State, Words, leave
from ui.galleries.longer_words import as_is
from ui.theme.theme import Theme
from ui.theme.tokens import META, MONO, TITLE
from ui.widgets.label import Surface, TextLabel

_LABEL_WIDTH = 132
_SENTENCE = re.compile(r'(?:"[^"]*"|[^."]|\.(?!\s|$))*\.?')
"""Up to a full stop that is not in quotes or in a name."""

_TALL = 100
_AT_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class Sheet(Surface):
    """Live widgets, and pictures of those that `act` has put into a passing state.

    Call `act` once the sheet is shown; the focus needs a window that is active.
    """

    def __init__(
        self,
        theme: Theme,
        component: Component,
        words: Words = as_is,
        *,
        way: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    ) -> None:
        super().__init__("surface")
        self.setLayoutDirection(way)  # before what is built asks for it
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.shown: list[QWidget] = []
        self._theme = theme
        self._component = component
        self._cells: list[QVBoxLayout] = []
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(24)] * 4)
        column.setSpacing(theme.px(8))
        self._add_head()
        column.addSpacing(theme.px(8))
        column.addLayout(self._grid(words))
        column.addStretch(1)
        self._fit()
        theme.changed.connect(self._fit)

    def _add_head(self) -> None:
        """What it is called, where it is and what it is there for."""
        theme, widget = self._theme, self._component.widget
        name = QHBoxLayout()
        name.setSpacing(theme.px(12))
        name.addWidget(TextLabel(theme, self._component.title, style=TITLE, parent=self))
        path = f"{widget.__module__}.{widget.__name__}"
        name.addWidget(TextLabel(theme, path, style=MONO, ink="text3", parent=self))
        name.addStretch(1)
        self._column.addLayout(name)
        line = TextLabel(theme, _purpose(widget), ink="text2", wrap=True, parent=self)
        self._column.addWidget(line)

    def act(self) -> None:
        """Put every state on, and hold it as a picture where it would not last."""
        if self.isWindow():  # a window is not shown larger than two thirds of the screen
            self.resize(self.sizeHint())
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # else the first of them takes it
        for widget in self.shown:
            widget.show()
        for place, state in enumerate(self._component.states):
            if state.act is not leave:
                self.act_on(place)
                self._hold(place)

    def act_on(self, place: int) -> None:
        """Put one state on, and let it live; a pointer that is there by chance does not count."""
        widget = self.shown[place]
        for part in (widget, *widget.findChildren(QWidget)):
            part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        self._component.states[place].act(widget)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def _hold(self, place: int) -> None:
        widget, label = self.shown[place], self._component.states[place].label
        picture = _Picture(self.grab(widget.geometry()), label, self)
        self._cells[place].addWidget(picture, 0, _AT_START)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        widget.hide()
        picture.show()
        self.shown[place] = picture

    def picture(self, place: int) -> QPixmap:
        """What the state at `place` looks like on its ground."""
        return self.grab(self.shown[place].geometry())

    def _grid(self, words: Words) -> QGridLayout:
        """Labels at the side, or above where the states stand in columns."""
        px, columns = self._theme.px, self._component.columns
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(16 if columns == 1 else 6))
        for place, state in enumerate(self._component.states):
            row, column = divmod(place, columns)
            label = self._label(state)
            if columns == 1:
                label.setFixedWidth(px(_LABEL_WIDTH))
                side = Qt.AlignmentFlag.AlignTop if state.height > _TALL else _AT_START
                grid.addWidget(label, row, 0, side)
                grid.addLayout(self._cell(state, words), row, 1)
            else:
                label.setVisible(bool(state.label))
                grid.addWidget(label, 2 * row, column)
                grid.addLayout(self._cell(state, words), 2 * row + 1, column)
        grid.setColumnStretch(max(2, columns), 1)
        return grid

    def _fit(self) -> None:
        """The states that have no size of their own."""
        px = self._theme.px
        for state, widget in zip(self._component.states, self.shown, strict=True):
            if isinstance(widget, _Picture):
                continue
            if state.width:
                policy = widget.sizePolicy()
                policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
                widget.setSizePolicy(policy)
                widget.setFixedWidth(px(state.width))
            if state.height:
                widget.setFixedHeight(px(state.height))
            elif state.width and isinstance(widget, TextLabel) and widget.wordWrap():
                widget.setFixedHeight(widget.heightForWidth(px(state.width)))

    def _label(self, state: State) -> TextLabel:
        alone = self._component.columns == 1
        return TextLabel(self._theme, state.label, style=META, ink="text3", wrap=alone, parent=self)

    def _cell(self, state: State, words: Words) -> QVBoxLayout:
        cell = QVBoxLayout()
        widget = state.build(self._theme, words, self)
        cell.addWidget(widget, 0, _AT_START)
        if self._component.columns > 1:
            cell.setContentsMargins(0, 0, 0, self._theme.px(10))
        self._cells.append(cell)
        self.shown.append(widget)
        return cell


def _purpose(widget: type[QWidget]) -> str:
    """What its docstring begins with; the module's where that speaks of signals only."""
    if widget.__module__.startswith("PySide6"):
        return "Made by Qt, and dressed by the style sheet."
    told = inspect.getdoc(widget) or ""
    if told.startswith("Emits"):
        told = inspect.getdoc(inspect.getmodule(widget)) or ""
    sentence = _SENTENCE.match(told)
    return "" if sentence is None else " ".join(sentence[0].replace("`", "").split())


class _Picture(QLabel):
    def __init__(self, picture: QPixmap, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPixmap(picture)
        self.setAccessibleName(name)
