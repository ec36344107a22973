# SPDX-License-Identifier: Apache-2.0
"""Does what is asked at the server's console.

The same requests reach a running server over its control socket, and otherwise a desk that the
command opened for itself. Everything that changes the desk goes through its commands.
"""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, TypeVar

from sync_server.config import Configuration
from sync_server.contract import codec
from sync_server.contract.commands import (
    Command,
    CreateAgent,
    CreateTeam,
    DisableAgent,
    EnableAgent,
    SetMembership,
)
from sync_server.contract.entities import Agent, Team
from sync_server.contract.ids import AgentId, DeviceId, Instant, MembershipId, TeamId
from sync_server.contract.refusals import Code, Refusal, Refused
from sync_server.desk.actor import OPERATOR, Actor
from sync_server.environment import Environment
from sync_server.operations.administration_keys import KeyAdministration
from sync_server.operations.administration_mail import MailAdministration, form_address
from sync_server.operations.archive_items import ArchiveUnreadable
from sync_server.operations.archives import open_archive
from sync_server.operations.backup_format import list_backups
from sync_server.operations.backup_schedule import backup_state
from sync_server.operations.failed import Failed
from sync_server.operations.importer import Importer, ImportStopped
from sync_server.operations.invitations import Invitations
from sync_server.operations.kept_mail import save_mail
from sync_server.operations.mailboxes import Mailboxes, Trial
from sync_server.operations.opening import OpenDesk
from sync_server.operations.progress import Progress
from sync_server.operations.requests import (
    Accept,
    AddAgent,
    AddApiKey,
    AddMailbox,
    AddTeam,
    AgentInfo,
    AlterMailbox,
    AnyRequest,
    DeviceInfo,
    DisableSomebody,
    Done,
    EndApiKey,
    ImportArchive,
    ImportReport,
    Invite,
    ListAgents,
    ListApiKeys,
    ListDevices,
    ListMailboxes,
    ListTeams,
    MakeJoinCode,
    ReadStatus,
    ReadWhy,
    RemoveMailbox,
    Result,
    RevokeDevice,
    SaveMail,
    ShowForm,
    TeamInfo,
    TryMailbox,
    Verify,
)
from sync_server.operations.status import Running, Status, read_status
from sync_server.operations.verification import Report, accept_log, remember, verify
from sync_server.operations.why import WhyReport, read_why
from sync_server.security.sealing import SealError
from sync_server.store.blobs import BlobFolder

E = TypeVar("E", Agent, Team)

CONSOLE: Final = Actor(kind=OPERATOR, id="operator", via="console", device="console")


