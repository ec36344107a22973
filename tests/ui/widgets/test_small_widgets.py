# SPDX-License-Identifier: Apache-2.0
"""The small parts show text literally, have names, and follow the theme."""

import gc
import sys
import weakref

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT
from ui.widgets.avatar import Avatar, PresenceGroup, PriorityGlyph, presence_words
from ui.widgets.banner import Banner
from ui.widgets.button import Button, icon_button
from ui.widgets.check_box import CheckBox
from ui.widgets.composer import Composer
from ui.widgets.composer_value import DraftAttachment
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.glyphs import avatar_index, channel_icon, initials_of
from ui.widgets.headers import ListHeader, SubjectField, TicketHeader, TicketHeaderValue
from ui.widgets.label import TextLabel
from ui.widgets.navigation import NavigationPanel
from ui.widgets.pill import Keycap, Pill
from ui.widgets.properties import PropertiesPanel
from ui.widgets.property_row import PropertyValue
from ui.widgets.ticket_list import TicketListView
from ui.widgets.ticket_row import PresenceValue
from ui.widgets.timeline import Timeline
from ui.widgets.toast import Toast
from ui.widgets.writing_strip import WritingStrip

HOSTILE = '<b>bold</b><img src="file:///etc/passwd">'
PRIYA = PresenceValue("Priya", "PN", 3)
TOMAS = PresenceValue("Tomas", "TR", 2, "replying")
TICKET = TicketHeaderValue("t1", "#48213", "Webhooks return 401", "urgent", "Hana Ito")


def _everything(theme: Theme) -> list[QWidget]:
    composer = Composer(theme)
    composer.set_attachments([DraftAttachment("f1", "log.txt", "3 KB")])
    properties = PropertiesPanel(theme, tabs=("Ticket", "Customer"))
    properties.set_rows([PropertyValue("status", "Status", "Open")])
    header = TicketHeader(theme)
    header.set_ticket(TICKET)
    banner = Banner(theme)
    banner.show_message("offline", "You are offline.", action="Retry")
    return [
        composer,
        properties,
        header,
        banner,
        NavigationPanel(theme),
        TicketListView(theme),
        Timeline(theme),
        ListHeader(theme, can_create=True),
        WritingStrip(theme, shows_drafts=True),
        EmptyState(theme, title="Your queue is clear", action="Take the oldest"),
        Field(theme, "Server", name="signin.server.field"),
        CheckBox(theme, "Stay signed in"),
        icon_button(theme, "plus", "New ticket"),
    ]


def test_nothing_is_left_to_the_garbage_collector(theme: Theme) -> None:
    """It may run while a widget is painted, and must not find that widget in a circle."""
    gc.collect()
    gc.disable()
    try:
        widgets = _everything(theme)
        left = [weakref.ref(widget) for widget in widgets]
        names = [type(widget).__name__ for widget in widgets]
        widgets.clear()
        alive = [name for name, ref in zip(names, left, strict=True) if ref() is not None]
    finally:
        gc.enable()
    assert alive == []


def test_everything_that_takes_focus_has_a_name(theme: Theme, qtbot: QtBot) -> None:
    nameless = []
    for widget in _everything(theme):
        qtbot.addWidget(widget)
        for part in [widget, *widget.findChildren(QWidget)]:
            focusable = part.focusPolicy() != Qt.FocusPolicy.NoFocus
            if focusable and not part.isHidden() and not part.accessibleName():
                nameless.append(f"{type(part).__name__} {part.objectName()}")
    assert nameless == []


def test_every_label_shows_plain_text(theme: Theme, qtbot: QtBot) -> None:
    for widget in _everything(theme):
        qtbot.addWidget(widget)
        formats = {label.textFormat() for label in widget.findChildren(QLabel)}
        assert formats <= {Qt.TextFormat.PlainText}


def test_everything_survives_a_live_change_of_theme_and_zoom(theme: Theme, qtbot: QtBot) -> None:
    widgets = _everything(theme)
    for widget in widgets:
        qtbot.addWidget(widget)
        widget.resize(500, 300)
    before = [widget.grab().toImage() for widget in widgets]
    theme.set_scheme("dark")
    theme.set_zoom(2.0)
    after = [widget.grab().toImage() for widget in widgets]
    assert all(first != second for first, second in zip(before, after, strict=True))


