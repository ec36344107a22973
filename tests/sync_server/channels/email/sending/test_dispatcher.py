# SPDX-License-Identifier: Apache-2.0
"""What waits leaves, once, when its time has come; and what does not is told in words."""

import asyncio
from collections.abc import Sequence

import pytest

from sync_server.channels.email.sending import gathering, journal
from sync_server.channels.email.sending.journal import Journal
from sync_server.contract.commands import Command, RecordDelivery
from sync_server.contract.entities import Mailbox
from sync_server.contract.frames import Answer
from sync_server.contract.ids import CommandId, MailboxId, MessageId
from sync_server.contract.refusals import Code, Refusal
from sync_server.desk.actor import Actor
from sync_server.desk.desk import Desk
from sync_server.store.dossier import messages_of
from sync_server.store.outgoing import Outgoing
from tests.support.plain import c
from tests.support.sending_desk import SendingDesk
from tests.support.smtp_peer import DROP, HOSTNAME, PASSWORD, Received
from tests.support.standard_desk import HUB_ACTOR

POST = MailboxId("post")
KIM = "kim@acme.test"
HOUR = 3600


def ids(mails: Sequence[Received]) -> list[str]:
    """The Message-IDs of some mails, as rows have them."""
    return [each.mail["Message-ID"].strip("<>") for each in mails]


async def test_what_waited_leaves_when_the_server_starts(sending, peer):
    waiting = ("one", "two")
    for id_ in waiting:
        await sending.reply(id_)
    await sending.start()
    mails = await peer.mails(2)
    for id_ in waiting:
        message = await sending.ended(id_)
        assert (message.delivery, message.delivery_note) == ("accepted", HOSTNAME)
        assert message.delivered_at is not None
        assert message.message_id in ids(mails)
    assert {each.sender for each in mails} == {"help@desk.test"}
    assert peer.connections == 1


async def test_the_log_says_that_mail_left_and_nothing_of_it(sending, peer, caplog):
    await sending.start()
    await sending.reply("quick")
    await sending.ended("quick")
    [record] = [record for record in caplog.records if record.name.endswith("sending.round")]
    assert (record.getMessage(), record.mail) == ("Mail accepted", "quick")
    for secret in (PASSWORD, KIM, "switch"):
        assert secret not in caplog.text


async def test_a_reply_leaves_at_once_without_a_hold(sending, peer):
    await sending.start()
    await sending.reply("quick", cc=("ken@acme.test",), bcc=("boss@acme.test",))
    await sending.ended("quick")
    [received] = peer.taken
    assert received.recipients == (KIM, "ken@acme.test", "boss@acme.test")
    assert b"boss" not in received.data


async def test_a_reply_leaves_in_the_templates_of_its_mailbox(sending, peer):
    await sending.standard.do(
        "ada",
        c.ChangeMailbox(
            mailbox="post",
            signature="{{agent.name}}",
            template="Dear {{customer.name}},\n\n{{message}}\n\nTicket {{ticket.number}}",
            html_template="<h2>Help</h2><script>x()</script><p>{{message}}</p>",
        ),
    )
    await sending.start()
    await sending.reply("framed")
    await sending.ended("framed")
    mail = peer.taken[0].mail
    lines = mail.get_body(("plain",)).get_content().splitlines()
    number = (await sending.standard.ticket("opened")).number
    assert lines[:3] == ["Dear Kim,", "", "Have you tried the switch?"]
    assert lines[3:8] == ["", "-- ", "Ann", "", f"Ticket {number}"]
    html = mail.get_body(("html",)).get_content()
    assert html.index("<h2>Help</h2>") < html.index("Have you tried the switch?")
    assert "script" not in html
    assert "{{" not in html


async def test_what_goes_out_without_a_person_and_to_others_has_no_template(sending, peer):
    template = c.ChangeMailbox(mailbox="post", template="To {{customer.name}}: {{message}}")
    await sending.standard.do("ada", template)
    await sending.standard.do(
        HUB_ACTOR,
        c.SendAutomatic(ticket="opened", message="thanks", text="It has come.", to=(KIM,)),
    )
    forward = c.Forward(ticket="opened", message="on", text="See", to=("x@lamps.test",))
    await sending.standard.do("ann", forward)
    await sending.start()
    for received in await peer.mails(2):
        assert "To Kim:" not in received.mail.get_body(("plain",)).get_content()


