# SPDX-License-Identifier: Apache-2.0
"""Automation rules in words: their triggers, the fields they ask for, and what they do."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from sync_server.contract.entities import AutomationRule
from ui.models.clock_words import metric_words
from ui.models.words import translate
from ui.widgets.rule_value import RuleRowValue
from ui.windows.agent.admin.condition_words import condition_title
from ui.windows.agent.admin.rule_parts import USUAL, Document, triggers_of

TRIGGERS: Final[Mapping[str, str]] = {
    USUAL: str(QT_TRANSLATE_NOOP("rules", "Ticket is created, or conditions become true")),
    "created": str(QT_TRANSLATE_NOOP("rules", "Ticket is created")),
    "becomes_true": str(QT_TRANSLATE_NOOP("rules", "Conditions become true")),
    "changed": str(QT_TRANSLATE_NOOP("rules", "Ticket is changed")),
    "message": str(QT_TRANSLATE_NOOP("rules", "Message comes")),
    "time": str(QT_TRANSLATE_NOOP("rules", "Time passes")),
    "clock": str(QT_TRANSLATE_NOOP("rules", "Clock runs down")),
    "manual": str(QT_TRANSLATE_NOOP("rules", "A person asks (macro)")),
}
_SHORT: Final[Mapping[str, str]] = {
    USUAL: str(QT_TRANSLATE_NOOP("rules", "On create or when true")),
    "created": str(QT_TRANSLATE_NOOP("rules", "On create")),
    "becomes_true": str(QT_TRANSLATE_NOOP("rules", "When true")),
    "changed": str(QT_TRANSLATE_NOOP("rules", "On change")),
    "message": str(QT_TRANSLATE_NOOP("rules", "On message")),
    "manual": str(QT_TRANSLATE_NOOP("rules", "Macro")),
}
_OPERATORS: Final[Mapping[str, str]] = {
    "is": str(QT_TRANSLATE_NOOP("rules", "is")),
    "is_not": str(QT_TRANSLATE_NOOP("rules", "is not")),
    "in": str(QT_TRANSLATE_NOOP("rules", "is any of")),
    "not_in": str(QT_TRANSLATE_NOOP("rules", "is none of")),
    "contains": str(QT_TRANSLATE_NOOP("rules", "contains")),
    "matches": str(QT_TRANSLATE_NOOP("rules", "matches")),
    "is_set": str(QT_TRANSLATE_NOOP("rules", "is set")),
    "at_least": str(QT_TRANSLATE_NOOP("rules", "is at least")),
    "at_most": str(QT_TRANSLATE_NOOP("rules", "is at most")),
    "before": str(QT_TRANSLATE_NOOP("rules", "is before")),
    "after": str(QT_TRANSLATE_NOOP("rules", "is after")),
    "older_than_s": str(QT_TRANSLATE_NOOP("rules", "is older than (seconds)")),
    "newer_than_s": str(QT_TRANSLATE_NOOP("rules", "is newer than (seconds)")),
    "has": str(QT_TRANSLATE_NOOP("rules", "has")),
    "has_not": str(QT_TRANSLATE_NOOP("rules", "has not")),
    "has_any": str(QT_TRANSLATE_NOOP("rules", "has any of")),
}
ACTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "team": (str(QT_TRANSLATE_NOOP("rules", "Assign team")), "users"),
    "agent": (str(QT_TRANSLATE_NOOP("rules", "Assign agent")), "user"),
    "skills": (str(QT_TRANSLATE_NOOP("rules", "Ask for skills")), "user-check"),
    "priority": (str(QT_TRANSLATE_NOOP("rules", "Set priority")), "flag"),
    "status": (str(QT_TRANSLATE_NOOP("rules", "Set status")), "circle-check"),
    "category": (str(QT_TRANSLATE_NOOP("rules", "Set category")), "list"),
    "tags": (str(QT_TRANSLATE_NOOP("rules", "Add tags")), "tag"),
    "fields": (str(QT_TRANSLATE_NOOP("rules", "Set fields")), "pencil"),
    "sla": (str(QT_TRANSLATE_NOOP("rules", "Set SLA")), "clock"),
    "notify": (str(QT_TRANSLATE_NOOP("rules", "Notify")), "concierge-bell"),
    "reply": (str(QT_TRANSLATE_NOOP("rules", "Reply")), "reply"),
    "note": (str(QT_TRANSLATE_NOOP("rules", "Add note")), "lock"),
    "checklist": (str(QT_TRANSLATE_NOOP("rules", "Add to the checklist")), "check"),
    "snooze": (str(QT_TRANSLATE_NOOP("rules", "Snooze")), "clock-arrow-right"),
}
"""What a rule does, and its icon; `assign_team` is another name of the first."""

_WORDS: Final[Mapping[str, str]] = {
    "business": str(QT_TRANSLATE_NOOP("rules", "business time")),
    "calendar": str(QT_TRANSLATE_NOOP("rules", "time on the wall")),
    "customer": str(QT_TRANSLATE_NOOP("rules", "Customer")),
    "agent": str(QT_TRANSLATE_NOOP("rules", "Agent")),
    "rule": str(QT_TRANSLATE_NOOP("rules", "Rule")),
    "api": str(QT_TRANSLATE_NOOP("rules", "API")),
    "system": str(QT_TRANSLATE_NOOP("rules", "Deskbell")),
    "reply": str(QT_TRANSLATE_NOOP("rules", "Reply")),
    "note": str(QT_TRANSLATE_NOOP("rules", "Note")),
    "call": str(QT_TRANSLATE_NOOP("rules", "Call")),
    "forward": str(QT_TRANSLATE_NOOP("rules", "Forwarded")),
    "third_party": str(QT_TRANSLATE_NOOP("rules", "Third party")),
    "email": str(QT_TRANSLATE_NOOP("rules", "Mail")),
    "form": str(QT_TRANSLATE_NOOP("rules", "Form")),
    "chat": str(QT_TRANSLATE_NOOP("rules", "Chat")),
    "phone": str(QT_TRANSLATE_NOOP("rules", "Phone")),
    "walk_in": str(QT_TRANSLATE_NOOP("rules", "Visit")),
    "desk": str(QT_TRANSLATE_NOOP("rules", "Desk")),
    "mon": str(QT_TRANSLATE_NOOP("rules", "Monday")),
    "tue": str(QT_TRANSLATE_NOOP("rules", "Tuesday")),
    "wed": str(QT_TRANSLATE_NOOP("rules", "Wednesday")),
    "thu": str(QT_TRANSLATE_NOOP("rules", "Thursday")),
    "fri": str(QT_TRANSLATE_NOOP("rules", "Friday")),
    "sat": str(QT_TRANSLATE_NOOP("rules", "Saturday")),
    "sun": str(QT_TRANSLATE_NOOP("rules", "Sunday")),
    "team-lead": str(QT_TRANSLATE_NOOP("rules", "Team lead")),
    "system-admin": str(QT_TRANSLATE_NOOP("rules", "System admin")),
}
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ROLES: Final = ("team-lead", "system-admin")


def trigger_title(kind: str) -> str:
    """What sets a rule off."""
    return translate("rules", TRIGGERS.get(kind, kind))


def operator_words(operator: str) -> str:
    """What a field is asked for; an operator of a newer version is shown as it is."""
    return translate("rules", _OPERATORS.get(operator, operator.replace("_", " ")))


def action_title(name: str) -> str:
    """What a rule does."""
    known = ACTIONS.get("team" if name == "assign_team" else name)
    return name.replace("_", " ").capitalize() if known is None else translate("rules", known[0])


def action_icon(name: str) -> str:
    """The sign of what a rule does."""
    known = ACTIONS.get("team" if name == "assign_team" else name)
    return "zap" if known is None else known[1]


def word_title(word: str) -> str:
    """A word of a document as people say it."""
    return translate("rules", _WORDS[word]) if word in _WORDS else named_title(word)


def named_title(name: str) -> str:
    """The name of something that is not known here, from its short form: "Team lead"."""
    is_short = name.islower() and " " not in name
    return name.replace("-", " ").capitalize() if is_short else name


def rule_rows(rules: list[AutomationRule]) -> list[RuleRowValue]:
    """All rules for the list, in their order."""
    return [
        RuleRowValue(
            id=rule.id,
            number=number,
            name=rule.name,
            below=when_words(shown_document(rule)),
            mark=mark_words(rule),
            is_on=not rule.disabled and rule.number > 0,
        )
        for number, rule in enumerate(rules, 1)
    ]


def in_order(rules: Any) -> list[AutomationRule]:
    """Rules as they are asked."""
    return sorted(rules, key=lambda rule: (rule.position, rule.id))


def shown_document(rule: AutomationRule) -> Document:
    """What is in force, else its draft."""
    return rule.document if rule.number else rule.draft or {}


def is_macro(rule: AutomationRule) -> bool:
    """Whether a rule runs only when a person asks."""
    triggers = triggers_of(shown_document(rule))
    return bool(triggers) and all(each.get("on") == "manual" for each in triggers)


def mark_words(rule: AutomationRule) -> str:
    """What is special about a rule."""
    if not rule.number:
        return translate("policies", "not published")
    if rule.disabled:
        return translate("policies", "off")
    return translate("policies", "draft") if rule.draft is not None else ""


def when_words(document: Document) -> str:
    """When a rule looks at a ticket, in a few words."""
    triggers = triggers_of(document)
    if not triggers:
        return translate("rules", _SHORT[USUAL])
    return ", ".join(dict.fromkeys(_trigger_words(each) for each in triggers))


def _trigger_words(trigger: Mapping[str, Any]) -> str:
    kind = str(trigger.get("on", ""))
    of = str(trigger.get("of", ""))
    if kind == "clock":
        told = translate("rules", "At {percent} % of {clock}")
        return told.format(percent=trigger.get("percent", ""), clock=metric_words(of))
    if kind == "time":
        is_after = "after" in trigger
        told = (
            translate("rules", "{time} after {instant}")
            if is_after
            else translate("rules", "{time} before {instant}")
        )
        time = trigger.get("after" if is_after else "before", "")
        return told.format(time=time, instant=condition_title(of))
    return translate("rules", _SHORT.get(kind, kind))
