# SPDX-License-Identifier: Apache-2.0
"""What stands around a conversation: its head, the ways of answering, files, who else writes."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.galleries.acts import inside
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
)
from ui.galleries.people import colleague
from ui.theme.theme import Theme
from ui.widgets.attachment_row import AttachmentRow
from ui.widgets.button import Button
from ui.widgets.composer_value import ComposerMode, DraftAttachment
from ui.widgets.headers import SubjectField, TicketHeader, TicketHeaderValue
from ui.widgets.mode_switch import ModeSwitch
from ui.widgets.ticket_row import PresenceValue
from ui.widgets.writing_strip import WritingStrip

_WIDTH: Final = 720
_TICKET: Final = TicketHeaderValue(
    id="t1",
    number="#48213",
    subject="Webhooks return 401 after rotation",
    priority="urgent",
    customer="Hana Ito",
    company="Kestrel Logistics",
    copies="Cc 2",
    status="Open",
    status_tone="accent",
    team="Platform",
    opened="Opened Mon 12:31",
)
_PENDING: Final = replace(
    _TICKET, status="Pending until Thu 26 Nov", status_tone="neutral", priority="normal"
)
_SOLVED: Final = replace(_TICKET, status="Solved", status_tone="green", can_solve=False)
_MANY_WORDS: Final = replace(
    _TICKET,
    subject="The nightly export to the old warehouse has stopped again and nobody was told of it",
    customer="Maximiliane von Hohenstein-Oberkirch",
    company="Vereinigte Nordseespeditionen",
)
_HERE: Final = (colleague("Priya"), colleague("Tomas", "replying"))


def _header(
    value: TicketHeaderValue, *people: PresenceValue, back: bool = False, known: bool = True
) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        header = TicketHeader(theme, parent)
        header.set_ticket(
            replace(
                value,
                subject=words(value.subject),
                customer=words(value.customer),
                company=words(value.company),
                status=words(value.status),
                team=words(value.team),
                opened=words(value.opened),
            )
        )
        header.presence.set_people(people)
        if not known:
            header.presence.set_unknown()
        header.set_back(back)
        return header

    return build


def _in_header(name: str, act: Act, label: str) -> State:
    return State(label, _header(_TICKET), inside(Button, act, name), width=_WIDTH)


def _subject(text: str) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        field = SubjectField(theme, parent)
        field.set_subject(words(text) if text else "")
        return field

    return build


def _modes(mode: ComposerMode, *replies: ComposerMode) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        switch = ModeSwitch(theme, reply_modes=replies or ("reply",), parent=parent)
        switch.set_mode(mode)
        return switch

    return build


def _mode(label: str, mode: ComposerMode, *replies: ComposerMode, act: Act = leave) -> State:
    return State(label, _modes(mode, *replies), act, width=560)


def _files(*files: DraftAttachment) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        row = AttachmentRow(theme, parent)
        row.show_files(files)
        return row

    return build


def _strip(*names: str, shows_drafts: bool = False, known: bool = True) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        strip = WritingStrip(theme, shows_drafts=shows_drafts, parent=parent)
        strip.set_writers(tuple(colleague(name, "replying") for name in names))
        if not known:
            strip.set_unknown()
        return strip

    return build


_FILE: Final = DraftAttachment("f1", "rotation-log.txt", "3 KB")
_LOADING: Final = DraftAttachment("f2", "headers.json", "1 KB", progress=0.4)
_FAILED: Final = DraftAttachment("f3", "dump.zip", "31 MB", error="Larger than 25 MB")

GROUP = Group(
    "Ticket",
    (
        Component(
            "ticket_header",
            TicketHeader,
            (
                State("open", _header(_TICKET), width=_WIDTH),
                State("others are here", _header(_TICKET, *_HERE), width=_WIDTH),
                State("offline", _header(_TICKET, known=False), width=_WIDTH),
                State("pending until", _header(_PENDING), width=_WIDTH),
                State("solved", _header(_SOLVED), width=_WIDTH),
                State("many words", _header(_MANY_WORDS, *_HERE), width=_WIDTH),
                State("alone, with a way back", _header(_TICKET, back=True), width=_WIDTH),
                _in_header("conversation.number.button", hover, "hover on the number"),
                _in_header("conversation.number.button", focus, "focus on the number"),
                _in_header("conversation.solve.button", focus, "focus on Solve"),
            ),
        ),
        Component(
            "subject_field",
            SubjectField,
            (
                State("rest", _subject(_TICKET.subject), width=400),
                State("focus", _subject(_TICKET.subject), focus, width=400),
                State("no subject", _subject(""), width=400),
            ),
        ),
        Component(
            "mode_switch",
            ModeSwitch,
            (
                _mode("reply", "reply"),
                _mode("reply or all", "reply_all", "reply", "reply_all"),
                _mode("internal note", "note", "reply", "reply_all"),
                _mode("focus", "reply", "reply", "reply_all", act=focus),
                _mode("focus on the note", "note", act=focus),
            ),
        ),
        Component(
            "attachment_row",
            AttachmentRow,
            (
                State("done", _files(_FILE), width=480),
                State("uploading", _files(_LOADING), width=480),
                State("failed", _files(_FAILED), width=480),
                State("three of them", _files(_FILE, _LOADING, _FAILED), width=480),
            ),
        ),
        Component(
            "writing_strip",
            WritingStrip,
            (
                State("one writes", _strip("Tomas"), width=480),
                State("with a draft to see", _strip("Tomas", shows_drafts=True), width=480),
                State("two write", _strip("Tomas", "Priya"), width=480),
                State("three write", _strip("Tomas", "Priya", "Aiko"), width=480),
                State("not known", _strip(known=False), width=480),
            ),
        ),
    ),
)
