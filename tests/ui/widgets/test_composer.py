# SPDX-License-Identifier: Apache-2.0
"""A reply and an internal note cannot be taken for one another, and no word is lost."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT
from ui.widgets.attachment_chip import AttachmentChip
from ui.widgets.attachment_row import AttachmentRow
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.composer import Composer
from ui.widgets.composer_value import ComposerDraft, DraftAttachment
from ui.widgets.drop_target import DropTarget
from ui.widgets.recipients_line import RecipientsLine


@pytest.fixture
def composer(theme: Theme, qtbot: QtBot) -> Composer:
    composer = Composer(theme)
    qtbot.addWidget(composer)
    composer.resize(556, 219)
    composer.show()
    return composer


def _ground(composer: Composer) -> str:
    return composer.grab().toImage().pixelColor(300, 150).name().upper()


def _switch_image(composer: Composer) -> QImage:
    return composer.switch.grab().toImage()


def test_a_note_differs_from_a_reply_in_four_ways(composer: Composer) -> None:
    composer.set_draft(ComposerDraft("reply", "Hello"))
    reply = (
        _ground(composer),
        composer.switch.accessibleDescription(),
        composer.send.text(),
        composer.send.kind,
    )
    reply_switch = _switch_image(composer)
    composer.set_mode("note")
    note = (
        _ground(composer),
        composer.switch.accessibleDescription(),
        composer.send.text(),
        composer.send.kind,
    )
    assert reply == (LIGHT.surface, "", "Send", "primary")
    assert note == (LIGHT.note, "Only your team sees this", "Add internal note", "note")
    assert _switch_image(composer) != reply_switch
    assert composer.editor.accessibleName() == "Internal note"


def test_switching_the_mode_keeps_the_text_and_says_so_once(
    composer: Composer, qtbot: QtBot
) -> None:
    composer.set_draft(ComposerDraft("reply", "Half a thought"))
    note = composer.switch.segment_rects()["note"].center().toPoint()
    heard: list[ComposerDraft] = []
    composer.draft_changed.connect(heard.append)
    qtbot.mouseClick(composer.switch.childAt(note), Qt.MouseButton.LeftButton)
    assert heard == [ComposerDraft("note", "Half a thought")]
    assert composer.draft() == heard[0]


def test_setting_a_draft_is_no_change_by_the_person(composer: Composer, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(composer.draft_changed):
        composer.set_draft(ComposerDraft("note", "Written yesterday"))
        composer.set_recipients(("hana@kestrel.example",))
        composer.set_online(False)
        composer.set_mode("reply")


def test_ctrl_enter_sends_what_is_written(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.editor, "Done")
    with qtbot.waitSignal(composer.send_requested) as sent:
        qtbot.keyClick(composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent.args == [ComposerDraft("reply", "Done")]
    assert composer.draft().text == "Done"


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_nothing_is_never_sent(composer: Composer, qtbot: QtBot, text: str) -> None:
    composer.set_draft(ComposerDraft("reply", text))
    with qtbot.assertNotEmitted(composer.send_requested):
        qtbot.keyClick(composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not composer.send.isEnabled()


def test_a_file_alone_may_be_sent_but_a_refused_one_holds_it_back(composer: Composer) -> None:
    composer.set_attachments([DraftAttachment("f1", "log.txt", "3 KB")])
    assert composer.send.isEnabled()
    composer.set_attachments(
        [DraftAttachment("f1", "console.mov", "48 MB", error="The limit is 25 MB")]
    )
    assert not composer.send.isEnabled()


def test_a_file_is_taken_away_by_its_cross_and_by_delete(composer: Composer, qtbot: QtBot) -> None:
    composer.set_attachments([DraftAttachment("f1", "log.txt", "3 KB")])
    chip = composer.findChildren(AttachmentChip)[0]
    with qtbot.waitSignal(composer.attachment_removed) as by_key:
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.waitSignal(composer.attachment_removed) as by_mouse:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, 12))
    assert by_key.args == by_mouse.args == ["f1"]


def test_a_bad_character_is_marked_in_place_and_the_text_kept(
    composer: Composer, qtbot: QtBot
) -> None:
    composer.set_draft(ComposerDraft("reply", "a😀b\u0000c"))
    composer.mark_error(3, "This character cannot be sent.")
    [mark] = composer.editor.extraSelections()
    assert (mark.cursor.selectionStart(), mark.cursor.selectionEnd()) == (4, 5)
    assert composer.editor.textCursor().position() == 4
    assert composer.editor.accessibleDescription() == "This character cannot be sent."
    assert composer.draft().text == "a😀b\u0000c"
    qtbot.keyClicks(composer.editor, "x")
    assert composer.editor.extraSelections() == []


def test_formatted_text_is_pasted_as_plain_text(composer: Composer) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold")
    composer.editor.insertFromMimeData(data)
    assert composer.draft().text == "bold"
    assert not composer.editor.document().toHtml().count("font-weight:7")


def test_escape_leaves_and_keeps_the_draft(composer: Composer, qtbot: QtBot) -> None:
    qtbot.keyClicks(composer.editor, "Later")
    with qtbot.waitSignal(composer.left):
        qtbot.keyClick(composer.editor, Qt.Key.Key_Escape)
    assert composer.draft().text == "Later"


def test_without_a_connection_the_button_says_when_it_will_go(composer: Composer) -> None:
    composer.set_online(False)
    assert composer.send.text() == "Send when online"
    composer.set_mode("note")
    assert composer.send.text() == "Add internal note"


def test_recipients_are_shown_for_replies_only(composer: Composer) -> None:
    composer.set_recipients(("hana@kestrel.example",), ("a@k.example", "b@k.example"))
    QApplication.processEvents()
    line = composer.findChildren(RecipientsLine)[0]
    shown = [line.isVisible()]
    for mode in ("note", "reply"):
        composer.set_mode(mode)
        shown.append(line.isVisible())
    assert shown == [True, False, True]
    assert line.accessibleName() == "To hana@kestrel.example, Cc 2"


def test_arrow_keys_move_between_the_modes(composer: Composer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(composer.switch.mode_chosen):
        qtbot.keyClick(composer.switch, Qt.Key.Key_Right)
    modes = [composer.mode]
    qtbot.keyClick(composer.switch, Qt.Key.Key_Right)
    qtbot.keyClick(composer.switch, Qt.Key.Key_Left)
    assert [*modes, composer.mode] == ["note", "reply"]


def test_a_mode_that_is_not_offered_is_refused(composer: Composer) -> None:
    with pytest.raises(ValueError, match="forward"):
        composer.set_mode("forward")


def test_every_line_written_has_the_height_of_the_design(composer: Composer, qtbot: QtBot) -> None:
    composer.set_draft(ComposerDraft("reply", "one\ntwo"))
    qtbot.keyClick(composer.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(composer.editor, "three")
    assert composer.editor.document().size().height() == 60


def test_the_composer_grows_with_the_text_up_to_its_limit(composer: Composer) -> None:
    composer.set_height_limit(400)
    heights = []
    for lines in (1, 10, 100):
        composer.set_draft(ComposerDraft("reply", "line\n" * lines))
        QApplication.processEvents()
        heights.append(composer.sizeHint().height())
    assert heights[0] == 219
    assert 219 < heights[1] < 400
    assert heights[2] == 400


def test_a_theme_switch_reaches_the_editor(composer: Composer, theme: Theme) -> None:
    composer.set_mode("note")
    theme.set_scheme("dark")
    assert _ground(composer) == DARK.note


def test_note_and_reply_buttons_share_no_colour(theme: Theme, qtbot: QtBot) -> None:
    faces = set()
    for kind in ("primary", "note"):
        button = Button(theme, "Send", kind=kind)
        qtbot.addWidget(button)
        faces.add(button.grab().toImage().pixelColor(6, 15).name().upper())
    assert faces == {LIGHT.accent, LIGHT.note_text}


def test_the_button_says_what_is_to_be_read_before_a_reply_is_sent(composer: Composer) -> None:
    composer.set_unread(1)
    assert composer.send.text() == "Read 1 new message"
    composer.set_unread(3)
    assert composer.send.text() == "Read 3 new messages"
    composer.set_mode("note")
    assert composer.send.text() == "Add internal note"
    composer.set_mode("reply")
    composer.set_unread(0)
    assert composer.send.text() == "Send"


def test_a_sentence_of_an_error_takes_no_more_room_than_its_lines(
    theme: Theme, qtbot: QtBot
) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    composer = Composer(theme, parent=ground)
    QVBoxLayout(ground).addWidget(composer)
    ground.resize(580, 600)
    ground.show()
    composer.set_draft(ComposerDraft("reply", "Hi Hana"))
    before = composer.height()
    composer.mark_error(3, "The customer would see this gap: fill it in or take it out.")
    QApplication.processEvents()
    assert composer.height() == before


@pytest.mark.parametrize("zoom", [0.8, 1.0, 1.5, 2.0])
def test_the_hint_stands_where_the_text_will(composer: Composer, theme: Theme, zoom: float) -> None:
    theme.set_zoom(zoom)
    empty = _first_row_with_ink(composer)
    composer.editor.insertPlainText("Write a reply")
    assert _first_row_with_ink(composer) == pytest.approx(empty, abs=1)


def _first_row_with_ink(composer: Composer) -> int:
    """Where in the text field something is drawn."""
    image = composer.editor.viewport().grab().toImage()
    ground = image.pixelColor(image.width() - 1, image.height() - 1)
    return next(
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y) != ground for x in range(image.width() - 1))
    )


def test_what_is_to_be_read_first_offers_no_status(composer: Composer) -> None:
    composer.foot.set_statuses((Choice("pending", "Pending"),), "pending")
    composer.set_unread(1)
    assert composer.foot.status.isHidden()
    composer.set_unread(0)
    assert not composer.foot.status.isHidden()


def test_a_long_status_gives_way_to_the_button_that_sends(composer: Composer) -> None:
    composer.resize(400, 219)
    composer.foot.set_statuses((Choice("pending", "Pending until the stocktaking"),), "pending")
    composer.set_online(False)
    QApplication.processEvents()
    assert composer.send.width() == composer.send.sizeHint().width()
    assert composer.foot.status.width() < composer.foot.status.sizeHint().width()
    assert composer.foot.status.geometry().right() < composer.foot.width()


def test_a_file_held_over_it_is_said_in_words(composer: Composer) -> None:
    composer.show_drop("Drop to attach")
    target = composer.findChildren(DropTarget)[0]
    assert target.isVisible()
    assert target.accessibleName() == "Drop to attach"
    assert target.geometry().size().width() > 500
    composer.show_drop("")
    assert not target.isVisible()


def test_the_modes_follow_the_way_of_reading(composer: Composer, qtbot: QtBot) -> None:
    composer.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    qtbot.keyClick(composer.switch, Qt.Key.Key_Left)
    modes = [composer.mode]
    reply = composer.switch.segment_rects()["reply"].center().toPoint()
    mirrored = QPoint(composer.switch.width() - reply.x(), reply.y())
    qtbot.mouseClick(composer.switch.childAt(mirrored), Qt.MouseButton.LeftButton)
    assert [*modes, composer.mode] == ["note", "reply"]


def test_what_there_is_no_room_for_scrolls_and_nothing_lies_over_another(
    theme: Theme, qtbot: QtBot
) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    composer = Composer(theme, parent=ground)
    QVBoxLayout(ground).addWidget(composer)
    ground.resize(520, 400)
    ground.show()
    composer.set_height_limit(330)
    composer.set_recipients(("hana@kestrel.example",), ("ken@kestrel.example",))
    composer.set_draft(ComposerDraft("reply", "line\n" * 30))
    composer.recipients.unfold()
    composer.set_attachments([DraftAttachment(str(n), "log.txt", "3 KB") for n in range(20)])
    QApplication.processEvents()
    QApplication.processEvents()
    assert composer.height() == 330
    row = composer.findChildren(AttachmentRow)[0]
    tops = [
        (widget.mapTo(composer, QPoint(0, 0)).y(), widget.height())
        for widget in (composer.recipients, composer.editor, row, composer.foot)
    ]
    ends = [top + height for top, height in tops]
    assert all(end <= top for end, (top, _) in zip(ends, [*tops[1:], (330, 0)], strict=True))
    assert tops[0][1] == composer.recipients.sizeHint().height()


def test_tab_goes_through_everything_as_it_stands(composer: Composer, qtbot: QtBot) -> None:
    composer.set_recipients(("hana@kestrel.example",), ("ken@kestrel.example",))
    composer.recipients.unfold()
    composer.set_attachments([DraftAttachment("f1", "log.txt", "3 KB")])
    composer.set_recipients(("hana@kestrel.example", "ops@kestrel.example"), ())
    composer.set_attachments(
        [DraftAttachment("f1", "log.txt", "3 KB"), DraftAttachment("f2", "b.png", "9 KB")]
    )
    composer.activateWindow()
    composer.switch.setFocus()
    reached = []
    for _ in range(12):
        widget = composer.focusWidget()
        reached.append(widget.objectName().removeprefix("composer."))
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert reached == [
        "mode.reply",
        "recipients.button",
        "recipient.remove",
        "recipient.remove",
        "to.field",
        "cc.field",
        "bcc.field",
        "text.editor",
        "attachment.remove",
        "attachment.remove",
        "attach.button",
        "replies.button",
    ]


def test_a_zoom_gives_it_its_height_at_once(theme: Theme, qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    composer = Composer(theme, parent=ground)
    QVBoxLayout(ground).addWidget(composer)
    ground.resize(900, 700)
    ground.show()
    composer.set_height_limit(900)
    composer.set_draft(ComposerDraft("reply", "Hi Hana"))
    QApplication.processEvents()
    theme.set_zoom(2.0)
    QApplication.processEvents()
    assert composer.height() == 438


def test_in_a_low_window_it_is_one_line_until_somebody_writes(theme: Theme, qtbot: QtBot) -> None:
    theme.set_zoom(2.0)
    ground = QWidget()
    qtbot.addWidget(ground)
    composer, beside = Composer(theme, parent=ground), QLineEdit(ground)
    column = QVBoxLayout(ground)
    column.addWidget(beside)
    column.addWidget(composer)
    composer.set_recipients(("hana@kestrel.example",))
    ground.resize(700, 600)
    ground.show()
    ground.activateWindow()
    beside.setFocus()
    parts = (composer.switch, composer.recipients, composer.foot)
    crowding: list[bool] = []
    composer.crowding.connect(crowding.append)
    composer.set_height_limit(300)
    QApplication.processEvents()
    assert not any(part.isVisible() for part in parts)
    assert composer.height() < theme.px(80)
    composer.editor.setFocus()
    QApplication.processEvents()
    assert all(part.isVisible() for part in parts)
    assert composer.height() >= composer.minimumSizeHint().height() > theme.px(170)
    beside.setFocus()
    assert not any(part.isVisible() for part in parts)
    composer.set_height_limit(450)
    assert all(part.isVisible() for part in parts)
    assert crowding == [True, False]


def test_where_there_is_little_room_the_marks_go_before_the_words_of_send(
    composer: Composer,
) -> None:
    composer.foot.set_statuses([Choice("pending", "Pending")], "pending")
    composer.set_online(False)
    composer.editor.setPlainText("Hello")
    bold = composer.findChild(QWidget, "composer.bold.button")
    assert bold is not None
    assert bold.isVisible()
    composer.resize(360, 219)
    QApplication.processEvents()
    foot = composer.foot
    assert not bold.isVisible()
    assert foot.send.width() >= foot.send.sizeHint().width()
    assert foot.rect().contains(foot.status.geometry())
    composer.resize(556, 219)
    QApplication.processEvents()
    assert bold.isVisible()
