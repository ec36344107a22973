# SPDX-License-Identifier: Apache-2.0
"""Fan-out: one batch's changes into as few byte strings as there are different audiences.

Changes come encoded (`feed.tail`). Sessions that get the same ones of a batch share one websocket
message, header included, so that a write is one call with bytes that exist once.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sync_server.contract.ids import Seq
from sync_server.feed.audience import Audience, Mask
from sync_server.feed.tail import LoggedChange, changes_frame

MAX_MESSAGE: Final = 512 * 1024
"""Most bytes of one message down, in bytes."""

_TEXT_FINAL: Final = 0x81
"""First byte of a text message in one frame (RFC 6455, 5.2)."""


class Share(NamedTuple):
    """The sessions that get the same changes of a batch."""

    mask: Mask
    changes: tuple[LoggedChange, ...]


def shares(audience: Audience, changes: Sequence[LoggedChange], among: Mask) -> list[Share]:
    """Split the sessions `among` by what they get. Sessions that get nothing are left out."""
    groups: dict[tuple[int, ...], Mask] = {(): among}
    for index, change in enumerate(changes):
        reached = audience.reach(change) & among
        if not reached:
            continue
        split: dict[tuple[int, ...], Mask] = {}
        for picked, mask in groups.items():
            inside, outside = mask & reached, mask & ~reached
            if inside:
                split[(*picked, index)] = inside
            if outside:
                split[picked] = outside
        groups = split
    return [
        Share(mask, tuple(changes[index] for index in picked))
        for picked, mask in groups.items()
        if picked
    ]


def message(data: bytes) -> bytes:
    """A text message of one unmasked websocket frame."""
    size = len(data)
    if size < 126:
        header = bytes((_TEXT_FINAL, size))
    elif size < 1 << 16:
        header = bytes((_TEXT_FINAL, 126)) + size.to_bytes(2)
    else:
        header = bytes((_TEXT_FINAL, 127)) + size.to_bytes(8)
    return header + data


def changes_message(changes: Iterable[bytes], through: Seq) -> bytes:
    """A `changes` frame as a websocket message; without changes it is the heartbeat."""
    return message(changes_frame(changes, through))
