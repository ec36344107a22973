# SPDX-License-Identifier: Apache-2.0
"""What somebody at the server's console may ask for, and what the answers look like."""

from typing import Any, ClassVar, Final, get_args

from msgspec import Struct

from sync_server.contract.commands import Right, Role, Security, StartWith
from sync_server.contract.ids import Instant
from sync_server.contract.queries import TestStep
from sync_server.operations.archives import Kind
from sync_server.operations.status import Status
from sync_server.operations.verification import Report
from sync_server.operations.why import WhyReport

ROLES: Final[tuple[str, ...]] = get_args(Role)

# -- requests ----------------------------------------------------------------------------------


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"):
    """Base of all requests. An `agent` or `team` is named by id, or by its address or name."""


class ServerSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Servers of a mailbox, as far as somebody named them."""

    imap_host: str | None = None
    imap_port: int | None = None
    imap_security: Security | None = None
    imap_folder: str | None = None
    smtp_host: str | None = None
    smtp_port: int | None = None
    smtp_security: Security | None = None
    user: str | None = None


class AddAgent(Request, frozen=True, kw_only=True, tag="add_agent"):
    """Enter a member of staff, put them into teams, and invite them (once the port is known)."""

    name: str
    email: str
    role: Role = "agent"
    teams: tuple[str, ...] = ()


class DisableSomebody(Request, frozen=True, kw_only=True, tag="disable_agent"):
    """End an agent's access, or with `enable` give it back."""

    agent: str
    enable: bool = False


class ListAgents(Request, frozen=True, kw_only=True, tag="list_agents"):
    """All agents."""


class Invite(Request, frozen=True, kw_only=True, tag="invite"):
    """A join code with which an agent sets a password; with `reset` it replaces an old one."""

    agent: str
    reset: bool = False


class AddTeam(Request, frozen=True, kw_only=True, tag="add_team"):
    """Found a team with some agents in it."""

    name: str
    members: tuple[str, ...] = ()


class ListTeams(Request, frozen=True, kw_only=True, tag="list_teams"):
    """All teams."""


class ShowForm(Request, frozen=True, kw_only=True, tag="form"):
    """Give a team a page where customers write to it, or with `shown` false take it away."""

    team: str
    shown: bool = True


class AddMailbox(Request, frozen=True, kw_only=True, tag="add_mailbox"):
    """Connect a mailbox after a trial, or with `untried` without one.

    What is left out is known of the provider or guessed from the address. `old_mail` says which of
    the mail that is there is taken in. The repr hides the password.
    """

    address: str
    password: str
    name: str = ""
    team: str | None = None
    servers: ServerSettings = ServerSettings()
    old_mail: StartWith = "none"
    untried: bool = False

    def __repr__(self) -> str:
        return f"AddMailbox({self.address})"


class TryMailbox(Request, frozen=True, kw_only=True, tag="try_mailbox"):
    """Try a connected mailbox again, as it is set."""

    mailbox: str


class ListMailboxes(Request, frozen=True, kw_only=True, tag="list_mailboxes"):
    """All mailboxes."""


class AlterMailbox(Request, frozen=True, kw_only=True, tag="alter_mailbox"):
    """Change settings of a mailbox; what is left out stays. `team` "" takes it from its team.

    What customers read, from `signature` to `acknowledge`, is as of
    `contract.commands.ChangeMailbox`. Other servers and passwords are tried first, unless
    `untried`. The repr hides the password.
    """

    mailbox: str
    password: str | None = None
    name: str | None = None
    team: str | None = None
    signature: str | None = None
    template: str | None = None
    html_template: str | None = None
    quote: bool | None = None
    acknowledge: bool | None = None
    servers: ServerSettings = ServerSettings()
    untried: bool = False

    def __repr__(self) -> str:
        return f"AlterMailbox({self.mailbox})"


class RemoveMailbox(Request, frozen=True, kw_only=True, tag="remove_mailbox"):
    """Stop reading and sending the mail of an address. Its tickets stay."""

    mailbox: str


class AddApiKey(Request, frozen=True, kw_only=True, tag="add_api_key"):
    """Make a key for a program, kept to the tickets of `team` if one is named."""

    DAYS: ClassVar[int] = 180

    name: str
    rights: tuple[Right, ...]
    team: str | None = None
    days: int = DAYS


class ListApiKeys(Request, frozen=True, kw_only=True, tag="list_api_keys"):
    """All keys of programs, ended ones too."""


class EndApiKey(Request, frozen=True, kw_only=True, tag="end_api_key"):
    """End the key of that name or id at once."""

    key: str


class MakeJoinCode(Request, frozen=True, kw_only=True, tag="join_code"):
    """A join code for somebody who has a password."""


class ListDevices(Request, frozen=True, kw_only=True, tag="list_devices"):
    """The devices of an agent, or all."""

    agent: str | None = None


class RevokeDevice(Request, frozen=True, kw_only=True, tag="revoke_device"):
    """End a device."""

    device: str


class ReadStatus(Request, frozen=True, kw_only=True, tag="status"):
    """How the desk is."""


class ReadWhy(Request, frozen=True, kw_only=True, tag="why"):
    """Why the clocks of the ticket of this number say what they say."""

    number: int


