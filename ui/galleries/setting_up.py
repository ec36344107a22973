# SPDX-License-Identifier: Apache-2.0
"""How a desk is set up: steps with their marks, the form of a mailbox, and who is invited."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.galleries.acts import inside
from ui.galleries.component import Build, Component, Group, State, Words, focus
from ui.theme.theme import Theme
from ui.theme.tokens import ColorName
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.field import Field
from ui.widgets.headed_card import HeadedCard
from ui.widgets.held_value import CheckValue
from ui.widgets.hours_form import HoursForm
from ui.widgets.icon import Icon
from ui.widgets.invite_form import InvitedRow, InviteForm
from ui.widgets.label import TextLabel
from ui.widgets.labelled import Labelled
from ui.widgets.mailbox_form import MailboxForm
from ui.widgets.news_lines import NewsLines
from ui.widgets.paired import Paired
from ui.widgets.progress_bar import ProgressBar
from ui.widgets.setup_step import SetupStep, StepMark
from ui.widgets.setup_value import (
    InvitedValue,
    MailboxValue,
    NewsValue,
    StepValue,
    TrialValue,
)

_MAILBOX: Final = StepValue(1, "Connect a mailbox", "Every mail to this address becomes a ticket.")
_TEAM: Final = StepValue(2, "Add a team", "Platform and Billing", done=True, action="Edit")
_FAILING: Final = StepValue(
    1, "Connect a mailbox", "The server refuses the password", action="Put it right", wrong=True
)
_VALUE: Final = MailboxValue(
    address="support@brightwater.example",
    imap_host="imap.brightwater.example",
    imap="993 tls",
    smtp_host="smtp.brightwater.example",
    smtp="587 starttls",
    user="support@brightwater.example",
    team="platform",
)
_TRIAL: Final = TrialValue(
    (
        CheckValue("Reads mail", "128 in INBOX, none taken by the test", "passed"),
        CheckValue("Sends mail", "accepted by smtp.brightwater.example in 0.8 s", "passed"),
        CheckValue("Domain", "DMARC is missing", "warning"),
    ),
    record="v=DMARC1; p=none",
    at="Tested 13:57",
)
_WRONG: Final = TrialValue(
    (CheckValue("Reads mail", "There is no server called imap.brightwater.example"),),
    at="Tested 13:57",
)
_TOMAS: Final = InvitedValue(
    "tomas",
    "Tomas Reuter",
    "tomas@brightwater.example",
    "TR",
    2,
    told="Joined",
    joined=True,
    state="available",
)
_PRIYA: Final = InvitedValue(
    "priya",
    "Priya Nair",
    "priya@brightwater.example",
    "PN",
    5,
    told="not signed in yet",
    action="New code",
)
_CODED: Final = replace(
    _PRIYA,
    code="deskbell://desk.example:8443/abcdefgh-ijklmnop-qrstuvwx-yz234567-abcdefgh-ijklmnop",
    until="works until 30 Nov 13:49",
    action="Copy code",
)
_NEWS: Final = (
    NewsValue("check", "Working hours set", "13:55"),
    NewsValue("user", "Tomas Reuter signed in", "13:52"),
    NewsValue("mail", "Somebody with a name without end " * 4, "13:49"),
)


def _step(value: StepValue, *, opened: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        body = TextLabel(theme, words("What is done in this step"), parent=parent)
        step = SetupStep(theme, body, name="gallery.step", parent=parent)
        told = replace(value, title=words(value.title), note=words(value.note))
        step.show_step(replace(told, action=words(value.action) if value.action else ""))
        step.set_open(opened)
        return step

    return build


def _mark(number: int, *, done: bool) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        mark = StepMark(theme, parent)
        mark.show_mark(number, done=done)
        return mark

    return build


def _mailbox(trial: TrialValue | None, *, wrong: str = "", running: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        form = MailboxForm(theme, parent)
        form.set_choices("imap", [Choice("993 tls", "993, TLS")])
        form.set_choices("smtp", [Choice("587 starttls", "587, STARTTLS")])
        form.set_choices("team", [Choice("platform", "Platform")])
        form.set_choices("start", [Choice("none", words("stays as it is"))])
        form.show_value(_VALUE)
        if wrong:
            form.show_problems({"imap_host": words(wrong)})
        if running:
            form.set_running(True, words("Reading and sending"))
        if trial is not None:
            lines = (replace(c, what=words(c.what), result=words(c.result)) for c in trial.lines)
            form.show_trial(replace(trial, lines=tuple(lines), at=words(trial.at)))
            form.set_ready(not wrong)
        return form

    return build


def _said(value: InvitedValue, words: Words) -> InvitedValue:
    action = words(value.action) if value.action else ""
    return replace(value, told=words(value.told), action=action)


def _invite(*people: InvitedValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        form = InviteForm(theme, parent)
        form.set_choices("role", [Choice("agent", words("Agent"))], "agent")
        form.set_choices("team", [Choice("platform", "Platform")], "platform")
        form.show_people([_said(each, words) for each in people])
        return form

    return build


def _person(value: InvitedValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        row = InvitedRow(theme, parent)
        row.show_person(_said(value, words))
        return row

    return build


def _hours(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    form = HoursForm(theme, TextLabel(theme, words("Working days"), parent=parent), parent=parent)
    for name, key in (("from", "09:00"), ("until", "17:00"), ("zone", "Europe/Berlin")):
        form.choices[name].set_choices([Choice(key, key)])
        form.choices[name].set_keys((key,))
    return form


def _progress(done: int) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        bar = ProgressBar(theme, parent)
        bar.show_progress(done, 4, told=words(f"{done} of 4"))
        return bar

    return build


def _news(*news: NewsValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        lines = NewsLines(theme, nothing=words("Nothing has happened yet"), parent=parent)
        lines.show_news([replace(each, text=words(each.text)) for each in news])
        return lines

    return build


def _headed(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    card = HeadedCard(theme, words("Just now"), parent=parent)
    card.set_aside(words("Live"))
    card.inside.addWidget(TextLabel(theme, words("What belongs to it"), parent=card))
    return card


def _choice(theme: Theme, parent: QWidget) -> ChoiceButton:
    choice = ChoiceButton(theme, "Team", name="gallery.choice", parent=parent)
    choice.set_choices([Choice("platform", "Platform")])
    choice.set_keys(("platform",))
    return choice


def _labelled(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    return Labelled(theme, words("New tickets go to"), _choice(theme, parent), parent=parent)


def _paired(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    first = Field(theme, words("Name"), name="gallery.name", parent=parent)
    second = Field(theme, words("Address"), name="gallery.address", parent=parent)
    return Paired(theme, first, second, parent=parent)


def _icon(name: str, ink: ColorName) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        return Icon(theme, name, ink, parent)

    return build


GROUP: Final = Group(
    "Setting up",
    (
        Component(
            "setup_step",
            SetupStep,
            (
                State("to do", _step(_MAILBOX, opened=True), width=620),
                State("done", _step(_TEAM), width=620),
                State("needs a look", _step(_FAILING), width=620),
                State("focus", _step(_TEAM), inside(Button, focus), width=620),
            ),
        ),
        Component(
            "step_mark",
            StepMark,
            (State("to do", _mark(1, done=False)), State("done", _mark(1, done=True))),
        ),
        Component(
            "mailbox_form",
            MailboxForm,
            (
                State("filled in", _mailbox(None), width=680),
                State("being tried", _mailbox(None, running=True), width=680),
                State("tried", _mailbox(_TRIAL), width=680),
                State("failed", _mailbox(_WRONG, wrong="Check the name of the server"), width=680),
                State("narrow", _mailbox(_TRIAL), width=420, height=760),
            ),
        ),
        Component(
            "invite_form",
            InviteForm,
            (
                State("nobody yet", _invite(), width=680),
                State("some", _invite(_TOMAS, _CODED), width=680),
            ),
        ),
        Component(
            "invited_row",
            InvitedRow,
            (
                State("joined", _person(_TOMAS), width=680),
                State("invited", _person(_PRIYA), width=680),
                State("with a code", _person(_CODED), width=680),
            ),
        ),
        Component("hours_form", HoursForm, (State("filled in", _hours, width=620),)),
        Component(
            "progress_bar",
            ProgressBar,
            (
                State("nothing", _progress(0)),
                State("some", _progress(3)),
                State("all", _progress(4)),
            ),
        ),
        Component(
            "news_lines",
            NewsLines,
            (State("some", _news(*_NEWS), width=400), State("none", _news(), width=400)),
        ),
        Component("headed_card", HeadedCard, (State("with words", _headed, width=400),)),
        Component("labelled", Labelled, (State("a choice", _labelled, width=220),)),
        Component(
            "paired",
            Paired,
            (State("beside", _paired, width=620), State("below", _paired, width=320)),
        ),
        Component(
            "icon",
            Icon,
            (State("quiet", _icon("mail", "text3")), State("good", _icon("check", "green_text"))),
        ),
    ),
)
