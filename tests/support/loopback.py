# SPDX-License-Identifier: Apache-2.0
"""Keeps the suite on this machine: a connection or a look-up that would leave it is an error."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_sendto = socket.socket.sendto
_getaddrinfo = socket.getaddrinfo


class LeftTheMachine(RuntimeError):
    """A test tried to reach another host."""


def is_local(host: object) -> bool:
    """Whether a host, by name or address, is this machine; no host at all is."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name is None or name in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(str(name).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _checked(sock: socket.socket, address: object) -> None:
    if sock.family in {socket.AF_INET, socket.AF_INET6}:
        host = address[0] if isinstance(address, tuple) else address
        if not is_local(host):
            raise LeftTheMachine(f"connection to {host!r}: tests stay on loopback addresses")


def _guarded(call: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(sock: socket.socket, *arguments: Any) -> Any:
        _checked(sock, arguments[-1])
        return call(sock, *arguments)

    return guarded


def _local_getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
    if not is_local(host):
        raise LeftTheMachine(f"look-up of {host!r}: tests stay on loopback addresses")
    return _getaddrinfo(host, *arguments, **options)


@contextmanager
def loopback_only() -> Iterator[None]:
    """Refuse, while the block runs, whatever Python code sends to another host."""
    socket.socket.connect = _guarded(_connect)  # type: ignore[method-assign]
    socket.socket.connect_ex = _guarded(_connect_ex)  # type: ignore[method-assign]
    socket.socket.sendto = _guarded(_sendto)  # type: ignore[method-assign]
    socket.getaddrinfo = _local_getaddrinfo
    try:
        yield
    finally:
        socket.socket.connect = _connect  # type: ignore[method-assign]
        socket.socket.connect_ex = _connect_ex  # type: ignore[method-assign]
        socket.socket.sendto = _sendto  # type: ignore[method-assign]
        socket.getaddrinfo = _getaddrinfo
