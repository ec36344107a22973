# SPDX-License-Identifier: Apache-2.0
"""Text labels in the theme's styles, always plain text."""

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, ColorName, TypeStyle
from ui.widgets.painting import single_line
from ui.widgets.plain_text import harmless


class TextLabel(QLabel):
    """A label whose text shows literally, whatever it holds.

    With `elide` it gives way when there is no room, ends in an ellipsis, and shows the whole text
    as a tooltip.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        style: TypeStyle = BODY,
        ink: ColorName = "text",
        elide: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = style
        self._ink = ink
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("ink", ink)
        self.setFont(theme.font(style))
        self.setText(text)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def set_ink(self, ink: ColorName) -> None:
        if ink != self._ink:
            self._ink = ink
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_style(self, style: TypeStyle) -> None:
        self._style = style
        self.setFont(self._theme.font(style))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self._theme.px(self._style.line)))

    def minimumSizeHint(self) -> QSize:
        if self._elide:
            return QSize(0, self._theme.px(self._style.line))
        return super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        text = single_line(self.text())
        cut = self._theme.metrics(self._style).elidedText(
            text, Qt.TextElideMode.ElideRight, self.width()
        )
        tip = text if cut != text else ""
        if self.toolTip() != tip:
            self.setToolTip(literal_tooltip(tip))
        painter.setFont(self.font())
        painter.setPen(self._theme.color(self._ink if self.isEnabled() else "dis"))
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), cut)

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(self._style))
        self.updateGeometry()
        self.update()


def literal_tooltip(text: str) -> str:
    """`text` as a tooltip that Qt cannot take for markup."""
    return f"<qt>{html.escape(harmless(text))}</qt>" if text else ""


class Hairline(QFrame):
    """A line of one logical pixel across its parent."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("hairline", "true")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Surface(QFrame):
    """A plain area in one of the named surface colours."""

    def __init__(self, surface: ColorName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        self.setFrameShape(QFrame.Shape.NoFrame)
