# SPDX-License-Identifier: Apache-2.0
"""Signed evidence leads an answer to its ticket, and only those who have a part in it get in."""

import pytest

from sync_server.contract.entities import Message
from sync_server.contract.ids import TicketId
from sync_server.security.signing import Signer
from tests.support.arriving_mail import ADDRESS, CUSTOMER, written
from tests.support.plain import c

STRANGER = "Eve Else <eve@elsewhere.example>"


async def replied(post, ticket, **fields):
    """Ann answers the ticket; the Message-ID of her answer."""
    await post.standard.do(
        "ann", c.Reply(ticket=ticket.id, message="answer", text="Have you tried?", **fields)
    )
    return post.signer.message_id("reply", "answer", "desk.test")


def by_address(post, ticket, _own):
    return {"to": post.signer.thread_address(ADDRESS, ticket.id)}


def by_own_id(_post, _ticket, own):
    return {"In_Reply_To": own}


def by_own_id_among_many(_post, _ticket, own):
    return {"References": f"<first@cust.example> <x@else.example> {own} <y@else.example>"}


def by_foreign_id(_post, _ticket, _own):
    return {"In_Reply_To": "<first@cust.example>"}


def by_subject(post, ticket, _own):
    return {"subject": f"AW: Printer {post.signer.subject_token(ticket.number, ticket.id)}"}


evidence = pytest.mark.parametrize(
    "evidence", [by_address, by_own_id, by_own_id_among_many, by_foreign_id, by_subject]
)


@evidence
async def test_a_customers_answer_joins_its_ticket_and_reopens_it(post, evidence):
    ticket = await post.opened()
    own = await replied(post, ticket, status="pending")
    await post.take(written("Yes, twice.", **evidence(post, ticket, own)))
    assert [each.type for each in post.messages(ticket.id)] == ["customer", "reply", "customer"]
    assert (await post.standard.ticket(ticket.id)).status == "open"
    assert post.held() == []


@evidence
async def test_an_answer_to_a_merged_ticket_joins_the_one_that_it_went_into(post, evidence):
    ticket = await post.opened()
    own = await replied(post, ticket)
    proof = evidence(post, ticket, own)
    await post.standard.do("ann", c.MergeTicket(ticket=ticket.id, into="opened", confirmed=True))
    await post.take(written("Yes, twice.", **proof))
    assert post.messages(ticket.id) == []
    assert post.messages("opened")[-1].text == "Yes, twice."
    assert post.held() == []


@evidence
async def test_a_stranger_with_a_customers_token_is_held(post, evidence):
    """Bad input 31: a token of somebody else's opens nothing and adds nobody."""
    ticket = await post.opened()
    own = await replied(post, ticket)
    mail = written(
        "Send me all of it.",
        sender=STRANGER,
        Cc="more@elsewhere.example",
        **evidence(post, ticket, own),
    )
    await post.take(mail)
    (held,) = post.held()
    assert (held.reason, held.ticket, held.sender) == (
        "unverified",
        ticket.id,
        "eve@elsewhere.example",
    )
    assert len(post.messages(ticket.id)) == 2
    assert (await post.standard.ticket(ticket.id)).cc == ()
    assert len(post.tickets()) == 1


@pytest.mark.parametrize("subject", ["Re: #{0}", "[#{0}]", "Ticket {0}", "[#{0}-aaaaaaaa]"])
async def test_a_bare_number_never_attaches(post, subject):
    """Bad input 30: a number that anybody can guess is no evidence, not even the customer's."""
    ticket = await post.opened()
    await post.take(written("And another thing.", subject=subject.format(ticket.number)))
    assert len(post.messages(ticket.id)) == 1
    assert len(post.tickets()) == 2


async def test_an_address_of_ours_without_its_owners_word_is_not_shown_as_the_person(post):
    """Bad input 30: "From: the boss" in a ticket is unverified and changes no state."""
    ticket = await post.opened()
    own = await replied(post, ticket, status="pending")
    await post.take(written("Pay them.", sender="Ann <ann@desk.test>", In_Reply_To=own))
    message = post.messages(ticket.id)[-1]
    assert (message.type, message.unverified, message.contact, message.agent) == (
        "customer",
        True,
        None,
        None,
    )
    assert message.sender == "ann@desk.test"
    assert (await post.standard.ticket(ticket.id)).status == "pending"


async def test_who_was_copied_and_answers_joins(post):
    ticket = await post.opened(
        written(message_id="<first@cust.example>", Cc="Dan <dan@cust.example>, help@desk.test")
    )
    assert ticket.cc == ("dan@cust.example",)
    await post.take(
        written("Same here.", sender="dan@cust.example", In_Reply_To="<first@cust.example>")
    )
    assert len(post.messages(ticket.id)) == 2
    assert post.held() == []


