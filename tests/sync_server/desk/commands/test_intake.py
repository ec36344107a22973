# SPDX-License-Identifier: Apache-2.0
"""Taking in customers' messages."""

import pytest

from sync_server.contract.entities import Contact, Message
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR


def mail(name="mail", **more):
    values = {
        "ticket": f"{name}-ticket",
        "message": name,
        "contact": f"{name}-contact",
        "sender": "kim@acme.test",
        "subject": "Help",
        "text": "Please help",
        "team": "support",
        **more,
    }
    return c.ReceiveMessage(**values)


async def test_a_message_without_a_thread_opens_a_ticket(standard):
    answer = await standard.do(CHANNEL_ACTOR, mail())
    ticket = await standard.ticket("mail-ticket")
    assert answer.number == ticket.number
    assert (ticket.status, ticket.team, ticket.requester) == ("new", "support", "kim")
    assert (ticket.organisation, ticket.channel, ticket.messages) == ("acme", "email", 1)
    assert ticket.waiting_since == standard.environment.now_us()


async def test_an_unknown_sender_becomes_a_contact_of_their_company(standard):
    await standard.do(CHANNEL_ACTOR, mail(sender="Max@Globex.test", sender_name="Max"))
    contact = await standard.row(Contact, "mail-contact")
    assert (contact.name, contact.emails) == ("Max", ("Max@Globex.test",))
    assert contact.organisation == "globex"


async def test_a_sender_without_a_name_is_called_by_the_address(standard):
    await standard.do(CHANNEL_ACTOR, mail(sender="max@nowhere.test"))
    contact = await standard.row(Contact, "mail-contact")
    assert (contact.name, contact.organisation) == ("max@nowhere.test", None)


async def test_a_known_sender_is_found_in_any_case_and_after_a_merge(standard):
    await standard.do(CHANNEL_ACTOR, mail(sender="KIM@old.TEST"))
    assert (await standard.ticket("mail-ticket")).requester == "kim"


async def test_a_known_sender_joins_the_company_of_the_domain(standard):
    await standard.do(CHANNEL_ACTOR, mail(sender="sam@globex.test"))
    assert (await standard.row(Contact, "sam")).organisation == "globex"


async def test_two_mails_of_a_new_sender_make_one_contact(standard):
    await standard.do(
        CHANNEL_ACTOR, mail("one", sender="max@x.test"), mail("two", sender="max@x.test")
    )
    assert (await standard.ticket("two-ticket")).requester == "one-contact"


@pytest.mark.parametrize("team", ["shut", "nowhere", None])
async def test_without_a_team_that_takes_tickets_it_is_triage(standard, team):
    await standard.do(CHANNEL_ACTOR, mail(team=team))
    assert (await standard.ticket("mail-ticket")).team is None


@pytest.mark.parametrize(
    ("thread", "status"),
    [
        ("fresh", "new"),
        ("opened", "open"),
        ("pended", "open"),
        ("held", "open"),
        ("solved", "open"),
        ("closed", "open"),
        ("spammed", "spam"),
    ],
)
async def test_a_customer_reopens_what_waits_or_is_done(standard, thread, status):
    before = await standard.ticket(thread)
    await standard.do(CHANNEL_ACTOR, mail(thread=thread))
    ticket = await standard.ticket(thread)
    assert (ticket.status, ticket.assignee) == (status, before.assignee)
    assert (ticket.messages, ticket.last_message_by) == (before.messages + 1, "customer")
    assert (ticket.solved_at, ticket.closed_at) == (None, None)


@pytest.mark.parametrize("thread", ["fresh", "opened", "pended", "solved", "closed"])
async def test_an_automatic_message_changes_no_status(standard, thread):
    before = await standard.ticket(thread)
    await standard.do(CHANNEL_ACTOR, mail(thread=thread, automatic=True))
    ticket = await standard.ticket(thread)
    assert (ticket.status, ticket.waiting_since) == (before.status, before.waiting_since)
    assert ticket.messages == before.messages + 1


@pytest.mark.parametrize("automatic", [False, True])
async def test_an_archived_thread_is_followed_up(standard, automatic):
    await standard.do(CHANNEL_ACTOR, mail(thread="archived", automatic=automatic))
    assert (await standard.ticket("mail-ticket")).follow_up_of == "archived"


async def test_a_thread_closed_for_long_gets_a_follow_up_with_its_fields(standard):
    await standard.do(
        "ann",
        c.SetPriority(ticket="closed", priority="high"),
        c.ChangeTags(ticket="closed", add=("gold",)),
    )
    standard.environment.advance(days=15)
    await standard.do(CHANNEL_ACTOR, mail(thread="closed", subject="", team=None))
    before = await standard.ticket("closed")
    after = await standard.ticket("mail-ticket")
    inherited = ("team", "priority", "category", "tags", "custom", "subject")
    assert [getattr(after, name) for name in inherited] == [
        getattr(before, name) for name in inherited
    ]
    assert (after.follow_up_of, after.assignee, after.status) == ("closed", None, "new")
    assert (before.status, before.messages) == ("closed", 1)


async def test_an_unknown_thread_opens_a_ticket(standard):
    await standard.do(CHANNEL_ACTOR, mail(thread="nowhere"))
    assert (await standard.ticket("mail-ticket")).follow_up_of is None


async def test_the_same_mail_is_taken_in_once_per_team(standard):
    await standard.do(CHANNEL_ACTOR, mail("one", message_id="<1@x.test>"))
    again = await standard.do(CHANNEL_ACTOR, mail("two", message_id="<1@x.test>"))
    assert (again.seq, again.number) == (None, None)
    other = await standard.do(CHANNEL_ACTOR, mail("three", message_id="<1@x.test>", team="billing"))
    assert other.number is not None


