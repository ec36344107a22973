# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt

from ui.widgets.choice import Choice
from ui.widgets.composer import Composer
from ui.widgets.composer_addresses import AddressBook
from ui.widgets.composer_recipients import Recipients
from ui.widgets.composer_token import AddressToken
from ui.widgets.composer_value import ComposerDraft


class Book(AddressBook):
    def judge(self, address):
        return {"x@new.example": "new", "nobody": "bad"}.get(address, "known")

    def suggest(self, beginning):
        known = {"hana@k.example": "Hana Ito", "hans@k.example": "Hans Berg"}
        return tuple(
            Choice(address, name) for address, name in known.items() if beginning in address
        )


@pytest.fixture
def recipients(theme, qtbot):
    recipients = Recipients(theme)
    recipients.set_book(Book())
    qtbot.addWidget(recipients)
    recipients.resize(480, 200)
    recipients.set_recipients(("hana@k.example",), ("a@k.example", "b@k.example"))
    recipients.show()
    return recipients


def tones(field):
    return [token.tone for token in field.findChildren(AddressToken) if not token.isHidden()]


def test_the_line_says_who_gets_it_and_unfolds_by_enter(recipients, qtbot):
    assert recipients.line.accessibleName() == "To hana@k.example, Cc 2"
    assert not recipients.is_unfolded
    qtbot.keyClick(recipients.line, Qt.Key.Key_Return)
    assert recipients.is_unfolded
    qtbot.mouseClick(recipients.line, Qt.MouseButton.LeftButton)
    assert not recipients.is_unfolded


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Comma, Qt.Key.Key_Semicolon])
def test_an_address_becomes_a_token_at_its_end(recipients, qtbot, end):
    recipients.unfold()
    qtbot.keyClicks(recipients.cc.input, "x@new.example")
    with qtbot.waitSignal(recipients.changed):
        qtbot.keyClick(recipients.cc.input, end)
    assert recipients.cc.addresses == ("a@k.example", "b@k.example", "x@new.example")
    assert recipients.cc.input.text() == ""
    assert tones(recipients.cc)[-1] == "new"


def test_a_list_is_pasted_at_once_and_nobody_is_named_twice(recipients, qtbot):
    recipients.unfold()
    recipients.cc.input.setText("Ken <ken@k.example>, Ann <A@k.example>")
    recipients.cc.commit()
    assert recipients.cc.addresses == ("a@k.example", "b@k.example", "ken@k.example")


def test_what_is_no_address_is_said_and_holds_the_reply_back(recipients, qtbot):
    recipients.unfold()
    qtbot.keyClicks(recipients.to.input, "nobody")
    assert recipients.problem == "nobody is not an address."
    qtbot.keyClick(recipients.to.input, Qt.Key.Key_Return)
    assert recipients.to.input.accessibleDescription() == "nobody is not an address."
    assert tones(recipients.to) == ["known", "bad"]
    qtbot.keyClick(recipients.to.input, Qt.Key.Key_Backspace)
    assert recipients.problem == ""


def test_a_reply_to_nobody_is_none(recipients, qtbot):
    recipients.unfold()
    qtbot.keyClick(recipients.to.input, Qt.Key.Key_Backspace)
    assert recipients.problem == "Add somebody to send this to."


def test_a_token_is_taken_away_by_delete(recipients, qtbot):
    recipients.unfold()
    first = recipients.cc.findChildren(AddressToken)[0]
    assert first.accessibleName() == "Remove a@k.example"
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert recipients.cc.addresses == ("b@k.example",)


def test_people_are_offered_and_taken_without_leaving_the_keyboard(recipients, qtbot):
    recipients.unfold()
    recipients.to.set_addresses(())
    qtbot.keyClicks(recipients.to.input, "han")
    assert recipients.to.completer.labels == ("Hana Ito", "Hans Berg")
    qtbot.keyClick(recipients.to.input, Qt.Key.Key_Down)
    assert recipients.to.input.accessibleDescription() == "Hans Berg, 2 / 2"
    qtbot.keyClick(recipients.to.input, Qt.Key.Key_Return)
    assert recipients.to.addresses == ("hans@k.example",)


def test_many_addresses_take_as_many_rows_as_they_need(recipients):
    recipients.unfold()
    one = recipients.cc.height()
    recipients.set_recipients(("h@k.example",), tuple(f"{n}@company.example" for n in range(12)))
    assert recipients.cc.height() >= 3 * one


def test_an_empty_line_for_the_next_address_comes_once_somebody_goes_there(recipients, qtbot):
    recipients.unfold()
    cc = recipients.cc
    one = recipients.to.height()
    cc.set_addresses(("boss@company.example", "ann@company.example"))
    assert not cc.input.hasFocus()
    assert cc.height() == one
    assert cc.input.geometry().right() < cc.width()
    cc.input.setFocus()
    assert cc.height() == 2 * one
    recipients.to.input.setFocus()
    assert cc.height() == one


@pytest.fixture
def composer(theme, qtbot):
    composer = Composer(theme)
    qtbot.addWidget(composer)
    composer.set_recipients(("hana@k.example",))
    composer.set_draft(ComposerDraft("reply", "Dear Hana"))
    composer.show()
    composer.recipients.unfold()
    return composer


def test_the_reply_is_sent_from_the_addresses_too_with_what_is_typed_there(composer, qtbot):
    qtbot.keyClicks(composer.recipients.cc.input, "ken@k.example")
    with qtbot.waitSignal(composer.send_requested):
        qtbot.keyClick(
            composer.recipients.cc.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    assert composer.recipients.cc.addresses == ("ken@k.example",)


def test_escape_goes_back_to_the_text(composer, qtbot):
    with qtbot.assertNotEmitted(composer.left):
        qtbot.keyClick(composer.recipients.to.input, Qt.Key.Key_Escape)
    assert not composer.recipients.is_unfolded
    assert composer.draft().text == "Dear Hana"
