# SPDX-License-Identifier: Apache-2.0
"""Who sent a request that came through proxies of ours.

Whoever connects may write what they like into `X-Forwarded-For`; a proxy adds the address that it
was called from on the right. So the header is believed from the right, as far as the proxies reach
that are trusted by name, and not at all from anybody else.
"""

from collections.abc import Iterable, Sequence
from ipaddress import ip_network
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from sync_server.security.throttle import ip_of

HEADER: Final = b"x-forwarded-for"


class BehindProxies:
    """An application whose requests bear the address of whoever called the outermost proxy of ours.

    `trusted` are addresses and networks of those proxies.
    """

    def __init__(self, application: ASGIApp, *, trusted: Iterable[str]) -> None:
        self._application = application
        self._trusted = tuple(ip_network(each, strict=False) for each in trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope.get("client") is not None:
            peer, port = scope["client"]
            source = self._source(peer, scope["headers"])
            if source != peer:
                scope = {**scope, "client": (source, port)}
        await self._application(scope, receive, send)

    def _source(self, peer: str, headers: Sequence[tuple[bytes, bytes]]) -> str:
        """The rightmost address that is no proxy of ours; what is none ends the search."""
        written = b",".join(value for name, value in headers if name == HEADER)
        source = peer
        for entry in reversed(written.decode("latin-1").split(",")):
            address = _without_port(entry.strip())
            if not self._is_ours(source) or ip_of(address) is None:
                break
            source = address
        return source

    def _is_ours(self, address: str) -> bool:
        ip = ip_of(address)
        return ip is not None and any(ip in network for network in self._trusted)


def _without_port(entry: str) -> str:
    """The address of `192.0.2.1:4711`, `[2001:db8::1]:4711` or one alone."""
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    return entry.partition(":")[0] if entry.count(":") == 1 else entry
