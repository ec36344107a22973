# SPDX-License-Identifier: Apache-2.0
"""The messages of a ticket as the conversation shows them."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.workspace.conversation import Entry
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Attachment, Message, Ticket
from sync_server.contract.ids import Instant, MessageId
from ui.models.people import agent_name
from ui.models.words import size_words, time_words, translate
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.message_value import (
    AttachmentValue,
    MessageAction,
    MessageKind,
    MessageValue,
    NewSince,
)
from ui.windows.agent.delivery_words import copies_words, delivery_of
from ui.windows.agent.mentions import MentionNames, mention_names, names_in
from ui.windows.agent.message_roles import author_of, kind_of, role_of

RETRACT, EDIT, DISCARD = "retract", "edit", "discard"
UNANSWERED: Final = frozenset({"saving", "waiting", "sent"})
"""Marks of what the server has not answered: nobody knows whether it will be so."""

_OURS = frozenset({"reply", "forward"})
_HOUR_US = 3_600_000_000


def message_values(
    workspace: Workspace,
    entries: Iterable[Entry],
    *,
    waiting: frozenset[MessageId],
    online: bool,
) -> tuple[MessageValue, ...]:
    """`entries` in words; `waiting` are those that have waited for the server for a while."""
    names = _Names(workspace)
    return tuple(
        _value(workspace, entry, names, waits=entry.message.id in waiting, online=online)
        for entry in entries
    )


class MessageValues:
    """Keeps the words of messages that have not changed: a long conversation is said once.

    `forget` when names may have changed.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._kept: dict[MessageId, tuple[Message, object, MessageValue]] = {}
        self._for: object = None
        self._names = _Names(workspace)

    def forget(self) -> None:
        """Say everything anew."""
        self._kept.clear()
        self._names = _Names(self._workspace)

    def of(
        self, entries: Iterable[Entry], *, waiting: frozenset[MessageId], online: bool
    ) -> tuple[MessageValue, ...]:
        """The same as `message_values`."""
        workspace, found = self._workspace, []
        hour = workspace.now_us() // _HOUR_US
        kept, ticket = self._kept, None
        for entry in entries:
            message = entry.message
            if ticket is None:
                ticket = workspace.get(Ticket, message.ticket)
                self._start(message, ticket, hour)
            known = kept.get(message.id)
            waits = message.id in waiting
            if known is None or known[0] is not message or known[1] != entry.attachments:
                value = _value(workspace, entry, self._names, waits=waits, online=online)
                if not waits and _is_settled(workspace, message):
                    kept[message.id] = (message, entry.attachments, value)
            else:
                value = known[2]
                if waits:
                    value = _value(workspace, entry, self._names, waits=waits, online=online)
            found.append(value)
        return tuple(found)

    def _start(self, message: Message, ticket: Ticket | None, hour: int) -> None:
        customer = None if ticket is None else (ticket.requester, ticket.organisation)
        about = (message.ticket, customer, hour)
        if about != self._for:
            self._for = about
            self._kept.clear()


def new_since(workspace: Workspace, entries: Iterable[Entry], read_at: Instant) -> NewSince | None:
    """The divider above what this agent has not seen: nothing when all of it is new, or none."""
    seen = False
    for entry in entries:
        message = entry.message
        if message.at > read_at and message.agent != workspace.me:
            told = translate("conversation", "New since {time}")
            time = time_words(read_at, workspace.now_us())
            return NewSince(message.id, told.format(time=time)) if seen else None
        seen = True
    return None


def is_held(workspace: Workspace, message: Message) -> bool:
    """Whether a reply of one's own can still be taken back."""
    is_own = message.agent == workspace.me
    return is_own and not message.retracted and _is_to_go_out(workspace, message)


def has_gone_out(workspace: Workspace, id: MessageId) -> bool:
    """Whether a reply that the server has cannot be taken back any more."""
    message = workspace.get(Message, id)
    return message is not None and not message.retracted and _is_settled(workspace, message)


def _is_to_go_out(workspace: Workspace, message: Message) -> bool:
    return message.release_at is not None and message.release_at > workspace.now_us()


def _is_settled(workspace: Workspace, message: Message) -> bool:
    """Whether what is said of it stays true until it is another one."""
    answered = workspace.marks(Message, message.id).kind not in UNANSWERED
    return answered and not _is_to_go_out(workspace, message)


