# SPDX-License-Identifier: Apache-2.0
"""Each mail becomes exactly one message or one held mail, or nothing because it is there."""

import msgspec
import pytest

from sync_server.channels.email.agents_answers import NotNow
from sync_server.channels.email.forwarded import find_forwarded
from sync_server.channels.email.mail import KIB, MIB
from sync_server.channels.email.raw_store import Arrived
from sync_server.channels.email.worker import ParserProcess, ProcessLimits
from sync_server.contract.entities import Attachment, Contact
from sync_server.contract.ids import MailboxId
from sync_server.store.incoming import Incoming
from tests.support.arriving_mail import ADDRESS, MAILBOX, arrivals, written
from tests.support.plain import c

DAY_US = 86_400_000_000


async def test_a_customers_mail_opens_a_ticket(post):
    await post.take(written(message_id="<one@cust.example>"))
    (ticket,) = post.tickets()
    (message,) = post.messages(ticket.id)
    assert (ticket.subject, ticket.status, ticket.mailbox) == ("Printer on fire", "new", "post")
    assert message.text.strip() == "It does not work."
    assert message.message_id == "one@cust.example"
    contact = await post.standard.row(Contact, ticket.requester)
    assert (contact.name, contact.emails) == ("Max Cust", ("max@cust.example",))
    (raw,) = post.raw()
    assert (raw.message, raw.held) == (message.id, None)


async def test_an_automatic_answer_to_a_merged_ticket_is_in_sight(post):
    old = c.PastMessage(id="asked", type="reply", at=1, text="Does it burn?", agent="ann")
    merged = c.ImportTicket(
        ticket="old",
        contact="max",
        requester="max@cust.example",
        status="merged",
        team="support",
        messages=(old,),
    )
    await post.standard.do(post.machine, merged)
    own = post.signer.message_id("reply", "asked", "desk.test")
    await post.take(written("I am away.", In_Reply_To=own, Auto_Submitted="auto-replied"))
    (after,) = post.tickets()
    assert (after.status, after.follow_up_of) == ("new", "old")
    assert [each.automatic for each in post.messages(after.id)] == [True]


async def test_a_mail_joins_the_ticket_that_its_answer_has_opened_by_coming_first(post):
    """One of those to whom a customer wrote was quicker than the mail server of the customer."""
    boss = "Boss <boss@cust.example>"
    asked = written("Who can help?", cc=boss, message_id="<asked@cust.example>")
    answer = written("I can.", sender=boss, In_Reply_To="<asked@cust.example>")
    await post.take(answer, asked)
    (ticket,) = post.tickets()
    texts = {each.text.strip() for each in post.messages(ticket.id)}
    assert texts == {"I can.", "Who can help?"}
    own = await replied(post, ticket)
    await post.take(written("Thank you both.", In_Reply_To=own))
    assert [len(post.tickets()), len(post.held())] == [1, 0]


async def test_a_mail_joins_no_ticket_of_one_to_whom_it_was_not_written(post):
    eve = "Eve <eve@elsewhere.example>"
    await post.take(written("Me too.", sender=eve, In_Reply_To="<asked@cust.example>"))
    await post.take(written("Who can help?", message_id="<asked@cust.example>"))
    assert len(post.tickets()) == 2


async def replied(post, ticket):
    """The Message-ID of an agent's reply in a ticket."""
    reply = c.Reply(ticket=ticket.id, message="answer", text="So can we.")
    await post.standard.do("ann", reply)
    return post.signer.message_id("reply", "answer", "desk.test")


# --- Repeats -------------------------------------------------------------------------------------


async def test_one_mail_under_two_uids_is_one_message(post):
    mail = written(message_id="<one@cust.example>")
    await post.take(mail, mail)
    await post.take(mail)
    assert (len(post.tickets()), len(post.raw())) == (1, 1)


