# SPDX-License-Identifier: Apache-2.0
"""Machines, loops, blocked senders, bounces, forwards and notices: each becomes what it should."""

from email.policy import SMTPUTF8

import pytest

from sync_server.channels.email.mail import MIB
from sync_server.channels.email.settling import STOPPED
from sync_server.contract.entities import Attachment, Contact
from sync_server.store.blobs import BlobFolder
from sync_server.store.incoming import NOTHING
from tests.support.arriving_mail import ADDRESS, written
from tests.support.plain import c

OURS = "Ann <ann@desk.test>"


async def own_id(post, ticket, status=None):
    await post.standard.do(
        "ann", c.Reply(ticket=ticket.id, message="answer", text="Have you tried?", status=status)
    )
    return post.signer.message_id("reply", "answer", "desk.test")


# --- Machines ------------------------------------------------------------------------------------


async def test_an_automatic_answer_is_recorded_and_reopens_nothing(post):
    """Bad input 33: a vacation reply to our answer is flagged, and no machine of ours answers."""
    ticket = await post.opened()
    own = await own_id(post, ticket, "pending")
    await post.take(written("I am away.", In_Reply_To=own, Auto_Submitted="auto-replied"))
    message = post.messages(ticket.id)[-1]
    assert (message.automatic, message.unverified) == (True, False)
    assert (await post.standard.ticket(ticket.id)).status == "pending"
    assert len(post.messages(ticket.id)) == 3


async def test_bad_input_33_a_machine_that_answers_our_machine_is_not_answered(post):
    """Bad input 33: of what we send by ourselves it gets one, and both are in the ticket."""
    await post.standard.do("ada", c.ChangeWorkspace(acknowledgement="We have your message."))
    ticket = await post.opened()
    (told,) = [each for each in post.messages(ticket.id) if each.automatic]
    for number in range(4):
        post.standard.environment.advance(minutes=1)
        own = post.signer.message_id("automatic", told.id, "desk.test")
        away = f"I am away, said for the {number}. time."
        await post.take(written(away, In_Reply_To=own, Auto_Submitted="auto-replied"))
    said = [(each.type, each.automatic) for each in post.messages(ticket.id)]
    assert said.count(("reply", True)) == 1
    assert said.count(("customer", True)) == 4
    assert (await post.standard.ticket(ticket.id)).status == "new"


async def test_bad_input_33_a_machine_that_does_not_say_so_is_stopped_and_the_ticket_notes_it(post):
    """Bad input 33: it stops at the third, and is noted once, however long it goes on."""
    ticket = await post.opened()
    own = await own_id(post, ticket)
    for number in range(6):
        post.standard.environment.advance(minutes=1)
        await post.take(written("I am away.", subject=f"Away ({number})", In_Reply_To=own))
    assert [each.reason for each in post.held()] == ["loop"] * 4
    away = [each for each in post.messages(ticket.id) if each.text.strip() == "I am away."]
    assert len(away) == 2
    assert [each.text for each in post.messages(ticket.id) if each.type == "note"] == [STOPPED]


async def test_a_machine_without_a_part_in_a_ticket_leaves_no_trace_in_it(post):
    ticket = await post.opened()
    for number in range(4):
        post.standard.environment.advance(minutes=1)
        named = {"subject": f"Beep {number}", "In_Reply_To": "<first@cust.example>"}
        await post.take(written("Beep.", sender="robot@ci.example", **named))
    assert {each.reason for each in post.held()} == {"unverified", "loop"}
    assert len(post.messages(ticket.id)) == 1


def bounce(returned):
    mail = written(
        "It could not be delivered.", sender="MAILER-DAEMON@mx.example", Return_Path="<>"
    )
    mail.add_attachment(
        f"Message-ID: {returned}\r\nSubject: x\r\n\r\n".encode(),
        maintype="text",
        subtype="rfc822-headers",
    )
    return mail


