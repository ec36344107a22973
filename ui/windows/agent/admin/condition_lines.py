# SPDX-License-Identifier: Apache-2.0
"""Conditions as the lines of a form: a field, an operator, and the values that are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from app.workspace.workspace import Workspace
from sync_server.contract.conditions import CUSTOM, Value, operand_type
from ui.models.json_text import encoded
from ui.models.words import translate
from ui.widgets.choice import Choice
from ui.widgets.form_value import Group, Line, Part
from ui.windows.agent.admin.condition_words import condition_title, tree_words
from ui.windows.agent.admin.rule_conditions import AskedLine, DeepLine, GroupLines
from ui.windows.agent.admin.rule_names import value_choices
from ui.windows.agent.admin.rule_vocabulary import Vocabulary
from ui.windows.agent.admin.rule_words import operator_words

Problems = Mapping[str, str]
"""What is wrong, by the path where it is."""

_FLAGS: Final = Vocabulary(operators={"custom": ("is",)})


class ConditionLines:
    """Makes the lines, with the names of what the desk has."""

    def __init__(self, workspace: Workspace, vocabulary: Vocabulary) -> None:
        self._workspace = workspace
        self.vocabulary = vocabulary

    def group(self, lines: GroupLines, problems: Problems) -> Group:
        """A group of conditions."""
        return Group(
            lines.id,
            lines.mode,
            tuple(
                self._deep(part, problems)
                if isinstance(part, DeepLine)
                else self._asked(part, problems)
                for part in lines.parts
                if not isinstance(part, GroupLines)
            ),
            tuple(
                self.group(part, problems) for part in lines.parts if isinstance(part, GroupLines)
            ),
        )

    def _asked(self, line: AskedLine, problems: Problems) -> Line:
        title = condition_title(line.field) if line.field else ""
        fields = [Choice(name, condition_title(name)) for name in self.vocabulary.fields]
        if line.field and line.field not in self.vocabulary.fields:
            fields.append(Choice(line.field, title))
        known = self.vocabulary.operators_of(line.field) if line.field else ()
        operators = [Choice(name, operator_words(name)) for name in known]
        label = translate("rules", "Field")
        parts = [
            Part(
                *("field", label, "one", (line.field,) if line.field else (), tuple(fields)),
                takes_new=True,
                share=30,
            ),
            Part(
                *("operator", translate("rules", "Operator"), "one"),
                (line.operator,) if line.operator else (),
                tuple(operators),
                share=26,
            ),
            self._values(line),
        ]
        name = title or translate("rules", "the condition")
        return Line(line.id, name, tuple(parts), problem_at(problems, line.path))

    def _values(self, line: AskedLine) -> Part:
        label = translate("rules", "Value")
        keys = tuple(map(key_of, line.values))
        kind = operand_type(line.operator)
        if kind == "flag":
            choices = value_choices(self._workspace, _FLAGS, "custom.flag", keys)
            return Part("values", label, "one", keys, tuple(choices), share=70)
        choices = value_choices(self._workspace, self.vocabulary, line.field, keys)
        if kind == "list":
            return Part("values", label, "many", keys, tuple(choices), share=70)
        if choices and kind == "value":
            return Part("values", label, "one", keys, tuple(choices), takes_new=True, share=70)
        return Part("values", label, "text", keys, share=70)

    def _deep(self, line: DeepLine, problems: Problems) -> Line:
        words = tree_words(self._workspace, line.condition)
        name = translate("rules", "the condition")
        part = Part("words", name, "words", (words,))
        return Line(line.id, name, (part,), problem_at(problems, line.path))

    def with_field(self, line: AskedLine, field: str) -> AskedLine:
        """The line about another field; a name that is not known is one of the desk's own."""
        own = "_".join(field.split()).casefold()
        if field not in self.vocabulary.fields and not field.startswith(CUSTOM):
            field = f"{CUSTOM}{own}"
        known = self.vocabulary.operators_of(field)
        operator = line.operator if line.operator in known else _first(known)
        return AskedLine(line.id, field, operator)

    def with_operator(self, line: AskedLine, operator: str) -> AskedLine:
        """The line with another operator, and its values as far as that takes them."""
        kinds = {operand_type(line.operator), operand_type(operator)}
        keeps = len(kinds) == 1 or kinds <= {"value", "list"}
        is_list = operand_type(operator) == "list"
        values = line.values if is_list else line.values[:1]
        return replace(line, operator=operator, values=values if keeps else (), as_written=False)

    def operand(self, line: AskedLine, operator: str, keys: Sequence[str]) -> tuple[Value, ...]:
        """The values that keys of a control stand for; what is there stays what it is."""
        before = {key_of(value): value for value in line.values}
        known = self.vocabulary.operators_of(line.field)
        is_flag = operand_type(operator) == "flag" or known == ("is",)
        is_number = operand_type(operator) == "number" or (
            "at_least" in known and "contains" not in known
        )
        found: list[Value] = []
        for key in keys:
            if is_flag:
                found.append(key == "true")
            elif key in before and not is_number:
                found.append(before[key])
            else:
                found.append(_number(key) if is_number else key)
        return tuple(found)


def _first(operators: Sequence[str]) -> str:
    """What a field is asked for at first: one of several, where it can be."""
    return next(
        (each for each in ("in", "has_any") if each in operators), next(iter(operators), "")
    )


def key_of(value: Value) -> str:
    """What stands for a value in a control."""
    return value if isinstance(value, str) else encoded(value).decode()


def problem_at(problems: Problems, path: str) -> str:
    """What is wrong at a path or inside it."""
    found = (
        told
        for where, told in problems.items()
        if path and (where == path or where.startswith((f"{path}.", f"{path}[")))
    )
    return next(found, "")


def _number(key: str) -> Value:
    """A number as it was typed; the text where it is none, so that it is told."""
    try:
        return int(key)
    except ValueError:
        pass
    try:
        return float(key.replace(",", "."))
    except ValueError:
        return key
