# SPDX-License-Identifier: Apache-2.0
"""The second step: five keys on tickets that are only a picture. Nothing leaves this page."""

from typing import Final

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, CONTROL, META, RADIUS_CONTROL
from ui.widgets.announcement import announce
from ui.widgets.glyphs import KEYCAP_HEIGHT, keycap_width, paint_keycap
from ui.widgets.label import set_literal_tooltip
from ui.widgets.painting import (
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    fill,
    follow_reading,
)
from ui.widgets.rows_access import tell_rows
from ui.windows.first_run.card import Card

STEPS: Final = (
    (("J", "K"), str(QT_TRANSLATE_NOOP("first_run", "Next and previous"))),
    (("A",), str(QT_TRANSLATE_NOOP("first_run", "Assign to someone"))),
    (("R",), str(QT_TRANSLATE_NOOP("first_run", "Reply"))),
    (("Ctrl", "\u23ce"), str(QT_TRANSLATE_NOOP("first_run", "Send"))),
    (("E",), str(QT_TRANSLATE_NOOP("first_run", "Solve"))),
)
TICKETS: Final = (
    str(QT_TRANSLATE_NOOP("first_run", "Practice: a printer that prints only cats")),
    str(QT_TRANSLATE_NOOP("first_run", "Practice: an invoice from next year")),
    str(QT_TRANSLATE_NOOP("first_run", "Practice: a password that nobody set")),
)
_ROW: Final = 52
_GAP: Final = 4
_EDGE: Final = 12
_SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole
_STATE: Final = Qt.ItemDataRole.UserRole
_MOVES: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)

Index = QModelIndex | QPersistentModelIndex


class Practice:
    """What the keys do to the practice tickets: `place` is the open one."""

    def __init__(self) -> None:
        self.place = 0
        self.done = [False] * len(STEPS)
        self.states = [""] * len(TICKETS)
        self.writing = False

    def press(self, key: str) -> bool:
        """A letter, or "send". Whether it did anything."""
        if key == "send":
            if self.writing:
                self.writing = False
                self.done[3] = True
                self.states[self.place] = "sent"
            return self.done[3]
        steps = {
            "j": self._step,
            "k": self._step,
            "a": self._mark,
            "r": self._reply,
            "e": self._mark,
        }
        work = steps.get(key)
        if work is not None:
            work(key)
        return work is not None

    def _step(self, key: str) -> None:
        way = 1 if key == "j" else -1
        self.place = min(len(TICKETS) - 1, max(0, self.place + way))
        self.done[0] = True

    def _mark(self, key: str) -> None:
        self.done[1 if key == "a" else 4] = True
        self.states[self.place] = "assigned" if key == "a" else "solved"

    def _reply(self, key: str) -> None:
        self.writing = True
        self.done[2] = True


def state_words(practice: Practice, place: int) -> str:
    """What became of a practice ticket."""
    if practice.writing and practice.place == place:
        return translate("first_run", "You write a reply. Ctrl Enter sends it.")
    return {
        "assigned": translate("first_run", "Assigned to you"),
        "sent": translate("first_run", "Sent, to nobody"),
        "solved": translate("first_run", "Solved"),
    }.get(practice.states[place], translate("first_run", "Open"))


class PracticeList(QListView):
    """The tickets, each with its subject and what became of it.

    Signals: `pressed()` after a key that did something; `focus_moved()` when it got or lost it.
    """

    pressed = Signal()
    focus_moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.practice = Practice()
        self.setObjectName("first_run.practice.list")
        tell_rows(self)
        self.setAccessibleName(translate("first_run", "Practice tickets"))
        self.setProperty("surface", "surface")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TicketDelegate(theme, self))
        tickets = QStandardItemModel(len(TICKETS), 1, self)
        for place, subject in enumerate(TICKETS):
            tickets.setItem(place, QStandardItem(translate("first_run", subject)))
        self.setModel(tickets)
        self._show_states()
        self._go_to_open()
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """An arrow or a press may have done it, which is as good as J and K."""
        super().currentChanged(current, previous)
        self.practice.place = max(0, current.row())
        self._show_states()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = "send" if enter and control else "" if control else event.text().lower()
        place = self.practice.place
        if self.practice.press(key):
            self._show_states()
            self._go_to_open()
            if self.practice.place == place:  # else the other row is told, which has the focus now
                announce(self, str(self.currentIndex().data(_SPOKEN)))
            self.pressed.emit()
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def _go_to_open(self) -> None:
        self.setCurrentIndex(self.model().index(self.practice.place, 0))

    def _show_states(self) -> None:
        model = self.model()
        for place in range(model.rowCount()):
            index, state = model.index(place, 0), state_words(self.practice, place)
            model.setData(index, state, _STATE)
            model.setData(index, f"{index.data()}. {state}", _SPOKEN)


