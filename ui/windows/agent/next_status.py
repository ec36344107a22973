# SPDX-License-Identifier: Apache-2.0
"""What becomes of a ticket with a reply: its status, and when it comes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app import intents
from app.workspace.wake_dates import usual_days, wake_date
from app.workspace.workspace import Workspace
from sync_server.contract.commands import Status
from sync_server.contract.entities import Team, Ticket
from sync_server.contract.ids import Instant, TeamId, TicketId
from ui.models.wake_dates import day_words
from ui.models.words import status_words, translate
from ui.widgets.choice import Choice
from ui.widgets.sign import Sign
from ui.windows.agent.choices import STATUS_DOTS

AS_IT_IS: Final = "as_it_is"
_DAYS: Final = (1, 5, 10)
"""What is offered beside the days that are usual."""
_WAITING: Final = frozenset({"pending", "on_hold"})
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


class NextStatuses:
    """What may become of a ticket of a team, which waits as long as the team says.

    A key is a status, with the number of working days where the ticket waits in it.
    """

    def __init__(self, workspace: Workspace, team: TeamId | None) -> None:
        self._workspace = workspace
        self._team = team

    @property
    def usual(self) -> str:
        """The key that is offered first with a reply: what the team says."""
        team = self._workspace.get(Team, self._team)
        status = "" if team is None else team.next_status
        return self._key(status) if status in _STATUSES else AS_IT_IS

    def of(self, key: str) -> NextStatus:
        """What a key stands for."""
        name, _, days = key.partition(":")
        status = _STATUSES.get(name)
        if status not in _WAITING:
            return NextStatus(status)
        return NextStatus(status, self._wakes(int(days) if days else self._usual_days(name)))

    def choices(self) -> tuple[Choice, ...]:
        """With a reply: as it is, pending until some day, and the others."""
        others = (
            Choice(status, status_words(status), Sign("dot", STATUS_DOTS.get(status, "ctl")))
            for status in ("open", "solved")
        )
        usual = self._waiting("on_hold", self._usual_days("on_hold"))
        opened, solved = others
        return (_as_it_is(), *self._each("pending"), opened, usual, solved)

    def forward_choices(self) -> tuple[Choice, ...]:
        """Of a ticket that now waits for somebody else: nothing, or on hold."""
        return (_as_it_is(), *self._each("on_hold"))

    def _each(self, status: str) -> Iterator[Choice]:
        """A status that waits, until the usual day and some others."""
        for days in dict.fromkeys((self._usual_days(status), *_DAYS)):
            yield self._waiting(status, days)

    def _waiting(self, status: str, days: int) -> Choice:
        told = {
            "pending": translate("composer", "Pending until {day}"),
            "on_hold": translate("composer", "On hold until {day}"),
        }
        words = told[status].format(day=day_words(self._wakes(days)))
        return Choice(f"{status}:{days}", words, Sign("dot", STATUS_DOTS.get(status, "ctl")))

    def _key(self, status: str) -> str:
        return f"{status}:{self._usual_days(status)}" if status in _WAITING else status

    def _usual_days(self, status: str) -> int:
        return usual_days(self._workspace, self._team, status)

    def _wakes(self, days: int) -> Instant:
        return wake_date(self._workspace, self._team, days, self._workspace.now_us())


def statuses_of(workspace: Workspace, ticket: TicketId | None) -> NextStatuses:
    """What may become of a ticket."""
    row = workspace.get(Ticket, ticket)
    return NextStatuses(workspace, None if row is None else row.team)


def restore_status(workspace: Workspace, before: Ticket) -> None:
    """Give a ticket the status back that it had before a reply, where that differs."""
    ticket = workspace.get(Ticket, before.id)
    status = _RESTORED.get(before.status)
    if ticket is not None and status is not None and ticket.status != before.status:
        intents.set_status(workspace, ticket=before.id, status=status, wake_at=before.wake_at)


def _as_it_is() -> Choice:
    return Choice(AS_IT_IS, translate("composer", "Status as it is"), Sign("icon", "minus"))
