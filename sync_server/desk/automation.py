# SPDX-License-Identifier: Apache-2.0
"""Automation: the rules in force in memory, as of one seq. Immutable."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from sync_server.contract.entities import AutomationRule, Entity
from sync_server.contract.ids import AgentId, RuleId
from sync_server.domain.rules.document import read_rule
from sync_server.domain.rules.event import ActiveRule, activate
from sync_server.domain.rules.reasoning import asked_of
from sync_server.store.engines import Connection
from sync_server.store.rows import AllRows

AUTOMATION_KINDS: Final = frozenset({AutomationRule.kind})


def in_force(rows: Iterable[AutomationRule]) -> list[AutomationRule]:
    """Those that are asked, in the order in which they are."""
    found = (row for row in rows if row.number and not row.disabled)
    return sorted(found, key=lambda row: (row.position, row.id))


def activated(row: AutomationRule) -> ActiveRule:
    """A rule in force, made ready to be asked."""
    return activate(row.id, row.number, read_rule(row.bound))


class Automation:
    """Every rule that is in force. A change makes a new one: nobody sees half of it."""

    def __init__(
        self,
        rows: Mapping[RuleId, AutomationRule] | None = None,
        known: Mapping[RuleId, tuple[AutomationRule, ActiveRule]] | None = None,
    ) -> None:
        self._rows = rows or {}
        self._known = {row.id: (row, _ready(row, known)) for row in in_force(self._rows.values())}
        self.rules = tuple(rule for _, rule in self._known.values())
        self.by_id: Mapping[RuleId, ActiveRule] = {rule.id: rule for rule in self.rules}
        self.timed = tuple(rule for rule in self.rules if rule.timed)
        self.authors = frozenset(row.author for row, _ in self._known.values())
        asked = (asked_of(rule.rule.conditions) for rule in self.rules)
        self.asked = frozenset().union(*asked)
        """The fields for which some rule asks."""

    @classmethod
    def load(cls, rows: AllRows, connection: Connection) -> "Automation":
        """The rules as the connection's transaction sees them."""
        return cls({row.id: row for row in rows[AutomationRule.kind].every(connection)})

    def with_changes(self, changes: Iterable[tuple[str, str, Entity | None]]) -> "Automation":
        """The rules after `(kind, id, entity or None)` of the kind of rules."""
        rows = dict(self._rows)
        for _, id_, entity in changes:
            if isinstance(entity, AutomationRule):
                rows[entity.id] = entity
            else:
                rows.pop(RuleId(id_), None)
        return Automation(rows, self._known)

    def split(
        self, barred: Collection[AgentId | None]
    ) -> tuple[tuple[ActiveRule, ...], tuple[ActiveRule, ...]]:
        """The rules in force, and apart those of authors who are barred."""
        if not barred:
            return self.rules, ()
        mine = [(rule, row.author in barred) for row, rule in self._known.values()]
        allowed = tuple(rule for rule, is_barred in mine if not is_barred)
        return allowed, tuple(rule for rule, is_barred in mine if is_barred)

    @property
    def rows(self) -> Mapping[RuleId, AutomationRule]:
        """All rules, in force or not."""
        return self._rows


def _ready(
    row: AutomationRule, known: Mapping[RuleId, tuple[AutomationRule, ActiveRule]] | None
) -> ActiveRule:
    """A rule made ready, if that was not done before."""
    before = (known or {}).get(row.id)
    if before is not None and (before[0].number, before[0].bound) == (row.number, row.bound):
        return before[1]
    return activated(row)
