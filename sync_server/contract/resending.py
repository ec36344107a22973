# SPDX-License-Identifier: Apache-2.0
"""To whom a message goes that is sent again: the same for the desk and for who foresees it."""

from collections.abc import Iterable

from sync_server.contract.entities import Message


def addressed_again(message: Message, to: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """The addresses of a message that is sent again, `to` instead of to those who lack it.

    Where others have it, `refused` are those who lack it, and they alone get it now. It becomes
    empty when all of `to` have it already.
    """
    if not message.refused:
        return {"to": to or message.to}
    if not to:
        return {"to": message.to, "refused": message.refused}
    lacked = _plain(message.refused)
    named = _plain((*message.to, *message.cc, *message.bcc))
    left = tuple(each for each in to if each.casefold() not in named - lacked)
    dropped = lacked - _plain(left)

    def kept(addresses: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in addresses if each.casefold() not in dropped)

    added = tuple(each for each in left if each.casefold() not in named)
    return {
        "to": (*kept(message.to), *added),
        "cc": kept(message.cc),
        "bcc": kept(message.bcc),
        "refused": left,
    }


def _plain(addresses: Iterable[str]) -> set[str]:
    return {address.casefold() for address in addresses}
