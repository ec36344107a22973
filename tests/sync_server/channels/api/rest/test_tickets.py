# SPDX-License-Identifier: Apache-2.0
"""Tickets of programs: opened, read, added to. Numbers are those of the bad inputs."""

from datetime import UTC, datetime

import pytest

from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.parse import parse_mail
from sync_server.contract.entities import Contact, Held, Message
from tests.support.plain import c
from tests.support.rest_api import new_ticket


async def test_a_program_opens_a_ticket(api):
    answer = await api.post("/tickets", new_ticket(team="support"))
    assert answer.status_code == 201
    opened = answer.json()
    assert answer.headers["Location"] == f"/api/v1/tickets/{opened['ticket']}"
    ticket = await api.standard.ticket(opened["ticket"])
    message = await api.standard.row(Message, opened["message"])
    assert (ticket.number, ticket.subject, ticket.team) == (opened["number"], "No light", "support")
    assert (ticket.requester, ticket.channel, ticket.status) == ("kim", "api", "new")
    assert (message.type, message.text, message.contact) == ("customer", "The lamp is dark", "kim")
    assert ticket.waiting_since == message.at


async def test_who_is_new_becomes_a_customer_of_their_organisation(api):
    person = {"email": "lou@globex.test", "name": "Lou"}
    opened = (await api.post("/tickets", new_ticket(requester=person))).json()
    ticket = await api.standard.ticket(opened["ticket"])
    assert (ticket.team, ticket.organisation) == (None, "globex")
    assert (await api.standard.row(Contact, ticket.requester)).name == "Lou"


async def test_a_ticket_is_read_with_what_passed_between_customer_and_desk(api):
    page = (await api.get("/tickets/opened")).json()
    assert page["ticket"]["id"] == "opened"
    assert page["requester"] == {"id": "kim", "name": "Kim", "email": "kim@acme.test"}
    assert {message["type"] for message in page["messages"]} <= {"customer", "reply"}
    assert "opened-note" not in str(page)
    assert datetime.fromisoformat(page["ticket"]["opened_at"]).tzinfo == UTC


async def test_what_was_opened_can_be_read(api):
    opened = (await api.post("/tickets", new_ticket())).json()
    page = (await api.get(f"/tickets/{opened['ticket']}")).json()
    assert [message["id"] for message in page["messages"]] == [opened["message"]]
    assert page["next"] is None


async def test_a_message_of_the_requester_joins_the_ticket(api):
    answer = await api.post("/tickets/opened/messages", {"text": "Still dark"})
    assert (answer.status_code, answer.json()["ticket"]) == (201, "opened")
    message = await api.standard.row(Message, answer.json()["message"])
    assert (message.ticket, message.type, message.contact) == ("opened", "customer", "kim")


async def test_a_message_of_somebody_else_is_theirs(api):
    body = {"text": "Me too", "author": {"email": "sam@globex.test"}}
    answer = await api.post("/tickets/opened/messages", body)
    assert (await api.standard.row(Message, answer.json()["message"])).contact == "sam"


async def test_a_message_to_a_solved_ticket_opens_it_again(api):
    await api.post("/tickets/solved/messages", {"text": "It is back"})
    assert (await api.standard.ticket("solved")).status == "open"


async def test_a_message_to_a_ticket_that_is_closed_for_good_is_a_new_one(api):
    answer = await api.post("/tickets/archived/messages", {"text": "It is back"})
    added = answer.json()
    ticket = await api.standard.ticket(added["ticket"])
    assert (answer.status_code, ticket.number) == (201, added["number"])
    assert ticket.follow_up_of == "archived"
    assert answer.headers["Location"] == f"/api/v1/tickets/{ticket.id}"


async def test_the_author_must_be_named_when_nobody_is_known(api):
    await api.standard.do(
        "ada", c.OpenTicket(ticket="walk", message="walk-1", subject="Key", text="Lost", team=None)
    )
    answer = await api.post("/tickets/walk/messages", {"text": "Found"})
    assert (answer.status_code, answer.json()["field"]) == (422, "author")


