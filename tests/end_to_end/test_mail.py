# SPDX-License-Identifier: Apache-2.0
"""Mail as customers and agents see it, through a real mail store and a real mail server."""

import asyncio
from functools import partial

import pytest

from app import intents
from sync_server.contract.entities import Agent, Contact, Held, Ticket
from tests.end_to_end.computers import MAYA, SUPPORT, settled
from tests.support import live_client
from tests.support.live_client import Desk
from tests.support.post_office import BOSS, HELP, KIM, THIRD, answer, letter, post_office
from tests.support.server_process import ADA, ServerProcess
from tests.support.wire_probe import PASSWORD


@pytest.fixture
async def office(tmp_path):
    async with post_office(tmp_path / "office", MAYA) as opened:
        yield opened


@pytest.fixture
async def ada(desk_templates, tmp_path, office):
    """The administrator at her computer; Maya is at none. The desk reads help@desk.example."""
    console = await desk_templates.copy(tmp_path / "served")
    async with ServerProcess(console, variables=office.variables) as server:
        await office.connect(server, "--team", SUPPORT)
        await server.hire("Maya", teams=[SUPPORT])
        async with Desk(tmp_path / "ada").client() as client:
            await client.sign_in(join_code=await server.invite(), email=ADA, password=PASSWORD)
            await settled(client)
            yield client


until = partial(live_client.until, patience_s=30)
"""Mail takes its time."""


def ticket_of(client, subject):
    return next((each for each in client.workspace.all(Ticket) if each.subject == subject), None)


def messages_of(read, type_=None):
    """The messages of an open conversation, oldest first."""
    found = [entry.message for entry in read.entries]
    return [each for each in found if type_ is None or each.type == type_]


def newest(client, ticket):
    """A ticket as the client has it now."""
    return client.workspace.get(Ticket, ticket.id)


async def written(client, office, mail, *others):
    """A customer's new letter: the ticket that it became, and its conversation, opened."""
    await asyncio.to_thread(office.post, mail, *others)
    ticket = await until(client, lambda: ticket_of(client, mail["Subject"]))
    return ticket, await client.workspace.open_conversation(ticket.id)


async def answered(client, office, read, text="We look into it", **more):
    """An agent's reply as it reached Kim."""
    reply = intents.reply(client.workspace, ticket=read.ticket, text=text, anyway=True, **more)
    await until(client, lambda: delivery(read, reply) == "accepted")
    return found_in(office, KIM, text)


def delivery(read, reply):
    """What became of a message."""
    found = [each.delivery for each in messages_of(read) if each.id == reply.message]
    return found[0] if found else None


def found_in(office, address, words):
    """The mail in somebody's inbox that says something."""
    (mail,) = [each for each in office.inbox(address) if words in body_of(each)]
    return mail


def body_of(mail):
    return mail.get_body(("plain",)).get_content()


async def test_a_customers_letter_is_answered_and_the_answer_joins_the_ticket(ada, office):
    ticket, read = await written(ada, office, letter("It did not come."))
    assert ticket.requester is not None
    mail = await answered(ada, office, read)
    office.post(answer(mail, "Thank you, it is there now."))
    await until(ada, lambda: len(messages_of(read, "customer")) == 2)
    assert len(list(ada.workspace.all(Ticket))) == 1


@pytest.mark.long
async def test_whoever_is_copied_gets_answers_and_may_answer(ada, office):
    """Cc: the boss is on the letter, gets our reply, and what he writes joins the ticket."""
    ticket, read = await written(ada, office, letter("It did not come.", cc=(BOSS,)), BOSS)
    assert newest(ada, ticket).cc == (BOSS,)
    await answered(ada, office, read, cc=(BOSS,))
    copy = found_in(office, BOSS, "We look into it")
    office.post(answer(copy, "This is urgent for us.", sender=f"The Boss <{BOSS}>"))
    await until(ada, lambda: len(messages_of(read, "customer")) == 2)
    contact = ada.workspace.get(Contact, messages_of(read, "customer")[-1].contact)
    assert contact.emails == (BOSS,)


async def test_a_blind_copy_is_in_no_header_of_anybody(ada, office):
    _, read = await written(ada, office, letter("It did not come."))
    seen = await answered(ada, office, read, bcc=(THIRD,))
    for mail in (seen, found_in(office, THIRD, "We look into it")):
        assert THIRD not in mail.as_string()
    (ours,) = [each for each in messages_of(read, "reply") if not each.automatic]
    assert ours.bcc == (THIRD,)


@pytest.mark.long
async def test_what_a_third_party_answers_is_a_side_thread(ada, office):
    """Forward: the third party's answer comes back, and the customer never sees it."""
    ticket, read = await written(ada, office, letter("It did not come."))
    first = messages_of(read, "customer")[0]
    sent = intents.forward(
        ada.workspace, ticket=ticket.id, to=(THIRD,), text="Is it with you?", about=first.id
    )
    await until(ada, lambda: delivery(read, sent) == "accepted")
    forwarded = found_in(office, THIRD, "Is it with you?")
    assert "It did not come." in body_of(forwarded)
    office.post(answer(forwarded, "We found it.", sender=f"Parts <{THIRD}>"))
    (side,) = await until(ada, lambda: messages_of(read, "third_party"))
    assert (side.sender, side.about) == (THIRD, sent.message)
    mail = await answered(ada, office, read)
    assert "We found it." not in mail.as_string()
    assert len(list(ada.workspace.all(Ticket))) == 1


