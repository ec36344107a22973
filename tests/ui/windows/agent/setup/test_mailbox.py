# SPDX-License-Identifier: Apache-2.0
"""A mailbox is connected in the window: guessed, tried, marked where it is wrong, connected."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.errors import AskRefused
from sync_server.contract import codec
from sync_server.contract.commands import ChangeMailbox, ConnectMailbox
from sync_server.contract.entities import Mailbox
from sync_server.contract.queries import TestMailbox, TestStep
from sync_server.contract.refusals import Code, Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from tests.support.window_client import pending
from tests.ui.windows.agent.setup.conftest import SECRET, report

ADDRESS = "support@brightwater.example"
PASSWORD = "a lantern in the fog"


def a_mailbox(id: Any = "m", **fields: Any) -> Mailbox:
    return Mailbox(id=id, address=ADDRESS, **fields)


def type_in(qtbot, form, name, text):
    field = form.fields[name].input
    field.clear()
    qtbot.keyClicks(field, text)


async def fill(qtbot, form, *, password=PASSWORD):
    type_in(qtbot, form, "address", ADDRESS)
    type_in(qtbot, form, "password", password)
    await settle()


async def run_test(qtbot, form):
    qtbot.mouseClick(form.test_button, Qt.MouseButton.LeftButton)
    await settle()


def problem(form, name):
    return form.fields[name].input.accessibleDescription()


def asked(client):
    return [each for each in client.asked if isinstance(each, TestMailbox)]


async def test_the_servers_follow_from_the_address(form, qtbot):
    await fill(qtbot, form)
    value = form.value()
    assert (value.imap_host, value.smtp_host) == (
        "imap.brightwater.example",
        "smtp.brightwater.example",
    )
    assert (value.imap, value.smtp, value.user) == ("993 tls", "465 tls", ADDRESS)


async def test_a_known_provider_says_what_it_wants(form, qtbot):
    type_in(qtbot, form, "address", "me@gmail.com")
    assert "app password" in problem(form, "password")
    assert form.value().imap_host == "imap.gmail.com"


async def test_what_somebody_typed_is_not_guessed_again(form, qtbot):
    await fill(qtbot, form)
    type_in(qtbot, form, "imap_host", "post.brightwater.example")
    type_in(qtbot, form, "address", "help@kestrel.example")
    value = form.value()
    assert (value.imap_host, value.smtp_host) == (
        "post.brightwater.example",
        "smtp.kestrel.example",
    )


async def test_what_is_pasted_around_a_host_is_taken_away(form, qtbot):
    await fill(qtbot, form)
    type_in(qtbot, form, "imap_host", "https://Mail.example.com:8993/")
    form.fields["imap_host"].input.editingFinished.emit()
    assert (form.value().imap_host, form.value().imap) == ("mail.example.com", "8993 tls")


async def test_a_host_with_spaces_is_refused_at_its_field_and_never_asked(client, form, qtbot):
    await fill(qtbot, form)
    type_in(qtbot, form, "smtp_host", "my mail server")
    await run_test(qtbot, form)
    assert "without spaces" in problem(form, "smtp_host")
    assert asked(client) == []


@pytest.mark.parametrize("name", ["address", "password"])
async def test_what_is_missing_is_said_at_its_field(client, form, qtbot, name):
    await fill(qtbot, form)
    form.fields[name].input.clear()
    await run_test(qtbot, form)
    assert problem(form, name).startswith("Type")
    assert asked(client) == []


async def test_what_works_is_connected_by_the_name_of_its_secret(client, form, page, qtbot):
    await fill(qtbot, form)
    assert not form.connect_button.isEnabled()
    await run_test(qtbot, form)
    told = {each.what: each.result for each in form.trial.lines.checks}
    assert told["Reads mail"] == "128 in INBOX, none taken by the test"
    assert told["Sends mail"] == "accepted by smtp.brightwater.example in 0.8 s"
    qtbot.mouseClick(form.connect_button, Qt.MouseButton.LeftButton)
    await settle()
    (command,) = pending(client)
    assert isinstance(command, ConnectMailbox)
    assert (command.address, command.secret, command.team) == (ADDRESS, SECRET, "billing")
    assert PASSWORD not in codec.encode(command).decode()
    assert form.password == ""
    assert not page.steps["mailbox"].is_open


async def test_enter_tries_and_then_connects(client, form, qtbot):
    await fill(qtbot, form)
    qtbot.keyClick(form.fields["password"].input, Qt.Key.Key_Return)
    await settle()
    qtbot.keyClick(
        form.fields["password"].input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    await settle()
    assert [type(each) for each in pending(client)] == [ConnectMailbox]


@pytest.mark.parametrize(
    ("step", "field", "words"),
    [
        (("reads", "name"), "imap_host", "name of the server"),
        (("reads", "password"), "password", "app password"),
        (("sends", "closed"), "smtp_host", "another port"),
        (("sends", "sender"), "user", "may send"),
    ],
)
async def test_what_failed_is_said_at_the_field_that_has_to_change(
    client, form, qtbot, step, field, words
):
    name, cause = step
    failed = TestStep(name=name, state="error", text="In English", cause=cause)
    client.answers[TestMailbox] = report(failed, secret=None)
    await fill(qtbot, form)
    await run_test(qtbot, form)
    assert words in problem(form, field)
    assert not form.connect_button.isEnabled()
    (line,) = form.trial.lines.checks
    assert line.state == "failed"
    assert line.result != "In English"


async def test_a_failure_without_a_known_cause_is_told_in_the_servers_words(client, form, qtbot):
    failed = TestStep(name="reads", state="error", text="It hung up")
    client.answers[TestMailbox] = report(failed, secret=None)
    await fill(qtbot, form)
    await run_test(qtbot, form)
    assert form.trial.lines.checks[0].result == "It hung up"


async def test_another_password_has_to_be_tried_anew(form, qtbot):
    await fill(qtbot, form)
    await run_test(qtbot, form)
    assert form.connect_button.isEnabled()
    qtbot.keyClicks(form.fields["password"].input, "!")
    assert not form.connect_button.isEnabled()
    assert form.trial.isHidden()


async def test_a_warning_does_not_block_and_its_record_can_be_copied(client, form, qtbot):
    steps = (
        TestStep(name="SPF", state="ok", text=""),
        TestStep(name="DMARC", state="warning", text="", record="v=DMARC1; p=none"),
    )
    client.answers[TestMailbox] = report(*steps)
    await fill(qtbot, form)
    await run_test(qtbot, form)
    assert form.connect_button.isEnabled()
    assert form.trial.lines.checks[-1].result == "SPF is there, DMARC is missing"
    qtbot.mouseClick(form.trial.record, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "v=DMARC1; p=none"


async def test_without_a_connection_nothing_is_lost(client, form, qtbot):
    del client.answers[TestMailbox]
    await fill(qtbot, form)
    await run_test(qtbot, form)
    assert "connection" in form._told.text()
    assert (form.password, form.test_button.isEnabled()) == (PASSWORD, True)


async def test_a_refused_question_says_why(client, form, qtbot):
    client.answers[TestMailbox] = AskRefused(Refusal(code=Code.SLOW_DOWN))
    await fill(qtbot, form)
    await run_test(qtbot, form)
    assert form._told.text() == "The server asks for a little patience."


async def test_the_same_mailbox_is_not_connected_twice(client, form, qtbot):
    client.bench.apply(changes(insert(60, a_mailbox(), scope="desk")))
    await fill(qtbot, form)
    await run_test(qtbot, form)
    assert problem(form, "address") == "This mailbox is connected already"


async def test_one_that_was_removed_is_taken_back(client, form, qtbot):
    client.bench.apply(changes(insert(60, a_mailbox(disabled=True), scope="desk")))
    await fill(qtbot, form)
    await run_test(qtbot, form)
    form.connect_requested.emit()
    await settle()
    (command,) = pending(client)
    assert isinstance(command, ChangeMailbox)
    assert (command.mailbox, command.disabled, command.secret) == ("m", False, SECRET)


async def test_one_that_fails_is_put_right_in_the_same_form(client, setup, page, form, qtbot):
    failing = a_mailbox(
        state="failing", problem="The password is refused", imap_host="a.test", smtp_host="b.test",
        user=ADDRESS,
    )  # fmt: skip
    client.bench.apply(changes(insert(60, failing, scope="desk")))
    await settle()
    step = page.steps["mailbox"]
    assert "The password is refused" in step.accessibleName()
    step.set_open(False)
    setup.refresh()
    qtbot.mouseClick(step.action, Qt.MouseButton.LeftButton)
    assert (form.value().address, form.value().imap_host) == (ADDRESS, "a.test")
    type_in(qtbot, form, "password", PASSWORD)
    await run_test(qtbot, form)
    form.connect_requested.emit()
    await settle()
    assert [type(each) for each in pending(client)] == [ChangeMailbox]


async def test_leaving_the_page_forgets_the_password_and_keeps_the_rest(controller, form, qtbot):
    await fill(qtbot, form)
    controller.do("up")
    assert form.password == ""
    controller.do("go:setup")
    assert form.value().address == ADDRESS
