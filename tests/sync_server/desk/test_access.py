# SPDX-License-Identifier: Apache-2.0
"""Policies: which actors may execute a command at all."""

from typing import Any

import pytest

from sync_server.contract.refusals import Code, Refused
from sync_server.desk import access
from sync_server.desk.actor import AGENT, CHANNEL, OPERATOR, SYSTEM, Actor
from tests.support.plain import sight


class Somebody:
    """The part of a unit of work that a policy looks at."""

    def __init__(self, kind, role=None, **levels):
        self.actor = Actor(kind=kind, id="ann", via="socket", device="pc")
        self.viewer = None if role is None else sight.Viewer("ann", role, levels)


POLICIES = {
    "works_on_tickets": {"administrator", "supervisor", "agent"},
    "keeps_contacts": {"administrator", "supervisor", "agent"},
    "writes_notes": {"administrator", "supervisor", "agent", "light"},
    "anybody": {"administrator", "supervisor", "agent", "light"},
    "supervises": {"administrator", "supervisor"},
    "administers": {"administrator"},
    "channels_only": set(),
    "hub_only": set(),
}
ROLES = ("administrator", "supervisor", "agent", "light", "auditor", "display")


def allows(check, *arguments):
    try:
        check(*arguments)
    except Refused as refused:
        assert refused.refusal.code == Code.FORBIDDEN  # noqa: PT017 - or no exception at all
        return False
    return True


@pytest.mark.parametrize("name", POLICIES)
def test_each_policy_lets_its_roles_pass(name):
    policy = getattr(access, name)
    passing = {role for role in ROLES if allows(policy, Somebody(AGENT, role), None)}
    assert passing == POLICIES[name]


@pytest.mark.parametrize("name", POLICIES)
def test_machines_pass_and_channels_only_by_their_own_door(name):
    policy = getattr(access, name)
    assert allows(policy, Somebody(SYSTEM), None)
    assert allows(policy, Somebody(OPERATOR), None)
    assert allows(policy, Somebody(CHANNEL), None) == (name == "channels_only")


def test_an_agent_without_a_place_in_the_roster_passes_nowhere():
    assert not any(allows(getattr(access, name), Somebody(AGENT), None) for name in POLICIES)


def test_queries_about_tickets_are_for_those_who_read_them():
    passing = {
        role for role in ROLES if allows(access.reads_tickets, sight.Viewer("ann", role, {}))
    }
    assert passing == {"administrator", "supervisor", "agent", "light"}


def test_only_an_agent_is_an_author():
    somebody: Any = Somebody(AGENT, "light")
    assert access.author(somebody) == "ann"
    assert not allows(access.author, Somebody(SYSTEM))


@pytest.mark.parametrize(
    ("somebody", "team", "expected"),
    [
        (Somebody(AGENT, "supervisor", support="work"), "support", True),
        (Somebody(AGENT, "supervisor", support="work"), "billing", False),
        (Somebody(AGENT, "administrator"), "billing", True),
        (Somebody(OPERATOR), "billing", True),
    ],
)
def test_supervisors_lead_their_own_teams(somebody, team, expected):
    assert allows(access.check_leads, somebody, team) is expected


def test_those_who_lead_share():
    sharing = {role for role in ROLES if allows(access.check_shares, Somebody(AGENT, role))}
    assert sharing == {"administrator", "supervisor"}
