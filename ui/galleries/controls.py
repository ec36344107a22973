# SPDX-License-Identifier: Apache-2.0
"""The small controls: buttons, fields, switches, check boxes, segmented choices."""

from collections.abc import Sequence
from typing import Final, get_args

from PySide6.QtWidgets import QWidget

from ui.galleries.component import (
    Act,
    Build,
    Component,
    Group,
    State,
    Words,
    disable,
    focus,
    hover,
    leave,
    press,
)
from ui.theme.theme import Theme
from ui.widgets.button import Button, ButtonKind
from ui.widgets.check_box import CheckBox
from ui.widgets.field import Field
from ui.widgets.segmented import Segmented
from ui.widgets.switch import Switch


def _button(kind: ButtonKind) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        return Button(theme, words("Send reply"), kind=kind, parent=parent)

    return build


def _field(*, text: str = "", error: str = "", reason: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        field = Field(theme, words("Server"), name="gallery.field.input", parent=parent)
        field.set_text(text)
        if error:
            field.set_error(words(error))
        if reason:
            field.set_read_only(words(reason))
        return field

    return build


def _focus_input(widget: QWidget) -> None:
    assert isinstance(widget, Field)
    focus(widget.input)


def _switch(*, on: bool) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        switch = Switch(theme, "Sound", name="gallery.switch.toggle", parent=parent)
        switch.setChecked(on)
        return switch

    return build


def _check_box(*, on: bool) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        return CheckBox(theme, words("Stay signed in"), checked=on, parent=parent)

    return build


def _segmented(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    parts = (("light", words("Light"), "monitor"), ("dark", words("Dark"), "moon"))
    return Segmented(theme, parts, name="gallery.segmented.choice", parent=parent)


def _wait(widget: QWidget) -> None:
    assert isinstance(widget, Button)
    widget.set_waiting(True)


_IN_TURN: Final = (
    ("rest", leave),
    ("hover", hover),
    ("pressed", press),
    ("focus", focus),
    ("disabled", disable),
    ("waiting", _wait),
)


def _in_turn(name: str, build: Build, acts: Sequence[tuple[str, Act]] = _IN_TURN) -> list[State]:
    """One row of a sheet: the same thing in each state of a control."""
    return [State(f"{name}, {label}", build, act) for label, act in acts]


def _button_states() -> tuple[State, ...]:
    kinds: tuple[ButtonKind, ...] = get_args(ButtonKind)
    rows = [_in_turn(kind, _button(kind)) for kind in kinds]
    return tuple(state for row in rows for state in row)


GROUP = Group(
    "Controls",
    (
        Component("button", Button, _button_states(), columns=len(_IN_TURN)),
        Component(
            "field",
            Field,
            (
                State("empty", _field(), width=320),
                State("filled", _field(text="desk.example"), width=320),
                State("focus", _field(), _focus_input, width=320),
                State("error", _field(text="desk", error="No server has this name."), width=320),
                State(
                    "read only",
                    _field(text="desk.example", reason="Set by your IT team"),
                    width=320,
                ),
            ),
        ),
        Component(
            "switch",
            Switch,
            (
                State("off", _switch(on=False)),
                State("on", _switch(on=True)),
                State("on, focus", _switch(on=True), focus),
                State("on, disabled", _switch(on=True), disable),
            ),
        ),
        Component(
            "check_box",
            CheckBox,
            (
                State("off", _check_box(on=False)),
                State("on", _check_box(on=True)),
                State("on, focus", _check_box(on=True), focus),
            ),
        ),
        Component("segmented", Segmented, (State("rest", _segmented),)),
    ),
)
