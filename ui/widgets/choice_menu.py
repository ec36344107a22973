# SPDX-License-Identifier: Apache-2.0
"""A menu that is searched by typing, for choosing one value out of many."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, CONTROL, META, RADIUS_CONTROL, RADIUS_POPOVER
from ui.widgets.label import Hairline
from ui.widgets.painting import RIGHT, TextFitter, draw_box, draw_icon, draw_text
from ui.widgets.sign import NO_SIGN, Sign, paint_sign, sign_width
from ui.widgets.spoken_roles import speak_as

_SHADOW: Final = 14
_ROW: Final = 32
_MOST_ROWS: Final = 9

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen; `key` comes back in the signal, `detail` stands on the right."""

    key: str
    label: str
    sign: Sign = NO_SIGN
    detail: str = ""


class ChoiceRole(IntEnum):
    """Under this role an item of a list holds its Choice."""

    CHOICE = Qt.ItemDataRole.UserRole + 1


class ChoiceMenu(QWidget):
    """A popover with a search field and the matching choices.

    `open_at` shows it; it closes on a choice, on Esc and on a press elsewhere. Emits
    `chosen(key)`, and with `allow_new` also `created(text)` for a text that is no choice yet.
    """

    chosen = Signal(str)
    created = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._theme = theme
        self._choices: tuple[Choice, ...] = ()
        self._current: frozenset[str] = frozenset()
        self._allow_new = False
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._field = QLineEdit(self)
        self._model = QStandardItemModel(self)
        self._list = QListView(self)
        self._delegate = ChoiceDelegate(theme, self._list)
        self._build()

    @property
    def field(self) -> QLineEdit:
        return self._field

    def labels(self) -> tuple[str, ...]:
        """What is offered at this moment, top to bottom."""
        rows = range(self._model.rowCount())
        return tuple(self._model.item(row).text() for row in rows)

    def open_at(
        self,
        place: QPoint,
        choices: Sequence[Choice],
        *,
        title: str,
        current: frozenset[str] = frozenset(),
        allow_new: bool = False,
        width: int = 240,
    ) -> None:
        """Show `choices` with the popover's top left corner at the global `place`."""
        self._choices, self._current, self._allow_new = tuple(choices), current, allow_new
        self._delegate.current = current
        self._field.setFont(self._theme.font(BODY))
        self._field.setPlaceholderText(title)
        self._field.setAccessibleName(title)
        self.setAccessibleName(title)
        self._field.clear()
        self._show_matches("")
        self._resize(width)
        self.move(self._on_screen(place) - QPoint(_SHADOW, _SHADOW))
        self.show()
        self._field.setFocus()

    def _on_screen(self, place: QPoint) -> QPoint:
        """`place`, or as near to it as the whole menu has room."""
        screen = self.screen().availableGeometry()
        width, height = self.width() - 2 * _SHADOW, self.height() - 2 * _SHADOW
        return QPoint(
            max(screen.left(), min(place.x(), screen.right() - width)),
            max(screen.top(), min(place.y(), screen.bottom() - height)),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        box = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        strength = 40 if theme.scheme == "dark" else 14
        for spread in range(_SHADOW, 0, -2):
            shade = QColor(0, 0, 0, round(strength * (1 - spread / _SHADOW) ** 2) + 1)
            around = box.adjusted(-spread, -spread + 4, spread, spread)
            radius = theme.px(RADIUS_POPOVER) + spread
            draw_box(painter, around, radius=radius, fill_color=shade)
        draw_box(
            painter,
            box,
            radius=theme.px(RADIUS_POPOVER),
            fill_color=theme.color("raised"),
            line_color=theme.color("line2"),
        )

    def _build(self) -> None:
        px = self._theme.px
        self._field.setObjectName("menu.search.field")
        speak_as(self, QAccessible.Role.Dialog)
        self._field.setAccessibleName(QCoreApplication.translate("widgets", "Search"))
        self._field.setProperty("field", "bare")
        self._field.setFrame(False)
        self._field.setTextMargins(px(6), px(4), px(6), px(4))
        self._field.installEventFilter(self)
        self._field.textEdited.connect(self._show_matches)
        self._list.setObjectName("menu.choices.list")
        self._list.setAccessibleName(QCoreApplication.translate("widgets", "Choices"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.entered.connect(self._list.setCurrentIndex)
        self._list.clicked.connect(self._take)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        layout = QVBoxLayout(self)
        edge = _SHADOW + px(6)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(px(4))
        layout.addWidget(self._field)
        layout.addWidget(Hairline(self))
        layout.addWidget(self._list, 1)

    def _show_matches(self, text: str) -> None:
        wanted = text.strip().casefold()
        found = [choice for choice in self._choices if wanted in choice.label.casefold()]
        found.sort(key=lambda choice: not choice.label.casefold().startswith(wanted))
        exact = any(choice.label.casefold() == wanted for choice in found)
        self._model.clear()
        for choice in found:
            self._add(choice)
        if self._allow_new and wanted and not exact:
            sign = Sign("icon", "plus")
            self._add(Choice("", text.strip(), sign, "new"))
        if self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0, 0))

    def _add(self, choice: Choice) -> None:
        item = QStandardItem(choice.label)
        spoken = spoken_choice(choice, chosen=choice.key in self._current)
        item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
        item.setData(choice, ChoiceRole.CHOICE)
        self._model.appendRow(item)

    def _resize(self, width: int) -> None:
        px = self._theme.px
        rows = min(_MOST_ROWS, max(1, self._model.rowCount()))
        head = self._field.sizeHint().height() + px(4) * 2 + 1
        height = head + rows * px(_ROW) + px(12) + 2 * _SHADOW
        self.setFixedSize(px(width) + 2 * _SHADOW, height)

    def _step(self, by: int) -> None:
        row = self._list.currentIndex().row() + by
        if 0 <= row < self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(row, 0))

    def _on_current_changed(self, current: QModelIndex) -> None:
        """The cursor stays in the field: a screen reader hears the choice as its description."""
        choice = current.data(ChoiceRole.CHOICE)
        if isinstance(choice, Choice):
            spoken = spoken_choice(choice, chosen=choice.key in self._current)
            self._field.setAccessibleDescription(spoken)

    def _take(self, index: QModelIndex) -> None:
        choice = index.data(ChoiceRole.CHOICE)
        if not isinstance(choice, Choice):
            return
        self.hide()
        if choice.key:
            self.chosen.emit(choice.key)
        else:
            self.created.emit(choice.label)