def test_markup_in_a_label_is_shown_and_not_obeyed(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel(theme, HOSTILE, elide=True)
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.grab()
    assert label.text() == HOSTILE
    assert "<b>" not in label.toolTip()
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(900, 20)
    label.grab()
    assert label.toolTip() == ""


def test_an_eliding_label_gives_way(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel(theme, "A long company name", elide=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() == 0


def test_a_buttons_text_is_literal_and_its_key_is_drawn(theme: Theme, qtbot: QtBot) -> None:
    plain, keyed = Button(theme, "Save & close"), Button(theme, "Save & close", keycap="E")
    for button in (plain, keyed):
        qtbot.addWidget(button)
    assert plain.text() == "Save & close"
    assert keyed.sizeHint().width() > plain.sizeHint().width()


@pytest.mark.parametrize(
    "kind", ["default", "primary", "ghost", "soft", "danger", "note", "link", "plain"]
)
def test_each_kind_of_button_shows_when_it_is_disabled(
    theme: Theme, qtbot: QtBot, kind: str
) -> None:
    button = Button(theme, "Send", kind=kind, icon="check", keycap="E")  # type: ignore[arg-type]
    qtbot.addWidget(button)
    enabled = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != enabled


def test_space_presses_a_button(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Send")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_field_keeps_the_text_and_says_what_is_wrong(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Join code", name="signin.code.field", placeholder="K7QF-2M9D-XR4T")
    qtbot.addWidget(field)
    field.resize(360, 90)
    field.set_text("WRONG")
    field.set_error("This code is used already.")
    image = field.grab().toImage()
    edge = {image.pixelColor(180, y).name().upper() for y in range(field.height())}
    assert LIGHT.red in edge
    assert field.text() == "WRONG"
    assert field.input.accessibleName() == "Join code"
    assert field.input.accessibleDescription() == "This code is used already."
    qtbot.keyClicks(field.input, "X")
    assert field.input.accessibleDescription() == ""


def test_a_value_set_by_others_is_locked_with_the_reason(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Server", name="signin.server.field")
    qtbot.addWidget(field)
    field.set_read_only("Set by your IT team")
    assert not field.input.isEnabled()
    assert field.input.accessibleDescription() == "Set by your IT team"


def test_undo_is_offered_once_a_toast(theme: Theme, qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(800, 600)
    ground.show()
    toast = Toast(theme, ground)
    toast.say("Ticket solved")
    undo = toast.findChildren(QAbstractButton, "window.toast.undo")[0]
    with qtbot.waitSignal(toast.undo_requested):
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert toast.isHidden()
    toast.say("Saved", undo=False)
    assert undo.isHidden()
    assert toast.geometry().bottom() < 600


def test_the_strip_names_everybody_who_writes(theme: Theme, qtbot: QtBot) -> None:
    strip = WritingStrip(theme)
    qtbot.addWidget(strip)
    strip.set_writers((TOMAS,))
    assert strip.accessibleName() == "Tomas is writing a reply to this ticket"
    strip.set_writers((PRIYA, TOMAS))
    assert strip.accessibleName() == "Priya and Tomas are writing replies to this ticket"
    strip.set_writers(())
    assert strip.isHidden()
    strip.set_unknown()
    assert not strip.isHidden()


def test_who_replies_is_named_last(theme: Theme, qtbot: QtBot) -> None:
    assert presence_words((TOMAS, PRIYA)) == "Priya viewing, Tomas replying"
    group = PresenceGroup(theme)
    qtbot.addWidget(group)
    group.set_people((TOMAS, PRIYA))
    assert group.accessibleName() == "Priya viewing, Tomas replying"
    group.grab()
    group.set_unknown()
    assert group.accessibleName() == "Presence not known"


def test_a_subject_edit_is_committed_by_enter_and_dropped_by_escape(
    theme: Theme, qtbot: QtBot
) -> None:
    header = TicketHeader(theme)
    qtbot.addWidget(header)
    header.set_ticket(TICKET)
    header.show()
    subject = header.findChildren(SubjectField)[0]
    heard: list[str] = []
    header.subject_committed.connect(heard.append)
    subject.setText("Other")
    qtbot.keyClick(subject, Qt.Key.Key_Escape)
    assert subject.text() == TICKET.subject
    subject.setText("   ")
    qtbot.keyClick(subject, Qt.Key.Key_Return)
    assert subject.text() == TICKET.subject
    subject.setText("Better subject")
    qtbot.keyClick(subject, Qt.Key.Key_Return)
    assert heard == ["Better subject"]


def test_avatars_keep_their_colour_when_a_name_changes() -> None:
    assert avatar_index("0192-maya") == avatar_index("0192-maya")
    assert {avatar_index(f"agent-{number}") for number in range(100)} == set(range(8))


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Maya Okafor", "MO"), ("hana", "H"), ("", "?"), ("  ", "?"), ("Ana de la Cruz", "AC")],
)
def test_initials_are_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials_of(name) == letters


def test_an_unknown_channel_has_an_icon() -> None:
    assert channel_icon("carrier-pigeon") == channel_icon("email") == "mail"


def test_small_signs_have_their_size_and_name(theme: Theme, qtbot: QtBot) -> None:
    avatar, glyph = Avatar(theme, size=24), PriorityGlyph(theme)
    pill, key = Pill(theme, "Open", tone="accent"), Keycap(theme, "S")
    avatar.set_person("Maya Okafor", "MO", pair=0, state="available")
    glyph.set_priority("urgent")
    for widget in (avatar, glyph, pill, key):
        qtbot.addWidget(widget)
        widget.grab()
    assert avatar.sizeHint() == QSize(24, 24)
    assert (avatar.accessibleName(), glyph.accessibleName()) == ("Maya Okafor", "Priority urgent")
    assert (pill.sizeHint().height(), key.sizeHint().height()) == (20, 18)


def test_painting_does_not_eat_references_to_none(theme: Theme) -> None:
    """Some releases of the binding lose one with each call that returns nothing, and abort."""
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(100_000):
        painter.setPen(QColor("#000000"))
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - 1000
    assert QPoint(0, 0) == QPoint()
