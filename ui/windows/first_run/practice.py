# SPDX-License-Identifier: Apache-2.0
"""The second step: five keys on tickets that are only a picture. Nothing leaves this page."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, CONTROL, META, RADIUS_CONTROL
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


class PracticePage(Card):
    """Three painted tickets that take the keys. Emits `pressed()` after each that did something."""

    pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "surface")
        self._fitter = TextFitter(theme)
        self.practice = Practice()
        self.setObjectName("first_run.practice.list")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._announce()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = "send" if enter and control else "" if control else event.text().lower()
        if self.practice.press(key):
            self._announce()
            self.update()
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter, px = self._theme, QPainter(self), self._theme.px
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        for place, subject in enumerate(TICKETS):
            top = px(12) + place * px(_ROW + 4)
            row = QRectF(px(12), top, self.width() - px(24), px(_ROW))
            if place == self.practice.place:
                face = theme.color("accent_soft")
                draw_box(painter, row, radius=px(RADIUS_CONTROL), fill_color=face)
            line = row.adjusted(px(12), px(6), -px(12), -px(26))
            cut, _ = self._fitter.fit(translate("first_run", subject), BODY_STRONG, line.width())
            draw_text(painter, theme, cut, line, style=BODY_STRONG, ink="text")
            below = row.adjusted(px(12), px(26), -px(12), -px(6))
            cut, _ = self._fitter.fit(state_words(self.practice, place), META, below.width())
            draw_text(painter, theme, cut, below, style=META, ink="text2")
        if self.hasFocus():
            draw_focus_ring(painter, theme, QRectF(self.rect()), radius=px(8))

    def _announce(self) -> None:
        place = self.practice.place
        subject = translate("first_run", TICKETS[place])
        self.setAccessibleName(f"{subject}. {state_words(self.practice, place)}")


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
