# SPDX-License-Identifier: Apache-2.0
"""Whom a reply goes to: addresses as tokens, their fields, and the line that stands for them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.galleries.component import (
    Act,
    Build,
    Component,
    Group,
    State,
    Words,
    focus,
    hover,
    leave,
    press,
)
from ui.galleries.stage import directed, staged
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.composer_addresses import AddressBook, AddressField
from ui.widgets.composer_recipients import Recipients
from ui.widgets.composer_sender import SenderRow
from ui.widgets.composer_token import AddressToken, AddressTone
from ui.widgets.recipients_line import RecipientsLine
from ui.widgets.sign import Sign

_WIDTH: Final = 496
_HANA: Final = "hana.ito@kestrel.example"
_COPIES: Final = ("ken.sato@kestrel.example", "ops@kestrel.example", "lea@packwell.example")
_FOUND: Final = (
    Choice("ken.sato@kestrel.example", "Ken Sato", Sign("avatar", "KS", 3), "kestrel.example"),
    Choice("kenji@packwell.example", "Kenji Abe", Sign("avatar", "KA", 6), "packwell.example"),
)


class _Book(AddressBook):
    """Knows one company, and what an address looks like."""

    def judge(self, address: str) -> AddressTone:
        if "@" not in address:
            return "bad"
        return "known" if address.endswith("@kestrel.example") else "new"

    def suggest(self, beginning: str) -> tuple[Choice, ...]:
        return tuple(each for each in _FOUND if each.key.startswith(beginning))


def _token(address: str, tone: AddressTone) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        return AddressToken(theme, address, tone=tone, parent=parent)

    return build


def _field(*addresses: str) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        field = AddressField(theme, words("Cc"), name="composer.cc", parent=parent)
        field.set_book(_Book())
        field.set_addresses(addresses)
        return field

    return build


def _type(field: AddressField) -> None:
    """At the foot of the stage, so that there is room above for what is offered."""
    stage = field.parentWidget()
    assert stage is not None
    field.setGeometry(0, stage.height() - field.height(), stage.width(), field.height())
    field.input.setFocus()
    field.input.setText("ken")
    field.input.textEdited.emit("ken")


def _focus_input(widget: QWidget) -> None:
    assert isinstance(widget, AddressField)
    focus(widget.input)


def _line(*pairs: tuple[str, str], unfolded: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        line = RecipientsLine(theme, parent)
        line.set_pairs([(words(word), value) for word, value in pairs])
        line.set_unfolded(unfolded)
        return line

    return build


def _recipients(to: Sequence[str], cc: Sequence[str] = (), *, unfolded: bool = False) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        recipients = Recipients(theme, parent)
        recipients.set_book(_Book())
        recipients.set_recipients(to, cc)
        if unfolded:
            recipients.unfold()
        return recipients

    return build


def _sent_from(recipients: Recipients) -> None:
    """Hidden copies, an address of two, and no quote."""
    recipients.set_recipients((_HANA,), _COPIES[:1], bcc=_COPIES[2:])
    icon = Sign("icon", "mail")
    support = Choice("b1", "support@brightwater.example", icon)
    recipients.set_senders((support, Choice("b2", "billing@brightwater.example", icon)), "b1")
    recipients.set_quote(False, offered=True)


def _with_sender(*, unfolded: bool) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        recipients = _recipients((_HANA,), unfolded=unfolded)(theme, words, parent)
        assert isinstance(recipients, Recipients)
        _sent_from(recipients)
        return recipients

    return build


def _sender(*addresses: str, quote: bool = True) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        row = SenderRow(theme, parent)
        choices = [Choice(each, each, Sign("icon", "mail")) for each in addresses]
        row.set_choices(choices, addresses[0])
        row.show_quote(quote)
        return row

    return build


def _focus_sender(widget: QWidget) -> None:
    assert isinstance(widget, SenderRow)
    focus(widget.button)


def _remove_all(widget: QWidget) -> None:
    assert isinstance(widget, Recipients)
    for token in widget.to.findChildren(AddressToken):
        token.click()


def _state(label: str, build: Build, act: Act = leave, *, height: int = 0) -> State:
    return State(label, build, act, width=_WIDTH, height=height)


def _tokens() -> Component:
    known = _token(_HANA, "known")
    return Component(
        "address_token",
        AddressToken,
        (
            State("known", known),
            State("hover", known, hover),
            State("pressed", known, press),
            State("focus", known, focus),
            State("not written to before", _token("lea@packwell.example", "new")),
            State("no address", _token("hana.ito", "bad")),
            State("a long one", _token(f"{'hana-' * 12}ito@kestrel.example", "known")),
        ),
    )


_FIELDS: Final = Component(
    "address_field",
    AddressField,
    (
        _state("empty", _field()),
        _state("empty, focus", _field(), _focus_input),
        _state("one", _field(_HANA)),
        _state("several, one new, one bad", _field(_HANA, *_COPIES, "hana.ito")),
        _state("full", _field(*(f"person{number}@kestrel.example" for number in range(9)))),
        _state("suggestions", staged(_field(_HANA)), directed(AddressField, _type), height=160),
    ),
)

_LINES: Final = Component(
    "recipients_line",
    RecipientsLine,
    (
        _state("one", _line(("To", _HANA))),
        _state("copies", _line(("To", _HANA), ("Cc", "2"))),
        _state("hover", _line(("To", _HANA), ("Cc", "2")), hover),
        _state("pressed", _line(("To", _HANA), ("Cc", "2")), press),
        _state("focus", _line(("To", _HANA), ("Cc", "2")), focus),
        _state("unfolded", _line(("To", _HANA), ("Cc", "2"), unfolded=True)),
        _state("too long", _line(("To", f"{'hana-' * 20}ito@kestrel.example"), ("Cc", "2"))),
    ),
)

_RECIPIENTS: Final = Component(
    "recipients",
    Recipients,
    (
        _state("folded", _recipients((_HANA,), _COPIES)),
        _state("unfolded", _recipients((_HANA,), _COPIES, unfolded=True)),
        _state("no address", _recipients((_HANA,), ("hana.ito",), unfolded=True)),
        _state("nobody", _recipients((_HANA,), unfolded=True), _remove_all),
        _state("from, hidden copies", _with_sender(unfolded=False)),
        _state("from, unfolded", _with_sender(unfolded=True)),
    ),
)

_SENDERS: Final = Component(
    "sender_row",
    SenderRow,
    (
        _state("one address", _sender("support@brightwater.example")),
        _state("two addresses", _sender("support@brightwater.example", "billing@b.example")),
        _state("focus", _sender("support@brightwater.example", "billing@b.example"), _focus_sender),
        _state("without a quote", _sender("support@brightwater.example", quote=False)),
    ),
)

GROUP = Group("Recipients", (_tokens(), _FIELDS, _LINES, _RECIPIENTS, _SENDERS))
