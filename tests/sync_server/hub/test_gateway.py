# SPDX-License-Identifier: Apache-2.0
"""The wire as a stranger, a colleague and an attacker see it. Numbers are those of the attacks."""

import asyncio
import json
import socket
import threading
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidMessage, InvalidStatus

from sync_server.contract import frames
from sync_server.contract.codec import encode
from sync_server.contract.ids import AgentId
from sync_server.contract.refusals import Code, Refusal
from sync_server.hub.fanout import message
from tests.support.plain import c
from tests.support.socket_peers import PATIENCE_S, hello, serving, submission


@pytest.fixture
async def wire(furnished):
    async with serving(furnished) as found:
        yield found


async def status_of(address, **options):
    with pytest.raises(InvalidStatus) as refused:
        async with connect(address, proxy=None, **options):
            pass
    return refused.value.response.status_code


# -- before sign-in ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "first",
    [
        b"\x00",
        "",
        "[]",
        '"x"',
        "not json",
        '{"type":"resume","epoch":"","cursor":0}',
        '{"type":"compare_digests"}',
        '{"type":"submit","commands":[]}',
        '{"type":"ask","id":1,"query":{"type":"search_tickets","text":"x"}}',
        '{"type":"__class__"}',
        '{"type":"base"}',
        '{"type":"hello","protocol":1,"device":"d","credential":{"type":"other"}}',
        '{"type":"hello","protocol":NaN}',
        "[" * 4000,
    ],
)
async def test_nothing_but_hello_is_accepted_before_sign_in(wire, first):
    async with wire.open() as peer:
        await peer.say(first)
        assert await peer.hear_end() == 4401
    (only,) = peer.wire
    assert json.loads(only) == {"type": "closing", "refusal": {"code": "bad_frame"}}


async def test_a_wrong_token_gets_a_code_and_nothing_else(wire):
    async with wire.open() as peer:
        await peer.say(hello("nobody", "guessed"))
        assert await peer.hear_end() == 4401
    assert json.loads(peer.wire[0])["refusal"] == {"code": "sign_in"}
    assert len(peer.wire) == 1


async def test_another_protocol_is_refused(wire):
    async with wire.open() as peer:
        said = json.loads(encode(hello("d", "t")))
        await peer.say(json.dumps({**said, "protocol": 99}))
        assert await peer.hear_end() == 4401
    assert peer.replica.closing.refusal.code == Code.PROTOCOL


async def test_a_first_frame_over_8_kib_closes_the_connection(wire):
    async with wire.open() as peer:
        await peer.say("x" * 8193)
        assert await peer.hear_end() == 1009


async def test_who_says_nothing_is_closed_and_not_told_that_the_password_is_wrong(furnished):
    async with serving(furnished, limits={"hello_s": 0.05}) as wire, wire.open() as peer:
        closing = await peer.hear_until(frames.Closing)
        assert closing.refusal.code == Code.NO_HELLO
        assert await peer.hear_end() == 4401


async def test_10_who_never_begins_tls_is_cut_off_after_the_time_of_a_handshake(furnished):
    async with serving(furnished, limits={"handshake_s": 0.1}, sealed=True) as wire:
        reader, writer = await asyncio.open_connection("127.0.0.1", wire.gateway.port)
        async with asyncio.timeout(PATIENCE_S):
            assert await reader.read() == b""
        writer.close()


async def test_10_strangers_beyond_the_limit_are_refused_and_agents_notice_nothing(furnished):
    async with serving(furnished, limits={"pending_per_address": 3}) as wire:
        async with wire.join("ann") as ann, wire.open(), wire.open(), wire.open():
            with pytest.raises((InvalidMessage, OSError)):
                async with wire.open():
                    pass
            answer = await wire.standard.do("ann", c.SetPriority(ticket="opened", priority="low"))
            await ann.hear_through(answer.seq)
        async with wire.open() as again:
            await wire.greet(again, "ann")


@pytest.mark.parametrize(
    "origins", [["https://desk.example.evil.test"], ["null"], ["https://a.test", "https://b.test"]]
)
async def test_11_any_origin_is_refused(wire, origins):
    headers = [("Origin", origin) for origin in origins]
    assert await status_of(wire.address(), additional_headers=headers) == 403


