# SPDX-License-Identifier: Apache-2.0
"""Two real clients and a real server over TLS: what is done in one is so in the other."""

import asyncio
import random
from contextlib import AsyncExitStack

import pytest

from app import intents
from app.outbox.drafts import Draft
from app.sync import draft_courier
from sync_server.contract import entities
from sync_server.contract.entities import Availability, Membership, Team, Ticket
from sync_server.contract.version import PROTOCOL
from tests.end_to_end.computers import (
    MAYA,
    THEO,
    both,
    check_digests,
    found_company,
    holds_ticket,
    joined,
    open_one,
    settled,
    support_of,
)
from tests.end_to_end.gestures import GESTURES, WRITINGS, Scene
from tests.support.live_client import Desk, live, until
from tests.support.server_process import ADA, PATIENCE_S


@pytest.fixture
async def codes(server):
    return await found_company(server)


@pytest.fixture
def desks(tmp_path):
    return {email: Desk(tmp_path / email) for email in (ADA, MAYA, THEO)}


@pytest.fixture
async def pair(server, codes, desks):
    """Maya and Theo, both of the support team, at their computers."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(joined(desks[email], email, codes[email]))
            for email in (MAYA, THEO)
        ]


WITH_MAIL = {
    *("connect_mailbox", "change_mailbox", "forward", "send_again"),
    *("release_held", "discard_held"),
}
"""Gestures that need mail servers: `test_mail` and the tests of mailboxes make them."""


def is_reachable(client, agent):
    """Whether the desk offers anything to an agent: it waits whether somebody stays."""
    return getattr(client.workspace.get(Availability, agent), "reachable", False)


def me_of(client):
    return client.workspace.me


def memberships_of(client):
    return [each for each in client.workspace.all(Membership) if each.agent == client.me]


def parts_of(server):
    """The files of which the server has a part."""
    return list((server.data / "files").rglob("*.part"))


async def notes_of(client, ticket):
    with await client.workspace.open_conversation(ticket) as conversation:
        return [each.message.text for each in conversation.entries if each.message.type == "note"]


# -- every gesture -------------------------------------------------------------------------------


def test_no_gesture_is_left_out():
    made = {gesture.__name__ for gesture in (*GESTURES, *WRITINGS)}
    assert made | WITH_MAIL == {name for name in intents.__all__ if name.islower()}
    assert not made & WITH_MAIL


async def test_every_gesture_in_one_client_is_seen_in_the_other(server, codes, desks, tmp_path):
    (tmp_path / "crate.bin").write_bytes(b"glass" * 100)
    async with joined(desks[ADA], ADA, codes[ADA]) as writer:
        code = await server.join_code()
        async with joined(Desk(tmp_path / "other"), ADA, code) as other:
            file = await writer.attach_file(tmp_path / "crate.bin")
            scene = Scene(writer.workspace, me=me_of(writer), file=file)
            await until(other, lambda: is_reachable(other, scene.me), patience_s=30)
            for gesture in GESTURES:
                await seen(gesture, scene, writer, other)
            scene.conversation = await other.workspace.open_conversation(scene.made["main"])
            for gesture in WRITINGS:
                await seen(gesture, scene, writer, other)
            scene.conversation.close()
            await check_digests(server, writer, ADA)
            await check_digests(server, other, ADA)
    assert desks[ADA].notices == []


@pytest.mark.long
async def test_a_draft_follows_its_author_to_another_device(
    server, codes, desks, tmp_path, monkeypatch
):
    monkeypatch.setattr(draft_courier, "PAUSE_S", 0.0)
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(joined(desks[ADA], ADA, codes[ADA]))
        code = await server.join_code()
        second = await stack.enter_async_context(joined(Desk(tmp_path / "other"), ADA, code))
        theo = await stack.enter_async_context(joined(desks[THEO], THEO, codes[THEO]))
        ticket = open_one(first)
        await both((second, theo), holds_ticket(ticket))
        came, went = asyncio.Event(), asyncio.Event()
        second.workspace.drafts.changed.connect(lambda _: came.set())
        first.workspace.drafts.put(ticket, "reply", Draft(text="Dear Kim"))
        async with asyncio.timeout(PATIENCE_S):
            await came.wait()
        draft = await second.workspace.drafts.get(ticket, "reply")
        assert draft is not None
        assert draft.text == "Dear Kim"
        intents.reply(second.workspace, ticket=ticket, text="Dear Kim, done")
        first.workspace.drafts.changed.connect(lambda _: went.set())
        async with asyncio.timeout(PATIENCE_S):
            await went.wait()
        assert await first.workspace.drafts.get(ticket, "reply") is None
        assert list(theo.workspace.all(entities.Draft)) == []


async def seen(gesture, scene, writer, other):
    """Make a gesture and wait until the writer's is done, and the other client shows it."""
    holds = gesture(scene)
    try:
        await until(writer, lambda: not writer.workspace.pending)
        await until(other, lambda: holds(other.workspace))
    except BaseException as error:
        error.add_note(f"{gesture.__name__}: {writer.workspace.pending}")
        raise


