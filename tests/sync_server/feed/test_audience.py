# SPDX-License-Identifier: Apache-2.0
from sync_server.feed.audience import Audience, slots_of
from tests.support.log_entries import change, ticket_change


def audience(*seats):
    """An audience of sessions `(agent, held, loading)`, and their slots."""
    found = Audience()
    slots = []
    for agent, held, *loading in seats:
        slot = found.join(agent)
        found.place(slot, held=held, loading=loading)
        slots.append(slot)
    return found, slots


def test_slots_are_reused_lowest_first():
    found, _ = audience(("a", {}), ("b", {}), ("c", {}))
    found.leave(1)
    assert found.join("d") == 1
    assert found.join("e") == 3
    assert list(slots_of(found.everybody)) == [0, 1, 2, 3]


def test_a_session_that_left_is_in_no_index():
    found, (slot,) = audience(("a", {"team:x": "full", "team:y": "overview"}, "team:z"))
    found.leave(slot)
    assert vars(found) == vars(Audience())


def test_a_message_reaches_full_holders_and_guests_but_no_overview():
    found, _ = audience(
        ("a", {"team:x": "full"}),
        ("b", {"team:x": "overview"}),
        ("c", {"ticket:t": "full"}),
        ("d", {"team:y": "full"}),
    )
    said = change(1, "message", "m", op="insert", ticket="t", scope_after="team:x")
    assert list(slots_of(found.reach(said))) == [0, 2]
    row = ticket_change(2, "t", "team:x", "team:x")
    assert list(slots_of(found.reach(row))) == [0, 1, 2]


def test_a_loading_scope_gets_no_changes():
    found, _ = audience(("a", {}, "team:x"))
    assert found.reach(ticket_change(1, "t", "team:x", "team:x")) == 0


def test_a_move_disturbs_those_who_hold_one_of_the_homes_only():
    found, _ = audience(
        ("both", {"team:x": "full", "team:y": "full"}),
        ("old", {"team:x": "full"}),
        ("new", {"team:y": "full"}),
        ("neither", {"team:z": "full"}),
        ("less", {"team:x": "full", "team:y": "overview"}),
        ("rows", {"team:x": "overview", "team:y": "overview"}),
        ("loading", {"team:x": "full"}, "team:y"),
        ("guest", {"ticket:t": "full"}),
        ("guest_of_home", {"ticket:t": "full", "team:y": "full"}),
    )
    moved = ticket_change(1, "t", "team:x", "team:y")
    assert list(slots_of(found.disturbed(moved))) == [1, 2, 4, 6, 8]


def test_naming_somebody_from_outside_disturbs_them_and_nobody_else():
    found, _ = audience(
        ("inside", {"team:x": "full"}),
        ("outside", {"team:y": "full"}),
        ("rows", {"team:x": "overview"}),
        ("other", {}),
    )
    named = ticket_change(
        1, "t", "team:x", "team:x", after={"followers": ["inside", "outside", "rows"]}
    )
    assert list(slots_of(found.disturbed(named))) == [1, 2]


def test_ceasing_to_name_a_guest_disturbs_the_guest():
    found, _ = audience(("guest", {"ticket:t": "full"}), ("member", {"team:x": "full"}))
    unnamed = ticket_change(
        1, "t", "team:x", "team:x", before={"followers": ["guest", "member"]}, after={}
    )
    assert list(slots_of(found.disturbed(unnamed))) == [0]


def test_ceasing_to_name_somebody_disturbs_who_may_be_becoming_a_guest():
    found, _ = audience(("reading", {}), ("member", {"team:x": "full"}))
    unnamed = ticket_change(
        1, "t", "team:x", "team:x", before={"followers": ["reading", "member"]}, after={}
    )
    assert list(slots_of(found.disturbed(unnamed))) == [0]


def test_an_ordinary_change_disturbs_nobody():
    found, _ = audience(("a", {"team:x": "full"}), ("b", {"ticket:t": "full"}))
    ordinary = ticket_change(
        1, "t", "team:x", "team:x", before={"priority": "low"}, after={"priority": "high"}
    )
    assert found.disturbed(ordinary) == 0


def test_a_private_view_that_becomes_shared_disturbs_all_but_its_owner():
    found, _ = audience(
        ("owner", {"desk": "full", "agent:owner": "full"}), ("other", {"desk": "full"})
    )
    shared = change(1, "view", "v", scope_before="agent:owner", scope_after="desk")
    assert list(slots_of(found.disturbed(shared))) == [1]


def test_a_membership_disturbs_all_sessions_of_its_agent():
    found, _ = audience(("a", {}), ("b", {}), ("a", {}))
    ended = change(1, "membership", "m", op="delete", before={"agent": "a"})
    assert list(slots_of(found.disturbed(ended))) == [0, 2]


def test_a_new_team_disturbs_everybody():
    found, _ = audience(("a", {}), ("b", {}))
    assert found.disturbed(change(1, "team", "t", op="insert", after={})) == found.everybody


def test_a_ticket_back_from_the_archive_disturbs_its_holders():
    found, _ = audience(("a", {"team:x": "full"}), ("b", {"team:y": "full"}))
    back = ticket_change(
        1, "t", "team:x", "team:x", before={"archived": True}, after={"archived": False}
    )
    assert list(slots_of(found.disturbed(back))) == [0]


def test_a_move_unsettles_everybody_whatever_they_hold():
    found, _ = audience(
        ("guest", {"ticket:t": "full"}), ("both", {"team:x": "full", "team:y": "full"}), ("c", {})
    )
    assert found.unsettled(ticket_change(1, "t", "team:x", "team:y")) == found.everybody


def test_ceasing_to_name_somebody_unsettles_them_though_they_hold_the_home():
    found, _ = audience(("member", {"team:x": "full"}), ("other", {"team:x": "full"}))
    unnamed = ticket_change(
        1, "t", "team:x", "team:x", before={"followers": ["member"]}, after={"followers": []}
    )
    assert found.disturbed(unnamed) == 0
    assert list(slots_of(found.unsettled(unnamed))) == [0]


def test_an_ordinary_change_unsettles_nobody():
    found, _ = audience(("a", {"team:x": "full"}))
    ordinary = ticket_change(
        1, "t", "team:x", "team:x", before={"priority": "low"}, after={"priority": "high"}
    )
    said = change(2, "message", "m", op="insert", ticket="t", scope_after="team:x")
    view = change(3, "view", "v", scope_before="agent:owner", scope_after="desk")
    assert [found.unsettled(each) for each in (ordinary, said, view)] == [0, 0, 0]
