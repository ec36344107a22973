# SPDX-License-Identifier: Apache-2.0
from hypothesis import given, settings
from hypothesis import strategies as st

from app.views.orders import ORDERS, order_named
from app.views.sorted_view import SortedView
from sync_server.contract.conditions import read
from tests.support.client_frames import a_ticket
from tests.support.hours import always_open

OPEN = read({"status": ["new", "open"]})

tickets = st.builds(
    a_ticket,
    st.integers(0, 8).map(lambda n: f"t{n}"),
    status=st.sampled_from(["new", "open", "solved"]),
    last_message_at=st.integers(0, 5),
    priority=st.sampled_from(["low", "normal", "high", "urgent"]),
    waiting_since=st.none() | st.integers(0, 5),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(ORDERS)), st.lists(st.tuples(tickets, st.booleans()), max_size=30))
def test_a_view_is_always_what_sorting_anew_would_give_and_its_steps_lead_there(order, script):
    view = SortedView(OPEN, order_named(order, always_open), me=None)
    copy: list[str] = []
    view.changed.connect(lambda event: _follow(copy, event))
    rows: dict = {}
    for ticket, gone in script:
        rows[ticket.id] = None if gone else ticket
        view.update(ticket.id, rows[ticket.id], 0)
        wanted = [row for row in rows.values() if row and row.status != "solved"]
        key = order_named(order, always_open)
        assert list(view) == [row.id for row in sorted(wanted, key=lambda row: (key(row), row.id))]
        assert copy == list(view)
        assert [view.position(id) for id in view] == list(range(len(view)))


def _follow(copy, event):
    match event.op:
        case "insert":
            copy.insert(event.index, event.ticket)
        case "remove":
            assert copy.pop(event.index) == event.ticket
        case "move" | "change":
            copy.insert(event.to, copy.pop(event.index))


def test_each_step_is_told_before_and_after():
    view = SortedView(OPEN, order_named("newest", always_open), me=None)
    lengths: list[int] = []
    view.changing.connect(lambda event: lengths.append(len(view)))
    view.changed.connect(lambda event: lengths.append(len(view)))
    ticket = a_ticket("t1")
    view.update(ticket.id, ticket, 0)
    view.update(ticket.id, None, 0)
    assert lengths == [0, 1, 1, 0]


def test_the_statuses_of_a_condition_are_known_where_it_tells():
    def statuses(document):
        return SortedView(read(document), order_named("newest", always_open), me=None).statuses

    assert statuses({"status": "open", "priority": "high"}) == {"open"}
    assert statuses({"all": [{"status": ["open", "new"]}, {"status": "open"}]}) == {"open"}
    assert statuses({"any": [{"status": "open"}, {"priority": "high"}]}) is None
    assert statuses({"none": [{"status": "open"}]}) is None