# -- cut, stopped, killed ------------------------------------------------------------------------


@pytest.mark.long
async def test_a_restarted_client_resumes_without_a_gap(server, codes, desks):
    async with joined(desks[THEO], THEO, codes[THEO]) as theo:
        async with joined(desks[MAYA], MAYA, codes[MAYA]) as maya:
            ticket, other = open_one(maya), open_one(maya, "Another")
            await both((maya, theo), holds_ticket(other))
        for number in range(25):
            intents.add_note(theo.workspace, ticket=ticket, text=f"note {number}")
        intents.set_team(theo.workspace, ticket=other, team=None)
        fresh = open_one(theo, "Meanwhile")
        await until(theo, lambda: not theo.workspace.pending)
        async with desks[MAYA].client() as maya:
            assert maya.workspace.get(Ticket, ticket).messages == 1
            await live(maya)
            await until(maya, lambda: holds_ticket(fresh)(maya.workspace))
            assert await notes_of(maya, ticket) == [f"note {number}" for number in range(25)]
            assert maya.workspace.get(Ticket, other).team is None
            await check_digests(server, maya, MAYA)
    assert desks[MAYA].notices == []


@pytest.mark.long
async def test_what_is_done_offline_arrives_when_the_server_is_back(server, pair):
    maya, theo = pair
    ticket = open_one(maya)
    await both((maya, theo), holds_ticket(ticket))
    await server.stop()
    for client in pair:
        await until(client, lambda client=client: client.state.kind == "offline")
    made = open_one(maya, "Found offline")
    intents.add_note(maya.workspace, ticket=made, text="written offline")
    intents.reply(maya.workspace, ticket=ticket, text="On our way", status="pending")
    intents.set_priority(theo.workspace, ticket=ticket, priority="high")
    assert maya.workspace.get(Ticket, ticket).status == "pending"
    assert maya.workspace.get(Ticket, made).number == 0
    await server.start()
    for client in pair:
        client.retry_now()
    await both((maya, theo), holds_ticket(made))
    await both((maya, theo), lambda each: each.get(Ticket, ticket).priority == "high")
    await both((maya, theo), lambda each: each.get(Ticket, ticket).status == "pending")
    assert await notes_of(theo, made) == ["written offline"]
    for client, email in zip(pair, (MAYA, THEO), strict=True):
        await check_digests(server, client, email)


async def test_a_server_killed_under_its_clients_costs_them_nothing(server, pair):
    ticket = open_one(pair[0])
    await both(pair, holds_ticket(ticket))
    for life in range(3):
        for number in range(20):
            for name, client in zip("mt", pair, strict=True):
                intents.add_note(client.workspace, ticket=ticket, text=f"{name} {life} {number:02}")
            await asyncio.sleep(0)
        await until(pair[0], lambda life=life: len(pair[0].workspace.pending) <= 12)
        await server.kill()
        await server.start()
        for client in pair:
            client.retry_now()
    for client in pair:
        await until(client, lambda client=client: not client.workspace.pending)
    await both(pair, lambda each: each.get(Ticket, ticket).messages == 121)
    for client, email in zip(pair, (MAYA, THEO), strict=True):
        notes = await notes_of(client, ticket)
        assert len(notes) == len(set(notes)) == 120
        for name in "mt":
            own = [note for note in notes if note.startswith(name)]
            assert own == sorted(own)
        await check_digests(server, client, email)


# -- one another ---------------------------------------------------------------------------------


@pytest.mark.long
async def test_colleagues_see_who_is_where_until_they_leave(pair):
    maya, theo = pair
    ticket = open_one(maya)
    await both((maya, theo), holds_ticket(ticket))
    maya.here(ticket=ticket, mode="replying", typing=True)
    await until(theo, lambda: theo.workspace.people_on(ticket))
    (somebody,) = theo.workspace.people_on(ticket)
    assert (somebody.agent, somebody.mode, somebody.typing) == (maya.me, "replying", True)
    maya.here(ticket=None)
    await until(theo, lambda: not theo.workspace.people_on(ticket))