async def test_a_bounce_of_our_mail_is_recorded_in_its_ticket(post):
    ticket = await post.opened()
    own = await own_id(post, ticket, "pending")
    await post.take(bounce(own))
    message = post.messages(ticket.id)[-1]
    assert (message.automatic, message.unverified, message.contact) == (True, True, None)
    assert (await post.standard.ticket(ticket.id)).status == "pending"
    assert len(post.tickets()) == 1


async def test_a_bounce_of_a_mail_that_we_never_sent_is_dropped(post, caplog):
    """Bad input 35: it opens nothing, reopens nothing, is held nowhere, and stands in the log."""
    ticket = await post.opened()
    await own_id(post, ticket, "solved")
    forged = bounce("<reply.abcdefghijklmnopqrstuvwxyz234567@desk.test>")
    forged["In-Reply-To"] = "<first@cust.example>"
    with caplog.at_level("INFO", "sync_server.channels.email.settling"):
        await post.take(forged)
    assert "a bounce of a mail that the desk did not send" in caplog.text
    assert [len(post.tickets()), len(post.messages(ticket.id)), len(post.held())] == [1, 2, 0]
    assert (await post.standard.ticket(ticket.id)).status == "solved"
    assert NOTHING in {each.message for each in post.raw()}


@pytest.mark.parametrize(
    ("sender", "headers"),
    [
        ("Karl <postmaster@kestrel.example>", {}),
        ("Shop <orders@kestrel.example>", {"Return_Path": "<>"}),
    ],
)
async def test_a_postmaster_may_be_a_person_and_an_order_has_no_return_path(post, sender, headers):
    """Neither is a bounce: it is a ticket, and no machine of ours answers it."""
    await post.take(written("Our server rejects you. Call me.", sender=sender, **headers))
    (ticket,) = post.tickets()
    assert post.messages(ticket.id)[0].automatic


async def test_a_report_of_a_mail_server_opens_nothing(post):
    await post.take(written("Not delivered.", sender="postmaster@mx.example", Return_Path="<>"))
    report = written("Not delivered.", sender="Mail <robot@mx.example>", Return_Path="<>")
    report.add_attachment(b"Action: failed", maintype="text", subtype="plain")
    (part,) = report.iter_attachments()
    part.replace_header("Content-Type", "message/delivery-status")
    part.replace_header("Content-Transfer-Encoding", "7bit")
    part.set_payload([written("failed")])
    await post.take(report)
    assert post.tickets() == []


# --- Tickets that were taken away ----------------------------------------------------------------


@pytest.mark.parametrize("take", [c.DeleteTicket, c.MarkSpam])
async def test_what_is_written_to_a_ticket_that_was_taken_away_waits_for_somebody(post, take):
    """There nobody would see it, and it would go for good with the rest."""
    ticket = await post.opened()
    own = await own_id(post, ticket)
    await post.standard.do("ann", take(ticket=ticket.id))
    await post.take(written("You promised a refund.", In_Reply_To=own))
    (held,) = post.held()
    assert (held.reason, held.ticket) == ("unverified", ticket.id)
    assert len(post.messages(ticket.id)) == 2


# --- Loops ---------------------------------------------------------------------------------------


async def test_a_robot_that_says_it_is_none_is_stopped(post):
    """Bad input 34: the same text for the third time within an hour is held."""
    for number in range(5):
        post.standard.environment.advance(minutes=1)
        mail = written(
            "The build is broken.",
            sender="robot@ci.example",
            subject=f"Build {number}",
            Auto_Submitted="no",
        )
        await post.take(mail)
    assert len(post.tickets()) == 2
    assert [each.reason for each in post.held()] == ["loop"] * 3


async def test_a_flood_of_one_sender_is_held(post):
    await post.take(
        *(
            written(f"Alarm {number}", sender="robot@ci.example", subject=f"Alarm {number}")
            for number in range(35)
        )
    )
    assert len(post.tickets()) == 30
    assert [each.reason for each in post.held()] == ["flood"] * 5


