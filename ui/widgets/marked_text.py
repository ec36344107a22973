# SPDX-License-Identifier: Apache-2.0
"""One line of text with marked parts, whichever way it is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_SMALL, ColorName, TypeStyle
from ui.widgets.painting import draw_box, draw_text, is_mirrored, mirror

Places = Sequence[tuple[int, int]]
"""Start and end of each part of a text, in order."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a marked part looks: its type and colour, and the box behind it."""

    style: TypeStyle
    ink: ColorName
    face: ColorName | None = None
    line: ColorName | None = None


def draw_marked(
    painter: QPainter,
    theme: Theme,
    text: str,
    rect: QRectF,
    *,
    style: TypeStyle,
    ink: ColorName,
    mark: Mark,
    places: Places,
) -> float:
    """Draw a line that is known to fit, as `draw_text` does; the px it takes.

    It is laid out as a whole: parts that are drawn one after the other from the left stand in the
    wrong order where they are read from the right.
    """
    if not places:
        draw_text(painter, theme, text, rect, style=style, ink=ink)
        return float(theme.metrics(style).horizontalAdvance(text))
    spans = [(_length(text[:start]), _length(text[:end])) for start, end in places]
    layout = _laid_out(theme, text, style=style, mark=mark, spans=spans)
    line = layout.lineAt(0)
    width, mirrored = line.naturalTextWidth(), is_mirrored(painter)
    left = rect.right() - width if mirrored else rect.left()
    if mirrored:
        mirror(painter, rect.center().x())
    where = QPointF(left, rect.top() + (rect.height() - line.height()) / 2)
    if mark.face is not None:
        for span in spans:
            part = _between(line, span).translated(where.x(), 0)
            part.setTop(rect.top() + 1)
            part.setHeight(rect.height() - 2)
            _draw_box(painter, theme, part, mark)
    painter.setPen(theme.color(ink))
    layout.draw(painter, where)
    if mirrored:
        mirror(painter, rect.center().x())
    return width


def draw_marked_lines(
    painter: QPainter,
    theme: Theme,
    text: str,
    rect: QRectF,
    *,
    style: TypeStyle,
    ink: ColorName,
    mark: Mark,
    places: Places,
) -> None:
    """Draw as many lines of a text as `rect` has room for; the text decides how it is read."""
    spans = [(_length(text[:start]), _length(text[:end])) for start, end in places]
    layout = _prepared(theme, text, style=style, mark=mark, spans=spans)
    option = layout.textOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    height = theme.px(style.line)
    layout.beginLayout()
    for number in range(int(rect.height() // height)):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        line.setPosition(QPointF(0, number * height))
    layout.endLayout()
    painter.setPen(theme.color(ink))
    layout.draw(painter, rect.topLeft())


def extra_width(theme: Theme, text: str, places: Places, *, style: TypeStyle, mark: Mark) -> float:
    """The px that a text takes more than without its marks."""
    plain, marked = theme.metrics(style), theme.metrics(mark.style)
    parts = [text[start:end] for start, end in places]
    return float(
        sum(marked.horizontalAdvance(part) - plain.horizontalAdvance(part) for part in parts)
    )


def _laid_out(
    theme: Theme, text: str, *, style: TypeStyle, mark: Mark, spans: Places
) -> QTextLayout:
    """The text in one line."""
    layout = _prepared(theme, text, style=style, mark=mark, spans=spans)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _prepared(
    theme: Theme, text: str, *, style: TypeStyle, mark: Mark, spans: Places
) -> QTextLayout:
    """The text with its marks, not yet in lines."""
    layout = QTextLayout(text, theme.font(style))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    look = QTextCharFormat()
    look.setFont(theme.font(mark.style))
    look.setForeground(theme.color(mark.ink))
    formats = []
    for start, end in spans:
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, end - start, look
        formats.append(part)
    layout.setFormats(formats)
    return layout


def _between(line: QTextLine, span: tuple[int, int]) -> QRectF:
    """Where a part stands in the line."""
    first, last = (_x(line, place) for place in span)
    return QRectF(min(first, last), 0, abs(last - first), line.height())


def _x(line: object, place: int) -> float:
    answer = line.cursorToX(place)  # type: ignore[attr-defined]
    return float(answer[0] if isinstance(answer, tuple) else answer)


def _draw_box(painter: QPainter, theme: Theme, rect: QRectF, mark: Mark) -> None:
    draw_box(
        painter,
        rect.adjusted(-1, 0, 1, 0),
        radius=theme.px(RADIUS_SMALL - 1),
        fill_color=None if mark.face is None else theme.color(mark.face),
        line_color=None if mark.line is None else theme.color(mark.line),
    )


def _length(text: str) -> int:
    """How many positions a text takes in Qt, which counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
