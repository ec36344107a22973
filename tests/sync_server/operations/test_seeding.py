# SPDX-License-Identifier: Apache-2.0
"""The sample becomes a desk that verifies, the same from the same seed, and once."""

from datetime import timedelta

import pytest

from resources.sample.desk import generate
from resources.sample.reference import ReferenceDesk
from sync_server.channels.attachments import FileKeeper
from sync_server.config import Limits
from sync_server.contract.frames import Hello, Password
from sync_server.contract.ids import DeviceId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.signin import SignIn
from sync_server.operations.failed import Failed
from sync_server.operations.import_mail import instant
from sync_server.operations.seeding import SEEDER, Seeder, seed, seed_reference, set_password
from sync_server.security.throttle import Throttle
from tests.support.importing import importing_into
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR
from tests.support.still_environment import START


def ignore(_done, _total):
    """No progress bar."""


@pytest.fixture
async def seeded(sqlite_database, environment, tmp_path):
    async with importing_into(sqlite_database, environment, tmp_path / "data") as opened:
        yield opened


def keeper(opened):
    blobs = opened.configuration.blobs
    return FileKeeper(opened.desk, opened.environment, blobs, owner=SEEDER.device)


def sample(tickets=80):
    return generate(5, as_of=START, tickets=tickets)


async def enter(opened, company):
    return await seed(opened.desk, company, keeper(opened), ignore)


async def test_every_ticket_of_the_sample_is_there_with_its_conversation(seeded):
    company = sample()
    result = await enter(seeded, company)
    assert result.seeded.tickets == len(company.tickets) == len(seeded.tickets)
    assert len(seeded.messages) == sum(len(each.messages) for each in company.tickets)
    assert len(seeded.attachments) == sum(
        len(message.attachments) for each in company.tickets for message in each.messages
    )
    assert {agent.email for agent in seeded.every("agent")} == {
        agent.email for agent in company.agents
    }
    assert seeded.problems() == ()


async def test_a_ticket_has_the_instants_people_and_state_of_the_sample(seeded):
    company = sample()
    result = await enter(seeded, company)
    agents = {id_: email for email, id_ in result.agents.items()}
    contacts = {contact.id: contact.emails[0] for contact in seeded.contacts}
    for ticket, expected in zip(seeded.tickets, company.tickets, strict=True):
        assert (ticket.subject, ticket.status) == (expected.subject, expected.status)
        assert ticket.opened_at == instant(expected.opened_at)
        assert contacts[ticket.requester] == expected.requester
        assert agents.get(ticket.assignee) == expected.assignee
        assert (ticket.closed_at is None) == (expected.closed_at is None)


async def test_a_second_time_changes_nothing(seeded):
    await enter(seeded, sample())
    tickets, messages = seeded.tickets, seeded.messages
    seq = seeded.seq
    await enter(seeded, sample())
    assert seeded.seq == seq
    assert (seeded.tickets, seeded.messages) == (tickets, messages)


async def test_an_agent_who_is_there_stays_who_they_are(seeded):
    company = sample()
    first = company.agents[0]
    await seeded.desk.execute(
        c.CreateAgent(agent="founder", name="Me", email=first.email, role="administrator"),
        OPERATOR_ACTOR,
    )
    result = await enter(seeded, company)
    assert result.agents[first.email] == "founder"


async def test_what_customers_have_just_written_is_unread_and_older_things_are_read(seeded):
    await enter(seeded, sample())
    read = {mark.ticket for mark in seeded.every("read_mark")}
    just = instant(START - timedelta(minutes=40))
    waiting = [ticket for ticket in seeded.tickets if ticket.status in ("new", "open")]
    fresh = {each.id for each in waiting if each.last_message_at > just}
    assert fresh
    assert not fresh & read
    assert {each.id for each in seeded.tickets if each.status == "pending"} <= read


async def test_everybody_is_at_work(seeded):
    result = await enter(seeded, sample())
    states = {each.id: each.state for each in seeded.every("availability")}
    assert states == dict.fromkeys(result.agents.values(), "available")


async def test_the_reference_desk_archives_what_ended_long_ago(seeded):
    reference = ReferenceDesk(300, as_of=START)
    result = await seed_reference(seeded.desk, reference, keeper(seeded), ignore)
    assert result.seeded.tickets == 300
    limit = instant(START - timedelta(days=90))
    archived = [ticket for ticket in seeded.tickets if ticket.archived]
    assert archived
    assert {ticket.id for ticket in archived} == {
        ticket.id
        for ticket in seeded.tickets
        if ticket.closed_at is not None and ticket.closed_at < limit
    }
    assert seeded.problems() == ()


async def test_a_sample_that_the_desk_refuses_stops_with_a_sentence(seeded):
    company = sample()
    seeder = Seeder(seeded.desk, keeper(seeded), as_of=START)
    await seeder.enter_company(
        teams=(),
        agents=company.agents[:1],
        categories=(),
        organisations=(),
        contacts=(),
    )
    with pytest.raises(Failed, match="does not fit"):
        await seeder.enter_company(
            teams=(), agents=company.agents, categories=(), organisations=(), contacts=()
        )


async def test_agents_sign_in_with_the_password_that_was_set(seeded):
    result = await enter(seeded, sample())
    email, agent = next(iter(result.agents.items()))
    await set_password(seeded.desk, seeded.environment, [agent], "tidal lantern orchard")
    door = SignIn(seeded.desk, seeded.environment, Limits(), Throttle())

    async def hello(password):
        credential = Password(email=email, password=password)
        greeting = Hello(protocol=1, device=DeviceId("laptop"), credential=credential)
        return await door.hello(greeting, source="127.0.0.1")

    assert (await hello("tidal lantern orchard")).agent == agent
    with pytest.raises(Refused) as refused:
        await hello("another")
    assert refused.value.refusal.code == Code.SIGN_IN
