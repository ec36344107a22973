# SPDX-License-Identifier: Apache-2.0
"""One component with all its states below each other, each with its label."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.galleries.component import Component, Words
from ui.theme.theme import Theme
from ui.theme.tokens import META
from ui.widgets.label import Surface, TextLabel

_LONGER = 1.4


def as_is(text: str) -> str:
    return text


def longer(text: str) -> str:
    """As long as the longest of the languages."""
    more = round(len(text) * _LONGER) - len(text)
    return f"{text} {('wide' * more)[: more - 1]}" if more > 1 else text


class Sheet(Surface):
    """Live widgets; `act` puts each into its state once the sheet is shown."""

    def __init__(self, theme: Theme, component: Component, words: Words = as_is) -> None:
        super().__init__("surface")
        self.shown: list[QWidget] = []
        self._component = component
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(16)] * 4)
        for state in component.states:
            column.addWidget(TextLabel(theme, state.label, style=META, ink="text3", parent=self))
            widget = state.build(theme, words, self)
            if state.width:
                widget.setFixedWidth(theme.px(state.width))
            if state.height:
                widget.setFixedHeight(theme.px(state.height))
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading)
            self.shown.append(widget)
        column.addStretch(1)

    def act(self) -> None:
        """Put every state on; the focus needs a window that is active."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # else the first of them takes it
        for state, widget in zip(self._component.states, self.shown, strict=True):
            widget.show()
            state.act(widget)
