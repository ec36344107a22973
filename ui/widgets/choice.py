# SPDX-License-Identifier: Apache-2.0
"""One of several values to choose from, and how a row of a menu shows it."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QStandardItem
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.theme import Theme
from ui.theme.tokens import CONTROL, META, RADIUS_CONTROL
from ui.widgets.label import literal_tooltip
from ui.widgets.painting import (
    RIGHT,
    TextFitter,
    draw_box,
    draw_icon,
    draw_text,
    follow_reading,
)
from ui.widgets.sign import NO_SIGN, Sign, paint_sign, sign_width

ROW: Final = 32
HIGH_ROW: Final = 48
"""Of a choice with a line below its label."""
_EDGE: Final = 8
_GAP: Final = 12
_TICK: Final = 20

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen; `key` comes back in the signal, `detail` stands at the end.

    `below` is a second line; a list whose choices have one is of higher rows. `preview` says what
    comes of the choice, with the parts at `places` marked.
    """

    key: str
    label: str
    sign: Sign = NO_SIGN
    detail: str = ""
    below: str = ""
    preview: str = ""
    places: tuple[tuple[int, int], ...] = ()


class ChoiceRole(IntEnum):
    """Under this role an item of a list holds its Choice."""

    CHOICE = Qt.ItemDataRole.UserRole + 1


def spoken_choice(choice: Choice, *, chosen: bool) -> str:
    """What a screen reader says of a choice."""
    told = QCoreApplication.translate("widgets", "chosen") if chosen else ""
    return ", ".join(part for part in (choice.label, choice.below, choice.detail, told) if part)


def choice_item(choice: Choice, *, chosen: bool = False) -> QStandardItem:
    """A row of a list for a choice; a label that may be cut is told under the pointer."""
    item = QStandardItem(choice.label)
    spoken = spoken_choice(choice, chosen=chosen)
    item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    item.setData(literal_tooltip(choice.label), Qt.ItemDataRole.ToolTipRole)
    item.setData(choice, ChoiceRole.CHOICE)
    return item


def choice_width(theme: Theme, choice: Choice) -> int:
    """The px that a row needs to show all of a choice."""
    label = theme.metrics(CONTROL).horizontalAdvance(choice.label)
    detail = theme.metrics(META).horizontalAdvance(choice.detail)
    gap = theme.px(_GAP) if choice.detail else 0
    edges = 2 * theme.px(_EDGE) + theme.px(_TICK)
    return round(edges + sign_width(theme, choice.sign) + label + gap + detail) + 1


class ChoiceDelegate(QStyledItemDelegate):
    """Paints Choices, with a tick behind those in `current`."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self.current: frozenset[str] = frozenset()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        choice = index.data(ChoiceRole.CHOICE)
        is_high = isinstance(choice, Choice) and bool(choice.below)
        return QSize(0, self._theme.px(HIGH_ROW if is_high else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = index.data(ChoiceRole.CHOICE)
        if not isinstance(choice, Choice):
            return
        theme, rect = self._theme, QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            radius = theme.px(RADIUS_CONTROL)
            draw_box(painter, rect, radius=radius, fill_color=theme.color("accent_soft"))
        follow_reading(painter, option.direction, rect)
        self._paint_parts(painter, choice, rect)
        painter.restore()

    def _paint_parts(self, painter: QPainter, choice: Choice, rect: QRectF) -> None:
        theme, edge = self._theme, self._theme.px(_EDGE)
        paint_sign(painter, theme, choice.sign, QPointF(rect.left() + edge, rect.center().y()))
        line = rect.adjusted(edge + sign_width(theme, choice.sign), 0, -edge, 0)
        if choice.key in self.current:
            side = theme.px(14)
            where = QPointF(line.right() - side, rect.center().y() - side / 2)
            draw_icon(painter, theme, "check", where, ink="accent_text", size=14)
            line.setRight(line.right() - theme.px(_TICK))
        if choice.below:
            half = line.height() / 2
            told, _ = self._fitter.fit(choice.below, META, line.width())
            under = line.adjusted(0, half - theme.px(1), 0, -theme.px(4))
            draw_text(painter, theme, told, under, style=META, ink="text2")
            line.adjust(0, theme.px(4), 0, -half)
        room = line.width()
        if choice.detail:
            room -= theme.metrics(META).horizontalAdvance(choice.detail) + theme.px(_GAP)
        draw_text(painter, theme, choice.detail, line, style=META, ink="text3", align=RIGHT)
        text, _ = self._fitter.fit(choice.label, CONTROL, room)
        draw_text(painter, theme, text, line, style=CONTROL, ink="text")