async def test_12_a_token_in_the_address_is_refused_and_revoked(wire):
    async with wire.open() as peer:
        welcome = await wire.greet(peer, "ann")
        assert await status_of(wire.address(f"/?token={welcome.token}")) == 401
        assert await peer.hear_end() == 4403
    assert peer.replica.closing.refusal.code == Code.DEVICE_REVOKED


async def test_a_cookie_is_refused(wire):
    headers = {"Cookie": "session=x"}
    assert await status_of(wire.address(), additional_headers=headers) == 401


async def test_health_is_answered_without_a_handshake(wire):
    reader, writer = await asyncio.open_connection("127.0.0.1", wire.gateway.port)
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: desk\r\n\r\n")
    async with asyncio.timeout(PATIENCE_S):
        assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
    writer.close()
    await writer.wait_closed()


async def test_other_paths_are_not_found(wire):
    assert await status_of(wire.address("/admin")) == 404


# -- bad frames ----------------------------------------------------------------------------------

BAD_FRAMES = {
    "1 binary": b"\x00\x01",
    "1 empty": "",
    "1 array": "[]",
    "1 string": '"x"',
    "1 text": "not json",
    "2 deep": "[" * 100_000,
    "3 digits": '{"type":"ask","id":' + "9" * 5000 + ',"query":{}}',
    "3 NaN": '{"type":"ask","id":NaN,"query":{}}',
    "3 huge": '{"type":"ask","id":1e999,"query":{}}',
    "3 2^63": '{"type":"ask","id":9223372036854775808,"query":{}}',
    "6 base": '{"type":"base"}',
    "6 class": '{"type":"__class__"}',
    "second hello": encode(hello("d", "t")).decode(),
}


@pytest.mark.parametrize("bad", BAD_FRAMES.values(), ids=BAD_FRAMES)
async def test_1_2_3_6_a_bad_frame_is_complained_about_and_the_third_ends_the_session(wire, bad):
    async with wire.join("ann") as ann, wire.join("rob") as rob:
        for _ in range(3):
            await ann.say(bad)
        before = len(ann.wire)
        assert await ann.hear_end() == 4400
        answer = await wire.standard.do("ann", c.SetPriority(ticket="opened", priority="low"))
        await rob.hear_through(answer.seq)
    told = [json.loads(message) for message in ann.wire[before:]]
    assert [frame["type"] for frame in told] == ["complaint", "complaint", "closing"]
    assert all(len(message) < 200 for message in ann.wire[before:])


async def test_3_a_bad_field_is_named_and_its_value_is_not(wire):
    async with wire.join("ann") as ann:
        await ann.say('{"type":"ask","id":"SECRET","query":{}}')
        complaint = await ann.hear_until(frames.Complaint)
    assert complaint.refusal.field == "id"
    assert "SECRET" not in ann.wire[-1]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ('{"type":"drop_tables"}', "unknown_command"),
        ('{"type":"__init__"}', "unknown_command"),
        ('{"type":"take_ticket","ticket":"opened","owner":"me"}', "bad_frame"),
        ('{"type":"take_ticket","ticket":7}', "bad_frame"),
        ('{"type":"take_ticket","ticket":-0}', "bad_frame"),
        ('{"type":"set_subject","ticket":"opened","subject":"a\\u0000b"}', "bad_text"),
        ("[]", "bad_frame"),
        ("7", "bad_frame"),
    ],
)
async def test_6_an_unknown_or_malformed_command_is_refused_under_its_own_id(wire, command, code):
    async with wire.join("ann") as ann:
        await ann.say(submission("x1", 1, command))
        answers = await ann.hear_until(frames.Answers)
    (answer,) = answers.answers
    assert (answer.id, answer.ok, answer.refusal.code) == ("x1", False, code)
    assert len(ann.wire[-1]) < 200


async def test_5_of_duplicate_keys_the_last_one_counts(wire):
    async with wire.join("ann") as ann:
        command = '{"type":"take_ticket","ticket":"opened","ticket":"fresh"}'
        await ann.say(submission("x1", 1, command))
        await ann.hear_until(frames.Answers)
        assert ann.replica.get("ticket", "fresh").assignee == "ann"


async def test_7_a_frame_of_257_kib_closes_the_connection_with_1009(wire):
    async with wire.join("ann") as ann:
        await ann.say("x" * 257 * 1024)
        assert await ann.hear_end() == 1009


