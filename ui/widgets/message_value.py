# SPDX-License-Identifier: Apache-2.0
"""The values that a conversation shows."""

from dataclasses import dataclass
from typing import Literal

from ui.widgets.message_delivery import DeliveryValue

MessageKind = Literal["customer", "reply", "note", "event", "forward", "third_party", "call"]
MessageMark = Literal["none", "pending", "held", "rejected"]


@dataclass(frozen=True, slots=True)
class AttachmentValue:
    """A file of a message; `size` is ready to be shown ("18 KB")."""

    id: str
    name: str
    size: str


@dataclass(frozen=True, slots=True)
class MessageAction:
    """A link at the foot of a message; `key` comes back in the signal."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class MessageValue:
    """One item of a conversation.

    `role` follows the author ("Kestrel Logistics", "replied to Hana"), behind the icon `sign` where
    it has to be seen, as a warning where it `warns`. `html` has been sanitised
    and is preferred over `text`, which is plain; in plain text `code` between backticks is set in
    mono, and `mentions` are the names of colleagues that stand behind an @. `copies` says who else
    had it. An event shows `author` in bold and `text` after it on one line, with `icon`.
    `delivery` is what became of it on its way out. `mark` and `mark_text` tell what stands between
    this message and the world ("Waits for the connection, then sends"), with `actions` to do about
    it. An event that `folds` stands for several; a press shows them. "forward" and "third_party"
    are written to and by somebody who is not the customer, "call" was spoken.
    """

    id: str
    kind: MessageKind
    author: str
    time: str
    text: str
    initials: str = "?"
    pair: int = 0
    role: str = ""
    sign: str = ""
    warns: bool = False
    copies: str = ""
    html: str | None = None
    mentions: tuple[str, ...] = ()
    attachments: tuple[AttachmentValue, ...] = ()
    delivery: DeliveryValue | None = None
    mark: MessageMark = "none"
    mark_text: str = ""
    actions: tuple[MessageAction, ...] = ()
    icon: str = "rotate-cw"
    folds: bool = False


@dataclass(frozen=True, slots=True)
class NewSince:
    """Where the unread part begins: a divider with `text` above the message `before`."""

    before: str
    text: str
