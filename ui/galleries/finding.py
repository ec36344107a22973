# SPDX-License-Identifier: Apache-2.0
"""How things are found: search fields, results, the command palette."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from ui.galleries.acts import hover_row, inside, select_row
from ui.galleries.component import Build, Component, Group, State, Words, focus, hover
from ui.theme.theme import Theme
from ui.widgets.palette_field import PaletteField, ScopeChip
from ui.widgets.palette_foot import Hint, PaletteFoot
from ui.widgets.palette_list import PaletteList
from ui.widgets.palette_value import PaletteEntry, PaletteHeading, PaletteRole, PaletteRow
from ui.widgets.search_field import SearchField
from ui.widgets.search_input import ChipText, SearchInput
from ui.widgets.search_list import SearchList
from ui.widgets.search_value import (
    FoundHeading,
    FoundLine,
    FoundMore,
    FoundPerson,
    FoundRow,
    FoundTicket,
    SearchRole,
)
from ui.widgets.sign import Sign

_WIDE: Final = 660


def _search_field(*, leads: bool = True, text: str = "", active: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        field = SearchField(
            theme, words("Search"), name="gallery.search.field", leads=leads, parent=parent
        )
        field.set_active(active)
        if text:
            field.setText(text)
        return field

    return build


def _search_input(*chips: ChipText, text: str = "", figure: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        field = SearchInput(theme, words("Search tickets and people"), parent=parent)
        field.set_chips(chips)
        field.input.setText(text)
        field.figure.setText(words(figure) if figure else "")
        return field

    return build


def _focus_text(widget: QWidget) -> None:
    assert isinstance(widget, SearchInput | PaletteField)
    focus(widget.input)


_TICKET: Final = FoundTicket(
    "t1",
    "Webhooks return 401 after rotation",
    ((0, 8),),
    "#48213 \u00b7 Hana Ito \u00b7 Kestrel Logistics \u00b7 Platform",
    "every webhook call returns 401. We have 1,240 labels waiting",
    ((6, 13),),
    "urgent",
    "Open \u00b7 25 min",
)
_FOUND: Final[tuple[FoundRow, ...]] = (
    FoundHeading("Tickets", 12, "newest first"),
    _TICKET,
    FoundTicket(
        "t2",
        "Webhook for cancelled labels",
        ((0, 7),),
        "#47988 \u00b7 Owen Clarke \u00b7 Tallis Freight \u00b7 Platform",
        priority="low",
        end="Solved \u00b7 12 Nov",
    ),
    FoundMore("more", "Show 10 more tickets"),
    FoundLine("from the server"),
    FoundHeading("People", 1),
    FoundPerson(
        "p1", "Hana Ito", ((0, 4),), "Kestrel Logistics \u00b7 3 open", Sign("avatar", "HI", 4)
    ),
)


def _found(*rows: FoundRow) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        results = SearchList(theme, parent)
        results.setModel(_model(results, rows, SearchRole.ROW, words))
        return results

    return build


def _model(parent: QWidget, rows: Sequence[object], role: int, words: Words) -> QStandardItemModel:
    model = QStandardItemModel(parent)
    for row in rows:
        item = QStandardItem()
        item.setData(_said(row, words), role)
        model.appendRow(item)
    return model


def _said(row: object, words: Words) -> object:
    """What is translated of a row as `words` has it."""
    if isinstance(row, FoundHeading):
        return FoundHeading(words(row.title), row.count, words(row.note) if row.note else "")
    if isinstance(row, FoundMore):
        return FoundMore(row.key, words(row.words))
    if isinstance(row, FoundLine):
        return FoundLine(words(row.words))
    if isinstance(row, PaletteHeading):
        return PaletteHeading(words(row.title))
    return row


_OWN_ROWS: Final[tuple[PaletteRow, ...]] = (
    PaletteHeading("This ticket"),
    PaletteEntry(
        "assign",
        "Assign to\u2026",
        (0, 1),
        Sign("icon", "user-check"),
        detail="now Maya Okafor",
        keys=("A",),
    ),
    PaletteEntry(
        "solve",
        "Solve",
        sign=Sign("icon", "check"),
        detail="2 checklist items open",
        keys=("E",),
    ),
    PaletteEntry(
        "merge",
        "Merge into\u2026",
        sign=Sign("icon", "arrow-down-up"),
        reason="Only team leads can merge",
    ),
    PaletteHeading("Tickets and people"),
    PaletteEntry(
        "t1",
        "Webhooks return 401 after rotation",
        (20, 21),
        Sign("priority", "urgent"),
        "#48213",
        end="Open",
    ),
    PaletteEntry("p1", "Hana Ito", (1, 2), Sign("avatar", "HI", 4), detail="Kestrel Logistics"),
    PaletteEntry(
        "t2", "A subject without end " * 6, sign=Sign("priority", "low"), number="#47988", end="New"
    ),
)


def _palette(*rows: PaletteRow) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        palette = PaletteList(theme, parent)
        palette.setModel(_model(palette, rows, PaletteRole.ROW, words))
        return palette

    return build


def _palette_field(*chips: str, text: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        field = PaletteField(theme, parent)
        field.input.setPlaceholderText(words("Type a command, a name or a number"))
        field.set_chips(tuple(words(chip) for chip in chips))
        field.input.setText(text)
        return field

    return build


def _palette_foot(*hints: Hint, figure: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        foot = PaletteFoot(theme, parent)
        foot.set_hints([(keys, words(told)) for keys, told in hints])
        foot.figure.setText(words(figure) if figure else "")
        return foot

    return build


def _chip(text: str) -> Build:
    return lambda theme, words, parent: ScopeChip(theme, words(text), parent=parent)


_RUN: Final[tuple[Hint, ...]] = ((("\u2191", "\u2193"), "Move"), (("\u23ce",), "Run"))
_MORE: Final[tuple[Hint, ...]] = (*_RUN, (("Tab",), "Narrow"), (("\u232b",), "Drop the scope"))


def _fields() -> Sequence[Component]:
    chips = (("customer", "Hana Ito"), ("is", "open"))
    long = (("customer", "The Kestrel Logistics Company of Osaka"), *chips)
    return (
        Component(
            "search_field",
            SearchField,
            (
                State("leads on", _search_field(), width=196),
                State("leads on, hover", _search_field(), hover, width=196),
                State("leads on, focus", _search_field(), focus, width=196),
                State("search is shown", _search_field(active=True), width=196),
                State("empty, focus", _search_field(leads=False), focus, width=196),
                State("typed", _search_field(leads=False, text="label"), width=196),
                State("narrow", _search_field(), width=110),
            ),
        ),
        Component(
            "search_input",
            SearchInput,
            (
                State("empty", _search_input(), width=_WIDE),
                State("empty, focus", _search_input(), _focus_text, width=_WIDE),
                State("typed", _search_input(text="webhook", figure="12 found"), width=_WIDE),
                State("tokens", _search_input(*chips, text="webhook"), width=_WIDE),
                State("tokens, one hovered", _search_input(*chips), _hover_chip, width=_WIDE),
                State("many tokens", _search_input(*long, text="web"), width=_WIDE),
                State("narrow", _search_input(*long, text="web", figure="3 found"), width=420),
            ),
        ),
    )


_hover_chip: Final = inside(QWidget, hover, "search.token.chip")


def _lists() -> Sequence[Component]:
    return (
        Component(
            "search_list",
            SearchList,
            (
                State("nothing", _found(), width=480, height=40),
                State("groups", _found(*_FOUND), width=480, height=344),
                State("hover", _found(_TICKET), hover_row(0), width=480, height=72),
                State("chosen", _found(_TICKET), select_row(0), width=480, height=72),
            ),
        ),
        Component(
            "palette_list",
            PaletteList,
            (
                State("sections", _palette(*_OWN_ROWS), width=_WIDE, height=288),
                State("chosen", _palette(*_OWN_ROWS[:3]), select_row(1), width=_WIDE, height=106),
            ),
        ),
    )


def _palette_parts() -> Sequence[Component]:
    return (
        Component(
            "palette_field",
            PaletteField,
            (
                State("empty", _palette_field(), width=_WIDE),
                State("empty, focus", _palette_field("#48213"), _focus_text, width=_WIDE),
                State("typed", _palette_field("#48213", text="as"), width=_WIDE),
                State("narrowed", _palette_field("People", "#48213", text="ha"), width=_WIDE),
                State("search", _palette_field("Search", text="label"), width=_WIDE),
            ),
        ),
        Component(
            "scope_chip",
            ScopeChip,
            (State("a ticket", _chip("#48213")), State("a place", _chip("Search"))),
        ),
        Component(
            "palette_foot",
            PaletteFoot,
            (
                State("commands", _palette_foot(*_RUN), width=_WIDE),
                State("a scope", _palette_foot(*_MORE, figure="8 results"), width=_WIDE),
                State("narrow", _palette_foot(*_MORE, figure="8 results"), width=320),
            ),
        ),
    )


GROUP = Group("Finding", (*_fields(), *_lists(), *_palette_parts()))