async def test_one_mail_that_came_by_two_ways_is_one_message(post):
    raw = written(message_id="<one@cust.example>").as_bytes()
    await post.take(b"Received: by one; Mon, 2 Mar 2026 09:00:00 +0000\r\n" + raw)
    await post.take(b"Received: by two; Mon, 2 Mar 2026 09:00:01 +0000\r\n" + raw)
    assert len(post.tickets()) == 1
    assert len({each.message for each in post.raw()}) == 1
    assert len(post.raw()) == 2


BOTH = "help@desk.test, sales@desk.test"


async def test_one_mail_to_two_of_our_mailboxes_is_one_ticket_with_two_sources(post):
    """The customer is told once, and a copy that comes again makes nothing."""
    await post.standard.do("ada", second_mailbox())
    await post.standard.do("ada", c.ChangeWorkspace(acknowledgement="We have it."))
    mail = written(message_id="<one@cust.example>", to=BOTH)
    for mailbox in ("post", "sales", "post", "sales"):
        await post.take(mail, mailbox=mailbox)
    again = b"Received: by two; Mon, 2 Mar 2026 09:00:01 +0000\r\n" + mail.as_bytes()
    await post.take(again, mailbox="sales")
    (ticket,) = post.tickets()
    assert ticket.mailbox == "post"
    received = [each for each in post.messages() if each.message_id == "one@cust.example"]
    assert len(received) == 1
    assert {each.mailbox for each in post.raw()} == {"post", "sales"}
    assert len([each for each in post.messages() if each.automatic]) == 1


async def test_the_other_team_learns_of_it_and_may_make_it_its_own(post):
    """They see the mail, which was sent to them, and nothing that the first team writes."""
    await post.standard.do("ada", second_mailbox(team="billing"))
    mail = written(message_id="<one@cust.example>", to=BOTH)
    await post.take(mail)
    for _ in range(2):
        await post.take(mail, mailbox="sales")
    await post.take(
        b"Received: by two; Mon, 2 Mar 2026 09:00:01 +0000\r\n" + mail.as_bytes(), mailbox="sales"
    )
    (ticket,) = post.tickets()
    (held,) = post.held()
    assert (held.reason, held.team, held.ticket) == ("elsewhere", "billing", ticket.id)
    (note,) = [each for each in post.messages(ticket.id) if each.type == "note"]
    assert note.text.startswith("This mail came to sales@desk.test as well. Billing has it")
    await post.standard.do("ben", c.ReleaseHeld(held=held.id))
    assert await post.held_mail.work()
    own = post.tickets()[-1]
    assert (own.team, own.mailbox, own.requester) == ("billing", "sales", ticket.requester)
    assert "It does not work." in [each.text.strip() for each in post.messages(own.id)]


@pytest.mark.parametrize("team", ["support", None])
async def test_nobody_else_has_to_learn_of_it_in_the_same_team(post, team):
    await post.standard.do("ada", second_mailbox(team=team))
    mail = written(message_id="<one@cust.example>", to=BOTH)
    await post.take(mail)
    await post.take(mail, mailbox="sales")
    assert post.held() == []


async def test_an_answer_to_two_mailboxes_is_in_its_ticket_once(post):
    await post.standard.do("ada", second_mailbox())
    ticket = await post.opened()
    answer = written(
        "More.", message_id="<two@cust.example>", to=BOTH, In_Reply_To="<first@cust.example>"
    )
    await post.take(answer)
    await post.take(answer, mailbox="sales")
    assert [each.id for each in post.tickets()] == [ticket.id]
    assert len([each for each in post.messages(ticket.id) if each.type == "customer"]) == 2
    assert post.held() == []


