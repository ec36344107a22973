# SPDX-License-Identifier: Apache-2.0
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from app.client import Held
from app.errors import (
    AnotherAccount,
    BadJoinCode,
    NoRoom,
    SignInRefused,
    Unreachable,
    WrongPassphrase,
)
from app.link.check import Check
from sync_server.contract.joincode import JoinCode, encode_join_code
from sync_server.contract.refusals import Refusal
from sync_server.contract.version import OLDEST_PROTOCOL, PROTOCOL
from tests.accessibility.fit import cramped
from tests.support.client_environment import settle
from ui.faults import Faults
from ui.windows.signin.checks import clock_words
from ui.windows.signin.controller import SignInController
from ui.windows.signin.window import SIZE

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


def lines(controller):
    """What the connection check says, by its lines."""
    return {
        each.accessibleName(): each.accessibleDescription()
        for each in controller.window.checks.findChildren(QWidget)
        if each.isVisible()
    }


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
        {
            "join_code": CODE,
            "email": "maya@brightwater.example",
            "password": "correct horse",
            "stays": True,
        }
    ]


async def test_who_does_not_want_to_stay_signed_in_says_so(controller, door):
    fill(controller)
    controller.window.stays.click()
    await press(controller)
    assert [each["stays"] for each in door.entered] == [False]


async def test_without_a_place_for_secrets_nobody_can_stay_signed_in(controller, door):
    assert controller.window.stays.isVisible()
    door.vault = SimpleNamespace(kind="memory")
    controller.refresh()
    await settle()
    assert not controller.window.stays.isVisible()


async def test_enter_in_a_field_signs_in(controller, door, qtbot):
    fill(controller)
    qtbot.keyClick(controller.window.password.input, Qt.Key.Key_Return)
    await settle()
    assert len(door.entered) == 1


async def test_a_whole_join_code_shows_where_it_leads(controller):
    field = controller.window.join_code.input
    QTest.keyClicks(field, CODE)
    assert field.cursorPosition() == 0


async def test_a_join_code_names_the_server_and_is_checked_by_itself(controller, door):
    fill(controller)
    assert controller.window.server.text() == "desk.example:8443"
    assert "choose it now" in said(controller.window.password)
    assert not controller.window.forgotten.isVisible()
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
        ("port", "No answer on port 8443"),
        ("certificate", "This is not the server that it should be"),
        ("greeting", "The service does not answer"),
    ],
)
async def test_the_step_that_fails_is_said_in_words_with_a_report(controller, door, step, words):
    door.failing = step
    fill(controller)
    controller._pause.timeout.emit()
    await settle()
    assert said(controller.window.server) == words
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
        (NoRoom(), "This disk is full. What you type is kept, nothing new can be stored."),
        (
            AnotherAccount(),
            "Somebody else is signed in on this computer. They have to sign out first.",
        ),
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


async def test_with_more_to_say_the_window_grows_before_anything_is_out_of_sight(controller, door):
    door.vault.kind = "memory"
    controller.refresh()
    fill(controller)
    await settle()
    window = controller.window
    assert window.server.isVisible()
    assert window.passphrase.isVisible()
    window.email.set_text("")
    window.password.set_text("")
    await press(controller)
    assert window.height() > SIZE[1]
    assert window._area.verticalScrollBar().maximum() == 0


async def test_the_words_to_choose_a_password_move_nothing(controller):
    before = controller.window.stays.y()
    code = controller.window.join_code
    fill(controller, OPEN_CODE)
    await settle()
    open_place = controller.window.stays.y()
    code.set_text(CODE)
    code.edited.emit(CODE)
    await settle()
    assert before < open_place == controller.window.stays.y()


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


async def test_another_server_needs_another_join_code(controller):
    fill(controller)
    controller.window.change.click()
    assert (controller.window.join_code.text(), controller.window.server.text()) == ("", "")


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


HELD = Held(
    tickets=1284,
    contact_at=1_767_225_600_000_000,
    now=1_767_225_660_000_000,
    email="maya@brightwater.example",
)


async def without_an_answer(controller, door, holding=HELD):
    door.knows_desk, door.failing, door.holding = True, "port", holding
    controller.refresh()
    await settle()
    return controller.window


async def test_without_an_answer_one_can_work_offline(controller, door):
    window = await without_an_answer(controller, door)
    assert (window.offline.isVisible(), window.primary.isVisible()) == (True, False)
    assert "1,284 tickets" in window.offline_words.text()
    assert said(window.server) == "No answer on port 8443"
    assert "port 8443 is open" in window.advice.text()
    assert window.server.text() == "desk.example:8443"
    assert window.email.text() == "maya@brightwater.example"
    window.offline.click()
    assert door.offline == 1


async def test_it_is_said_whose_server_it_was_and_when_it_is_looked_for_again(controller, door):
    door.desk = "Brightwater"
    window = await without_an_answer(controller, door)
    assert window.subtitle.text() == "This server belongs to Brightwater"
    lines = [each.accessibleName() for each in window.checks.children() if each.isWidgetType()]
    assert "Next try: not tried yet" in lines
    assert "Port 8443: failed" in lines
    door.failing = ""
    window.again.click()
    await settle()
    assert "Next try" not in visible_lines(window)


def visible_lines(window):
    widgets = window.checks.findChildren(QWidget)
    return [each.accessibleName().partition(":")[0] for each in widgets if each.isVisible()]


async def test_one_ticket_is_one(controller, door):
    window = await without_an_answer(controller, door, msgspec.structs.replace(HELD, tickets=1))
    assert "holds 1 ticket," in window.offline_words.text()


