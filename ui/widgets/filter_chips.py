# SPDX-License-Identifier: Apache-2.0
"""A row of buttons of which one says what a list shows."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.button import Button

_HEIGHT = 26


class FilterChips(QWidget):
    """Parts are (key, words). Emits `chosen(key)` for a choice of the person only."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._chips: dict[str, Button] = {}
        self.setObjectName(name)
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_parts(self, parts: Sequence[tuple[str, str]], current: str) -> None:
        """Offer these; `current` is the chosen one."""
        wanted = dict(parts)
        for key in [key for key in self._chips if key not in wanted]:
            chip = self._chips.pop(key)
            chip.hide()
            chip.deleteLater()
        for place, (key, words) in enumerate(parts):
            if key not in self._chips:
                self._chips[key] = self._chip(key)
            chip = self._chips[key]
            self._layout.removeWidget(chip)
            self._layout.insertWidget(place, chip)
            chip.set_label(words)
            chip.show()
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
        chip = Button(self._theme, "", height=_HEIGHT, parent=self)
        chip.setObjectName(f"{self._name}.{key}")
        chip.clicked.connect(self._on_clicked)
        return chip

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().objectName().rpartition(".")[2])

    def _on_theme_changed(self) -> None:
        self._layout.setSpacing(self._theme.px(8))
