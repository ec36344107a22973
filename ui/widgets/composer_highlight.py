# SPDX-License-Identifier: Apache-2.0
"""Shows in the composer what the message will show: code as code, and mentions of a note; and what
is still to be filled in.

The editor paints a box behind code. The signs around it are its edges: they are there, unseen.
"""

import re
from typing import Final

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui.theme.theme import Theme
from ui.theme.tokens import CONTROL, MONO
from ui.widgets.mention_marks import FindNames, mention_pattern
from ui.widgets.text_gaps import FindGaps

CODE: Final = re.compile(r"`([^`\n]{1,200})`")
"""A stretch of code with the signs around it."""

_NARROWER: Final = 4


class ComposerHighlighter(QSyntaxHighlighter):
    """Only looks: the text stays as it was typed."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        self._mentions = False
        self._find_names: FindNames = lambda text: ()
        self._find_gaps: FindGaps = lambda text: ()

    def set_names(self, find_names: FindNames) -> None:
        """Who knows which names are those of colleagues."""
        self._find_names = find_names

    def set_gaps(self, find_gaps: FindGaps) -> None:
        """Who knows what is still to be filled in."""
        self._find_gaps = find_gaps
        self.rehighlight()

    def dress(self, *, mentions: bool) -> None:
        """Take on the look of a mode, and of the theme."""
        self._mentions = mentions
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for each paragraph that changed."""
        if "`" in text:
            code, sign = QTextCharFormat(), QTextCharFormat()
            for look in (code, sign):
                look.setFont(self._theme.font(MONO))
            code.setForeground(self._theme.color("text"))
            sign.setForeground(QColor(0, 0, 0, 0))  # it stands for the edge of the box
            sign.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            sign.setFontLetterSpacing(-self._theme.px(_NARROWER))
            for match in CODE.finditer(text):
                self._mark(text, match.start(), match.end(), sign)
                self._mark(text, match.start(1), match.end(1), code)
        if self._mentions and "@" in text:
            name = QTextCharFormat()
            name.setFont(self._theme.font(CONTROL))
            name.setForeground(self._theme.color("accent_text"))
            pattern = mention_pattern(self._find_names(text))
            for match in re.finditer(pattern, text, re.IGNORECASE):
                self._mark(text, match.start(), match.end(), name)

        for start, end in self._find_gaps(text):
            gap = QTextCharFormat()
            gap.setForeground(self._theme.color("amber_text"))
            gap.setBackground(self._theme.color("amber_soft"))
            self._mark(text, start, end, gap)

    def _mark(self, text: str, start: int, end: int, look: QTextCharFormat) -> None:
        """Mark a stretch, which Qt counts in UTF-16."""
        before = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
        length = len(text[start:end].encode("utf-16-le", "surrogatepass")) // 2
        self.setFormat(before, length, look)
