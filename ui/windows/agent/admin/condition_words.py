# SPDX-License-Identifier: Apache-2.0
"""Conditions as people say them: "plan is Gold and priority is High or Urgent"."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.conditions import Condition, ConditionError, Group, Test, read
from sync_server.contract.entities import Organisation
from ui.models.words import translate
from ui.windows.agent.fields import field_title, value_words

_CUSTOM: Final = "custom."
_TITLES: Final[Mapping[str, str]] = {
    "organisation": str(QT_TRANSLATE_NOOP("words", "Company")),
    "channel": str(QT_TRANSLATE_NOOP("words", "Channel")),
    "opened_at": str(QT_TRANSLATE_NOOP("words", "Opened")),
    "number": str(QT_TRANSLATE_NOOP("words", "Number")),
    "followers": str(QT_TRANSLATE_NOOP("words", "Followers")),
    "mentioned": str(QT_TRANSLATE_NOOP("words", "Mentioned")),
    "messages": str(QT_TRANSLATE_NOOP("words", "Messages")),
    "last_message_by": str(QT_TRANSLATE_NOOP("words", "Last message by")),
    "updated_at": str(QT_TRANSLATE_NOOP("words", "Changed")),
    "last_message_at": str(QT_TRANSLATE_NOOP("words", "Last message")),
    "waiting_since": str(QT_TRANSLATE_NOOP("words", "Waiting since")),
    "solved_at": str(QT_TRANSLATE_NOOP("words", "Solved")),
    "closed_at": str(QT_TRANSLATE_NOOP("words", "Closed")),
    "wake_at": str(QT_TRANSLATE_NOOP("words", "Snoozed until")),
    "woken_at": str(QT_TRANSLATE_NOOP("words", "Woken")),
    "mailbox": str(QT_TRANSLATE_NOOP("words", "Mailbox")),
    "cc": str(QT_TRANSLATE_NOOP("words", "Copies to")),
    "follow_up_of": str(QT_TRANSLATE_NOOP("words", "Follow-up of")),
    "archived": str(QT_TRANSLATE_NOOP("words", "Archived")),
    "reminded_at": str(QT_TRANSLATE_NOOP("words", "Reminded")),
    "message.type": str(QT_TRANSLATE_NOOP("words", "Message: kind")),
    "message.text": str(QT_TRANSLATE_NOOP("words", "Message: text")),
    "message.subject": str(QT_TRANSLATE_NOOP("words", "Message: subject")),
    "message.channel": str(QT_TRANSLATE_NOOP("words", "Message: channel")),
    "message.agent": str(QT_TRANSLATE_NOOP("words", "Message: agent")),
    "message.contact": str(QT_TRANSLATE_NOOP("words", "Message: customer")),
    "message.sender": str(QT_TRANSLATE_NOOP("words", "Message: sender")),
    "message.to": str(QT_TRANSLATE_NOOP("words", "Message: to")),
    "message.cc": str(QT_TRANSLATE_NOOP("words", "Message: copies to")),
    "message.automatic": str(QT_TRANSLATE_NOOP("words", "Message: automatic")),
    "message.unverified": str(QT_TRANSLATE_NOOP("words", "Message: sender not verified")),
    "message.direction": str(QT_TRANSLATE_NOOP("words", "Message: direction")),
    "message.outcome": str(QT_TRANSLATE_NOOP("words", "Message: outcome of the call")),
    "message.minutes": str(QT_TRANSLATE_NOOP("words", "Message: minutes of the call")),
    "message.at": str(QT_TRANSLATE_NOOP("words", "Message: time")),
    "customer.name": str(QT_TRANSLATE_NOOP("words", "Customer: name")),
    "customer.emails": str(QT_TRANSLATE_NOOP("words", "Customer: addresses")),
    "customer.phones": str(QT_TRANSLATE_NOOP("words", "Customer: phones")),
    "customer.organisation": str(QT_TRANSLATE_NOOP("words", "Customer: company")),
    "customer.vip": str(QT_TRANSLATE_NOOP("words", "Customer: VIP")),
    "customer.language": str(QT_TRANSLATE_NOOP("words", "Customer: language")),
    "customer.timezone": str(QT_TRANSLATE_NOOP("words", "Customer: time zone")),
    "customer.notes": str(QT_TRANSLATE_NOOP("words", "Customer: notes")),
    "organisation.name": str(QT_TRANSLATE_NOOP("words", "Company: name")),
    "organisation.domains": str(QT_TRANSLATE_NOOP("words", "Company: domains")),
    "organisation.notes": str(QT_TRANSLATE_NOOP("words", "Company: notes")),
    "calendar.open": str(QT_TRANSLATE_NOOP("words", "Calendar: somebody works")),
    "calendar.weekday": str(QT_TRANSLATE_NOOP("words", "Calendar: weekday")),
    "calendar.hour": str(QT_TRANSLATE_NOOP("words", "Calendar: hour")),
    "counts.customer_tickets": str(QT_TRANSLATE_NOOP("words", "Count: tickets of the customer")),
    "counts.customer_open": str(QT_TRANSLATE_NOOP("words", "Count: open tickets of the customer")),
    "counts.organisation_open": str(
        QT_TRANSLATE_NOOP("words", "Count: open tickets of the company")
    ),
    "counts.team_open": str(QT_TRANSLATE_NOOP("words", "Count: open tickets of the team")),
    "counts.assignee_open": str(QT_TRANSLATE_NOOP("words", "Count: open tickets of the assignee")),
    "counts.replies": str(QT_TRANSLATE_NOOP("words", "Count: replies")),
    "counts.reopenings": str(QT_TRANSLATE_NOOP("words", "Count: reopenings")),
}
_TESTS: Final[Mapping[str, str]] = {
    "is": str(QT_TRANSLATE_NOOP("conditions", "{field} is {value}")),
    "in": str(QT_TRANSLATE_NOOP("conditions", "{field} is {value}")),
    "is_not": str(QT_TRANSLATE_NOOP("conditions", "{field} is not {value}")),
    "not_in": str(QT_TRANSLATE_NOOP("conditions", "{field} is not {value}")),
    "contains": str(QT_TRANSLATE_NOOP("conditions", "{field} contains {value}")),
    "has": str(QT_TRANSLATE_NOOP("conditions", "{field} has {value}")),
    "has_any": str(QT_TRANSLATE_NOOP("conditions", "{field} has {value}")),
    "has_not": str(QT_TRANSLATE_NOOP("conditions", "{field} has not {value}")),
    "at_least": str(QT_TRANSLATE_NOOP("conditions", "{field} is at least {value}")),
    "at_most": str(QT_TRANSLATE_NOOP("conditions", "{field} is at most {value}")),
    "matches": str(QT_TRANSLATE_NOOP("conditions", "{field} matches {value}")),
    "before": str(QT_TRANSLATE_NOOP("conditions", "{field} is before {value}")),
    "after": str(QT_TRANSLATE_NOOP("conditions", "{field} is after {value}")),
    "older_than_s": str(QT_TRANSLATE_NOOP("conditions", "{field} is older than {value} s")),
    "newer_than_s": str(QT_TRANSLATE_NOOP("conditions", "{field} is newer than {value} s")),
}


def condition_words(workspace: Workspace, document: object) -> str:
    """What a document of conditions asks for; nothing for one that asks for nothing."""
    try:
        return tree_words(workspace, read(document))
    except ConditionError:
        return translate("conditions", "conditions that are not understood")


def condition_title(field: str) -> str:
    """The name of a field in a condition; a desk's own field is called as the desk calls it."""
    if field.startswith(_CUSTOM):
        return field.removeprefix(_CUSTOM).replace("_", " ").capitalize()
    return translate("words", _TITLES[field]) if field in _TITLES else field_title(field)


