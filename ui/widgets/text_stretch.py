# SPDX-License-Identifier: Apache-2.0
"""Where a stretch of a document stands: one rectangle for each line that it touches."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextDocument

CODE_HEIGHT: Final = 18
"""Of the box behind code."""


def stretch_rects(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """From position to position of one paragraph, in the document's coordinates."""
    block = document.findBlock(start)
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    place, last = start - block.position(), end - block.position()
    while place < last:
        line = block.layout().lineForTextPosition(place)
        stop = min(last, line.textStart() + line.textLength())
        if not line.isValid() or stop <= place:
            break
        left, right = sorted((_cursor_x(line, place), _cursor_x(line, stop)))
        yield QRectF(origin.x() + left, origin.y() + line.y(), right - left, line.height())
        place = stop


def _cursor_x(line: object, position: int) -> float:
    answer = line.cursorToX(position)  # type: ignore[attr-defined]
    return float(answer[0] if isinstance(answer, tuple) else answer)