async def test_a_held_reply_leaves_when_its_hold_is_over_and_not_before(sending, peer):
    await sending.start()
    await sending.reply("slow", hold_s=8)
    await sending.environment.pass_time(7.9)
    assert peer.taken == []
    await sending.environment.pass_time(0.2)
    await sending.ended("slow")
    assert len(peer.taken) == 1


async def test_a_reply_that_was_taken_back_never_leaves(sending, peer):
    await sending.start()
    await sending.reply("regretted", hold_s=8)
    await sending.environment.pass_time(7)
    await sending.standard.do("ann", c.RetractReply(message="regretted"))
    await sending.environment.pass_time(60)
    await sending.reply("meant")
    await sending.ended("meant")
    assert len(peer.taken) == 1
    assert (await sending.message("regretted")).delivery is None


async def test_what_the_server_refuses_for_good_is_over_at_once(sending, peer):
    await sending.start()
    peer.refuses = {KIM: "552 5.2.2 Mailbox full"}
    await sending.reply("refused")
    message = await sending.ended("refused")
    assert message.delivery == "refused"
    assert message.delivery_note == f"{HOSTNAME}: Mailbox full (552)"


async def test_some_may_be_refused_while_the_others_have_it(sending, peer):
    await sending.start()
    peer.refuses = {"gone@acme.test": "550 5.1.1 No such user"}
    await sending.reply("partly", to=(KIM, "gone@acme.test"))
    message = await sending.ended("partly")
    assert (message.delivery, message.refused) == ("accepted", ("gone@acme.test",))
    assert message.reasons == ("No such user (550)",)


async def test_it_is_sent_again_only_to_those_who_were_refused(sending, peer):
    await sending.start()
    lost, shy = "lost@acme.test", "shy@acme.test"
    peer.refuses = dict.fromkeys((lost, shy), "550 5.1.1 No such user")
    await sending.reply("partly", to=(KIM, lost), bcc=(shy,))
    assert (await sending.ended("partly")).refused == (lost, shy)
    peer.refuses = {lost: "552 5.2.2 Mailbox full"}
    await sending.standard.do("ann", c.SendAgain(message="partly"))
    message = await sending.ended("partly")
    assert (message.delivery, message.refused) == ("accepted", (lost,))
    await sending.standard.do("ann", c.SendAgain(message="partly"))
    message = await sending.ended("partly")
    assert (message.delivery, message.refused) == ("refused", (lost,))
    assert message.delivery_note == f"{HOSTNAME}: Mailbox full (552)"
    assert message.delivered_at is not None
    await sending.standard.do("ann", c.SendAgain(message="partly", to=("found@acme.test",)))
    message = await sending.ended("partly")
    assert (message.delivery, message.refused, message.reasons) == ("accepted", (), ())
    assert [each.recipients for each in peer.taken] == [(KIM,), (shy,), ("found@acme.test",)]
    assert len(set(ids(peer.taken))) == 1
    assert not any(b"shy" in each.data for each in peer.taken)


async def test_when_it_is_not_known_who_of_the_rest_has_it_the_others_are_left_alone(sending, peer):
    await sending.start()
    peer.refuses = {"grey@acme.test": "450 4.2.0 Greylisted"}
    await sending.reply("partly", to=(KIM, "grey@acme.test"))
    await sending.told("partly")
    peer.refuses, peer.answers = {}, [DROP, DROP]
    for taken in (2, 3):
        await sending.environment.pass_time(HOUR)
        await peer.mails(taken)
    await sending.environment.pass_time(HOUR)
    message = await sending.ended("partly")
    assert (message.delivery, message.refused) == ("failed", ("grey@acme.test",))
    await sending.standard.do("ann", c.SendAgain(message="partly"))
    assert (await sending.ended("partly")).delivery == "accepted"
    assert [each.recipients for each in peer.taken] == [(KIM,), *[("grey@acme.test",)] * 3]


