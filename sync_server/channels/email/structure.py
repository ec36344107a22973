# SPDX-License-Identifier: Apache-2.0
"""The tree of a mail's parts, found without copying, and refused as soon as it passes a limit.

Parts are ranges of the raw bytes. Depth, number and header size are counted while splitting, so a
mail of ten thousand parts costs no more than one of two hundred.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sync_server.channels.email.headers import Headers, parse_params, read_headers
from sync_server.channels.email.mail import MailLimits, MailRefused, Reason

_AFTER_DELIMITER = re.compile(rb"(--)?[ \t]*(?:\r?\n|\Z)")
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}")
_LOOKALIKES = 20_000
"""Lines that begin like a delimiter and are none; each costs a step of the interpreter."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mail: `body` is the range of raw bytes after its headers, still encoded.

    A container has `children`; a contained message is a leaf for showing, though what is inside it
    counts towards the limits.
    """

    headers: Headers
    media_type: str
    params: Mapping[str, str]
    start: int
    end: int
    children: tuple["Part", ...] = ()

    def leaves(self) -> Iterator["Part"]:
        """Every part that is no container, in reading order. Depth is bounded by the limits."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def read_structure(raw: bytes, limits: MailLimits) -> Part:
    """Split a mail into its parts; raises MailRefused at the first limit that it passes."""
    return _Splitter(raw, limits).part(0, len(raw), depth=0, default_type="text/plain")


@dataclass(slots=True)
class _Splitter:
    raw: bytes
    limits: MailLimits
    parts: int = 0
    header_bytes: int = 0
    lookalikes: int = field(default=0)

    def part(self, start: int, end: int, *, depth: int, default_type: str) -> Part:
        if depth > self.limits.max_depth:
            raise MailRefused(Reason.TOO_DEEP, f"deeper than {self.limits.max_depth} levels")
        self._count_part()
        # Headers that pass the limit are noticed without reading what lies beyond it.
        allowed = self.limits.max_headers - self.header_bytes
        headers, body = read_headers(self.raw, start, end, allowed=allowed)
        self.header_bytes += body - start
        if self.header_bytes > self.limits.max_headers:
            raise MailRefused(
                Reason.HEADERS_TOO_LARGE, f"more than {self.limits.max_headers} bytes"
            )
        media_type = headers.word("content-type")
        if "content-type" not in headers:
            media_type = default_type
        elif _MEDIA_TYPE.fullmatch(media_type) is None:
            media_type = "text/plain"
        params = parse_params(headers.first("content-type") or b"")
        children = self._children(media_type, params, body, end=end, depth=depth)
        if (
            media_type == "message/rfc822"
            and headers.word("content-transfer-encoding") in _IDENTITY
        ):
            # Read for the limits alone: two hundred messages inside each other are as deep as two
            # hundred multiparts.
            self.part(body, end, depth=depth + 1, default_type="text/plain")
        if media_type.startswith("multipart/") and not children:
            media_type = "text/plain"
        return Part(headers, media_type, params, body, end, children)

    def _count_part(self) -> None:
        self.parts += 1
        if self.parts > self.limits.max_parts:
            raise MailRefused(Reason.TOO_MANY_PARTS, f"more than {self.limits.max_parts} parts")

    def _children(
        self, media_type: str, params: Mapping[str, str], start: int, *, end: int, depth: int
    ) -> tuple[Part, ...]:
        boundary = params.get("boundary", "").rstrip()
        if not media_type.startswith("multipart/") or not boundary:
            return ()
        default = "message/rfc822" if media_type == "multipart/digest" else "text/plain"
        ranges = self._ranges(boundary.encode("utf-8", "replace"), start, end)
        return tuple(
            self.part(first, last, depth=depth + 1, default_type=default) for first, last in ranges
        )

    def _ranges(self, boundary: bytes, start: int, end: int) -> list[tuple[int, int]]:
        """Where the parts between delimiter lines begin and end.

        Without a last delimiter the last part reaches to the end, as in a mail that was cut off.
        """
        raw = self.raw
        delimiter = b"--" + boundary
        ranges: list[tuple[int, int]] = []
        opened: int | None = None
        at = start
        while (found := raw.find(delimiter, at, end)) >= 0:
            at = found + len(delimiter)
            at_line_start = found == start or raw[found - 1] == 0x0A
            after = _AFTER_DELIMITER.match(raw, at, end) if at_line_start else None
            if after is None:
                self.lookalikes += 1
                if self.lookalikes > _LOOKALIKES:
                    raise MailRefused(Reason.TOO_MANY_PARTS, "too many lines like delimiters")
                continue
            if opened is not None:
                ranges.append((opened, max(opened, _before_line_end(raw, found))))
                if self.parts + len(ranges) > self.limits.max_parts:
                    self.parts = self.limits.max_parts
                    self._count_part()
            opened = None if after[1] else after.end()
            if after[1]:
                break
            at = after.end()
        if opened is not None and opened < end:
            ranges.append((opened, end))
        return ranges


_IDENTITY = frozenset({"", "7bit", "8bit", "binary"})


def _before_line_end(raw: bytes, at: int) -> int:
    """The line end before a delimiter belongs to the delimiter."""
    if at >= 1 and raw[at - 1] == 0x0A:
        at -= 1
        if at >= 1 and raw[at - 1] == 0x0D:
            at -= 1
    return at
