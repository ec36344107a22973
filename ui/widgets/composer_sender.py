# SPDX-License-Identifier: Apache-2.0
"""From which address a message leaves, and whether it repeats the last one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.composer_words import translate
from ui.widgets.label import TextLabel
from ui.widgets.popover import rect_on_screen

_LABEL: Final = 30
_SPACE: Final = 7
_GAP: Final = 16
_WIDTH: Final = 320


class SenderRow(QWidget):
    """The address, which opens the others where there are some, and a check box for the quote.

    Emits `changed()` for what the person does.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, name: str = "composer") -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices: tuple[Choice, ...] = ()
        self._key = ""
        self._start = 0
        self._label = TextLabel(
            theme, translate("composer", "From"), style=META, ink="text3", parent=self
        )
        self.button = Button(theme, kind="plain", height=24, parent=self)
        self.button.setObjectName(f"{name}.from.button")
        self.button.setAccessibleName(translate("composer", "From"))  # until it is known who
        self.button.set_text_style(META_MEDIUM)
        self.button.clicked.connect(self._on_clicked)
        quote = translate("composer", "Quote last message")
        self.quote = CheckBox(theme, quote, checked=True, parent=self)
        self.quote.setObjectName(f"{name}.quote.box")
        self.quote.clicked.connect(self.changed)
        self.menu = ChoiceMenu(theme, self)
        self.menu.chosen.connect(self._on_chosen)
        self._apart = QSpacerItem(0, 0)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._label)
        self._layout.addWidget(self.button)
        self._layout.addSpacerItem(self._apart)
        self._layout.addWidget(self.quote)
        self._layout.addStretch(1)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def key(self) -> str:
        """Which address is chosen; nothing where there is none to choose."""
        return self._key

    @property
    def address(self) -> str:
        """The address in words."""
        return next((each.label for each in self._choices if each.key == self._key), "")

    @property
    def label_width(self) -> int:
        """The px that the label needs."""
        wide = self._theme.metrics(META).horizontalAdvance(self._label.text())
        return round(wide) + self._theme.px(_SPACE)

    def set_start(self, start: int) -> None:
        """Begin the address so many px from the edge, below the fields of others."""
        self._start = start
        self._fit()

    def set_choices(self, choices: Sequence[Choice], key: str) -> None:
        """What is offered and chosen; nothing is announced."""
        self._choices = tuple(choices)
        self._key = key if any(each.key == key for each in choices) else ""
        self._show()

    def show_quote(self, shown: bool) -> None:
        """Whether there is a message to repeat."""
        self.quote.setVisible(shown)

    def _on_clicked(self) -> None:
        self.menu.open_at(
            rect_on_screen(self.button),
            self._choices,
            title=translate("composer", "Send from"),
            current=frozenset({self._key}),
            width=_WIDTH,
        )

    def _on_chosen(self, key: str) -> None:
        self._key = key
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        address = self.address
        told = translate("composer", "From {address}").format(address=address)
        self.button.set_label(address, name=told)
        self.button.setEnabled(len(self._choices) > 1)
        self.button.setVisible(bool(address))
        self._label.setVisible(bool(address))

    def _fit(self) -> None:
        px = self._theme.px
        self._label.setFixedWidth(max(px(_LABEL), self.label_width, self._start))
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._apart.changeSize(px(_GAP), 0)
        self.setFixedHeight(px(28))
