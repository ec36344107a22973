# SPDX-License-Identifier: Apache-2.0
"""What is asked at the console about where customers write: mailboxes, and the pages of teams."""

from collections.abc import Callable

from sync_server.config import Configuration
from sync_server.contract.commands import ChangeTeam
from sync_server.contract.entities import Mailbox, Team
from sync_server.contract.ids import TeamId
from sync_server.desk.desk import Desk
from sync_server.desk.secrets import SecretLost
from sync_server.operations.failed import Failed
from sync_server.operations.mailboxes import Execute, Mailboxes
from sync_server.operations.requests import (
    AddMailbox,
    AlterMailbox,
    ListMailboxes,
    RemoveMailbox,
    Result,
    ShowForm,
    TeamInfo,
    TryMailbox,
)

MailRequest = ShowForm | AddMailbox | TryMailbox | ListMailboxes | AlterMailbox | RemoveMailbox


class MailAdministration:
    """Does these requests for `Administration`, which finds teams and executes commands."""

    def __init__(
        self,
        desk: Desk,
        mailboxes: Mailboxes,
        *,
        find_team: Callable[[str], Team],
        describe_team: Callable[[Team], TeamInfo],
        execute: Execute,
    ) -> None:
        self._desk = desk
        self._mailboxes = mailboxes
        self._find_team = find_team
        self._describe_team = describe_team
        self._execute = execute

    async def perform(self, request: MailRequest) -> Result:
        """Do what a request says. Raises `Failed` and `Refused`."""
        try:
            return await self._perform(request)
        except SecretLost as lost:
            raise Failed(str(lost)) from None

    async def _perform(self, request: MailRequest) -> Result:
        mailboxes = self._mailboxes
        match request:
            case ShowForm():
                return await self._show_form(request)
            case AddMailbox():
                return await self._add(request)
            case TryMailbox():
                return await mailboxes.try_again(self._mailbox(request.mailbox))
            case ListMailboxes():
                return mailboxes.listed()
            case AlterMailbox():
                mailbox = self._mailbox(request.mailbox)
                team = self._find_team(request.team).id if request.team else None
                return await mailboxes.alter(request, mailbox, team, execute=self._execute)
            case RemoveMailbox():
                return await mailboxes.remove(self._mailbox(request.mailbox), self._execute)

    async def _show_form(self, request: ShowForm) -> TeamInfo:
        team = self._find_team(request.team)
        await self._execute(ChangeTeam(team=team.id, form=request.shown))
        return self._describe_team(self._desk.roster.teams[team.id])

    async def _add(self, request: AddMailbox) -> Result:
        known = self._mailboxes.named(request.address)
        if known is not None and not known.disabled:
            raise Failed(
                f"There is a mailbox {known.address} already. "
                "Change it with `deskbell-server mailbox change`"
            )
        return await self._mailboxes.add(request, self._team_for(request), execute=self._execute)

    def _team_for(self, request: AddMailbox) -> TeamId | None:
        """The team of a new mailbox: the one that was named, else the only one that there is."""
        if request.team is not None:
            return self._find_team(request.team).id if request.team else None
        usable = [team.id for team in self._desk.roster.teams.values() if not team.disabled]
        return usable[0] if len(usable) == 1 else None

    def _mailbox(self, name: str) -> Mailbox:
        found = self._mailboxes.named(name)
        if found is None:
            raise Failed(f"There is no mailbox {name!r}. `deskbell-server mailbox list` shows all")
        return found


def form_address(configuration: Configuration, port: int, team: Team) -> str:
    """Where customers write to a team, at a web port; empty without a form."""
    return f"{configuration.web_at(port)}/t/{team.id}" if team.form else ""
