# SPDX-License-Identifier: Apache-2.0
"""Policies: which actors may execute a command at all."""

from typing import Any

import pytest

from sync_server.contract.refusals import Code, Refused
from sync_server.desk import access
from sync_server.desk.actor import AGENT, CHANNEL, OPERATOR, PROGRAM, SYSTEM, Actor
from tests.support.plain import c, sight
from tests.support.standard_desk import OPERATOR_ACTOR


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
    "takes_in": set(),
    "sets_aside": set(),
    "hub_only": set(),
}
BY_CHANNELS = ("takes_in", "sets_aside")
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
    assert allows(policy, Somebody(CHANNEL), None) == (name in BY_CHANNELS)


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


# -- programs ------------------------------------------------------------------------------------

DAY_US = 86_400_000_000
WRITING = ("tickets:write",)


async def said(
    standard,
    *,
    rights=WRITING,
    team=None,
    later_days=0,
    revoked=False,
    team_of_ticket=None,
    **place,
):
    """How a program's message ends whose key is as described: "ok", or the refusal."""
    now = standard.environment.now_us()
    make = c.CreateApiKey(
        key="p", name="P", rights=rights, digest="ef" * 32, team=team, expires_at=now + DAY_US
    )
    ends = [c.RevokeApiKey(key="p")] if revoked else []
    await standard.do(OPERATOR_ACTOR, make, *ends)
    standard.environment.advance(days=later_days)
    command = c.ReceiveMessage(
        ticket="t",
        message="m",
        contact="n",
        sender="kim@acme.test",
        text="Hello",
        team=team_of_ticket,
        **place,
    )
    answer = await standard.ask(Actor(kind=PROGRAM, id="p", via="rest", device="p"), command)
    return "ok" if answer.refusal is None else answer.refusal.code


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ({}, "ok"),
        ({"rights": ("tickets:read", "changes:read")}, "forbidden"),
        ({"revoked": True}, "forbidden"),
        ({"later_days": 1}, "forbidden"),
        ({"team": "support", "team_of_ticket": "support"}, "ok"),
        ({"team": "support", "team_of_ticket": "billing"}, "not_found"),
        ({"team": "support", "team_of_ticket": None}, "not_found"),
        ({"team_of_ticket": "billing"}, "ok"),
        ({"thread": "opened"}, "ok"),
        ({"thread": "opened", "team": "support"}, "ok"),
        ({"thread": "opened", "team": "billing"}, "not_found"),
        ({"thread": "triaged", "team": "billing"}, "not_found"),
        ({"thread": "spammed"}, "not_found"),
        ({"thread": "deleted"}, "not_found"),
        ({"thread": "no-such"}, "not_found"),
    ],
)
async def test_a_program_reaches_as_far_as_its_key_does_at_that_moment(
    sqlite_standard, key, expected
):
    """Bad input 29: whoever asked, the desk itself looks at the key."""
    assert await said(sqlite_standard, **key) == expected


@pytest.mark.parametrize(
    ("key", "ticket", "expected"),
    [
        ({}, None, None),
        ({"team": "support"}, "opened", None),
        ({"team": "billing"}, "opened", "not_found"),
        ({"team": "billing"}, None, "not_found"),
        ({"rights": ("tickets:read",)}, None, "forbidden"),
    ],
)
async def test_a_program_sets_aside_as_far_as_it_takes_in(sqlite_standard, key, ticket, expected):
    await said(sqlite_standard, **key)
    program = Actor(kind=PROGRAM, id="p", via="rest", device="p")
    answer = await sqlite_standard.ask(
        program, c.HoldMail(held="h", reason="blocked", ticket=ticket)
    )
    assert (answer.refusal and answer.refusal.code) == expected


async def test_a_program_does_nothing_else(sqlite_standard):
    program = Actor(kind=PROGRAM, id="key", via="rest", device="key")
    for command in (
        c.TakeTicket(ticket="opened"),
        c.AddNote(ticket="opened", message="m", text="x"),
        c.RevokeApiKey(key="key"),
    ):
        answer = await sqlite_standard.ask(program, command)
        assert answer.refusal.code == Code.FORBIDDEN
