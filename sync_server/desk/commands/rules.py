# SPDX-License-Identifier: Apache-2.0
"""Commands on automation rules: drafts, versions and their order."""

from typing import Any

from sync_server.contract.commands import DeleteRule, PublishRule, RunRules, SaveRule
from sync_server.contract.entities import AutomationRule
from sync_server.desk.access import administers, hub_only
from sync_server.desk.commands.given import read_document
from sync_server.desk.commands.versions import publish, save, to_publish
from sync_server.desk.commands.waiting import present
from sync_server.desk.registry import handles
from sync_server.desk.rule_moments import claimed, coming
from sync_server.desk.rule_names import directory_for
from sync_server.desk.unit import Unit, Wanted
from sync_server.domain.rules.binding import bind
from sync_server.domain.rules.document import read_rule, write_rule
from sync_server.domain.rules.rule import Rule
from sync_server.domain.rules.shapes import RuleError


@handles(SaveRule, policy=administers, audit="configuration")
def handle_save_rule(unit: Unit, command: SaveRule) -> None:
    """Keep the draft, if it says a rule. Refused: bad_value, conflict."""

    def read(document: Any) -> Rule:
        return _bound(unit, document)

    new = AutomationRule(id=command.rule, name=command.rule)
    saved = save(unit, new, command, fields=("position", "disabled"), read=read)
    if saved.draft is not None and not saved.number:
        unit.update(saved, name=read_rule(saved.draft).name)
    if saved.number and command.disabled is False:
        read_document(read, saved.document)


@handles(PublishRule, policy=administers, audit="configuration")
def handle_publish_rule(unit: Unit, command: PublishRule) -> None:
    """Put it into force, with the rights of whoever does. Refused: bad_value, conflict."""
    known = unit.get(AutomationRule, command.rule)
    document = to_publish(unit, known, command.number)
    unit.check_base(known, "document", command.base, document)
    rule = read_document(lambda found: _bound(unit, found), document)
    publish(
        unit,
        known,
        document,
        note=command.note,
        name=rule.name,
        bound=dict(write_rule(rule)),
        author=unit.agent,
    )


@handles(DeleteRule, policy=administers, audit="configuration")
def handle_delete_rule(unit: Unit, command: DeleteRule) -> None:
    """Remove it; one that is gone already is no error."""
    known = unit.find(AutomationRule, command.rule)
    if known is not None:
        unit.delete(known)


@handles(RunRules, policy=hub_only, audit="work")
def handle_run_rules(unit: Unit, command: RunRules) -> None:
    """Note which moments have come, each once, whatever becomes of it."""
    for ticket in present(unit, command.tickets):
        moments = coming(ticket, unit.automation, unit.promises, unit.now)
        due = tuple(each.due for each in moments if each.at <= unit.now)
        if due:
            unit.wanted[ticket.id] = Wanted(due=due)
            unit.update(ticket, marks=claimed(ticket, due))


def _bound(unit: Unit, document: Any) -> Rule:
    """The rule of a document, with ids in the place of names. Raises `RuleError`."""
    rule = read_rule(document)
    bound = bind(rule, directory_for(rule, unit.viewer, unit.lookup.connection))
    for wrong in bound.wrong:
        raise RuleError(wrong.path, wrong.problem, wrong.nearest)
    return bound.rule
