# SPDX-License-Identifier: Apache-2.0
"""How an alert is told: the line that counts them, the card of one, and all of them."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.galleries.acts import inside
from ui.galleries.component import Build, Component, Group, State, Words, focus
from ui.galleries.stage import PopoverStage, directed, staged
from ui.theme.theme import Theme
from ui.widgets.alert_card import AlertCard
from ui.widgets.alert_panel import AlertPanel
from ui.widgets.alert_ring import AlertRing
from ui.widgets.alert_value import AlertValue
from ui.widgets.alerts_button import AlertsButton
from ui.widgets.button import Button
from ui.widgets.clock_face import ClockFace
from ui.widgets.offer_card import OfferCard, OfferValue

_NEAR: Final = AlertValue(
    ticket="t1",
    reason="Next reply due 14:02",
    subject="Webhooks return 401 after rotation",
    who="Hana Ito, Kestrel Logistics · #48213 · Platform",
    priority="urgent",
    working="Tomas replying",
    face=ClockFace("at_risk", "4\N{NO-BREAK SPACE}m\N{NO-BREAK SPACE}12", 0.86),
)
_FREE: Final = AlertValue(
    ticket="t2",
    reason="Unassigned. First reply due 14:07",
    subject="Osaka depot: scanner login fails",
    who="Ken Abe, Packwell · #48227 · Platform",
    priority="high",
    can_take=True,
    face=ClockFace("at_risk", "9\N{NO-BREAK SPACE}m\N{NO-BREAK SPACE}26", 0.76),
)
_LATE: Final = AlertValue(
    ticket="t3",
    reason="Next reply was due 13:45",
    subject="Invoice shows VAT twice for March, and a subject that finds no end for a long time",
    who="Marcus Bell, Oakline GmbH · #48190 · Billing",
    is_late=True,
    face=ClockFace("breached", "\N{MINUS SIGN}12\N{NO-BREAK SPACE}m\N{NO-BREAK SPACE}40", 1.2),
)

_OFFER: Final = OfferValue("t1", "Webhooks return 401", "#48213 \u00b7 Hana Ito \u00b7 Platform")


def _card(value: AlertValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        card = AlertCard(theme, parent)
        card.set_value(_told(value, words))
        return card

    return build


def _button(count: int, *, is_late: bool, folded: bool = False) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        button = AlertsButton(theme, parent)
        button.set_folded(folded)
        button.set_alerts(count, is_late=is_late)
        return button

    return build


def _panel(*values: AlertValue, count: int = 2) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        panel = AlertPanel(theme)
        told = [_told(value, words) for value in values]
        return PopoverStage(panel, lambda beside: panel.open_at(beside, told, count=count), parent)

    return build


def _offer(value: OfferValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        card = OfferCard(theme, parent)
        card.show_offer(replace(value, subject=words(value.subject)), words("52 s left"))
        return card

    return build


def _ring(theme: Theme, _: Words, stage: QWidget) -> QWidget:
    return AlertRing(theme, stage, ground=stage)


def _told(value: AlertValue, words: Words) -> AlertValue:
    return replace(value, subject=words(value.subject), reason=words(value.reason))


def _open(stage: QWidget) -> None:
    assert isinstance(stage, PopoverStage)
    stage.open()


GROUP: Final = Group(
    "Alerts",
    (
        Component(
            "alerts_button",
            AlertsButton,
            (
                State("near", _button(2, is_late=False), width=212),
                State("late", _button(1, is_late=True), width=212),
                State("focus", _button(12, is_late=True), focus, width=212),
                State("rail", _button(3, is_late=False, folded=True), width=56),
            ),
        ),
        Component(
            "alert_card",
            AlertCard,
            (
                State("near", _card(_NEAR), width=420),
                State("unassigned", _card(_FREE), width=420),
                State("late", _card(_LATE), width=420),
                State("focus", _card(_NEAR), focus, width=420),
            ),
        ),
        Component(
            "offer_card",
            OfferCard,
            (
                State("one", _offer(_OFFER), width=340),
                State("more", _offer(replace(_OFFER, more="2 more are offered")), width=340),
                State(
                    "focus",
                    _offer(_OFFER),
                    inside(Button, focus, "list.offer.accept.button"),
                    width=340,
                ),
            ),
        ),
        Component(
            "alert_panel",
            AlertPanel,
            (
                State("two", _panel(_LATE, _NEAR), _open),
                State("more than are shown", _panel(_LATE, _FREE, count=48), _open),
            ),
        ),
        Component(
            "alert_ring",
            AlertRing,
            (
                State(
                    "it rings",
                    staged(_ring),
                    directed(AlertRing, lambda ring: ring.ring(_NEAR)),
                    width=480,
                    height=220,
                ),
            ),
        ),
    ),
)
