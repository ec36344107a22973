# SPDX-License-Identifier: Apache-2.0
import pytest

from sync_server.contract.frames import Change
from sync_server.contract.ids import AgentId, MembershipId
from sync_server.feed.tail import LoggedChange, RosterFacts, SightFacts, Tail, decode_all
from tests.support.log_entries import change, entry


def test_the_bytes_on_the_wire_hold_after_and_never_before():
    found = change(
        3,
        "ticket",
        "t1",
        scope_before="team:a",
        scope_after="team:a",
        before={"subject": "SECRET"},
        after={"subject": "new"},
    )
    assert b"SECRET" not in found.wire
    assert b'"subject":"new"' in found.wire


def test_no_field_of_a_decoded_change_can_hold_a_before_value():
    secret = "SECRET-VALUE"
    found = change(
        3,
        "message",
        "m1",
        op="update",
        ticket="t1",
        scope_before="team:a",
        scope_after="team:a",
        before={"text": secret, "followers": ["nobody"]},
        after={"text": ""},
    )
    assert secret not in repr([getattr(found, field) for field in LoggedChange.__struct_fields__])


def test_a_deleted_row_travels_without_data():
    found = change(3, "view", "v1", op="delete", scope_before="desk", before={"name": "Old"})
    assert b"Old" not in found.wire
    assert b'"data"' not in found.wire
    assert b'"scope":"desk"' in found.wire


def test_a_blanked_entry_still_moves_the_cursor():
    blanked = entry(3, "ticket", "t1", scope_before="team:a", scope_after="team:a")
    found = decode_all([type(blanked)(**{**_fields(blanked), "payload": None})])[0]
    assert b'"data"' not in found.wire


def _fields(value):
    return {name: getattr(value, name) for name in value.__struct_fields__}


@pytest.mark.parametrize(
    ("before", "after", "gained", "lost"),
    [
        ({"assignee": "ann"}, {"assignee": "bob"}, {"bob"}, {"ann"}),
        ({"assignee": None}, {"assignee": "bob"}, {"bob"}, set()),
        ({"followers": ["a", "b"]}, {"followers": ["b", "c"]}, {"c"}, {"a"}),
        ({"mentioned": []}, {"mentioned": ["x"]}, {"x"}, set()),
        ({"priority": "low"}, {"priority": "high"}, set(), set()),
        (
            {"assignee": "ann", "followers": []},
            {"assignee": None, "followers": ["ann"]},
            {"ann"},
            {"ann"},
        ),
    ],
)
def test_names_that_a_ticket_gains_and_loses_are_told_per_field(before, after, gained, lost):
    found = change(1, "ticket", "t", before=before, after=after)
    assert found.sight == SightFacts(gained=frozenset(gained), lost=frozenset(lost))


def test_a_ticket_that_leaves_the_archive_is_told():
    found = change(1, "ticket", "t", before={"archived": True}, after={"archived": False})
    assert found.sight == SightFacts(returned=True)


@pytest.mark.parametrize(
    ("kind", "op", "payload", "facts"),
    [
        ("team", "insert", {"after": {"id": "t"}}, RosterFacts(agents=None)),
        ("team", "update", {"before": {"name": "a"}, "after": {"name": "b"}}, None),
        ("agent", "update", {"before": {"name": "a"}, "after": {"name": "b"}}, None),
        (
            "agent",
            "update",
            {"before": {"disabled": False}, "after": {"disabled": True}},
            RosterFacts(agents=frozenset({AgentId("x")}), disabled=True),
        ),
        (
            "agent",
            "update",
            {"before": {"role": "agent"}, "after": {"role": "light"}},
            RosterFacts(agents=frozenset({AgentId("x")})),
        ),
        (
            "membership",
            "insert",
            {"after": {"agent": "ann"}},
            RosterFacts(agents=frozenset({AgentId("ann")})),
        ),
        (
            "membership",
            "delete",
            {"before": {"agent": "ann"}},
            RosterFacts(agents=frozenset({AgentId("ann")})),
        ),
        ("membership", "update", {"after": {"level": "read"}}, RosterFacts(agents=None)),
        ("contact", "insert", {"after": {"name": "x"}}, None),
    ],
)
def test_a_change_of_the_roster_names_whose_scopes_it_may_alter(kind, op, payload, facts):
    assert change(1, kind, "x", op=op, **payload).roster == facts


def test_the_roster_says_whose_membership_changed_its_level():
    logged = entry(1, "membership", "m", before={"level": "work"}, after={"level": "read"})
    found = decode_all([logged], {MembershipId("m"): AgentId("ann")}.get)[0]
    assert found.roster == RosterFacts(agents=frozenset({AgentId("ann")}))


def test_entries_after_a_gap_are_not_taken():
    tail = Tail(4, lambda _: None)
    assert not tail.follows(6)
    with pytest.raises(LookupError):
        tail.take([entry(6, "tag", "x")])
    tail.take([entry(5, "tag", "x"), entry(6, "tag", "y")])
    assert tail.seq == 6


def test_the_contract_has_no_field_for_before():
    assert not [name for name in Change.__struct_fields__ if "before" in name]
