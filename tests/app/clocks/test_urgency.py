# SPDX-License-Identifier: Apache-2.0
"""Which tickets press, as time passes."""

from msgspec.structs import replace

from app.clocks.urgency import Urgency
from sync_server.contract.clocks import ALWAYS, Clock
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId

MINUTE = 60_000_000
T1, T2 = TicketId("t1"), TicketId("t2")
CLOCK = Clock(
    metric="next_reply",
    instance=1,
    state="running",
    since=0,
    spent=0,
    target=60 * MINUTE,
    alerts=(75, 90),
)


class Desk:
    """Tickets, and what is said of them."""

    def __init__(self):
        self.tickets: dict[TicketId, Ticket] = {}
        self.urgency = Urgency(self.tickets.get, lambda _: ALWAYS)

    def put(self, id, *clocks, now=0):
        self.tickets[id] = Ticket(id=id, clocks=clocks)
        return self.urgency.file(id, self.tickets[id], now)


def test_a_ticket_turns_at_each_point_and_is_found_then_only():
    desk = Desk()
    assert not desk.put(T1, CLOCK)
    seen = [
        (minute, id, desk.urgency.level(id))
        for minute in range(70)
        for id in desk.urgency.take(minute * MINUTE)
    ]
    assert seen == [(45, T1, "at_risk"), (54, T1, "nearly_late"), (60, T1, "breached")]
    assert desk.urgency.next_at is None
    assert desk.urgency.pressing == {T1: "breached"}


def test_the_worst_of_its_clocks_counts():
    desk = Desk()
    late = replace(CLOCK, metric="resolution", spent=70 * MINUTE)
    rests = replace(late, metric="update", state="paused")
    assert desk.put(T1, CLOCK, late)
    assert desk.urgency.level(T1) == "breached"
    assert desk.put(T1, CLOCK, rests)
    assert desk.urgency.level(T1) == "comfortable"
    assert desk.urgency.pressing == {}


def test_another_target_moves_the_turn_and_the_old_one_is_forgotten():
    desk = Desk()
    desk.put(T1, CLOCK)
    desk.put(T1, replace(CLOCK, target=120 * MINUTE))
    assert desk.urgency.next_at == 90 * MINUTE
    assert desk.urgency.take(60 * MINUTE) == []
    assert desk.urgency.take(200 * MINUTE) == [T1]
    assert desk.urgency.level(T1) == "breached"


def test_what_is_gone_or_answered_presses_no_more():
    desk = Desk()
    desk.put(T1, CLOCK)
    desk.urgency.take(50 * MINUTE)
    assert desk.put(T1, replace(CLOCK, state="met"), now=50 * MINUTE)
    assert desk.urgency.take(99 * MINUTE) == []
    desk.put(T2, CLOCK, now=50 * MINUTE)
    assert [*desk.urgency.pressing] == [T2]
    assert desk.urgency.running == {T2}
    assert desk.urgency.file(T2, None, 50 * MINUTE)
    assert (desk.urgency.pressing, desk.urgency.next_at) == ({}, None)


def test_turns_that_were_moved_do_not_pile_up():
    desk = Desk()
    for step in range(10_000):
        desk.put(T1, replace(CLOCK, target=(60 + step) * MINUTE))
    assert len(desk.urgency._heap) < 100
    desk.urgency.clear()
    assert desk.urgency.next_at is None
