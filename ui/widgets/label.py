# SPDX-License-Identifier: Apache-2.0
"""Text labels in the theme's styles, always plain text."""

import html
import unicodedata
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyle, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, ColorName, TypeStyle
from ui.widgets.painting import single_line
from ui.widgets.plain_text import harmless

_UNSELECTABLE = (
    Qt.TextInteractionFlag.NoTextInteraction,
    Qt.TextInteractionFlag.LinksAccessibleByMouse,
)
_TIP_COLUMNS: Final = 64
_TIP_LINES: Final = 16
"""As much as fits over a window of any size."""


class TextLabel(QLabel):
    """A label whose text shows literally, whatever it holds.

    With `elide` it gives way when there is no room, ends in an ellipsis, and shows the whole text
    as a tooltip. With `wrap` its lines are as far apart as its style says, which a QLabel cannot do
    for plain text; one whose text can be selected stays as Qt draws it.
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
        self._tip = ""
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
        if self._is_laid_out():
            return QSize(hint.width(), self.heightForWidth(hint.width()))
        return QSize(hint.width(), max(hint.height(), self._theme.px(self._style.line)))

    def heightForWidth(self, width: int) -> int:
        if not self._is_laid_out():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        inside = width - margins.left() - margins.right()
        lines = self._lines(inside).lineCount()
        return lines * self._theme.px(self._style.line) + margins.top() + margins.bottom()

    def minimumSizeHint(self) -> QSize:
        if self._elide:
            return QSize(0, self._theme.px(self._style.line))
        return super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_laid_out():
            self._paint_lines()
            return
        if self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        text = single_line(self.text())
        inside = self.contentsRect()
        cut = self._theme.metrics(self._style).elidedText(
            text, Qt.TextElideMode.ElideRight, inside.width()
        )
        tip = text if cut != text else ""
        if self._tip != tip:
            self._tip = tip
            set_literal_tooltip(self, tip)
        painter.setFont(self.font())
        painter.setPen(self._theme.color(self._ink if self.isEnabled() else "dis"))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # the text decides
        side = self._side() | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, int(side), cut)

    def _side(self) -> Qt.AlignmentFlag:
        """At which side the text stands: the other one where people read from the right."""
        aligned = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        return aligned & Qt.AlignmentFlag.AlignHorizontal_Mask

    def _is_laid_out(self) -> bool:
        plain = self.textInteractionFlags() in _UNSELECTABLE
        return self.wordWrap() and plain

    def _lines(self, width: int) -> QTextLayout:
        """The text in lines of at most this width."""
        text = harmless(self.text()).replace("\n", "\u2028")
        layout = QTextLayout(text, self.font())
        option = QTextOption(self._side())
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top, step = 0.0, self._theme.px(self._style.line)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top + (step - line.height()) / 2))
            top += step
        layout.endLayout()
        return layout

    def _paint_lines(self) -> None:
        painter, inside = QPainter(self), self.contentsRect()
        layout = self._lines(inside.width())
        spare = inside.height() - layout.lineCount() * self._theme.px(self._style.line)
        painter.setPen(self._theme.color(self._ink if self.isEnabled() else "dis"))
        top = inside.top() + max(0, spare) // 2
        layout.draw(painter, QPointF(inside.left(), top))

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(self._style))
        self.updateGeometry()
        self.update()


def literal_tooltip(*texts: str) -> str:
    """Texts as a tooltip that Qt cannot take for markup, in lines of a width that can be read.

    Each begins a line. Qt would break a short address into three lines, and a word of 400 letters
    into none.
    """
    if not any(texts):
        return ""
    told = (line for text in texts for line in _tooltip_lines(single_line(text)))
    lines = "<br>".join(map(html.escape, told))
    return f'<qt><div style="white-space: pre">{lines}</div></qt>'


def _tooltip_lines(text: str) -> list[str]:
    """All of the text, broken after spaces where there are some; what is endless ends in "…"."""
    wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    most, lines = _TIP_COLUMNS // 2 if wide else _TIP_COLUMNS, list[str]()
    while len(text) > most and len(lines) < _TIP_LINES:
        cut = text.rfind(" ", most // 2, most + 1) + 1 or most
        lines.append(text[:cut])
        text = text[cut:]
    return [*lines, text if len(text) <= most else "\u2026"]


def set_literal_tooltip(widget: QWidget, *texts: str) -> None:
    """Show texts under the pointer, each in a line; a screen reader, which would read the markup,
    gets them bare.
    """
    widget.setToolTip(literal_tooltip(*texts))
    widget.setAccessibleDescription(harmless(" ".join(texts)))


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
