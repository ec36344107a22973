# SPDX-License-Identifier: Apache-2.0
"""What a list says of itself: how it is sorted and grouped, and that there is nothing in it."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.views.definitions import AT_RISK, ViewInfo
from app.views.orders import BY_TIME_LEFT
from ui.models.list_groups import GROUPED
from ui.models.words import translate
from ui.windows.agent.ticket_list import Words

_ORDERS: Final = {
    BY_TIME_LEFT: str(QT_TRANSLATE_NOOP("list", "Sorted by time left")),
    "waiting": str(QT_TRANSLATE_NOOP("list", "Sorted by how long the customer waits")),
    "newest": str(QT_TRANSLATE_NOOP("list", "Sorted by last message")),
    "oldest": str(QT_TRANSLATE_NOOP("list", "Oldest message first")),
    "opened": str(QT_TRANSLATE_NOOP("list", "Newest ticket first")),
    "changed": str(QT_TRANSLATE_NOOP("list", "Last changed first")),
    "solved": str(QT_TRANSLATE_NOOP("list", "Last solved first")),
    "priority": str(QT_TRANSLATE_NOOP("list", "Sorted by priority")),
    "removed": str(QT_TRANSLATE_NOOP("list", "Kept for 30 days")),
    "wakes": str(QT_TRANSLATE_NOOP("list", "Sorted by when they wake")),
    "woken": str(QT_TRANSLATE_NOOP("list", "Longest back first")),
}

_NOTHING_OPEN: Final = ("inbox", str(QT_TRANSLATE_NOOP("list", "Nothing here is open")))
_EMPTY: Final = {
    AT_RISK: ("triangle-alert", str(QT_TRANSLATE_NOOP("list", "Nothing is at risk"))),
    "mentions": ("at-sign", str(QT_TRANSLATE_NOOP("list", "Nobody has mentioned you"))),
    "snoozed": ("clock-arrow-right", str(QT_TRANSLATE_NOOP("list", "Nothing is snoozed"))),
    "promised": ("rotate-cw", str(QT_TRANSLATE_NOOP("list", "Nobody waits for your word"))),
    "unassigned": ("user", str(QT_TRANSLATE_NOOP("list", "Somebody has every ticket"))),
    "recently_solved": ("history", str(QT_TRANSLATE_NOOP("list", "Nothing was solved lately"))),
    "deleted": ("trash-2", str(QT_TRANSLATE_NOOP("list", "Nothing is spam or deleted"))),
}
"""What an empty view says, where it is not about tickets that are open."""


def order_words(order: str) -> str:
    """How a list is sorted."""
    return translate("list", _ORDERS.get(order, ""))


def selection_words(info: ViewInfo, order: str, group: str) -> str:
    """How a list is grouped. By time left that has been said already: then, what is in it."""
    if order == group == info.group == BY_TIME_LEFT:
        return translate("list", "Open and pending")
    return translate("list", GROUPED[group])


def empty_words(key: str) -> Words:
    """What the list of a view says while nothing is in it."""
    icon, told = _EMPTY.get(key, _NOTHING_OPEN)
    return (icon, translate("list", told), "", "", "")
