# SPDX-License-Identifier: Apache-2.0
"""Home scopes: each row has exactly one."""

import pytest

from sync_server.contract.entities import CHILDREN, KINDS
from sync_server.contract.scopes import guest_scope, home_of, is_ticket_scope, ticket_home
from tests.support.plain import e

HOMES = [
    (e.Ticket(id="t", team="support"), "team:support"),
    (e.Ticket(id="t"), "triage"),
    (e.Contact(id="c"), "directory"),
    (e.Organisation(id="o"), "directory"),
    (e.Agent(id="ann"), "desk"),
    (e.Team(id="support"), "desk"),
    (e.Membership(id="m", agent="ann", team="support"), "desk"),
    (e.Category(id="c"), "desk"),
    (e.Skill(id="french"), "desk"),
    (e.Tag(id="gold"), "desk"),
    (e.Availability(id="ann"), "desk"),
    (e.SavedView(id="v"), "desk"),
    (e.SavedView(id="v", owner="ann"), "agent:ann"),
    (e.ReadMark(id="ann.t", agent="ann", ticket="t"), "agent:ann"),
    (e.Draft(id="ann.t.reply", agent="ann", ticket="t"), "agent:ann"),
    (e.Alert(id="a", agent="ann", reason="rule"), "agent:ann"),
    (e.SecurityEvent(id="s"), "audit"),
    (e.ApiKey(id="k"), "audit"),
    (e.Mailbox(id="m"), "desk"),
    (e.Workspace(id="workspace"), "desk"),
    (e.Canned(id="c"), "desk"),
    (e.Canned(id="c", owner="ann"), "agent:ann"),
    (e.Preferences(id="ann"), "agent:ann"),
    (e.Block(id="@evil.test"), "directory"),
    (e.Calendar(id="k"), "desk"),
    (e.SlaPolicy(id="p"), "desk"),
    (e.AutomationRule(id="r"), "desk"),
    (e.Gate(id="team.t"), "desk"),
    (e.Published(id="calendar.k.1", subject="calendar.k"), "desk"),
    (e.Held(id="h"), "held"),
    (e.Held(id="h", team="support"), "held:support"),
]


@pytest.mark.parametrize(("entity", "home"), HOMES)
def test_the_home_follows_from_the_row_alone(entity, home):
    assert home_of(entity) == home


@pytest.mark.parametrize(
    "child",
    [
        e.Message(id="m", ticket="t", type="note"),
        e.Attachment(id="a", ticket="t", message="m"),
    ],
)
def test_a_child_of_a_ticket_has_no_home_of_its_own(child):
    assert child.kind in CHILDREN
    with pytest.raises(LookupError, match=child.kind):
        home_of(child)


def test_every_kind_has_a_home_or_is_a_child():
    assert {entity.kind for entity, _ in HOMES} | set(CHILDREN) == set(KINDS)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [("triage", True), ("team:x", True), ("ticket:x", True), ("desk", False), ("agent:x", False)],
)
def test_tickets_live_in_triage_teams_and_guest_scopes(scope, expected):
    assert is_ticket_scope(scope) is expected


def test_a_guest_scope_is_no_home():
    assert guest_scope(e.Ticket(id="t").id) == "ticket:t"
    assert ticket_home(e.Team(id="t").id) == "team:t"
