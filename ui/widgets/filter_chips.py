# SPDX-License-Identifier: Apache-2.0
"""Buttons of which one says what a list shows, in as many lines as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.button import Button
from ui.widgets.wrapped_row import WrappedRow

_HEIGHT = 26
_GAP = 8


class FilterChips(WrappedRow):
    """Kinds are (key, words). Emits `chosen(key)` for a choice of the person only."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, line=_HEIGHT, gap=_GAP, above=_GAP, most=3)
        self._look = theme
        self._name = name
        self._chips: dict[str, Button] = {}
        self.setObjectName(name)

    def show_kinds(self, parts: Sequence[tuple[str, str]], current: str) -> None:
        """Offer these; `current` is the chosen one."""
        wanted = dict(parts)
        for key in [key for key in self._chips if key not in wanted]:
            chip = self._chips.pop(key)
            chip.hide()
            chip.deleteLater()
        for key, words in parts:
            if key not in self._chips:
                self._chips[key] = self._chip(key)
            self._chips[key].set_label(words)
        self._chips = {key: self._chips[key] for key in wanted}
        self.set_parts(tuple(self._chips.values()))
        for key, chip in self._chips.items():
            chip.set_kind("soft" if key == current else "default")
            told = QCoreApplication.translate("widgets", "chosen")
            chip.setAccessibleDescription(told if key == current else "")

    def labels(self) -> tuple[str, ...]:
        """The words that are shown."""
        return tuple(chip.text() for chip in self._chips.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from one to the next."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step, here = steps.get(Qt.Key(event.key())), self.focusWidget()
        chips = list(self._chips.values())
        if step is None or here not in chips:
            super().keyPressEvent(event)
            return
        step = -step if self.isRightToLeft() else step
        chips[(chips.index(here) + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)

    def _chip(self, key: str) -> Button:
        chip = Button(self._look, "", height=_HEIGHT, parent=self.ground)
        chip.setObjectName(f"{self._name}.{key}")
        chip.clicked.connect(self._on_clicked)
        return chip

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName().rpartition(".")[2])
