# SPDX-License-Identifier: Apache-2.0
"""What merging, splitting and linking show before the server has answered."""

from app.workspace.predictions import Scene, predict
from sync_server.contract.ids import AgentId
from tests.support.client_frames import a_ticket
from tests.support.plain import c, e


def painted(command, *tickets):
    """The tickets that a command paints, by id."""
    known = {ticket.id: ticket for ticket in tickets}
    scene = Scene(lambda kind, id: known.get(id), lambda kind: (), me=AgentId("me"), at=9)
    return {edit.id: edit for edit in predict(command, scene)}


def link(kind, ticket):
    return e.Link(kind=kind, ticket=ticket)


def test_a_merged_ticket_goes_and_comes_back_as_it_was():
    before = a_ticket("t1", status="pending")
    edits = painted(c.MergeTicket(ticket="t1", into="t2"), before, a_ticket("t2"))
    merged = edits["t1"]
    assert (merged.status, merged.merged_into, merged.removed_by) == ("merged", "t2", "me")
    assert edits["t2"].links == (link("merged", "t1"),)
    edits = painted(c.UnmergeTicket(ticket="t1"), *edits.values())
    back = edits["t1"]
    assert (back.status, back.merged_into, back.removed_from) == ("pending", None, None)
    assert edits["t2"].links == ()


def test_what_is_merged_or_is_not_stays():
    merged = a_ticket("t1", status="merged", merged_into="t2")
    assert painted(c.MergeTicket(ticket="t1", into="t3"), merged) == {}
    assert painted(c.UnmergeTicket(ticket="t1"), a_ticket("t1")) == {}


def test_what_is_split_off_is_a_ticket_at_once():
    command = c.SplitTicket(ticket="t1", into="t2", subject="More", messages=("m1", "m2"))
    edits = painted(command, a_ticket("t1", number=5, assignee="me", status="pending", messages=4))
    new = edits["t2"]
    assert (new.number, new.subject, new.status, new.messages) == (0, "More", "open", 2)
    assert new.links == (link("related", "t1"),)
    assert edits["t1"].links == (link("related", "t2"),)


def test_a_link_is_seen_at_both_ends_and_goes_from_both():
    linking = c.LinkTickets(ticket="t1", to="t2", kind="parent")
    edits = painted(linking, a_ticket("t1"), a_ticket("t2"))
    assert edits["t1"].links == (link("parent", "t2"),)
    assert edits["t2"].links == (link("child", "t1"),)
    assert painted(linking, *edits.values()) == {}
    gone = painted(c.UnlinkTickets(ticket="t2", to="t1", kind="child"), *edits.values())
    assert gone["t1"].links == gone["t2"].links == ()


def test_an_end_that_is_not_held_is_left_to_the_server():
    linking = c.LinkTickets(ticket="t1", to="t2", kind="parent")
    assert painted(linking, a_ticket("t1")).keys() == {"t1"}
    command = c.SplitTicket(ticket="t1", into="t2", subject="More", messages=("m1",))
    assert painted(command) == {}
