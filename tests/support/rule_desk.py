# SPDX-License-Identifier: Apache-2.0
"""Answers about rules as the server gives them, for a window without one."""

from sync_server.contract.queries import (
    CheckRule,
    DocumentSchema,
    RuleCheck,
    RuleProblem,
    RuleSchema,
)
from sync_server.domain.rules.document import read_rule, rule_schema, write_rule
from sync_server.domain.rules.shapes import RuleError


def checked(query: CheckRule) -> RuleCheck:
    """What is wrong with a document by itself; every name is known."""
    try:
        rule = read_rule(query.document)
    except RuleError as error:
        nearest = (error.nearest,) if error.nearest else ()
        problem = RuleProblem(path=error.path, problem=error.problem, nearest=nearest)
        return RuleCheck(problems=(problem,))
    return RuleCheck(full=dict(write_rule(rule)))


RULE_ANSWERS = {RuleSchema: DocumentSchema(schema=rule_schema()), CheckRule: checked}
