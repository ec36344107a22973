# SPDX-License-Identifier: Apache-2.0
"""What agents have in hand and what waits, as each change leaves it."""

from typing import Any

import pytest

from sync_server.contract.entities import Workspace
from sync_server.desk.queues import Queues, holder_of, queue_of, weight_of
from tests.support.plain import e

DESK = Workspace(id="workspace", channel_weights={"phone": 3}, priority_weights={"urgent": 2})
ANN = e.Agent(id="ann", capacity=5)
TAKEN = e.Ticket(id="t", team="support", assignee="ann", status="open")


def after(*changes: Any) -> Queues:
    """The queues after changes of rows, each `(before, after)`."""
    return Queues().with_changes(
        ((was or is_).kind, (was or is_).id, was, is_) for was, is_ in changes
    )


def of(ticket: Any, **changes: Any) -> Any:
    """The ticket as if nobody had it, and with these changes."""
    return e.Ticket(**{name: getattr(ticket, name) for name in ("id", "team", "status")} | changes)


@pytest.mark.parametrize("status", ["pending", "on_hold", "solved", "closed", "merged", "spam"])
def test_only_what_is_ours_to_do_is_in_hand_or_waits(status):
    assert holder_of(of(TAKEN, assignee="ann", status=status)) is None
    assert queue_of(of(TAKEN, status=status)) is None


def test_what_is_offered_is_in_the_hand_of_whoever_is_asked():
    offered = of(TAKEN, offered_to="ann")
    assert (holder_of(offered), queue_of(offered)) == ("ann", None)
    assert (holder_of(of(TAKEN)), queue_of(of(TAKEN))) == (None, "support")


def test_what_is_archived_or_in_no_team_waits_in_no_queue():
    assert queue_of(of(TAKEN, archived=True)) is None
    assert queue_of(of(TAKEN, team=None)) is None


def test_a_ticket_weighs_its_channel_times_its_priority():
    call = e.Ticket(id="t", channel="phone", priority="urgent")
    assert (weight_of(call, DESK), weight_of(TAKEN, DESK)) == (6, 1)


def test_a_hand_carries_what_is_theirs_by_channel():
    queues = after((None, TAKEN), (None, e.Ticket(id="c", channel="phone", assignee="ann")))
    hand = queues.hand(ANN, DESK)
    assert (hand.load, hand.loads, hand.cap) == (4, {"email": 1, "phone": 3}, 5)


def test_a_ticket_is_in_one_place_only():
    queues = after((None, of(TAKEN)), (of(TAKEN), TAKEN))
    assert (queues.hand(ANN, DESK).load, dict(queues.waiting("support"))) == (1, {})  # type: ignore[arg-type]
    queues = queues.with_changes([("ticket", "t", TAKEN, None)])
    assert queues.hand(ANN, DESK).load == 0
    assert queues.parts == Queues().parts


def test_a_hand_is_counted_once_while_nothing_of_theirs_changes():
    queues = after((None, TAKEN))
    other = queues.with_changes([("ticket", "o", None, e.Ticket(id="o", team="support"))])
    assert other.hand(ANN, DESK) is queues.hand(ANN, DESK)
    freed = other.with_changes([("ticket", "t", TAKEN, of(TAKEN, assignee="ben"))])
    assert (freed.hand(ANN, DESK).load, queues.hand(ANN, DESK).load) == (0, 1)


def test_who_never_said_anything_takes_nothing():
    assert Queues().hand(ANN, DESK).availability == "off_shift"
    here = after((None, e.Availability(id="ann", state="available", reachable=True, given=(5,))))
    hand = here.hand(ANN, DESK)
    assert (hand.availability, hand.reachable, hand.assigned) == ("available", True, (5,))


def test_a_disabled_skill_does_not_count_until_it_is_enabled():
    queues = after((None, e.Skill(id="french", disabled=True)))
    assert not queues.counts("french")  # type: ignore[arg-type]
    queues = queues.with_changes([("skill", "french", None, e.Skill(id="french"))])
    assert queues.counts("french")  # type: ignore[arg-type]


def test_rows_are_found_where_only_their_ids_are_known():
    queues = after((None, TAKEN), (None, of(TAKEN, id="w")), (None, e.Availability(id="ann")))
    assert queues.find("ticket", "t") == TAKEN
    assert queues.find("ticket", "w") == of(TAKEN, id="w")
    assert queues.find("availability", "ann") == e.Availability(id="ann")
    assert queues.find("ticket", "nothing") is None
