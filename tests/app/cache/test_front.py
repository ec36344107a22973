# SPDX-License-Identifier: Apache-2.0
import pytest

from app.cache import front as fronts
from app.cache.apply import apply, reset, set_meta
from app.cache.front import Front, keep_front, read_front
from sync_server.contract.entities import Contact, Ticket
from sync_server.contract.ids import ContactId, TicketId
from tests.support.client_frames import a_team, a_ticket, ready, snapshot

T1, T3 = TicketId("t1"), TicketId("t3")


@pytest.fixture
def large(file, monkeypatch):
    monkeypatch.setattr(fronts, "MOST_AT_ONCE", 3)
    rows = [a_ticket(f"t{n}", requester=f"c{n}") for n in range(5)]
    people = [Contact(id=ContactId(f"c{n}"), name=f"Customer {n}") for n in range(5)]
    for scope, held in (
        ("desk", [a_team("billing", name="Billing")]),
        ("directory", people),
        ("team:billing", rows),
    ):
        apply(file, snapshot(scope, *((1, each) for each in held), seq=1))
        apply(file, ready(scope, through=1))
    keep_front(file, Front(tickets=(T1, TicketId("gone")), counts={"my_queue": 2}))
    return file


def read(file, *, also=()):
    found = read_front(file, "me", also=also)
    assert found is not None
    return found


def ids(rows):
    return sorted(row.entity.id for row in rows)


def test_the_first_rows_come_with_their_people_and_all_that_is_small(large):
    front, rows = read(large, also=(T3,))
    assert ids(rows) == ["billing", "c1", "c3", "t1", "t3"]
    assert front.counts == {"my_queue": 2}


def test_a_small_cache_is_read_at_once(large, monkeypatch):
    monkeypatch.setattr(fronts, "MOST_AT_ONCE", 10)
    assert read_front(large, "me", also=()) is None


@pytest.mark.parametrize("text", ["", "{", '{"tickets": 3}'])
def test_a_front_that_cannot_be_read_is_none(large, text):
    set_meta(large, fronts.KEY, text)
    assert read_front(large, "me", also=()) is None


def test_nothing_of_it_is_left_of_a_cache_that_starts_over(large):
    reset(large, "e2")
    assert large.row("SELECT 1 FROM meta WHERE key = ?", (fronts.KEY,)) is None


def test_rows_are_what_a_page_would_bring(large):
    _, rows = read(large)
    [ticket] = [row for row in rows if isinstance(row.entity, Ticket)]
    assert (ticket.version, ticket.entity) == (1, a_ticket("t1", requester="c1"))
