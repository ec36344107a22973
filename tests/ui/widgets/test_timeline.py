# SPDX-License-Identifier: Apache-2.0
"""The conversation changes in place and what is being read stays where it is."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT
from ui.widgets import message_painter
from ui.widgets.label import literal_tooltip
from ui.widgets.message_value import AttachmentValue, MessageAction, MessageValue, NewSince
from ui.widgets.timeline import Timeline


def _message(number: int, text: str = "The pickup is at three. " * 12) -> MessageValue:
    return MessageValue(f"m{number}", "customer", "Hana Ito", "12:18", text, "HI", 1)


FILED = replace(
    _message(1, "Short."),
    attachments=(AttachmentValue("f1", "webhook.log", "18 KB"),),
    mark="pending",
    mark_text="Waits for the connection, then sends",
    actions=(MessageAction("edit", "Edit"), MessageAction("discard", "Discard")),
)
MANY = tuple(_message(number) for number in range(60))


@pytest.fixture
def timeline(theme: Theme, qtbot: QtBot) -> Timeline:
    timeline = Timeline(theme)
    qtbot.addWidget(timeline)
    timeline.resize(556, 500)
    timeline.show()
    return timeline


def _scroll_to_middle(timeline: Timeline) -> None:
    timeline.verticalScrollBar().setValue(timeline.verticalScrollBar().maximum() // 2)
    timeline.grab()


def test_a_conversation_opens_at_its_end(timeline: Timeline) -> None:
    timeline.show_conversation("t1", MANY)
    bar = timeline.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_a_conversation_with_unread_messages_opens_at_the_first(timeline: Timeline) -> None:
    timeline.show_conversation("t1", MANY, new_since=NewSince("m20", "New since 13:20"))
    timeline.grab()
    assert 0 < timeline.message_top("m20") < 100


@pytest.mark.parametrize("place", [0, 10, 59])
def test_what_is_read_stays_put_when_messages_arrive(timeline: Timeline, place: int) -> None:
    timeline.show_conversation("t1", MANY)
    _scroll_to_middle(timeline)
    before = timeline.message_top("m30")
    grown = (*MANY[:place], _message(100), *MANY[place:], _message(101))
    timeline.show_conversation("t1", grown)
    timeline.grab()
    assert timeline.message_top("m30") == pytest.approx(before, abs=1)


def test_what_is_read_stays_put_when_a_message_above_grows_or_goes(timeline: Timeline) -> None:
    timeline.show_conversation("t1", MANY)
    _scroll_to_middle(timeline)
    before = timeline.message_top("m30")
    longer = replace(MANY[3], text="line\n" * 40)
    timeline.show_conversation("t1", (*MANY[1:3], longer, *MANY[4:]))
    timeline.grab()
    assert timeline.message_top("m30") == pytest.approx(before, abs=1)


def test_a_view_at_the_end_follows_new_messages(timeline: Timeline) -> None:
    timeline.show_conversation("t1", MANY)
    timeline.show_conversation("t1", (*MANY, _message(60)))
    bar = timeline.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_measuring_long_messages_while_scrolling_up_makes_no_jump(timeline: Timeline) -> None:
    odd = tuple(_message(n, "word " * (1 + 300 * (n % 3))) for n in range(60))
    timeline.show_conversation("t1", odd)
    timeline.grab()
    bar = timeline.verticalScrollBar()
    seen = timeline.message_top("m59")
    for _ in range(40):
        before = bar.value()
        bar.setValue(bar.value() - 20)
        moved = before - bar.value()
        tops = timeline.message_top("m59")
        assert tops == pytest.approx(seen + moved, abs=1)
        timeline.grab()
        seen = timeline.message_top("m59")
        assert seen == pytest.approx(tops, abs=1)


def test_customer_reply_and_note_are_told_apart_by_their_cards(timeline: Timeline) -> None:
    base = _message(1, "Short.")
    grounds = []
    for kind in ("customer", "reply", "note"):
        timeline.show_conversation(kind, [replace(base, kind=kind)])
        image = timeline.grab().toImage()
        bar = image.pixelColor(55, 40).name().upper()
        grounds.append((bar, image.pixelColor(300, 45).name().upper()))
    assert grounds == [
        (LIGHT.surface, LIGHT.surface),
        (LIGHT.accent, LIGHT.surface),
        (LIGHT.note, LIGHT.note),
    ]


def test_theme_switch_repaints_the_cards(timeline: Timeline, theme: Theme) -> None:
    timeline.show_conversation("t1", [_message(1, "Short.")])
    theme.set_scheme("dark")
    image = timeline.grab().toImage()
    assert image.pixelColor(3, 3).name().upper() == DARK.window
    assert image.pixelColor(300, 45).name().upper() == DARK.surface


def test_files_and_actions_are_pressed_by_id(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_conversation("t1", [FILED])
    timeline.grab()
    with qtbot.waitSignal(timeline.attachment_opened) as opened:
        qtbot.mouseClick(
            timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(90, 16 + 10 + 46 + 20)
        )
    with qtbot.waitSignal(timeline.action_requested) as asked:
        qtbot.mouseClick(
            timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(500, 16 + 104 + 6 + 15)
        )
    assert opened.args == ["f1"]
    assert asked.args == ["m1", "discard"]


@pytest.mark.parametrize("place", [QPoint(90, 92), QPoint(500, 141)])
def test_what_can_be_pressed_shows_so_under_the_pointer(
    timeline: Timeline, qtbot: QtBot, place: QPoint
) -> None:
    timeline.show_conversation("t1", [FILED])
    rest = timeline.grab().toImage()
    qtbot.mouseMove(timeline.viewport(), place)
    assert timeline.grab().toImage() != rest
    QCoreApplication.sendEvent(timeline, QEvent(QEvent.Type.Leave))
    assert timeline.grab().toImage() == rest


def test_files_actions_links_and_text_are_found_where_people_read_from_the_right(
    timeline: Timeline, qtbot: QtBot
) -> None:
    timeline.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    timeline.show_conversation("t1", [replace(FILED, text="Alpha beta gamma")])
    timeline.grab()
    view, left = timeline.viewport(), Qt.MouseButton.LeftButton
    with qtbot.waitSignal(timeline.attachment_opened):
        qtbot.mouseClick(view, left, pos=QPoint(556 - 90, 92))
    with qtbot.waitSignal(timeline.action_requested) as asked:
        qtbot.mouseClick(view, left, pos=QPoint(556 - 500, 141))
    assert asked.args == ["m1", "discard"]
    words = QPoint(41, 62)  # a text in Latin letters still begins at its left
    qtbot.mouseDClick(view, left, pos=words)
    assert timeline.selected_text() == "Alpha"
    qtbot.mousePress(view, left, pos=words)
    qtbot.mouseMove(view, words + QPoint(200, 0))
    assert timeline.selected_text().endswith("beta gamma")


def test_the_face_of_the_writer_is_on_the_side_from_which_people_read(timeline: Timeline) -> None:
    timeline.show_conversation("t1", [_message(1)])
    plain = timeline.grab().toImage()
    timeline.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    turned = timeline.grab().toImage()
    window = QColor(LIGHT.window)
    assert plain.pixelColor(32, 26) != window != turned.pixelColor(556 - 33, 26)
    assert plain.pixelColor(556 - 10, 26) == window == turned.pixelColor(9, 26)


def test_a_message_without_a_text_is_its_files_or_says_so(timeline: Timeline) -> None:
    files = replace(FILED, text="", mark="none", mark_text="", actions=())
    timeline.show_conversation("t1", [files])
    alone = timeline._column.layout_of(0)
    timeline.show_conversation("t2", [replace(files, text="One line")])
    assert alone.height == timeline._column.layout_of(0).height - 26
    timeline.show_conversation("t3", [replace(files, attachments=())])
    image = timeline.grab().toImage()
    assert any(image.pixelColor(x, 62) != QColor(LIGHT.surface) for x in range(69, 110))


def test_the_name_of_a_file_has_room_for_the_signs_that_stand_for_hidden_ones(
    timeline: Timeline,
) -> None:
    odd = AttachmentValue("f1", "invoice\u202efdp.exe", "2 KB")
    timeline.show_conversation("t1", [replace(FILED, attachments=(odd,))])
    shown = replace(odd, name="invoice\ufffdfdp.exe")
    (chip,) = timeline._column.layout_of(0).chips
    timeline.show_conversation("t1", [replace(FILED, attachments=(shown,))])
    assert chip.rect == timeline._column.layout_of(0).chips[0].rect


def test_text_is_selected_with_the_mouse_and_copied_with_keys(
    timeline: Timeline, qtbot: QtBot
) -> None:
    timeline.show_conversation("t1", [_message(1, "Alpha beta gamma")])
    timeline.grab()
    qtbot.mouseDClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(75, 62))
    qtbot.keyClick(timeline, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert timeline.selected_text() == "Alpha"
    assert QGuiApplication.clipboard().text() == "Alpha"


def test_text_is_selected_and_copied_with_keys_alone(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_conversation("t1", [_message(1, "Alpha beta"), _message(2, "Gamma delta")])
    timeline.grab()
    timeline.setFocus()
    clipboard, control = QGuiApplication.clipboard(), Qt.KeyboardModifier.ControlModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(timeline, Qt.Key.Key_C, control)
    copied = [clipboard.text()]
    qtbot.keyClick(timeline, Qt.Key.Key_Up, shift)
    qtbot.keyClick(timeline, Qt.Key.Key_Right, shift)
    qtbot.keyClick(timeline, Qt.Key.Key_C, control)
    copied.append(clipboard.text())
    qtbot.keyClick(timeline, Qt.Key.Key_Right, shift | control)
    copied.append(timeline.selected_text())
    qtbot.keyClick(timeline, Qt.Key.Key_A, control)
    copied.append(timeline.selected_text())
    assert copied == ["Gamma delta", "A", "Alpha ", "Alpha beta"]


def test_what_was_copied_elsewhere_stays_where_there_is_nothing_to_copy(
    timeline: Timeline, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("kept")
    timeline.show_conversation("t1", [])
    qtbot.keyClick(timeline, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "kept"


def test_an_inline_picture_appears_when_its_attachment_is_given(timeline: Timeline) -> None:
    picture = QImage(60, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("#FF0000"))
    message = replace(_message(1), html='<p><img src="attachment:f1"></p>')
    timeline.show_conversation("t1", [message])
    before = timeline.grab().toImage()
    timeline.set_attachment_images({"f1": picture})
    after = timeline.grab().toImage()
    point = QPoint(85, 65)
    assert before.pixelColor(point) != QColor("#FF0000")
    assert after.pixelColor(point) == QColor("#FF0000")


def test_an_empty_conversation_is_harmless(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_conversation("t1", [])
    timeline.grab()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(timeline, key)
    qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert timeline.selected_text() == ""
    with pytest.raises(KeyError):
        timeline.message_top("m1")


def _with_quote() -> MessageValue:
    return replace(_message(1, "Yes.\n\nOn 12 Nov Maya wrote:\n> Is it three?\n> Or four?"))


def test_the_dots_show_the_quote_and_fold_it_again(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_conversation("t1", (_with_quote(),))
    timeline.grab()
    folded = timeline._column.layout_of(0)
    assert folded.fold is not None
    point = folded.fold.rect.center() + QPoint(0, round(timeline.message_top("m1")))
    qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    unfolded = timeline._column.layout_of(0)
    assert unfolded.whole
    assert unfolded.height > folded.height


def test_several_events_open_by_a_press_and_by_their_key(timeline: Timeline, qtbot: QtBot) -> None:
    events = tuple(MessageValue(f"e{n}", "event", "Tomas", "12:00", "set it") for n in range(5))
    timeline.show_conversation("t1", (_message(0), *events))
    timeline.grab()
    assert len(timeline.shown) == 2
    where = QPoint(100, round(timeline.message_top("events e0")) + 10)
    qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert len(timeline.shown) == 7
    timeline.toggle_events()
    assert len(timeline.shown) == 2
    timeline.toggle_events()
    assert len(timeline.shown) == 7


def test_the_ring_of_an_event_leaves_room_around_its_words(
    timeline: Timeline, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rings: list[QRectF] = []
    monkeypatch.setattr(
        message_painter, "draw_focus_ring", lambda *each, **_: rings.append(each[2])
    )
    timeline.show_conversation("t1", (replace(_message(0, "set it to Pending"), kind="event"),))
    timeline.setFocus()
    qtbot.keyClick(timeline, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    timeline.grab()
    layout = timeline._column.layout_of(0)
    assert rings[-1].left() < layout.avatar.left()
    assert rings[-1].right() > layout.head.right()


def test_a_filter_goes_with_its_ticket(timeline: Timeline) -> None:
    note = MessageValue("n1", "note", "Tomas", "12:00", "Hm")
    timeline.show_conversation("t1", (*MANY, note))
    timeline.set_only("notes")
    assert [each.id for each in timeline.shown] == ["n1"]
    timeline.go_to("m3")
    assert timeline.only == "all"
    timeline.set_only("notes")
    timeline.show_conversation("t2", MANY)
    assert timeline.only == "all"


def test_a_jump_brings_the_message_to_the_top(timeline: Timeline) -> None:
    timeline.show_conversation("t1", MANY)
    timeline.go_to("m17")
    assert 0 <= timeline.message_top("m17") < 40


def test_messages_that_come_after_the_first_look_open_at_the_unread_part(
    timeline: Timeline,
) -> None:
    timeline.show_conversation("t1", ())
    timeline.show_conversation("t1", MANY, new_since=NewSince("m20", "New since 13:20"))
    timeline.grab()
    assert 0 < timeline.message_top("m20") < 100


def test_what_is_on_screen_is_told_once(timeline: Timeline) -> None:
    told: list[frozenset[str]] = []
    timeline.viewed.connect(told.append)
    timeline.show_conversation("t1", MANY)
    timeline.grab()
    timeline.grab()
    (seen,) = told
    assert "m59" in seen
    assert "m0" not in seen


def test_nothing_is_on_screen_where_the_conversation_is_out_of_sight(timeline: Timeline) -> None:
    told: list[frozenset[str]] = []
    timeline.show_conversation("t1", MANY)
    timeline.show()
    timeline.grab()
    timeline.viewed.connect(told.append)
    timeline.hide()
    assert told == [frozenset()]


def test_a_link_says_where_it_goes_and_files_are_no_links(timeline: Timeline, qtbot: QtBot) -> None:
    html = '<p><a href="https://bank.example/x">help</a></p><p><a href="file:///x">help</a></p>'
    timeline.show_conversation("t1", (replace(_message(1, ""), html=html),))
    timeline.grab()
    layout = timeline._column.layout_of(0)
    top = timeline.message_top("m1")
    opened: list[str] = []
    timeline.link_opened.connect(opened.append)
    first = QPoint(round(layout.body.x()) + 8, round(top + layout.body.y()) + 8)
    qtbot.mouseMove(timeline.viewport(), first)
    assert "https://bank.example/x" in timeline.viewport().toolTip()
    qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=first)
    second = first + QPoint(0, 28)
    qtbot.mouseMove(timeline.viewport(), second)
    assert timeline.viewport().toolTip() == ""
    qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert opened == ["https://bank.example/x"]


def test_promise_40_a_file_tells_its_whole_name_under_the_pointer(
    timeline: Timeline, qtbot: QtBot
) -> None:
    name = "<b>" + "a" * 150 + "\u202efdp.exe"
    filed = replace(FILED, attachments=(AttachmentValue("f1", name, "18 KB"),))
    timeline.show_conversation("t1", (filed, _message(2, "https://a.example")))
    timeline.grab()
    (chip,), view = timeline._column.layout_of(0).chips, timeline.viewport()
    place = chip.rect.center().toPoint() + QPoint(0, round(timeline.message_top("m1")))
    qtbot.mouseMove(view, place)
    assert view.toolTip() == literal_tooltip(name)
    assert "\u202e" not in view.toolTip()
    assert "\ufffdfdp.exe" in view.toolTip()
    qtbot.mouseMove(view, place + QPoint(0, 200))
    assert view.toolTip() == ""


def test_a_time_is_told_in_full_under_the_pointer(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_conversation("t1", (_message(1, "Short."), _message(2, "https://a.example")))
    timeline.grab()
    timeline.moment_asked.connect(lambda id: timeline.tell_moment(f"The moment of {id} <b>"))
    layout, view = timeline._column.layout_of(0), timeline.viewport()
    time = layout.head.topRight().toPoint() + QPoint(-5, 10 + round(timeline.message_top("m1")))
    told = []
    for place in (time, time - QPoint(60, 0), time + QPoint(0, round(layout.height) + 12)):
        qtbot.mouseMove(view, place)
        told.append(view.toolTip())
    assert told == [
        literal_tooltip("The moment of m1 <b>"),
        "",
        literal_tooltip("The moment of m2 <b>"),
    ]


def test_an_address_in_plain_text_is_a_link_without_the_full_stop(timeline: Timeline) -> None:
    timeline.show_conversation("t1", (_message(1, "https://a.example/x. Or `code`."),))
    timeline.grab()
    document = timeline._column.layout_of(0).document
    assert document is not None
    assert document.documentLayout().anchorAt(QPoint(10, 10)) == "https://a.example/x"


def test_the_keys_reach_every_link_of_a_message(timeline: Timeline, qtbot: QtBot) -> None:
    message = replace(
        _message(1, "See https://a.example/x.\n-- \nHana"),
        attachments=(AttachmentValue("f1", "a.log", "1 KB"),),
        mark_text="Goes out",
        actions=(MessageAction("retract", "Take back"),),
    )
    timeline.show_conversation("t1", (_message(0), message))
    qtbot.keyClick(timeline, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    timeline.grab()
    asked: list[str] = []
    timeline.links_requested.connect(asked.append)
    qtbot.keyClick(timeline, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == []
    qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert asked == ["m1"]
    links = timeline.links_of("m1")
    assert [link.kind for link in links] == ["address", "fold", "file", "action"]
    told: list[object] = []
    timeline.link_opened.connect(told.append)
    timeline.attachment_opened.connect(told.append)
    timeline.action_requested.connect(lambda message, key: told.append(key))
    for link in links:
        timeline.press("m1", link)
    assert told == ["https://a.example/x", "f1", "retract"]
    assert timeline._column.layout_of(1).whole


def test_shift_and_arrows_go_by_message_and_mark_it(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.show_conversation("t1", MANY)
    timeline.verticalScrollBar().setValue(0)
    for expected in ("m1", "m2", "m3"):
        qtbot.keyClick(timeline, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        assert timeline.current == expected
    qtbot.keyClick(timeline, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert timeline.current == "m2"
    assert timeline.stepped_to == "m2"


def test_of_a_long_conversation_only_what_is_seen_is_laid_out(timeline: Timeline) -> None:
    long = tuple(_message(number) for number in range(5000))
    timeline.show_conversation("t1", long, new_since=NewSince("m2500", "New since 13:20"))
    timeline.grab()
    assert 0 < timeline.message_top("m2500") < 100
    assert len(timeline._column._layouts) < 30
    timeline.show_conversation("t1", (*long, _message(9000)))
    timeline.grab()
    assert len(timeline._column._layouts) < 30


@pytest.mark.parametrize(
    "message",
    [
        _message(1, "word " * 1_000_000),
        _message(1, "w" * 5_000_000),
        _message(1, "line\n" * 1_000_000),
        replace(_message(1, "short"), html="<p>word <b>bold</b></p>" * 200_000),
        replace(_message(1, "short"), html="<blockquote>" * 9000),
        replace(_message(1, ("y" * 400 + " ") * 40), author="x" * 400),
    ],
    ids=["words", "one word", "lines", "markup", "nested", "long words"],
)
def test_a_huge_message_is_never_laid_out_whole(timeline: Timeline, message: MessageValue) -> None:
    timeline.show_conversation("t1", (message,))
    timeline.grab()
    timeline._column.toggle_whole("m1")
    timeline.grab()
    layout = timeline._column.layout_of(0)
    assert layout.document is not None
    assert layout.document.characterCount() < 125_000
    assert layout.document.size().width() <= layout.card.width()


def test_what_was_never_read_opens_at_its_start(timeline: Timeline) -> None:
    timeline.show_conversation("t1", MANY, start="m0")
    timeline.grab()
    assert timeline.verticalScrollBar().value() == 0


def test_the_divider_is_as_wide_as_the_cards(
    timeline: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    timeline.resize(1600, 600)
    said = tuple(
        MessageValue(f"m{number}", "customer", "Hana", "12:18", "One line") for number in range(2)
    )
    drawn: list[float] = []

    def remember(painter: QPainter, rect: QRectF, text: str) -> None:
        drawn.append(rect.width())

    monkeypatch.setattr(timeline._painter, "paint_divider", remember)
    timeline.show_conversation("t1", said, new_since=NewSince("m1", "New since 13:20"))
    timeline.viewport().grab()
    assert drawn[-1] == timeline._column.layout_of(1).card.width()
