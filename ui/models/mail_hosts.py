# SPDX-License-Identifier: Apache-2.0
"""Names of mail servers as people paste them; pure."""

import re
from typing import Final

_SCHEME: Final = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WITH_PORT: Final = re.compile(r"^(\[[^\]]*\]|[^:]*):([0-9]{1,5})$")
_NAME: Final = re.compile(r"[^\s/@:?#\\,;]+|[0-9a-f]*:[0-9a-f:.]+", re.IGNORECASE)
_LONGEST: Final = 255


def clean_host(text: str) -> tuple[str, int | None]:
    """The name of a server without what stands around it in an address of the web, and its port.

    What is no name afterwards is for `is_host` to say.
    """
    host = _SCHEME.sub("", text.strip()).partition("/")[0].rstrip(".")
    found = _WITH_PORT.match(host)
    port = None
    if found is not None:
        host, port = found[1], int(found[2])
    host = host.removeprefix("[").removesuffix("]").rstrip(".")
    return host.casefold(), port if port is not None and 0 < port < 65_536 else None


def is_host(text: str) -> bool:
    """Whether a cleaned text can be the name or the address of a server."""
    return len(text) <= _LONGEST and _NAME.fullmatch(text) is not None and ".." not in text