async def test_the_same_mail_to_a_thread_is_taken_in_once(standard):
    values = {"thread": "opened", "message_id": "<1@x.test>", "team": None}
    await standard.do(CHANNEL_ACTOR, mail("one", **values))
    assert (await standard.do(CHANNEL_ACTOR, mail("two", **values))).seq is None


async def test_an_import_that_runs_again_changes_nothing_though_tickets_moved(standard):
    command = mail("one", message_id="<1@x.test>")
    await standard.do(CHANNEL_ACTOR, command)
    await standard.do("ada", c.SetTeam(ticket="one-ticket", team="billing"))
    assert (await standard.do(CHANNEL_ACTOR, command)).seq is None


async def test_another_message_under_a_taken_id_is_refused(standard):
    answer = await standard.ask(CHANNEL_ACTOR, mail("opened-1", message_id="<2@x.test>"))
    assert answer.refusal.code == Code.EXISTS


async def test_an_imported_message_keeps_its_date(standard):
    """Bad input 45, for the past."""
    await standard.do(CHANNEL_ACTOR, mail(received_at=1_000))
    ticket = await standard.ticket("mail-ticket")
    assert (ticket.opened_at, ticket.updated_at, ticket.waiting_since) == (1_000, 1_000, 1_000)
    assert (await standard.row(Message, "mail")).at == 1_000


async def test_a_date_in_the_future_is_not_believed(standard):
    """Bad input 45, for the future."""
    await standard.do(CHANNEL_ACTOR, mail(received_at=2**52))
    assert (await standard.row(Message, "mail")).at == standard.environment.now_us()


async def test_old_messages_of_a_thread_may_arrive_in_any_order(standard):
    await standard.do(
        CHANNEL_ACTOR,
        mail("late", received_at=2_000),
        mail("early", received_at=1_000, thread="late-ticket"),
    )
    ticket = await standard.ticket("late-ticket")
    assert (ticket.last_message_at, ticket.waiting_since, ticket.messages) == (2_000, 1_000, 2)


async def test_an_old_message_does_not_make_an_answered_customer_wait(standard):
    await standard.do("ann", c.Reply(ticket="fresh", message="r", text="Hello"))
    await standard.do(CHANNEL_ACTOR, mail(thread="fresh", received_at=1_000))
    assert (await standard.ticket("fresh")).waiting_since is None


async def test_a_long_body_travels_as_one_of_the_files(standard):
    await standard.upload("mail", "body")
    file = c.File(id="body", name="body.txt")
    await standard.do(CHANNEL_ACTOR, mail("long", files=(file,), full_text="body"))
    assert (await standard.row(Message, "long")).full_text == "body"
    answer = await standard.ask(CHANNEL_ACTOR, mail("other", full_text="body"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.NO_FILE, "full_text")


async def test_what_the_channel_read_is_kept(standard):
    command = mail(
        html="<p>Please help</p>", to=("help@desk.test",), cc=("b@x.test",), message_id="<3@x>"
    )
    await standard.do(CHANNEL_ACTOR, command)
    message = await standard.row(Message, "mail")
    assert (message.type, message.contact, message.agent) == ("customer", "kim", None)
    assert (message.html, message.subject) == ("<p>Please help</p>", "Help")
    assert (message.to, message.cc) == (("help@desk.test",), ("b@x.test",))


async def test_an_unverified_message_joins_and_changes_nobodys_status(standard):
    """Bad input 30: it is not shown as the person whose address it bears."""
    before = await standard.ticket("pended")
    await standard.do(CHANNEL_ACTOR, mail(thread="pended", unverified=True, sender_name="Boss"))
    ticket, message = await standard.ticket("pended"), await standard.row(Message, "mail")
    assert (ticket.status, ticket.requester) == ("pending", before.requester)
    assert (message.type, message.unverified, message.contact) == ("customer", True, None)
    assert (message.sender, message.sender_name) == ("kim@acme.test", "Boss")


async def test_an_answer_to_a_forward_is_a_side_thread(standard):
    before = await standard.ticket("opened")
    answer = mail(thread="opened", sender="third@party.test", about="opened-reply")
    await standard.do(CHANNEL_ACTOR, answer)
    ticket, message = await standard.ticket("opened"), await standard.row(Message, "mail")
    assert (ticket.waiting_since, ticket.last_message_at) == (
        before.waiting_since,
        before.last_message_at,
    )
    assert (message.type, message.about, message.sender) == (
        "third_party",
        "opened-reply",
        "third@party.test",
    )


async def test_whom_the_sender_copies_joins_where_the_channel_says_so(standard):
    copied = ("boss@acme.test", "ann@desk.test", "help@desk.test", "kim@home.test")
    await standard.do(CHANNEL_ACTOR, mail("one", cc=copied), mail("two", cc=copied, joins=True))
    assert (await standard.ticket("one-ticket")).cc == ()
    assert (await standard.ticket("two-ticket")).cc == ("boss@acme.test",)


async def test_a_message_never_fails_for_too_many_participants(standard):
    many = tuple(f"a{number}@x.test" for number in range(100))
    await standard.do(CHANNEL_ACTOR, mail("one", cc=many, joins=True))
    more = mail("two", thread="one-ticket", cc=("one@more.test",), joins=True)
    await standard.do(CHANNEL_ACTOR, more)
    assert len((await standard.ticket("one-ticket")).cc) == 100


async def test_a_ticket_knows_the_mailbox_that_was_written_to(standard):
    await standard.do(CHANNEL_ACTOR, mail("one", mailbox="post"), mail("two", mailbox="gone"))
    assert (await standard.ticket("one-ticket")).mailbox == "post"
    assert (await standard.ticket("two-ticket")).mailbox is None
