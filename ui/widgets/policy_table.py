# SPDX-License-Identifier: Apache-2.0
"""The table of service level policies, in the order in which they are asked."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QRectF,
    QSize,
)
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, CONTROL, META, META_MEDIUM, ColorName
from ui.widgets.card import Card
from ui.widgets.label import Hairline, set_literal_tooltip
from ui.widgets.ordered_list import Index, Ordered, OrderedList, OrderedRole
from ui.widgets.painting import (
    LEFT,
    RIGHT,
    TextFitter,
    draw_focus_ring,
    draw_hairline,
    draw_text,
    follow_reading,
)
from ui.widgets.policy_value import PolicyRowValue, column_titles, spoken_policy

_ROW: Final = 44
_HEAD: Final = 38
_SIDE: Final = 16
_GAP: Final = 10
_STARTS: Final = (0.0, 0.141, 0.365, 0.458, 0.551, 0.655, 0.795, 0.926)
"""Where each column begins, as a share of the width."""
_FEW: Final = (0.0, None, 0.38, 0.56, 0.72, None, None, 0.86)
"""The same where there is no room for what says more than a target."""
_ROOM: Final = 660
_MET: Final = 7
"""The last column, whose figures stand below each other."""


class PolicyTable(Card):
    """A line of heads and the rows. What happens to them is told by `rows`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(1, 1, 1, 1), parent=parent)
        self.rows = PolicyList(theme, self)
        self.inside.addWidget(_Heads(theme, self))
        self.inside.addWidget(Hairline(self))
        self.inside.addWidget(self.rows)

    def show_rows(self, rows: Sequence[PolicyRowValue]) -> None:
        """Show these, in this order; the current one stays."""
        self.rows.show_rows(rows)


class PolicyList(OrderedList):
    """The rows of the table."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("policies", "SLA policies")
        super().__init__(theme, title, name="admin.policies.list", row=_ROW, parent=parent)
        self.setItemDelegate(PolicyDelegate(theme, self))

    def spoken(self, row: Ordered) -> str:
        return spoken_policy(row) if isinstance(row, PolicyRowValue) else ""


class PolicyDelegate(QStyledItemDelegate):
    """Draws `OrderedRole.ROW` of each index."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, theme = index.data(OrderedRole.ROW), QRectF(option.rect), self._theme
        if not isinstance(row, PolicyRowValue):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        follow_reading(painter, option.direction, rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        if index.row():
            side = theme.px(_SIDE)
            draw_hairline(
                painter,
                rect.left() + side,
                rect.right() - side,
                y=rect.top(),
                color=theme.color("line"),
            )
        for number, cell in enumerate(row.cells):
            place = column_rect(theme, rect, number)
            if place is not None:
                self._paint_cell(painter, place, cell, row=row, number=number)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, theme, rect.adjusted(1, 1, -1, -1), radius=0)
        painter.restore()

    def _paint_cell(
        self, painter: QPainter, place: QRectF, cell: str, *, row: PolicyRowValue, number: int
    ) -> None:
        theme = self._theme
        mark = row.mark if number == 0 else ""
        room = place.width()
        if mark:
            room -= theme.metrics(META).horizontalAdvance(mark) + theme.px(6)
        style = BODY_STRONG if number == 0 else CONTROL
        align = RIGHT if number == _MET else LEFT
        text, taken = self._fitter.fit(cell, style, max(0.0, room))
        draw_text(painter, theme, text, place, style=style, ink=_ink(row, number), align=align)
        if mark:
            rest = place.adjusted(taken + theme.px(6), 0, 0, 0)
            draw_text(painter, theme, mark, rest, style=META, ink="text3")


class _Heads(QWidget):
    """The heads of the columns; a screen reader gets them with each row."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        for number, title in enumerate(column_titles()):
            place = column_rect(self._theme, rect, number)
            if place is not None:
                text, _ = self._fitter.fit(title, META_MEDIUM, place.width())
                draw_text(
                    painter,
                    self._theme,
                    text,
                    place,
                    style=META_MEDIUM,
                    ink="text2",
                    align=RIGHT if number == _MET else LEFT,
                )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_tip()

    def _show_tip(self) -> None:
        """What has no room."""
        metrics, rect = self._theme.metrics(META_MEDIUM), QRectF(self.rect())
        places = (column_rect(self._theme, rect, number) for number in range(len(_STARTS)))
        cut = [
            title
            for title, place in zip(column_titles(), places, strict=True)
            if place is not None and metrics.horizontalAdvance(title) > place.width()
        ]
        set_literal_tooltip(self, ", ".join(cut))

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(_HEAD))
        self._show_tip()


def column_rect(theme: Theme, row: QRectF, number: int) -> QRectF | None:
    """Where a column of a row stands; nowhere, when there is no room for it."""
    inside = row.adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0)
    starts = _STARTS if row.width() >= theme.px(_ROOM) else _FEW
    start = starts[number]
    if start is None:
        return None
    end = next((each for each in starts[number + 1 :] if each is not None), None)
    left = inside.left() + inside.width() * start
    right = inside.right() if end is None else inside.left() + inside.width() * end - theme.px(_GAP)
    return QRectF(left, row.top(), right - left, row.height())


def _ink(row: PolicyRowValue, number: int) -> ColorName:
    if row.is_off:
        return "text3"
    if number == _MET and row.is_poor:
        return "amber_text"
    return "text2" if number == 1 else "text"
