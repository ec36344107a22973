# SPDX-License-Identifier: Apache-2.0
"""Whoever runs a desk connects its mailbox, at the console or on the set-up page, for real."""

import socket
from typing import Any

import msgspec
import pytest
from msgspec import Raw
from websockets.asyncio.client import ClientConnection

from sync_server.contract import codec, frames
from sync_server.contract.commands import ConnectMailbox
from sync_server.contract.ids import AgentId, CommandId, MailboxId, SecretId
from sync_server.contract.joincode import decode_join_code
from sync_server.contract.queries import (
    AgentInvited,
    InviteAgent,
    Query,
    TestMailbox,
    TestReport,
)
from sync_server.operations.requests import (
    AddAgent,
    AddMailbox,
    AgentInfo,
    MailboxTrial,
    ServerSettings,
    TryMailbox,
)
from sync_server.server import Server
from tests.support.dovecot import PASSWORD as MAIL_PASSWORD
from tests.support.dovecot import Dovecot, dovecot_server
from tests.support.handbook import free_ports
from tests.support.relay import Relay, relay
from tests.support.served_desk import ADA, by_password, dial, found, greet, invitation_of, serving

pytestmark = pytest.mark.long

HELP = "help@desk.example"
TOM = "tom@desk.example"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch):
    with dovecot_server(HELP) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.authority_file))
        yield server


@pytest.fixture
async def outgoing(store: Dovecot, tmp_path):
    async with relay(store, tmp_path / "relay", port=free_ports(1)[0]) as running:
        yield running


@pytest.fixture
async def server(store: Dovecot, outgoing: Relay, tmp_path):
    async with serving(await found(tmp_path / "desk")) as server:
        yield server


def servers(store: Dovecot, outgoing: Relay, **changes: Any) -> dict[str, Any]:
    return {
        "imap_host": store.host,
        "imap_port": store.tls_port,
        "smtp_host": store.host,
        "smtp_port": outgoing.port,
        "user": HELP,
        **changes,
    }


def question(store: Dovecot, outgoing: Relay, **changes: Any) -> TestMailbox:
    values = {"address": HELP, "password": MAIL_PASSWORD, **servers(store, outgoing), **changes}
    return TestMailbox(**values)


async def sit_down(server: Server, agent: str = ADA) -> tuple[ClientConnection, frames.Welcome]:
    """A socket of an agent who has signed in and holds nothing."""
    code = await invitation_of(server, agent)
    wire = await dial(code)
    hello = by_password(code.token, device=agent.partition("@")[0])
    credential = msgspec.structs.replace(hello.credential, email=agent)
    welcome = await greet(wire, msgspec.structs.replace(hello, credential=credential))
    assert isinstance(welcome, frames.Welcome)
    await wire.send(codec.encode(frames.Resume(epoch="", cursor=0)).decode())
    return wire, welcome


async def told(wire: ClientConnection, kind: type[Any], sent: object) -> Any:
    """The first frame of a kind after something was sent."""
    await wire.send(codec.encode(sent).decode())
    while True:
        frame = codec.decode_down(await wire.recv())
        if isinstance(frame, kind):
            return frame


async def ask(wire: ClientConnection, query: Query) -> frames.Told:
    answer = await told(wire, frames.Told, frames.Ask(id=1, query=Raw(codec.encode(query))))
    assert isinstance(answer, frames.Told)
    return answer


def report_of(answer: frames.Told) -> TestReport:
    assert isinstance(answer.result, Raw), answer.refusal
    return msgspec.json.decode(answer.result, type=TestReport)