@pytest.mark.parametrize("turned", [False, True])
async def test_one_mail_that_came_with_the_footer_of_a_list_is_one_message(post, turned):
    text = "It does not work.\n"
    below = f"{text}\n_______________\nlamps mailing list\nlamps@lists.example\n"
    for each in (below, text) if turned else (text, below):
        await post.take(written(each, message_id="<one@cust.example>"))
    assert len(post.tickets()) == 1
    assert len({each.message for each in post.raw()}) == 1


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("It does not work.\n\nAnd now it burns.\n", "Max Cust <max@cust.example>"),
        ("It does not work.\n\n____\nPay here.\n", "Eve <eve@evil.example>"),
    ],
)
async def test_another_mail_that_begins_as_one_under_its_id_is_kept(post, text, sender):
    await post.take(written(message_id="<one@cust.example>"))
    await post.take(written(text, message_id="<one@cust.example>", sender=sender))
    assert len(post.tickets()) == 2


def second_mailbox(**fields):
    given = {"mailbox": "sales", "address": "sales@desk.test", "team": "billing", **fields}
    return c.ConnectMailbox(
        imap_host="mail.desk.test",
        smtp_host="mail.desk.test",
        user="sales",
        secret="spare",
        **given,
    )


async def test_another_mail_under_a_taken_id_is_kept(post):
    await post.take(written("One.", message_id="<same@cust.example>"))
    await post.take(written("Two.", message_id="<same@cust.example>"))
    await post.take(written("Two.", message_id="<same@cust.example>"))
    texts = [post.messages(ticket.id)[0].text.strip() for ticket in post.tickets()]
    assert texts == ["One.", "Two."]


async def test_mail_without_an_id_is_known_by_what_it_says(post):
    await post.take(written("One.").as_bytes(), b"X-Way: two\r\n" + written("One.").as_bytes())
    await post.take(written("Two."))
    assert len(post.tickets()) == 2


@pytest.mark.parametrize("way", [b"", b"Received: by mx.example; id 2\r\n"])
async def test_the_same_words_on_another_day_are_another_mail(post, way):
    """A form writes no Message-ID and no date: only when it came tells its mails apart."""
    mail = written("Paper is out.").as_bytes()
    first, second = (
        Arrived(mailbox=MAILBOX, raw=raw, at=post.standard.environment.now_us() - days * DAY_US)
        for raw, days in ((mail, 2), (way + mail, 1))
    )
    for arrived in (first, second, first, second):
        await post.intake.take([arrived])
    assert len(post.tickets()) == 2


async def test_mail_without_id_and_date_that_comes_to_two_mailboxes_is_one(post):
    await post.standard.do("ada", second_mailbox())
    mail = written("Paper is out.").as_bytes()
    at = post.standard.environment.now_us() - DAY_US
    for mailbox, late in ((MAILBOX, 0), (MailboxId("sales"), 5_000_000)):
        await post.intake.take([Arrived(mailbox=mailbox, raw=mail, at=at + late)])
    assert len(post.tickets()) == 1


async def test_what_was_taken_in_before_a_crash_is_not_taken_in_again(post):
    """The server was killed after the command and before it was noted what became of the mail."""
    await post.take(written(message_id="<one@cust.example>"))
    (raw,) = post.raw()
    forgotten = msgspec.structs.replace(raw, message=None, message_id="", fingerprint="")
    incoming = Incoming(post.standard.database)
    await post.standard.desk.transact(lambda writer: incoming.put_raw(writer, [forgotten]))
    await post.take(written(message_id="<one@cust.example>"))
    assert post.raw() == [raw]
    assert len(post.tickets()) == 1


async def test_answers_on_one_page_find_their_ticket(post):
    await post.take(
        written("One.", message_id="<1@cust.example>"),
        written("Two.", message_id="<2@cust.example>", In_Reply_To="<1@cust.example>"),
        written("Three.", message_id="<3@cust.example>", In_Reply_To="<2@cust.example>"),
    )
    (ticket,) = post.tickets()
    assert len(post.messages(ticket.id)) == 3


# --- What a mail brings --------------------------------------------------------------------------


