# SPDX-License-Identifier: Apache-2.0
"""Who knows what, and how a team shares out."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.galleries.component import Build, Component, Group, State, Words, focus
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.numbered_lines import NumberedLine, NumberedLines
from ui.widgets.sharing_form import SharingForm, SharingValue
from ui.widgets.sign import Sign
from ui.widgets.skill_matrix import SkillMatrix
from ui.widgets.skill_value import SkillRow

_MAYA: Final = SkillRow(
    "1",
    "Maya Okafor",
    Sign("avatar", "MO", 0, "green"),
    teams="Platform, Billing",
    role="Agent",
    state="Available",
    state_ink="green_text",
    load=9,
    limit=12,
    load_words="9 of 12",
    levels=(3, 3, 1),
)
_ROWS: Final = (
    _MAYA,
    replace(_MAYA, id="2", name="Tomas Reuter", limit=10, load_words="9 of 10", levels=(3, 0, 2)),
    replace(
        _MAYA,
        id="3",
        name="Omar Aziz",
        teams="A team without end " * 3,
        state="Off shift",
        state_ink="text2",
        load=12,
        load_words="12 of 12",
        levels=(0, 0, 0),
    ),
)
_LINES: Final = (
    NumberedLine("It is tried again at once", "when someone comes online or has room"),
    NumberedLine("After 5 min one extra skill less is asked for"),
)
_MODES: Final = (
    ("balanced", "Balanced"),
    ("round_robin", "Round robin"),
    ("manual", "Manual pull"),
)


def _matrix(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    matrix = SkillMatrix(theme, name="gallery.matrix", parent=parent)
    rows = [replace(row, name=words(row.name)) for row in _ROWS]
    matrix.show_rows((words("API"), words("Webhooks"), words("German")), rows)
    return matrix


def _lines(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    lines = NumberedLines(theme, parent)
    lines.show_lines([replace(line, words=words(line.words)) for line in _LINES])
    return lines


def _form(value: SharingValue, *, wrong: bool = False, may_edit: bool = True) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        modes = [(key, words(mode)) for key, mode in _MODES]
        form = SharingForm(theme, modes, name="gallery.sharing", parent=parent)
        form.offer(
            orders=[Choice("deadline", words("Nearest deadline first"))],
            reroutings=[Choice("urgent", words("Those of high priority"))],
        )
        form.show_value(value, _LINES[1:])
        form.show_state(may_edit=may_edit)
        if wrong:
            form.settle("accept_s", words("Type a number from 0 to 3600"))
        return form

    return build


GROUP: Final = Group(
    "Sharing out",
    (
        Component(
            "skill_matrix",
            SkillMatrix,
            (
                State("at rest", _matrix, width=900),
                State("focus", _matrix, focus, width=900),
                State("narrow", _matrix, width=420),
            ),
        ),
        Component("numbered_lines", NumberedLines, (State("at rest", _lines, width=360),)),
        Component(
            "sharing_form",
            SharingForm,
            (
                State("by load", _form(SharingValue("balanced", accept_s=60)), width=640),
                State("wrong", _form(SharingValue(), wrong=True), width=640),
                State("read only", _form(SharingValue(), may_edit=False), width=600),
            ),
        ),
    ),
)
