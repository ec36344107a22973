# SPDX-License-Identifier: Apache-2.0
"""A picture of the clipboard is taken as it is, or refused before it costs anything."""

import struct
import zlib

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from ui.widgets.pasted_image import pasted_image


def header(width: int, height: int) -> bytes:
    """A PNG of this size of which only the beginning has come."""
    content = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", content) + chunk(b"IDAT", b"\x78\x9c")


def chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


class Unread(QMimeData):
    """What another program offers: unpacking it is noted."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.setData("image/png", content)

    def retrieveData(self, kind, wanted):  # noqa: N802 - as Qt names it
        self.asked.append(kind)
        return super().retrieveData(kind, wanted)


def test_a_picture_is_taken(qapp):
    data = QMimeData()
    data.setImageData(QImage(40, 30, QImage.Format.Format_RGB32))
    image = pasted_image(data)
    assert image is not None
    assert (image.width(), image.height()) == (40, 30)


def test_one_that_says_it_is_too_large_is_not_unpacked(qapp):
    data = Unread(header(20_000, 20_000))
    assert pasted_image(data) is None
    assert "application/x-qt-image" not in data.asked


def test_one_that_cannot_be_read_is_none(qapp):
    assert pasted_image(Unread(header(40, 30))) is None
    assert pasted_image(QMimeData()) is None