async def test_no_mail_of_a_flood_is_lost(post):
    """Each is held with all that it says, and becomes a ticket when somebody lets it in."""
    mails = [
        written(f"Alarm {number}", sender="robot@ci.example", subject=f"Alarm {number}")
        for number in range(33)
    ]
    await post.take(*mails)
    held = post.held()
    assert sorted(each.subject for each in held) == ["Alarm 30", "Alarm 31", "Alarm 32"]
    await post.standard.do("ann", *(c.ReleaseHeld(held=each.id) for each in held))
    assert await post.held_mail.work()
    assert post.held() == []
    said = {post.messages(ticket.id)[0].text.strip() for ticket in post.tickets()}
    assert said == {f"Alarm {number}" for number in range(33)}


async def test_our_own_mail_that_comes_back_is_dropped(post):
    ticket = await post.opened()
    own = await own_id(post, ticket)
    await post.take(written("Have you tried?", sender="help@lists.example", message_id=own))
    assert len(post.messages(ticket.id)) == 2
    assert len(post.tickets()) == 1


async def test_a_notice_that_comes_back_is_held(post):
    ticket = await post.opened()
    own = post.signer.message_id("notice", ticket.id, "desk.test", serial="1")
    await post.take(written("You have a ticket.", sender="x@lists.example", message_id=own))
    assert [each.reason for each in post.held()] == ["loop"]


async def test_mail_that_says_it_comes_from_our_mailbox_is_held(post):
    await post.take(written("Hello.", sender=ADDRESS))
    assert [each.reason for each in post.held()] == ["loop"]


# --- Senders -------------------------------------------------------------------------------------


async def test_sharp_s_is_another_domain_than_double_s(post):
    """Neither gets the other's tickets, answers or blocks."""
    senders = ("Maria <m@straße.example>", "Mario <m@strasse.example>")
    for sender in senders:
        await post.take(written("Hello.", sender=sender).as_bytes(policy=SMTPUTF8))
    first, second = sorted(post.tickets(), key=lambda ticket: ticket.number)
    assert first.requester != second.requester
    await post.standard.do("ann", c.BlockSender(block="@Straße.example"))
    for sender in senders:
        await post.take(written("Again.", sender=sender).as_bytes(policy=SMTPUTF8))
    assert [held.sender for held in post.held()] == ["m@straße.example"]


# --- Where a reply goes ---------------------------------------------------------------------------


async def replied_to(post, ticket):
    """Where a reply goes for which nobody says that."""
    await post.standard.do("ann", c.Reply(ticket=ticket.id, message="answer", text="Yes."))
    (reply,) = (each for each in post.messages(ticket.id) if each.type == "reply")
    return reply.to


async def test_a_reply_goes_to_the_address_that_its_customer_wrote_from_last(post):
    ticket = await post.opened()
    both = ("max@cust.example", "max@home.example")
    await post.standard.do("ann", c.ChangeContact(contact=ticket.requester, emails=both))
    to = post.signer.thread_address(ADDRESS, ticket.id)
    await post.take(written("From home.", sender="Max <Max@home.example>", to=to))
    assert await replied_to(post, ticket) == ("Max@home.example",)


@pytest.mark.parametrize(
    ("sender", "wanted", "goes"),
    [
        ("max@cust.example", "orders@cust.example", "orders@cust.example"),
        ("max@cust.example", "max@elsewhere.example", "max@cust.example"),
        ("max@gmail.com", "eve@gmail.com", "max@gmail.com"),
    ],
)
async def test_a_reply_goes_where_its_customer_wants_it_if_that_is_theirs(
    post, sender, wanted, goes
):
    """Whoever forges a mail has the answer sent to himself."""
    ticket = await post.opened(written(sender=sender, Reply_To=wanted))
    told = [each.text for each in post.messages(ticket.id) if each.type == "note"]
    assert [f"Its author wants answers at {wanted}." in text for text in told] == (
        [] if goes == wanted else [True]
    )
    assert await replied_to(post, ticket) == (goes,)