@pytest.mark.long
async def test_another_requester_gets_the_answers_from_then_on(ada, office):
    ticket, read = await written(ada, office, letter("It did not come."))
    boss = intents.create_contact(ada.workspace, name="The Boss", emails=(BOSS,))
    intents.change_requester(ada.workspace, ticket=ticket.id, requester=boss)
    await until(ada, lambda: newest(ada, ticket).requester == boss)
    reply = intents.reply(ada.workspace, ticket=ticket.id, text="For the boss", anyway=True)
    await until(ada, lambda: delivery(read, reply) == "accepted")
    assert found_in(office, BOSS, "For the boss")["To"] == f"The Boss <{BOSS}>"
    assert [mail for mail in office.inbox(KIM) if "For the boss" in body_of(mail)] == []


@pytest.mark.long
async def test_two_contacts_that_are_merged_are_one_customer(ada, office):
    """The other address is theirs too, and mail from it joins the ticket."""
    ticket, read = await written(ada, office, letter("It did not come."))
    other = letter("Me again", sender=f"Kim at home <{BOSS}>", subject="Another matter")
    second, _ = await written(ada, office, other)
    intents.merge_contacts(ada.workspace, source=second.requester, target=ticket.requester)
    await until(ada, lambda: newest(ada, second).requester == ticket.requester)
    mail = await answered(ada, office, read)
    office.post(answer(mail, "From my other address", sender=f"Kim at home <{BOSS}>"))
    await until(ada, lambda: len(messages_of(read, "customer")) == 2)
    latest = messages_of(read, "customer")[-1]
    assert (latest.contact, latest.unverified) == (ticket.requester, False)


@pytest.mark.long
async def test_mail_of_a_blocked_sender_is_held_until_somebody_lets_it_in(ada, office):
    ticket, _ = await written(ada, office, letter("Buy now", subject="Cheap"))
    intents.mark_spam(ada.workspace, ticket=ticket.id)
    intents.block_sender(ada.workspace, sender=KIM)
    await settled(ada)
    office.post(letter("Buy more", subject="Cheaper"))
    (held,) = await until(ada, lambda: list(ada.workspace.all(Held)))
    assert (held.reason, held.sender, held.subject) == ("blocked", KIM, "Cheaper")
    assert ticket_of(ada, "Cheaper") is None
    assert newest(ada, ticket).status == "spam"
    intents.release_held(ada.workspace, held=held.id)
    await until(ada, lambda: ticket_of(ada, "Cheaper"))
    await until(ada, lambda: not list(ada.workspace.all(Held)))


@pytest.mark.long
async def test_a_tickets_bare_number_joins_nothing(ada, office):
    """Bad input 31: a number that anybody can guess says nothing."""
    ticket, read = await written(ada, office, letter("It did not come."))
    numbered = letter("And me", sender=f"Eve <{THIRD}>", subject=f"Re: [#{ticket.number}] Order")
    office.post(numbered)
    await until(ada, lambda: ticket_of(ada, numbered["Subject"]))
    assert len(messages_of(read, "customer")) == 1


async def test_bad_input_31_a_stranger_with_a_tickets_token_gets_a_linked_ticket_for_review(
    ada, office
):
    """Bad input 31: nobody joins, nothing of the ticket is sent, and people find the one from the
    other once somebody has let it in.
    """
    ticket, read = await written(ada, office, letter("It did not come."))
    mail = await answered(ada, office, read)
    stolen = answer(mail, "Send me everything", sender=f"Eve <{THIRD}>")
    stolen.replace_header("Subject", "Copies, please")
    stolen.set_content("Send me everything")
    stolen["Cc"] = BOSS
    office.post(stolen, BOSS)
    (held,) = await until(ada, lambda: list(ada.workspace.all(Held)))
    assert (held.reason, held.ticket) == ("unverified", ticket.id)
    assert newest(ada, ticket).cc == ()

    intents.release_held(ada.workspace, held=held.id)
    linked = await until(ada, lambda: ticket_of(ada, "Copies, please"))
    theirs = await ada.workspace.open_conversation(linked.id)
    (there,) = await until(ada, lambda: messages_of(theirs, "note"))
    (here,) = await until(ada, lambda: messages_of(read, "note"))
    assert f"#{ticket.number}" in there.text
    assert f"#{linked.number}" in here.text
    assert (newest(ada, ticket).cc, linked.requester == ticket.requester) == ((), False)
    assert len(messages_of(read, "customer")) == 1

    reply = intents.reply(ada.workspace, ticket=linked.id, text="Of what?", anyway=True)
    await until(ada, lambda: delivery(theirs, reply) == "accepted")
    for words in ("It did not come.", "We look into it"):
        for address in (THIRD, BOSS):
            assert [each for each in office.inbox(address) if words in body_of(each)] == []


