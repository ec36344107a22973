# SPDX-License-Identifier: Apache-2.0
"""The messages of a ticket as the conversation shows them."""

from collections.abc import Iterable, Iterator

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
                if not waits and not value.actions:
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
    return (
        message.release_at is not None
        and message.agent == workspace.me
        and not message.retracted
        and message.release_at > workspace.now_us()
    )


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
        return _retracted(workspace, message)
    kind, author = kind_of(message), author_of(workspace, message)
    role = role_of(workspace, message, waits=waits)
    delivery = delivery_of(message, workspace.now_us())
    mark_text, actions = "", ()  # type: tuple[str, tuple[MessageAction, ...]]
    if waits:
        mark_text, delivery = _waiting_words(kind, online=online), None
        discard = MessageAction(DISCARD, translate("conversation", "Discard"))
        if kind == "call":
            actions = (discard,)
        elif kind != "customer":
            actions = (MessageAction(EDIT, translate("conversation", "Edit")), discard)
    elif is_held(workspace, message):
        delivery = None
        mark_text = translate("conversation", "Goes out in a few seconds")
        actions = (MessageAction(RETRACT, translate("conversation", "Take back")),)
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


def _retracted(workspace: Workspace, message: Message) -> MessageValue:
    return MessageValue(
        id=message.id,
        kind="event",
        author=agent_name(workspace, message.agent),
        time=time_words(message.at, workspace.now_us()),
        text=translate("conversation", "took a reply back before it went out"),
        icon="undo-2",
    )


def _waiting_words(kind: MessageKind, *, online: bool) -> str:
    if kind in ("note", "call"):
        return translate("conversation", "Kept on this computer, waiting to sync")
    if online:
        return translate("conversation", "Waits for the server, then sends")
    return translate("conversation", "Waits for the connection, then sends")


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
