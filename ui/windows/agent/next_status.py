# SPDX-License-Identifier: Apache-2.0
"""What becomes of a ticket with a reply: its status, and when it comes back."""

from dataclasses import dataclass
from typing import Final

from sync_server.contract.commands import Status
from sync_server.contract.ids import Instant
from ui.models.wake_dates import USUAL_DAYS, day_words, wake_date
from ui.models.words import status_words, translate
from ui.widgets.choice_menu import Choice
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


@dataclass(frozen=True, slots=True)
class NextStatus:
    """A status to set with a reply, and when the ticket wakes from it."""

    status: Status | None = None
    wake_at: Instant | None = None


def next_status(key: str, now: Instant) -> NextStatus:
    """What a key of `status_choices` stands for."""
    name, _, days = key.partition(":")
    status = _STATUSES.get(name)
    if status != PENDING:
        return NextStatus(status)
    wanted = int(days) if days.isdecimal() else USUAL_DAYS
    return NextStatus(status, wake_date(now, wanted))


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
