# SPDX-License-Identifier: Apache-2.0
"""The small controls: buttons, fields, switches, check boxes, choices."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, get_args

from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.galleries.acts import inside
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
from ui.widgets.call_strip import CallStrip
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.customer_card import CustomerValue
from ui.widgets.customer_picker import CustomerPicker
from ui.widgets.field import Field
from ui.widgets.segmented import Segmented
from ui.widgets.sign import Sign
from ui.widgets.switch import Switch
from ui.widgets.ticket_offer import TicketOffer


def _button(
    kind: ButtonKind, *, text: str = "Send reply", icon: str = "", keycap: str = ""
) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        return Button(
            theme,
            words(text) if text else "",
            kind=kind,
            icon=icon,
            keycap=keycap,
            name=words("Send reply"),
            parent=parent,
        )

    return build


def _field(
    *,
    text: str = "",
    error: str = "",
    reason: str = "",
    placeholder: str = "",
    secret: bool = False,
) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        field = Field(
            theme,
            words("Server"),
            name="gallery.field.input",
            placeholder=placeholder,
            secret=secret,
            parent=parent,
        )
        field.set_text(text)
        if error:
            field.set_error(words(error))
        if reason:
            field.set_read_only(words(reason))
        return field

    return build


def _hinted(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    field = Field(theme, words("Server"), name="gallery.field.input", parent=parent)
    field.set_hint(words("Reached in 18 ms."), icon="circle-check", ink="green_text")
    field.set_aside(words("not needed twice"))
    return field


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


def _segmented(key: str, *, icons: bool = True) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        parts = (
            ("all", words("All"), "list" if icons else ""),
            ("notes", words("Notes"), "lock" if icons else ""),
        )
        segmented = Segmented(theme, parts, name="gallery.segmented.choice", parent=parent)
        segmented.set_key(key)
        return segmented

    return build


def _on_part(act: Act, key: str) -> Act:
    return inside(QAbstractButton, act, f"gallery.segmented.choice.{key}")


_TEAMS: Final = (
    Choice("platform", "Platform", Sign("icon", "users")),
    Choice("billing", "Billing", Sign("icon", "users")),
)


def _choice(*keys: str, many: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        button = ChoiceButton(
            theme, words("Team"), name="gallery.choice.button", many=many, parent=parent
        )
        button.set_choices([replace(each, label=words(each.label)) for each in _TEAMS])
        button.set_keys(keys)
        return button

    return build


def _found(*names: str) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        picker = CustomerPicker(theme, parent)
        picker.search.set_text("ito")
        picker.show_found([Choice(name, words(name), Sign("icon", "user")) for name in names])
        return picker

    return build


def _picked(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    picker = CustomerPicker(theme, parent)
    picker.show_customer(CustomerValue(words("Hana Ito"), "HI", 3, words("Kestrel Logistics")))
    return picker


def _newcomer(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    picker = CustomerPicker(theme, parent)
    picker.show_newcomer(words("Hana Ito"), "hana.ito@kestrel.example")
    return picker


def _caller(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    picker = CustomerPicker(theme, parent)
    picker.set_calls(True)
    picker.show_newcomer(words("Greta Holm"), "", "+47 22 55 01 40")
    return picker


def _call(*, visit: bool) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        strip = CallStrip(theme, parent)
        told = "since 13:54, in person" if visit else "since 13:54, incoming"
        strip.show_call("3 m 20", words(told), visit=visit)
        return strip

    return build


def _offer(*tickets: str) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        offer = TicketOffer(theme, action=words("Open"), parent=parent)
        named = [(name, words(name)) for name in tickets]
        offer.offer(words("Is it about one of these?"), named)
        return offer

    return build


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


def _in_turn(
    name: str, build: Build, acts: Sequence[tuple[str, Act]] = _IN_TURN, *, width: int = 0
) -> list[State]:
    """One row of a sheet: the same thing in each state of a control."""
    return [State(f"{name}, {label}", build, act, width=width) for label, act in acts]


def _rows(*rows: list[State]) -> tuple[State, ...]:
    return tuple(state for row in rows for state in row)


def _buttons(**parts: str) -> tuple[State, ...]:
    kinds: tuple[ButtonKind, ...] = get_args(ButtonKind)
    return _rows(*(_in_turn(kind, _button(kind, **parts)) for kind in kinds))


_TICKETS: Final = ("#48213 Webhooks return 401", "#47160 Second key for staging")
_TRY: Final = _IN_TURN[:-1]
_FIELD: Final = 320
_ICON_KINDS: Final[tuple[ButtonKind, ...]] = ("default", "ghost")
_CHANGE: Final = "new_ticket.customer.change"
_END_CALL: Final = "new_ticket.call.end"
_FIRST_OFFER: Final = "new_ticket.offer.1"

GROUP = Group(
    "Controls",
    (
        Component("button", Button, _buttons(), columns=len(_IN_TURN)),
        Component(
            "button_with_a_key", Button, _buttons(icon="check", keycap="E"), columns=len(_IN_TURN)
        ),
        Component(
            "icon_button",
            Button,
            _rows(*(_in_turn(kind, _button(kind, text="", icon="plus")) for kind in _ICON_KINDS)),
            columns=len(_IN_TURN),
        ),
        Component(
            "field",
            Field,
            (
                State("empty", _field(placeholder="desk.example"), width=_FIELD),
                State("filled", _field(text="desk.example"), width=_FIELD),
                State("focus", _field(text="desk.example"), _focus_input, width=_FIELD),
                State("secret", _field(text="desk.example", secret=True), width=_FIELD),
                State("with a hint", _hinted, width=_FIELD),
                State("error", _field(text="desk", error="No server has this name."), width=_FIELD),
                State(
                    "error, focus",
                    _field(text="desk", error="No server has this name."),
                    _focus_input,
                    width=_FIELD,
                ),
                State(
                    "read only",
                    _field(text="desk.example", reason="Set by your IT team"),
                    width=_FIELD,
                ),
            ),
        ),
        Component(
            "check_box",
            CheckBox,
            _rows(
                _in_turn("off", _check_box(on=False), _TRY),
                _in_turn("on", _check_box(on=True), _TRY),
            ),
            columns=len(_TRY),
        ),
        Component(
            "switch",
            Switch,
            _rows(_in_turn("off", _switch(on=False), _TRY), _in_turn("on", _switch(on=True), _TRY)),
            columns=len(_TRY),
        ),
        Component(
            "segmented",
            Segmented,
            (
                State("first chosen", _segmented("all")),
                State("last chosen", _segmented("notes")),
                State("words only", _segmented("all", icons=False)),
                State("hover", _segmented("all"), _on_part(hover, "notes")),
                State("pressed", _segmented("all"), _on_part(press, "notes")),
                State("focus", _segmented("all"), _on_part(focus, "all")),
                State("disabled", _segmented("all"), disable),
            ),
        ),
        Component(
            "choice_button",
            ChoiceButton,
            (
                *_in_turn("one", _choice("platform"), _TRY, width=220),
                State("not set", _choice(), width=220),
                State("many", _choice("platform", "billing", many=True), width=220),
                State(
                    "more than fit",
                    _choice("api", "webhook", "priority", "billing", "eu", many=True),
                    width=220,
                ),
            ),
        ),
        Component(
            "customer_picker",
            CustomerPicker,
            (
                State("found", _found("Hana Ito", "Marco Itoh", "Enter a new customer"), width=480),
                State("nothing found", _found(), width=480),
                State("chosen", _picked, width=480),
                State("chosen, focus", _picked, inside(Button, focus, _CHANGE), width=480),
                State("newcomer", _newcomer, width=480),
                State("newcomer on the phone", _caller, width=480),
            ),
        ),
        Component(
            "call_strip",
            CallStrip,
            (
                State("call", _call(visit=False), width=480),
                State("visit", _call(visit=True), width=480),
                State("focus", _call(visit=False), inside(Button, focus, _END_CALL), width=480),
            ),
        ),
        Component(
            "ticket_offer",
            TicketOffer,
            (
                State("one", _offer(_TICKETS[0]), width=480),
                State("two", _offer(*_TICKETS), width=480),
                State("focus", _offer(_TICKETS[0]), inside(Button, focus, _FIRST_OFFER), width=480),
            ),
        ),
    ),
)
