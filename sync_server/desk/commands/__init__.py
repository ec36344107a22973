# SPDX-License-Identifier: Apache-2.0
"""Handlers of commands, one module per aggregate; runs on the writer's thread.

Importing this package registers all of them.
"""

from sync_server.desk.commands import (
    agents,
    availability,
    categories,
    drafts,
    imports,
    intake,
    messages,
    organisations,
    people,
    reading,
    teams,
    tickets,
    views,
)

__all__ = [
    "agents",
    "availability",
    "categories",
    "drafts",
    "imports",
    "intake",
    "messages",
    "organisations",
    "people",
    "reading",
    "teams",
    "tickets",
    "views",
]
