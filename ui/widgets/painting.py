# SPDX-License-Identifier: Apache-2.0
"""Text, hairlines, boxes and icons, drawn the same way by every painter."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme.theme import Theme
from ui.theme.tokens import ColorName, TypeStyle
from ui.widgets.plain_text import harmless

_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute  # what is painted keeps its side in every language
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | _ABSOLUTE
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | _ABSOLUTE
CENTER = Qt.AlignmentFlag.AlignCenter

_ELISIONS_KEPT = 4096
_POINTING = frozenset(
    {
        "arrow-right",
        "chevron-left",
        "chevron-right",
        "corner-down-left",
        "corner-up-left",
        "forward",
        "list",
        "reply",
        "reply-all",
    }
)
"""Icons that lead the way in which people read."""

_LONGEST_ENDING = 10
"""What stands behind the last full stop and is longer than this is a part of the name."""


class TextFitter:
    """Cuts single-line texts to a width and remembers the result.

    Bounded: the whole store is dropped when it is full. Has to be cleared when the theme changes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._fitted: dict[tuple[str, TypeStyle, int], tuple[str, float]] = {}
        theme.changed.connect(self._fitted.clear)

    def fit(self, text: str, style: TypeStyle, width: float) -> tuple[str, float]:
        """The text, cut with an ellipsis where `width` px do not hold it, and the px it takes."""
        key = (text, style, int(width))
        fitted = self._fitted.get(key)
        if fitted is None:
            metrics = self._theme.metrics(style)
            line = single_line(text)
            cut = metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(0.0, width))
            fitted = self._keep(key, (cut, metrics.horizontalAdvance(cut)))
        return fitted

    def fit_name(self, name: str, style: TypeStyle, width: float) -> tuple[str, float]:
        """The name of a file, cut in the middle: the ending, which says what it is, stays."""
        key = (f"{name}\0", style, int(width))
        fitted = self._fitted.get(key)
        if fitted is None:
            metrics, line = self._theme.metrics(style), single_line(name)
            cut = metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, max(0.0, width))
            ending = _ending(line)
            if not cut.endswith(ending):
                room = max(0.0, width - metrics.horizontalAdvance(ending))
                begin = line.removesuffix(ending)
                cut = metrics.elidedText(begin, Qt.TextElideMode.ElideRight, room) + ending
            fitted = self._keep(key, (cut, metrics.horizontalAdvance(cut)))
        return fitted

    def _keep(
        self, key: tuple[str, TypeStyle, int], fitted: tuple[str, float]
    ) -> tuple[str, float]:
        if len(self._fitted) >= _ELISIONS_KEPT:
            self._fitted.clear()
        self._fitted[key] = fitted
        return fitted


def _ending(name: str) -> str:
    """The ending of a file's name with its full stop; nothing where it is no ending any more."""
    ending = name[name.rfind(".") :] if "." in name else ""
    return ending if len(ending) <= _LONGEST_ENDING else ""


def single_line(text: str) -> str:
    """The text with every line break and tab as a space: what a row may show of hostile input."""
    text = harmless(text)
    return " ".join(text.split()) if any(mark in text for mark in "\n\r\t\u2028\u2029") else text


def follow_reading(painter: QPainter, direction: Qt.LayoutDirection, rect: QRectF) -> None:
    """Paint the mirror image of `rect` where people read from the right.

    `draw_text` and `draw_icon` turn what they draw back, so that it can be read: whoever paints
    counts from the left in every language.
    """
    if direction is Qt.LayoutDirection.RightToLeft:
        mirror(painter, rect.center().x())


def mirror(painter: QPainter, middle: float) -> None:
    """Swap left and right around the vertical at `middle`; done twice it is undone."""
    painter.translate(2 * middle, 0)
    painter.scale(-1, 1)


def is_mirrored(painter: QPainter) -> bool:
    return painter.worldTransform().m11() < 0


def draw_text(
    painter: QPainter,
    theme: Theme,
    text: str,
    rect: QRectF,
    *,
    style: TypeStyle,
    ink: ColorName,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Draw one line that is known to fit, centred on the height of `rect`, and nothing unseen."""
    text = harmless(text)
    painter.setFont(theme.font(style))
    painter.setPen(theme.color(ink))
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # the text decides
    if not is_mirrored(painter):
        painter.drawText(rect, int(align) | Qt.TextFlag.TextSingleLine, text)
        return
    side = {LEFT: RIGHT, RIGHT: LEFT}.get(align, align)
    mirror(painter, rect.center().x())
    painter.drawText(rect, int(side) | Qt.TextFlag.TextSingleLine, text)
    mirror(painter, rect.center().x())


def draw_icon(
    painter: QPainter,
    theme: Theme,
    name: str,
    where: QPointF,
    *,
    ink: ColorName,
    size: int = 16,
) -> None:
    """Draw the icon with its top left corner at `where`."""
    scale = painter.device().devicePixelRatioF()
    picture = theme.icon(name, ink, size=size, scale=scale)
    if not is_mirrored(painter) or name in _POINTING:
        painter.drawPixmap(where, picture)
        return
    middle = where.x() + theme.px(size) / 2
    mirror(painter, middle)
    painter.drawPixmap(where, picture)
    mirror(painter, middle)


def fill(painter: QPainter, rect: QRectF, color: QColor) -> None:
    painter.fillRect(rect, color)


def draw_hairline(painter: QPainter, left: float, right: float, *, y: float, color: QColor) -> None:
    """A horizontal line of one logical pixel whose top edge is at `y`."""
    painter.fillRect(QRectF(left, y, right - left, 1), color)


def draw_box(
    painter: QPainter,
    rect: QRectF,
    *,
    radius: float,
    fill_color: QColor | None,
    line_color: QColor | None = None,
    line_width: float = 1.0,
) -> None:
    """A rounded box whose outline lies inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if line_color is None:
        painter.setPen(Qt.PenStyle.NoPen)
        inner = rect
    else:
        painter.setPen(QPen(line_color, line_width))
        half = line_width / 2
        inner = rect.adjusted(half, half, -half, -half)
    painter.setBrush(Qt.BrushStyle.NoBrush if fill_color is None else fill_color)
    painter.drawRoundedRect(inner, radius, radius)


def draw_focus_ring(painter: QPainter, theme: Theme, rect: QRectF, *, radius: float) -> None:
    """The two-pixel ring inside `rect` that shows where the keyboard is."""
    draw_box(
        painter,
        rect,
        radius=radius,
        fill_color=None,
        line_color=theme.color("accent"),
        line_width=2.0,
    )