async def test_a_mailbox_that_is_gone_leaves_it_with_those_who_have_it(sending, peer):
    await sending.start()
    peer.refuses = {"grey@acme.test": "450 4.2.0 Greylisted"}
    await sending.reply("partly", to=(KIM, "grey@acme.test"))
    await sending.told("partly")
    await sending.standard.do("ada", c.ChangeMailbox(mailbox="post", disabled=True))
    message = await sending.ended("partly")
    assert (message.delivery, message.refused) == ("accepted", ("grey@acme.test",))


async def test_what_is_put_off_is_tried_again_later_and_says_so(sending, peer):
    await sending.start()
    peer.answers = ["451 4.7.1 Greylisted"]
    await sending.reply("grey")
    message = await sending.told("grey")
    assert message.delivery == "waiting"
    assert message.delivery_note == f"{HOSTNAME}: Greylisted (451)"
    await sending.environment.pass_time(30)
    assert peer.taken == []
    await sending.environment.pass_time(60)
    assert (await sending.ended("grey")).delivery == "accepted"


async def test_who_was_put_off_gets_it_later_and_nobody_gets_it_twice(sending, peer):
    await sending.start()
    peer.refuses = {"grey@acme.test": "450 4.2.0 Greylisted"}
    await sending.reply("partly", to=(KIM, "grey@acme.test"))
    await sending.told("partly")
    peer.refuses = {}
    await sending.environment.pass_time(90)
    message = await sending.ended("partly")
    assert (message.delivery, message.refused, message.reasons) == ("accepted", (), ())
    assert [each.recipients for each in peer.taken] == [(KIM,), ("grey@acme.test",)]
    assert len(set(ids(peer.taken))) == 1


async def test_after_two_days_it_is_given_up_and_may_be_sent_again(sending, peer):
    await sending.start()
    peer.answers = ["451 4.3.0 Disk full"] * 200
    await sending.reply("stuck")
    await sending.told("stuck")
    for _ in range(60):
        await sending.environment.pass_time(HOUR)
        await settle(sending)
    message = await sending.ended("stuck")
    assert message.delivery == "failed"
    assert message.delivery_note == f"Given up after 2 days. {HOSTNAME}: Disk full (451)"
    assert 40 < 200 - len(peer.answers) < 70
    peer.answers = []
    await sending.standard.do("ann", c.SendAgain(message="stuck", to=("kim@home.test",)))
    message = await sending.ended("stuck")
    assert (message.delivery, peer.taken[-1].recipients) == ("accepted", ("kim@home.test",))


async def settle(sending: SendingDesk) -> None:
    """Let an attempt that has begun end: it talks over a real socket."""
    with sending.standard.database.read() as reader:
        rows = Outgoing(sending.standard.database)
        due = rows.due(reader, POST, now=sending.environment.now_us(), limit=1)
    await sending.until("stuck", lambda message: not due or not_due(sending))


def not_due(sending: SendingDesk) -> bool:
    with sending.standard.database.read() as reader:
        rows = Outgoing(sending.standard.database)
        return not rows.due(reader, POST, now=sending.environment.now_us(), limit=1)


async def test_a_server_that_cannot_be_reached_holds_the_mail_and_is_tried_again(sending, peer):
    await sending.start()
    await sending.connect(smtp_port=1)
    await sending.reply("one")
    message = await sending.told("one")
    assert "127.0.0.1, port 1 cannot be reached" in (message.delivery_note or "")
    await sending.reply("two")
    await sending.environment.pass_time(90)
    await sending.told("two")
    await sending.connect()
    for id_ in ("one", "two"):
        assert (await sending.ended(id_)).delivery == "accepted"
    assert len(peer.taken) == 2


async def test_a_wrong_password_is_told_and_the_right_one_lets_the_mail_go(sending, peer):
    await sending.start()
    await sending.connect(password="wrong")
    await sending.reply("locked")
    message = await sending.told("locked")
    assert "does not accept the mailbox's password" in (message.delivery_note or "")
    assert "wrong" not in (message.delivery_note or "")
    await sending.connect()
    assert (await sending.ended("locked")).delivery == "accepted"


