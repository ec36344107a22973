# SPDX-License-Identifier: Apache-2.0
"""Whether the server is within reach, as the words of a window tell it."""

from typing import Final, Literal

from app.sync.connection import ConnectionState

Reach = Literal["online", "connecting", "offline"]

_ONLINE: Final = frozenset({"live", "syncing"})


def reach_of(state: ConnectionState) -> Reach:
    """How a connection that stands so is spoken of.

    It is connecting while nothing is known yet. After the first trouble it is offline until the
    server is back, also during each new attempt: else the words would change with every one.
    """
    if state.kind in _ONLINE:
        return "online"
    if state.kind == "connecting" and state.reason is None:
        return "connecting"
    return "offline"
