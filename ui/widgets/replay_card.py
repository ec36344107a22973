# SPDX-License-Identifier: Apache-2.0
"""What was sent again to a server that came back from a backup, over the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, META
from ui.widgets.announcement import announce
from ui.widgets.button import BARE_ROOM, Button, icon_button
from ui.widgets.card import Card
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins

MOST_LINES: Final = 6
"""The card leaves room for the list below it."""


@dataclass(frozen=True, slots=True)
class ReplayLine:
    """An action: what it was, and its ticket if one can be opened. `why` it could not be done again
    is empty for one that was.
    """

    words: str
    ticket: str = ""
    why: str = ""


class ReplayCard(QWidget):
    """Hidden until `show_lines`. Signals: `ticket_requested(id)`, `dismissed()`."""

    ticket_requested = Signal(str)
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        padding = (14 - BARE_ROOM, 10, 8, 10)
        card = Card(theme, line="accent_line", bar="accent", padding=padding, parent=self)
        self._title = TextLabel(theme, style=BODY_STRONG, wrap=True, parent=card)
        self._text = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=card)
        self._more = TextLabel(theme, style=META, ink="text2", parent=card)
        dismiss = QCoreApplication.translate("widgets", "Dismiss")
        self.close_button = icon_button(theme, "x", dismiss, height=24, parent=card)
        self.close_button.setObjectName("list.restored.close")
        self.close_button.clicked.connect(self.dismissed)
        # Words begin where those of the links do, which have room for a ring before them.
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._title, 0, 1)
        self._grid.addWidget(self.close_button, 0, 2)
        self._grid.addWidget(self._text, 1, 1, 1, 2)
        self._told: list[QWidget] = []
        card.inside.addLayout(self._grid)
        self._column = QVBoxLayout(self)
        self._column.addWidget(card)
        self.setObjectName("list.restored.card")
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def show_lines(self, title: str, text: str, lines: Sequence[ReplayLine]) -> None:
        """Say what happened, with the actions; those that could not be done come first."""
        said = f"{title} {text}"
        if self.isHidden():
            announce(self, said)
        self.setAccessibleName(said)
        self._title.setText(title)
        self._text.setText(text)
        self._clear()
        ranked = sorted(lines, key=lambda line: not line.why)
        for line in ranked[:MOST_LINES]:
            self._add(line)
        self._grid.addWidget(self._more, 2 + len(self._told), 1, 1, 2)
        left = len(ranked) - MOST_LINES
        more = QCoreApplication.translate("widgets", "and {count} more").format(count=left)
        self._more.setText(more)
        self._more.setVisible(left > 0)
        self.show()

    def _add(self, line: ReplayLine) -> None:
        """A link where there is a ticket, else words alone; below them what went wrong."""
        if line.ticket:
            link = Button(self._theme, line.words, kind="link", height=24)
            link.setObjectName("list.restored.ticket")
            link.clicked.connect(partial(self.ticket_requested.emit, line.ticket))
            self._put(link, column=0)
        else:
            self._put(TextLabel(self._theme, line.words, style=BODY, wrap=True), column=1)
        if line.why:
            why = TextLabel(self._theme, line.why, style=META, ink="red_text", wrap=True)
            self._put(why, column=1)

    def _put(self, widget: QWidget, *, column: int) -> None:
        self._grid.addWidget(widget, 2 + len(self._told), column, 1, 3 - column)
        self._told.append(widget)

    def _clear(self) -> None:
        for widget in self._told:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._told.clear()
        self._grid.removeWidget(self._more)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(margins(self, (px(12), px(10), px(12), px(10))))
        self._grid.setVerticalSpacing(px(3))
        self._grid.setHorizontalSpacing(0)
        self._grid.setColumnMinimumWidth(0, px(BARE_ROOM))