@pytest.mark.parametrize("block", ["bad@evil.test", "@evil.test"])
async def test_mail_of_a_blocked_sender_is_held(post, block):
    await post.standard.do("ann", c.BlockSender(block=block))
    await post.take(written("Buy!", sender="Bad <BAD@Evil.test>"))
    (held,) = post.held()
    assert (held.reason, held.mailbox, held.team) == ("blocked", "post", "support")
    assert post.tickets() == []


async def test_what_follows_mail_that_was_marked_as_spam_is_held_until_that_is_taken_back(post):
    ticket = await post.opened(written("Buy!", sender="Bad <bad@offers.example>"))
    await post.standard.do("ann", c.MarkSpam(ticket=ticket.id))
    await post.take(
        written("Buy more!", sender="BAD@offers.example", message_id="<second@offers.example>")
    )
    (held,) = post.held()
    assert (held.reason, held.team) == ("blocked", "support")
    await post.standard.do("ann", c.RestoreTicket(ticket=ticket.id))
    await post.opened(
        written("Sorry", sender="bad@offers.example", message_id="<third@offers.example>")
    )


async def test_mail_of_nobody_is_held(post):
    await post.take(b"Subject: x\r\n\r\nHello.\r\n")
    (held,) = post.held()
    assert (held.reason, held.subject) == ("unreadable", "x")


async def test_the_address_counts_and_never_the_name(post):
    """Bad input 36: a name that poses as an address is a name."""
    await post.take(written(sender='"ann@desk.test" <x@evil.example>'))
    contact = await post.standard.row(Contact, post.tickets()[0].requester)
    assert contact.emails == ("x@evil.example",)


# --- Agents --------------------------------------------------------------------------------------

FORWARDED = """Please take this.

---------- Forwarded message ---------
From: Nora North <nora@north.example>
Date: Mon, 2 Mar 2026 at 10:00
Subject: No heating
To: <ann@desk.test>

It is cold here.
"""


async def test_what_an_agent_forwards_is_the_customers_ticket(post):
    await post.take(written(FORWARDED, sender=OURS, subject="Fwd: No heating"))
    (ticket,) = post.tickets()
    first, note = sorted(post.messages(ticket.id), key=lambda each: each.type)
    contact = await post.standard.row(Contact, ticket.requester)
    assert (contact.name, contact.emails) == ("Nora North", ("nora@north.example",))
    assert (ticket.subject, first.type, first.text) == (
        "No heating",
        "customer",
        "It is cold here.",
    )
    assert (first.unverified, first.sender) == (True, "nora@north.example")
    assert note.type == "note"
    assert "Please take this." in note.text


async def contents(post, folder):
    """The names and bytes of what the customer can download."""
    store = BlobFolder(folder / "files", random_bytes=post.standard.environment.random_bytes)
    (ticket,) = post.tickets()
    listed = [each for each in post.rows(Attachment) if each.ticket == ticket.id]
    return {each.name: b"".join(store.read(each.id)) for each in listed}


@pytest.mark.parametrize(
    ("lines", "markup", "files", "ends"),
    [
        (2_000, "", 0, True),
        (40_000, "", 0, False),
        (1, "<b></b>" * 40_000, 0, False),
        (1, "", 60, False),
    ],
    ids=["long", "very long", "html", "many files"],
)
async def test_what_an_agent_writes_above_a_forward_is_in_no_file(
    post, tmp_path, lines, markup, files, ends
):
    above = "INTERNAL: he is known for trouble"
    words = FORWARDED.replace("Please take this.", above) + f"{'word ' * 20}\n" * lines + "The end"
    mail = written(words, sender=OURS, subject="Fwd: No heating")
    mail.add_alternative(f"<pre>{words}</pre>{markup}", subtype="html")
    mail.make_mixed()
    for number in range(files):
        mail.add_attachment(b"x", maintype="image", subtype="jpeg", filename=f"{number}.jpg")
    await post.take(mail)
    kept = await contents(post, tmp_path)
    assert not [name for name, data in kept.items() if b"INTERNAL" in data]
    assert {"mail.eml", "message.html"}.isdisjoint(kept)
    assert kept.get("message.txt", b"").endswith(b"The end") is ends
    (ticket,) = post.tickets()
    texts = {each.type: each.text for each in post.messages(ticket.id)}
    assert "INTERNAL" not in texts["customer"]


