# SPDX-License-Identifier: Apache-2.0
import pytest

from sync_server.contract import codec
from sync_server.contract.frames import FULL, OVERVIEW, Forget, TicketSnapshot
from sync_server.contract.ids import TicketId
from sync_server.feed.partial import Partial, after_part

T = TicketId("t")
HELD = {"team:x": FULL, "team:y": OVERVIEW, "ticket:t": FULL}


def snapshot(*, scope, last=True):
    return TicketSnapshot(ticket=T, scope=scope, projection=FULL, seq=7, tables=(), last=last)


def left_by(*frames, held=HELD):
    return after_part(held, map(codec.encode, frames))


def test_forgotten_scopes_and_tickets_are_not_held_any_more():
    forgotten = frozenset({"team:x", "ticket:t"})
    told = Forget(scopes=("team:x",), tickets=(T,))
    assert left_by(told) == Partial(held={"team:y": OVERVIEW}, forgotten=forgotten)


def test_a_whole_ticket_of_a_guest_is_held():
    assert left_by(snapshot(scope="ticket:t"), held={}) == Partial(held={"ticket:t": FULL})


def test_a_ticket_of_which_parts_are_missing_is_not_held_and_is_named():
    torn = left_by(snapshot(scope="ticket:t", last=False), held={"ticket:t": FULL})
    assert torn == Partial(held={}, torn=T)


@pytest.mark.parametrize("last", [True, False])
def test_a_ticket_of_a_team_alters_no_scope(last):
    assert left_by(snapshot(scope="team:x", last=last)) == Partial(held=HELD)
