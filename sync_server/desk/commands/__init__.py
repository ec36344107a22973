# SPDX-License-Identifier: Apache-2.0
"""Handlers of commands, one module per aggregate; runs on the writer's thread.

Importing this package registers all of them.
"""

from sync_server.desk.commands import (
    agents,
    availability,
    calendars,
    calls,
    canned,
    categories,
    clocks,
    deliveries,
    drafts,
    imports,
    intake,
    mailboxes,
    messages,
    organisations,
    people,
    policies,
    reading,
    skills,
    teams,
    tickets,
    unwanted,
    views,
    waiting,
    workspace,
)

__all__ = [
    "agents",
    "availability",
    "calendars",
    "calls",
    "canned",
    "categories",
    "clocks",
    "deliveries",
    "drafts",
    "imports",
    "intake",
    "mailboxes",
    "messages",
    "organisations",
    "people",
    "policies",
    "reading",
    "skills",
    "teams",
    "tickets",
    "unwanted",
    "views",
    "waiting",
    "workspace",
]
