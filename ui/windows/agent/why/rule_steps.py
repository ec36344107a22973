# SPDX-License-Identifier: Apache-2.0
"""What automation rules did to a ticket, by which version, and why others did not run."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec
from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.automation import RULES, Automated, RulePassed, RuleRun, Tested
from sync_server.contract.conditions import Test
from sync_server.contract.entities import AutomationRule, Done, Left
from sync_server.contract.queries import HistoryEntry
from ui.models.words import translate
from ui.widgets.plain_text import harmless
from ui.widgets.trace_value import TraceStep
from ui.windows.agent.admin.condition_words import tree_words
from ui.windows.agent.admin.rule_words import action_title, word_title
from ui.windows.agent.fields import value_words
from ui.windows.agent.step_moments import step_moment

_FIELDS: Final = {
    "team": "team",
    "agent": "assignee",
    "priority": "priority",
    "status": "status",
    "category": "category",
}
_LEFT: Final = {
    "by_hand": str(QT_TRANSLATE_NOOP("ruled", "a person set it since")),
    "taken": str(QT_TRANSLATE_NOOP("ruled", "an earlier rule wanted something else")),
    "same": str(QT_TRANSLATE_NOOP("ruled", "it was so already")),
    "rights": str(QT_TRANSLATE_NOOP("ruled", "its author has no right to it")),
    "forbidden": str(QT_TRANSLATE_NOOP("ruled", "its author has no right to it")),
    "not_found": str(QT_TRANSLATE_NOOP("ruled", "there is nobody or nothing of that kind")),
    "bad_value": str(QT_TRANSLATE_NOOP("ruled", "it cannot be used any more")),
    "bad_move": str(QT_TRANSLATE_NOOP("ruled", "the ticket did not allow it")),
    "limit": str(QT_TRANSLATE_NOOP("ruled", "there was no room for more")),
    "exists": str(QT_TRANSLATE_NOOP("ruled", "there was one already")),
}
_PASSED: Final = {
    "conditions": str(QT_TRANSLATE_NOOP("ruled", "its conditions did not hold")),
    "episode": str(QT_TRANSLATE_NOOP("ruled", "it had run, and its conditions held since")),
    "cascade": str(QT_TRANSLATE_NOOP("ruled", "it had run already for the same change")),
    "stopped": str(QT_TRANSLATE_NOOP("ruled", "{rule} stopped the others")),
    "rights": str(QT_TRANSLATE_NOOP("ruled", "its author has no right to change the ticket")),
}


def rule_steps(workspace: Workspace, entry: HistoryEntry) -> Iterator[TraceStep]:
    """A step for each rule that ran; below the last one, whose turn it was and who did not run."""
    cause = entry.causes.get(RULES)
    if cause is None:
        return
    try:
        automated = msgspec.convert(cause, Automated)
    except msgspec.ValidationError:
        return  # of a newer form
    time = step_moment(entry.at, workspace.now_us())
    note = " ".join(_passed(workspace, each) for each in automated.passed)
    if automated.cut:
        told = translate(
            "ruled", "More would have followed, deeper than rules may: look for a loop."
        )
        note = f"{note} {told}".strip()
    for place, run in enumerate(automated.runs, 1):
        is_last = place == len(automated.runs)
        yield _step(workspace, run, time=time, note=note if is_last else "")
    if not automated.runs and note:
        title = translate("ruled", "No automation rule ran")
        yield TraceStep(icon="zap", title=title, time=time, note=note)


def _step(workspace: Workspace, run: RuleRun, *, time: str, note: str) -> TraceStep:
    ran = translate("ruled", "{rule}, version {version}, ran")
    asked = translate("ruled", "{rule}, version {version}, was run by hand")
    after = translate("ruled", "{rule}, version {version}, ran after what other rules did")
    told = asked if run.asked else after if run.depth else ran
    lines = [f"\N{CHECK MARK} {_tested(workspace, each)}" for each in run.found if each.holds]
    did = [_did(workspace, each) for each in run.done]
    if did:
        lines.append(translate("ruled", "Did: {what}").format(what=", ".join(did)))
    left = translate("ruled", "Left: {what}, because {reason}")
    for each in run.left:
        reason = translate("ruled", _LEFT.get(each.why, each.why))
        lines.append(left.format(what=_did(workspace, each), reason=reason))
    title = told.format(rule=harmless(run.name), version=run.version)
    return TraceStep(
        icon="zap", title=title, time=time, tone="accent", lines=tuple(lines), note=note
    )


def _tested(workspace: Workspace, tested: Tested) -> str:
    operand = tested.operand
    given: Any = tuple(operand) if isinstance(operand, list) else operand
    return harmless(tree_words(workspace, Test(tested.field, tested.operator, given)))


def _did(workspace: Workspace, done: Done | Left) -> str:
    field, title = _FIELDS.get(done.action), action_title(done.action)
    if field is not None:
        value = value_words(workspace, field, done.value)
        was = getattr(done, "was", None)
        if was is None:
            return f"{title}: {value}"
        told = translate("rules", "{before} to {after}")
        return told.format(before=value_words(workspace, field, was), after=value)
    if done.action == "tags":
        on, off = translate("rules", "tag {name}"), translate("rules", "no tag {name}")
        return (on if done.value else off).format(name=harmless(done.name))
    name = word_title(done.name) if done.name else ""
    return f"{title}: {harmless(name)}" if name else title


def _passed(workspace: Workspace, passed: RulePassed) -> str:
    other = workspace.get(AutomationRule, passed.other)
    name = translate("ruled", "an earlier rule") if other is None else harmless(other.name)
    reason = translate("ruled", _PASSED.get(passed.why, passed.why)).format(rule=name)
    told = translate("ruled", "{rule}, version {version}, did not run: {reason}.")
    return told.format(rule=harmless(passed.name), version=passed.version, reason=reason)