async def test_a_computer_that_holds_nothing_offers_no_work(controller, door):
    window = await without_an_answer(controller, door, None)
    assert (window.offline.isVisible(), window.primary.isVisible()) == (False, True)


async def test_the_server_is_looked_for_again_by_itself(controller, door):
    window = await without_an_answer(controller, door)
    assert controller._retry.isActive()
    door.failing = ""
    controller._retry.timeout.emit()
    await settle()
    assert (window.offline.isVisible(), window.primary.isVisible()) == (False, True)
    assert not controller._retry.isActive()


async def test_enter_signs_in_while_the_server_does_not_answer(controller, door, qtbot):
    window = await without_an_answer(controller, door)
    window.password.set_text("correct horse")
    qtbot.keyClick(window.password.input, Qt.Key.Key_Return)
    await settle()
    assert [each["join_code"] for each in door.entered] == [None]


async def test_a_forgotten_password_has_a_way(controller, door):
    door.knows_desk = True
    controller.refresh()
    await settle()
    controller.window.forgotten.click()
    assert controller.window.join_code.isVisible()
    assert "Ask your admin for a join code" in said(controller.window.password)


async def test_the_way_of_a_forgotten_password_leads_back(controller, door):
    await without_an_answer(controller, door)
    controller.window.forgotten.click()
    controller.window.password.set_text("I know it after all")
    await press(controller)
    assert [each["join_code"] for each in door.entered] == [None]


@pytest.mark.parametrize(
    ("to_send", "words"),
    [
        (0, "Your session has ended. Sign in again."),
        (1, "Your session has ended. Sign in again to send 1 change."),
        (3, "Your session has ended. Sign in again to send 3 changes."),
    ],
)
async def test_a_session_that_ended_says_what_waits(controller, door, to_send, words):
    door.state.reason, door.state.to_send = "sign_in", to_send
    controller.refresh()
    assert controller.window.trouble.text() == words


async def test_a_changed_certificate_shows_both_fingerprints_in_short(controller, door):
    door.knows_desk = True
    controller.refresh()
    await settle()
    wrong = Check(step="certificate", ok=False, expected="ab" * 32, found="cd" * 32)
    controller._show_checks([*controller._checks[:2], wrong, Check(step="greeting", ok=None)])
    told = controller.window.advice.text()
    assert "Expected ABAB ABAB ABAB ABAB, found CDCD CDCD CDCD CDCD." in told
    assert "Ask your admin for a new join code" in told


@pytest.mark.parametrize(
    ("apart_s", "words"),
    [
        (0.4, "the same as here"),
        (10_800.0, "3 hours ahead of this computer"),
        (-120.0, "2 minutes behind this computer"),
    ],
)
def test_clocks_are_compared(apart_s, words):
    assert clock_words(apart_s) == words


@pytest.mark.parametrize(
    ("protocol", "told"),
    [
        (PROTOCOL, {"Version: good": "same as this app"}),
        (PROTOCOL + 1, {"Version: good": "newer than this app"}),
        (OLDEST_PROTOCOL - 1, {"Version: failed": "older than this app"}),
    ],
)
async def test_the_version_and_the_end_of_the_certificate_are_told(
    controller, door, protocol, told
):
    door.knows_desk = True
    door.last = {"protocol": protocol, "until": 1_805_000_000_000_000}
    controller.refresh()
    await settle()
    assert told.items() <= lines(controller).items()
    assert lines(controller)["Certificate: good"] == "trusted, to 14 Mar 2027"


async def test_what_was_tried_in_vain_says_how_often_and_that_the_port_said_no(controller):
    name = Check(step="name", ok=True, detail="10.20.4.18", took_ms=2.3)
    port = Check(step="port", ok=False, refused=True)
    left = (Check(step="certificate", ok=None), Check(step="greeting", ok=None))
    for _ in range(3):
        controller._show_checks((name, port, *left))
    assert lines(controller)["Name found: good"] == "10.20.4.18, 2 ms"
    (told,) = [words for each, words in lines(controller).items() if each.startswith("Port")]
    assert told == "refused, 3 tries"


async def test_whose_server_it_is_and_its_clock_are_lines_of_the_check(controller, door):
    door.knows_desk, door.last = True, {"desk": "Brightwater Support", "apart_s": 10_800.0}
    controller.refresh()
    await settle()
    assert lines(controller)["Belongs to: good"] == "Brightwater Support"
    assert lines(controller)["Clock: failed"] == "3 hours ahead of this computer"


async def test_at_a_large_zoom_the_connection_stands_below_and_nothing_is_cut(qapp, theme, door):
    theme.set_zoom(2.0)
    controller = SignInController(door, theme, faults=Faults())
    window = controller.window
    window.resize(960, 640)
    window.show()
    await settle()
    area: Any = window.findChild(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    place = QPoint(0, 0)
    assert window.checks.mapTo(window, place).y() > window.primary.mapTo(window, place).y()
    controller.close()
    controller.deleteLater()


async def test_it_may_be_narrow_and_nothing_is_cut(controller):
    window = controller.window
    window.show()
    for width, below in ((900, False), (600, True), (420, True), (900, False)):
        window.resize(width, 640)
        await settle()
        place = QPoint(0, 0)
        under = window.checks.mapTo(window, place).y() > window.primary.mapTo(window, place).y()
        assert (window.width(), under) == (width, below)
        assert list(cramped(window)) == []


async def test_the_check_has_a_line_for_everything_it_found(controller, door):
    door.knows_desk = True
    door.last = {"desk": "Brightwater", "protocol": PROTOCOL, "apart_s": 0.0}
    controller.refresh()
    await settle()
    titles = [each.partition(":")[0] for each in lines(controller) if each]
    assert titles == ["Server reached", "Belongs to", "Certificate", "Version", "Clock"]
