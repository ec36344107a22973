# SPDX-License-Identifier: Apache-2.0
"""Why a command of the palette would do nothing now, in words, by its action."""

from collections.abc import Callable, Mapping
from typing import Protocol

from ui.models.words import translate
from ui.widgets.timeline_items import groups_in
from ui.windows.agent.composer import ComposerPane
from ui.windows.agent.conversation import ConversationPane
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.jump_list import JUMP_FROM
from ui.windows.agent.ticket_controller import TicketController
from ui.windows.agent.ticket_list import ListPane
from ui.windows.agent.trail import Trail

Reasons = Mapping[str, Callable[[], str]]
"""Each gives an empty text when the command does something."""


class _Panes(Protocol):
    """The parts of a window in which a ticket is read and answered."""

    conversation: ConversationPane
    composer: ComposerPane


def ticket_reasons(window: _Panes, tickets: TicketController, gestures: Gestures) -> Reasons:
    """Of what is done to the open ticket."""
    timeline, composer = window.conversation.timeline, window.composer.composer

    def recipients() -> str:
        if composer.mode == "note":
            return translate("palette", "A note goes to colleagues only")
        nobody = translate("palette", "There is nobody to write to")
        return nobody if composer.recipients.is_empty else ""

    def to_take_back() -> str:
        nothing = translate("palette", "There is nothing to take back")
        return "" if gestures.can_undo else nothing

    def is_short() -> str:
        is_long = len(timeline.messages) > JUMP_FROM
        return "" if is_long else translate("palette", "This ticket is short")

    def folded() -> str:
        return "" if groups_in(timeline.shown) else translate("palette", "Nothing is folded here")

    def to_quote() -> str:
        nothing = translate("palette", "There is nothing to quote")
        return "" if tickets.to_quote.strip() else nothing

    return {
        "undo": to_take_back,
        "jump": is_short,
        "unfold": folded,
        "quote": to_quote,
        "recipients": recipients,
        "forward_mail": lambda: window.composer.why_not("forward"),
    }


def list_reasons(pane: ListPane, tickets: TicketController, trail: Trail) -> Reasons:
    """Of what is done to the list, and of the ways between what was open."""

    def empty() -> str:
        if not pane.isVisible():
            return translate("palette", "The list is not in sight")
        return "" if pane.tickets() else translate("palette", "This list is empty")

    def nothing_open() -> str:
        return "" if tickets.id is not None else translate("palette", "No ticket is open")

    def way(by: int) -> str:
        return "" if trail.leads(by) else translate("palette", "Nothing more lies that way")

    return {
        "back": lambda: way(-1),
        "forward": lambda: way(1),
        "window": nothing_open,
        "pick": empty,
        "pick_all": empty,
    }
