# SPDX-License-Identifier: Apache-2.0
"""Hand-made log entries, decoded as the feed decodes them."""

from typing import Any

from sync_server.contract.codec import encode
from sync_server.feed.tail import LoggedChange, decode_all
from sync_server.store.changelog import Logged


def entry(seq: int, kind: str, id_: str, *, op: str = "update", **more: Any) -> Logged:
    """A log entry. `before` and `after` are the payload's halves; scopes are home scopes."""
    payload = {half: more.pop(half) for half in ("before", "after") if half in more}
    values: dict[str, Any] = {
        "at": 0,
        "command": f"c{seq}",
        "device": "pc",
        "actor": "ann",
        "via": "socket",
        "scope_before": None,
        "scope_after": None,
        "ticket": id_ if kind == "ticket" else None,
        **more,
    }
    return Logged(seq=seq, kind=kind, id=id_, op=op, payload=encode(payload), **values)


def change(seq: int, kind: str, id_: str, **more: Any) -> LoggedChange:
    """The same, decoded."""
    return decode_all([entry(seq, kind, id_, **more)])[0]


def ticket_change(
    seq: int, id_: str, home: str | None, home_after: str | None, **more: Any
) -> LoggedChange:
    """A change of a ticket between two homes."""
    return change(seq, "ticket", id_, scope_before=home, scope_after=home_after, **more)
