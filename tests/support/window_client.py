# SPDX-License-Identifier: Apache-2.0
"""A client for tests of windows: the real workspace and views on real files, and no connection."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from app.alerts.inbox import Inbox
from app.clocks.desk_clocks import DeskClocks
from app.errors import ClientError, NotConnected
from app.settings import Settings
from app.signals import Signal
from app.views.views import Views
from app.workspace.replays import ReplayedCommand
from sync_server.contract.commands import File
from sync_server.contract.ids import AgentId, AttachmentId, TicketId
from tests.support.client_frames import (
    a_contact,
    a_message,
    a_team,
    a_ticket,
    an_agent,
)
from tests.support.client_workspace import Bench

MINUTE = 60_000_000
MAYA: Any = "maya"
TOMAS: Any = "tomas"
PRIYA: Any = "priya"
T1: Any = "t1"
T2: Any = "t2"
T3: Any = "t3"


@dataclass(frozen=True)
class Standing:
    """What `app.client.ConnectionState` says."""

    kind: str = "live"
    to_send: int = 0
    step: int = 0
    of: int = 0
    reason: str | None = None
    latency_ms: float | None = 18.0


@dataclass(frozen=True)
class Hit:
    kind: str
    id: str
    ticket: TicketId | None
    excerpt: str = ""


@dataclass
class WindowClient:
    """Everything that `ui.bridge.DeskClient` asks for; `bench` plays the server."""

    bench: Bench = field(default_factory=Bench)
    state: Standing = Standing()
    latency_ms: float | None = 18.0
    next_try_s: float | None = None
    desk: str = "Lantern Works"
    hits: tuple[Hit, ...] = ()
    places: list[tuple[str | None, str, bool]] = field(default_factory=list)
    attached: list[Path] = field(default_factory=list)
    downloads: list[str] = field(default_factory=list)
    unheard: list[Any] = field(default_factory=list)
    replayed: tuple[ReplayedCommand, ...] = ()
    signed_out: bool = False
    retries: int = 0
    vault: Any = field(default_factory=lambda: SimpleNamespace(kind="keyring"))
    settings: Settings = field(default_factory=lambda: Settings(None))
    trouble: ClientError | None = None
    """What the next file is refused with."""
    answers: dict[type, Any] = field(default_factory=dict)
    """Answers of the server by the type of the query; without one there is no session."""
    asked: list[Any] = field(default_factory=list)

    def __post_init__(self):
        self.state_changed: Signal[Standing] = Signal()
        self.notices: Signal[Any] = Signal()
        self.uploaded: Signal[tuple[str, float]] = Signal()
        self.replay_changed: Signal[tuple[ReplayedCommand, ...]] = Signal()
        self.workspace = self.bench.workspace
        self.clocks = DeskClocks(self.workspace)
        self.views = Views(self.workspace, self.clocks)
        self.inbox = Inbox(self.workspace, self.clocks)

    @property
    def me(self):
        return self.workspace.me

    def take_notices(self):
        return tuple(self.unheard)

    def stand(self, kind, **fields):
        self.state = replace(self.state, kind=kind, **fields)
        self.state_changed.emit(self.state)

    def here(self, *, ticket, mode="viewing", typing=False):
        self.places.append((ticket, mode, typing))

    async def search(self, text, *, limit=50):
        return tuple(hit for hit in self.hits if text)

    async def last_texts(self, tickets, *, letters):
        reader: Any = self.bench.workspace._reader
        return await reader.last_texts(tickets, letters=letters)

    async def tickets_with_files(self):
        reader: Any = self.bench.workspace._reader
        return await reader.tickets_with_files()

    async def ask(self, query):
        self.asked.append(query)
        answer = self.answers.get(type(query))
        if answer is None:
            raise NotConnected
        if isinstance(answer, ClientError):
            raise answer
        return answer(query) if callable(answer) else answer

    def replay(self, *commands):
        self.replayed = commands
        self.replay_changed.emit(commands)

    def dismiss_replayed(self):
        self.replay()

    def retry_now(self):
        self.retries += 1

    async def attach_file(self, path):
        if self.trouble is not None:
            raise self.trouble
        self.attached.append(path)
        return File(id=AttachmentId(f"file{len(self.attached)}"), name=path.name)

    async def attach_data(self, data, *, name):
        return await self.attach_file(Path(name))

    async def download(self, attachment, *, to, progress=None):
        if self.trouble is not None:
            raise self.trouble
        self.downloads.append(attachment)
        to.write_text("the file")
        return to

    server_name = ""

    async def held(self):
        return None

    def work_offline(self):
        self.stand("offline")

    async def check_connection(self):
        raise ValueError("this client never had a desk")

    async def sign_out(self):
        self.signed_out = True
        self.stand("signed_out")

    async def close(self):
        self.inbox.close()
        self.views.close()
        self.clocks.close()
        await self.bench.close()


def a_small_desk() -> WindowClient:
    """Maya is signed in; two teams, two colleagues, three customers, four tickets."""
    client = WindowClient()
    now = client.bench.environment.now_us()
    bench = client.bench
    bench.workspace.sign_in(AgentId("maya"))
    bench.hold(
        "desk",
        (1, an_agent("maya", name="Maya Okafor")),
        (1, an_agent("tomas", name="Tomas Reuter")),
        (1, an_agent("priya", name="Priya Nair")),
        (1, a_team("platform", name="Platform", colour="s1")),
        (1, a_team("billing", name="Billing", colour="s3")),
    )
    bench.hold(
        "directory",
        (1, a_contact("hana", name="Hana Ito", emails=("hana@kestrel.example",))),
        (1, a_contact("ruth", name="Ruth Adeyemi", vip=True)),
    )
    bench.hold(
        "team:platform",
        (
            5,
            a_ticket(
                "t1",
                team="platform",
                number=48213,
                subject="Webhooks return 401 after rotation",
                requester="hana",
                assignee="maya",
                status="open",
                priority="urgent",
                opened_at=now - 99 * MINUTE,
                last_message_at=now - 25 * MINUTE,
                last_message_by="customer",
                waiting_since=now - 25 * MINUTE,
                messages=3,
            ),
        ),
        (2, a_message("m1", at=now - 99 * MINUTE, contact="hana", text="Every call returns 401.")),
        (3, a_message("m2", at=now - 86 * MINUTE, type="reply", agent="maya", text="Thanks.")),
        (4, a_message("m3", at=now - 65 * MINUTE, type="note", agent="tomas", text="Purge it.")),
        (5, a_message("m4", at=now - 25 * MINUTE, contact="hana", text="Please hurry.")),
        (
            6,
            a_ticket(
                "t2",
                team="platform",
                number=48214,
                subject="Cannot add a second warehouse",
                requester="ruth",
                assignee="maya",
                status="pending",
                last_message_at=now - 60 * MINUTE,
            ),
        ),
    )
    bench.hold(
        "team:billing",
        (
            7,
            a_ticket(
                "t3",
                team="billing",
                number=48215,
                subject="Invoice shows VAT twice",
                requester="ruth",
                status="new",
                last_message_at=now - 5 * MINUTE,
                waiting_since=now - 5 * MINUTE,
            ),
        ),
    )
    bench.hold("triage")
    return client


def pending(client: WindowClient) -> Any:
    """The commands that wait for the server, oldest first."""
    return [each.command for each in client.workspace.pending]
