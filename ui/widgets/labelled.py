# SPDX-License-Identifier: Apache-2.0
"""A label over a control that has none of its own, as high as a field of a form."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM
from ui.widgets.label import TextLabel


class Labelled(QWidget):
    """Keeps the control at the top, so that it stands beside the input of a `Field`."""

    def __init__(
        self, theme: Theme, label: str, control: QWidget, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = TextLabel(theme, label, style=META_MEDIUM, ink="text2", parent=self)
        self._label.setBuddy(control)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._label)
        self._column.addWidget(control)
        self._column.addStretch(1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._label.setFixedHeight(self._theme.px(META.line))
        self._column.setSpacing(self._theme.px(4))