async def test_files_come_with_their_bytes(post, tmp_path):
    mail = written("See the log.")
    mail.add_attachment(b"boom\n", maintype="text", subtype="plain", filename="../../log.txt")
    await post.take(mail)
    (ticket,) = post.tickets()
    (attachment,) = [each for each in post.rows(Attachment) if each.ticket == ticket.id]
    assert (attachment.size, attachment.media_type) == (5, "text/plain")
    assert "/" not in attachment.name
    assert (tmp_path / "files" / attachment.id).read_bytes() == b"boom\n"


async def test_an_answer_shows_what_was_written_now(post):
    await post.opened()
    text = "It works.\n\nOn Mon, 2 Mar 2026 at 10:00, Help <help@desk.test> wrote:\n> Try again.\n"
    await post.take(written(text, In_Reply_To="<first@cust.example>"))
    answer = max(post.messages(post.tickets()[0].id), key=lambda each: each.at)
    assert answer.text == "It works."
    assert answer.full_text is not None


async def test_bad_input_38_no_picture_of_a_mail_names_a_file_or_a_server(post):
    """Bad input 38: nothing that opens a file, a share or a connection gets past the intake."""
    for number, address in enumerate(
        ("file:///etc/passwd", "\\\\evil\\share\\a.png", "//evil/x", "http://10.0.0.1/")
    ):
        mail = written(f"See {number}.")
        mail.add_alternative(f'<p>See</p><img src="{address}">', subtype="html")
        await post.take(mail)
    htmls = [post.messages(ticket.id)[0].html or "" for ticket in post.tickets()]
    assert len(htmls) == 4
    assert not any("src" in html for html in htmls)


async def test_a_subject_is_one_line(post):
    """Bad input 36: a line end in a subject adds no header to anything."""
    raw = (
        b"From: max@cust.example\r\nSubject: =?utf-8?q?Hi=0D=0ABcc:_x=40evil.example?=\r\n\r\nx\r\n"
    )
    await post.take(raw)
    (ticket,) = post.tickets()
    assert ticket.subject == "Hi Bcc: x@evil.example"
    assert post.messages(ticket.id)[0].bcc == ()


@pytest.mark.parametrize("year", [1969, 2099])
async def test_the_date_of_the_mail_server_counts(post, year):
    """Bad input 45: what the author's clock says starts no clock of ours."""
    await post.take(written(Date=f"Fri, 2 Jan {year} 10:00:00 +0000"))
    (ticket,) = post.tickets()
    (message,) = post.messages(ticket.id)
    now = post.standard.environment.now_us()
    assert (ticket.opened_at, ticket.waiting_since, message.at) == (now, now, now)


async def test_mail_that_has_waited_is_dated_as_it_came(post):
    arrived = post.standard.environment.now_us()
    post.standard.environment.advance(days=3)
    mail = Arrived(mailbox=MAILBOX, raw=written().as_bytes(), at=arrived)
    await post.intake.take([mail])
    assert post.tickets()[0].opened_at == arrived


@pytest.mark.parametrize(
    ("media_type", "name", "holds"),
    [
        ("application/ms-tnef", "winmail.dat", "the format of Outlook"),
        ("application/octet-stream", "winmail.dat", "the format of Outlook"),
        ("text/calendar", "invite.ics", "a calendar entry"),
        ("application/pkcs7-mime", "smime.p7m", "S/MIME"),
    ],
)
async def test_a_mail_without_a_text_says_what_it_holds(post, media_type, name, holds):
    raw = (
        f"From: max@cust.example\r\nSubject: Fw\r\nContent-Type: {media_type}; name={name}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\neA==\r\n"
    )
    await post.take(raw.encode())
    (ticket,) = post.tickets()
    (message,) = post.messages(ticket.id)
    assert message.text.startswith("This mail has no text that can be shown. It holds ")
    assert holds in message.text
    assert [each.name for each in post.rows(Attachment) if each.message == message.id] == [name]