async def test_the_set_up_page_tries_a_mailbox_and_connects_it(server, store, outgoing):
    wire, welcome = await sit_down(server)
    assert welcome.web == f"https://localhost:{server.web_port}"
    answer = await ask(wire, question(store, outgoing))
    report = report_of(answer)
    states = {step.name: step.state for step in report.steps}
    assert (states["reads"], states["sends"], states["returns"]) == ("ok", "ok", "ok")
    assert MAIL_PASSWORD not in str(answer)
    command = ConnectMailbox(
        mailbox=MailboxId("m"),
        address=HELP,
        secret=SecretId(str(report.secret)),
        **servers(store, outgoing),
    )
    envelope = frames.Envelope(
        id=CommandId("c1"), counter=welcome.next_counter, command=Raw(codec.encode(command))
    )
    answers = await told(wire, frames.Answers, frames.Submit(commands=(envelope,)))
    assert [each.ok for each in answers.answers] == [True]
    await wire.close()
    assert (await server.administration.perform(TryMailbox(mailbox=HELP))).is_whole


async def test_a_wrong_password_gives_no_secret(server, store, outgoing):
    wire, _ = await sit_down(server)
    answer = await ask(wire, question(store, outgoing, password="wrong"))
    report = report_of(answer)
    assert report.secret is None
    assert report.steps[0].state == "error"
    await wire.close()


async def test_only_administrators_try_mailboxes(server, store, outgoing):
    hired = await server.administration.perform(AddAgent(name="Tom", email=TOM))
    assert isinstance(hired, AgentInfo)
    wire, _ = await sit_down(server, TOM)
    answer = await ask(wire, question(store, outgoing))
    assert answer.refusal is not None
    assert answer.refusal.code == "forbidden"
    assert outgoing.mails() == []
    await wire.close()


async def test_whom_the_set_up_page_invites_signs_in_with_the_code(server):
    hired = await server.administration.perform(AddAgent(name="Tom", email=TOM))
    assert isinstance(hired, AgentInfo)
    wire, _ = await sit_down(server)
    query = InviteAgent(agent=AgentId(hired.id))
    answer = await ask(wire, query)
    assert isinstance(answer.result, Raw), answer.refusal
    invited = msgspec.json.decode(answer.result, type=AgentInvited)
    code = decode_join_code(invited.join_code)
    toms = await dial(code)
    hello = by_password(code.token, device="tom")
    credential = msgspec.structs.replace(hello.credential, email=TOM)
    welcome = await greet(toms, msgspec.structs.replace(hello, credential=credential))
    assert isinstance(welcome, frames.Welcome)
    again = await ask(wire, query)
    assert again.refusal is not None
    assert again.refusal.code == "bad_move"
    for each in (toms, wire):
        await each.close()


@pytest.mark.parametrize(
    ("changes", "password", "said"),
    [
        ({}, "wrong", "password"),
        ({"imap_host": "imap.invalid"}, MAIL_PASSWORD, "imap.invalid"),
        ({"smtp_host": "smtp.invalid"}, MAIL_PASSWORD, "smtp.invalid"),
        ({"imap_port": "closed"}, MAIL_PASSWORD, "localhost"),
        ({"imap_port": "plain"}, MAIL_PASSWORD, "localhost"),
        ({"imap_folder": "Nowhere"}, MAIL_PASSWORD, "Nowhere"),
        ({"user": "nobody@desk.example"}, MAIL_PASSWORD, "password"),
    ],
)
async def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_connected(
    server, store, outgoing, monkeypatch, changes, password, said
):
    monkeypatch.setattr(socket, "getaddrinfo", _no_such_name(socket.getaddrinfo))
    ports = {"closed": free_ports(1)[0], "plain": store.plain_port}
    wrong = {name: ports.get(str(value), value) for name, value in changes.items()}
    request = AddMailbox(
        address=HELP,
        password=password,
        servers=ServerSettings(**servers(store, outgoing, **wrong)),
    )
    trial = await server.administration.perform(request)
    assert isinstance(trial, MailboxTrial)
    assert not trial.is_whole
    assert trial.mailbox is None
    error = next(step.text for step in trial.steps if step.state == "error")
    assert said.casefold() in error.casefold()
    assert MAIL_PASSWORD not in error
    assert server.desk.roster.mailboxes == {}


def _no_such_name(known: Any) -> Any:
    """Name servers that know this machine alone, without asking any."""

    def look_up(host: Any, *rest: Any, **options: Any) -> Any:
        if str(host).endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return known(host, *rest, **options)

    return look_up
