# SPDX-License-Identifier: Apache-2.0
"""The authorisation matrix: command x role x state of the object, against a table of its own.

The table says what the project promises, in other words than the code: which roles may send a
command at all, and what they may do with a ticket of their team, of another team, of none.
"""

import pytest

from sync_server.contract.refusals import Code
from sync_server.desk.registry import REGISTRY
from tests.support.attempts import Attempts
from tests.support.command_makers import COMMAND_TYPES, make
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR, OPERATOR_ACTOR, TICKETS, VIEWERS

ROLE_OF = {
    "ada": "administrator",
    "lea": "supervisor",
    "ann": "agent",
    "rob": "agent",
    "ola": "agent",
    "ben": "agent",
    "eve": "agent",
    "lux": "light",
    "aud": "auditor",
    "dis": "display",
}

NOBODY = frozenset[str]()
ADMINISTRATORS = frozenset({"administrator"})
LEADERS = ADMINISTRATORS | {"supervisor"}
WORKERS = LEADERS | {"agent"}
READERS = WORKERS | {"light"}

ROLES = {
    "open_ticket": WORKERS,
    "receive_message": NOBODY,
    "import_ticket": NOBODY,
    "import_message": NOBODY,
    "reply": WORKERS,
    "retract_reply": WORKERS,
    "add_note": READERS,
    "attach": READERS,
    "set_subject": WORKERS,
    "set_status": WORKERS,
    "set_priority": WORKERS,
    "set_category": WORKERS,
    "set_solution": WORKERS,
    "tick_item": WORKERS,
    "set_needs": WORKERS,
    "set_team": WORKERS,
    "set_assignee": WORKERS,
    "set_custom_field": WORKERS,
    "change_tags": WORKERS,
    "change_requester": WORKERS,
    "take_ticket": WORKERS,
    "release_ticket": WORKERS,
    "decline_ticket": WORKERS,
    "accept_ticket": WORKERS,
    "take_next": WORKERS,
    "follow_ticket": READERS,
    "unfollow_ticket": READERS,
    "mark_read": READERS,
    "mark_unread": READERS,
    "keep_draft": READERS,
    "archive_ticket": LEADERS,
    "save_view": READERS,
    "delete_view": LEADERS,
    "set_availability": READERS,
    "set_reachable": NOBODY,
    "create_contact": WORKERS,
    "change_contact": WORKERS,
    "merge_contacts": WORKERS,
    "create_organisation": WORKERS,
    "change_organisation": WORKERS,
    "merge_organisations": WORKERS,
    "create_agent": ADMINISTRATORS,
    "change_agent": ADMINISTRATORS,
    "disable_agent": ADMINISTRATORS,
    "enable_agent": ADMINISTRATORS,
    "set_skill": ADMINISTRATORS,
    "create_team": ADMINISTRATORS,
    "change_team": ADMINISTRATORS,
    "set_membership": LEADERS,
    "end_membership": LEADERS,
    "create_category": ADMINISTRATORS,
    "change_category": ADMINISTRATORS,
    "save_skill": ADMINISTRATORS,
    "forward": WORKERS,
    "send_again": WORKERS,
    "record_delivery": NOBODY,
    "send_automatic": NOBODY,
    "hold_mail": NOBODY,
    "release_held": WORKERS,
    "discard_held": WORKERS,
    "block_sender": WORKERS,
    "unblock_sender": WORKERS,
    "mark_spam": WORKERS,
    "delete_ticket": WORKERS,
    "restore_ticket": WORKERS,
    "merge_ticket": WORKERS,
    "unmerge_ticket": WORKERS,
    "split_ticket": WORKERS,
    "link_tickets": WORKERS,
    "unlink_tickets": WORKERS,
    "purge_ticket": NOBODY,
    "change_participants": WORKERS,
    "log_call": WORKERS,
    "connect_mailbox": ADMINISTRATORS,
    "change_mailbox": ADMINISTRATORS,
    "report_mailbox": NOBODY,
    "save_canned": WORKERS,
    "delete_canned": LEADERS,
    "set_preferences": READERS,
    "change_workspace": ADMINISTRATORS,
    "save_calendar": ADMINISTRATORS,
    "publish_calendar": ADMINISTRATORS,
    "move_calendar": NOBODY,
    "save_policy": ADMINISTRATORS,
    "publish_policy": ADMINISTRATORS,
    "save_gate": ADMINISTRATORS,
    "publish_gate": ADMINISTRATORS,
    "save_rule": ADMINISTRATORS,
    "publish_rule": ADMINISTRATORS,
    "delete_rule": ADMINISTRATORS,
    "run_rules": NOBODY,
    "run_macro": WORKERS,
    "undo_rule": WORKERS,
    "undo_change": WORKERS,
    "dismiss_alerts": READERS,
    "extend_clock": LEADERS,
    "acknowledge_clock": WORKERS,
    "tell_clocks": NOBODY,
    "wake_tickets": NOBODY,
    "close_tickets": NOBODY,
    "route_tickets": NOBODY,
    "route_agents": NOBODY,
    "set_absences": READERS,
    "place_ticket": LEADERS,
    "keep_queue_back": LEADERS,
    "move_queue": LEADERS,
    "redistribute": LEADERS,
    "return_tickets": LEADERS,
    "create_api_key": ADMINISTRATORS,
    "revoke_api_key": ADMINISTRATORS,
}
"""Which roles may send a command at all. `delete_view` is of a shared view, `delete_canned` of a
shared reply.
"""