def spoken_choice(choice: Choice, *, chosen: bool) -> str:
    """What a screen reader says of a choice."""
    told = QCoreApplication.translate("widgets", "chosen") if chosen else ""
    return ", ".join(part for part in (choice.label, choice.detail, told) if part)


class ChoiceDelegate(QStyledItemDelegate):
    """Paints Choices, with a tick before those in `current`."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self.current: frozenset[str] = frozenset()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = index.data(ChoiceRole.CHOICE)
        if not isinstance(choice, Choice):
            return
        theme, rect = self._theme, QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            radius = theme.px(RADIUS_CONTROL)
            draw_box(painter, rect, radius=radius, fill_color=theme.color("accent_soft"))
        where = QPointF(rect.left() + theme.px(8), rect.center().y())
        paint_sign(painter, theme, choice.sign, where)
        line = rect.adjusted(theme.px(8) + sign_width(theme, choice.sign), 0, -theme.px(8), 0)
        detail = choice.detail
        if choice.key in self.current:
            place = QPointF(line.right() - theme.px(14), rect.center().y() - theme.px(7))
            draw_icon(painter, theme, "check", place, ink="accent_text", size=14)
            line.setRight(line.right() - theme.px(20))
        draw_text(painter, theme, detail, line, style=META, ink="text3", align=RIGHT)
        room = line.width() - theme.metrics(META).horizontalAdvance(detail)
        text, _ = self._fitter.fit(choice.label, CONTROL, room)
        draw_text(painter, theme, text, line, style=CONTROL, ink="text")
        painter.restore()