async def test_administrators_see_that_a_mailbox_cannot_send_and_when_it_can_again(sending, peer):
    await sending.standard.do(
        HUB_ACTOR, c.ReportMailbox(mailbox="post", state="connected", problem="")
    )
    await sending.start()
    await sending.connect(smtp_port=1)
    await sending.reply("one")
    await sending.told("one")
    await settled(sending)
    mailbox = await sending.standard.row(Mailbox, "post")
    assert mailbox.state == "failing"
    assert mailbox.problem.startswith("Mail does not leave: 127.0.0.1, port 1 cannot be reached")
    await sending.connect()
    await sending.ended("one")
    await settled(sending)
    assert (await sending.standard.row(Mailbox, "post")).problem == ""


async def test_what_the_reader_says_of_a_mailbox_is_not_covered_up(sending, peer):
    said = c.ReportMailbox(mailbox="post", state="failing", problem="The inbox is gone")
    await sending.start()
    await sending.connect(smtp_port=1)
    await sending.standard.do(HUB_ACTOR, said)
    await sending.reply("one")
    await sending.told("one")
    await settled(sending)
    assert (await sending.standard.row(Mailbox, "post")).problem == "The inbox is gone"


async def settled(sending: SendingDesk) -> None:
    """Let what follows a round happen; it talks to nobody."""
    await sending.environment.settle()


async def test_a_line_that_breaks_after_the_text_costs_at_most_one_copy(sending, peer):
    """The customer gets the mail twice at most, and the second time it has the same Message-ID."""
    await sending.start()
    peer.answers = [DROP, DROP]
    await sending.reply("doubtful")
    await peer.mails(1)
    await sending.told("doubtful")
    await sending.environment.pass_time(90)
    await peer.mails(2)
    await sending.until("doubtful", lambda message: not_due(sending))
    await sending.environment.pass_time(300)
    message = await sending.ended("doubtful")
    assert message.delivery == "failed"
    assert "It may have arrived" in (message.delivery_note or "")
    assert len(peer.taken) == 2
    assert len(set(ids(peer.taken))) == 1


async def test_one_copy_is_all_when_the_second_answer_is_heard(sending, peer):
    await sending.start()
    peer.answers = [DROP]
    await sending.reply("doubtful")
    await sending.told("doubtful")
    await sending.environment.pass_time(90)
    message = await sending.ended("doubtful")
    assert (message.delivery, len(peer.taken)) == ("accepted", 2)
    assert ids(peer.taken) == [message.message_id] * 2


async def test_a_server_killed_between_the_answer_and_its_record_sends_one_copy(sending, peer):
    """The claim outlives the process, and so does what it says: the end is unknown."""
    await sending.reply("cut")
    await claim(sending, "cut")
    await sending.start()
    message = await sending.ended("cut")
    assert (message.delivery, len(peer.taken)) == ("accepted", 1)


class FullDisk:
    """The desk's `execute` while there is no room for what became of a mail."""

    def __init__(self, desk: Desk) -> None:
        self._execute = desk.execute
        self.is_full = True
        self.refused = 0

    async def __call__(self, command: Command, actor: Actor, *, id: str | None = None) -> Answer:
        if not self.is_full or not isinstance(command, RecordDelivery):
            return await self._execute(command, actor, id=id)
        self.refused += 1
        return Answer(id=CommandId("x"), ok=False, refusal=Refusal(code=Code.STORAGE_FULL))


async def test_a_mail_whose_end_found_no_room_for_long_is_not_sent_again(
    sending, peer, expected_logs, monkeypatch
):
    expected_logs.expect("sync_server.channels.email.sending", "Cannot record")
    disk = FullDisk(sending.standard.desk)
    monkeypatch.setattr(sending.standard.desk, "execute", disk)
    monkeypatch.setattr(journal, "RECORD_TRIES", 2)
    await sending.start()
    await sending.reply("late", to=(KIM, "ken@acme.test"))
    await peer.mails(1)
    async with asyncio.timeout(20):
        while disk.refused < 2:
            await sending.environment.pass_time(journal.RECORD_AGAIN_S)
    disk.is_full = False
    await sending.environment.pass_time(HOUR)
    assert (await sending.ended("late")).delivery == "accepted"
    assert len(peer.taken) == 1