READING = ("add_note", "follow_ticket", "mark_read", "mark_unread", "keep_draft")
"""What whoever reads a ticket in full may do with it."""
CHANGING = (
    "reply",
    "set_subject",
    "set_status",
    "set_priority",
    "set_category",
    "set_solution",
    "set_needs",
    "set_team",
    "set_assignee",
    "set_custom_field",
    "change_tags",
    "change_requester",
    "take_ticket",
    "release_ticket",
    "decline_ticket",
    "accept_ticket",
    "place_ticket",
    "redistribute",
    "return_tickets",
    "unfollow_ticket",
    "archive_ticket",
    "forward",
    "mark_spam",
    "delete_ticket",
    "restore_ticket",
    "change_participants",
    "log_call",
    "extend_clock",
    "acknowledge_clock",
    "merge_ticket",
    "unmerge_ticket",
    "split_ticket",
    "link_tickets",
    "unlink_tickets",
    "run_macro",
)
"""What needs the right to change the ticket."""

WORKS, READS, HIDDEN = "works", "reads", "hidden"
RIGHTS = {
    "ada": {"opened": WORKS, "billed": WORKS, "guested": WORKS, "triaged": WORKS},
    "lea": {"opened": WORKS, "billed": HIDDEN, "guested": HIDDEN, "triaged": WORKS},
    "ann": {"opened": WORKS, "billed": HIDDEN, "guested": HIDDEN, "triaged": WORKS},
    "rob": {"opened": READS, "billed": HIDDEN, "guested": HIDDEN, "triaged": WORKS},
    "ola": {"opened": HIDDEN, "billed": HIDDEN, "guested": HIDDEN, "triaged": WORKS},
    "ben": {"opened": HIDDEN, "billed": WORKS, "guested": WORKS, "triaged": WORKS},
    "eve": {"opened": HIDDEN, "billed": HIDDEN, "guested": WORKS, "triaged": WORKS},
    "lux": {"opened": READS, "billed": HIDDEN, "guested": HIDDEN, "triaged": READS},
}
"""What each of those who read tickets at all may do with one. An overview shows rows, no bodies."""

NAMES = {str(command.__struct_config__.tag): command for command in COMMAND_TYPES}
EXPECTED = {
    (reading, allowed, right): (
        Code.FORBIDDEN
        if not allowed
        else {WORKS: None, READS: None if reading else Code.FORBIDDEN, HIDDEN: Code.NOT_FOUND}[
            right
        ]
    )
    for reading in (True, False)
    for allowed in (True, False)
    for right in (WORKS, READS, HIDDEN)
}
"""The denial by: is reading enough, may the role, what may the agent do with the ticket."""

