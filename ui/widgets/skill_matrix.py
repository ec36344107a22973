# SPDX-License-Identifier: Apache-2.0
"""The table of agents and skills: levels are set in it, with the keys or with the pointer."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, CONTROL, META, META_MEDIUM, ColorName
from ui.widgets.painting import (
    CENTER,
    LEFT,
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_hairline,
    draw_text,
    follow_reading,
)
from ui.widgets.sign import paint_sign, sign_width
from ui.widgets.skill_model import FIRST_SKILL, SkillModel, SkillRole
from ui.widgets.skill_value import LEVELS, SkillRow

_ROW: Final = 37
_HEAD: Final = 42
_SIDE: Final = 16
_GAP: Final = 8
_WIDTHS: Final = (
    (146, 116, 80, 80, 116),
    (146, 116, 0, 80, 116),
    (146, 0, 0, 80, 116),
    (130, 0, 0, 76, 108),
)
"""Of the columns before the skills, the more there is room for; nothing is a column that goes."""
_SKILL: Final = 66
_BAR: Final = (40, 4)
_MARK: Final = (10, 9, 3)
"""Width, height and gap of the marks of a level."""
_NAME, _TEAMS, _ROLE, _STATE, _LOAD = range(FIRST_SKILL)

Index = QModelIndex | QPersistentModelIndex


class SkillMatrix(QTableView):
    """Signals: `level_chosen(agent id, place of the skill, level)`; `cell_found(agent id, place of
    the skill or -1)` when the cursor comes to another cell.
    """

    level_chosen = Signal(str, int, int)
    cell_found = Signal(str, int)

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._skills = SkillModel(self)
        self.can_edit = True
        """Whether this person may set levels."""
        self.setObjectName(name)
        self.setAccessibleName(QCoreApplication.translate("skills", "Agents and skills"))
        self.setModel(self._skills)
        self.setItemDelegate(_CellDelegate(theme, self))
        self.setHorizontalHeader(_Heads(theme, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._fit)

    @property
    def current(self) -> str:
        """The id of the agent at the cursor, or nothing."""
        row = self.currentIndex().data(SkillRole.ROW)
        return row.id if isinstance(row, SkillRow) else ""

    @property
    def skill(self) -> int:
        """The place of the skill at the cursor; -1 on a column that is none."""
        return max(-1, self.currentIndex().column() - FIRST_SKILL)

    def show_rows(self, skills: Sequence[str], rows: Sequence[SkillRow]) -> None:
        """Show these; the cursor stays with its agent and its column."""
        kept, column = self.current, max(0, self.currentIndex().column())
        self._skills.show(skills, rows)
        ids = [row.id for row in rows]
        if ids and not self.currentIndex().isValid():
            self.go_to(kept if kept in ids else ids[0], column)
        self._fit()

    def go_to(self, id: str, column: int = 0) -> None:
        """Put the cursor on a cell of an agent."""
        ids = [row.id for row in self._skills.rows]
        if id in ids:
            column = min(column, self._skills.columnCount() - 1)
            self.setCurrentIndex(self._skills.index(ids.index(id), column))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.cell_found.emit(self.current, self.skill)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isascii() and text.isdigit() and int(text) in LEVELS and not event.modifiers():
            self._choose(int(text))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self._skills.rows:
            self.setCurrentIndex(self._skills.index(0, 0))
        super().focusInEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and index.column() >= FIRST_SKILL:
            self.setCurrentIndex(index)
            self._press(index, place.x())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _press(self, index: Index, x: int) -> None:
        """A press on a mark sets that level; on the last one that is set, one less."""
        rect, row = self.visualRect(index), index.data(SkillRole.ROW)
        from_left = rect.right() - x if self.isRightToLeft() else x - rect.left()
        width, _, gap = (self._theme.px(each) for each in _MARK)
        first = (rect.width() - 3 * width - 2 * gap) / 2
        level = int((from_left - first + gap / 2) // (width + gap)) + 1
        if 1 <= level <= max(LEVELS):
            known = row.levels[index.column() - FIRST_SKILL]
            self._choose(level - 1 if level == known else level)

    def _choose(self, level: int) -> None:
        if self.can_edit and self.current and self.skill >= 0:
            self.level_chosen.emit(self.current, self.skill, level)

    def _fit(self) -> None:
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.verticalHeader().setMinimumSectionSize(px(_ROW))
        rows = max(1, len(self._skills.rows))
        bar = self.horizontalScrollBar()
        room = bar.sizeHint().height() if self._needed() > self.width() > 0 else 0
        self.setFixedHeight(px(_HEAD) + rows * px(_ROW) + room)
        self._share_width()
        self.viewport().update()

    def _needed(self, widths: Sequence[int] = _WIDTHS[-1]) -> int:
        px = self._theme.px
        return px(_SIDE) + sum(map(px, widths)) + px(_SKILL) * len(self._skills.skills)

    def _share_width(self) -> None:
        """As many columns as there is room for; what is left over goes to the names and teams."""
        px, room = self._theme.px, self.viewport().width()
        fitting = (each for each in _WIDTHS if self._needed(each) <= room)
        widths = list(map(px, next(fitting, _WIDTHS[-1])))
        widths[_NAME] += px(_SIDE)
        spare = max(0, room - sum(widths) - px(_SKILL) * len(self._skills.skills))
        widths[_TEAMS if widths[_TEAMS] else _NAME] += spare
        for column in range(self._skills.columnCount()):
            width = widths[column] if column < FIRST_SKILL else px(_SKILL)
            self.setColumnHidden(column, not width)
            self.setColumnWidth(column, width)


class _Heads(QHeaderView):
    """The heads of the columns, which Qt tells a screen reader with each cell."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(0)
        self.setHighlightSections(False)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(_HEAD))

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        theme, place = self._theme, QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.fillRect(place, theme.color("surface"))
        color = theme.color("line")
        draw_hairline(painter, place.left(), place.right() + 1, y=place.bottom() - 1, color=color)
        follow_reading(painter, self.layoutDirection(), place)
        is_skill = section >= FIRST_SKILL
        inside = place if is_skill else _inside(theme, place, section)
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        text, _ = self._fitter.fit(title, META_MEDIUM, inside.width() - theme.px(2))
        align = CENTER if is_skill else LEFT
        draw_text(painter, theme, text, inside, style=META_MEDIUM, ink="text2", align=align)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        viewport = self.viewport()
        QPainter(viewport).fillRect(viewport.rect(), self._theme.color("surface"))
        super().paintEvent(event)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.viewport().update()


