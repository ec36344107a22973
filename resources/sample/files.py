# SPDX-License-Identifier: Apache-2.0
"""Makes the bytes of the sample's files: real files of their kinds, near the size they claim.

What a file shows follows from its name, so equal attachments have equal bytes.
"""

import struct
import zlib
from functools import cache
from random import Random
from typing import Final

from resources import resource
from resources.sample.model import SampleAttachment

MOST: Final = 64 * 1024
"""Bytes of the largest file: a demo need not fill a disk."""

_MARKER: Final = 65_533
"""Bytes that one comment of a JPEG can hold."""


def file_bytes(attachment: SampleAttachment) -> bytes:
    """A file of the attachment's kind, of about its size, at most about `MOST` bytes."""
    size = min(attachment.size, MOST)
    random = Random(attachment.name)
    match attachment.media_type:
        case "image/png":
            return _png(random, size)
        case "image/jpeg":
            return _jpeg(size)
        case "image/svg+xml":
            return _svg(random, size)
        case "application/pdf":
            return _pdf(attachment.name, size)
        case "text/csv":
            return _csv(random, size)
    return _log(random, size)


def _png(random: Random, size: int) -> bytes:
    """A soft gradient between two colours, stored without compression to have its size."""
    width = max(1, int((size / 3 * 16 / 10) ** 0.5))
    height = max(1, size // 3 // width)
    first, second = (tuple(random.randrange(90, 240) for _ in range(3)) for _ in range(2))
    rows = bytearray()
    for y in range(height):
        share = y / height
        pixel = bytes(int(a + (b - a) * share) for a, b in zip(first, second, strict=True))
        rows += b"\0" + pixel * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


@cache
def _photo() -> bytes:
    return resource("sample", "photo.jpg").read_bytes()


def _jpeg(size: int) -> bytes:
    """The one photo, with a comment after its first marker that makes up for its size."""
    photo = _photo()
    room = min(size - len(photo) - 4, _MARKER)
    if room <= 0:
        return photo
    return photo[:2] + b"\xff\xfe" + struct.pack(">H", room + 2) + b" " * room + photo[2:]


def _svg(random: Random, size: int) -> bytes:
    bars: list[str] = []
    length = 0
    while length < size:
        x, height = len(bars) * 7, random.randrange(20, 180)
        bar = f'<rect x="{x}" y="{200 - height}" width="5" height="{height}" fill="#3566c8"/>\n'
        bars.append(bar)
        length += len(bar)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {7 * len(bars)} 200">\n'
    return f"{head}{''.join(bars)}</svg>\n".encode()


def _pdf(name: str, size: int) -> bytes:
    """One page with the document's name on it, then a comment that makes up for the size."""
    shown = "".join(letter for letter in name if letter.isascii() and letter not in "()\\")
    page = f"BT /F1 18 Tf 72 760 Td ({shown}) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Font << /F1 5 0 R >> >>",
    )
    text = "%PDF-1.4\n"
    offsets: list[int] = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    text += f"%{' ' * max(0, size - len(text) - 400)}\n"
    start = len(text)
    text += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    text += "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    text += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return text.encode()


def _csv(random: Random, size: int) -> bytes:
    lines = ["reference,quantity,amount\n"]
    length = len(lines[0])
    while length < size:
        reference, amount = random.randrange(100_000, 999_999), random.randrange(100, 90_000)
        line = f"BW-{reference},{random.randrange(1, 40)},{amount / 100:.2f}\n"
        lines.append(line)
        length += len(line)
    return "".join(lines).encode()


def _log(random: Random, size: int) -> bytes:
    lines: list[str] = []
    length = second = 0
    while length < size:
        second += random.randrange(1, 90)
        clock = f"{8 + second // 3600 % 12:02}:{second // 60 % 60:02}:{second % 60:02}"
        level = random.choice(("info", "info", "info", "warning", "error"))
        line = f"{clock} {level:7} request {random.randrange(10_000, 99_999)}"
        line += f" took {random.randrange(4, 4000)} ms\n"
        lines.append(line)
        length += len(line)
    return "".join(lines).encode()
