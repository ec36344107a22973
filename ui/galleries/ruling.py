# SPDX-License-Identifier: Apache-2.0
"""What a rule is made of, in a form and as text, and what it would have done."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.galleries.acts import hover_row, inside, select_row
from ui.galleries.component import Build, Component, Group, State, Words, focus
from ui.theme.theme import Theme
from ui.widgets import form_value
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.code_editor import CodeEditor
from ui.widgets.code_field import CodeField
from ui.widgets.condition_group import ConditionGroup
from ui.widgets.form_line import FormLine
from ui.widgets.form_lines import FormLines
from ui.widgets.form_value import Line, Part
from ui.widgets.rule_list import RuleList
from ui.widgets.rule_value import RuleRowValue
from ui.widgets.sign import Sign
from ui.widgets.sign_words import SignWords
from ui.widgets.tried_card import TriedCard, TriedRow

_PRIORITIES: Final = (Choice("high", "High"), Choice("urgent", "Urgent"), Choice("low", "Low"))
_FIELD: Final = Part(
    "field", "Field", "one", ("priority",), (Choice("priority", "Priority"),), share=3
)
_OPERATOR: Final = Part(
    "operator", "Operator", "one", ("in",), (Choice("in", "is any of"),), share=2
)
_VALUES: Final = Part("values", "Values", "many", ("high", "urgent"), _PRIORITIES, share=7)
_CONDITION: Final = Line("1", "Priority", (_FIELD, _OPERATOR, _VALUES))
_TEXT: Final = Line(
    "2",
    "Subject",
    (
        replace(_FIELD, values=("subject",), choices=(Choice("subject", "Subject"),)),
        replace(_OPERATOR, values=("matches",), choices=(Choice("matches", "matches"),)),
        Part("values", "Values", "text", ("outage|down",), share=7),
    ),
)
_DEEP: Final = Line(
    "3", "Conditions", (Part("words", "", "words", ("Tags has vip and not Spam",)),)
)
_TEAM: Final = Line(
    "team",
    "Assign team",
    (
        Part(
            "action",
            "Action",
            "one",
            ("team",),
            (Choice("team", "Assign team", Sign("icon", "users")),),
            share=2,
        ),
        Part("value", "Team", "one", ("u",), (Choice("u", "Urgent response"),), share=5),
    ),
)
_REPLY: Final = Line(
    "reply",
    "Reply",
    (
        Part("value", "Text", "lines", ("Hello, we are looking at this now.",), share=4),
        Part("draft", "As a draft", "flag", ("true",)),
    ),
)
_GROUP: Final = form_value.Group(
    "top",
    "all",
    (_CONDITION, _TEXT),
    (form_value.Group("g", "any", (replace(_TEXT, id="4"), _DEEP)),),
)
_RULES: Final = (
    RuleRowValue("1", 1, "Chat to the chat pod", "On create"),
    RuleRowValue("2", 2, "High Priority Assignment", "On create or change", "draft"),
    RuleRowValue("3", 3, "A name without end " * 4, "Once conditions without end " * 3, "draft"),
    RuleRowValue("4", 4, "Black Friday overflow", "On create", is_on=False),
)
_CODE: Final = """{
  "rule": "High Priority Assignment",
  "conditions": {
    "priority": ["high", "urgent"],
    "custom.plan": "gold" },
  "actions": { "assign_team": "urgent-response",
    "notify": ["team-lead"], "sla": "2-hours", "stop": true } }"""
_TRIED: Final = (
    TriedRow("#48213", "Webhooks return 401 after rotation", "Platform to Urgent response"),
    TriedRow("#48160", "A subject without end " * 6, "Platform to Urgent response"),
)


def _line(line: Line) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        shown = FormLine(theme, name="gallery.line", parent=parent)
        shown.show_line(replace(line, problem=words(line.problem)))
        return shown

    return build


def _lines(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    lines = FormLines(theme, name="gallery.lines", parent=parent)
    lines.show_lines([_TEAM, replace(_REPLY, problem=words("is longer than 8,000 letters"))])
    return lines


def _group(*, may_edit: bool) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        group = ConditionGroup(theme, name="gallery.group", parent=parent)
        (inner,) = _GROUP.groups
        deep = replace(_DEEP, parts=(replace(_DEEP.parts[0], values=(words("Tags has vip"),)),))
        inner = replace(inner, lines=(inner.lines[0], deep))
        group.show_group(replace(_GROUP, groups=(inner,)), may_edit=may_edit)
        return group

    return build


def _editor(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    editor = CodeEditor(theme, name="gallery.editor", parent=parent)
    editor.setAccessibleName(words("The rule as JSON"))
    editor.show_text(_CODE)
    editor.set_marks(changed={3}, wrong={5})
    return editor


def _field(told: str, *, wrong: bool) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        field = CodeField(theme, words("The rule as JSON"), name="gallery.code", parent=parent)
        field.editor.show_text(_CODE)
        field.editor.set_marks(changed={5}, wrong={5} if wrong else ())
        field.say(words(told), is_wrong=wrong)
        return field

    return build


def _rules(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    rules = RuleList(theme, parent=parent)
    rules.show_rows([replace(row, below=words(row.below)) for row in _RULES])
    return rules


def _tried(*rows: TriedRow, told: str) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        card = TriedCard(theme, parent)
        card.show_rows(rows, aside=words("17 match"), words=words(told))
        return card

    return build


def _said(told: str, icon: str, ink: str) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        said = SignWords(theme, parent=parent)
        said.say(words(told), icon=icon, ink=ink)
        return said

    return build


GROUP: Final = Group(
    "Rules",
    (
        Component(
            "form_line",
            FormLine,
            (
                State("choices", _line(_CONDITION), width=640),
                State("text", _line(_TEXT), inside(QLineEdit, focus), width=640),
                State("wrong", _line(replace(_TEXT, problem="is no pattern")), width=640),
                State("narrow", _line(_TEAM), width=320),
                State("lines", _line(_REPLY), width=640),
                State("words", _line(_DEEP), width=640),
            ),
        ),
        Component("form_lines", FormLines, (State("lines", _lines, width=640),)),
        Component(
            "condition_group",
            ConditionGroup,
            (
                State("at rest", _group(may_edit=True), width=640),
                State("focus", _group(may_edit=True), inside(ChoiceButton, focus), width=640),
                State("read only", _group(may_edit=False), width=640),
            ),
        ),
        Component("code_editor", CodeEditor, (State("marked", _editor, width=560),)),
        Component(
            "code_field",
            CodeField,
            (
                State("sound", _field("Valid, same as the form", wrong=False), width=640),
                State("wrong", _field("actions.slaa: is not known here", wrong=True), width=640),
            ),
        ),
        Component(
            "rule_list",
            RuleList,
            (
                State("rows", _rules, width=300),
                State("hover", _rules, hover_row(1), width=300),
                State("selected", _rules, select_row(1), width=300),
                State("focus", _rules, focus, width=300),
            ),
        ),
        Component(
            "tried_card",
            TriedCard,
            (
                State("tickets", _tried(*_TRIED, told="and 15 more"), width=640),
                State("nothing", _tried(told="No ticket would have changed."), width=400),
            ),
        ),
        Component(
            "sign_words",
            SignWords,
            (
                State("good", _said("Valid, same as the form", "check", "green_text"), width=300),
                State("bad", _said("Line 3, column 4", "circle-alert", "red_text"), width=300),
                State("long", _said("Rule 6 never runs: " * 4, "info", "text2"), width=260),
            ),
        ),
    ),
)
