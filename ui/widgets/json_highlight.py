# SPDX-License-Identifier: Apache-2.0
"""Shows what is a key and what is a value in JSON."""

import re
from typing import Final

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui.theme.theme import Theme
from ui.theme.tokens import ColorName

_WORD: Final = re.compile(r'("(?:[^"\\]|\\.)*"?)(\s*:)?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b')


class JsonHighlighter(QSyntaxHighlighter):
    """Only looks: the text stays as it was typed."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for each line that changed."""
        for found in _WORD.finditer(text):
            if found[2] is not None:
                self._mark(text, found.start(1), found.end(1), "accent_text")
            elif found[1] is not None:
                self._mark(text, found.start(1), found.end(1), "green_text")
            else:
                self._mark(text, found.start(), found.end(), "amber_text")

    def _mark(self, text: str, start: int, end: int, ink: ColorName) -> None:
        """Mark a stretch, which Qt counts in UTF-16."""
        look = QTextCharFormat()
        look.setForeground(self._theme.color(ink))
        before = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
        length = len(text[start:end].encode("utf-16-le", "surrogatepass")) // 2
        self.setFormat(before, length, look)