class Administration:
    """Does what is asked at the console. Belongs to the event loop."""

    def __init__(
        self,
        opened: OpenDesk,
        configuration: Configuration,
        environment: Environment,
        *,
        running: Callable[[], Running | None],
        trial: Trial | None = None,
    ) -> None:
        self._desk = opened.desk
        self._sign_in = opened.sign_in
        self._trouble = opened.trouble
        self._configuration = configuration
        self._environment = environment
        self._running = running
        self._lane = environment.lane("administration")
        self._files = BlobFolder(configuration.blobs, random_bytes=environment.random_bytes)
        self.invitations = Invitations(opened.sign_in, configuration, environment, port=self._port)
        self.mailboxes = Mailboxes(opened.desk, opened.secrets, environment, trial=trial)
        self._mail = MailAdministration(
            opened.desk,
            self.mailboxes,
            find_team=self._team,
            describe_team=self._team_info,
            execute=self._execute,
        )
        self._keys = KeyAdministration(
            opened.desk, environment, find_team=self._team, execute=self._execute
        )

    async def perform(self, request: AnyRequest) -> Result:
        """Do what a request says. Raises `Failed`."""
        try:
            return await self._perform(request)
        except Refused as refused:
            raise Failed(_words(refused.refusal)) from None

    async def _perform(self, request: AnyRequest) -> Result:
        match request:
            case AddAgent():
                return await self._add_agent(request)
            case DisableSomebody():
                return await self._disable(request)
            case ListAgents():
                agents = sorted(self._desk.roster.agents.values(), key=lambda agent: agent.email)
                return tuple(self._agent_info(agent) for agent in agents)
            case Invite():
                return await self._invite(self._agent(request.agent), reset=request.reset)
            case AddTeam():
                return await self._add_team(request)
            case ListTeams():
                teams = sorted(self._desk.roster.teams.values(), key=lambda team: team.name)
                return tuple(self._team_info(team) for team in teams)
            case (
                ShowForm()
                | AddMailbox()
                | TryMailbox()
                | ListMailboxes()
                | AlterMailbox()
                | RemoveMailbox()
            ):
                return await self._mail.perform(request)
            case AddApiKey() | ListApiKeys() | EndApiKey():
                return await self._keys.perform(request)
            case _:
                return await self._oversee(request)

    async def _oversee(
        self,
        request: MakeJoinCode
        | ListDevices
        | RevokeDevice
        | ReadStatus
        | ReadWhy
        | SaveMail
        | Verify
        | Accept
        | ImportArchive,
    ) -> Result:
        match request:
            case MakeJoinCode():
                return await self.invitations.join_code()
            case ListDevices():
                return await self._list_devices(request)
            case RevokeDevice():
                await self._sign_in.devices.revoke(DeviceId(request.device))
                return Done(done=f"Device {request.device} has ended")
            case ReadStatus():
                return await self._lane.run(self._read_status)
            case ReadWhy():
                now = self._environment.now_us()
                return await self._lane.run(self._read_why, request.number, now)
            case SaveMail():
                return await self._lane.run(self._save_mail, request)
            case Verify():
                return await self._verify()
            case Accept():
                return await self._accept()
            case ImportArchive():
                return await self.import_archive(request, lambda _done, _total: None)

    # -- people --------------------------------------------------------------------------------

    async def _add_agent(self, request: AddAgent) -> AgentInfo:
        teams = [self._team(team) for team in request.teams]
        agent = AgentId(self._environment.new_id())
        await self._execute(
            CreateAgent(
                agent=agent,
                name=request.name,
                email=request.email,
                role=request.role,
            )
        )
        for team in teams:
            await self._join(agent, team.id)
        added = self._desk.roster.agents[agent]
        if self._port() == 0:
            return self._agent_info(added)
        return await self._invite(added, reset=False)

    async def _disable(self, request: DisableSomebody) -> AgentInfo:
        agent = self._agent(request.agent)
        kind = EnableAgent if request.enable else DisableAgent
        await self._execute(kind(agent=agent.id))
        return self._agent_info(self._desk.roster.agents[agent.id])

    async def _invite(self, agent: Agent, *, reset: bool) -> AgentInfo:
        code = await self.invitations.invite(agent.id, reset=reset)
        return self._agent_info(agent, join_code=code)

    async def _add_team(self, request: AddTeam) -> TeamInfo:
        if any(team.name == request.name for team in self._desk.roster.teams.values()):
            raise Failed(f"There is a team {request.name!r} already")
        members = [self._agent(member) for member in request.members]
        team = TeamId(self._environment.new_id())
        await self._execute(CreateTeam(team=team, name=request.name))
        for member in members:
            await self._join(member.id, team)
        return self._team_info(self._desk.roster.teams[team])

    async def _join(self, agent: AgentId, team: TeamId) -> None:
        membership = MembershipId(self._environment.new_id())
        await self._execute(SetMembership(membership=membership, agent=agent, team=team))

    async def _execute(self, command: Command) -> None:
        checked = codec.decode_command(codec.encode(command))
        answer = await self._desk.execute(checked, CONSOLE)
        if answer.refusal is not None:
            raise Failed(_words(answer.refusal))

    # -- devices -------------------------------------------------------------------------------

    def _port(self) -> int:
        """The port that clients use; 0 as long as nobody knows."""
        running = self._running()
        return self._configuration.port if running is None else running.port

    def _web_port(self) -> int:
        running = self._running()
        return self._configuration.web_port if running is None else running.web_port

    async def _list_devices(self, request: ListDevices) -> tuple[DeviceInfo, ...]:
        agent = None if request.agent is None else self._agent(request.agent).id
        agents = self._desk.roster.agents
        return tuple(
            DeviceInfo(
                id=device.id,
                agent=agents[device.agent].email if device.agent in agents else device.agent,
                name=device.name,
                enrolled_at=device.enrolled_at,
                seen_at=device.seen_at,
                revoked_at=device.revoked_at,
            )
            for device in await self._sign_in.devices.every(agent)
        )

    # -- importing -----------------------------------------------------------------------------

    async def import_archive(self, request: ImportArchive, progress: Progress) -> ImportReport:
        """Import while the desk is at work; interactive commands come first. Raises `Failed`."""
        team = None if request.team is None else self._team(request.team).id
        try:
            archive = await self._lane.run(open_archive, Path(request.path), request.kind)
            importer = Importer(
                self._desk, self._environment, self._configuration, team=team, own=request.own
            )
            return await importer.run(archive, progress)
        except (ArchiveUnreadable, ImportStopped) as error:
            raise Failed(str(error)) from None

    # -- the desk as a whole -------------------------------------------------------------------

    def _read_status(self) -> Status:
        trouble = self._trouble.words if self._trouble is not None else None
        folder = self._configuration.backup_folder
        now = self._environment.now_us()
        return read_status(
            self._desk.database,
            trouble=trouble,
            server=self._running(),
            backup=backup_state(str(folder), list_backups(folder), now=now),
        )

    def _read_why(self, number: int, now: Instant) -> WhyReport:
        return read_why(self._desk.database, number, now=now)

    def _save_mail(self, request: SaveMail) -> Done:
        into = Path(request.into)
        return save_mail(self._desk.database, self._files, of=request.of, into=into)

    async def _verify(self) -> Report:
        database = self._desk.database
        report = await self._lane.run(verify, database, self._has_file)
        await self._desk.transact(lambda writer: remember(database, writer, report))
        if not report.is_whole:
            self._trouble = next(each for each in report.findings if not each.accepted)
            self._desk.read_only = True
        return report

    def _has_file(self, attachment: str, sha256: str) -> bool:
        """Whether an uploaded file can be read and is what was uploaded."""
        digest = hashlib.sha256()
        try:
            for piece in self._files.read(attachment):
                digest.update(piece)
        except (OSError, SealError):
            return False
        return digest.hexdigest() == sha256

    async def _accept(self) -> Done:
        trouble = self._trouble
        if trouble is None:
            return Done(done="Nothing needs to be accepted: the desk takes changes")
        now = self._environment.now_us()
        database = self._desk.database
        seq = await self._desk.transact(lambda writer: accept_log(database, writer, now=now))
        await self._desk.record_security(
            what="log_accepted", account=CONSOLE.id, source="console", detail=trouble.words
        )
        self._trouble, self._desk.read_only = None, False
        return Done(done=f"The log is accepted up to entry {seq}; the desk takes changes again")

    # -- finding -------------------------------------------------------------------------------

    def _agent(self, name: str) -> Agent:
        agents = self._desk.roster.agents.values()
        return _named(agents, name, lambda agent: agent.email, "agent")

    def _team(self, name: str) -> Team:
        return _named(self._desk.roster.teams.values(), name, lambda team: team.name, "team")

    def _agent_info(self, agent: Agent, *, join_code: str | None = None) -> AgentInfo:
        roster = self._desk.roster
        teams = [
            team.name for team in roster.teams.values() if roster.membership(agent.id, team.id)
        ]
        return AgentInfo(
            id=agent.id,
            name=agent.name,
            email=agent.email,
            role=agent.role,
            disabled=agent.disabled,
            teams=tuple(sorted(teams)),
            join_code=join_code,
        )

    def _team_info(self, team: Team) -> TeamInfo:
        roster = self._desk.roster
        members = [roster.agents[agent].email for agent in roster.members(team.id)]
        return TeamInfo(
            id=team.id,
            name=team.name,
            disabled=team.disabled,
            members=tuple(sorted(members)),
            form=form_address(self._configuration, self._web_port(), team),
        )


