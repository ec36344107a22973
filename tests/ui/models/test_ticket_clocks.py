# SPDX-License-Identifier: Apache-2.0
"""A ticket shows the clock that ends first, and tells of all."""

from msgspec.structs import replace

from sync_server.contract.clocks import ALWAYS, Clock
from ui.models.local_time import use_zone
from ui.models.ticket_clocks import TicketClocks

MINUTE = 60_000_000
HOUR = 60 * MINUTE
BEGAN = 1_795_420_800_000_000
REPLY = Clock(
    metric="next_reply", instance=1, state="running", since=BEGAN, spent=0, target=30 * MINUTE
)
SOLUTION = replace(REPLY, metric="resolution", target=8 * HOUR)
FIRST = replace(REPLY, metric="first_reply", state="met", spent=13 * MINUTE)


def clocks(*each):
    return TicketClocks(each, lambda _: ALWAYS, lambda _: "")


def test_the_clock_that_ends_first_is_shown(qapp):
    told = clocks(FIRST, SOLUTION, REPLY)
    face = told.face(BEGAN + 5 * MINUTE)
    assert face is not None
    assert (face.look, face.text) == ("comfortable", "25\N{NO-BREAK SPACE}min")
    assert told.spoken(BEGAN) == "Reply due in 30 minutes"


def test_nothing_is_shown_when_no_clock_goes(qapp):
    ended = clocks(FIRST, replace(SOLUTION, state="stopped"))
    assert (ended.face(BEGAN), ended.spoken(BEGAN)) == (None, "")


def test_the_tooltip_tells_of_all_but_those_that_ended_without_a_verdict(qapp):
    use_zone("UTC")
    told = clocks(FIRST, replace(REPLY, state="stopped"), SOLUTION).tooltip(BEGAN)
    use_zone("")
    assert told.replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "First reply. In time, 13 min of 30 min",
        "Resolution. Due 16:00, 8 h 00 left",
    ]
