# SPDX-License-Identifier: Apache-2.0
"""A view that is looked at only when a moment has come is what looking at all of it would find."""

from hypothesis import given
from hypothesis import strategies as st

from app.views.due import Due
from app.views.orders import order_named
from app.views.sorted_view import SortedView
from sync_server.contract.conditions import read
from tests.support.client_frames import a_ticket
from tests.support.hours import always_open

SECOND = 1_000_000
ages = st.builds(
    lambda field, operator, seconds: {"field": field, operator: seconds},
    st.sampled_from(["solved_at", "wake_at", "opened_at"]),
    st.sampled_from(["older_than_s", "newer_than_s"]),
    st.integers(0, 20),
)
conditions = st.recursive(
    ages | st.just({"status": ["open", "pending"]}),
    lambda inner: st.dictionaries(
        st.sampled_from(["all", "any", "none"]), st.lists(inner, min_size=1, max_size=3), min_size=1
    ).map(lambda group: dict([next(iter(group.items()))])),
    max_leaves=5,
)
moments = st.none() | st.integers(0, 40).map(lambda seconds: seconds * SECOND)
tickets = st.builds(
    lambda number, status, **fields: a_ticket(f"t{number}", status=status, **fields),
    st.integers(0, 6),
    st.sampled_from(["open", "solved", "pending"]),
    solved_at=moments,
    wake_at=moments,
    opened_at=st.integers(0, 40).map(lambda seconds: seconds * SECOND),
)
steps = st.lists(st.tuples(st.integers(0, 5 * SECOND), st.lists(tickets, max_size=1)), max_size=25)


def view_of(condition):
    return SortedView(read(condition), order_named("newest", always_open), me=None)


@given(conditions, st.lists(tickets, max_size=7, unique_by=lambda each: each.id), steps)
def test_whoever_comes_or_goes_by_time_alone_is_found(condition, first, later):
    now, rows = 0, {ticket.id: ticket for ticket in first}
    view = view_of(condition)
    view.reset(first, now)
    for passed, changed in later:
        now += passed
        rows |= {ticket.id: ticket for ticket in changed}
        for id in (*(ticket.id for ticket in changed), *view.due.take(now)):
            view.update(id, rows.get(id), now)
        fresh = view_of(condition)
        fresh.reset(rows.values(), now)
        assert list(view) == list(fresh)


def test_a_ticket_is_looked_at_once_when_its_moment_has_passed():
    due = Due(read({"field": "solved_at", "newer_than_s": 10}))
    due.note(a_ticket("t1", solved_at=0), 0)
    due.note(a_ticket("t1", solved_at=0), 5 * SECOND)
    due.note(a_ticket("t2", solved_at=2 * SECOND), 5 * SECOND)
    assert due.take(10 * SECOND) == []
    assert due.take(10 * SECOND + 1) == ["t1"]
    assert due.take(11 * SECOND) == []
    assert due.take(30 * SECOND) == ["t2"]


def test_what_is_past_is_not_kept():
    due = Due(read({"field": "solved_at", "newer_than_s": 10}))
    due.note(a_ticket("t1", solved_at=0), 60 * SECOND)
    assert due._moments == []
    assert not Due(read({"status": "open"}))
