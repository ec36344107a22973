# SPDX-License-Identifier: Apache-2.0
"""What a client holds when only the first frames of a step of catching up were written.

The rest of a step may turn out void. What was written is not taken back: the client is then where
it would be had it lost the connection there and said anew what it holds.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from sync_server.contract import codec
from sync_server.contract.frames import Forget, Projection, TicketSnapshot
from sync_server.contract.ids import TicketId
from sync_server.contract.scopes import guest_scope


class Partial(Struct, frozen=True, kw_only=True):
    """Where the written frames left a client.

    `forgotten` are scopes that it was told to forget. `torn` is a ticket that it holds as a guest's
    and of which parts are missing: it must be told to forget it.
    """

    held: Mapping[str, Projection]
    forgotten: frozenset[str] = frozenset()
    torn: TicketId | None = None


def after_part(held: Mapping[str, Projection], written: Iterable[bytes]) -> Partial:
    """What a client that held `held` holds after the frames of a step that were written."""
    now = dict(held)
    forgotten: set[str] = set()
    torn: TicketId | None = None
    for frame in map(codec.decode_down, written):
        if isinstance(frame, Forget):
            forgotten.update(frame.scopes, map(guest_scope, frame.tickets))
            now = {scope: kind for scope, kind in now.items() if scope not in forgotten}
        elif isinstance(frame, TicketSnapshot) and frame.scope == guest_scope(frame.ticket):
            now.pop(frame.scope, None)
            torn = frame.ticket
            if frame.last:
                now[frame.scope] = frame.projection
                torn = None
    return Partial(held=now, forgotten=frozenset(forgotten), torn=torn)
