# SPDX-License-Identifier: Apache-2.0
"""The connection check in plain words: each step with how it went."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.link.check import STEPS, Check
from sync_server.contract.version import OLDEST_PROTOCOL, PROTOCOL
from ui.models.moments import date_words, duration_words
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META, ColorName
from ui.widgets import plural
from ui.widgets.painting import RIGHT, TextFitter, draw_icon, draw_text, follow_reading

_TITLES: Final = {
    "name": str(QT_TRANSLATE_NOOP("signin", "Name found")),
    "port": str(QT_TRANSLATE_NOOP("signin", "Port {port}")),
    "certificate": str(QT_TRANSLATE_NOOP("signin", "Certificate")),
    "greeting": str(QT_TRANSLATE_NOOP("signin", "Deskbell answers")),
}
_PROBLEMS: Final = {
    "name": str(QT_TRANSLATE_NOOP("signin", "not found")),
    "port": str(QT_TRANSLATE_NOOP("signin", "no answer")),
    "certificate": str(QT_TRANSLATE_NOOP("signin", "another one")),
    "greeting": str(QT_TRANSLATE_NOOP("signin", "no answer")),
}
_FAILURES: Final = {
    "name": str(QT_TRANSLATE_NOOP("signin", "No computer has this name")),
    "port": str(QT_TRANSLATE_NOOP("signin", "No answer on port {port}")),
    "certificate": str(QT_TRANSLATE_NOOP("signin", "This is not the server that it should be")),
    "greeting": str(QT_TRANSLATE_NOOP("signin", "The service does not answer")),
}
_ADVICE: Final = {
    "name": str(
        QT_TRANSLATE_NOOP("signin", "Check the network, and the server's name with your admin.")
    ),
    "port": str(
        QT_TRANSLATE_NOOP(
            "signin",
            "The host is known, the service does not answer. Check that the Deskbell service runs"
            " and that port {port} is open.",
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
_MOST_LINES: Final = 5
_SIGNS: Final[dict[bool | None, tuple[str, ColorName]]] = {
    True: ("check", "green_text"),
    False: ("x", "red_text"),
    None: ("clock", "text3"),
}
CLOCK_S: Final = 60.0
"""Clocks that differ by less are the same to a person: ages are shown in minutes."""

_Told = tuple[bool | None, str, str]
"""How it went, what it was, and a detail."""

NOT_YET: Final = tuple(Check(step=step, ok=None) for step in STEPS)


def failure_words(check: Check, port: str) -> str:
    """What a failed step means, in a sentence without an end."""
    return translate("signin", _FAILURES[check.step]).format(port=port)


def advice_words(check: Check, port: str) -> str:
    """What can be done about a failed step."""
    return translate("signin", _ADVICE[check.step]).format(port=port)


def advice_title(check: Check, port: str) -> str:
    """Whom the advice is for; another certificate is a warning for everybody."""
    if check.step == "certificate":
        return failure_words(check, port)
    return translate("signin", "For your IT team")


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
    """What was found, as lines with a sign, a title and a detail; or what was tried in vain."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = [_CheckLine(theme, self) for _ in range(_MOST_LINES)]
        self._next = _CheckLine(theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for line in (*self._lines, self._next):
            layout.addWidget(line)
        self._next.hide()
        self.show_checks(NOT_YET)

    def show_checks(self, checks: Sequence[Check], port: str = "", *, tries: int = 1) -> None:
        """What was found so far, or each step up to the one that failed, after so many tries."""
        told = _found(checks)
        if failed(checks) is not None:
            told = _tried(checks, port, tries=tries)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(told))
            if place < len(told):
                line.show_check(*told[place])

    def show_next(self, seconds: int) -> None:
        """In how many seconds the next try comes; none for 0."""
        self._next.setVisible(seconds > 0)
        told = translate("signin", "in {count} s").format(count=seconds)
        self._next.show_check(None, translate("signin", "Next try"), told)


def _tried(checks: Sequence[Check], port: str, *, tries: int) -> list[_Told]:
    told: list[_Told] = []
    for check in checks:
        title = translate("signin", _TITLES[check.step]).format(port=port)
        if check.ok is not None:
            detail = _name_words(check) if check.step == "name" else ""  # the report has the others
            if not check.ok:
                detail = _problem_words(check, tries)
            told.append((check.ok, title, detail))
    return told


def _name_words(check: Check) -> str:
    if check.took_ms is None:
        return check.detail
    return f"{check.detail}, {check.took_ms:.0f} ms"


def _problem_words(check: Check, tries: int) -> str:
    words = translate("signin", _PROBLEMS[check.step])
    if check.refused:
        words = translate("signin", "refused")
    return plural.tr("{problem}, %n tries", "{problem}", tries).format(problem=words)


def _found(checks: Sequence[Check]) -> list[_Told]:
    reached, certificate, last = checks[1].ok, checks[2].ok, checks[-1]
    trusted = translate("signin", "trusted") if certificate else ""
    if certificate and last.until is not None:
        trusted = translate("signin", "trusted, to {day}").format(day=date_words(last.until))
    told: list[_Told] = [(reached, translate("signin", "Server reached"), last.detail)]
    if last.desk:
        told.append((True, translate("signin", "Belongs to"), last.desk))
    told.append((certificate, translate("signin", "Certificate"), trusted))
    if last.protocol is not None:
        told.append(_version(last.protocol))
    if last.apart_s is not None:
        same = abs(last.apart_s) < CLOCK_S
        told.append((same, translate("signin", "Clock"), clock_words(last.apart_s)))
    return told


def _version(protocol: int) -> _Told:
    """Whether the two programs speak the same version; a server that is too old is a fault."""
    title = translate("signin", "Version")
    if protocol == PROTOCOL:
        return True, title, translate("signin", "same as this app")
    if protocol > PROTOCOL:
        return True, title, translate("signin", "newer than this app")
    return protocol >= OLDEST_PROTOCOL, title, translate("signin", "older than this app")


def clock_words(apart_s: float) -> str:
    """How far the server's clock is from this computer's, and which one is ahead."""
    if abs(apart_s) < CLOCK_S:
        return translate("signin", "the same as here")
    apart = duration_words(round(abs(apart_s)) * 1_000_000)
    if apart_s > 0:
        return translate("signin", "{apart} ahead of this computer").format(apart=apart)
    return translate("signin", "{apart} behind this computer").format(apart=apart)


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
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        where = QPointF(0, (self.height() - theme.px(16)) / 2)
        draw_icon(painter, theme, icon, where, ink=ink)
        line = QRectF(theme.px(26), 0, self.width() - theme.px(26), self.height())
        draw_text(painter, theme, self._title, line, style=BODY, ink="text")
        room = line.width() - theme.metrics(BODY).horizontalAdvance(self._title) - theme.px(12)
        detail, _ = self._fitter.fit(self._detail, META, room)
        draw_text(painter, theme, detail, line, style=META, ink="text3", align=RIGHT)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(_LINE))
