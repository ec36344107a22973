# SPDX-License-Identifier: Apache-2.0
"""What happened, a line each: a sign, a sentence, and when it was."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META
from ui.widgets.icon import Icon
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.setup_value import NewsValue

_ROW = 36


class NewsLines(QWidget):
    """The newest first; without any, `nothing` is said."""

    def __init__(self, theme: Theme, *, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[_Line] = []
        self._nothing = TextLabel(theme, nothing, style=META, ink="text3", wrap=True, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._nothing)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said."""
        return tuple(line.text for line in self._lines if not line.isHidden())

    def show_news(self, news: Sequence[NewsValue]) -> None:
        """Lines are kept and refilled."""
        while len(self._lines) < len(news):
            self._lines.append(_Line(self._theme, self))
            self._column.addWidget(self._lines[-1])
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(news))
        for line, each in zip(self._lines, news, strict=False):
            line.show_line(each)
        self._nothing.setVisible(not news)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(margins(self, (px(17), px(6), px(17), px(6))))


class _Line(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = Icon(theme, "check", "green_text", self)
        self._text = TextLabel(theme, style=BODY, elide=True, parent=self)
        self._time = TextLabel(theme, style=META, ink="text2", parent=self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._time)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_line(self, value: NewsValue) -> None:
        self._icon.set_icon(value.icon)
        self._icon.set_ink("green_text" if value.icon == "check" else "text3")
        self._text.setText(value.text)
        self._time.setText(value.time)
        self.setAccessibleName(f"{value.text}, {value.time}")

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(_ROW))
        self._row.setSpacing(self._theme.px(11))
