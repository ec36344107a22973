# SPDX-License-Identifier: Apache-2.0
"""An open conversation: messages with their attachments, own unconfirmed ones at their place."""

from collections import defaultdict
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from msgspec import Struct

from sync_server.contract.entities import Attachment, Message
from sync_server.contract.ids import TicketId


class Mark(Struct, frozen=True):
    """What stands between a row and the server.

    `kind` is "none", "saving", "waiting", "sent" while its answer is not here, "held" or "refused".
    """

    kind: str


NO_MARK: Final = Mark("none")


class Entry(Struct, frozen=True, kw_only=True):
    """A message as it is shown."""

    message: Message
    attachments: tuple[Attachment, ...]
    mark: Mark


class Conversation:
    """A handle on a ticket's messages, current until it is closed."""

    def __init__(
        self,
        ticket: TicketId,
        *,
        read: Callable[[TicketId], tuple[Entry, ...]],
        is_complete: Callable[[TicketId], bool],
        close: Callable[[TicketId], None],
    ) -> None:
        self.ticket = ticket
        self._read = read
        self._is_complete = is_complete
        self._close: Callable[[TicketId], None] | None = close

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All messages, oldest first."""
        return self._read(self.ticket)

    @property
    def complete(self) -> bool:
        """False when only an overview of the ticket is held here: the rest must be asked for."""
        return self._is_complete(self.ticket)

    def close(self) -> None:
        """Let it go. Closing twice is harmless."""
        if self._close is not None:
            self._close(self.ticket)
            self._close = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def arrange(
    rows: "list[Message | Attachment]", mark: Callable[[Message], Mark]
) -> tuple[Entry, ...]:
    """Messages by their time, each with its attachments in the order of adding, which ids keep."""
    attachments: defaultdict[str, list[Attachment]] = defaultdict(list)
    messages: list[Message] = []
    for row in rows:
        if isinstance(row, Message):
            messages.append(row)
        else:
            attachments[row.message].append(row)
    messages.sort(key=lambda message: (message.at, message.id))
    return tuple(
        Entry(
            message=message,
            attachments=tuple(sorted(attachments.get(message.id, ()), key=lambda each: each.id)),
            mark=mark(message),
        )
        for message in messages
    )
