# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.errors import (
    BadJoinCode,
    NoRoom,
    SignInRefused,
    Unreachable,
    WrongPassphrase,
)
from app.link.check import Check
from sync_server.contract.joincode import JoinCode, encode_join_code
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from ui.faults import Faults
from ui.windows.signin.controller import SignInController

CODE = encode_join_code(JoinCode("desk.example", 8443, "ab" * 32, "invited"))
OPEN_CODE = encode_join_code(JoinCode("desk.example", 8443, "ab" * 32))


def fill(controller, code=CODE):
    window = controller.window
    window.join_code.set_text(code)
    window.join_code.edited.emit(code)
    window.email.set_text(" maya@brightwater.example ")
    window.password.set_text("correct horse")


async def press(controller):
    controller.window.primary.click()
    await settle()


def said(field):
    return field.input.accessibleDescription()


async def test_the_first_time_a_join_code_is_needed(controller, door):
    window = controller.window
    assert (window.join_code.isVisible(), window.passphrase.isVisible()) == (True, False)
    await press(controller)
    assert said(window.join_code) == "A join code is needed."
    assert said(window.email) == "Your address is needed."
    assert door.entered == []


async def test_signing_in_gives_what_was_entered(controller, door):
    fill(controller)
    await press(controller)
    assert door.entered == [
        {"join_code": CODE, "email": "maya@brightwater.example", "password": "correct horse"}
    ]


async def test_enter_in_a_field_signs_in(controller, door, qtbot):
    fill(controller)
    qtbot.keyClick(controller.window.password.input, Qt.Key.Key_Return)
    await settle()
    assert len(door.entered) == 1


async def test_a_join_code_names_the_server_and_is_checked_by_itself(controller, door):
    fill(controller)
    assert controller.window.server.text() == "desk.example:8443"
    assert "choose your password" in said(controller.window.password)
    controller._pause.timeout.emit()
    await settle()
    assert door.checked[-1] == CODE
    assert not controller.window.report.isVisible()


async def test_a_code_without_an_invitation_asks_for_the_password_one_has(controller):
    fill(controller, OPEN_CODE)
    assert said(controller.window.password) == ""


async def test_half_a_code_is_not_checked(controller, door):
    before = len(door.checked)
    fill(controller, CODE[:40])
    controller._pause.timeout.emit()
    await settle()
    assert len(door.checked) == before


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("name", "No computer has this name"),
        ("port", "No answer on this port"),
        ("certificate", "This is not the server that it should be"),
        ("greeting", "The service does not answer"),
    ],
)
async def test_the_step_that_fails_is_said_in_words_with_a_report(controller, door, step, words):
    door.failing = step
    fill(controller)
    controller._pause.timeout.emit()
    await settle()
    assert controller.window.advice_title.text() == words
    controller.window.report.click()
    assert f"{step}: failed" in QApplication.clipboard().text()


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ("shape", "This is not a join code. Copy all of it."),
        ("typo", "There is a mistake in this join code. Copy it again."),
    ],
)
async def test_a_bad_join_code_is_said_at_its_field(controller, door, problem, words):
    fill(controller)
    door.trouble = BadJoinCode(problem)
    await press(controller)
    assert said(controller.window.join_code) == words
    assert controller.window.password.text() == "correct horse"


async def test_a_refusal_is_said_in_words_and_keeps_what_was_typed(controller, door):
    fill(controller)
    door.trouble = SignInRefused(Refusal(code="sign_in"))
    await press(controller)
    assert said(controller.window.password) == "Address, password or code is wrong."
    assert controller.window.primary.isEnabled()
    assert controller.window.server.text() == "desk.example:8443"
    await press(controller)
    assert len(door.entered) == 1


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Unreachable("certificate"), "This is not the server that the join code names."),
        (Unreachable("network"), "The server does not answer."),
        (Unreachable("something new"), "The server does not answer."),
        (NoRoom(5), "no room on this computer, 5 bytes are needed"),
    ],
)
async def test_what_stands_in_the_way_is_said(controller, door, trouble, words):
    fill(controller)
    door.trouble = trouble
    await press(controller)
    assert controller.window.trouble.text() == words