async def test_of_a_mail_forwarded_as_a_file_only_that_mail_is_a_file(post, tmp_path):
    inner = written("It is cold.", sender="Nora <nora@north.example>", subject="No heating")
    for number in range(60):
        inner.add_attachment(b"x", maintype="image", subtype="jpeg", filename=f"{number}.jpg")
    outer = written("INTERNAL: see below.", sender=OURS, subject="WG: No heating")
    outer.add_attachment(inner)
    await post.take(outer)
    kept = await contents(post, tmp_path)
    assert b"It is cold" in kept["mail.eml"]
    assert not [name for name, data in kept.items() if b"INTERNAL" in data]


async def test_a_mail_that_an_agent_forwards_as_a_file_is_the_customers_ticket(post):
    inner = written(
        "It is cold here.",
        sender="Nora <nora@north.example>",
        subject="No heating",
        message_id="<cold@north.example>",
    )
    outer = written(
        "See below.", sender=OURS, subject="WG: No heating", message_id="<on@desk.test>"
    )
    outer.add_attachment(inner)
    await post.take(outer)
    (ticket,) = post.tickets()
    ids = {each.type: each.message_id for each in post.messages(ticket.id)}
    assert ids["customer"] == "cold@north.example"
    contact = await post.standard.row(Contact, ticket.requester)
    assert contact.emails == ("nora@north.example",)
    assert {each.unverified for each in post.messages(ticket.id)} == {True, False}
    texts = {each.type: each.text for each in post.messages(ticket.id)}
    assert texts["customer"].strip() == "It is cold here."
    assert "See below." in texts["note"]


async def test_an_agents_own_mail_is_their_own_ticket(post):
    await post.take(written("My chair squeaks.", sender=OURS, subject="Chair"))
    (ticket,) = post.tickets()
    contact = await post.standard.row(Contact, ticket.requester)
    assert contact.emails == ("ann@desk.test",)


@pytest.mark.parametrize(("text", "kind"), [("Done.", "reply"), ("#note It is the fuse.", "note")])
async def test_an_agent_answers_a_notice(post, text, kind):
    ticket = await post.opened()
    address = post.signer.notice_address(ADDRESS, ticket.id, "ann")
    post.standard.environment.advance(seconds=1)
    await post.take(written(f"{text}\n\n> You have a ticket.\n", sender=OURS, to=address))
    message = post.messages(ticket.id)[-1]
    assert (message.type, message.agent) == (kind, "ann")
    assert message.text == text.removeprefix("#note ")


SECRET = "INTERNAL: do not tell Max that we lost it"


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("Estamos en ello.\n\nDe: help@desk.test\nEnviado: hoy\nPara: Ann\n\n{plain}", "reply"),
        ("Wir sind dran.\n\n{plain}", "reply"),
        ("On 27/11/2026 08:09, help@desk.test wrote:\n{marked}\n\nWe are on it.\n", "note"),
        ("We are on it.\n> {secret}\nNo, we must.\n", "note"),
        (f"We say: {SECRET}", "note"),
    ],
)
async def test_an_answer_to_a_notice_tells_the_customer_nothing_of_it(post, text, became):
    ticket = await post.opened()
    await post.standard.do("ada", c.AddNote(ticket=ticket.id, message="secret", text=SECRET))
    post.standard.environment.advance(seconds=1)
    notice = (
        f"Somebody mentioned you in a note.\n\n#{ticket.number} {ticket.subject}\n"
        f"deskbell://ticket/{ticket.id}\n\nBen, 27 Nov 2026, 08:05 UTC:\n> {SECRET}\n"
    )
    marked = "\n".join(f"> {line}" for line in notice.splitlines())
    address = post.signer.notice_address(ADDRESS, ticket.id, "ann")
    body = text.format(plain=notice, marked=marked, secret=SECRET)
    await post.take(written(body, sender=OURS, to=address))
    message = post.messages(ticket.id)[-1]
    assert (message.type, message.agent) == (became, "ann")
    assert (SECRET in message.text) is (became == "note")


