# SPDX-License-Identifier: Apache-2.0
"""The actions of the table of keys that mean something in the window of one ticket."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from sync_server.contract.ids import TicketId
from ui.theme.theme import Theme
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.history_words import WHY
from ui.windows.agent.links import copy_link
from ui.windows.agent.pane_steps import give_focus, step_pane, zoom
from ui.windows.agent.ticket_controller import WAYS, TicketController
from ui.windows.agent.ticket_window import TicketWindow
from ui.windows.agent.unwanted import Unwanted

_MENUS: Final = ("assignee", "team", "status", "priority", "category", "tags")
_MARKS: Final = ("bold", "italic", "code", "bullets", "numbers")


def ticket_actions(
    window: TicketWindow,
    theme: Theme,
    ticket: TicketId,
    *,
    tickets: TicketController,
    gestures: Gestures,
    open_palette: Callable[[], object],
    unwanted: Unwanted,
    show_help: Callable[[], object],
) -> dict[str, Callable[[], object]]:
    """What each one does, by its name."""
    composer = window.composer
    explain = partial(tickets.explain, partial(window.properties.open_menu, "team"))
    window.conversation.timeline.action_requested.connect(partial(_explain, explain))
    return {
        "reply": partial(tickets.write, "reply"),
        "reply_sender": partial(tickets.write, "reply_sender"),
        "note": partial(tickets.write, "note"),
        "quote": tickets.quote,
        "see_draft": tickets.see_draft,
        "why": explain,
        "recipients": composer.unfold_recipients,
        "replies": composer.composer.completer.ask_for_replies,
        "send": composer.composer.send.click,
        "send_with_status": composer.send_with_status,
        "attach": composer.choose_files,
        "customer": tickets.customers.choose_customer,
        "take": partial(_take, tickets, gestures, ticket=ticket),
        "solve": partial(tickets.set_field, "status", "solved"),
        "snooze": tickets.ask_snooze,
        "follow": partial(gestures.toggle_follow, ticket),
        "unread": tickets.mark_unread,
        "spam": partial(unwanted.remove, ticket, "spam"),
        "delete": partial(unwanted.remove, ticket, "deleted"),
        "restore": partial(unwanted.restore, ticket),
        "copy_link": partial(copy_link, window.toast, ticket),
        "unfold": tickets.reading.toggle_events,
        "show_only": window.conversation.header.filter_requested.emit,
        "jump": tickets.reading.open_jump_list,
        "export_history": tickets.export_history,
        "undo": gestures.undo,
        "palette": open_palette,
        "keys": window.keys.open,
        "help": show_help,
        "up": window.close,
        "close": window.close,
        "minimize": window.showMinimized,
        "next_pane": partial(_next_pane, window, 1),
        "previous_pane": partial(_next_pane, window, -1),
        "focus:conversation": window.conversation.timeline.setFocus,
        "focus:properties": partial(give_focus, window.properties),
        **{f"zoom:{way}": partial(zoom, theme, way) for way in ("in", "out", "reset")},
        **{f"join:{how}": partial(tickets.join, how) for how in WAYS},
        **{f"menu:{field}": partial(window.properties.open_menu, field) for field in _MENUS},
        **{f"mark:{name}": partial(composer.mark, name) for name in _MARKS},
    }


def _explain(explain: Callable[[str], object], line: str, key: str) -> None:
    if key == WHY:
        explain(line)


def _take(tickets: TicketController, gestures: Gestures, *, ticket: TicketId) -> None:
    """Where a colleague was first, the same key takes nothing away from them."""
    if not tickets.take_next():
        gestures.take(ticket)


def _next_pane(window: TicketWindow, by: int) -> None:
    """Conversation, composer, properties, and round again."""
    panes: tuple[tuple[QWidget, QWidget], ...] = (
        (window.conversation, window.conversation.timeline),
        (window.composer, window.composer.composer.editor),
        (window.properties, window.properties),
    )
    step_pane(window, panes, by)
