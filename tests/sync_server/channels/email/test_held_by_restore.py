# SPDX-License-Identifier: Apache-2.0
"""What waited in a backup, restored and served, with a real mail server behind the mailbox."""

import pytest
from msgspec import structs

from sync_server.channels.email.held_by_restore import NotHeld, hold_what_waited
from sync_server.desk.commands.sending import HELD_BY_RESTORE
from sync_server.operations.backup_wording import describe_restored
from sync_server.store.engines import Database
from tests.support.backups import make_backed_desk
from tests.support.desks import running_desk
from tests.support.plain import c
from tests.support.sending_desk import SendingDesk
from tests.support.smtp_peer import smtp_peer
from tests.support.standard_desk import StandardDesk, envelope
from tests.support.stepped_environment import SteppedEnvironment

WAITED = "opened-reply"


@pytest.fixture
def restored(request, furnished, tmp_path):
    """A desk out of a backup in which a reply waited, and what the restore said of it."""
    desk = make_backed_desk(request, furnished, tmp_path / "one", dialect="sqlite")
    made = desk.back_up()
    desk.lose()
    return desk, desk.restore(made)


@pytest.fixture
async def serving(restored, tmp_path):
    """It, served some days later; nothing is sent before `start`."""
    desk, _ = restored
    environment = SteppedEnvironment(seed=4)
    environment.advance(days=33)
    database = Database.open(desk.configuration.database_address)
    async with (
        smtp_peer(tmp_path) as peer,
        running_desk(database, environment) as running,
    ):
        sending = SendingDesk(StandardDesk(running, environment), peer, tmp_path / "files")
        await sending.connect()
        yield sending
        await sending.stop()
    database.close()


async def hold(serving):
    await hold_what_waited(serving.standard.desk, serving.environment)


async def test_what_waited_in_a_backup_is_held_and_only_sent_again_by_an_agent(serving):
    await hold(serving)
    held = await serving.message(WAITED)
    assert (held.delivery, held.delivery_note) == ("failed", HELD_BY_RESTORE)
    await serving.reply("later")
    await serving.start()
    assert (await serving.ended("later")).delivery == "accepted"
    assert len(serving.peer.taken) == 1
    await serving.standard.do("ann", c.SendAgain(message=WAITED))
    assert (await serving.ended(WAITED)).delivery == "accepted"
    assert len(serving.peer.taken) == 2


async def test_what_an_agent_sends_again_is_not_held_at_the_next_start(serving):
    await hold(serving)
    await serving.standard.do("ann", c.SendAgain(message=WAITED))
    await serving.reply("later")
    await hold(serving)
    for id_ in (WAITED, "later"):
        assert (await serving.message(id_)).delivery == "waiting"


AGAIN = {
    "reply": c.Reply(ticket="opened", message="replayed", text="Dear", anyway=True),
    "forward": c.Forward(
        ticket="opened", message="replayed", text="Yours?", to=("v@vendor.example",)
    ),
    "opened": c.OpenTicket(
        ticket="anew",
        message="replayed",
        text="Hello",
        subject="Hello",
        requester="kim",
        team="support",
        outgoing=True,
    ),
}


@pytest.mark.parametrize("command", AGAIN.values(), ids=AGAIN)
async def test_what_a_client_sends_again_after_a_restore_leaves_only_by_an_agents_word(
    serving, command
):
    await hold(serving)
    await serving.start()
    sent = structs.replace(envelope(command, id="again", counter=1), again=True)
    [answer] = await serving.standard.submit("ann", [sent])
    assert answer.ok
    held = await serving.message("replayed")
    assert (held.delivery, held.delivery_note) == ("failed", HELD_BY_RESTORE)
    [same] = await serving.standard.submit("ann", [sent])
    assert same == answer
    assert serving.peer.taken == []
    await serving.standard.do("ann", c.SendAgain(message="replayed"))
    assert (await serving.ended("replayed")).delivery == "accepted"
    assert len(serving.peer.taken) == 1


async def test_nor_does_it_leave_when_sending_it_again_is_what_is_done_again(serving):
    await hold(serving)
    again = envelope(c.SendAgain(message=WAITED), id="again", counter=1)
    await serving.standard.submit("ann", [structs.replace(again, again=True)])
    assert (await serving.message(WAITED)).delivery_note == HELD_BY_RESTORE


async def test_what_a_client_has_not_sent_before_leaves(serving):
    await hold(serving)
    await serving.start()
    fresh = envelope(AGAIN["reply"], id="fresh", counter=1)
    await serving.standard.submit("ann", [fresh])
    assert (await serving.ended("replayed")).delivery == "accepted"


async def test_nothing_leaves_while_it_cannot_be_held(serving, monkeypatch):
    monkeypatch.setattr(serving.standard.desk, "read_only", True)
    with pytest.raises(NotHeld):
        await hold(serving)


async def test_a_desk_that_was_never_restored_keeps_its_queue(sending_from_scratch):
    await hold(sending_from_scratch)
    assert (await sending_from_scratch.message(WAITED)).delivery == "waiting"


@pytest.fixture
async def sending_from_scratch(furnished, tmp_path):
    environment = SteppedEnvironment(seed=4)
    async with smtp_peer(tmp_path) as peer, running_desk(furnished, environment) as running:
        yield SendingDesk(StandardDesk(running, environment), peer, tmp_path / "files")


def test_a_restore_says_how_many_it_holds(restored):
    _, found = restored
    assert found.held == 1
    assert "waited to be sent, and are held: 1." in describe_restored(found)