async def test_7_a_declared_length_of_2_to_63_closes_the_connection(wire):
    async with wire.join("ann") as ann:
        ann.connection.transport.write(b"\x81\xff" + (2**63 - 1).to_bytes(8) + b"mask")
        assert await ann.hear_end() == 1009


def piece(data, *, opcode, fin):
    return bytes([opcode | fin << 7, 0x80 | len(data)]) + b"\x00" * 4 + data


async def test_8_a_message_that_is_never_finished_closes_the_connection(templates, tmp_path):
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with serving(database, limits={"message_s": 0.05}) as wire, wire.join("ann") as ann:
        ann.connection.transport.write(piece(b'{"type":', opcode=1, fin=False))
        assert await ann.hear_end() == 1008
    database.close()


async def test_8_a_message_in_a_few_pieces_is_taken(wire):
    async with wire.join("ann") as ann:
        first = piece(b'{"type":"compare', opcode=1, fin=False)
        ping = piece(b"", opcode=9, fin=True)
        ann.connection.transport.write(first + ping + piece(b'_digests"}', opcode=0, fin=True))
        await ann.hear_until(frames.Digests)


# -- work ----------------------------------------------------------------------------------------


async def test_an_answer_follows_the_changes_that_it_is_about(wire):
    async with wire.join("ann") as ann:
        for number in range(1, 6):
            priority = ("low", "high")[number % 2]
            command = encode(c.SetPriority(ticket="opened", priority=priority)).decode()
            await ann.say(submission(f"x{number}", number, command))
        while len(ann.replica.answers) < 5:
            await ann.hear()
        assert [answer.id for answer in ann.replica.answers] == [f"x{n}" for n in range(1, 6)]
        assert ann.replica.get("ticket", "opened").priority == "high"


async def test_commands_beyond_the_rate_are_told_to_slow_down_each(furnished):
    limits = {"command_burst": 2, "commands_a_second": 0.01}
    async with serving(furnished, limits=limits) as wire, wire.join("ann") as ann:
        command = encode(c.SetPriority(ticket="opened", priority="low")).decode()
        for number in (1, 2, 3):
            await ann.say(submission(f"x{number}", number, command))
        while len(ann.replica.answers) < 3:
            await ann.hear()
    last = ann.replica.answers[-1]
    assert last.id == "x3"
    assert last.refusal is not None
    assert last.refusal.code == "slow_down"
    assert last.refusal.retry_after_ms is not None


async def test_the_sixth_session_of_an_agent_ends_the_first(wire):
    async with wire.join("ann") as first:
        others = [wire.join("ann") for _ in range(5)]
        for other in others:
            await other.__aenter__()
        assert await first.hear_end() == 4409
        for other in others:
            await other.__aexit__(None, None, None)


async def test_a_peer_that_stops_reading_is_closed_and_the_others_go_on(furnished):
    limits = {"buffer_bytes": 20_000, "drain_s": 1.5}
    async with serving(furnished, limits=limits) as wire, wire.join("rob") as rob:
        async with wire.join("ann", max_queue=1) as ann:
            narrow(ann.connection, wire)
            ann.connection.transport.pause_reading()
            for number in range(60):
                note = c.AddNote(ticket="opened", message=f"n{number}", text="x" * 60_000)
                answer = await wire.standard.do("rob", note)
                await rob.hear_through(answer.seq)
            async with asyncio.timeout(PATIENCE_S):
                while wire.hub.sessions > 1:
                    await rob.say(frames.CompareDigests())
                    await rob.hear_until(frames.Digests)
            ann.connection.transport.abort()
        await rob.say(frames.CompareDigests())
        digests = await rob.hear_until(frames.Digests)
        assert digests.scopes == rob.replica.own_digests()


def narrow(connection, wire):
    """Make the kernel's buffers on the way to a peer small, on both sides."""
    ours = [connection, *wire.gateway._server.all_connections]
    for one in ours:
        sock = one.transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)


# -- revocation ----------------------------------------------------------------------------------


