# SPDX-License-Identifier: Apache-2.0
import asyncio
import gc

import pytest
from msgspec import Raw

from app import intents
from app.cache import front as fronts
from app.client import RESULTS, Client, Profile
from app.environment import RealEnvironment
from app.errors import (
    AnotherAccount,
    AskRefused,
    NoRoom,
    NotConnected,
    SignInRefused,
    Unreachable,
)
from app.link.backoff import LONGEST_S
from app.link.wire import WireClosed
from app.sync import stores
from sync_server.contract import frames
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from sync_server.contract.queries import QUERIES, SearchResult, SearchTickets
from sync_server.contract.refusals import Refusal
from tests.support.client_frames import (
    a_membership,
    a_message,
    a_ticket,
    an_agent,
    changes,
    insert,
    update,
)
from tests.support.live_client import (
    Desk,
    MinutesEnvironment,
    TestKeyring,
    live,
    sign_in,
    until,
)
from tests.support.scripted_server import ScriptedServer

T1 = TicketId("t1")
BILLING = "team:billing"


@pytest.fixture
async def server():
    async with ScriptedServer() as server:
        server.scopes |= {
            "desk": (
                (1, an_agent("me", name="Maya")),
                (1, a_membership("me.billing", agent="me", team="billing")),
            ),
            BILLING: (
                (5, a_ticket("t1", number=101, last_message_at=50)),
                (4, a_message("m1", ticket="t1", text="The quay is flooded")),
            ),
        }
        yield server


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "profile")


def subject(client):
    ticket = client.workspace.get(Ticket, T1)
    return ticket and ticket.subject


async def test_signing_in_brings_the_desk(desk, server):
    async with desk.client() as client:
        assert client.state.kind == "signed_out"
        await sign_in(client, server)
        await live(client)
        assert subject(client) == "Subject of t1"
        assert list(client.views.open("all_open")) == ["t1"]
        assert client.me == "me"


async def test_who_stops_waiting_once_the_server_let_the_device_in_stays_signed_in(desk, server):
    async with desk.client() as client:
        waiting = asyncio.ensure_future(sign_in(client, server))
        subscription = client.state_changed.connect(
            lambda state: state.kind == "syncing" and waiting.cancel()
        )
        with pytest.raises(asyncio.CancelledError):
            await waiting
        subscription.close()
        await live(client)
    async with desk.client() as client:
        await live(client)


