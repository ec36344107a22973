# SPDX-License-Identifier: Apache-2.0
"""What says how things are: words, pills, people, banners, empty states, and their grounds."""

from dataclasses import replace
from typing import Final, get_args

from PySide6.QtWidgets import QHBoxLayout, QWidget

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
)
from ui.galleries.people import colleague
from ui.theme import tokens
from ui.theme.stylesheet import INKS, SURFACES
from ui.theme.theme import Theme
from ui.theme.tokens import LIST_WIDTH, ColorName, TypeStyle
from ui.widgets.avatar import Avatar, AvatarState, PresenceGroup, PriorityGlyph
from ui.widgets.banner import Banner, BannerTone
from ui.widgets.button import Button
from ui.widgets.clock import ClockChip
from ui.widgets.clock_face import ClockFace, ClockLook
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Hairline, Surface, TextLabel
from ui.widgets.pill import Keycap, Pill, PillTone
from ui.widgets.replay_card import ReplayCard, ReplayLine
from ui.widgets.ticket_row import PresenceLevel, PresenceValue

_CLOCKS: Final[tuple[tuple[str, ClockLook, str, float], ...]] = (
    ("a day or more", "comfortable", "1 d 2 h", 0.08),
    ("before the first warn point", "comfortable", "3 h 05", 0.24),
    ("under 1 h", "comfortable", "58 min", 0.52),
    ("at risk, from 1 h on", "at_risk", "1 h 34", 0.76),
    ("at risk", "at_risk", "11 m 48", 0.79),
    ("nearly late", "at_risk", "2 m 40", 0.93),
    ("last minute", "at_risk", "0 m 38", 0.99),
    ("breached", "breached", "\u221212 m 40", 1.4),
    ("breached by more than 1 h", "breached", "\u22121 h 12", 2.0),
    ("paused", "paused", "1 h 20", 0.3),
    ("met", "met", "13 min", 0.1),
    ("missed", "missed", "2 h 12", 1.1),
)
_STYLES: Final[tuple[tuple[str, TypeStyle], ...]] = tuple(
    (name.lower().replace("_", " "), value)
    for name, value in vars(tokens).items()
    if isinstance(value, TypeStyle)
)
_PILLS: Final[tuple[tuple[str, PillTone], ...]] = (
    ("New", "accent"),
    ("Open", "accent"),
    ("Pending until Thu 26 Nov", "neutral"),
    ("On hold", "neutral"),
    ("Solved", "green"),
    ("Closed", "neutral"),
    ("At risk", "amber"),
    ("Breached", "red"),
    ("webhook", "tag"),
)
_ON_FILLS: Final = frozenset({"on_accent", "toast_text"})


def _style(style: TypeStyle) -> Build:
    return lambda theme, words, parent: TextLabel(
        theme, words("Webhooks return 401"), style=style, parent=parent
    )


def _ink(ink: ColorName) -> Build:
    return lambda theme, words, parent: TextLabel(
        theme, words("Webhooks return 401"), ink=ink, parent=parent
    )


def _label(*, elide: bool = False, wrap: bool = False) -> Build:
    text = "Webhooks return 401 after rotation of the keys"
    return lambda theme, words, parent: TextLabel(
        theme, words(text), elide=elide, wrap=wrap, parent=parent
    )


def _surface(surface: ColorName) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        ground = Surface(surface, parent)
        name = TextLabel(theme, surface, style=tokens.MONO, ink="text2", parent=ground)
        QHBoxLayout(ground).addWidget(name)
        return ground

    return build


def _hairline(*, vertical: bool) -> Build:
    return lambda _, __, parent: Hairline(parent, vertical=vertical)


def _pill(text: str, tone: PillTone) -> Build:
    return lambda theme, words, parent: Pill(theme, words(text), tone=tone, parent=parent)


def _clock(look: ClockLook, text: str, used: float) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        chip = ClockChip(theme, parent)
        chip.set_face(ClockFace(look, text.replace(" ", "\N{NO-BREAK SPACE}"), used, text))
        return chip

    return build


def _keycap(key: str) -> Build:
    return lambda theme, _, parent: Keycap(theme, key, parent)


def _avatar(state: AvatarState = "none", *, size: int = 32, pair: int = 1) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        avatar = Avatar(theme, size=size, parent=parent)
        avatar.set_person("Mara Okafor", "MO", pair=pair, state=state)
        return avatar

    return build


def _presence(*people: PresenceValue, known: bool = True) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        group = PresenceGroup(theme, parent)
        group.set_people([replace(person, name=words(person.name)) for person in people])
        if not known:
            group.set_unknown()
        return group

    return build


def _priority(priority: str) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        glyph = PriorityGlyph(theme, parent)
        glyph.set_priority(priority)
        return glyph

    return build


