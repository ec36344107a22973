# SPDX-License-Identifier: Apache-2.0
"""Changes of a ticket in words: who did it, which field, before and after."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.entities import (
    Agent,
    Attachment,
    Contact,
    Message,
    Organisation,
    Ticket,
)
from sync_server.contract.ids import AgentId, ContactId, Instant, OrganisationId
from sync_server.contract.queries import HistoryEntry
from ui.models.clock_changes import clock_changes
from ui.models.clock_words import metric_words
from ui.models.wake_dates import day_words, short_day_words
from ui.models.words import time_words, translate
from ui.widgets.message_value import MessageAction, MessageValue
from ui.windows.agent.fields import field_title, value_words

_TITLES: Final[dict[str, str]] = {
    "followers": str(QT_TRANSLATE_NOOP("words", "Followers")),
    "organisation": str(QT_TRANSLATE_NOOP("words", "Company")),
    "wake_at": str(QT_TRANSLATE_NOOP("words", "Wakes")),
    "archived": str(QT_TRANSLATE_NOOP("words", "Archived")),
    "message": str(QT_TRANSLATE_NOOP("words", "Message")),
    "file": str(QT_TRANSLATE_NOOP("words", "File")),
    "ticket": str(QT_TRANSLATE_NOOP("words", "Ticket")),
    "merged_into": str(QT_TRANSLATE_NOOP("words", "Merged into")),
}
_FIELDS: Final = (
    "status",
    "priority",
    "assignee",
    "team",
    "category",
    "needs",
    "tags",
    "subject",
    "requester",
    "organisation",
    "followers",
    "wake_at",
    "archived",
    "merged_into",
    "solution",
    "article",
    "ticks",
    "checklist",
    "links",
)
"""What people set; the rest of a row is the desk's own bookkeeping."""

_QUIET: Final = frozenset({"followers", "organisation", "wake_at", "archived"})
_CLOCK: Final = "clock "
"""How the keys of clocks begin; the metric follows."""

_MESSAGES: Final = {
    "customer": str(QT_TRANSLATE_NOOP("history", "Customer message")),
    "reply": str(QT_TRANSLATE_NOOP("history", "Reply")),
    "note": str(QT_TRANSLATE_NOOP("history", "Internal note")),
}
_IMPORT: Final = "import"
"""The way in of what happened elsewhere."""

_TIME: Final = "timekeeper"
"""The way in of what the desk does by itself when it is time."""

ROUTED: Final = "routing"
"""The cause of what the router did, as `contract.routes` has it, which the first paint has no need
to import.
"""

_AUTOMATIC: Final = frozenset({ROUTED, "rules", "taken_back"})
"""Causes of what the desk did of itself, of which the Why panel tells more."""

WHY: Final = "why"
"""The key of the link that opens the panel there."""

_ENTRY: Final = "change "
"""How the ids of lines in the conversation begin; the entry follows."""

_ROUTERS: Final = frozenset({"assignee", "status"})
"""What the router changes; beside anything else somebody else was at work as well."""