async def test_without_a_keyring_a_passphrase_keeps_things_here(controller, door):
    door.vault.kind = "memory"
    controller.refresh()
    assert controller.window.passphrase.isVisible()
    assert "No secure storage found" in said(controller.window.passphrase)
    fill(controller)
    controller.window.passphrase.set_text("long enough")
    await press(controller)
    assert (door.passphrases, len(door.entered)) == (["long enough"], 1)


async def test_without_a_keyring_one_may_work_online_only(controller, door):
    door.vault.kind = "memory"
    controller.refresh()
    fill(controller)
    await press(controller)
    assert (door.passphrases, len(door.entered)) == ([], 1)


async def test_a_locked_profile_asks_for_its_passphrase_only(controller, door):
    door.vault.kind = "locked"
    controller.refresh()
    window = controller.window
    assert (window.email.isVisible(), window.passphrase.isVisible()) == (False, True)
    assert window.primary.text() == "Unlock"
    door.trouble = WrongPassphrase()
    window.passphrase.set_text("wrong")
    await press(controller)
    assert said(window.passphrase) == "This is not the passphrase of this computer."
    window.passphrase.set_text("right")
    await press(controller)
    assert door.passphrases == ["right"]


async def test_a_profile_that_knows_its_desk_needs_no_join_code(controller, door):
    door.knows_desk = True
    controller.refresh()
    await settle()
    window = controller.window
    assert (window.join_code.isVisible(), window.change.isVisible()) == (False, True)
    window.email.set_text("maya@brightwater.example")
    window.password.set_text("correct horse")
    await press(controller)
    assert door.entered[0]["join_code"] is None
    window.change.click()
    assert window.join_code.isVisible()


async def test_too_long_without_contact_is_said(controller, door):
    door.state.reason = "no_contact"
    controller.refresh()
    assert "no contact with the server" in controller.window.trouble.text()


async def test_why_one_was_signed_out_is_said(controller, door):
    door.knows_desk = True
    door.state.reason = "device_revoked"
    controller.refresh()
    await settle()
    assert controller.window.trouble.text() == "This device has been signed out."


async def test_everything_has_a_name_and_shows_markup_literally(controller):
    widgets = controller.window.findChildren(QWidget)
    nameless = [
        each.objectName()
        for each in widgets
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.accessibleName()
    ]
    labels = {each.textFormat() for each in widgets if isinstance(each, QLabel)}
    assert (nameless, labels) == ([], {Qt.TextFormat.PlainText})


async def test_a_closed_window_is_gone(qapp, theme, door):
    before = len(QApplication.topLevelWidgets())
    controller = SignInController(door, theme, faults=Faults())
    told: list[object] = []
    controller.closed.connect(lambda: told.append(1))
    controller.window.show()
    controller.refresh()
    controller.close()
    controller.deleteLater()
    await settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert (len(QApplication.topLevelWidgets()), told) == (before, [1])


async def test_whose_server_it_is_is_said_once_it_answered(controller, door):
    fill(controller)
    await settle()
    checks = [*controller._checks[:-1], Check(step="greeting", ok=True, desk="Brightwater")]
    controller._show_checks(checks)
    assert controller.window.subtitle.text() == "This server belongs to Brightwater"


async def test_a_failed_check_can_be_tried_again(controller, door):
    fill(controller)
    door.failing = "port"
    controller._check()
    await settle()
    assert not controller.window.again.isHidden()
    door.failing = ""
    controller.window.again.click()
    await settle()
    assert controller.window.again.isHidden()


async def test_another_certificate_shows_both_fingerprints(controller):
    wrong = Check(step="certificate", ok=False, detail="Expected the authority aa, found bb")
    controller._show_checks([*controller._checks[:2], wrong, Check(step="greeting", ok=None)])
    assert "Expected the authority aa, found bb" in controller.window.advice.text()