async def test_24_claiming_another_teams_scope_gives_nothing_and_is_logged(wire):
    async with wire.join("aud") as auditor:
        async with wire.open() as ben:
            welcome = await wire.greet(ben, "ben")
            claimed = {"team:support": "full", "ticket:opened": "full", "audit": "full"}
            await ben.say(frames.Resume(epoch=welcome.epoch, cursor=welcome.head, scopes=claimed))
            await ben.hear_until(frames.ScopeReady)
            note = c.AddNote(ticket="opened", message="n1", text="CONFIDENTIAL")
            await wire.standard.do("ann", note)
            await ben.say(frames.CompareDigests())
            digests = await ben.hear_until(frames.Digests)
        assert not {"team:support", "ticket:opened", "audit"} & digests.scopes.keys()
        assert not [message for message in ben.wire if "CONFIDENTIAL" in message]
        await auditor.settle()
    events = [auditor.replica.get("security", id_) for id_ in auditor.replica.ids("security")]
    (event,) = [event for event in events if event.what == "scope_refused"]
    assert event.account == "ben"
    assert "team:support" in event.detail


async def test_after_a_revocation_is_acknowledged_no_byte_of_the_scope_follows(wire):
    async with wire.join("ann") as ann:
        await wire.standard.do("ada", c.EndMembership(agent="ann", team="support"))
        said = len(ann.wire)
        notes = [
            c.AddNote(ticket="fresh", message=f"n{number}", text="CONFIDENTIAL")
            for number in range(20)
        ]
        answer = await wire.standard.do("ada", *notes)
        await ann.say(frames.CompareDigests())
        await ann.hear_until(frames.Digests)
        assert ann.replica.cursor >= answer.seq
    assert not [message for message in ann.wire[said:] if "CONFIDENTIAL" in message]
    assert "fresh" not in ann.replica.tickets()


@pytest.mark.parametrize(
    ("sealed", "named"), [(False, {}), (True, {"server_hostname": "127.0.0.1"})]
)
@pytest.mark.parametrize(
    "ending",
    [c.EndMembership(agent="ann", team="support"), c.DisableAgent(agent="ann")],
    ids=lambda command: type(command).__name__,
)
async def test_what_the_system_still_buffers_is_gone_when_sight_is_taken(
    furnished, ending, sealed, named
):
    async with serving(furnished, sealed=sealed) as wire:
        ours = await dial_narrowly(wire.gateway.port)
        async with wire.join("ann", sock=ours, **named) as ann:
            ann.connection.transport.pause_reading()
            for number in range(20):
                note = c.AddNote(ticket="opened", message=f"n{number}", text="x" * 2_000)
                await wire.standard.do("rob", note)
            await wire.standard.do("rob", c.AddNote(ticket="opened", message="last", text="SECRET"))
            await wire.standard.do("ada", ending)
            ann.connection.transport.resume_reading()
            await ann.hear_end()
    assert not [message for message in ann.wire if "SECRET" in message]


@pytest.mark.parametrize(("turn", "has_it"), [("resume_reading", True), ("pause_reading", False)])
async def test_while_frames_wait_here_what_the_peers_system_has_taken_counts(
    furnished, turn, has_it
):
    async with serving(furnished) as wire:
        ours = await dial_narrowly(wire.gateway.port)
        async with wire.join("ann", sock=ours) as ann:
            (seat,) = wire.hub._floor.of_agent(AgentId("ann"))
            held = threading.Event()
            holding = asyncio.create_task(wire.desk.transact(lambda _: held.wait(PATIENCE_S)))
            command = encode(c.SetPriority(ticket="opened", priority="low")).decode()
            for number in range(1, 61):
                await ann.say(submission(f"x{number}", number, command))
            async with asyncio.timeout(PATIENCE_S):
                line: Any = seat.line
                while not line._connection.recv_messages.paused:  # noqa: ASYNC110
                    await asyncio.sleep(0)
            getattr(ann.connection.transport, turn)()
            seat.line.write(message(b"x" * 20_000))
            assert seat.line.buffered() == 0
            assert await seat.line.flush(0.5) is has_it
            held.set()
            await holding
            seat.line.abort()


SHARED = c.SaveView(view="v9", name="SECRET", conditions={"priority": "urgent"}, shared=True)
PRIVATE = c.SaveView(view="v9", name="SECRET", conditions={"priority": "urgent"}, shared=False)


