# SPDX-License-Identifier: Apache-2.0
"""Automation: the rules in force in memory, as of one seq. Immutable."""

from collections.abc import Iterable

from sync_server.contract.entities import AutomationRule
from sync_server.domain.rules.document import read_rule
from sync_server.domain.rules.event import ActiveRule, activate


def in_force(rows: Iterable[AutomationRule]) -> list[AutomationRule]:
    """Those that are asked, in the order in which they are."""
    found = (row for row in rows if row.number and not row.disabled)
    return sorted(found, key=lambda row: (row.position, row.id))


def activated(row: AutomationRule) -> ActiveRule:
    """A rule in force, made ready to be asked."""
    return activate(row.id, row.number, read_rule(row.bound))