class SaveMail(Request, frozen=True, kw_only=True, tag="mail"):
    """Write mail as it came into the folder `into`: of a ticket by its number, or a message's."""

    of: str
    into: str


class Verify(Request, frozen=True, kw_only=True, tag="verify"):
    """Check everything."""


class Accept(Request, frozen=True, kw_only=True, tag="accept"):
    """Take a damaged log as it is, and accept changes again."""


class ImportArchive(Request, frozen=True, kw_only=True, tag="import"):
    """Make tickets of the mail or table at `path`, which the server can read.

    `kind` says what it is, where that cannot be seen. `own` are addresses of the desk itself.
    """

    path: str
    kind: Kind | None = None
    team: str | None = None
    own: tuple[str, ...] = ()


AnyRequest = (
    AddAgent
    | DisableSomebody
    | ListAgents
    | Invite
    | AddTeam
    | ListTeams
    | ShowForm
    | AddMailbox
    | TryMailbox
    | ListMailboxes
    | AlterMailbox
    | RemoveMailbox
    | AddApiKey
    | ListApiKeys
    | EndApiKey
    | MakeJoinCode
    | ListDevices
    | RevokeDevice
    | ReadStatus
    | ReadWhy
    | SaveMail
    | Verify
    | Accept
    | ImportArchive
)

# -- answers -----------------------------------------------------------------------------------


class AgentInfo(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An agent. `join_code` is there when one was made."""

    id: str
    name: str
    email: str
    role: str
    disabled: bool = False
    teams: tuple[str, ...] = ()
    join_code: str | None = None


class TeamInfo(Struct, frozen=True, kw_only=True):
    """A team and the addresses of its members; `form` is the page where customers write to it."""

    id: str
    name: str
    disabled: bool
    members: tuple[str, ...]
    form: str = ""


class MailboxInfo(Struct, frozen=True, kw_only=True):
    """A mailbox; `state` is "new", "connected", "failing" (see `problem`) or "removed"."""

    id: str
    address: str
    name: str
    team: str
    imap: str
    smtp: str
    state: str
    problem: str = ""
    template: str = ""
    html_template: str = ""


class MailboxTrial(Struct, frozen=True, kw_only=True):
    """What a trial showed, step by step, and the mailbox, where one is connected."""

    steps: tuple[TestStep, ...]
    mailbox: MailboxInfo | None = None

    @property
    def is_whole(self) -> bool:
        """Whether no step failed."""
        return all(step.state != "error" for step in self.steps)


class ApiKeyInfo(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A key of a program; `state` is "good", "expired" or "revoked".

    `key` is what the program sends, told this once. The repr hides it.
    """

    id: str
    name: str
    rights: tuple[str, ...]
    team: str = ""
    state: str
    expires_at: Instant
    key: str | None = None

    def __repr__(self) -> str:
        return f"ApiKeyInfo({self.id})"


class JoinCodeInfo(Struct, frozen=True, kw_only=True):
    """A join code, and until when it is good."""

    join_code: str
    expires_at: Instant


class DeviceInfo(Struct, frozen=True, kw_only=True):
    """A device. Without `revoked_at` it may connect."""

    id: str
    agent: str
    name: str
    enrolled_at: Instant
    seen_at: Instant
    revoked_at: Instant | None


class Done(Struct, frozen=True, kw_only=True):
    """Something was done that needs no answer but these words."""

    done: str


class ImportReport(Struct, frozen=True, kw_only=True):
    """What an import did.

    `read` items were found: `imported` of them, into `tickets` new tickets and known ones, with
    `attachments` files; `already_there` from earlier; and `set_aside` by reason, below `folder`.
    """

    kind: Kind
    read: int
    imported: int
    tickets: int
    attachments: int
    already_there: int
    set_aside: dict[str, int]
    folder: str


Result = (
    AgentInfo
    | TeamInfo
    | MailboxInfo
    | MailboxTrial
    | ApiKeyInfo
    | JoinCodeInfo
    | Done
    | Status
    | WhyReport
    | Report
    | ImportReport
    | tuple[AgentInfo, ...]
    | tuple[TeamInfo, ...]
    | tuple[MailboxInfo, ...]
    | tuple[ApiKeyInfo, ...]
    | tuple[DeviceInfo, ...]
)

RESULTS: Final[dict[type[Request], Any]] = {
    AddAgent: AgentInfo,
    DisableSomebody: AgentInfo,
    ListAgents: tuple[AgentInfo, ...],
    Invite: AgentInfo,
    AddTeam: TeamInfo,
    ListTeams: tuple[TeamInfo, ...],
    ShowForm: TeamInfo,
    AddMailbox: MailboxTrial,
    TryMailbox: MailboxTrial,
    ListMailboxes: tuple[MailboxInfo, ...],
    AlterMailbox: MailboxTrial,
    RemoveMailbox: MailboxInfo,
    AddApiKey: ApiKeyInfo,
    ListApiKeys: tuple[ApiKeyInfo, ...],
    EndApiKey: ApiKeyInfo,
    MakeJoinCode: JoinCodeInfo,
    ListDevices: tuple[DeviceInfo, ...],
    RevokeDevice: Done,
    ReadStatus: Status,
    ReadWhy: WhyReport,
    SaveMail: Done,
    Verify: Report,
    Accept: Done,
    ImportArchive: ImportReport,
}
"""The type of the answer to each request."""
