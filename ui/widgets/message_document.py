# SPDX-License-Identifier: Apache-2.0
"""Turns a message into a laid-out document that can load nothing from anywhere."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextOption,
)

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, CONTROL, MONO, TypeStyle
from ui.widgets.link_target import may_open
from ui.widgets.mention_marks import mention_pattern
from ui.widgets.message_fold import Body
from ui.widgets.message_html import CODE_PROPERTY, fragments, restyle
from ui.widgets.message_value import MessageValue

ATTACHMENT_SCHEME: Final = "attachment"
CODE_PADDING: Final = 3

_CODE = r"`([^`\n]{1,200})`"
_ADDRESS = r"(?<!\w)(https?://[^\s<>\"]{1,2000})"
_AFTER_ADDRESS = ".,;:!?)]}'\u2019"
_IMAGE_PLACEHOLDER = "[image]"


class MessageDocument(QTextDocument):
    """A document for showing text written by strangers.

    `loadResource` answers only `attachment:<id>` out of `images`; for anything else, files and
    network shares included, it answers an empty byte array.
    """

    def __init__(self, images: Mapping[str, QImage]) -> None:
        super().__init__()
        self._images = images

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        url = QUrl(name) if isinstance(name, str) else name
        if url.scheme() != ATTACHMENT_SCHEME or kind != _IMAGE_RESOURCE:
            return QByteArray()
        return self._images.get(url.path(), _nothing())


_IMAGE_RESOURCE = int(QTextDocument.ResourceType.ImageResource.value)


def _nothing() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def build_document(
    theme: Theme,
    message: MessageValue,
    *,
    width: float,
    images: Mapping[str, QImage],
    body: Body | None = None,
) -> MessageDocument:
    """What is shown of `message`, wrapped at `width` px in the theme's body style."""
    shown = Body(message.text, message.html) if body is None else body
    document = MessageDocument(images)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(theme.font(BODY))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    if shown.html is None:
        _insert_plain(document, theme, shown.text, mentions=message.mentions)
    else:
        document.setHtml(shown.html)
        _drop_foreign_images(document)
        restyle(document, theme)
        _make_room_for_code(document, theme)
    _set_line_height(document, theme)
    document.setTextWidth(width)
    return document


def _insert_plain(
    document: QTextDocument, theme: Theme, text: str, *, mentions: tuple[str, ...]
) -> None:
    cursor = QTextCursor(document)
    plain, code_format = _format(theme, BODY), _format(theme, MONO)
    code_format.setProperty(CODE_PROPERTY, True)
    mention_format = _format(theme, CONTROL)
    mention_format.setForeground(theme.color("accent_text"))
    cursor.beginEditBlock()
    place = 0
    marks = f"{_CODE}|({mention_pattern(mentions)})|{_ADDRESS}"
    for match in re.finditer(marks, text, re.IGNORECASE):
        code, mention, address = match.groups()
        before, end = text[place : match.start()], match.end()
        if code is not None:
            _insert_with_room(cursor, theme, before, plain)
            _insert_with_room(cursor, theme, code, code_format)
        elif mention is not None:
            cursor.insertText(before, plain)
            cursor.insertText(mention, mention_format)
        else:
            shown = address.rstrip(_AFTER_ADDRESS)
            end = match.start() + len(shown)
            cursor.insertText(before, plain)
            cursor.insertText(shown, _link_format(theme, shown))
        place = end
    cursor.insertText(text[place:], plain)
    cursor.endEditBlock()


def _link_format(theme: Theme, address: str) -> QTextCharFormat:
    link = _format(theme, BODY)
    if may_open(address):
        link.setAnchor(True)
        link.setAnchorHref(address)
        link.setForeground(theme.color("accent_text"))
    return link


def _insert_with_room(
    cursor: QTextCursor, theme: Theme, text: str, char_format: QTextCharFormat
) -> None:
    """Insert `text` with the padding of a code box after its last character."""
    roomy = QTextCharFormat(char_format)
    roomy.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    roomy.setFontLetterSpacing(theme.px(CODE_PADDING))
    cursor.insertText(text[:-1], char_format)
    cursor.insertText(text[-1:], roomy)


def _make_room_for_code(document: QTextDocument, theme: Theme) -> None:
    """The same padding around code that came as markup."""
    roomy = QTextCharFormat()
    roomy.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    roomy.setFontLetterSpacing(theme.px(CODE_PADDING))
    cursor = QTextCursor(document)
    for start, end in list(code_spans(document)):
        before = (start,) if start > document.findBlock(start).position() else ()
        for place in (*before, end):
            cursor.setPosition(place - 1)
            cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(roomy)


def _format(theme: Theme, style: TypeStyle) -> QTextCharFormat:
    char_format = QTextCharFormat()
    char_format.setFont(theme.font(style))
    return char_format


def code_spans(document: QTextDocument) -> Iterator[tuple[int, int]]:
    """First and last position of each stretch of inline code; neighbours are joined."""
    start = end = -1
    for fragment in fragments(document):
        if not fragment.charFormat().property(CODE_PROPERTY):
            continue
        if fragment.position() != end:
            if end > start:
                yield start, end
            start = fragment.position()
        end = fragment.position() + fragment.length()
    if end > start:
        yield start, end


def _is_foreign_image(fragment: QTextFragment) -> bool:
    image = fragment.charFormat().toImageFormat()
    return image.isValid() and not image.name().startswith(f"{ATTACHMENT_SCHEME}:")


def _drop_foreign_images(document: QTextDocument) -> None:
    """Replace images that are no attachment by a word.

    Qt's image handler opens a file named by an image itself when the document gives it nothing,
    so refusing in `loadResource` is not enough. Runs before the first layout.
    """
    found = [fragment for fragment in fragments(document) if _is_foreign_image(fragment)]
    places = [(fragment.position(), fragment.length()) for fragment in found]
    cursor = QTextCursor(document)
    for position, length in reversed(places):
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(_IMAGE_PLACEHOLDER, QTextCharFormat())


def _set_line_height(document: QTextDocument, theme: Theme) -> None:
    """Give each block the design's line height as a minimum, so that pictures still fit."""
    block_format = QTextBlockFormat()
    block_format.setLineHeight(
        theme.px(BODY.line), int(QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    )
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(block_format)
