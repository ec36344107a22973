# SPDX-License-Identifier: Apache-2.0
"""Queries of whoever writes automation rules."""

from typing import Final

from sync_server.contract.entities import AutomationRule
from sync_server.contract.ids import RuleId
from sync_server.contract.queries import (
    CheckRule,
    DocumentSchema,
    RuleCheck,
    RuleFinding,
    RuleProblem,
    RuleSchema,
)
from sync_server.desk.automation import activated, in_force
from sync_server.desk.queries.policies import sees_administration
from sync_server.desk.registry import answers
from sync_server.desk.rule_names import directory_for
from sync_server.domain.rules.binding import UnknownName, bind
from sync_server.domain.rules.document import read_rule, rule_schema, write_rule
from sync_server.domain.rules.event import activate
from sync_server.domain.rules.linting import lint
from sync_server.domain.rules.rule import Rule
from sync_server.domain.rules.shapes import RuleError
from sync_server.domain.sight import Viewer
from sync_server.store.engines import Connection
from sync_server.store.rules import every_rule

NEW: Final = RuleId("new")
"""Stands for a rule that has no id yet."""


@answers(RuleSchema, policy=sees_administration, cost="light")
def answer_rule_schema(_reader: Connection, _viewer: Viewer, _query: RuleSchema) -> DocumentSchema:
    """The one schema."""
    return DocumentSchema(schema=rule_schema())


@answers(CheckRule, policy=sees_administration, cost="heavy")
def answer_check_rule(reader: Connection, viewer: Viewer, query: CheckRule) -> RuleCheck:
    """All that is wrong with a rule by itself, else what is wrong with it among the others."""
    try:
        rule = read_rule(query.document)
    except RuleError as error:
        return RuleCheck(problems=(_problem(error),))
    bound = bind(rule, directory_for(rule, viewer, reader))
    return RuleCheck(
        problems=tuple(map(_problem, bound.wrong)),
        findings=() if bound.wrong else _findings(reader, bound.rule, query),
        full=dict(write_rule(rule)),
    )


def _findings(reader: Connection, rule: Rule, query: CheckRule) -> tuple[RuleFinding, ...]:
    """What is wrong with rules in force of which this one is a part."""
    rows = every_rule(reader)
    known = next((row for row in rows if row.id == query.rule), None)
    new = AutomationRule(id=query.rule or NEW, position=query.position)
    mine = new if known is None else known
    others = [row for row in in_force(rows) if row.id != mine.id]
    before = [row for row in others if (row.position, row.id) < (mine.position, mine.id)]
    rules = [activated(row) for row in others]
    rules.insert(len(before), activate(mine.id, mine.number + 1, rule))
    return tuple(
        RuleFinding(lint=found.lint, rules=found.rules, sentence=found.sentence)
        for found in lint(rules)
        if mine.id in found.rules
    )


def _problem(error: RuleError) -> RuleProblem:
    if isinstance(error, UnknownName):
        return RuleProblem(
            path=error.path,
            problem=error.problem,
            nearest=error.near,
            unknown=error.kind,
            creatable=error.creatable,
        )
    nearest = (error.nearest,) if error.nearest else ()
    return RuleProblem(path=error.path, problem=error.problem, nearest=nearest)
