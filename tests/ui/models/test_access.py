# SPDX-License-Identifier: Apache-2.0
"""What a person may not see or change."""

from types import SimpleNamespace
from typing import Any

import pytest

from sync_server.contract.entities import Agent, Membership, Team
from tests.support.client_frames import a_team, a_ticket, an_agent
from ui.models.access import Reach, is_private, private_words

PLATFORM: Any = "platform"


def a_place(agent: Any, level: Any) -> Membership:
    id: Any = f"{agent}.platform"
    return Membership(id=id, agent=agent, team=PLATFORM, level=level)


def a_workspace(role="agent", level=None, lead=True) -> Any:
    places = {"leila": "work" if lead else None, "maya": level}
    rows: dict[Any, Any] = {
        Agent: [
            an_agent("maya", name="Maya Okafor", role=role),
            an_agent("leila", name="Leila Haddad", role="supervisor"),
            an_agent("dana", name="Dana Whitfield", role="administrator"),
        ],
        Team: [a_team("platform", name="Platform")],
        Membership: [a_place(agent, level) for agent, level in places.items() if level],
    }
    return SimpleNamespace(
        me="maya",
        all=lambda kind: rows[kind],
        get=lambda kind, id: next((each for each in rows[kind] if each.id == id), None),
    )


@pytest.mark.parametrize(
    ("role", "level", "assignee", "locked"),
    [
        ("agent", "work", None, False),
        ("agent", "read", None, True),
        ("agent", "overview", "tomas", True),
        ("agent", "read", "maya", False),
        ("supervisor", "read", None, False),
        ("administrator", None, None, False),
        ("light", "work", None, True),
    ],
)
def test_who_only_reads_a_team_finds_its_tickets_locked(role, level, assignee, locked):
    ticket = a_ticket("t1", team="platform", assignee=assignee)
    assert Reach(a_workspace(role, level)).is_locked(ticket) is locked


def test_a_new_place_is_seen_after_forgetting():
    workspace = a_workspace(level="read")
    reach, ticket = Reach(workspace), a_ticket("t1", team="platform", assignee=None)
    assert reach.is_locked(ticket)
    workspace.all = a_workspace(level="work").all
    assert reach.is_locked(ticket)
    reach.forget()
    assert not reach.is_locked(ticket)


@pytest.mark.parametrize(
    ("role", "level", "private"),
    [("agent", None, True), ("agent", "overview", False), ("administrator", None, False)],
)
def test_a_team_without_a_place_in_it_is_private(role, level, private):
    assert is_private(a_workspace(role, level), PLATFORM) is private


@pytest.mark.parametrize(("lead", "name"), [(True, "Leila Haddad"), (False, "Dana Whitfield")])
def test_whom_to_ask(lead, name):
    words = private_words(a_workspace(lead=lead), PLATFORM)
    assert words == ("Platform is private", f"Ask {name} for access.")
