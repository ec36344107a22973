# SPDX-License-Identifier: Apache-2.0
"""The names that a rule may use: those of whom and what its author reaches."""

from collections.abc import Iterator
from typing import Final

from sync_server.contract.conditions import each_test
from sync_server.contract.ids import TeamId
from sync_server.domain.rules.binding import (
    CATEGORY,
    MAILBOX,
    ORGANISATION,
    PERSON,
    ROLE,
    SKILL,
    TEAM,
    Directory,
    kind_of,
    names,
)
from sync_server.domain.rules.rule import Rule
from sync_server.domain.sight import ADMINISTRATOR, AGENT, LIGHT, SUPERVISOR, Viewer
from sync_server.store.called import Called, all_called, organisations_called
from sync_server.store.engines import Connection

ROLES: Final = (
    (ADMINISTRATOR, "Administrator", "system-admin", "admin"),
    (SUPERVISOR, "Supervisor", "team-lead"),
    (AGENT, "Agent"),
    (LIGHT, "Light agent"),
)
"""Roles of those who can be told something, and by what other words they go elsewhere."""


def directory_for(rule: Rule, author: Viewer | None, connection: Connection) -> Directory:
    """The names for a rule of an author; `None` is the operator, who reaches everything."""
    teams = [row for row in all_called(connection, "team") if reaches(author, TeamId(row[0]))]
    return {
        TEAM: names(teams),
        PERSON: names(all_called(connection, "agent")),
        ROLE: names(ROLES),
        CATEGORY: names(all_called(connection, "category")),
        SKILL: names(all_called(connection, "skill")),
        MAILBOX: names(all_called(connection, "mailbox")),
        ORGANISATION: names(_organisations(rule, connection)),
    }


def reaches(author: Viewer | None, team: TeamId) -> bool:
    """Whether a rule of an author may have to do with a team."""
    return author is None or author.role == ADMINISTRATOR or team in author.levels


def _organisations(rule: Rule, connection: Connection) -> Iterator[Called]:
    """Those that a rule names: a desk may have very many."""
    for test in each_test(rule.conditions):
        if kind_of(test.field) == ORGANISATION:
            named = test.operand if isinstance(test.operand, tuple) else (test.operand,)
            for name in named:
                if isinstance(name, str):
                    yield from organisations_called(connection, name)