@pytest.mark.long
async def test_a_file_is_the_same_byte_for_byte_on_the_other_side(pair, tmp_path):
    maya, theo = pair
    sent = random.Random(4).randbytes(700_001)
    (tmp_path / "plan of the quay.pdf").write_bytes(sent)
    ticket = open_one(maya)
    file = await maya.attach_file(tmp_path / "plan of the quay.pdf")
    intents.add_note(maya.workspace, ticket=ticket, text="See the plan", files=(file,))
    await until(theo, lambda: holds_ticket(ticket)(theo.workspace))
    await until(theo, lambda: theo.workspace.get(Ticket, ticket).messages == 2)
    with await theo.workspace.open_conversation(ticket) as conversation:
        (attachment,) = conversation.entries[-1].attachments
    assert (attachment.name, attachment.size) == ("plan of the quay.pdf", len(sent))
    told = []
    got = await theo.download(
        attachment.id, to=tmp_path / "got.pdf", progress=lambda *so_far: told.append(so_far)
    )
    assert got.read_bytes() == sent
    assert told[-1] == (len(sent), len(sent))


@pytest.mark.long
async def test_a_file_survives_a_server_killed_in_the_middle_of_its_upload(server, pair, tmp_path):
    maya, theo = pair
    sent = random.Random(5).randbytes(12_000_000)
    (tmp_path / "film.bin").write_bytes(sent)
    ticket = open_one(maya)
    file = await maya.attach_file(tmp_path / "film.bin")
    intents.add_note(maya.workspace, ticket=ticket, text="See the film", files=(file,))
    async with asyncio.timeout(PATIENCE_S):
        while not parts_of(server):  # noqa: ASYNC110 - the folder tells nobody
            await asyncio.sleep(0)
    await server.kill()
    (part,) = parts_of(server)
    assert part.stat().st_size < len(sent)
    await server.start()
    for client in pair:
        client.retry_now()
    await both(pair, lambda each: getattr(each.get(Ticket, ticket), "messages", 0) == 2)
    await settled(theo)
    with await theo.workspace.open_conversation(ticket) as conversation:
        (attachment,) = conversation.entries[-1].attachments
    got = await theo.download(attachment.id, to=tmp_path / "got.bin")
    assert got.read_bytes() == sent


# -- rights --------------------------------------------------------------------------------------


async def test_who_leaves_a_team_loses_its_rows_at_once(server, codes, desks):
    async with (
        joined(desks[ADA], ADA, codes[ADA]) as ada,
        joined(desks[MAYA], MAYA, codes[MAYA]) as maya,
    ):
        team, ticket = support_of(maya), open_one(maya)
        intents.add_note(maya.workspace, ticket=ticket, text="The zebra is striped")
        await until(ada, lambda: holds_ticket(ticket)(ada.workspace))
        await until(maya, lambda: not maya.workspace.pending)
        assert await maya.search("zebra")
        intents.end_membership(ada.workspace, agent=me_of(maya), team=team)
        await until(maya, lambda: maya.workspace.get(Ticket, ticket) is None)
        assert maya.workspace.get(Team, team) is not None
        await until(maya, lambda: not memberships_of(maya))
        assert await maya.search("zebra") == ()
        assert list(maya.views.open("all_open")) == []
        await check_digests(server, maya, MAYA)
        await until(ada, lambda: not ada.workspace.pending)
        intents.set_membership(ada.workspace, agent=me_of(maya), team=team)
        await until(maya, lambda: maya.workspace.get(Ticket, ticket) is not None)
        assert await notes_of(maya, ticket) == ["The zebra is striped"]


async def test_a_disabled_agent_is_put_out_and_keeps_nothing(server, codes, desks):
    async with joined(desks[ADA], ADA, codes[ADA]) as ada:
        async with joined(desks[MAYA], MAYA, codes[MAYA]) as maya:
            ticket = open_one(maya)
            await until(ada, lambda: holds_ticket(ticket)(ada.workspace))
            intents.disable_agent(ada.workspace, agent=me_of(maya))
            await until(maya, lambda: maya.state.kind == "signed_out")
            assert maya.state.reason == "disabled"
            await until(maya, lambda: maya.workspace.get(Ticket, ticket) is None)
            assert await maya.search("noon") == ()
        async with desks[MAYA].client() as maya:
            assert maya.state.kind == "signed_out"
            assert maya.workspace.get(Ticket, ticket) is None
    assert [notice.kind for notice in desks[MAYA].notices] == ["signed_out"]


@pytest.mark.long
async def test_a_join_code_leads_to_the_desk_step_by_step(codes, desks):
    async with desks[MAYA].client() as maya:
        checks = await maya.check_connection(join_code=codes[MAYA])
    assert [(check.step, check.ok) for check in checks] == [
        ("name", True),
        ("port", True),
        ("certificate", True),
        ("greeting", True),
    ]
    assert checks[-1].desk == "Lantern Works"
    assert checks[-1].protocol == PROTOCOL
    assert (checks[-1].until or 0) > 0


@pytest.mark.long
async def test_a_client_knows_the_name_of_its_desk_before_it_connects(codes, desks):
    async with joined(desks[MAYA], MAYA, codes[MAYA]) as maya:
        assert maya.desk == "Lantern Works"
    async with desks[MAYA].client() as maya:
        assert maya.desk == "Lantern Works"