_ICONS: Final = {"assignee": "user", "team": "users", "tags": "tag", "priority": "flag"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one entry. `field` is its key, `title` its name; both values are in words."""

    field: str
    title: str
    before: str
    after: str


def actor_words(workspace: Workspace, entry: HistoryEntry) -> str:
    """Who did it: a colleague or a customer by name, or which part of the desk."""
    if _is_routed(entry):
        return translate("history", "Deskbell")
    person = workspace.get(Agent, AgentId(entry.actor)) or workspace.get(
        Contact, ContactId(entry.actor)
    )
    if person is not None:
        return person.name
    known = {
        "mail": translate("history", "Mail"),
        "email": translate("history", "Mail"),
        "console": translate("history", "The server's console"),
        _IMPORT: translate("history", "Import"),
        _TIME: translate("history", "Deskbell"),
    }
    return known.get(entry.via) or entry.actor or translate("words", "Somebody")


def as_it_was(entries: Iterable[HistoryEntry]) -> tuple[HistoryEntry, ...]:
    """The entries, newest first, where what an import took over stands at the time at which it
    happened elsewhere, and a message is by whoever wrote it there.
    """
    found = tuple(entries)
    sent = {
        entry.id: _new_instant(entry, "at")
        for entry in found
        if entry.via == _IMPORT and entry.kind == Message.kind
    }
    told = [_taken_over(entry, sent) if entry.via == _IMPORT else entry for entry in found]
    return tuple(sorted(told, key=lambda entry: (entry.at, entry.seq), reverse=True))


def _taken_over(entry: HistoryEntry, sent: Mapping[str, Instant]) -> HistoryEntry:
    """`sent` is when each message was, by its id: its files came with it."""
    if entry.kind == Message.kind:
        author = _new_text(entry, "agent") or _new_text(entry, "contact") or entry.actor
        return replace(entry, at=sent[entry.id], actor=author)
    if entry.kind == Attachment.kind:
        return replace(entry, at=sent.get(_new_text(entry, "message"), entry.at))
    return replace(entry, at=_new_instant(entry, "opened_at"))


def _new_instant(entry: HistoryEntry, field: str) -> Instant:
    """An instant that the entry sets; else that of the entry."""
    value = entry.values.get(field, (None, None))[1]
    return Instant(value) if isinstance(value, int) and value else entry.at


def _new_text(entry: HistoryEntry, field: str) -> str:
    return _text(entry.values.get(field, (None, None))[1])


def changes_of(workspace: Workspace, entry: HistoryEntry) -> Iterator[Change]:
    """Every change of an entry that a person wants to know about."""
    if entry.kind == Message.kind:
        yield from _message_changes(entry)
    elif entry.kind == Attachment.kind:
        name = entry.values.get("name", (None, None))
        yield Change("file", field_words("file"), _text(name[0]), _text(name[1]))
    elif entry.kind == Ticket.kind:
        if _is_new(entry):
            opened = translate("history", "opened")
            yield Change("ticket", field_words("ticket"), "", opened)
        for field in _FIELDS:
            if field in entry.values:
                before, after = entry.values[field]
                if before != after and not (_is_new(entry) and after in (None, "", [], False)):
                    yield Change(
                        field,
                        field_words(field),
                        "" if _is_new(entry) else any_words(workspace, field, before),
                        any_words(workspace, field, after),
                    )
        for metric, told in clock_changes(*entry.values.get("clocks", (None, None))):
            yield Change(f"{_CLOCK}{metric}", metric_words(metric), "", told)


def field_words(field: str) -> str:
    """The name of a field, those of messages and files included."""
    title = _TITLES.get(field)
    return field_title(field) if title is None else translate("words", title)


def any_words(workspace: Workspace, field: str, value: object) -> str:
    """A value of the log as a person says it."""
    if field == "tags" and isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or translate("words", "None")
    if field == "followers" and isinstance(value, list | tuple):
        names = [value_words(workspace, "assignee", each) for each in value]
        return ", ".join(names) or translate("words", "None")
    if field in ("ticks", "checklist") and isinstance(value, list | tuple):
        items = (each[0] if isinstance(each, list | tuple) and each else each for each in value)
        return ", ".join(map(str, items)) or translate("words", "None")
    if field == "wake_at" and isinstance(value, int):
        return time_words(value, workspace.now_us())
    if field in ("links", "merged_into"):
        from ui.models.link_words import logged_words  # noqa: PLC0415 - few tickets are linked

        return logged_words(workspace, value)
    if field == "archived":
        return translate("words", "Yes") if value else translate("words", "No")
    if field == "organisation" and isinstance(value, str):
        company = workspace.get(Organisation, OrganisationId(value))
        return value if company is None else company.name
    return value_words(workspace, field, value)


def events_of(
    workspace: Workspace, entries: Iterable[HistoryEntry]
) -> tuple[tuple[Instant, MessageValue], ...]:
    """What the conversation tells of `entries` (newest first) between its messages, oldest first.

    Left out is what the message beside it says: that a ticket was opened, or answered.
    """
    found = []
    for entry in entries:
        if entry.kind != Ticket.kind or _is_new(entry):
            continue
        changes = [
            each for each in changes_of(workspace, entry) if not _is_quiet(entry, each.field)
        ]
        if not changes:
            continue
        value = MessageValue(
            id=f"{_ENTRY}{entry.seq}",
            kind="event",
            author=actor_words(workspace, entry),
            time=time_words(entry.at, workspace.now_us()),
            text=", ".join(_sentence(workspace, entry, each) for each in changes),
            icon=_icon(entry, changes[0].field),
            actions=() if _AUTOMATIC.isdisjoint(entry.causes) else (_why(),),
        )
        found.append((entry.at, value))
    return tuple(reversed(found))


def entry_of(line: str) -> int | None:
    """Which entry of the log a line of the conversation tells of."""
    number = line.removeprefix(_ENTRY)
    return int(number) if number != line and number.isdigit() else None


def _why() -> MessageAction:
    return MessageAction(WHY, translate("history", "Why?"))


def _is_quiet(entry: HistoryEntry, field: str) -> bool:
    """Whether a change is told in the history, but not between the messages: there a merge says
    enough of the status.
    """
    says_more = field == "status" and "merged_into" in entry.values
    return says_more or field in _QUIET or field.startswith(_CLOCK)


def _icon(entry: HistoryEntry, field: str) -> str:
    sleeps = field == "status" and entry.values[field][1] in ("pending", "on_hold")
    return "clock" if sleeps else _ICONS.get(field, "rotate-cw")


def _sentence(workspace: Workspace, entry: HistoryEntry, change: Change) -> str:
    if change.field == "tags":
        return _tag_sentence(entry)
    if change.field == "assignee" and _is_routed(entry):
        return translate("history", "routed it to {after}").format(after=change.after)
    if change.field in ("links", "merged_into"):
        return _joined_sentence(workspace, entry, change.field)
    if change.field == "status":
        told = _moved(entry)
        wakes = entry.values.get("wake_at", (None, None))[1]
        after = status_until(change.after, wakes if isinstance(wakes, int) else None)
        return told.format(before=change.before, after=after)
    if change.field == "subject":
        told = translate("history", "changed the subject to \u201c{after}\u201d")
    else:
        told = translate("history", "set {field} to {after}")
    return told.format(field=change.title, before=change.before, after=change.after)


def _is_routed(entry: HistoryEntry) -> bool:
    """Whether the router alone did it, whoever's command it followed."""
    changed = {field for field in _FIELDS if field in entry.values}
    return ROUTED in entry.causes and changed <= _ROUTERS


def _joined_sentence(workspace: Workspace, entry: HistoryEntry, field: str) -> str:
    from ui.models.link_words import joined_sentence  # noqa: PLC0415 - few tickets are linked

    return joined_sentence(workspace, *entry.values[field])


def _moved(entry: HistoryEntry) -> str:
    """How a move of the status is told: by itself it came for a reason."""
    woken_from = _new_text(entry, "woken_from")
    if woken_from == "pending":
        return translate("history", "heard no answer in time and moved {before} to {after}")
    if woken_from:
        return translate("history", "waited long enough and moved {before} to {after}")
    if entry.via == _TIME and "closed_at" in entry.values:
        return translate(
            "history", "heard nothing since it was solved and moved {before} to {after}"
        )
    return translate("history", "moved {before} to {after}")


def _tag_sentence(entry: HistoryEntry) -> str:
    before, after = (
        [str(tag) for tag in value] if isinstance(value, list | tuple) else []
        for value in entry.values["tags"]
    )
    return tags_sentence(
        added=[tag for tag in after if tag not in before],
        removed=[tag for tag in before if tag not in after],
    )


def tags_sentence(*, added: Iterable[str], removed: Iterable[str]) -> str:
    """Which tags came and went, without who did it."""
    come, gone = ", ".join(added), ", ".join(removed)
    told = [translate("history", "added tag {tags}").format(tags=come)] if come else []
    if gone:
        told.append(translate("history", "removed tag {tags}").format(tags=gone))
    return ", ".join(told)


def status_until(status: str, wakes: Instant | None, *, now: Instant | None = None) -> str:
    """A status with the day on which the ticket comes back: "Pending until Thu 26 Nov".

    Shorter with `now`, from where the day is counted: "Pending until Thu 26".
    """
    if wakes is None:
        return status
    day = day_words(wakes) if now is None else short_day_words(wakes, now)
    return translate("history", "{status} until {day}").format(status=status, day=day)


def _message_changes(entry: HistoryEntry) -> Iterator[Change]:
    title = field_words("message")
    if "type" in entry.values:
        before, after = (_text(value) for value in entry.values["type"])
        told = translate("history", _MESSAGES.get(after or before, after or before))
        if not after:
            yield Change("message", title, told, translate("history", "in another ticket"))
        elif entry.via != _IMPORT and _new_instant(entry, "at") < entry.at:
            came = translate("history", "{message}, from another ticket")
            yield Change("message", title, "", came.format(message=told))
        else:
            yield Change("message", title, "", told)
    elif entry.values.get("retracted", (False, False))[1]:
        back = translate("history", "taken back")
        yield Change("message", title, translate("history", "Reply"), back)


def _is_new(entry: HistoryEntry) -> bool:
    return "opened_at" in entry.values and not entry.values["opened_at"][0]


def _text(value: object) -> str:
    return "" if value is None else str(value)
