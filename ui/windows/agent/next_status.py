# SPDX-License-Identifier: Apache-2.0
"""What becomes of a ticket with a reply: its status, and when it comes back."""

from dataclasses import dataclass
from typing import Final

from app import intents
from app.workspace.workspace import Workspace
from sync_server.contract.commands import Status
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant
from ui.models.wake_dates import USUAL_DAYS, day_words, wake_date
from ui.models.words import status_words, translate
from ui.widgets.choice import Choice
from ui.widgets.sign import Sign
from ui.windows.agent.choices import STATUS_DOTS

AS_IT_IS: Final = "as_it_is"
PENDING: Final = "pending"
_DAYS: Final = (USUAL_DAYS, 1, 5, 10)
_STATUSES: Final[dict[str, Status]] = {
    "open": "open",
    "pending": "pending",
    "on_hold": "on_hold",
    "solved": "solved",
}


_RESTORED: Final[dict[str, Status]] = {"new": "open", **_STATUSES}
"""Where Undo of a reply brings its ticket; a new one is open from the first answer on."""


@dataclass(frozen=True, slots=True)
class NextStatus:
    """A status to set with a reply, and when the ticket wakes from it."""

    status: Status | None = None
    wake_at: Instant | None = None


def next_status(key: str, now: Instant) -> NextStatus:
    """What a key of `status_choices` stands for."""
    name, _, days = key.partition(":")
    status = _STATUSES.get(name)
    if status != PENDING and not days:
        return NextStatus(status)
    wanted = int(days) if days.isdecimal() else USUAL_DAYS
    return NextStatus(status, wake_date(now, wanted))


def restore_status(workspace: Workspace, before: Ticket) -> None:
    """Give a ticket the status back that it had before a reply, where that differs."""
    ticket = workspace.get(Ticket, before.id)
    status = _RESTORED.get(before.status)
    if ticket is not None and status is not None and ticket.status != before.status:
        intents.set_status(workspace, ticket=before.id, status=status, wake_at=before.wake_at)


def forward_choices(now: Instant) -> tuple[Choice, ...]:
    """What may become of a ticket that now waits for somebody else: nothing, or on hold."""
    told = translate("composer", "On hold until {day}")
    sign = Sign("dot", STATUS_DOTS.get("on_hold", "ctl"))
    held = (
        Choice(f"on_hold:{days}", told.format(day=day_words(wake_date(now, days))), sign)
        for days in _DAYS
    )
    as_it_is = translate("composer", "Status as it is")
    return (Choice(AS_IT_IS, as_it_is, Sign("icon", "minus")), *held)


def status_choices(now: Instant) -> tuple[Choice, ...]:
    """As it is, pending until some day, and the others."""
    told = translate("composer", "Pending until {day}")
    pending = (
        Choice(
            f"{PENDING}:{days}",
            told.format(day=day_words(wake_date(now, days))),
            Sign("dot", "ctl"),
        )
        for days in _DAYS
    )
    others = (
        Choice(status, status_words(status), Sign("dot", STATUS_DOTS.get(status, "ctl")))
        for status in ("open", "on_hold", "solved")
    )
    as_it_is = translate("composer", "Status as it is")
    return (Choice(AS_IT_IS, as_it_is, Sign("icon", "minus")), *pending, *others)