OWN = {
    ("undo_rule", "ada"): Code.NOT_FOUND,
    ("undo_rule", "rob"): Code.FORBIDDEN,
    ("undo_rule", "ben"): Code.NOT_FOUND,
    ("undo_change", "ada"): Code.NOT_FOUND,
    ("undo_change", "rob"): Code.FORBIDDEN,
    ("undo_change", "ben"): Code.NOT_FOUND,
    ("tick_item", "ada"): None,
    ("tick_item", "rob"): Code.FORBIDDEN,
    ("tick_item", "ben"): Code.NOT_FOUND,
    ("retract_reply", "ann"): None,
    ("retract_reply", "ada"): Code.FORBIDDEN,
    ("retract_reply", "lea"): Code.FORBIDDEN,
    ("retract_reply", "rob"): Code.FORBIDDEN,
    ("retract_reply", "ola"): Code.NOT_FOUND,
    ("retract_reply", "ben"): Code.NOT_FOUND,
    ("retract_reply", "eve"): Code.NOT_FOUND,
    ("attach", "ann"): None,
    ("attach", "ada"): Code.FORBIDDEN,
    ("attach", "lea"): Code.FORBIDDEN,
    ("attach", "rob"): Code.FORBIDDEN,
    ("attach", "lux"): Code.FORBIDDEN,
    ("attach", "ola"): Code.NOT_FOUND,
    ("attach", "ben"): Code.NOT_FOUND,
    ("attach", "eve"): Code.NOT_FOUND,
    ("send_again", "ada"): None,
    ("send_again", "lea"): None,
    ("send_again", "ann"): None,
    ("send_again", "rob"): Code.FORBIDDEN,
    ("send_again", "ola"): Code.NOT_FOUND,
    ("send_again", "ben"): Code.NOT_FOUND,
    ("send_again", "eve"): Code.NOT_FOUND,
}
"""What Ann wrote is hers: others are told so, or nothing at all where they see no ticket. Having it
sent once more is work on the ticket.
"""


def test_the_table_names_every_command():
    assert set(ROLES) == set(NAMES)


async def test_a_role_outside_the_table_is_forbidden_everything_else(furnished):
    for name, roles in ROLES.items():
        for agent in VIEWERS:
            denial = furnished.denial(agent, make(NAMES[name], sender=agent))
            assert (denial == Code.FORBIDDEN) >= (ROLE_OF[agent] not in roles), (name, agent)


async def test_a_role_in_the_table_is_allowed_what_names_no_ticket(furnished):
    free = set(ROLES) - {*READING, *CHANGING} - {name for name, _ in OWN}
    for name in sorted(free):
        allowed = [agent for agent in VIEWERS if ROLE_OF[agent] in ROLES[name]]
        for agent in allowed:
            denial = furnished.denial(agent, make(NAMES[name], sender=agent))
            assert denial is None, (name, agent)


@pytest.mark.parametrize("ticket", TICKETS)
async def test_rights_on_a_ticket_follow_from_team_level_and_invitation(furnished, ticket):
    """In every state of the ticket: what is hidden looks like nothing, archived or not."""
    for name in (*READING, *CHANGING):
        for agent, rights in RIGHTS.items():
            right = rights.get(ticket, rights["opened"])
            expected = EXPECTED[name in READING, ROLE_OF[agent] in ROLES[name], right]
            denial = furnished.denial(agent, make(NAMES[name], ticket=ticket, sender=agent))
            assert denial == expected, (name, agent)


@pytest.mark.parametrize(("name", "agent"), OWN)
async def test_what_somebody_wrote_is_theirs(furnished, name, agent):
    denial = furnished.denial(agent, make(NAMES[name], ticket="opened", sender=agent))
    assert denial == OWN[name, agent]


async def test_a_disabled_agent_may_nothing(standard):
    for name, command in NAMES.items():
        answer = await standard.ask("gon", make(command, sender="gon"))
        assert answer.refusal.code == Code.DISABLED, name


async def test_a_channel_takes_in_messages_and_nothing_else(furnished):
    for name, command in NAMES.items():
        denial = furnished.denial(CHANNEL_ACTOR, make(command))
        assert denial == {"receive_message": None, "hold_mail": None}.get(name, Code.FORBIDDEN), (
            name
        )


async def test_machines_pass_every_policy(furnished):
    """What is about oneself still needs a self."""
    for command in COMMAND_TYPES:
        entry = REGISTRY[command]
        assert furnished.policy_denial(OPERATOR_ACTOR, make(command)) is None, entry.name


async def test_a_denial_is_a_security_event_and_hiding_is_none(standard):
    await standard.ask("rob", c.SetPriority(ticket="opened", priority="high"))
    await standard.ask("rob", c.SetPriority(ticket="opened", priority="high"))
    await standard.ask("ben", c.SetPriority(ticket="opened", priority="high"))
    with standard.database.read() as reader:
        events = reader.run("SELECT what, account, detail, count FROM security")
    assert events == [("forbidden", "rob", "set_priority", 2)]


async def test_supervisors_lead_their_own_teams_only(furnished):
    for command in (
        c.SetMembership(membership="m", agent="eve", team="billing"),
        c.EndMembership(agent="ben", team="billing"),
    ):
        assert furnished.denial("lea", command) == Code.FORBIDDEN
        assert furnished.denial("ada", command) is None


@pytest.fixture
async def furnished(sqlite_standard):
    """Tries commands without keeping what they do. Rights do not depend on the database."""
    return Attempts(sqlite_standard)
