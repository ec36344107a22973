# SPDX-License-Identifier: Apache-2.0
"""The life cycle of a ticket: which status moves exist, and what a message does to the status.

Six categories: new, open, pending (customer), on hold (third party), solved, closed; and the
terminal markers merged, spam and deleted. New is left once and never entered again.
"""

from datetime import timedelta
from typing import Final

LIVE: Final = frozenset({"new", "open", "pending", "on_hold"})
OUR_TURN: Final = frozenset({"new", "open"})
WAITING: Final = frozenset({"pending", "on_hold"})
FINISHED: Final = frozenset({"solved", "closed"})
HIDDEN: Final = frozenset({"merged", "spam", "deleted"})
REMOVED: Final = frozenset({"spam", "deleted"})

KEPT: Final = timedelta(days=30)
"""How long spam and deleted tickets, and held mail, can be brought back."""

REOPEN_WITHIN: Final = timedelta(days=14)
"""How long after closing a customer's message still reopens a ticket, where no policy says else."""

_BY_HAND: Final[dict[str, frozenset[str]]] = {
    "new": frozenset({"open", "pending", "on_hold", "solved", "spam", "deleted"}),
    "open": frozenset({"pending", "on_hold", "solved", "spam", "deleted"}),
    "pending": frozenset({"open", "on_hold", "solved", "spam", "deleted"}),
    "on_hold": frozenset({"open", "pending", "solved", "spam", "deleted"}),
    "solved": frozenset({"open", "pending", "on_hold", "closed", "deleted"}),
    "closed": frozenset({"deleted"}),
    "merged": frozenset(),
    "spam": frozenset({"open"}),
    "deleted": frozenset({"open"}),
}


def may_move(status: str, to: str) -> bool:
    """Whether a person may move a ticket from one status to another. Staying is no move."""
    return to in _BY_HAND.get(status, frozenset())


def after_customer_message(
    status: str,
    *,
    automatic: bool,
    closed_for: timedelta,
    reopen_within: timedelta = REOPEN_WITHIN,
) -> str | None:
    """The status after a customer's message, or `None` when it needs a follow-up ticket.

    An automatic message (auto-reply, bounce, out of office) never changes a status; on a merged
    ticket nobody would see it, so it needs a follow-up as any other. A message of a person reopens
    what waits for the customer or is solved, and what was closed at most `reopen_within` ago; a
    merged ticket, or one closed for longer, takes no message any more.
    `closed_for` counts only for closed tickets.
    """
    if status == "merged":
        return None
    if automatic or status in ("new", "open", "spam", "deleted"):
        return status
    if status in ("pending", "on_hold", "solved"):
        return "open"
    if status == "closed" and closed_for <= reopen_within:
        return "open"
    return None


def closes_at(status: str, solved_at: int | None, days: int) -> int | None:
    """When a ticket is closed by itself, so many days after it was solved; 0 days are for ever.

    Instants are in microseconds.
    """
    if status != "solved" or solved_at is None or not days:
        return None
    return solved_at + timedelta(days=days) // timedelta(microseconds=1)


def purged_at(status: str, removed_at: int | None) -> int | None:
    """When what was taken away cannot be brought back any more, in microseconds."""
    if status not in REMOVED or removed_at is None:
        return None
    return removed_at + KEPT // timedelta(microseconds=1)


def after_public_reply(status: str) -> str:
    """The status after an agent's public reply: the first one opens a new ticket."""
    return "open" if status == "new" else status


def after_assignment(status: str) -> str:
    """The status once somebody has the ticket: New is over."""
    return "open" if status == "new" else status