@pytest.mark.parametrize(
    "ending", [PRIVATE, c.DeleteView(view="v9")], ids=lambda command: type(command).__name__
)
async def test_a_view_that_is_shared_no_longer_is_taken_back_from_what_the_system_buffers(
    furnished, ending
):
    async with serving(furnished) as wire:
        ours = await dial_narrowly(wire.gateway.port)
        async with wire.join("rob", sock=ours) as rob:
            rob.connection.transport.pause_reading()
            for number in range(20):
                note = c.AddNote(ticket="opened", message=f"n{number}", text="x" * 2_000)
                await wire.standard.do("ann", note)
            await wire.standard.do("ada", SHARED, ending)
            rob.connection.transport.resume_reading()
            await rob.hear_end()
    assert not [message for message in rob.wire if "SECRET" in message]


async def test_a_connection_that_is_ending_is_seen_off_before_sight_is_taken(furnished):
    async with serving(furnished) as wire:
        ours = await dial_narrowly(wire.gateway.port)
        async with wire.join("ann", sock=ours) as ann:
            ann.connection.transport.pause_reading()
            for number in range(20):
                note = c.AddNote(ticket="opened", message=f"n{number}", text="x" * 2_000)
                await wire.standard.do("rob", note)
            await wire.standard.do("rob", c.AddNote(ticket="opened", message="last", text="SECRET"))
            (seat,) = wire.hub._floor.of_agent(AgentId("ann"))
            wire.hub._floor.end_with(seat, Refusal(code=Code.LIMIT), 4008)
            await wire.standard.do("ada", c.EndMembership(agent="ann", team="support"))
            ann.connection.transport.resume_reading()
            await ann.hear_end()
    assert not [message for message in ann.wire if "SECRET" in message]


async def dial_narrowly(port):
    """A socket that takes few bytes which nobody has read."""
    ours = socket.socket()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    ours.setblocking(False)
    await asyncio.get_running_loop().sock_connect(ours, ("127.0.0.1", port))
    return ours


async def test_a_disabled_agent_is_closed_before_the_command_is_answered(wire):
    async with wire.join("ann") as ann:
        await wire.standard.do("ada", c.DisableAgent(agent="ann"))
        assert wire.hub.sessions == 0
        assert await ann.hear_end() == 4403
    assert ann.replica.closing.refusal.code == Code.DISABLED


async def test_no_value_from_before_a_change_is_ever_on_the_wire(wire):
    async with wire.join("ada") as ada, wire.join("ann") as ann:
        edits = [
            c.SetSubject(ticket="opened", subject="OLD-SUBJECT"),
            c.SetSubject(ticket="opened", subject="New"),
            c.SetTeam(ticket="opened", team="billing"),
            c.SetTeam(ticket="opened", team="support"),
            c.ChangeContact(contact="kim", notes="Kept"),
        ]
        await wire.standard.do("ada", edits[0])
        seen = len(ada.wire), len(ann.wire)
        answer = await wire.standard.do("ada", *edits[1:])
        for peer in (ada, ann):
            await peer.hear_through(answer.seq)
    after_first = [m for m in (*ada.wire, *ann.wire) if '"before":{' in m]
    assert after_first == []
    assert seen >= (1, 1)


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "TLS"])
async def test_many_commands_at_once_that_take_ones_own_sight_away_are_all_answered(
    furnished, sealed
):
    async with serving(furnished, sealed=sealed) as wire, wire.join("ann") as ann:
        for number in range(1, 61):
            team = ("billing", "support")[number % 2]
            command = encode(c.SetTeam(ticket="opened", team=team)).decode()
            await ann.say(submission(f"x{number}", number, command))
        while len(ann.replica.answers) < 60:
            await ann.hear()
        await ann.settle()


async def test_over_tls_a_revocation_waits_until_the_peer_has_what_was_written(furnished):
    async with serving(furnished, sealed=True) as wire, wire.join("ann") as ann:
        note = c.AddNote(ticket="fresh", message="n1", text="CONFIDENTIAL " * 4000)
        await wire.standard.do("ada", note, c.EndMembership(agent="ann", team="support"))
        last = await wire.standard.do("ada", c.AddNote(ticket="fresh", message="n2", text="LATER"))
        await ann.settle()
        assert ann.replica.cursor >= (last.seq or 0)
    assert not [message for message in ann.wire if "LATER" in message]
    assert "fresh" not in ann.replica.tickets()