def _banner(tone: BannerTone, strong: str, rest: str = "", *, action: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        banner = Banner(theme, parent)
        told = words(rest) if rest else ""
        banner.show_message(tone, words(strong), told, action=words(action) if action else "")
        return banner

    return build


def _replay(*lines: ReplayLine) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        card = ReplayCard(theme, parent)
        said = [replace(line, words=words(line.words), why=words(line.why)) for line in lines]
        card.show_lines(words("The server was restored."), words(_AGAIN), said)
        return card

    return build


def _empty(icon: str, title: str, reason: str, *, action: str = "", keycap: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        empty = EmptyState(theme, parent=parent)
        empty.set_state(
            icon=icon,
            title=words(title),
            reason=words(reason),
            action=words(action) if action else "",
            keycap=keycap,
        )
        return empty

    return build


_OFFLINE: Final = _banner(
    "offline", "You are offline.", "3 changes are sent when the connection is back."
)
_FAILURE: Final = _banner(
    "failure", "This disk is full.", "What you type is kept.", action="Try again"
)
_NEWS: Final = _banner("information", "A new version is ready.", action="See what is new")
_AGAIN: Final = "2 of your actions were sent again."
_DONE_AGAIN: Final = (ReplayLine("Reply, #48213", "t1"), ReplayLine("Status, #48213", "t1"))
_REFUSED: Final = ReplayLine("Priority, #48198", "t2", "The ticket is closed.")
_CLEAR: Final = _empty(
    "inbox", "Your queue is clear", "34 are open in Platform.", action="Take the oldest"
)


def _line(label: str, build: Build, act: Act = leave) -> State:
    return State(label, build, act, width=640)


def _page(label: str, build: Build, act: Act = leave) -> State:
    return State(label, build, act, width=LIST_WIDTH, height=190)


def _card(label: str, build: Build, act: Act = leave) -> State:
    return State(label, build, act, width=LIST_WIDTH)


def _levels() -> tuple[State, ...]:
    levels: tuple[PresenceLevel, ...] = get_args(PresenceLevel)
    alone = tuple(State(level, _presence(colleague("Tomas", level))) for level in levels)
    two = (colleague("Priya"), colleague("Tomas", "replying"))
    five = (*two, colleague("Leila"), colleague("Jonas", "elsewhere"), colleague("Aiko", "editing"))
    return (
        *alone,
        State("two, who replies on top", _presence(*two)),
        State("five", _presence(*five)),
        State("five, little room", _presence(*five), width=120),
        State("not known", _presence(known=False)),
    )


def _avatars() -> tuple[State, ...]:
    states: tuple[AvatarState, ...] = get_args(AvatarState)
    return (
        *(State(state, _avatar(state)) for state in states),
        *(State(f"{size} px", _avatar(size=size)) for size in (18, 22, 24)),
        *(State(f"pair {pair + 1}", _avatar(pair=pair)) for pair in range(8) if pair != 1),
    )


_INKS: Final = tuple(ink for ink in INKS if ink not in (*_ON_FILLS, "text", "dis"))

GROUP = Group(
    "Signs",
    (
        Component("pill", Pill, tuple(State(text, _pill(text, tone)) for text, tone in _PILLS)),
        Component(
            "clock",
            ClockChip,
            tuple(State(label, _clock(look, text, used)) for label, look, text, used in _CLOCKS),
            columns=4,
        ),
        Component(
            "keycap",
            Keycap,
            tuple(State(key, _keycap(key)) for key in ("R", "Ctrl", "Enter", "\u2192")),
            columns=4,
        ),
        Component("avatar", Avatar, _avatars(), columns=7),
        Component("presence", PresenceGroup, _levels()),
        Component(
            "priority",
            PriorityGlyph,
            tuple(State(name, _priority(name)) for name in ("low", "normal", "high", "urgent")),
            columns=4,
        ),
        Component(
            "banner",
            Banner,
            (
                _line("offline", _OFFLINE),
                _line("failure", _FAILURE),
                _line("failure, hover", _FAILURE, inside(Button, hover)),
                _line("failure, focus", _FAILURE, inside(Button, focus)),
                _line("information", _NEWS),
            ),
        ),
        Component(
            "replay_card",
            ReplayCard,
            (
                _card("done", _replay(*_DONE_AGAIN)),
                _card("one refused", _replay(*_DONE_AGAIN, _REFUSED)),
                _card("many", _replay(*(_DONE_AGAIN * 6))),
                _card("hover", _replay(*_DONE_AGAIN), inside(Button, hover)),
                _card("focus", _replay(*_DONE_AGAIN), inside(Button, focus)),
            ),
        ),
        Component(
            "empty_state",
            EmptyState,
            (
                _page("queue clear", _CLEAR),
                _page("hover", _CLEAR, inside(Button, hover)),
                _page("focus", _CLEAR, inside(Button, focus)),
                _page(
                    "no result",
                    _empty(
                        "search",
                        "Nothing matches \u201crotaton\u201d",
                        "Did you mean rotation? Search also covers closed tickets.",
                        action="Search \u201crotation\u201d",
                    ),
                ),
                _page("no access", _empty("lock", "Billing is private", "Ask Leila for access.")),
                _page(
                    "with its key",
                    _empty("inbox", "Nothing chosen", "", action="Go to search", keycap="/"),
                ),
            ),
        ),
        Component(
            "text_label",
            TextLabel,
            (
                *(State(name, _style(style)) for name, style in _STYLES),
                *(State(ink.replace("_", " "), _ink(ink)) for ink in _INKS),
                State("cut", _label(elide=True), width=160),
                State("in lines", _label(wrap=True), width=160),
                State("disabled", _style(tokens.BODY), disable),
            ),
        ),
        Component(
            "surface",
            Surface,
            tuple(
                State(name.replace("_", " "), _surface(name), width=160, height=32)
                for name in SURFACES
            ),
        ),
        Component(
            "hairline",
            Hairline,
            (
                State("across", _hairline(vertical=False), width=160),
                State("upright", _hairline(vertical=True), height=32),
            ),
        ),
    ),
)
