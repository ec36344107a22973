# SPDX-License-Identifier: Apache-2.0
"""To whom a message goes that is sent again: the same for the desk and for who foresees it."""

from sync_server.contract.addresses import address_key, address_keys
from sync_server.contract.entities import Message


def addressed_again(message: Message, to: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """The addresses of a message that is sent again, `to` instead of to those who lack it.

    Where others have it, `refused` are those who lack it, and they alone get it now. It becomes
    empty when all of `to` have it already. Who is new stands where those stood whose place they
    take, and is hidden if one of them was.
    """
    if not message.refused:
        return {"to": to or message.to}
    if not to:
        return {"to": message.to, "refused": message.refused}
    lacked = address_keys(message.refused)
    named = address_keys((*message.to, *message.cc, *message.bcc))
    left = tuple(each for each in to if address_key(each) not in named - lacked)
    dropped = lacked - address_keys(left)

    def kept(addresses: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in addresses if address_key(each) not in dropped)

    fields = {"bcc": message.bcc, "cc": message.cc, "to": message.to}
    places = (name for name, addresses in fields.items() if address_keys(addresses) & dropped)
    place = next(places, "to")
    added = tuple(each for each in left if address_key(each) not in named)
    return {
        **{
            name: (*kept(addresses), *(added if name == place else ()))
            for name, addresses in fields.items()
        },
        "refused": left,
    }
