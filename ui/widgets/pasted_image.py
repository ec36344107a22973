# SPDX-License-Identifier: Apache-2.0
"""A picture out of the clipboard, as long as it can be handled without anybody waiting for it."""

import struct
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QPixmap

MOST_PIXELS: Final = 50_000_000
"""More than the largest screens together. To unpack and pack more takes seconds."""

_PNG: Final = "image/png"
_BEGINNING: Final = struct.Struct(">8s4x4sII")
"""Of a PNG: what it is, the name of its first part, width and height."""


def pasted_image(source: QMimeData) -> QImage | None:
    """The picture; nothing for one that cannot be read, or is too large even to be unpacked."""
    if _told_pixels(source) > MOST_PIXELS:
        return None
    told = source.imageData()
    image = told.toImage() if isinstance(told, QPixmap) else told
    if not isinstance(image, QImage) or image.isNull():
        return None
    return image if image.width() * image.height() <= MOST_PIXELS else None


def _told_pixels(source: QMimeData) -> int:
    """How large a picture says it is, in the form in which the clipboard has nearly every one; of
    others Qt unpacks no more than its own limit.
    """
    data = source.data(_PNG).data() if source.hasFormat(_PNG) else b""
    if len(data) < _BEGINNING.size:
        return 0
    mark, part, width, height = _BEGINNING.unpack_from(data)
    return int(width * height) if (mark, part) == (b"\x89PNG\r\n\x1a\n", b"IHDR") else 0