async def test_of_a_mail_to_many_all_who_lack_it_are_known(sending, peer):
    await sending.start()
    gone = [tuple(f"{kind}{number}@acme.test" for number in range(60)) for kind in ("to", "cc")]
    peer.refuses = dict.fromkeys((*gone[0], *gone[1]), "550 5.1.1 No such user")
    await sending.reply("many", to=(*gone[0], KIM), cc=gone[1])
    assert len((await sending.ended("many")).refused) == 120


async def test_a_mail_whose_end_was_missed_twice_is_not_sent_a_third_time(sending, peer):
    await sending.reply("cut")
    for _ in range(2):
        await claim(sending, "cut")
    await sending.start()
    assert (await sending.ended("cut")).delivery == "failed"
    assert peer.taken == []


async def claim(sending: SendingDesk, id_: str) -> None:
    """What a process leaves that is killed while it sends."""
    killed = Journal(sending.standard.desk, sending.environment)
    assert await killed.claim(await killed.attempts(MessageId(id_)))


async def test_stopping_lets_the_mail_that_is_on_its_way_arrive(sending, peer):
    await sending.start()
    await sending.reply("last")
    await peer.mails(1)
    await sending.stop()
    assert (await sending.message("last")).delivery == "accepted"


async def test_a_mailbox_that_is_disconnected_sends_nothing_and_says_so(sending, peer):
    await sending.reply("orphan")
    await sending.standard.do("ada", c.ChangeMailbox(mailbox="post", disabled=True))
    await sending.start()
    message = await sending.ended("orphan")
    assert message.delivery == "failed"
    assert "disconnected" in (message.delivery_note or "")


async def test_a_reply_whose_file_is_gone_says_which(sending, peer, tmp_path):
    await sending.start()
    await sending.reply(
        "filed", files=(c.File(id="ann.file3", name="a.txt", media_type="text/plain"),)
    )
    message = await sending.ended("filed")
    assert message.delivery == "refused"
    assert message.delivery_note == "a.txt: the file cannot be read. Attach it again"


def planted(whole):
    """Reading the conversation of one ticket fails."""

    def read(reader, ticket):
        if ticket == "pended":
            raise RuntimeError("planted")
        return whole(reader, ticket)

    return read


async def test_a_fault_with_one_mail_holds_no_other(sending, peer, expected_logs, monkeypatch):
    await sending.start()
    expected_logs.expect("sync_server.channels.email.sending", "A mail failed")
    monkeypatch.setattr(gathering, "messages_of", planted(messages_of))
    await sending.reply("bad", ticket="pended")
    await sending.reply("good")
    assert (await sending.ended("good")).delivery == "accepted"
    assert (await sending.message("bad")).delivery == "waiting"


async def test_a_desk_that_is_read_only_sends_nothing(sending, peer):
    sending.standard.desk.read_only = True
    await sending.start()
    await sending.environment.pass_time(600)
    assert peer.connections == 0


@pytest.mark.parametrize("kind", ["forward", "automatic"])
async def test_forwards_and_acknowledgements_leave_by_the_same_door(sending, peer, kind):
    await sending.start()
    commands = {
        "forward": ("ann", c.Forward(ticket="opened", message="new", to=("x@lamps.test",))),
        "automatic": (
            HUB_ACTOR,
            c.SendAutomatic(ticket="opened", message="new", text="Thank you", to=(KIM,)),
        ),
    }
    await sending.standard.do(*commands[kind])
    await sending.ended("new")
    [received] = peer.taken
    assert (received.mail["Auto-Submitted"] is None) == (kind == "forward")


async def test_a_ticket_may_begin_with_a_mail_and_its_copies(sending, peer):
    await sending.start()
    opened = c.OpenTicket(
        ticket="out",
        message="first",
        subject="Your order",
        text="It is on its way",
        requester="kim",
        team="support",
        outgoing=True,
        cc=("ken@acme.test",),
        bcc=("law@desk.test",),
        mailbox="post",
    )
    await sending.standard.do("ann", opened)
    await sending.ended("first")
    [received] = peer.taken
    assert received.recipients == (KIM, "ken@acme.test", "law@desk.test")
    assert (received.mail["Cc"], received.mail["Bcc"]) == ("ken@acme.test", None)
    assert received.mail["Subject"].startswith("Your order")
    assert b"law@" not in received.data
    assert b"wrote:" not in received.data