class _TicketDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW + _GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        row = QRectF(option.rect).adjusted(0, 0, 0, -px(_GAP))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        follow_reading(painter, option.direction, row)
        if option.state & QStyle.StateFlag.State_Selected:
            face = theme.color("accent_soft")
            draw_box(painter, row, radius=px(RADIUS_CONTROL), fill_color=face)
        line = row.adjusted(px(12), px(6), -px(12), -px(26))
        cut, _ = self._fitter.fit(str(index.data()), BODY_STRONG, line.width())
        draw_text(painter, theme, cut, line, style=BODY_STRONG, ink="text")
        below = row.adjusted(px(12), px(26), -px(12), -px(6))
        cut, _ = self._fitter.fit(str(index.data(_STATE)), META, below.width())
        draw_text(painter, theme, cut, below, style=META, ink="text2")
        painter.restore()


class PracticePage(Card):
    """The tickets on their ground, with a ring around all of it while they take the keys."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "surface")
        self.list = PracticeList(theme, self)
        self.list.focus_moved.connect(self.update)
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        edge = theme.px(_EDGE)
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self.list)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.list.hasFocus():
            theme = self._theme
            draw_focus_ring(QPainter(self), theme, QRectF(self.rect()), radius=theme.px(8))


class KeyCard(Card):
    """The five keys; with a practice those that were tried have a tick."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "sunken", parent)
        self._fitter = TextFitter(theme)
        self.practice: Practice | None = None
        self.setAccessibleName(translate("first_run", "Five keys, on practice tickets"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter, px = self._theme, QPainter(self), self._theme.px
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        inside = QRectF(self.rect()).adjusted(px(18), px(15), -px(18), -px(12))
        head = QRectF(inside.left(), inside.top(), inside.width(), px(20))
        title = translate("first_run", "Next: five keys, on practice tickets")
        if self.practice is not None:
            title = translate("first_run", "Try each of them once")
        set_literal_tooltip(self, title)
        cut, _ = self._fitter.fit(title, BODY_STRONG, head.width())
        draw_text(painter, theme, cut, head, style=BODY_STRONG, ink="text")
        told = translate("first_run", "Nothing there reaches a customer.")
        cut, _ = self._fitter.fit(told, META, head.width())
        draw_text(painter, theme, cut, head.translated(0, px(21)), style=META, ink="text2")
        for place, (keys, words) in enumerate(STEPS):
            top = inside.top() + px(51) + place * px(50)
            fill(painter, QRectF(inside.left(), top, inside.width(), 1), theme.color("line"))
            line = QRectF(inside.left(), top, inside.width(), px(50))
            self._paint_key(painter, line, place=place, keys=keys, words=words)

    def _paint_key(
        self, painter: QPainter, line: QRectF, *, place: int, keys: tuple[str, ...], words: str
    ) -> None:
        theme, px = self._theme, self._theme.px
        left, height = line.left(), px(KEYCAP_HEIGHT)
        for key in keys:
            width = keycap_width(theme, key)
            rect = QRectF(left, line.center().y() - height / 2, width, height)
            paint_keycap(painter, theme, rect, key=key, ink="text2", line=theme.color("line2"))
            left += width + px(3)
        text = line.adjusted(px(78), 0, -px(22), 0)
        cut, _ = self._fitter.fit(translate("first_run", words), CONTROL, text.width())
        draw_text(painter, theme, cut, text, style=CONTROL, ink="text2")
        if self.practice is not None and self.practice.done[place]:
            where = QPointF(line.right() - px(16), line.center().y() - px(8))
            draw_icon(painter, theme, "check", where, ink="green_text")
