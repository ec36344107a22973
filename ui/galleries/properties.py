# SPDX-License-Identifier: Apache-2.0
"""The pane beside a conversation: its rows, pages and tabs, and the rail to which it folds."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.galleries.acts import inside
from ui.galleries.component import Act, Build, Component, Group, State, Words, focus, hover, leave
from ui.galleries.stage import PopoverStage
from ui.theme.theme import Theme
from ui.theme.tokens import PROPERTIES_WIDTH
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.checklist import Checklist, ChecklistLine
from ui.widgets.choice import Choice
from ui.widgets.contact_form import ContactForm, ContactValue
from ui.widgets.customer_card import CustomerCard, CustomerValue, Fact
from ui.widgets.customer_profile import CustomerProfile, TicketLine
from ui.widgets.history_page import HistoryPage, HistoryRow
from ui.widgets.link_text import LinkText
from ui.widgets.merge_preview import MergePreview
from ui.widgets.properties import PropertiesPanel
from ui.widgets.properties_rail import PropertiesRail
from ui.widgets.property_row import PropertyRow, PropertyValue
from ui.widgets.section import Section
from ui.widgets.sign import Sign
from ui.widgets.solve_form import SolveForm, SolveQuestion
from ui.widgets.tab_header import TabHeader
from ui.widgets.text_field import TextField

_STATUS: Final = PropertyValue("status", "Status", "Open", Sign("dot", "accent"))
_ASSIGNEE: Final = PropertyValue("assignee", "Assignee", "Maya Okafor", Sign("avatar", "MO", 0))
_TAGS: Final = PropertyValue("tags", "Tags", tags=("api", "webhook"), takes_more=True)
_ROWS: Final = (
    _STATUS,
    PropertyValue("priority", "Priority", "Urgent", Sign("priority", "urgent")),
    _ASSIGNEE,
    PropertyValue("team", "Team", "Platform", Sign("icon", "users")),
    PropertyValue("category", "Category"),
    _TAGS,
)
_LIST: Final = (
    ChecklistLine("Cause confirmed with customer", done=True, told="Maya Okafor, 12:31"),
    ChecklistLine("Fix verified in logs", told="Has to be done"),
    ChecklistLine("Article linked, with what was tried before and how long it took", done=True),
    ChecklistLine("Category checked"),
)
_LACKS: Final = SolveQuestion(
    solution="",
    article="",
    categories=(Choice("api", "Integrations \u203a API"),),
    lines=_LIST,
    required=frozenset({"Fix verified in logs"}),
)
_HANA: Final = CustomerValue(
    "Hana Ito",
    "HI",
    3,
    "Operations lead",
    (
        Fact("Phone", "+81 3 1234 5678", "tel:+81312345678"),
        Fact("Plan", "Gold"),
        Fact("Local time", "21:57"),
    ),
)
_TICKETS: Final = (
    TicketLine("t1", "#48213", "Webhooks return 401 after rotation", "Open", "25 min"),
    TicketLine("t2", "#47160", "Second key for the staging desk", "Solved", "3 weeks"),
)
_CHANGES: Final = (
    HistoryRow("Priya Nair", "status", "Status", "New", "Open", "13:41"),
    HistoryRow("Rule: Urgent words", "priority", "Priority", "Normal", "Urgent", "12:31"),
    HistoryRow("Rule: Urgent words", "team", "Team", "", "Platform", "12:31"),
)


def _value(value: PropertyValue, words: Words) -> PropertyValue:
    text = words(value.text) if value.text else ""
    return replace(value, text=text, tags=tuple(words(tag) for tag in value.tags))


def _row(label: str, value: PropertyValue, act: Act = leave) -> State:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        return PropertyRow(theme, _value(value, words), parent)

    return State(label, build, act, width=PROPERTIES_WIDTH)


def _panel(*, customer: bool = True, rows: tuple[PropertyValue, ...] = _ROWS) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        tabs = tuple(words(tab) for tab in ("Ticket", "Customer", "History"))
        panel = PropertiesPanel(theme, tabs=tabs, parent=parent)
        panel.set_rows([_value(row, words) for row in rows])
        panel.set_customer(_customer(words) if customer else None)
        return panel

    return build


def _customer(words: Words) -> CustomerValue:
    facts = tuple(replace(fact, value=words(fact.value)) for fact in _HANA.facts)
    return replace(_HANA, name=words(_HANA.name), role=words(_HANA.role), facts=facts)


def _checklist(*, locked: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        shown = Checklist(theme, parent)
        lines = [replace(line, text=words(line.text), told=words(line.told)) for line in _LIST]
        shown.show_lines(lines, locked=locked)
        return shown

    return build


def _solve(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    form = SolveForm(theme)
    lines = tuple(replace(line, text=words(line.text), told=words(line.told)) for line in _LIST)
    required = frozenset(map(words, _LACKS.required))
    question = replace(_LACKS, lines=lines, required=required)
    return PopoverStage(form, lambda beside: form.open_for(question, beside), parent)


def _asked(stage: QWidget) -> None:
    assert isinstance(stage, PopoverStage)
    stage.open()


def _refused(stage: QWidget) -> None:
    assert isinstance(stage, PopoverStage)
    form = stage.player
    assert isinstance(form, SolveForm)
    stage.open(form.solve.click)


def _link(theme: Theme, _: Words, parent: QWidget) -> QWidget:
    link = LinkText(theme, parent)
    link.set_link("+81 3 1234 5678", "tel:+81312345678")
    return link


def _rail(theme: Theme, _: Words, parent: QWidget) -> QWidget:
    tabs = (("tag", "Ticket"), ("user", "Customer"), ("history", "History"))
    return PropertiesRail(theme, tabs, parent)


def _tabs(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    return TabHeader(theme, tuple(words(tab) for tab in ("Ticket", "Customer")), parent)


def _section(*, action: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        body = CustomerCard(theme)
        body.set_customer(_customer(words))
        title = words("Customer")
        return Section(theme, title, body, parent, action=words(action) if action else "")

    return build


def _history(*, state: str = "", more: bool = False, empty: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        page = HistoryPage(theme, parent)
        rows = [replace(row, actor=words(row.actor), after=words(row.after)) for row in _CHANGES]
        page.show_rows([] if empty else rows, state=words(state) if state else "", more=more)
        return page

    return build


def _card(*, facts: bool = True) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        card = CustomerCard(theme, parent)
        customer = _customer(words)
        card.set_customer(customer if facts else replace(customer, facts=(), role=""))
        return card

    return build


def _profile(*, known: bool = True) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        page = CustomerProfile(theme, parent)
        if not known:
            page.show_customer(None, nothing=words("This ticket has no customer."))
            return page
        lines = tuple(replace(line, subject=words(line.subject)) for line in _TICKETS)
        notes = words("Wants to hear of each step before it is done.")
        page.show_customer(_customer(words), notes=notes, tickets=lines)
        page.set_actions({"edit": words("Edit"), "change": words("Change")})
        return page

    return build


def _form(*, wrong: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        form = ContactForm(theme, parent)
        companies = [Choice("kestrel", words("Kestrel Logistics"))]
        form.show_value(replace(_ENTERED, name=words(_ENTERED.name)), companies)
        if wrong:
            form.set_error("emails", words(wrong))
            form.say(words("This disk is full."))
        return form

    return build


def _text_field(*, wrong: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        field = TextField(theme, words("Notes"), name="gallery.text.input", lines=3, parent=parent)
        field.set_text(words("Wants to hear of each step before it is done."))
        field.set_error(words(wrong) if wrong else "")
        return field

    return build


def _merge(*, may: bool) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        preview = MergePreview(theme, parent)
        question = words("Make Hana Ito and H. Ito one customer?")
        rest = words("3 tickets of H. Ito move to Hana Ito." if may else "Too many can move.")
        preview.ask(question, _customer(words), rest, may=may)
        return preview

    return build


def _focus_text(widget: QWidget) -> None:
    assert isinstance(widget, TextField)
    focus(widget.input)


_ENTERED: Final = ContactValue(
    name="Hana Ito",
    emails=("hana.ito@kestrel.example", "hana@private.example"),
    phones=("+81 3 5550 9210",),
    company="kestrel",
    vip=True,
    notes="Wants to hear of each step.",
)
_NO_ADDRESS: Final = "hana at kestrel is no address like a@b.example."
_FIRST: Final = "properties.status.row"
_LOCKED: Final = replace(_STATUS, locked="Set by your IT team")
_SET: Final = "Change"

GROUP = Group(
    "Properties",
    (
        Component(
            "property_row",
            PropertyRow,
            (
                _row("with a dot", _STATUS),
                _row("hover", _STATUS, hover),
                _row("focus", _STATUS, focus),
                _row("with its key", replace(_STATUS, keycap="S")),
                _row("waiting to sync", replace(_STATUS, pending=True)),
                _row("needs you", replace(_STATUS, rejected=True)),
                _row("read only", _LOCKED),
                _row("pending until", replace(_STATUS, text="Pending until Thu 26 Nov")),
                _row("with a person", _ASSIGNEE),
                _row("with a priority", _ROWS[1]),
                _row("not set", _ROWS[4]),
                _row("tags", _TAGS),
                _row("tags, waiting", replace(_TAGS, pending=True)),
                _row("more tags than fit", replace(_TAGS, tags=("api", "webhook", "vip", "eu"))),
            ),
        ),
        Component(
            "properties_panel",
            PropertiesPanel,
            (
                State("filled", _panel(), width=PROPERTIES_WIDTH, height=400),
                State("no customer", _panel(customer=False), width=PROPERTIES_WIDTH, height=260),
                State(
                    "focus",
                    _panel(),
                    inside(PropertyRow, focus, _FIRST),
                    width=PROPERTIES_WIDTH,
                    height=400,
                ),
            ),
        ),
        Component(
            "checklist",
            Checklist,
            (
                State("half done", _checklist(), width=PROPERTIES_WIDTH),
                State("locked", _checklist(locked=True), width=PROPERTIES_WIDTH),
                State("hover", _checklist(), inside(CheckBox, hover), width=PROPERTIES_WIDTH),
                State("focus", _checklist(), inside(CheckBox, focus), width=PROPERTIES_WIDTH),
            ),
        ),
        Component(
            "solve_form",
            SolveForm,
            (State("asked", _solve, _asked), State("refused", _solve, _refused)),
        ),
        Component(
            "properties_rail",
            PropertiesRail,
            (
                State("rest", _rail, height=220),
                State(
                    "hover", _rail, inside(Button, hover, "properties.rail.user.button"), height=220
                ),
                State(
                    "focus", _rail, inside(Button, focus, "properties.rail.user.button"), height=220
                ),
            ),
        ),
        Component(
            "tab_header",
            TabHeader,
            (
                State("rest", _tabs, width=PROPERTIES_WIDTH),
                State("focus", _tabs, inside(QAbstractButton, focus), width=PROPERTIES_WIDTH),
            ),
        ),
        Component(
            "section",
            Section,
            (
                State("plain", _section(), width=PROPERTIES_WIDTH),
                State("with an action", _section(action=_SET), width=PROPERTIES_WIDTH),
                State(
                    "hover", _section(action=_SET), inside(Button, hover), width=PROPERTIES_WIDTH
                ),
                State(
                    "focus", _section(action=_SET), inside(Button, focus), width=PROPERTIES_WIDTH
                ),
            ),
        ),
        Component(
            "history_page",
            HistoryPage,
            (
                State("changes", _history(more=True), width=PROPERTIES_WIDTH, height=260),
                State(
                    "loading",
                    _history(state="Reading what was done…", empty=True),
                    width=PROPERTIES_WIDTH,
                    height=200,
                ),
                State(
                    "offline",
                    _history(state="You are offline. These are the changes known here."),
                    width=PROPERTIES_WIDTH,
                    height=280,
                ),
            ),
        ),
        Component(
            "customer_card",
            CustomerCard,
            (
                State("with facts", _card(), width=PROPERTIES_WIDTH),
                State("name only", _card(facts=False), width=PROPERTIES_WIDTH),
            ),
        ),
        Component(
            "link_text",
            LinkText,
            (
                State("rest", _link, width=140),
                State("focus", _link, focus, width=140),
            ),
        ),
        Component(
            "text_field",
            TextField,
            (
                State("rest", _text_field(), width=PROPERTIES_WIDTH),
                State("focus", _text_field(), _focus_text, width=PROPERTIES_WIDTH),
                State("wrong", _text_field(wrong="These notes are too long."), width=280),
            ),
        ),
        Component(
            "contact_form",
            ContactForm,
            (
                State("filled", _form(), width=PROPERTIES_WIDTH),
                State("wrong", _form(wrong=_NO_ADDRESS), width=PROPERTIES_WIDTH),
            ),
        ),
        Component(
            "merge_preview",
            MergePreview,
            (
                State("asked", _merge(may=True), width=PROPERTIES_WIDTH),
                State("too many", _merge(may=False), width=PROPERTIES_WIDTH),
            ),
        ),
        Component(
            "customer_profile",
            CustomerProfile,
            (
                State("known", _profile(), width=PROPERTIES_WIDTH, height=420),
                State("nobody", _profile(known=False), width=PROPERTIES_WIDTH, height=80),
            ),
        ),
    ),
)
