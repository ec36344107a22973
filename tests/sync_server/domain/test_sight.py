# SPDX-License-Identifier: Apache-2.0
"""Sight: who may see what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.contract.entities import LEVELS, ROLES
from sync_server.contract.frames import FULL, OVERVIEW
from sync_server.contract.scopes import is_ticket_scope, ticket_home
from sync_server.domain.sight import ADMINISTRATOR, AGENT_ROLES, SUPERVISOR
from tests.support.plain import e, sight

Ticket = e.Ticket
Viewer = sight.Viewer
guests_of, is_guest = sight.guests_of, sight.is_guest
scopes_of, sight_of = sight.scopes_of, sight.sight_of

TEAMS = ("support", "billing")
NAMES = ("ann", "ben", "eve")

viewers = st.builds(
    Viewer,
    st.sampled_from(NAMES),
    st.sampled_from(ROLES),
    st.dictionaries(st.sampled_from(TEAMS), st.sampled_from(LEVELS)),
)
people = st.lists(st.sampled_from(NAMES), unique=True).map(tuple)
tickets = st.builds(
    Ticket,
    id=st.just("t"),
    team=st.none() | st.sampled_from(TEAMS),
    assignee=st.none() | st.sampled_from(NAMES),
    followers=people,
    mentioned=people,
)


@given(viewers, tickets)
def test_a_guest_of_an_agent_role_sees_in_full(viewer, ticket):
    if_named = viewer.role in AGENT_ROLES and is_guest(viewer.agent, ticket)
    assert (sight_of(viewer, ticket) == FULL) >= if_named


@given(viewers, tickets)
def test_auditors_and_displays_see_no_ticket(viewer, ticket):
    assert (sight_of(viewer, ticket) is None) >= (viewer.role not in AGENT_ROLES)


@given(viewers, tickets)
def test_sight_of_a_ticket_is_what_its_home_shows_or_more(viewer, ticket):
    """The scopes held and the sight of one ticket never disagree."""
    by_home = scopes_of(viewer, TEAMS).get(ticket_home(ticket.team))
    seen = sight_of(viewer, ticket)
    widened = viewer.role in AGENT_ROLES and is_guest(viewer.agent, ticket)
    assert seen == {True: FULL, False: by_home}[widened]


@given(viewers, tickets)
def test_an_overview_is_given_only_by_that_level_and_never_to_those_who_lead(viewer, ticket):
    is_overview = sight_of(viewer, ticket) == OVERVIEW
    reason = viewer.levels.get(ticket.team) == "overview" and viewer.role not in (
        ADMINISTRATOR,
        SUPERVISOR,
    )
    assert is_overview <= reason


@given(tickets)
def test_guests_are_exactly_those_whom_the_ticket_names(ticket):
    assert guests_of(ticket) == {name for name in NAMES if is_guest(name, ticket)}


@given(viewers)
def test_nobody_holds_the_scope_of_another_agent(viewer):
    others = {f"agent:{name}" for name in NAMES} - {f"agent:{viewer.agent}"}
    assert not others & set(scopes_of(viewer, TEAMS))


@pytest.mark.parametrize(
    ("role", "levels", "scopes"),
    [
        (
            "administrator",
            {},
            {
                *("agent:ann", "triage", "held", "desk", "directory", "audit"),
                *("team:support", "team:billing", "held:support", "held:billing"),
            },
        ),
        (
            "supervisor",
            {"support": "overview"},
            {
                *("agent:ann", "triage", "held", "desk", "directory"),
                *("team:support", "held:support"),
            },
        ),
        (
            "agent",
            {"support": "read", "billing": "overview"},
            {
                *("agent:ann", "triage", "held", "desk", "directory"),
                *("team:support", "held:support", "team:billing"),
            },
        ),
        ("agent", {}, {"agent:ann", "triage", "held", "desk", "directory"}),
        (
            "light",
            {"support": "read"},
            {"agent:ann", "triage", "desk", "directory", "team:support"},
        ),
        ("auditor", {"support": "work"}, {"agent:ann", "desk", "audit"}),
        ("display", {"support": "work"}, set()),
    ],
)
def test_each_role_holds_its_scopes(role, levels, scopes):
    assert set(scopes_of(Viewer("ann", role, levels), TEAMS)) == scopes


@pytest.mark.parametrize(
    ("role", "level", "projection"),
    [
        ("agent", "overview", OVERVIEW),
        ("agent", "read", FULL),
        ("agent", "work", FULL),
        ("light", "overview", OVERVIEW),
        ("supervisor", "overview", FULL),
        ("administrator", "overview", FULL),
    ],
)
def test_levels_decide_how_much_of_a_team_is_seen(role, level, projection):
    held = scopes_of(Viewer("ann", role, {"support": level}), ("support",))
    assert held["team:support"] == projection
    assert all(held[scope] == FULL for scope in held if not is_ticket_scope(scope))


def test_the_assignee_counts_as_a_guest():
    assert guests_of(Ticket(id="t", assignee="ann", followers=("ben",))) == {"ann", "ben"}
    assert guests_of(Ticket(id="t")) == set()
