# SPDX-License-Identifier: Apache-2.0
"""Macros: rules that a person starts, with what each changes, listed before it runs."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app import intents
from app.client import Client
from app.intents.tickets import check_ready
from app.workspace.workspace import Workspace
from sync_server.contract.entities import AutomationRule
from sync_server.contract.ids import RuleId, TicketId
from sync_server.contract.placeholders import fill
from sync_server.contract.queries import PreviewMacro, TriedTicket
from ui.models.words import priority_words, status_words, translate
from ui.widgets.choice import Choice
from ui.widgets.completer_text import COMMAND
from ui.widgets.plain_text import harmless
from ui.widgets.sign import Sign
from ui.windows.agent.admin.holiday_adding import ask
from ui.windows.agent.admin.macro_words import is_for_me, preview_words
from ui.windows.agent.admin.rule_parts import (
    STOP,
    actions_of,
    added_tags,
    listed,
    plain_target,
    reply_of,
    triggers_of,
)
from ui.windows.agent.admin.rule_words import action_title, word_title
from ui.windows.agent.canned import field_values, previewed
from ui.windows.agent.gestures import Gesture

MACRO: Final = f"{COMMAND}macro "
"""How the key of a macro among the choices begins; its id follows."""

_EFFECTS: Final[Mapping[str, str]] = {
    "team": str(QT_TRANSLATE_NOOP("macros", "team {value}")),
    "agent": str(QT_TRANSLATE_NOOP("macros", "assign to {value}")),
    "skills": str(QT_TRANSLATE_NOOP("macros", "skills {value}")),
    "priority": str(QT_TRANSLATE_NOOP("macros", "priority {value}")),
    "status": str(QT_TRANSLATE_NOOP("macros", "status {value}")),
    "category": str(QT_TRANSLATE_NOOP("macros", "category {value}")),
    "tags": str(QT_TRANSLATE_NOOP("macros", "tags {value}")),
    "fields": str(QT_TRANSLATE_NOOP("macros", "fields {value}")),
    "sla": str(QT_TRANSLATE_NOOP("macros", "reply in {value}")),
    "notify": str(QT_TRANSLATE_NOOP("macros", "notify {value}")),
    "checklist": str(QT_TRANSLATE_NOOP("macros", "checklist {value}")),
    "snooze": str(QT_TRANSLATE_NOOP("macros", "snooze {value}")),
}
_MOST: Final = 4


def macro_choices(
    workspace: Workspace,
    values: Mapping[str, str],
    beginning: str,
    previews: Mapping[str, str] | None = None,
) -> list[Choice]:
    """Those whose name has what is typed in it, by name, with what they change.

    `previews` is what is known of what they would do with the ticket as it is now, by id.
    """
    wanted = beginning.strip().casefold()
    found = [each for each in offered_macros(workspace) if wanted in each.name.casefold()]
    found.sort(key=lambda each: (not each.name.casefold().startswith(wanted), each.name.casefold()))
    known = previews or {}
    return [_choice(each, values, known.get(each.id, "")) for each in found[:_MOST]]


async def preview(client: Client, ticket: TicketId, key: str) -> str:
    """What the macro of a choice would do with a ticket now; nothing without a connection."""
    rule = RuleId(key.removeprefix(MACRO))
    answer = await ask(client, PreviewMacro(rule=rule, ticket=ticket))
    if not isinstance(answer, TriedTicket):
        return ""
    return preview_words(client.workspace, answer)


def offered_macros(workspace: Workspace) -> Iterator[AutomationRule]:
    """The rules in force that whoever is here may ask for."""
    for rule in workspace.all(AutomationRule):
        asked = any(each.get("on") == "manual" for each in triggers_of(rule.document))
        if asked and rule.number and not rule.disabled and is_for_me(workspace, rule):
            yield rule


def macro_text(workspace: Workspace, ticket: TicketId, key: str) -> str:
    """What a macro lays before whoever runs it, to be looked over and sent by hand."""
    rule = _rule_of(workspace, key)
    reply = None if rule is None else reply_of(actions_of(rule.document).get("reply"))
    if reply is None or not reply[1]:
        return ""
    return fill(reply[0], field_values(workspace, ticket))


def macro_gesture(workspace: Workspace, ticket: TicketId, key: str) -> Gesture | None:
    """Run it on a ticket, and take back what it set; nothing for one that is gone."""
    rule = _rule_of(workspace, key)
    if rule is None:
        return None

    def run() -> None:
        actions = actions_of(rule.document)
        if "category" not in actions:  # whose category is set first may be ready then
            check_ready(workspace, ticket, str(actions.get("status", "")))
        intents.run_macro(workspace, rule=rule.id, tickets=(ticket,))

    return Gesture(
        ticket=ticket,
        words=harmless(rule.name),
        do=run,
        undo=lambda: intents.undo_rule(workspace, ticket=ticket, rule=rule.id),
    )


def effects_words(rule: AutomationRule) -> str:
    """What a macro changes, in the order in which it is written."""
    actions = actions_of(rule.document)
    told = ", ".join(_effect(name, value) for name, value in actions.items() if name != STOP)
    return told[:1].upper() + told[1:]


def _rule_of(workspace: Workspace, key: str) -> AutomationRule | None:
    return workspace.get(AutomationRule, RuleId(key.removeprefix(MACRO)))


def _effect(name: str, value: Any) -> str:
    match name:
        case "reply":
            is_draft = (reply_of(value) or ("", False))[1]
            return (
                translate("macros", "reply to look over")
                if is_draft
                else translate("macros", "reply, sent at once")
            )
        case "note":
            return translate("macros", "note")
        case "priority":
            told = priority_words(str(value))
        case "status":
            told = status_words(str(value))
        case "sla":
            told = plain_target(value) or ""
        case "checklist":
            told = ", ".join(map(str, listed(value)))
        case "tags":
            told = ", ".join(added_tags(value) or ())
        case "fields":
            told = ", ".join(map(str, value)) if isinstance(value, Mapping) else ""
        case _:
            told = ", ".join(_named(each) for each in listed(value))
    words = _EFFECTS.get("team" if name == "assign_team" else name)
    if words is None or not told:
        return action_title(name)
    return translate("macros", words).format(value=told)


def _named(value: Any) -> str:
    """The name of whoever or whatever an action names."""
    if isinstance(value, Mapping):
        value = next(iter(value.values()), "")
    return word_title(str(value))


def _choice(rule: AutomationRule, values: Mapping[str, str], told: str) -> Choice:
    actions = actions_of(rule.document)
    reply = reply_of(actions.get("reply"))
    text = reply[0] if reply is not None else str(actions.get("note", ""))
    preview, places = previewed(text, values)
    return Choice(
        f"{MACRO}{rule.id}",
        harmless(rule.name),
        Sign("icon", "zap"),
        translate("macros", "macro"),
        below=harmless(told or effects_words(rule)),
        preview=preview,
        places=places,
    )