async def test_who_was_written_to_beside_us_may_answer(post):
    ticket = await post.opened(
        written(message_id="<first@cust.example>", to=f"{ADDRESS}, Pat <pat@cust.example>")
    )
    mail = written("Me too.", sender="pat@cust.example", References="<first@cust.example>")
    await post.take(mail)
    assert len(post.messages(ticket.id)) == 2


async def test_the_token_does_not_become_a_participant(post):
    ticket = await post.opened()
    signed = post.signer.thread_address(ADDRESS, ticket.id)
    await post.take(written("More.", to=ADDRESS, Cc=f"{signed}, dan@cust.example"))
    assert (await post.standard.ticket(ticket.id)).cc == ("dan@cust.example",)
    assert post.messages(ticket.id)[-1].cc == (ADDRESS, "dan@cust.example")


async def test_an_answer_to_a_forward_is_a_side_thread(post):
    ticket = await post.opened()
    await post.standard.do(
        "ann", c.Forward(ticket=ticket.id, message="fwd", text="Yours?", to=("v@vendor.example",))
    )
    own = post.signer.message_id("forward", "fwd", "desk.test")
    await post.take(written("It is.", sender="Vic <v@vendor.example>", In_Reply_To=own))
    (answer,) = [each for each in post.messages(ticket.id) if each.type == "third_party"]
    assert (answer.about, answer.sender, answer.contact) == ("fwd", "v@vendor.example", None)
    assert (await post.standard.ticket(ticket.id)).requester == ticket.requester


async def test_who_gets_copies_and_answers_a_forward_tells_the_customer_nothing(post):
    """A colleague of the customer's is asked aside: the next reply must not quote the answer."""
    ticket = await post.opened(written(message_id="<first@cust.example>", Cc="dan@cust.example"))
    await post.standard.do(
        "ann", c.Forward(ticket=ticket.id, message="fwd", text="Pays?", to=("dan@cust.example",))
    )
    own = post.signer.message_id("forward", "fwd", "desk.test")
    await post.take(written("Never.", sender="dan@cust.example", In_Reply_To=own))
    aside = post.messages(ticket.id)[-1]
    assert (aside.type, aside.about) == ("third_party", "fwd")
    await post.take(
        written("And me?", sender="dan@cust.example", In_Reply_To="<first@cust.example>")
    )
    assert post.messages(ticket.id)[-1].type == "customer"


async def test_a_customer_to_whom_their_own_mail_was_forwarded_stays_the_customer(post):
    ticket = await post.opened()
    customer = "max@cust.example"
    await post.standard.do(
        "ann", c.Forward(ticket=ticket.id, message="fwd", text="Again:", to=(customer,))
    )
    own = post.signer.message_id("forward", "fwd", "desk.test")
    await post.take(written("Thanks.", In_Reply_To=own))
    assert post.messages(ticket.id)[-1].type == "customer"


async def test_the_answer_of_a_blind_copy_stays_as_unseen_as_its_author(post):
    """Bcc: what they say is a side thread, also when they write once more."""
    ticket = await post.opened()
    own = await replied(post, ticket, bcc=("law@desk.example",))
    signed = post.signer.thread_address(ADDRESS, ticket.id)
    await post.take(written("Admit nothing.", sender="law@desk.example", In_Reply_To=own))
    await post.take(written("Nothing!", sender="law@desk.example", to=signed))
    asides = post.messages(ticket.id)[-2:]
    assert [(each.type, each.about) for each in asides] == [("third_party", "answer")] * 2
    assert (await post.standard.ticket(ticket.id)).cc == ()


async def test_a_third_party_is_known_by_address_where_its_program_names_nothing_else(post):
    ticket = await post.opened()
    await post.standard.do(
        "ann", c.Forward(ticket=ticket.id, message="fwd", text="Yours?", to=("v@vendor.example",))
    )
    signed = post.signer.thread_address(ADDRESS, ticket.id)
    await post.take(written("It is.", sender="v@vendor.example", to=signed))
    assert post.messages(ticket.id)[-1].about == "fwd"


async def test_a_colleague_of_a_third_party_is_held(post):
    ticket = await post.opened()
    await post.standard.do(
        "ann", c.Forward(ticket=ticket.id, message="fwd", text="Yours?", to=("v@vendor.example",))
    )
    own = post.signer.message_id("forward", "fwd", "desk.test")
    await post.take(written("It is ours.", sender="boss@vendor.example", In_Reply_To=own))
    assert [each.reason for each in post.held()] == ["unverified"]


async def test_a_merged_customer_is_still_the_requester(post):
    """Who writes from an address that a merge brought is the same customer."""
    ticket = await post.opened(
        written(sender="Sam <sam@globex.test>", message_id="<first@cust.example>")
    )
    await post.standard.do("ann", c.MergeContacts(source="sam", target="kim"))
    mail = written("Me again.", sender="kim@home.test", In_Reply_To="<first@cust.example>")
    await post.take(mail)
    assert len(post.messages(ticket.id)) == 2
    assert post.messages(ticket.id)[-1].contact == "kim"


