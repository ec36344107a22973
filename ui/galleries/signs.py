# SPDX-License-Identifier: Apache-2.0
"""What says how things are: pills, avatars, presence, banners, empty states, bars."""

from typing import get_args

from PySide6.QtWidgets import QWidget

from ui.galleries.component import Build, Component, Group, State, Words
from ui.theme.theme import Theme
from ui.widgets.avatar import Avatar, AvatarState, PresenceGroup, PriorityGlyph
from ui.widgets.banner import Banner, BannerTone
from ui.widgets.bulk_bar import BulkBar
from ui.widgets.customer_card import CustomerCard, CustomerValue
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_notice import ListNotice
from ui.widgets.pill import Keycap, Pill, PillTone
from ui.widgets.ticket_row import PresenceLevel, PresenceValue


def _pill(tone: PillTone) -> Build:
    return lambda theme, words, parent: Pill(theme, words("Waiting"), tone=tone, parent=parent)


def _avatar(state: AvatarState) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        avatar = Avatar(theme, parent=parent)
        avatar.set_person("Mara Okafor", "MO", pair=1, state=state)
        return avatar

    return build


def _presence(level: PresenceLevel) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        group = PresenceGroup(theme, parent)
        group.set_people((PresenceValue("Tomas", "TR", 2, level),))
        return group

    return build


def _priority(priority: str) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        glyph = PriorityGlyph(theme, parent)
        glyph.set_priority(priority)
        return glyph

    return build


def _banner(tone: BannerTone, *, action: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        banner = Banner(theme, parent)
        banner.show_message(tone, words("You are offline."), action=words(action))
        return banner

    return build


def _empty(*, action: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        return EmptyState(
            theme,
            title=words("Your queue is clear"),
            reason=words("New tickets show up here."),
            action=words(action),
            parent=parent,
        )

    return build


def _bulk(*, question: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        bar = BulkBar(theme, parent)
        bar.show_count(3)
        if question:
            bar.ask(words(question))
        return bar

    return build


def _notice(theme: Theme, _: Words, parent: QWidget) -> QWidget:
    notice = ListNotice(theme, parent)
    notice.show_moved(3)
    return notice


def _customer(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    card = CustomerCard(theme, parent)
    facts = ((words("Plan"), words("Gold")),)
    card.set_customer(CustomerValue("Hana Ito", "HI", 3, words("Lead"), facts))
    return card


GROUP = Group(
    "Signs",
    (
        Component("pill", Pill, tuple(State(tone, _pill(tone)) for tone in get_args(PillTone))),
        Component(
            "keycap", Keycap, (State("rest", lambda theme, _, parent: Keycap(theme, "R", parent)),)
        ),
        Component(
            "avatar", Avatar, tuple(State(state, _avatar(state)) for state in get_args(AvatarState))
        ),
        Component(
            "presence",
            PresenceGroup,
            tuple(State(level, _presence(level)) for level in get_args(PresenceLevel)),
        ),
        Component(
            "priority",
            PriorityGlyph,
            tuple(State(name, _priority(name)) for name in ("low", "normal", "high", "urgent")),
        ),
        Component(
            "banner",
            Banner,
            (
                *(State(tone, _banner(tone), width=640) for tone in get_args(BannerTone)),
                State("with action", _banner("failure", action="Retry"), width=640),
            ),
        ),
        Component(
            "empty_state",
            EmptyState,
            (
                State("plain", _empty(), width=376, height=240),
                State("with action", _empty(action="Take the oldest"), width=376, height=240),
            ),
        ),
        Component(
            "bulk_bar",
            BulkBar,
            (
                State("three chosen", _bulk(), width=560),
                State("asks", _bulk(question="Solve 3 tickets?"), width=560),
            ),
        ),
        Component("list_notice", ListNotice, (State("three moved", _notice, width=376),)),
        Component("customer_card", CustomerCard, (State("rest", _customer, width=296),)),
    ),
)
