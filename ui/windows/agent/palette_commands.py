# SPDX-License-Identifier: Apache-2.0
"""What the palette offers to do: the table of keys and the views, in words, with their state."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.client import Client
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, Availability, Membership, Team, Ticket
from ui.models.admin_rights import may_see_admin
from ui.models.held_mail import may_see_held
from ui.models.palette_rows import Candidate
from ui.models.people import writer_on
from ui.models.removed import is_removed
from ui.models.setup_steps import may_set_up
from ui.models.words import translate
from ui.widgets.navigation_value import AVAILABILITY_WORDS
from ui.widgets.palette_value import PaletteEntry
from ui.widgets.sign import Sign
from ui.windows.agent.fields import value_words
from ui.windows.agent.key_binding import as_caps
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.keys import KEYS, TEAMS, Key
from ui.windows.agent.navigation import ADMIN, DRAFTS, HELD, SETUP

RUN: Final = "do:"
"""How the keys of commands begin; the action follows."""

_TICKET: Final = frozenset({"ticket", "composer"})
_NOT_OFFERED: Final = frozenset(
    {
        "palette",
        "next",
        "previous",
        "extend_next",
        "extend_previous",
        "open",
        "send",
        "leave",
        "focus",
        "zoom",
        "up",
    }
    | {"next_pane", "previous_pane"}
)
_FINAL: Final = frozenset({"closed", "merged", "spam", "deleted"})
_CHANGES: Final = frozenset(
    {"reply", "reply_sender", "take", "snooze", "solve", "solve_next", "spam", "delete", "customer"}
    | {"join:merge", "join:split", "join:link"}
)
_OF_LIVE: Final = frozenset(
    {"snooze", "solve", "solve_next", "menu:status", "customer", "join:merge", "join:split"}
)
"""What nobody does to a ticket that is over."""

_WORKERS: Final = frozenset({"agent", "supervisor"})
_ICONS: Final = {
    "reply": "reply",
    "reply_sender": "corner-up-left",
    "recipients": "at-sign",
    "replies": "message-square",
    "jump": "list",
    "new_ticket": "plus",
    "log_call": "phone",
    "filter": "list-filter",
    "sort_now": "arrow-down-up",
    "views": "star",
    "alerts": "triangle-alert",
    "mark:bold": "bold",
    "mark:code": "code",
    "mark:bullets": "list",
    "note": "lock",
    "take": "user-check",
    "menu:assignee": "user",
    "menu:team": "users",
    "menu:status": "circle-check",
    "menu:priority": "flag",
    "menu:category": "list-filter",
    "menu:tags": "tag",
    "customer": "user",
    "solve": "check",
    "solve_next": "check",
    "snooze": "clock-arrow-right",
    "see_draft": "pencil",
    "follow": "eye",
    "unread": "mail",
    "spam": "ban",
    "delete": "trash-2",
    "join:merge": "arrow-right",
    "join:split": "arrow-down-up",
    "join:link": "link",
    "attach": "paperclip",
    "search": "search",
    "keys": "info",
    "help": "book-open",
    "undo": "undo-2",
    "my_queue": "inbox",
    "at_risk": "triangle-alert",
    "snoozed": "clock-arrow-right",
    "promised": "rotate-cw",
    "unassigned": "user",
    "all_open": "list",
    "recently_solved": "history",
    "deleted": "trash-2",
    DRAFTS: "pencil",
    HELD: "mail-warning",
    SETUP: "check",
    ADMIN: "settings-2",
}
_ALSO: Final = {
    "menu:assignee": str(QT_TRANSLATE_NOOP("palette", "Reassign to|Owner|Hand over")),
    "menu:team": str(QT_TRANSLATE_NOOP("palette", "Queue|Transfer")),
    "menu:status": str(QT_TRANSLATE_NOOP("palette", "Set status|Reopen|Pending|On hold|Close")),
    "menu:priority": str(QT_TRANSLATE_NOOP("palette", "Set priority|Urgent|High|Low")),
    "menu:category": str(QT_TRANSLATE_NOOP("palette", "Set category")),
    "customer": str(QT_TRANSLATE_NOOP("palette", "Requester|Change the customer|Contact")),
    "menu:tags": str(QT_TRANSLATE_NOOP("palette", "Remove tag|Add tag|Label")),
    "solve": str(QT_TRANSLATE_NOOP("palette", "Resolve|Close|Done")),
    "note": str(QT_TRANSLATE_NOOP("palette", "Comment")),
    "reply": str(QT_TRANSLATE_NOOP("palette", "Answer|Write")),
    "replies": str(QT_TRANSLATE_NOOP("palette", "Macro|Template|Canned reply|Snippet")),
    "log_call": str(QT_TRANSLATE_NOOP("palette", "Phone|Telephone|Visit")),
    "take": str(QT_TRANSLATE_NOOP("palette", "Assign to me")),
    "spam": str(QT_TRANSLATE_NOOP("palette", "Junk|Unwanted")),
    "delete": str(QT_TRANSLATE_NOOP("palette", "Remove|Bin")),
    "join:merge": str(QT_TRANSLATE_NOOP("palette", "Duplicate|Join|Combine")),
    "join:split": str(QT_TRANSLATE_NOOP("palette", "Move messages|Divide|Separate")),
    "join:link": str(
        QT_TRANSLATE_NOOP("palette", "Parent|Child|Related|Problem|Follow-up|Duplicate")
    ),
    "keys": str(QT_TRANSLATE_NOOP("palette", "Keyboard|Shortcuts")),
    "help": str(QT_TRANSLATE_NOOP("palette", "Manual|Documentation|Guide")),
}


def ticket_commands(workspace: Workspace, ticket: Ticket, keys: KeyMap) -> Iterator[Candidate]:
    """What can be done to the open ticket."""
    seen = set(_NOT_OFFERED)
    for key in KEYS:
        if key.place not in _TICKET or key.action in seen:
            continue
        seen.add(key.action)
        yield _command(
            key,
            keys,
            title=_ticket_title(key, ticket),
            detail=_state(workspace, key.action, ticket),
            reason=_reason(workspace, key.action, ticket),
        )


def window_commands(workspace: Workspace, keys: KeyMap) -> Iterator[Candidate]:
    """What can be done anywhere, and how available one is."""
    for key in KEYS:
        name = key.action.partition(":")[0]
        if key.place in ("anywhere", "list") and name not in _NOT_OFFERED and name != "go":
            yield _command(key, keys, title=key.words)
    me = workspace.me
    own = workspace.get(Availability, me) if me is not None else None
    for state, words in AVAILABILITY_WORDS.items():
        told = translate("palette", "Set yourself {state}")
        here = own is not None and own.state == state
        entry = PaletteEntry(
            f"{RUN}availability:{state}",
            told.format(state=translate("words", words)),
            sign=Sign("icon", "user-check"),
            detail=translate("palette", "as you are now") if here else "",
        )
        yield Candidate(entry, (translate("words", words), translate("palette", "Availability")))


def places(client: Client, keys: KeyMap) -> Iterator[Candidate]:
    """The views, with the keys that lead there."""
    teams = 0
    for info in client.views.all:
        action, name, detail = f"go:{info.key}", info.name, translate("palette", "view")
        caps = keys.caps_for(action)
        if info.section == "teams":
            teams += 1
            detail = translate("palette", "team queue")
            caps = as_caps(keys.text(TEAMS[teams - 1].id)) if teams <= len(TEAMS) else ()
        elif info.section in ("mine", "desk"):
            name = translate("views", info.name)
        yield _place(action, name, icon=info.key, detail=detail, caps=caps)
    if may_set_up(client.workspace):
        setup = f"go:{SETUP}"
        name = translate("navigation", "Set up")
        yield _place(setup, name, icon=SETUP, detail="", caps=keys.caps_for(setup))
    if may_see_held(client.workspace):
        held = f"go:{HELD}"
        name = translate("navigation", "Held mail")
        yield _place(held, name, icon=HELD, detail="", caps=keys.caps_for(held))
    if may_see_admin(client.workspace):
        admin = f"go:{ADMIN}"
        name = translate("navigation", "Admin")
        yield _place(admin, name, icon=ADMIN, detail="", caps=keys.caps_for(admin))
    drafts = f"go:{DRAFTS}"
    name = translate("navigation", "Drafts")
    yield _place(drafts, name, icon=DRAFTS, detail="", caps=keys.caps_for(drafts))


def _place(action: str, name: str, *, icon: str, detail: str, caps: tuple[str, ...]) -> Candidate:
    team = icon.startswith("team:")
    sign = Sign("icon", "users" if team else _ICONS.get(icon, "star"))
    entry = PaletteEntry(f"{RUN}{action}", name, sign=sign, detail=detail, keys=caps)
    return Candidate(entry)


def _command(
    key: Key, keys: KeyMap, *, title: str, detail: str = "", reason: str = ""
) -> Candidate:
    entry = PaletteEntry(
        f"{RUN}{key.action}",
        title,
        sign=Sign("icon", _ICONS.get(key.action, "arrow-right")),
        detail=detail,
        keys=keys.caps_for(key.action),
        reason=reason,
    )
    also = translate("palette", _ALSO[key.action]) if key.action in _ALSO else ""
    return Candidate(entry, tuple(also.split("|")) if also else ())


def _ticket_title(key: Key, ticket: Ticket) -> str:
    if key.action.startswith("join:"):
        return f"{key.words}\u2026"
    if key.action == "menu:assignee" and ticket.assignee is not None:
        return translate("palette", "Reassign to\u2026")
    if key.action == "menu:tags":
        return translate("palette", "Add or remove tag\u2026")
    return f"{key.words}\u2026" if key.action.startswith("menu:") else key.words


def _state(workspace: Workspace, action: str, ticket: Ticket) -> str:
    """What is now, where the command changes it."""
    if action == "menu:tags":
        return ", ".join(ticket.tags)
    field = action.removeprefix("menu:")
    if field == action or not hasattr(ticket, field):
        return ""
    now = translate("palette", "now {value}")
    return now.format(value=value_words(workspace, field, getattr(ticket, field)))


def _reason(workspace: Workspace, action: str, ticket: Ticket) -> str:
    """Why a command does nothing now; empty when it does."""
    changes = action in _CHANGES or action.startswith("menu:")
    if changes and (told := _not_allowed(workspace, ticket)):
        return told
    final = ticket.status in _FINAL
    if action == "see_draft" and writer_on(workspace, ticket.id) is None:
        return translate("palette", "Nobody else is writing a reply")
    if is_removed(ticket) and (changes or action in ("note", "replies")):
        return translate("palette", "Restore the ticket first")
    if action == "take" and ticket.assignee == workspace.me:
        return translate("palette", "You have this ticket already")
    if action in ("solve", "solve_next") and ticket.status == "solved":
        return translate("palette", "It is solved already")
    if action == "join:link" and ticket.status == "merged":
        return translate("palette", "Unmerge the ticket first")
    if final and action in _OF_LIVE:
        return translate("properties", "This ticket is closed for good")
    return ""


def _not_allowed(workspace: Workspace, ticket: Ticket) -> str:
    """Why the person may not change the ticket; the server decides by the same rule."""
    me = workspace.get(Agent, workspace.me)
    if me is None or me.role == "administrator":
        return ""
    if me.role not in _WORKERS:
        return translate("palette", "You read tickets and write notes")
    team = workspace.get(Team, ticket.team)
    if team is None or ticket.assignee == me.id or me.role == "supervisor":
        return ""
    levels = (
        each.level
        for each in workspace.all(Membership)
        if each.agent == me.id and each.team == team.id
    )
    if next(levels, "work") == "work":
        return ""
    return translate("palette", "You read {team}, others work in it").format(team=team.name)
