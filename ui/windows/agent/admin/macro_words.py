# SPDX-License-Identifier: Apache-2.0
"""Macros in words: who is offered one, and what it would do with a ticket."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent, AutomationRule, Left, Membership
from sync_server.contract.queries import TriedTicket
from ui.models.words import translate
from ui.widgets.plain_text import harmless
from ui.widgets.rule_value import RuleRowValue
from ui.windows.agent.admin.rule_parts import AUDIENCE, Document, listed
from ui.windows.agent.admin.rule_trying import done_words
from ui.windows.agent.admin.rule_words import action_title, mark_words, shown_document, word_title


def macro_rows(workspace: Workspace, rules: Sequence[AutomationRule]) -> list[RuleRowValue]:
    """Macros for the list."""
    return [
        RuleRowValue(
            id=rule.id,
            number=0,
            name=harmless(rule.name),
            below=harmless(audience_words(workspace, shown_document(rule))),
            mark=mark_words(rule),
            is_on=not rule.disabled and rule.number > 0,
        )
        for rule in rules
    ]


def audience_words(workspace: Workspace, document: Document) -> str:
    """Whom a macro is for."""
    named = [_name(each) for each in listed(document.get(AUDIENCE))]
    me = workspace.get(Agent, workspace.me)
    if not named:
        return translate("macros", "For everybody")
    if me is not None and named == [word_title("-".join(me.name.casefold().split()))]:
        return translate("macros", "For you alone")
    return translate("macros", "For {names}").format(names=", ".join(named))


def is_for_me(workspace: Workspace, rule: AutomationRule) -> bool:
    """Whether a macro in force is offered to whoever is here."""
    audience = listed(rule.bound.get(AUDIENCE))
    return not audience or any(_means_me(workspace, each) for each in audience)


def preview_words(workspace: Workspace, tried: TriedTicket) -> str:
    """What a macro would do with a ticket now, and what it would leave and why."""
    done = ", ".join(dict.fromkeys(done_words(workspace, each) for each in tried.done))
    if not done and not tried.left:
        return translate("macros", "Nothing here: its conditions do not hold")
    left = "; ".join(dict.fromkeys(_left_words(tried.left)))
    if not done:
        return translate("macros", "Nothing here: {left}").format(left=left)
    if not left:
        return done
    return translate("macros", "{done}. Left: {left}").format(done=done, left=left)


def _left_words(left: Sequence[Left]) -> Iterator[str]:
    for each in left:
        name = f" {each.name}" if each.name else ""
        told = (
            translate("macros", "{what} is so already")
            if each.why == "same"
            else translate("macros", "{what} is not possible")
        )
        yield told.format(what=f"{action_title(each.action)}{name}")


def _means_me(workspace: Workspace, who: Any) -> bool:
    if not isinstance(who, Mapping):
        return False
    me = workspace.get(Agent, workspace.me)
    if who.get("person") == workspace.me:
        return True
    if me is not None and who.get("role") == me.role:
        return True
    team = who.get("team")
    places = workspace.all(Membership) if team else ()
    return any(each.agent == workspace.me and each.team == team for each in places)


def _name(who: Any) -> str:
    value = next(iter(who.values()), "") if isinstance(who, Mapping) else who
    return word_title(str(value))