def _named(entities: Iterable[E], name: str, other_name: Callable[[E], str], what: str) -> E:
    """The entity whose id or other name this is. Raises `Failed`."""
    wanted = name.casefold()
    for entity in entities:
        if wanted in (entity.id, other_name(entity).casefold()):
            return entity
    raise Failed(f"There is no {what} {name!r}. `deskbell-server {what} list` shows all")


_WORDS: Final = {
    Code.EXISTS: "There is one with this {field} already",
    Code.NOT_FOUND: "There is no such {field}",
    Code.BAD_FRAME: "The {field} cannot be used: it is empty, too long, or not of the right form",
    Code.BAD_VALUE: "The {field} cannot be used",
    Code.BAD_MOVE: "One administrator who can sign in must remain",
    Code.DISABLED: "This account is disabled. Give it back with `deskbell-server agent enable`",
    Code.STORAGE_FULL: "The disk is full. Make room, then try again",
    Code.READ_ONLY: "The desk is read-only: see `deskbell-server status`, then `accept`",
    Code.INTERNAL: "The desk failed; its log has the details under {incident}",
}


def _words(refusal: Refusal) -> str:
    """A refusal as a sentence for whoever runs the desk."""
    words = _WORDS.get(Code(refusal.code), "The desk refused: {code}")
    return words.format(
        field=refusal.field or "value", code=refusal.code, incident=refusal.incident
    )