async def test_a_restarted_client_shows_its_cache_before_any_connection(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
    await server.stop()
    async with desk.client() as client:
        assert subject(client) == "Subject of t1"
        assert [hit.id for hit in await client.search("quay flood")] == ["m1"]
        await until(client, lambda: client.state.kind == "offline")


async def test_where_the_pages_in_a_browser_are_is_known_offline_too(desk, server):
    server.web = "https://desk.example:8445"
    async with desk.client() as client:
        assert client.web == ""
        await sign_in(client, server)
        assert client.web == "https://desk.example:8445"
    await server.stop()
    async with desk.client() as client:
        assert client.web == "https://desk.example:8445"


async def test_a_restarted_client_resumes_from_its_cursor_with_its_rotated_token(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
    async with desk.client() as client:
        await live(client)
    hello, resume = server.all(frames.Hello)[-1], server.all(frames.Resume)[-1]
    assert hello.credential.token == "token-1"
    assert (resume.epoch, resume.cursor) == ("epoch-1", 10)
    assert set(resume.scopes) == {"desk", "agent:me", BILLING}


async def test_who_does_not_stay_signed_in_is_signed_out_by_closing_the_program(desk, server):
    async with desk.client() as client:
        await sign_in(client, server, stays=False)
        await live(client)
        server.cut()
        await until(client, lambda: client.state.kind != "live")
        client.retry_now()
        await live(client)
    async with desk.client() as client:
        assert client.state.kind == "signed_out"
        assert await client.held() is None
        await sign_in(client, server)
        await live(client)
    async with desk.client() as client:
        await live(client)


async def test_what_is_done_offline_is_sent_after_a_restart(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await server.stop()
        await until(client, lambda: client.state.kind == "offline")
        intents.reply(client.workspace, ticket=T1, text="On our way")
        await until(client, lambda: client.state.to_send == 1)
        assert client.workspace.marks(Ticket, "t1").kind in ("saving", "waiting")
    async with desk.client() as client:
        assert client.workspace.get(Ticket, T1).messages == 1
        await server.start()
        client.retry_now()
        await live(client)
    (submit,) = server.all(frames.Submit)
    assert b"On our way" in bytes(submit.commands[0].command)


async def test_while_offline_only_changes_are_counted_and_the_next_try_is_told(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        assert client.next_try_s is None

        def next_try_s():
            return -1 if client.next_try_s is None else client.next_try_s

        await server.stop()
        await until(client, lambda: client.state.kind == "offline")
        intents.mark_read(client.workspace, ticket=T1, up_to=client.workspace.now_us())
        assert client.state.to_send == 0
        intents.reply(client.workspace, ticket=T1, text="On our way")
        await until(client, lambda: client.state.to_send == 1)
        await until(client, lambda: next_try_s() >= 0)
        assert next_try_s() <= LONGEST_S


async def test_a_cut_in_the_middle_of_a_submit_sends_it_again_under_the_same_counter(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        server.answer = lambda envelope: server.cut()
        intents.add_note(client.workspace, ticket=T1, text="psst")
        await server.wait_for(frames.Submit)
        server.answer = server.accept
        await until(client, lambda: client.workspace.pending == ())
    first, second = (submit.commands[0] for submit in server.all(frames.Submit)[:2])
    assert (first.id, first.counter) == (second.id, second.counter)
    assert bytes(first.command) == bytes(second.command)


async def test_promise_18_another_epoch_starts_over_and_keeps_what_is_unsent(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await server.stop()
        intents.add_note(client.workspace, ticket=T1, text="psst")
        await until(client, lambda: client.state.kind == "offline")
    server.epoch, server.head = "epoch-2", 3
    server.scopes[BILLING] = ((2, a_ticket("t1", subject="Restored")),)
    await server.start()
    async with desk.client() as client:
        await live(client)
        assert subject(client) == "Restored"
    assert server.all(frames.Resume)[-1] == frames.Resume(epoch="epoch-2", cursor=0)
    assert [(each.kind, each.count) for each in desk.notices] == [("server_restored", 1)]
    assert server.all(frames.Submit)[-1].commands[0].counter == 1


async def test_p10_a_restored_server_gets_again_what_it_had_accepted(desk, server):
    """Bad input 62: an old backup restored over live clients."""
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        intents.add_note(client.workspace, ticket=T1, text="psst")
        intents.add_note(client.workspace, ticket=T1, text="lost")
        await until(client, lambda: client.workspace.pending == ())
        first = [envelope for submit in server.all(frames.Submit) for envelope in submit.commands]
        await server.stop()
        await until(client, lambda: client.state.kind == "offline")
        server.epoch, server.head, server.next_counter = "epoch-2", 3, 1
        server.outcomes.clear()
        server.answer = lambda envelope: frames.Answer(id=envelope.id, ok=True, seq=4)
        server.scopes[BILLING] = ((2, a_ticket("t1", subject="Restored")),)
        sent = len(server.all(frames.Submit))
        await server.start()
        client.retry_now()
        await until(client, lambda: [each.state for each in client.replayed] == ["done", "done"])
        await live(client)
        assert subject(client) == "Restored"
        assert client.workspace.pending == ()
        client.dismiss_replayed()
        assert client.replayed == ()
    again = [e for submit in server.all(frames.Submit)[sent:] for e in submit.commands]
    assert [(e.id, bytes(e.command)) for e in again] == [(e.id, bytes(e.command)) for e in first]
    assert [envelope.counter for envelope in again] == [1, 2]
    assert [(each.kind, each.count) for each in desk.notices] == [("server_restored", 2)]


@pytest.mark.parametrize(
    "lie",
    [
        changes(update(12, a_ticket("t9"), scope=BILLING, status="open")),
        changes(insert(9, a_ticket("t8"), scope=BILLING), through=12),
        changes(
            insert(12, a_ticket("t8"), scope=BILLING), insert(12, a_ticket("t7"), scope=BILLING)
        ),
    ],
    ids=["a row that is not held", "a seq of the past", "a seq twice"],
)
async def test_promise_70_a_lie_is_refused_reported_and_the_scope_fetched_again(
    desk, server, lie, expected_logs
):
    expected_logs.expect("app.sync", "The server misbehaved")
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await server.push(lie)
        resume = await server.wait_for(frames.Resume, 2)
        assert BILLING not in resume.scopes
        await live(client)
        assert list(client.views.open("all_open")) == ["t1"]
    assert desk.notices[0].kind == "server_misbehaved"


async def test_promise_70_noise_ends_the_session_and_nothing_else(desk, server, expected_logs):
    expected_logs.expect("app.sync", "The server misbehaved")
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await server.push_raw('{"type": "hologram"}')
        await server.wait_for(frames.Resume, 2)
        await live(client)
        assert subject(client) == "Subject of t1"


async def test_promise_70_rows_of_an_unknown_kind_are_skipped(desk, server):
    strange = frames.Change(seq=12, scope="desk", kind="hologram", id="h1", op="insert")
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        known = update(13, a_ticket("t1"), scope=BILLING, subject="New")
        await server.push(frames.Changes(through=13, changes=(strange, known)))
        await until(client, lambda: subject(client) == "New")


async def test_a_differing_digest_fetches_the_scope_again(desk, server, expected_logs):
    expected_logs.expect("app.sync", "the digest differs")
    wrong = {BILLING: {"ticket": "00000000000000ff"}}
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await server.push(frames.Digests(through=10, scopes=wrong))
        assert BILLING not in (await server.wait_for(frames.Resume, 2)).scopes
        await live(client)


async def test_a_refused_sign_in_is_told_and_leaves_nothing(desk, server):
    server.refuse_hello = Refusal(code="sign_in")
    async with desk.client() as client:
        with pytest.raises(SignInRefused):
            await sign_in(client, server)
        assert client.state.kind == "signed_out"


@pytest.mark.parametrize(("minutes", "left"), [(29, True), (31, False)])
async def test_a_reply_that_waited_for_half_an_hour_is_shown_first(desk, server, minutes, left):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await server.stop()
        await until(client, lambda: client.state.kind == "offline")
        intents.reply(client.workspace, ticket=T1, text="Dear Hana")
        intents.add_note(client.workspace, ticket=T1, text="She was told")
        await until(client, lambda: client.state.to_send == 2)
    server.now += minutes * 60_000_000
    await server.start()
    refused: list[str] = []
    async with desk.client() as client:
        client.workspace.refused.connect(lambda told: refused.append(told.words))
        await live(client)
        await server.wait_for(frames.Submit)
        sent = b"".join(bytes(each.command) for each in server.all(frames.Submit)[-1].commands)
        assert (b"She was told" in sent, b"Dear Hana" in sent) == (True, left)
        assert (refused == []) == left
        draft = await client.workspace.drafts.get(T1, "reply")
        assert (draft is None) == left


async def test_a_server_that_is_not_there_is_told(desk, server):
    await server.stop()
    async with desk.client() as client:
        with pytest.raises(Unreachable) as caught:
            await sign_in(client, server)
        assert caught.value.reason == "port"
    await server.start()


async def test_after_its_session_ended_a_person_works_on_while_the_server_is_away(desk, server):
    async with desk.client() as client:
        assert await client.held() is None
        await sign_in(client, server)
        await live(client)
        await server.push(frames.Closing(refusal=Refusal(code="sign_in")))
        await until(client, lambda: client.state.kind == "signed_out")
        await server.stop()
        held = await client.held()
        assert held is not None
        assert held.tickets == 1
        assert client.server_name == f"127.0.0.1:{server.port}"
        client.work_offline()
        await until(client, lambda: client.state.kind == "offline")
        assert subject(client) == "Subject of t1"
        server.refuse_hello = Refusal(code="sign_in")
        await server.start()
        client.retry_now()
        await until(client, lambda: client.state.kind == "signed_out")


async def test_a_device_that_was_revoked_holds_nothing_to_work_with(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await server.push(frames.Closing(refusal=Refusal(code="device_revoked")))
        await until(client, lambda: subject(client) is None)
        assert await client.held() is None


async def test_a_revoked_device_gives_up_what_it_holds(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await server.push(frames.Closing(refusal=Refusal(code="device_revoked")))
        await until(client, lambda: subject(client) is None)
        assert client.state.kind == "signed_out"
    assert desk.notices[0].kind == "signed_out"


async def test_a_client_that_is_closed_while_it_gives_up_has_given_up(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await server.push(frames.Closing(refusal=Refusal(code="device_revoked")))
        await until(client, lambda: client.state.kind == "signed_out")
    async with desk.client() as client:
        assert (client.state.kind, subject(client)) == ("signed_out", None)


async def test_what_a_device_without_a_token_still_finds_on_its_disk_is_given_up(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
    for place in [place for place in desk.keyring.passwords if "token" in place[1]]:
        del desk.keyring.passwords[place]
    async with desk.client() as client:
        assert client.state.kind == "signed_out"
        assert subject(client) is None


async def test_signing_out_leaves_nothing_on_this_computer(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await client.sign_out()
        assert client.state.kind == "signed_out"
        assert subject(client) is None
    assert (await server.wait_for(frames.Bye)).forget
    assert not any("token" in name for _, name in desk.keyring.passwords)


async def test_another_account_never_gets_this_ones_cache_or_outbox(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        server.agent = "somebody-else"
        with pytest.raises(AnotherAccount):
            await sign_in(client, server)


async def test_promise_57_a_damaged_cache_is_set_aside_said_and_fetched_again(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await server.stop()
        intents.add_note(client.workspace, ticket=T1, text="unsent")
        await until(client, lambda: client.state.kind == "offline" and client.state.to_send == 1)
    path = desk.folder / "cache.db"
    path.write_bytes(path.read_bytes()[:5000])
    await server.start()
    async with desk.client() as client:
        await live(client)
        assert subject(client) == "Subject of t1"
    assert (desk.notices[0].kind, desk.notices[0].count) == ("set_aside", 1)
    assert len(list(desk.folder.glob("cache-damaged-*.db"))) == 1
    assert b"unsent" in bytes(server.all(frames.Submit)[-1].commands[0].command)


async def test_promise_57_damage_that_shows_later_is_mended_while_one_works(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        stores = client.opened.stores
        await stores.worker.run(stores.cache.run, "PRAGMA wal_checkpoint(TRUNCATE)")
        await stores.worker.run(stores.cache.run, "PRAGMA cache_size=0")
        path = desk.folder / "cache.db"
        path.write_bytes(path.read_bytes()[:4096] + bytes(path.stat().st_size - 4096))
        conversation = await client.workspace.open_conversation(T1)
        assert conversation.entries == ()
        await server.wait_for(frames.Resume, 2)
        await until(client, lambda: len(conversation.entries) == 1)
        conversation.close()
    assert [notice.kind for notice in desk.notices] == ["set_aside"]


async def test_promise_57_a_cache_damaged_while_offline_still_opens_the_desk_of_its_owner(
    desk, server
):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
    await server.stop()
    (desk.folder / "cache.db").write_bytes(b"not a database at all" * 400)
    async with desk.client() as client:
        assert client.me == "me"
        intents.add_note(client.workspace, ticket=T1, text="psst")
        await until(client, lambda: client.state.to_send == 1)
    assert [notice.kind for notice in desk.notices] == ["set_aside"]


async def test_what_nobody_could_hear_at_the_start_is_kept_for_the_window(tmp_path):
    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / "cache.db").write_bytes(b"not a database at all" * 400)
    environment = RealEnvironment()
    async with Client(Profile(folder=folder), environment, keyring=TestKeyring()) as client:
        assert [notice.kind for notice in client.take_notices()] == ["set_aside"]
        assert client.take_notices() == ()
    environment.close()


async def test_a_session_that_fails_for_an_unknown_reason_is_followed_by_another(
    desk, server, expected_logs
):
    expected_logs.expect("app.sync", "The session failed")
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        faults = iter((RuntimeError("nobody expected this"),))
        workspace = client.workspace

        def fail(presence):
            for fault in faults:
                raise fault

        workspace.apply_presence = fail
        await server.push(frames.Presence(people=()))
        await until(client, lambda: client.state.kind == "offline")
        client.retry_now()
        await live(client)


async def test_promise_58_what_cannot_be_counted_on_disk_leaves_once_there_is_room(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        outbox = client.opened.stores.outbox
        transaction, full = outbox.transaction, iter((NoRoom(),))

        def once_without_room():
            for error in full:
                raise error
            return transaction()

        outbox.transaction = once_without_room
        intents.add_note(client.workspace, ticket=T1, text="psst")
        await server.wait_for(frames.Submit)
        await live(client)


async def test_promise_58_a_full_disk_does_not_stop_the_clock(tmp_path, server, monkeypatch):
    environment = MinutesEnvironment()
    client = Client(Profile(folder=tmp_path / "profile"), environment, keyring=TestKeyring())
    async with client:
        await sign_in(client, server)
        await live(client)
        stores = client.opened.stores
        tries: list[int] = []
        monkeypatch.setattr(stores.queue, "retry_unsaved", lambda: tries.append(1))
        monkeypatch.setattr(stores.cache, "run", _without_room)
        await environment.pass_minutes(3)
        assert len(tries) == 3
        monkeypatch.undo()
    environment.close()


async def test_a_clock_that_is_set_while_it_runs_is_compared_with_the_servers_again(
    tmp_path, server
):
    environment = MinutesEnvironment()
    client = Client(Profile(folder=tmp_path / "profile"), environment, keyring=TestKeyring())
    async with client:
        await sign_in(client, server)
        await live(client)
        await environment.pass_minutes(2)
        ahead_us = client.workspace.offset_us
        environment.ahead_us = 3 * 3600 * 1_000_000
        await environment.pass_minutes(1)
        moved = (ahead_us - environment.ahead_us) // 60_000_000
        await until(client, lambda: client.workspace.offset_us // 60_000_000 - moved in (-1, 0, 1))
        await live(client)
        hellos = len(server.all(frames.Hello))
        await environment.pass_minutes(2)
        assert len(server.all(frames.Hello)) == hellos
    environment.close()


def _without_room(*arguments):
    raise NoRoom


async def test_promise_56_a_copied_profile_without_the_keyring_shows_nothing(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
    thief = Desk(desk.folder)
    async with thief.client() as client:
        assert subject(client) is None
        assert client.state.kind == "signed_out"
    assert [notice.kind for notice in thief.notices] == ["set_aside", "set_aside"]


async def test_promise_14_a_refusal_for_good_takes_the_gesture_back(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        server.answer = lambda envelope: frames.Answer(
            id=envelope.id, ok=False, refusal=Refusal(code="id_conflict")
        )
        refused: list = []
        client.workspace.refused.connect(refused.append)
        intents.set_subject(client.workspace, ticket=T1, subject="Mine")
        await until(client, lambda: refused)
        assert subject(client) == "Subject of t1"


async def test_questions_are_answered_refused_or_told_that_nobody_is_there(desk, server):
    async with desk.client() as client:
        with pytest.raises(NotConnected):
            await client.ask(SearchTickets(text="x"))
        await sign_in(client, server)
        await live(client)
        server.told = _an_empty_result
        assert await client.ask(SearchTickets(text="x")) == SearchResult(hits=(), more=False)
        server.told = lambda ask: frames.Told(id=ask.id, refusal=Refusal(code="slow_down"))
        with pytest.raises(AskRefused):
            await client.ask(SearchTickets(text="x"))


async def test_a_line_that_breaks_while_a_question_is_sent_leaves_nothing_unheard(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        wire, broken = client.opened.sync.wire, asyncio.Event()

        async def send(frame):
            await broken.wait()
            raise WireClosed(1006)

        wire.send = send
        asking = asyncio.create_task(client.ask(SearchTickets(text="x")))
        server.cut()
        await until(client, lambda: client.state.kind != "live")
        broken.set()
        with pytest.raises(NotConnected):
            await asking
        del asking
        gc.collect()  # asyncio tells of what nobody looked at once it is garbage


def _an_empty_result(ask):
    return frames.Told(id=ask.id, result=Raw(b'{"hits":[],"more":false}'))


async def test_without_a_keyring_nothing_is_kept_on_disk(desk, server):
    desk.keyring.failing = OSError("no bus")
    async with desk.client() as client:
        assert client.vault.kind == "memory"
        await sign_in(client, server)
        await live(client)
    assert [path.name for path in desk.folder.iterdir()] == ["server.json"]


async def test_a_token_that_the_keyring_does_not_take_is_used_and_the_loss_is_said(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        desk.keyring.failing = OSError("the bus is gone")
        server.cut()
        await server.wait_for(frames.Hello, 2)
        await live(client)
        server.cut()
        assert (await server.wait_for(frames.Hello, 3)).credential.token == "token-2"
        await live(client)
    assert desk.notices[0].kind == "keyring_missing"


async def test_an_invitation_used_up_by_a_lost_answer_still_lets_its_owner_in(desk, server):
    server.refuse_invitations = True
    async with desk.client() as client:
        await sign_in(client, server, invitation="used-up")
        await live(client)
    hellos = server.all(frames.Hello)
    assert [hello.credential.invitation for hello in hellos] == ["used-up", None]


async def test_a_passphrase_keeps_everything_under_lock(desk, server):
    desk.keyring.failing = OSError("no bus")
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        await client.protect(passphrase="an owl at dusk")
        await live(client)
    async with desk.client() as client:
        assert client.state.kind == "locked"
        await client.unlock(passphrase="an owl at dusk")
        assert subject(client) == "Subject of t1"


async def test_without_contact_for_two_weeks_the_cache_locks_until_the_server_answers(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
    await server.stop()
    async with desk.client(later_days=13) as client:
        assert subject(client) == "Subject of t1"
    async with desk.client(later_days=15) as client:
        assert subject(client) is None
        await until(client, lambda: client.state.kind == "locked")
        assert client.state.reason == "no_contact"
        await server.start()
        client.retry_now()
        await live(client)
        assert subject(client) == "Subject of t1"


async def test_presence_goes_both_ways(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        client.here(ticket=T1, mode="replying", typing=True)
        here = await server.wait_for(frames.Here)
        assert (here.ticket, here.mode, here.typing) == (T1, "replying", True)
        somebody = frames.Somebody(agent=a_ticket("a2").id, session="s", ticket=T1)
        await server.push(frames.Presence(people=(somebody,)))
        await until(client, lambda: client.workspace.people_on(T1))
        await server.stop()
        await until(client, lambda: not client.workspace.people_on(T1))


async def test_no_subscription_outlives_the_client(desk, server):
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        workspace = client.workspace
    assert workspace.changed.subscribers == 0
    assert workspace._queue.changed.subscribers == 0


@pytest.fixture
def paged(monkeypatch):
    """A desk of nine tickets is large, and four rows are a page."""
    monkeypatch.setattr(fronts, "MOST_AT_ONCE", 4)
    monkeypatch.setattr(stores, "PAGE_ROWS", 4)


def add_own_tickets(server):
    own = [(6, a_ticket(f"x{n}", assignee="me", last_message_at=n)) for n in range(8)]
    server.scopes |= {BILLING: (*server.scopes[BILLING], *own)}


async def test_a_large_cache_shows_its_first_rows_before_all_is_read(desk, server, paged):
    add_own_tickets(server)
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        queue = list(client.views.open("my_queue"))
    async with desk.client() as client:
        assert client.workspace.loading
        assert (client.state.kind, client.me) == ("connecting", "me")
        assert list(client.views.open("my_queue")) == queue
        assert client.workspace.get(Ticket, T1) is None
        intents.set_priority(client.workspace, ticket=TicketId("x3"), priority="urgent")
        await until(client, lambda: not client.workspace.loading)
        assert subject(client) == "Subject of t1"
        assert client.workspace.get(Ticket, TicketId("x3")).priority == "urgent"
        await live(client)
        await server.push(changes(update(11, a_ticket("t1"), scope=BILLING, subject="Newer")))
        await until(client, lambda: subject(client) == "Newer")
        assert list(client.views.open("my_queue")) == queue


async def test_a_client_that_ends_while_it_reads_begins_anew_with_the_same_rows(
    desk, server, paged
):
    add_own_tickets(server)
    async with desk.client() as client:
        await sign_in(client, server)
        await live(client)
        queue = list(client.views.open("my_queue"))
    async with desk.client() as client:
        assert client.workspace.loading
    async with desk.client() as client:
        assert list(client.views.open("my_queue")) == queue
        await live(client)
        assert list(client.views.open("my_queue")) == queue


def test_the_answer_of_every_query_can_be_read():
    assert set(RESULTS) == set(QUERIES.values())
