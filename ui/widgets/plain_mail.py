# SPDX-License-Identifier: Apache-2.0
"""A stranger's text to be read and copied, of which nothing is ever opened."""

import re
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, MONO
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.plain_text import harmless

_LINK: Final = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,20}:(?://)?|www\.)[^\s<>\"']{2,}", re.IGNORECASE
)
_SCHEMES: Final = (("http", "hxxp"), ("ftp", "fxp"), ("mailto:", "mailto[:]"), ("www.", "www[.]"))


def broken_links(text: str) -> tuple[tuple[str, bool], ...]:
    """The text in parts, each with whether it was a link: those lead nowhere any more."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for found in _LINK.finditer(text):
        broken = _break(found.group())
        if broken is None:
            continue
        parts += [(text[end : found.start()], False), (broken, True)]
        end = found.end()
    parts.append((text[end:], False))
    return tuple(part for part in parts if part[0])


def _break(link: str) -> str | None:
    """A link that no program takes for one; nothing for a word with a colon."""
    lower = link.lower()
    for scheme, broken in _SCHEMES:
        if lower.startswith(scheme):
            return broken + link[len(scheme) :]
    head, _, rest = link.partition("://")
    return f"{head}[:]//{rest}" if rest else None


class PlainMail(QTextEdit):
    """Shows a text with its links broken. It can be selected with the keys and copied."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self.setObjectName(name)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._scroll_bar = OverlayScrollBar(self)
        theme.changed.connect(self._draw)

    def show_text(self, text: str) -> None:
        """Show another text from its beginning."""
        text = harmless(text)
        if text != self._text:
            self._text = text
            self._draw()

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(160))

    def _draw(self) -> None:
        theme = self._theme
        self.viewport().setAutoFillBackground(False)
        self.clear()
        plain, link = QTextCharFormat(), QTextCharFormat()
        plain.setFont(theme.font(BODY))
        plain.setForeground(theme.color("text"))
        link.setFont(theme.font(MONO))
        link.setForeground(theme.color("text"))
        link.setBackground(theme.color("hover"))
        cursor = QTextCursor(self.document())
        for part, is_link in broken_links(self._text):
            cursor.insertText(part, link if is_link else plain)
        self.moveCursor(QTextCursor.MoveOperation.Start)
