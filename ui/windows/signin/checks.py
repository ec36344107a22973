# SPDX-License-Identifier: Apache-2.0
"""The connection check in plain words: each step with how it went."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.link.check import STEPS, Check
from ui.models.moments import duration_words
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META, ColorName
from ui.widgets.painting import RIGHT, TextFitter, draw_icon, draw_text

_TITLES: Final = {
    "name": str(QT_TRANSLATE_NOOP("signin", "Name found")),
    "port": str(QT_TRANSLATE_NOOP("signin", "Server reached")),
    "certificate": str(QT_TRANSLATE_NOOP("signin", "Certificate")),
    "greeting": str(QT_TRANSLATE_NOOP("signin", "Deskbell answers")),
}
_FAILURES: Final = {
    "name": str(QT_TRANSLATE_NOOP("signin", "No computer has this name")),
    "port": str(QT_TRANSLATE_NOOP("signin", "No answer on this port")),
    "certificate": str(QT_TRANSLATE_NOOP("signin", "This is not the server that it should be")),
    "greeting": str(QT_TRANSLATE_NOOP("signin", "The service does not answer")),
}
_ADVICE: Final = {
    "name": str(
        QT_TRANSLATE_NOOP("signin", "Check the network, and the server's name with your admin.")
    ),
    "port": str(
        QT_TRANSLATE_NOOP(
            "signin", "Check that the Deskbell service runs and that its port is open."
        )
    ),
    "certificate": str(
        QT_TRANSLATE_NOOP(
            "signin", "Do not go on. Ask your admin for a new join code, and tell them about this."
        )
    ),
    "greeting": str(
        QT_TRANSLATE_NOOP("signin", "The host answers, the service does not. Try again later.")
    ),
}
_LINE: Final = 28
_SIGNS: Final[dict[bool | None, tuple[str, ColorName]]] = {
    True: ("check", "green_text"),
    False: ("x", "red_text"),
    None: ("clock", "text3"),
}
CLOCK_S: Final = 60.0
"""Clocks that differ by less are the same to a person: ages are shown in minutes."""

NOT_YET: Final = tuple(Check(step=step, ok=None) for step in STEPS)


def failure_words(check: Check) -> str:
    """What a failed step means, in a sentence without an end."""
    return translate("signin", _FAILURES[check.step])


def advice_words(check: Check) -> str:
    """What can be done about a failed step."""
    return translate("signin", _ADVICE[check.step])


def failed(checks: Sequence[Check]) -> Check | None:
    """The step that failed, if one did."""
    return next((check for check in checks if check.ok is False), None)


def report_text(checks: Sequence[Check], server: str) -> str:
    """One block of text for whoever looks after the network."""
    lines = [f"Deskbell connection report: {server}"]
    states = {True: "ok", False: "failed", None: "not tried"}
    lines += [f"{check.step}: {states[check.ok]} {check.detail}".rstrip() for check in checks]
    return "\n".join(lines)


class CheckList(QWidget):
    """The steps as lines with a sign, a title and a detail."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = [_CheckLine(theme, self) for _ in STEPS]
        self._owner = _CheckLine(theme, self)
        self._clock = _CheckLine(theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for line in (*self._lines, self._owner, self._clock):
            layout.addWidget(line)
        self.show_checks(NOT_YET)

    def show_checks(self, checks: Sequence[Check]) -> None:
        for line, check in zip(self._lines, checks, strict=True):
            title = translate("signin", _TITLES[check.step])
            line.show_check(check.ok, title, _detail(check))
        last = checks[-1]
        self._owner.show_check(True, translate("signin", "Belongs to"), last.desk)
        self._owner.setVisible(bool(last.desk))
        apart_s = last.apart_s
        if apart_s is not None:
            same = abs(apart_s) < CLOCK_S
            self._clock.show_check(same, translate("signin", "Clock"), clock_words(apart_s))
        self._clock.setVisible(apart_s is not None)


def clock_words(apart_s: float) -> str:
    """How far the server's clock is from this computer's, and which one is ahead."""
    if abs(apart_s) < CLOCK_S:
        return translate("signin", "the same as here")
    apart = duration_words(round(abs(apart_s)) * 1_000_000)
    if apart_s > 0:
        return translate("signin", "{apart} ahead of this computer").format(apart=apart)
    return translate("signin", "{apart} behind this computer").format(apart=apart)


def _detail(check: Check) -> str:
    if check.ok is False:
        return translate("signin", "failed")  # the report has the details
    if check.ok and check.step == "certificate":
        return translate("signin", "trusted")
    return check.detail


class _CheckLine(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._ok: bool | None = None
        self._title = ""
        self._detail = ""
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_check(self, ok: bool | None, title: str, detail: str) -> None:
        self._ok, self._title, self._detail = ok, title, detail
        states = {
            True: translate("signin", "good"),
            False: translate("signin", "failed"),
            None: translate("signin", "not tried yet"),
        }
        self.setAccessibleName(f"{title}: {states[ok]}")
        self.setAccessibleDescription(detail)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        icon, ink = _SIGNS[self._ok]
        where = QPointF(0, (self.height() - theme.px(16)) / 2)
        draw_icon(painter, theme, icon, where, ink=ink)
        line = QRectF(theme.px(26), 0, self.width() - theme.px(26), self.height())
        ink = "text2" if self._ok is None else "text"
        draw_text(painter, theme, self._title, line, style=BODY, ink=ink)
        room = line.width() - theme.metrics(BODY).horizontalAdvance(self._title) - theme.px(12)
        detail, _ = self._fitter.fit(self._detail, META, room)
        draw_text(painter, theme, detail, line, style=META, ink="text3", align=RIGHT)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(_LINE))
