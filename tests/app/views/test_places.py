# SPDX-License-Identifier: Apache-2.0
from app.views.places import Placed
from sync_server.contract.ids import TicketId

A, B, C = TicketId("a"), TicketId("b"), TicketId("c")


class Two(Placed):
    def __init__(self):
        self._places = [((1,), A), ((2,), B)]
        self._keys = {A: (1,), B: (2,)}


def test_tickets_are_found_by_place_and_by_id():
    placed = Two()
    assert (len(placed), list(placed), placed[1], placed[:1]) == (2, [A, B], B, [A])
    assert (B in placed, C in placed) == (True, False)
    assert (placed.position(B), placed.position(C)) == (1, None)