async def test_no_answer_to_a_notice_encloses_the_mail_as_it_came(post, tmp_path):
    ticket = await post.opened()
    address = post.signer.notice_address(ADDRESS, ticket.id, "ann")
    mail = written("Here are the photos.", sender=OURS, to=address)
    for number in range(51):
        mail.add_attachment(b"x", maintype="image", subtype="jpeg", filename=f"{number}.jpg")
    await post.take(mail)
    names = {each.name for each in post.rows(Attachment)}
    assert "mail.eml" not in names
    assert "49.jpg" in names


async def test_an_answer_with_a_mail_in_it_is_a_note(post):
    """It may be the notice."""
    ticket = await post.opened()
    address = post.signer.notice_address(ADDRESS, ticket.id, "ann")
    mail = written("See this.", sender=OURS, to=address)
    mail.add_attachment(written("Somebody mentioned you."))
    post.standard.environment.advance(seconds=1)
    await post.take(mail)
    assert post.messages(ticket.id)[-1].type == "note"


async def test_an_answer_that_cannot_be_read_is_a_note(post):
    ticket = await post.opened()
    address = post.signer.notice_address(ADDRESS, ticket.id, "ann")
    head = f"From: {OURS}\r\nTo: {address}\r\nSubject: Re: Large\r\nX-Long: ".encode()
    post.standard.environment.advance(seconds=1)
    await post.take(head + b"x" * 26 * MIB + b"\r\n\r\nIt leaves today.\r\n")
    notes = [each for each in post.messages(ticket.id) if each.type == "note"]
    note, how = sorted(notes, key=lambda each: each.agent is None)
    assert (note.agent, "This mail cannot be shown" in note.text) == ("ann", True)
    assert f"`deskbell-server mail {note.id} --into FOLDER`" in how.text


async def test_an_answer_with_the_address_of_a_notice_in_a_file_is_a_note(post):
    ticket = await post.opened()
    address = post.signer.notice_address(ADDRESS, ticket.id, "ann")
    mail = written("See this.", sender=OURS, to=address)
    mail.add_attachment(f"Reply to {address}", filename="a.txt")
    post.standard.environment.advance(seconds=1)
    await post.take(mail)
    assert post.messages(ticket.id)[-1].type == "note"


@pytest.mark.parametrize("sender", ["Ben <ben@desk.test>", "Max <max@cust.example>"])
async def test_somebody_elses_notice_is_no_way_in(post, sender):
    ticket = await post.opened()
    address = post.signer.notice_address(ADDRESS, ticket.id, "ann")
    await post.take(written("Done.", sender=sender, to=address))
    assert len(post.messages(ticket.id)) == 1
    assert [each.reason for each in post.held()] == ["unverified"]


@pytest.mark.parametrize(
    ("headers", "held"), [({}, ["unverified"]), ({"Auto_Submitted": "auto-replied"}, [])]
)
async def test_an_answer_to_a_notice_that_went_elsewhere_is_no_customers_word(post, headers, held):
    """Its Reply-To was not used: what was meant for colleagues would go to the customer."""
    ticket = await post.opened()
    notice = post.signer.message_id("notice", ticket.id, "desk.test", serial="n1")
    await post.take(written("#note Careful.", sender=OURS, In_Reply_To=notice, **headers))
    assert len(post.messages(ticket.id)) == 1
    assert len(post.tickets()) == 1
    assert [each.reason for each in post.held()] == held
    assert [each.ticket for each in post.held()] == [ticket.id for _ in held]