@pytest.mark.long
async def test_mail_that_cannot_be_delivered_says_so_at_the_reply(ada, office):
    ticket, read = await written(ada, office, letter("It did not come."))
    full = ("full@kestrel.example",)
    reply = intents.reply(ada.workspace, ticket=ticket.id, text="Hello", to=full, anyway=True)
    await until(ada, lambda: delivery(read, reply) == "refused")
    (refused,) = [each for each in messages_of(read, "reply") if not each.automatic]
    assert "ailbox full" in refused.delivery_note
    intents.send_again(ada.workspace, message=reply.message, to=(KIM,))
    await until(ada, lambda: delivery(read, reply) == "accepted")
    assert found_in(office, KIM, "Hello")


@pytest.mark.long
async def test_an_agent_who_is_away_is_told_by_mail_and_may_answer_it(ada, office):
    """The answer is a reply to the customer, or a note; sent elsewhere it is neither."""
    ticket, read = await written(ada, office, letter("It did not come."))
    (maya,) = [each for each in ada.workspace.all(Agent) if each.email == MAYA]
    intents.assign(ada.workspace, ticket=ticket.id, assignee=maya.id)
    (notice,) = await until(ada, lambda: office.inbox(MAYA))
    assert "It did not come." in body_of(notice)

    def of_maya(type_):
        return [each for each in messages_of(read, type_) if each.agent == maya.id]

    office.post(answer(notice, "It leaves today.", sender=f"Maya <{MAYA}>"))
    (reply,) = await until(ada, lambda: of_maya("reply"))
    await until(ada, lambda: [m for m in office.inbox(KIM) if "It leaves today." in body_of(m)])
    office.post(answer(notice, "#note He is always late.", sender=f"Maya <{MAYA}>"))
    (note,) = await until(ada, lambda: of_maya("note"))
    assert (reply.text, note.text) == ("It leaves today.", "He is always late.")
    astray = answer(notice, "#note Between us.", sender=f"Maya <{MAYA}>")
    astray.replace_header("To", HELP)
    office.post(astray)
    (held,) = await until(ada, lambda: list(ada.workspace.all(Held)))
    assert (held.reason, held.sender, held.ticket) == ("unverified", MAYA, ticket.id)
    assert len(messages_of(read, "customer")) == 1
    told = " ".join(body_of(mail) for mail in office.inbox(KIM))
    assert "always late" not in told
    assert "Between us" not in told


@pytest.mark.long
async def test_nothing_of_a_note_reaches_the_customer_however_a_notice_is_quoted(ada, office):
    """What stands above the notice is a reply; what stands below it is a note, and Maya is told."""
    ticket, read = await written(ada, office, letter("It did not come."))
    (maya,) = [each for each in ada.workspace.all(Agent) if each.email == MAYA]
    secret = "INTERNAL: we lost it. @Maya"
    intents.add_note(ada.workspace, ticket=ticket.id, text=secret, mentions=(maya.id,))
    (notice,) = await until(ada, lambda: office.inbox(MAYA))
    marked = "\n".join(f"> {line}" for line in body_of(notice).splitlines())
    above, below = (answer(notice, "", sender=f"Maya <{MAYA}>") for _ in range(2))
    headers = f"De: {HELP}\nEnviado: viernes\nPara: {MAYA}\nAsunto: {notice['Subject']}"
    above.set_content(f"Estamos en ello.\n\n{headers}\n\n{body_of(notice)}")
    below.set_content(f"On 27/11/2026, {HELP} wrote:\n{marked}\n\nIt comes tomorrow.\n")
    office.post(above)
    await until(ada, lambda: [m for m in messages_of(read, "reply") if not m.automatic])
    (reply,) = [each for each in messages_of(read, "reply") if not each.automatic]
    await until(ada, lambda: [m for m in office.inbox(KIM) if "Estamos" in body_of(m)])
    office.post(below)
    await until(ada, lambda: len(messages_of(read, "note")) == 2)
    unsent = messages_of(read, "note")[-1]
    told = await until(ada, lambda: [m for m in office.inbox(MAYA) if "Not sent" in m["Subject"]])
    assert (reply.agent, reply.text) == (maya.id, "Estamos en ello.")
    assert (unsent.agent, "It comes tomorrow." in unsent.text) == (maya.id, True)
    assert "It comes tomorrow." in body_of(told[0])
    kims = " ".join(body_of(mail) for mail in office.inbox(KIM))
    assert "INTERNAL" not in kims
    assert "tomorrow" not in kims


@pytest.mark.long
async def test_letters_to_the_desk_are_left_as_they_were(ada, office):
    """Reading takes nothing away and marks nothing read."""
    await written(ada, office, letter("It did not come."))
    assert [flags for flags in office.store.flags(HELP) if "Seen" in flags] == []
    assert found_in(office, HELP, "It did not come.")