class _CellDelegate(QStyledItemDelegate):
    """Draws one cell of an agent."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._fitter = TextFitter(theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, theme = index.data(SkillRole.ROW), QRectF(option.rect), self._theme
        if not isinstance(row, SkillRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(rect, theme.color("accent_soft"))
        draw_hairline(
            painter, rect.left(), rect.right(), y=rect.bottom() - 1, color=theme.color("line")
        )
        follow_reading(painter, option.direction, rect)
        column = index.column()
        inside = _inside(theme, rect, column)
        if column >= FIRST_SKILL:
            self._paint_level(painter, rect, row.levels[column - FIRST_SKILL])
        elif column == _NAME:
            paint_sign(painter, theme, row.sign, inside.topLeft() + _middle(inside))
            inside.adjust(sign_width(theme, row.sign), 0, 0, 0)
            text, _ = self._fitter.fit(row.name, BODY_STRONG, inside.width())
            draw_text(painter, theme, text, inside, style=BODY_STRONG, ink="text")
        elif column == _LOAD:
            self._paint_load(painter, inside, row)
        else:
            text, _ = self._fitter.fit(row.words[column], CONTROL, inside.width())
            ink = row.state_ink if column == _STATE else "text2"
            draw_text(painter, theme, text, inside, style=CONTROL, ink=ink)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, theme, rect.adjusted(1, 1, -1, -2), radius=theme.px(4))
        painter.restore()

    def _paint_load(self, painter: QPainter, inside: QRectF, row: SkillRow) -> None:
        theme, px = self._theme, self._theme.px
        width, height = (px(each) for each in _BAR)
        bar = QRectF(inside.left(), inside.center().y() - height / 2, width, height)
        draw_box(painter, bar, radius=height / 2, fill_color=theme.color("track"))
        share = min(1.0, row.load / row.limit) if row.limit > 0 else 1.0
        if row.load:
            bar.setWidth(max(height, width * share))
            draw_box(painter, bar, radius=height / 2, fill_color=theme.color(_load_color(row)))
        rest = inside.adjusted(width + px(_GAP), 0, 0, 0)
        text, _ = self._fitter.fit(row.load_words, META, rest.width())
        draw_text(painter, theme, text, rest, style=META, ink="text")

    def _paint_level(self, painter: QPainter, rect: QRectF, level: int) -> None:
        theme = self._theme
        width, height, gap = (theme.px(each) for each in _MARK)
        left = rect.left() + (rect.width() - 3 * width - 2 * gap) / 2
        for place in range(max(LEVELS)):
            mark = QRectF(
                left + place * (width + gap), rect.center().y() - height / 2, width, height
            )
            color = theme.color("accent" if place < level else "track")
            draw_box(painter, mark, radius=theme.px(3), fill_color=color)


def _inside(theme: Theme, rect: QRectF, column: int) -> QRectF:
    left = theme.px(_SIDE) if column == _NAME else 0
    return rect.adjusted(left, 0, -theme.px(_GAP), 0)


def _middle(rect: QRectF) -> QPointF:
    return QPointF(0, rect.height() / 2)


def _load_color(row: SkillRow) -> ColorName:
    """Red at the limit, amber shortly before."""
    if row.load >= row.limit:
        return "red"
    return "amber" if 10 * row.load >= 9 * row.limit else "accent"
