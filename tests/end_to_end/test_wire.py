# SPDX-License-Identifier: Apache-2.0
"""A probe on the wire of a real server. Numbers are those of the attacks."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any, get_args

import pytest
from websockets.exceptions import InvalidStatus

from sync_server.contract import codec, frames
from sync_server.contract.commands import COMMANDS
from sync_server.contract.queries import QUERIES
from sync_server.contract.refusals import Code, Refusal
from tests.end_to_end.load import Load
from tests.end_to_end.standard_server import standard_server
from tests.support.plain import c
from tests.support.standard_desk import VIEWERS
from tests.support.wire_probe import PATIENCE_S, stranger, trust

QUICK = {"commands_a_second": 10_000, "command_burst": 10_000, "sessions_per_agent": 20}
"""Nobody is told to slow down."""

WRITERS = (("ada", "load"), ("ada", "more"), ("ada", "most"))
"""Who makes the load, on which of their devices: somebody who sees everything throughout."""

WITHOUT_FIELDS = {"set_preferences", "change_workspace"}
"""Commands that may say nothing at all, and then change nothing."""

INTERNALS = (b"Traceback", b"msgspec", b"Expected", b"sqlite", b".py", b"Error")
"""What would show that a text of ours went out."""


@pytest.fixture
async def desk(desk_templates, templates, tmp_path):
    """The standard desk, served."""
    devices = [f"{viewer}-pc" for viewer in VIEWERS] + [f"{who}-{what}" for who, what in WRITERS]
    async with standard_server(
        desk_templates, templates, tmp_path, limits=QUICK, devices=devices
    ) as served:
        yield served


# -- before sign-in ------------------------------------------------------------------------------

ADAS: Any = "ada-pc"
UP = {kind.__struct_config__.tag: kind for kind in get_args(frames.Up)}
FIRST_FRAMES: dict[str, Any] = {
    "resume": frames.Resume(epoch="", cursor=0),
    "submit": '{"type":"submit","commands":[{"id":"a","counter":1,"command":{"type":"x"}}]}',
    "ask": '{"type":"ask","id":1,"query":{"type":"search_tickets","text":"help"}}',
    "here": frames.Here(),
    "compare_digests": frames.CompareDigests(),
    "bye": frames.Bye(forget=True),
}


def test_every_frame_but_hello_is_tried_before_sign_in():
    assert FIRST_FRAMES.keys() == UP.keys() - {"hello"}


async def test_before_sign_in_every_frame_but_hello_ends_the_connection(desk):
    for first in (*FIRST_FRAMES.values(), "GET / HTTP/1.1", "\x00" * 64, b"\xff" * 64):
        async with stranger(desk.process) as probe:
            await probe.say(first)
            assert await probe.end() == 4401
            assert probe.down == [frames.Closing(refusal=Refusal(code="bad_frame"))]


async def test_what_follows_a_refused_hello_in_the_same_breath_is_not_read(desk):
    opening = '{"type":"open_ticket","ticket":"x1","message":"x2","subject":"s","text":"t"}'
    credential = frames.DeviceToken(token="guessed")
    async with desk.join("ada") as ada, stranger(desk.process) as probe:
        hello = frames.Hello(protocol=1, device=ADAS, credential=credential)
        for said in (
            codec.encode(hello).decode(),
            codec.encode(frames.Resume(epoch="", cursor=0)).decode(),
            f'{{"type":"submit","commands":[{{"id":"a","counter":1,"command":{opening}}}]}}',
            FIRST_FRAMES["ask"],
        ):
            await probe.say(said)
        assert await probe.end() == 4401
        assert probe.down == [frames.Closing(refusal=Refusal(code="sign_in"))]
        await ada.settle()
        assert "x1" not in ada.replica.tickets()


async def talk(server, data, *, port=None):
    """What comes back for some bytes over TLS, until the server has closed."""
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", port or server.port, ssl=trust(server), server_hostname="localhost"
    )
    try:
        async with asyncio.timeout(PATIENCE_S):
            writer.write(data)
            return await reader.read()
    finally:
        writer.close()


REQUESTS = [
    f"{method} {path} HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n".encode()
    for method, path in (
        ("GET", "/"),
        ("GET", "/api/tickets"),
        ("GET", "/tickets/opened"),
        ("GET", "/../desk.sqlite"),
        ("GET", "/%2e%2e/deskbell.toml"),
        ("GET", "/authority.pem/../tls/authority.key"),
        ("POST", "/"),
        ("PUT", "/api/tickets/opened"),
        ("DELETE", "/api/tickets/opened"),
        ("OPTIONS", "*"),
        ("TRACE", "/"),
    )
]
NOISE = [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x00" * 100 + b"\r\n\r\n", b"hello\r\n\r\n"]


async def test_over_http_a_stranger_gets_a_status_and_nothing_of_the_desk(desk):
    for request in (*REQUESTS, *NOISE):
        answer = await talk(desk.process, request)
        assert not answer or answer.startswith(b"HTTP/1.1 4"), request
        assert len(answer) < 700
        assert b"About" not in answer
        assert not [word for word in INTERNALS if word in answer], request


async def test_at_the_file_port_a_stranger_cannot_tell_what_there_is(desk):
    port = desk.process.file_port
    bodies = set()
    for path in ("/files/ann.file0", "/files/nothing", "/files/ann.file0?pass=guessed"):
        head = f"GET {path} HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n"
        answer = await talk(desk.process, head.encode(), port=port)
        assert b" 401 " in answer.split(b"\r\n")[0] or b" 404 " in answer.split(b"\r\n")[0]
        bodies.add((answer.split(b"\r\n")[0], answer.partition(b"\r\n\r\n")[2]))
    assert len(bodies) == 1


# -- limits --------------------------------------------------------------------------------------


async def test_9_compression_is_not_agreed_to_and_a_compressed_frame_is_an_error(desk):
    async with stranger(desk.process, compression="deflate") as probe:
        assert probe.connection.response is not None
        assert probe.connection.response.headers.get_all("Sec-WebSocket-Extensions") == []
        probe.connection.transport.write(b"\xc1\x85" + b"\x00" * 4 + b"hello")
        assert await probe.end() == 1002


async def test_7_11_12_over_tls_as_well(desk):
    with pytest.raises(InvalidStatus, match="403"):
        async with stranger(desk.process, origin="https://desk.example.evil.test"):
            pass
    async with desk.join("ann") as ann, desk.join("rob") as rob:
        await rob.say("x" * 257 * 1024)
        assert await rob.end() == 1009
        token = desk.tokens["ann-pc"]
        with pytest.raises(InvalidStatus, match="401"):
            async with stranger(desk.process, path=f"/?token={token}"):
                pass
        assert await ann.end() == 4403
        assert ann.replica.closing.refusal.code == Code.DEVICE_REVOKED


async def test_8_a_message_in_countless_pieces_is_closed_and_costs_others_nothing(desk):
    async with desk.join("ann") as ann, desk.join("rob") as rob:
        first, middle = b"\x01\x81", b"\x00\x81"
        mask = b"\x00" * 4
        ping = b"\x89\x80" + mask
        pieces = first + mask + b"x" + (middle + mask + b"x") * 5_000 + ping
        ann.connection.transport.write(pieces + (middle + mask + b"x") * 5_000)
        assert await ann.end() in (1008, 1009)
        assert (await rob.submit(c.MarkRead(ticket="fresh", read_at=5))).ok


# -- refusals ------------------------------------------------------------------------------------

LONG = "SECRET" * 20_000
BAD_BODIES = (
    "{{}}",
    '{{"type":"{name}"}}',
    '{{"type":"{name}","surprise":1}}',
    f'{{{{"type":"{{name}}","{LONG}":1}}}}',
    '{{"type":"{name}","ticket":"' + LONG + '"}}',
    '{{"type":"{name}","ticket":{{"$gt":""}}}}',
    '{{"type":"{name}","ticket":7}}',
    '{{"type":"{name}","ticket":null,"message":null,"agent":null,"team":null}}',
    '"{name}"',
)


@pytest.mark.long
async def test_6_every_malformed_command_and_query_is_refused_in_under_200_bytes(desk):
    async with desk.join("ann") as ann:
        cut = len(ann.wire)
        for body in BAD_BODIES:
            await check_commands(ann, body)
            await check_queries(ann, body)
        received = bytes(ann.wire[cut:])
    assert b"SECRET" not in received
    assert not [word for word in INTERNALS if word in received]


async def check_commands(ann, body):
    for name in COMMANDS.keys() - WITHOUT_FIELDS:
        answer = await ann.submit_raw(body.format(name=name))
        assert not answer.ok, (name, body[:40])
        assert len(codec.encode(frames.Answers(answers=(answer,)))) < 200, (name, body[:40])


async def check_queries(ann, body):
    for name in QUERIES:
        number = len(ann.replica.told)
        await ann.say(f'{{"type":"ask","id":{number},"query":{body.format(name=name)}}}')
        await ann.until(lambda number=number: len(ann.replica.told) > number)
        assert ann.replica.told[-1].refusal is not None, (name, body[:40])
        assert len(codec.encode(ann.replica.told[-1])) < 200, (name, body[:40])


# -- revocation ----------------------------------------------------------------------------------

REVOCATIONS = {
    "out of the team": ("ann", "fresh", c.EndMembership(agent="ann", team="support")),
    "ticket to another team": ("ann", "fresh", c.SetTeam(ticket="fresh", team="billing")),
    "disabled": ("ann", "fresh", c.DisableAgent(agent="ann")),
    "no longer a follower": ("eve", "guested", c.UnfollowTicket(ticket="guested", agent="eve")),
    "another role": ("ann", "fresh", c.ChangeAgent(agent="ann", role="auditor")),
    "overview only": (
        "rob",
        "fresh",
        c.SetMembership(membership="rob-support", agent="rob", team="support", level="overview"),
    ),
    "another assignee": ("ben", "fresh", c.SetAssignee(ticket="fresh", assignee="lea")),
}


@pytest.mark.parametrize("name", REVOCATIONS)
async def test_no_byte_of_a_scope_follows_the_acknowledged_revocation(desk, name):
    agent, ticket, revocation = REVOCATIONS[name]
    async with AsyncExitStack() as stack:
        ada = await stack.enter_async_context(desk.join("ada"))
        await ada.do(c.FollowTicket(ticket="guested", agent="eve"))
        await ada.do(c.SetAssignee(ticket="fresh", assignee="ben"))
        victim = await stack.enter_async_context(desk.join(agent))
        load = await stack.enter_async_context(Load(desk, ticket, writers=WRITERS))
        await load.until(30)
        answer = await ada.submit(revocation)
        cut = len(victim.wire)
        assert answer.ok, answer.refusal
        await load.until(load.written + 60)
        await load.stop()
        await victim.rest()
        before, after = bytes(victim.wire[:cut]), bytes(victim.wire[cut:])
    assert load.marks_in(before), "the load did not reach the agent at all"
    assert load.marks_in(after) == []


# -- the past ------------------------------------------------------------------------------------

OLD = "old-7f3a"
GONE_TAG = "gone-7f3a"
"""The word stays a row of its own when no ticket carries it any more: newcomers get it."""
PAST = (
    c.SetSubject(ticket="fresh", subject=f"{OLD} subject"),
    c.SetCustomField(ticket="fresh", name="order", value=f"{OLD} order"),
    c.ChangeTags(ticket="fresh", add=(GONE_TAG,)),
    c.CreateCategory(category="cat", name=f"{OLD} category"),
    c.CreateTeam(team="crew", name=f"{OLD} team", colour=f"{OLD}"),
    c.CreateOrganisation(
        organisation="org", name=f"{OLD} org", domains=(f"{OLD}.test",), notes=f"{OLD} notes"
    ),
    c.CreateContact(
        contact="con",
        name=f"{OLD} contact",
        emails=(f"{OLD}@kim.test",),
        phones=(f"{OLD} 1",),
        language=f"{OLD}",
        notes=f"{OLD} notes",
        organisation="org",
    ),
    c.CreateAgent(agent="new", name=f"{OLD} agent", email=f"{OLD}@desk.test"),
    c.SaveView(view="v1", name=f"{OLD} view", conditions={"tags": GONE_TAG}, shared=True),
    c.Reply(ticket="fresh", message="r1", text=f"{OLD} reply", to=("kim@acme.test",), hold_s=120),
)
PRESENT = (
    c.SetSubject(ticket="fresh", subject="now subject"),
    c.SetCustomField(ticket="fresh", name="order", value="now order"),
    c.ChangeTags(ticket="fresh", add=("now-tag",), remove=(GONE_TAG,)),
    c.ChangeCategory(category="cat", name="now category"),
    c.ChangeTeam(team="crew", name="now team", colour="s2"),
    c.ChangeOrganisation(organisation="org", name="now", domains=("now.test",), notes="now"),
    c.ChangeContact(
        contact="con",
        name="now contact",
        emails=("now@kim.test",),
        phones=(),
        language=None,
        notes="now",
        organisation=None,
    ),
    c.ChangeAgent(agent="new", name="now agent", email="now@desk.test"),
    c.SaveView(view="v1", name="now view", conditions={"tags": "now-tag"}, shared=True),
    c.RetractReply(message="r1"),
    c.SetTeam(ticket="fresh", team="billing"),
    c.SetTeam(ticket="fresh", team="support"),
    c.SetTeam(ticket="fresh", team=None),
    c.SetTeam(ticket="fresh", team="support"),
    c.DeleteView(view="v1"),
    c.DisableAgent(agent="new"),
    c.EnableAgent(agent="new"),
)


async def test_no_value_from_before_a_change_is_on_anybodys_wire(
    desk_templates, templates, tmp_path
):
    devices = [f"{viewer}-{what}" for viewer in VIEWERS for what in ("pc", "laptop", "tablet")]
    async with (
        standard_server(desk_templates, templates, tmp_path, limits=QUICK, devices=devices) as desk,
        AsyncExitStack() as stack,
    ):
        ada = await stack.enter_async_context(desk.join("ada", device="pc"))
        await ada.do(*PAST)
        absent = {}
        for viewer in VIEWERS:
            async with desk.join(viewer, device="laptop") as probe:
                absent[viewer] = probe.replica
        live = [
            await stack.enter_async_context(desk.join(viewer, device="tablet"))
            for viewer in VIEWERS
        ]
        assert OLD.encode() in live[0].wire
        cuts = [len(probe.wire) for probe in (ada, *live)]
        await ada.do(*PRESENT)
        for probe, cut in zip((ada, *live), cuts, strict=True):
            await probe.settle()
            check_past(probe.wire[cut:], OLD, GONE_TAG)
        for viewer, replica in absent.items():
            await check_return(desk, viewer, replica)
        async with desk.join("ada", device="laptop") as anew:
            check_past(anew.wire, OLD)


async def check_return(desk, viewer, replica):
    name = f"{viewer}-laptop"
    async with stranger(desk.process) as probe:
        desk.tokens[name] = (await probe.present(name, desk.tokens[name])).token
        await probe.resume(replica)
        check_past(probe.wire, OLD, GONE_TAG)


def check_past(received, *planted):
    for word in ('"before":{', *planted):  # the half of an entry; a rule has a span of time there
        assert word.encode() not in received