@pytest.mark.parametrize(
    "field",
    ["links", "owner", "created_at", "internal", "cc", "assignee", "status", "channel", "bcc"],
)
async def test_28_a_field_that_is_not_a_customers_is_refused_and_nothing_is_made(api, field):
    """Bad input 28."""
    before = await api.every_change()
    answer = await api.post("/tickets", new_ticket(**{field: "x"}))
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert answer.json()["type"] == "urn:deskbell:problem:unknown-field"
    added = await api.post("/tickets/opened/messages", {"text": "x", field: "x"})
    assert (added.status_code, added.json()["field"]) == (422, field)
    assert await api.every_change() == before


async def test_28_a_field_inside_a_person_is_named_with_its_place(api):
    """Bad input 28."""
    person = {"email": "kim@acme.test", "vip": True}
    answer = await api.post("/tickets", new_ticket(requester=person))
    assert answer.json()["field"] == "requester.vip"


async def kind_and_field(api, path, body):
    before = await api.every_change()
    answer = await api.post(path, body)
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert await api.every_change() == before
    return answer.json()["type"].rpartition(":")[2], answer.json()["field"]


@pytest.mark.parametrize("nothing", ["", " ", "\n\t ", "\u200b", "\u202e\ufeff", "\u3000"])
async def test_a_text_that_says_nothing_is_named(api, nothing):
    answer = await kind_and_field(api, "/tickets", new_ticket(text=nothing))
    assert answer == ("bad-field", "text")
    answer = await kind_and_field(api, "/tickets/opened/messages", {"text": nothing})
    assert answer == ("bad-field", "text")


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "\u202e\ufeff", "\u3000"])
async def test_a_subject_that_says_nothing_is_named(api, nothing):
    answer = await kind_and_field(api, "/tickets", new_ticket(subject=nothing))
    assert answer == ("bad-field", "subject")


NOT_TO_BE_ANSWERED = [
    "kim",
    "kim@acme.test, x@evil.test",
    "<kim@acme.test>",
    "kim@ac\u200bme.test",
    "=?utf-8?q?x?=@acme.test",
    f"{'k' * 65}@acme.test",
    "kim@acme..test",
    "kim@" + "a" * 251 + ".test",
]


@pytest.mark.parametrize("email", NOT_TO_BE_ANSWERED)
async def test_36_an_address_that_the_form_would_not_take_is_named(api, email):
    """Bad input 36."""
    person = {"email": email}
    answer = await kind_and_field(api, "/tickets", new_ticket(requester=person))
    assert answer == ("bad-field", "requester.email")
    body = {"text": "Hello", "author": person}
    answer = await kind_and_field(api, "/tickets/opened/messages", body)
    assert answer == ("bad-field", "author.email")


async def test_40_a_name_loses_what_would_turn_it_round(api):
    """Bad input 40."""
    person = {"email": "new@globex.test", "name": "L\u202eou\u200b"}
    opened = (await api.post("/tickets", new_ticket(requester=person))).json()
    ticket = await api.standard.ticket(opened["ticket"])
    assert (await api.standard.row(Contact, ticket.requester)).name == "Lou"


async def test_the_desk_is_no_customer_of_its_own(api):
    person = {"email": "Help@desk.test"}
    answer = await kind_and_field(api, "/tickets", new_ticket(requester=person))
    assert answer == ("bad-field", "requester.email")