def condition_value(workspace: Workspace, field: str, value: object) -> str:
    """A value that a field is tested for."""
    if isinstance(value, bool):
        return translate("words", "Yes") if value else translate("words", "No")
    if field == "organisation":
        found = workspace.get(Organisation, str(value))
        return str(value) if found is None else found.name
    return value_words(workspace, field, value)


def tree_words(workspace: Workspace, condition: Condition) -> str:
    """What a condition asks for."""
    if isinstance(condition, Test):
        return _test_words(workspace, condition)
    parts = [
        f"({words})" if isinstance(part, Group) and len(part.parts) > 1 else words
        for part in condition.parts
        if (words := tree_words(workspace, part))
    ]
    if condition.mode == "none":
        told = translate("conditions", "not {condition}")
        return told.format(condition=_any(parts)) if parts else ""
    return _any(parts) if condition.mode == "any" else _all(parts)


def _test_words(workspace: Workspace, test: Test) -> str:
    title = condition_title(test.field)
    if test.operator == "is_set":
        told = (
            translate("conditions", "{field} is set")
            if test.operand
            else translate("conditions", "{field} is not set")
        )
        return told.format(field=title)
    values = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    value = _any([condition_value(workspace, test.field, each) for each in values])
    told = _TESTS.get(test.operator, "")
    if not told:
        return f"{title} {test.operator.replace('_', ' ')} {value}"
    return translate("conditions", told).format(field=title, value=value)


def _all(parts: list[str]) -> str:
    return translate("conditions", " and ").join(parts)


def _any(parts: list[str]) -> str:
    return translate("conditions", " or ").join(parts)
