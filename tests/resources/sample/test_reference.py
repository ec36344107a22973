# SPDX-License-Identifier: Apache-2.0
"""The reference desk has the figures that the benchmarks promise."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from statistics import median

import pytest

from resources.sample.model import SampleTicket
from resources.sample.reference import AGENTS, DAYS, TEAMS, ReferenceDesk

COUNT = 10_000
AS_OF = datetime(2026, 11, 23, 12, 57, 48, tzinfo=UTC)


@pytest.fixture(scope="module")
def reference() -> ReferenceDesk:
    return ReferenceDesk(COUNT, as_of=AS_OF)


@pytest.fixture(scope="module")
def tickets(reference: ReferenceDesk) -> list[SampleTicket]:
    return list(reference.tickets())


def test_streams_start_anew_and_repeat(reference: ReferenceDesk) -> None:
    other = ReferenceDesk(COUNT, as_of=AS_OF)
    assert list(islice(reference.tickets(), 50)) == list(islice(reference.tickets(), 50))
    assert list(islice(reference.tickets(), 50)) == list(islice(other.tickets(), 50))
    changed = ReferenceDesk(COUNT, as_of=AS_OF, seed=2)
    assert list(islice(reference.tickets(), 50)) != list(islice(changed.tickets(), 50))


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        ReferenceDesk(10, as_of=datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize("count", [0, 1, 7])
def test_small_desks_are_possible(count: int) -> None:
    assert len(list(ReferenceDesk(count, as_of=AS_OF).tickets())) == count


def test_people_are_many_and_distinct(reference: ReferenceDesk) -> None:
    agents = list(reference.agents())
    contacts = list(reference.contacts())
    assert len({agent.email for agent in agents}) == AGENTS
    assert len({contact.email for contact in contacts}) == COUNT * 6 // 10
    organisations = {organisation.name for organisation in reference.organisations()}
    assert {contact.organisation for contact in contacts} == organisations
    assert len(reference.teams()) == TEAMS
    for agent in agents:
        assert len({place.team for place in agent.teams}) == 2


def test_eight_of_a_hundred_tickets_are_live(tickets: list[SampleTicket]) -> None:
    assert len(tickets) == COUNT
    assert sum(ticket.status != "closed" for ticket in tickets) == COUNT * 8 // 100


def test_threads_have_the_promised_lengths(tickets: list[SampleTicket]) -> None:
    lengths = sorted(len(ticket.messages) for ticket in tickets)
    assert median(lengths) == 4
    assert 120 <= lengths[COUNT * 999 // 1000] <= 320
    assert 5 <= sum(lengths) / COUNT <= 7


def test_messages_have_the_promised_sizes(tickets: list[SampleTicket]) -> None:
    texts = [message.text for ticket in tickets for message in ticket.messages]
    assert 580 <= median(map(len, texts)) <= 630
    assert max(map(len, texts)) < 21_000
    html = sum(message.html is not None for ticket in tickets for message in ticket.messages)
    assert 0.09 < html / len(texts) < 0.11
    assert len(set(texts)) > 0.99 * len(texts)


def test_words_follow_zipf(tickets: list[SampleTicket]) -> None:
    words = Counter(
        word
        for ticket in tickets[:1500]
        for message in ticket.messages
        for word in message.text.lower().replace(".", "").split()
    )
    ranked = [count for _, count in words.most_common()]
    assert len(ranked) > 5000
    assert 6 < ranked[0] / ranked[9] < 16
    assert 60 < ranked[0] / ranked[99] < 160


def test_tickets_refer_to_people_of_the_desk(
    reference: ReferenceDesk, tickets: list[SampleTicket]
) -> None:
    contacts = {contact.email for contact in reference.contacts()}
    places = {(agent.email, place.team) for agent in reference.agents() for place in agent.teams}
    for ticket in tickets:
        assert ticket.requester in contacts
        assert ticket.assignee is None or (ticket.assignee, ticket.team) in places
        for message in ticket.messages:
            assert message.author in contacts or (message.author, ticket.team) in places


def test_time_runs_forward_up_to_the_moment_of_the_desk(tickets: list[SampleTicket]) -> None:
    assert tickets[0].opened_at >= AS_OF - timedelta(days=DAYS)
    assert all(before.opened_at <= after.opened_at for before, after in pairwise(tickets))
    for ticket in tickets:
        instants = [message.at for message in ticket.messages]
        assert instants == sorted(instants)
        assert instants[-1] <= (ticket.closed_at or AS_OF) <= AS_OF