class _Names:
    """What colleagues may be called in a note, found out when a note needs it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: MentionNames | None = None

    def found_in(self, text: str) -> tuple[str, ...]:
        if "@" not in text:
            return ()
        if self._known is None:
            self._known = mention_names(self._workspace.all(Agent))
        return names_in(text, self._known)


def _value(
    workspace: Workspace, entry: Entry, names: _Names, *, waits: bool, online: bool
) -> MessageValue:
    message = entry.message
    if message.retracted:
        return _retracted(workspace, message, online=online)
    mark = workspace.marks(Message, message.id).kind
    kind, author = kind_of(message), author_of(workspace, message)
    role = role_of(workspace, message, waits=waits or not _is_settled(workspace, message))
    delivery = delivery_of(message, workspace.now_us())
    mark_text, actions = "", ()  # type: tuple[str, tuple[MessageAction, ...]]
    if waits:
        mark_text, delivery = _waiting_words(kind, online=online, left=mark == "sent"), None
        actions = _left_actions(message) if mark == "sent" else _waiting_actions(kind)
    elif is_held(workspace, message):
        delivery = None
        mark_text = translate("conversation", "Goes out in a few seconds")
        if mark in UNANSWERED:
            mark_text = translate("conversation", "Sending")
        actions = _left_actions(message)
    return MessageValue(
        id=message.id,
        kind=kind,
        author=author,
        time=time_words(message.at, workspace.now_us()),
        text=message.text,
        initials=initials_of(author),
        pair=avatar_index(message.agent or message.contact or ""),
        role=role.words,
        sign=role.sign,
        warns=role.warns,
        copies=copies_words(message) if message.type in _OURS else "",
        html=message.html,
        mentions=names.found_in(message.text) if kind == "note" else (),
        attachments=tuple(_attachments(workspace, entry)),
        delivery=delivery,
        mark="pending" if waits else "none",
        mark_text=mark_text,
        actions=actions,
    )


def _retracted(workspace: Workspace, message: Message, *, online: bool) -> MessageValue:
    text = translate("conversation", "took a reply back before it went out")
    waits = workspace.marks(Message, message.id).kind in UNANSWERED
    if waits:
        text = translate("conversation", "took a reply back")
        if not online:
            text = translate("conversation", "took a reply back, waiting to sync")
    return MessageValue(
        id=message.id,
        kind="event",
        author=agent_name(workspace, message.agent),
        time=time_words(message.at, workspace.now_us()),
        text=text,
        mark="pending" if waits and not online else "none",
        icon="undo-2",
    )


def _waiting_words(kind: MessageKind, *, online: bool, left: bool) -> str:
    """What it waits for. What has `left` this computer may have arrived: nobody knows."""
    if kind in ("note", "call"):
        return translate("conversation", "Kept on this computer, waiting to sync")
    if online and left:
        return translate("conversation", "Waits for the server to confirm it")
    if online:
        return translate("conversation", "Waits for the server, then sends")
    if left:
        return translate("conversation", "Not confirmed yet, waits for the connection")
    return translate("conversation", "Waits for the connection, then sends")


def _waiting_actions(kind: MessageKind) -> tuple[MessageAction, ...]:
    """What can be done with a text that is only on this computer."""
    discard = MessageAction(DISCARD, translate("conversation", "Discard"))
    if kind == "customer":
        return ()
    if kind == "call":
        return (discard,)
    return (MessageAction(EDIT, translate("conversation", "Edit")), discard)


def _left_actions(message: Message) -> tuple[MessageAction, ...]:
    """What can be done with a text that has left: the server gives back only what it holds."""
    if message.release_at is None:
        return ()
    return (MessageAction(RETRACT, translate("conversation", "Take back")),)


def _attachments(workspace: Workspace, entry: Entry) -> Iterator[AttachmentValue]:
    """The files of a message, then those of other messages that went along."""
    message = entry.message
    enclosed = (workspace.get(Attachment, id) for id in message.enclosed)
    for file in (*entry.attachments, *enclosed):
        if file is None:
            continue
        whole = file.id == message.full_text
        name = translate("conversation", "The whole message") if whole else file.name
        yield AttachmentValue(file.id, name, size_words(file.size) if file.size else "")
