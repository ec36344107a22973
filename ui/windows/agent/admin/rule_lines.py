# SPDX-License-Identifier: Apache-2.0
"""Triggers and actions of a rule as the lines of a form."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from app.workspace.workspace import Workspace
from ui.models.clock_words import metric_words
from ui.models.json_layout import laid_out
from ui.models.words import translate
from ui.widgets.choice import Choice
from ui.widgets.form_value import Line, Part
from ui.widgets.sign import Sign
from ui.windows.agent.admin.condition_lines import Problems, problem_at
from ui.windows.agent.admin.condition_words import condition_title
from ui.windows.agent.admin.rule_names import value_choices
from ui.windows.agent.admin.rule_parts import (
    AUDIENCE,
    USUAL,
    Document,
    actions_of,
    added_tags,
    listed,
    plain_target,
    reply_of,
    triggers_of,
    unlisted,
    with_reply,
    with_tags,
    with_target,
)
from ui.windows.agent.admin.rule_vocabulary import Vocabulary
from ui.windows.agent.admin.rule_words import (
    action_icon,
    action_title,
    trigger_title,
    word_title,
)

HIDDEN: Final = ("stop", "assign_team")
"""Actions that no line begins: a check box stands for one, a newer name for the other."""

_ONE: Final = frozenset({"team", "assign_team", "agent", "category", "priority", "status"})
_MANY: Final = frozenset({"skills", "notify", "checklist"})


class RuleLines:
    """Makes the lines of triggers and actions, with the names of what the desk has."""

    def __init__(self, workspace: Workspace, vocabulary: Vocabulary) -> None:
        self._workspace = workspace
        self.vocabulary = vocabulary

    # -- triggers --------------------------------------------------------------------------------

    def triggers(self, document: Document, problems: Problems) -> list[Line]:
        """A line for each trigger, by its place; one for the usual ones."""
        found = triggers_of(document) or [{"on": USUAL}]
        several = len(found) > 1
        return [
            self._trigger(
                place, each, problem_at(problems, _trigger_path(document, place)), can_go=several
            )
            for place, each in enumerate(found)
        ]

    def _trigger(
        self, place: int, trigger: Mapping[str, Any], problem: str, *, can_go: bool
    ) -> Line:
        kind = str(trigger.get("on", ""))
        kinds = [USUAL, *self.vocabulary.triggers] if not can_go else [*self.vocabulary.triggers]
        choices = tuple(Choice(each, trigger_title(each)) for each in kinds)
        title = translate("rules", "When")
        parts = [Part("on", title, "one", (kind,), choices, share=40)]
        words = self.vocabulary.triggers.get(kind, {})
        for key in words:
            parts += self._setting(trigger, key, words[key])
        return Line(str(place), trigger_title(kind), tuple(parts), problem, can_go)

    def _setting(self, trigger: Mapping[str, Any], key: str, words: tuple[str, ...]) -> list[Part]:
        """What narrows a trigger, or says when it is. Whoever writes `before` does so as text."""
        value = trigger.get(key)
        keys = tuple(map(str, listed(value)))
        told = {word: _setting_title(key, word) for word in words}
        choices = tuple(Choice(word, title) for word, title in told.items())
        match key:
            case "of":
                return [Part(key, _label(key), "one", keys, choices, share=25)]
            case "hours":
                usual = keys or (words[:1] if words else ())
                return [Part(key, _label(key), "one", usual, choices, share=25)]
            case "percent":
                return [Part(key, _label(key), "text", keys, hint="75", share=12)]
            case "after":
                if "before" in trigger:
                    return []
                return [Part(key, _label(key), "text", keys, hint="4h", share=15)]
            case "before":
                return [Part(key, _label(key), "text", keys, share=15)] if keys else []
            case "fields" | "types":
                return [Part(key, _label(key), "many", keys, choices, share=60)]
        return [Part(key, _label(key), "many", keys, choices, share=30)] if keys else []

    def audience(self, document: Document, problems: Problems) -> list[Line]:
        """The line of who may ask for the rule; none for one that people do not ask for."""
        if not any(each.get("on") == "manual" for each in triggers_of(document)):
            return []
        keys = tuple(recipient_key(each) for each in listed(document.get(AUDIENCE)))
        choices = value_choices(self._workspace, self.vocabulary, "notify", keys)
        title = translate("macros", "For")
        parts = [Part("value", title, "many", keys, tuple(choices), share=70)]
        if not keys:
            told = translate("macros", "everybody, unless somebody is named")
            parts.append(Part("told", title, "words", (told,), share=30))
        problem = problem_at(problems, AUDIENCE)
        return [Line(AUDIENCE, title, tuple(parts), problem, can_go=False)]

    # -- actions ---------------------------------------------------------------------------------

    def actions(
        self,
        document: Document,
        begun: Sequence[tuple[str, str]],
        ids: Mapping[str, str],
        *,
        problems: Problems,
    ) -> list[Line]:
        """A line for each action, and for those that are begun: ids with names.

        The id of a line is the name of its action, unless `ids` has another for it.
        """
        written = actions_of(document)
        lines = [
            replace(
                self.action(ids.get(name, name), name, value, taken={*written}),
                problem=problem_at(problems, f"actions.{name}"),
            )
            for name, value in written.items()
            if name != "stop"
        ]
        return lines + [self.action(id, name, None, taken={*written}) for id, name in begun]

    def action(self, id: str, name: str, value: object, *, taken: set[str]) -> Line:
        """The line of one action."""
        free = [
            each
            for each in self.vocabulary.actions
            if each == name or (each not in taken and each not in HIDDEN)
        ]
        if "assign_team" in taken and name != "team":
            free = [each for each in free if each != "team"]
        if name and name not in free:
            free.append(name)
        choices = tuple(
            Choice(each, action_title(each), Sign("icon", action_icon(each))) for each in free
        )
        label = translate("rules", "Action")
        chooser = Part("action", label, "one", (name,) if name else (), choices, share=30)
        title = action_title(name) if name else translate("rules", "the action")
        return Line(id, title, (chooser, *self._action_parts(name, value, title)))

    def _action_parts(self, name: str, value: object, title: str) -> list[Part]:
        words = [Part("words", title, "words", (laid_out(value, 2),), share=70)]
        keys = tuple(map(str, listed(value)))
        plain = value is None or isinstance(value, str)
        if name in _ONE:
            return [self._one(name, keys, title)] if plain else words
        if name == "checklist":
            items = tuple(Choice(each, each) for each in keys)
            return [Part("value", title, "many", keys, items, takes_new=True, share=70)]
        if name in _MANY:
            keys = tuple(recipient_key(each) for each in listed(value))
            choices = value_choices(self._workspace, self.vocabulary, name, keys)
            return [Part("value", title, "many", keys, tuple(choices), share=70)]
        if name == "tags":
            tags = added_tags(value)
            if tags is None:
                return words
            choices = value_choices(self._workspace, self.vocabulary, name, tags)
            return [Part("value", title, "many", tuple(tags), tuple(choices), share=70)]
        if name == "sla":
            target = "" if value is None else plain_target(value)
            return words if target is None else [_text(title, target, "2h")]
        if name == "snooze":
            return [_text(title, str(value or ""), "3 business days")] if plain else words
        if name == "note":
            return [_text(title, str(value or ""), "", kind="lines")] if plain else words
        if name == "reply":
            reply = ("", False) if value is None else reply_of(value)
            if reply is None:
                return words
            draft = Part("draft", translate("rules", "As a draft"), "flag", share=20)
            flagged = replace(draft, values=("true",) if reply[1] else ())
            return [replace(_text(title, reply[0], "", kind="lines"), share=50), flagged]
        return words if name else []

    def _one(self, name: str, keys: tuple[str, ...], title: str) -> Part:
        choices = value_choices(self._workspace, self.vocabulary, name, keys)
        words = self.vocabulary.actions.get(name)
        if words:
            choices = [each for each in choices if each.key in words]
        return Part("value", title, "one", keys, tuple(choices), share=70)


def trigger_of(
    before: Mapping[str, Any], part: str, values: Sequence[str], vocabulary: Vocabulary
) -> dict[str, Any] | None:
    """A trigger of which a part has another value; nothing for the usual ones."""
    if part == "on":
        return None if values[0] == USUAL else _new_trigger(values[0], vocabulary)
    trigger = dict(before)
    value: object = unlisted(values, before.get(part))
    if part == "percent" and values and values[0].isdecimal():
        value = int(values[0])
    if value is None:
        trigger.pop(part, None)
    else:
        trigger[part] = value
    return trigger


def _new_trigger(kind: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """One of a kind that is sound, to begin with."""
    words = vocabulary.triggers.get(kind, {})
    trigger: dict[str, Any] = {"on": kind}
    if "of" in words:
        trigger["of"] = next(iter(words["of"]), "")
    if "after" in words:
        trigger["after"] = "4h"
    if "percent" in words:
        trigger["percent"] = 75
    return trigger


def action_value(name: str, part: str, values: Sequence[str], before: object) -> object:
    """The value of an action of which a part was changed; nothing where it does nothing."""
    text = values[0] if values else ""
    if name == "reply":
        was, is_draft = reply_of(before) or ("", False)
        if part == "draft":
            return with_reply(was, is_draft=bool(values))
        return with_reply(text, is_draft=is_draft)
    if name == "sla":
        return with_target(text, before)
    if name == "tags":
        return with_tags(values, before)
    if name in _MANY:
        known = {recipient_key(each): each for each in listed(before)}
        return unlisted([known.get(key, key) for key in values], before)
    return text or None


def recipient_key(value: object) -> str:
    """What stands for somebody who is told."""
    return value if isinstance(value, str) else laid_out(value, 2)


def _text(title: str, text: str, hint: str, *, kind: str = "text") -> Part:
    values = (text,) if text else ()
    if kind == "lines":
        return Part("value", title, "lines", values, hint=hint, share=70)
    return Part("value", title, "text", values, hint=hint, share=70)


def _trigger_path(document: Document, place: int) -> str:
    is_list = isinstance(document.get("triggers"), list | tuple)
    return f"triggers[{place}]" if is_list else "triggers"


def _label(key: str) -> str:
    titles = {
        "of": translate("rules", "Of"),
        "hours": translate("rules", "Counted in"),
        "percent": translate("rules", "Per cent"),
        "after": translate("rules", "After"),
        "before": translate("rules", "Before"),
        "fields": translate("rules", "Fields"),
        "types": translate("rules", "Messages"),
        "by": translate("rules", "By"),
        "channel": translate("rules", "Channel"),
    }
    return titles.get(key, key)


def _setting_title(key: str, word: str) -> str:
    if key == "fields" or (key == "of" and word.endswith(("_at", "_since"))):
        return condition_title(word)
    return metric_words(word) if key == "of" else word_title(word)