@pytest.mark.parametrize("block", ["spam@kestrel.example", "@kestrel.example"])
async def test_what_a_blocked_sender_says_waits_for_a_person(api, block):
    await api.standard.do("ann", c.BlockSender(block=block))
    person = {"email": "spam@kestrel.example", "name": "S."}
    body = new_ticket(requester=person, team="support")
    before = await api.every_change()
    answers = [await api.post("/tickets", body, once="order-1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].content == answers[1].content
    assert await api.every_change() == before
    held = await api.standard.row(Held, answers[0].json()["held"])
    assert (held.reason, held.sender, held.sender_name) == ("blocked", "spam@kestrel.example", "S.")
    assert (held.team, held.mailbox, held.ticket) == ("support", "post", None)
    assert "“A program”" in held.detail
    mail = parse_mail(api.kept(held.id))
    assert isinstance(mail, ParsedMail)
    assert (mail.subject, mail.text.strip()) == (body["subject"], body["text"])


async def test_what_a_blocked_requester_adds_waits_for_a_person(api):
    await api.standard.do("ann", c.BlockSender(block="kim@acme.test"))
    key = await api.make_key(team="support")
    answer = await api.post("/tickets/opened/messages", {"text": "Still dark"}, key)
    assert answer.status_code == 202
    held = await api.standard.row(Held, answer.json()["held"])
    assert (held.ticket, held.sender) == ("opened", "kim@acme.test")


async def test_29_a_blocked_sender_reaches_no_further_than_the_key(api):
    """Bad input 29."""
    await api.standard.do("ann", c.BlockSender(block="kim@acme.test"))
    key = await api.make_key(team="support")
    nothing = await api.get("/tickets/nothing-at-all", key)
    for path, body in (
        ("/tickets/billed/messages", {"text": "Hello"}),
        ("/tickets", new_ticket(team="billing")),
    ):
        answer = await api.post(path, body, key)
        assert (answer.status_code, answer.content) == (404, nothing.content)


HIDDEN = ["no-such", "spammed", "deleted", "%2E%2E", "%00", "x" * 81, "A", "a%2Fb"]


@pytest.mark.parametrize("id_", HIDDEN)
async def test_27_what_is_hidden_answers_as_what_is_not_there(api, id_):
    """Bad input 27."""
    nothing = await api.get("/tickets/nothing-at-all")
    answer = await api.get(f"/tickets/{id_}")
    assert (answer.status_code, answer.content) == (404, nothing.content)
    sent = await api.post(f"/tickets/{id_}/messages", {"text": "Hello"})
    assert (sent.status_code, sent.content) == (404, nothing.content)


async def test_29_another_team_is_not_found(api):
    """Bad input 29."""
    key = await api.make_key(team="support")
    nothing = await api.get("/tickets/nothing-at-all", key)
    for answer in (
        await api.get("/tickets/billed", key),
        await api.post("/tickets/billed/messages", {"text": "Hello"}, key),
        await api.post("/tickets", new_ticket(team="billing"), key),
        await api.post("/tickets", new_ticket(team="no-such"), key),
    ):
        assert (answer.status_code, answer.content) == (404, nothing.content)


async def test_a_key_of_a_team_opens_tickets_there(api):
    key = await api.make_key(team="billing")
    for body in (new_ticket(), new_ticket(team="billing")):
        opened = (await api.post("/tickets", body, key)).json()
        assert (await api.standard.ticket(opened["ticket"])).team == "billing"


async def test_a_team_that_takes_no_tickets_is_named(api):
    answer = await api.post("/tickets", new_ticket(team="shut"))
    assert (answer.status_code, answer.json()["field"]) == (422, "team")


async def test_a_reply_is_read_once_it_can_no_longer_be_taken_back(api):
    await api.standard.do(
        "ann", c.Reply(ticket="opened", message="lamp", text="A new lamp", hold_s=20)
    )
    assert "A new lamp" not in (await api.get("/tickets/opened")).text
    api.standard.environment.advance(seconds=21)
    assert "A new lamp" in (await api.get("/tickets/opened")).text


async def test_who_gets_copies_is_told_to_no_program(api):
    await api.standard.do(
        "ann",
        c.Reply(
            ticket="opened",
            message="copied",
            text="See",
            cc=("copy@secret.test",),
            bcc=("blind@secret.test",),
        ),
    )
    text = (await api.get("/tickets/opened")).text
    assert "copied" in text
    assert "secret.test" not in text


async def test_a_long_conversation_comes_in_pages(api):
    for number in range(5):
        await api.post("/tickets/opened/messages", {"text": f"Line {number}"})
    whole = (await api.get("/tickets/opened")).json()["messages"]
    first = (await api.get("/tickets/opened", limit=3)).json()
    rest = (await api.get("/tickets/opened", limit=200, after=first["next"])).json()
    assert first["messages"] + rest["messages"] == whole
    assert rest["next"] is None


@pytest.mark.parametrize(
    "parameters",
    [{"limit": 0}, {"limit": 201}, {"limit": "x"}, {"after": "no-such"}, {"page": 1}],
)
async def test_a_page_that_cannot_be_is_refused(api, parameters):
    answer = await api.get("/tickets/opened", **parameters)
    assert (answer.status_code, answer.json()["field"]) == (400, next(iter(parameters)))