async def test_a_file_that_is_too_large_is_left_out_and_told(post):
    mail = written("See both.")
    for name, size in (("film.bin", 26 * MIB), ("note.bin", 10)):
        data = bytes(size)
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    await post.take(mail)
    (ticket,) = post.tickets()
    asked, note = sorted(post.messages(ticket.id), key=lambda each: each.type)
    files = [each.name for each in post.rows(Attachment) if each.message == asked.id]
    assert (asked.text.strip(), files) == ("See both.", ["note.bin"])
    assert (note.type, note.text.partition(". ")[0]) == (
        "note",
        "Left out, because a file may have 25 MiB: film.bin (26 MiB)",
    )


async def test_files_that_are_too_many_are_left_out_and_told(post):
    mail = written("Fifty-five photos")
    for number in range(55):
        data = bytes(400 * KIB)
        mail.add_attachment(data, maintype="image", subtype="jpeg", filename=f"p{number:02}.jpg")
    await post.take(mail)
    (ticket,) = post.tickets()
    asked, note = sorted(post.messages(ticket.id), key=lambda each: each.type)
    assert len([each for each in post.rows(Attachment) if each.message == asked.id]) == 50
    assert note.text.startswith(
        "Left out, because a message may have 50 files: p50.jpg (400 KiB), p51.jpg (400 KiB)"
    )
    assert f"`deskbell-server mail {asked.id} --into FOLDER`" in note.text


async def test_a_text_that_is_cut_says_so(post):
    await post.take(written("some words of a log\n" * 80_000))
    (ticket,) = post.tickets()
    asked, note = sorted(post.messages(ticket.id), key=lambda each: each.type)
    assert asked.full_text is not None
    assert note.text == (
        "Its text is so long that it was not read to the end. "
        "The file mail.eml is the mail as it came."
    )


async def test_a_mail_that_is_too_large_to_be_shown_says_how_to_get_it(post):
    head = b"From: max@cust.example\r\nSubject: Large\r\nX-Long: "
    await post.take(head + b"x" * 26 * MIB + b"\r\n\r\nx\r\n")
    (ticket,) = post.tickets()
    asked, note = sorted(post.messages(ticket.id), key=lambda each: each.type)
    assert "kept at the server" in asked.text
    assert f"`deskbell-server mail {asked.id} --into FOLDER`" in note.text


async def test_a_mail_to_very_many_is_a_ticket_of_its_sender_that_says_so(post):
    others = ", ".join(f"person{number}@big.example" for number in range(1, 312))
    await post.take(written("Who can help?", to=f"{ADDRESS}, {others}"))
    (ticket,) = post.tickets()
    asked, note = sorted(post.messages(ticket.id), key=lambda each: each.type)
    contact = await post.standard.row(Contact, ticket.requester)
    assert (contact.emails, asked.text.strip()) == (("max@cust.example",), "Who can help?")
    assert len(asked.to) == 100
    assert (note.type, note.text.partition(".")[0]) == (
        "note",
        "This mail names 312 recipients, of which only the first 100 are listed",
    )
    assert "mail.eml" in {each.name for each in post.rows(Attachment)}


# --- What cannot be read -------------------------------------------------------------------------


def nested(depth):
    lines = ["From: max@cust.example", "Subject: Deep", "MIME-Version: 1.0"]
    for level in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{level}"', "", f"--b{level}"]
    return "\r\n".join([*lines, "", "x"]).encode()


def many_parts(count):
    head = 'From: max@cust.example\r\nSubject: Parts\r\nContent-Type: multipart/mixed; boundary="b"'
    return (head + "\r\n\r\n" + "--b\r\n\r\nx\r\n" * count + "--b--\r\n").encode()


def long_header(size):
    return b"From: max@cust.example\r\nSubject: Long\r\nX-Long: " + b"x" * size + b"\r\n\r\nx\r\n"


