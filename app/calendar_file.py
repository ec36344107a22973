# SPDX-License-Identifier: Apache-2.0
"""A calendar file on its way to the server, which reads when its events are and what they are
called.
"""

import re
from typing import Final

from sync_server.contract.packed import pack

_UNREAD: Final = frozenset(
    {
        b"ATTACH",
        b"ATTENDEE",
        b"COMMENT",
        b"CONTACT",
        b"DESCRIPTION",
        b"IMAGE",
        b"LOCATION",
        b"ORGANIZER",
        b"STYLED-DESCRIPTION",
        b"URL",
    }
)
"""The names of what takes room in such a file and says nothing of time."""
_PRIVATE: Final = b"X-"
_NAME_END: Final = re.compile(rb"[:;\r\n]")


def packed_calendar(data: bytes) -> bytes:
    """What is sent of a calendar file: without what takes room there for nothing, and packed."""
    kept, keeps = [], True
    for line in data.splitlines(keepends=True):
        if not line.startswith((b" ", b"\t")):
            name = _NAME_END.split(line, 1)[0].upper()
            keeps = name not in _UNREAD and not name.startswith(_PRIVATE)
        if keeps:
            kept.append(line)
    return pack(b"".join(kept))
