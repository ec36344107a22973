# SPDX-License-Identifier: Apache-2.0
"""How mail that waits for a decision is listed and read, and the boxes and checks of pages."""

from dataclasses import replace
from typing import Final

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ui.galleries.acts import hover_row, inside, select_row
from ui.galleries.component import Build, Component, Group, State, Words, focus
from ui.theme.theme import Theme
from ui.theme.tokens import ColorName
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.check_lines import CheckLines
from ui.widgets.filter_chips import FilterChips
from ui.widgets.held_list import HeldList
from ui.widgets.held_reading import HeldReading
from ui.widgets.held_value import CheckValue, HeldMailValue, HeldRole, HeldRowValue
from ui.widgets.label import TextLabel
from ui.widgets.plain_mail import PlainMail

_ROWS: Final = (
    HeldRowValue(
        "h1",
        "Hana Ito",
        "hana.ito@kestre1.example",
        "Re: #48213 new bank details for your invoice",
        "13:41",
        "Unverified",
        "Names #48213, sender is not on it",
        "amber",
    ),
    HeldRowValue(
        "h2",
        "Prize Desk",
        "win@cash-4-you.example",
        "You have been selected",
        "13:12",
        "Spam",
        "The sender is blocked",
        picked=True,
    ),
    HeldRowValue(
        "h3",
        "Packwell Alerts",
        "alerts@packwell.example",
        "Printer 7 offline",
        "12:58",
        "Set aside",
        "19 alike in 10 min",
        "accent",
    ),
    HeldRowValue(
        "h4",
        "A name without end " * 6,
        "4412@mailer-x.example",
        "A subject without end " * 8,
        "09:05",
        "Quarantined",
        "A reason without end " * 8,
        "red",
    ),
)
_CHECKS: Final = (
    CheckValue("Not on this ticket", "kestre1.example is not on #48213"),
    CheckValue("First contact", "this address has never written to you", "warning"),
    CheckValue("Signature", "not known yet", "unknown"),
    CheckValue("Attachments", "none", "passed"),
)
_MAIL: Final = HeldMailValue(
    id="h1",
    subject="Re: #48213 new bank details for your invoice",
    name="Hana Ito",
    address="hana.ito@kestre1.example",
    to="to support@brightwater.example",
    time="Mon 23 Nov 13:41",
    title="Held because the sender could not be verified",
    checks=_CHECKS,
    text="Dear support,\n\nthe form is here:\n\nhttps://kestre1.example/form\n\nHana Ito",
    claims="#48213 Webhooks return 401 after rotation",
    claims_note="Adding it there asks once more, and marks it as unverified",
)


def _list(*rows: HeldRowValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        view = HeldList(theme, parent)
        model = QStandardItemModel(view)
        for row in rows:
            item = QStandardItem()
            told = replace(row, reason=words(row.reason), detail=words(row.detail))
            item.setData(told, HeldRole.ROW)
            model.appendRow(item)
        view.setModel(model)
        return view

    return build


def _reading(mail: HeldMailValue, *, back: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        reading = HeldReading(theme, parent)
        for button in (reading.release, reading.block, reading.delete, reading.open_ticket):
            button.set_label(words(button.text()))
        told = tuple(replace(c, what=words(c.what), result=words(c.result)) for c in mail.checks)
        reading.show_mail(replace(mail, title=words(mail.title), checks=told))
        reading.set_back(back)
        return reading

    return build


def _chips(current: str) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        chips = FilterChips(theme, name="gallery.chips", parent=parent)
        parts = (("all", "All 6"), ("spam", "Spam 3"), ("set_aside", "Set aside 1"))
        chips.show_kinds([(key, words(told)) for key, told in parts], current)
        return chips

    return build


def _checks(*checks: CheckValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        lines = CheckLines(theme, parent=parent)
        lines.show_checks([replace(c, what=words(c.what), result=words(c.result)) for c in checks])
        return lines

    return build


def _card(line: ColorName = "line2", bar: ColorName = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        card = Card(theme, line=line, bar=bar, padding=(16, 12, 16, 12), parent=parent)
        card.inside.addWidget(TextLabel(theme, words("What belongs together"), parent=card))
        return card

    return build


def _plain(text: str) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        mail = PlainMail(theme, name="gallery.mail", parent=parent)
        mail.setAccessibleName("What the mail says")
        mail.show_text(text)
        return mail

    return build


GROUP: Final = Group(
    "Held mail and pages",
    (
        Component(
            "held_list",
            HeldList,
            (
                State("each kind", _list(*_ROWS), width=540, height=340),
                State("hover", _list(*_ROWS), hover_row(0), width=540, height=340),
                State("selected", _list(*_ROWS), select_row(2), width=540, height=340),
            ),
        ),
        Component(
            "held_reading",
            HeldReading,
            (
                State("claims a ticket", _reading(_MAIL), width=680, height=720),
                State(
                    "cannot be shown",
                    _reading(
                        replace(
                            _MAIL, claims="", text=None, problem="The text needs the connection."
                        )
                    ),
                    width=680,
                    height=560,
                ),
                State("alone", _reading(_MAIL, back=True), width=680, height=720),
            ),
        ),
        Component(
            "filter_chips",
            FilterChips,
            (
                State("first", _chips("all"), width=420),
                State("another", _chips("spam"), width=420),
                State("focus", _chips("all"), inside(Button, focus), width=420),
            ),
        ),
        Component("check_lines", CheckLines, (State("results", _checks(*_CHECKS), width=620),)),
        Component(
            "card",
            Card,
            (
                State("plain", _card(), width=420),
                State("with a bar", _card("amber_line", "amber"), width=420),
            ),
        ),
        Component(
            "plain_mail",
            PlainMail,
            (State("with a link", _plain(_MAIL.text or ""), width=480, height=180),),
        ),
    ),
)