@pytest.mark.parametrize(
    "raw", [nested(200), many_parts(10_000), long_header(5_000_000)], ids=["deep", "many", "long"]
)
async def test_a_mail_that_cannot_be_read_is_a_ticket_with_the_mail_in_it(post, tmp_path, raw):
    """Bad input 44: nothing is lost; the mail lies beside a line that says what is wrong."""
    await post.take(raw)
    (ticket,) = post.tickets()
    (message,) = post.messages(ticket.id)
    assert "cannot be shown" in message.text
    (attachment,) = [each for each in post.rows(Attachment) if each.ticket == ticket.id]
    assert (attachment.name, attachment.size) == ("mail.eml", len(raw))
    assert (tmp_path / "files" / attachment.id).read_bytes() == raw
    assert ticket.subject in ("Deep", "Parts", "Long")


async def test_bad_input_44_a_mail_whose_reader_is_killed_is_a_ticket_with_the_mail_in_it(
    sqlite_standard, tmp_path
):
    """Bad input 44: what it asks for ends its own process; the next mail finds another one."""
    file = b"\0" * (15 * MIB)
    large = written("See the file.", subject="Large", message_id="<large@cust.example>")
    large.add_attachment(file, maintype="application", subtype="zip", filename="large.zip")
    limits = ProcessLimits(memory=24 * MIB)
    with ParserProcess(process_limits=limits) as process:
        async with arrivals(sqlite_standard, tmp_path / "files", process) as post:
            await post.take(large, written("It is dark.", subject="Next"))
    stub, following = post.tickets()
    assert (stub.subject, following.subject) == ("Large", "Next")
    assert "reading it took too much memory" in post.messages(stub.id)[0].text
    assert post.messages(following.id)[0].text.strip() == "It is dark."
    (attachment,) = [each for each in post.rows(Attachment) if each.ticket == stub.id]
    assert (tmp_path / "files" / attachment.id).read_bytes() == large.as_bytes()


@pytest.mark.parametrize("raw", [b"", b"\x00\xff\x00", b"no header at all"])
async def test_what_is_no_mail_is_held(post, raw):
    """Bad input 44: not even a sender can be read, so it waits for a decision."""
    await post.take(raw)
    assert [each.reason for each in post.held()] == ["unreadable"]
    assert post.tickets() == []


async def test_what_a_scanner_would_find_is_a_file_like_any_other(post, tmp_path):
    """Bad input 43: without a scanner the text is there, and the bytes beside it, never opened."""
    mail = written("Look!")
    eicar = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
    mail.add_attachment(eicar, maintype="application", subtype="x-dosexec", filename="a.exe")
    await post.take(mail)
    (ticket,) = post.tickets()
    assert post.messages(ticket.id)[0].text.strip() == "Look!"
    (attachment,) = [each for each in post.rows(Attachment) if each.ticket == ticket.id]
    assert (attachment.name, attachment.media_type) == ("a.exe", "application/x-dosexec")
    assert (tmp_path / "files" / attachment.id).read_bytes() == eicar
    assert post.held() == []


async def test_a_desk_that_takes_nothing_leaves_the_mail_for_later(post):
    post.standard.desk.read_only = True
    with pytest.raises(NotNow, match="read_only"):
        await post.take(written(message_id="<one@cust.example>"))
    post.standard.desk.read_only = False
    await post.take(written(message_id="<one@cust.example>"))
    assert len(post.tickets()) == 1


async def test_a_fault_of_the_desk_holds_one_mail_and_stops_no_other(
    post, monkeypatch, expected_logs
):
    def faulty(mail, *_rest):
        assert "poison" not in mail.text
        return find_forwarded(mail)

    expected_logs.expect("sync_server.channels.email.intake", "could not be dealt with")
    monkeypatch.setattr("sync_server.channels.email.decision.find_forwarded", faulty)
    agent = "Ann <ann@desk.test>"
    await post.take(
        written("One.", sender=agent),
        written("It is poison.", sender=agent),
        written("Two.", sender=agent),
    )
    assert [each.reason for each in post.held()] == ["unreadable"]
    assert len(post.tickets()) == 2
