# SPDX-License-Identifier: Apache-2.0
"""Draws sanitised HTML in our type: what the sender wrote stays, how it looked goes."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, MONO
from ui.widgets.link_target import may_open

CODE_PROPERTY: Final = int(QTextCharFormat.Property.UserProperty.value) + 1
_PARAGRAPH_GAP: Final = 8
_ITEM_GAP: Final = 2
_INDENT: Final = 18
_QUOTE_SHARE: Final = 0.3
_BOLD: Final = 600
_TYPEWRITER: Final = frozenset({"monospace", "courier", "courier new"})


def fragments(document: QTextDocument) -> Iterator[QTextFragment]:
    """Every stretch of text in one format, in order. The document must not change meanwhile."""
    for block in blocks(document):
        inside = block.begin()
        while not inside.atEnd():
            yield inside.fragment()
            inside += 1


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def restyle(document: QTextDocument, theme: Theme) -> None:
    """Give freshly parsed HTML our fonts, colours and distances, in the present theme.

    Kept are emphasis, links, code, lists, quotes and tables; dropped are sizes, families, colours,
    widths and links that do not lead to the web, which do not fit a dark theme or a narrow card.
    """
    document.setIndentWidth(theme.px(_INDENT))
    for frame in document.rootFrame().childFrames():
        _restyle_frame(frame, theme)
    _restyle_text(document, theme)
    _restyle_blocks(document, theme)


def _restyle_text(document: QTextDocument, theme: Theme) -> None:
    found = [
        (fragment.position(), fragment.length(), fragment.charFormat())
        for fragment in fragments(document)
        if not fragment.charFormat().isImageFormat()
    ]
    cursor = QTextCursor(document)
    for position, length, before in found:
        block = document.findBlock(position).blockFormat()
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(_our_format(theme, before, block))


def _our_format(theme: Theme, before: QTextCharFormat, block: QTextBlockFormat) -> QTextCharFormat:
    strong = before.fontWeight() >= _BOLD or block.headingLevel() > 0
    code = _is_code(before)
    char_format = QTextCharFormat()
    char_format.setFont(theme.font(MONO if code else BODY_STRONG if strong else BODY))
    char_format.setFontItalic(before.fontItalic())
    char_format.setFontStrikeOut(before.fontStrikeOut())
    if code and not block.nonBreakableLines():
        char_format.setProperty(CODE_PROPERTY, True)
    if before.isAnchor() and may_open(before.anchorHref()):
        char_format.setAnchor(True)
        char_format.setAnchorHref(before.anchorHref())
        char_format.setForeground(theme.color("accent_text"))
    elif block.leftMargin() > 0:
        char_format.setForeground(theme.color("text2"))
    return char_format


def _is_code(char_format: QTextCharFormat) -> bool:
    """Whether the markup asked for a typewriter face, which is all that Qt tells of `code`."""
    families = {family.casefold() for family in char_format.fontFamilies() or ()}
    return char_format.fontFixedPitch() or not families.isdisjoint(_TYPEWRITER)


def _restyle_blocks(document: QTextDocument, theme: Theme) -> None:
    cursor = QTextCursor(document)
    for block in list(blocks(document)):
        before = block.blockFormat()
        cursor.setPosition(block.position())
        after = QTextBlockFormat()
        after.setIndent(before.indent())
        after.setLayoutDirection(before.layoutDirection())
        after.setLeftMargin(theme.px(before.leftMargin() * _QUOTE_SHARE))
        if block.textList() is not None:
            after.setObjectIndex(before.objectIndex())
            more = block.next().isValid() and block.next().textList() is not None
            after.setBottomMargin(theme.px(_ITEM_GAP if more else _PARAGRAPH_GAP))
        elif before.nonBreakableLines():
            after.setNonBreakableLines(True)
        elif before.bottomMargin() or before.topMargin() or _ends_quote(block):
            after.setBottomMargin(theme.px(_PARAGRAPH_GAP))
        if block == document.lastBlock():
            after.setBottomMargin(0)
        cursor.setBlockFormat(after)


def _ends_quote(block: QTextBlock) -> bool:
    """Whether what comes next is no quote any more; it has not been restyled yet."""
    after = block.next()
    inside = block.blockFormat().leftMargin() > 0
    return inside and after.isValid() and after.blockFormat().leftMargin() == 0


def _restyle_frame(frame: QTextFrame, theme: Theme) -> None:
    if isinstance(frame, QTextTable):
        table = frame.format().toTableFormat()
        table.setWidth(QTextLength())
        table.clearColumnWidthConstraints()
        table.clearBackground()
        table.setBorder(min(1.0, table.border()))
        table.setBorderBrush(theme.color("line2"))
        table.setBorderCollapse(True)
        table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        table.setMargin(1)
        table.setCellPadding(theme.px(4 if table.border() else 0))
        table.setCellSpacing(0)
        frame.setFormat(table)
    for child in frame.childFrames():
        _restyle_frame(child, theme)