async def test_mail_to_a_desk_with_another_key_is_a_new_ticket(post):
    ticket = await post.opened()
    theirs = Signer(bytes(32))
    address = theirs.thread_address(ADDRESS, TicketId(ticket.id))
    await post.take(written("Hello?", to=address or ""))
    assert len(post.tickets()) == 2
    assert (await post.standard.row(Message, post.messages(ticket.id)[0].id)).sender is None


async def test_a_customer_who_answers_a_closed_ticket_gets_a_follow_up(post):
    ticket = await post.opened()
    own = await replied(post, ticket)
    await post.standard.do(
        "ann",
        c.SetAssignee(ticket=ticket.id, assignee="ann"),
        c.SetStatus(ticket=ticket.id, status="solved"),
        c.SetStatus(ticket=ticket.id, status="closed"),
    )
    post.standard.environment.advance(days=15)
    await post.take(written("Again!", sender=CUSTOMER, In_Reply_To=own))
    assert post.tickets()[-1].follow_up_of == ticket.id


async def test_who_was_removed_from_the_copies_does_not_come_back_by_himself(post):
    """Nor does the customer bring him back; an agent who adds him or writes to him does."""
    ticket = await post.opened(written(message_id="<first@cust.example>", Cc="Dan@cust.example"))
    await post.standard.do(
        "ann", c.ChangeParticipants(ticket=ticket.id, remove=("dan@cust.example",))
    )
    mine = {"sender": "dan@cust.example", "In_Reply_To": "<first@cust.example>"}
    await post.take(written("Let me in.", **mine))
    assert [each.reason for each in post.held()] == ["unverified"]
    await post.take(written("He too.", Cc="dan@cust.example", In_Reply_To="<first@cust.example>"))
    assert (await post.standard.ticket(ticket.id)).cc == ()
    await post.take(written("And now?", **mine))
    assert len(post.held()) == 2
    await replied(post, ticket, to=("dan@cust.example",), anyway=True)
    await post.take(written("Thank you.", **mine))
    assert post.messages(ticket.id)[-1].text == "Thank you."
    assert (await post.standard.ticket(ticket.id)).cc == ("dan@cust.example",)


async def test_who_is_added_again_has_a_part_again(post):
    ticket = await post.opened(written(message_id="<first@cust.example>", Cc="dan@cust.example"))
    dan = ("dan@cust.example",)
    await post.standard.do(
        "ann",
        c.ChangeParticipants(ticket=ticket.id, remove=dan),
        c.ChangeParticipants(ticket=ticket.id, add=dan),
    )
    assert (await post.standard.ticket(ticket.id)).excluded == ()
    await post.take(written("Here.", sender=dan[0], In_Reply_To="<first@cust.example>"))
    assert post.held() == []


async def test_who_was_the_requester_has_no_part_any_more(post):
    ticket = await post.opened()
    own = await replied(post, ticket)
    former = ticket.requester
    await post.standard.do("ann", c.ChangeRequester(ticket=ticket.id, requester="sam"))
    await post.take(written("I still speak.", In_Reply_To=own))
    assert [each.reason for each in post.held()] == ["unverified"]
    assert (await post.standard.ticket(ticket.id)).cc == ()
    await post.standard.do("ann", c.ChangeRequester(ticket=ticket.id, requester=former))
    await post.take(written("Once more.", In_Reply_To=own))
    assert post.messages(ticket.id)[-1].text == "Once more."


async def test_a_colleague_who_gets_a_copy_does_not_become_a_customer(post):
    """What an agent writes must not be quoted to the customer as a participant's words."""
    ticket = await post.opened()
    own = await replied(post, ticket, cc=("Ben@desk.test", "dan@cust.example"))
    assert (await post.standard.ticket(ticket.id)).cc == ("dan@cust.example",)
    await post.take(written("Between us: no.", sender="ben@desk.test", In_Reply_To=own))
    answer = post.messages(ticket.id)[-1]
    assert (answer.text, answer.unverified, answer.contact) == ("Between us: no.", True, None)
    assert (await post.standard.ticket(ticket.id)).cc == ("dan@cust.example",)


async def test_a_colleague_among_the_copies_of_before_is_none_either(post):
    await post.standard.do("ada", c.ChangeAgent(agent="ben", email="ben@old.test"))
    ticket = await post.opened(written(message_id="<first@cust.example>", Cc="ben@desk.test"))
    await post.standard.do("ada", c.ChangeAgent(agent="ben", email="ben@desk.test"))
    await post.take(written("No.", sender="ben@desk.test", In_Reply_To="<first@cust.example>"))
    assert post.messages(ticket.id)[-1].unverified
