# SPDX-License-Identifier: Apache-2.0
"""Connects, tries and changes mailboxes, for the console and for the set-up page alike.

A password is sealed as soon as it has proved right, and only its id goes into a command.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import msgspec
from msgspec import UNSET

from sync_server.channels.email.trial import MailboxTrial
from sync_server.config import is_loopback
from sync_server.contract import codec
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import ChangeMailbox, Command, ConnectMailbox
from sync_server.contract.entities import Mailbox
from sync_server.contract.ids import AgentId, MailboxId, SecretId, TeamId
from sync_server.contract.mail_providers import guess_servers
from sync_server.contract.queries import TestMailbox, TestReport, TestStep
from sync_server.desk.desk import Desk
from sync_server.desk.secrets import SecretLost, Secrets
from sync_server.desk.signing_key import read_signer
from sync_server.environment import Environment
from sync_server.operations.requests import (
    AddMailbox,
    AlterMailbox,
    MailboxInfo,
    ServerSettings,
)
from sync_server.operations.requests import MailboxTrial as Tried

Trial = Callable[[TestMailbox], Awaitable[TestReport]]
"""Tries the settings and the password of a question; it takes no mail."""

Execute = Callable[[Command], Awaitable[None]]
"""Executes a command of the console. Raises what says why it was refused."""

_SERVERS: Final = ServerSettings.__struct_fields__
_SETTINGS: Final = ("name", "signature", "template", "html_template", "quote", "acknowledge")


class Mailboxes:
    """The mailboxes of one desk. Belongs to the event loop. `trial` stands for the real one."""

    def __init__(
        self,
        desk: Desk,
        secrets: Secrets,
        environment: Environment,
        *,
        trial: Trial | None = None,
    ) -> None:
        self._desk = desk
        self._secrets = secrets
        self._environment = environment
        self._try_servers = self._try_for_real if trial is None else trial

    # -- for the console -----------------------------------------------------------------------

    def listed(self) -> tuple[MailboxInfo, ...]:
        """All mailboxes, by address."""
        every = sorted(self._desk.roster.mailboxes.values(), key=lambda mailbox: mailbox.address)
        return tuple(self._info(mailbox) for mailbox in every)

    def named(self, name: str) -> Mailbox | None:
        """The mailbox with this address or id."""
        wanted = name.strip().casefold()
        every = self._desk.roster.mailboxes.values()
        return next((each for each in every if wanted in (each.id, each.address)), None)

    async def add(self, request: AddMailbox, team: TeamId | None, execute: Execute) -> Tried:
        """Try a mailbox and connect it when nothing failed. One that was removed is taken back."""
        question = _question(request)
        known = self.named(request.address)
        report = await self._try(question, untried=request.untried)
        if report.secret is None:
            return Tried(steps=report.steps)
        servers = {name: getattr(question, name) for name in _SERVERS}
        if known is None:
            command: Command = ConnectMailbox(
                mailbox=MailboxId(self._environment.new_id()),
                address=question.address,
                name=request.name,
                team=team,
                secret=report.secret,
                start=request.old_mail,
                **servers,
            )
        else:
            command = ChangeMailbox(
                mailbox=known.id,
                name=request.name or UNSET,
                team=team,
                secret=report.secret,
                disabled=False,
                **servers,
            )
        await execute(command)
        return self._connected(report, question.address)

    async def alter(
        self, request: AlterMailbox, mailbox: Mailbox, team: TeamId | None, *, execute: Execute
    ) -> Tried:
        """Change a mailbox; other servers or another password are tried first."""
        given = _given(request.servers)
        changes: dict[str, Any] = {**given}
        for setting in _SETTINGS:
            value = getattr(request, setting)
            if value is not None:
                changes[setting] = value
        if request.team is not None:
            changes["team"] = team
        report = TestReport(steps=())
        if given or request.password is not None:
            password = request.password or await self._password(mailbox)
            question = msgspec.structs.replace(question_of(mailbox), password=password, **given)
            report = await self._try(question, untried=request.untried)
            if report.secret is None:
                return Tried(steps=report.steps, mailbox=self._info(mailbox))
            changes["secret"] = report.secret
        command = ChangeMailbox(mailbox=mailbox.id, **changes)
        await execute(command)
        return self._connected(report, mailbox.address)

    async def try_again(self, mailbox: Mailbox) -> Tried:
        """Try a mailbox as it is set."""
        try:
            password = await self._password(mailbox)
        except SecretLost as lost:
            steps = (TestStep(name="password", state="error", text=str(lost)),)
            return Tried(steps=steps, mailbox=self._info(mailbox))
        question = msgspec.structs.replace(question_of(mailbox), password=password)
        report = await self._trial(question)
        return Tried(steps=report.steps, mailbox=self._info(mailbox))

    async def remove(self, mailbox: Mailbox, execute: Execute) -> MailboxInfo:
        """Stop reading and sending the mail of an address."""
        await execute(ChangeMailbox(mailbox=mailbox.id, disabled=True))
        return self._info(self._desk.roster.mailboxes[mailbox.id])

    # -- for the set-up page -------------------------------------------------------------------

    async def answer(self, _agent: AgentId, query: TestMailbox, _seen: object) -> TestReport:
        """Try what an administrator typed; a password that proved right is kept, sealed.

        Without a password the mailbox's own is used, for its own servers alone: else a host of
        somebody's choice would be told it.
        """
        if query.password:
            return await self._try(query, untried=False)
        mailbox = None if query.mailbox is None else self._desk.roster.mailboxes.get(query.mailbox)
        if mailbox is None:
            return _failed("Type the password of the mailbox")
        own = question_of(mailbox)
        if any(getattr(query, name) != getattr(own, name) for name in _SERVERS):
            return _failed("Type the password as well: it is not sent to other servers by itself")
        try:
            password = await self._password(mailbox)
        except SecretLost as lost:
            return _failed(str(lost))
        report = await self._trial(msgspec.structs.replace(query, password=password))
        return msgspec.structs.replace(report, secret=None if _broken(report) else mailbox.secret)

    # -- both ----------------------------------------------------------------------------------

    async def _trial(self, question: TestMailbox) -> TestReport:
        """Try a question, unless that would tell the password to whoever listens on the way."""
        for kind in ("imap", "smtp"):
            host: str = getattr(question, f"{kind}_host")
            if getattr(question, f"{kind}_security") == "plain" and not is_loopback(host):
                text = (
                    f"Without TLS the password could be read on its way to {host}. Use tls or "
                    f"starttls for {kind}"
                )
                return _failed(text, name="reads" if kind == "imap" else "sends", cause="plain")
        return await self._try_servers(question)

    async def _try_for_real(self, question: TestMailbox) -> TestReport:
        signer = await read_signer(self._desk, self._environment)
        return await MailboxTrial(self._environment, signer)(question)

    async def _try(self, question: TestMailbox, *, untried: bool) -> TestReport:
        """The report; its secret is there when nothing failed."""
        report = TestReport(steps=()) if untried else await self._trial(question)
        if _broken(report):
            return msgspec.structs.replace(report, secret=None)
        secret = await self._secrets.keep(question.password)
        return msgspec.structs.replace(report, secret=secret)

    def _connected(self, report: TestReport, address: str) -> Tried:
        mailbox = self.named(address)
        return Tried(steps=report.steps, mailbox=None if mailbox is None else self._info(mailbox))

    async def _password(self, mailbox: Mailbox) -> str:
        """Raises `SecretLost`."""
        return await self._secrets.read(mailbox.secret or SecretId(""))

    def _info(self, mailbox: Mailbox) -> MailboxInfo:
        team = None if mailbox.team is None else self._desk.roster.teams.get(mailbox.team)
        return MailboxInfo(
            id=mailbox.id,
            address=mailbox.address,
            name=mailbox.name,
            team="" if team is None else team.name,
            imap=f"{mailbox.imap_host}:{mailbox.imap_port}",
            smtp=f"{mailbox.smtp_host}:{mailbox.smtp_port}",
            state="removed" if mailbox.disabled else mailbox.state,
            problem=mailbox.problem,
            template=mailbox.template,
            html_template=mailbox.html_template,
        )


def question_of(mailbox: Mailbox) -> TestMailbox:
    """The trial of a mailbox as it is set, without its password."""
    settings = {name: getattr(mailbox, name) for name in _SERVERS}
    return TestMailbox(address=mailbox.address, mailbox=mailbox.id, **settings)


def _question(request: AddMailbox) -> TestMailbox:
    """The trial of what was asked for; what was left out is guessed. Checked as from a client."""
    address = address_key(request.address.strip())
    guessed = guess_servers(address)
    settings: dict[str, Any] = {"user": address, "imap_folder": "INBOX"}
    for name in _SERVERS:
        settings[name] = getattr(guessed, name, settings.get(name))
    settings |= _given(request.servers)
    question = TestMailbox(address=address, password=request.password, **settings)
    checked = codec.decode_query(codec.encode(question))
    assert isinstance(checked, TestMailbox)
    return checked


def _given(servers: ServerSettings) -> dict[str, Any]:
    named = msgspec.structs.asdict(servers)
    return {name: value for name, value in named.items() if value is not None}


def _broken(report: TestReport) -> bool:
    return any(step.state == "error" for step in report.steps)


def _failed(text: str, *, name: str = "password", cause: str = "password") -> TestReport:
    step = TestStep(name=name, state="error", text=text, cause=cause)
    return TestReport(steps=(step,))
