# SPDX-License-Identifier: Apache-2.0
"""A new ticket: its customer is found or entered, its draft is kept, nothing is made by half."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent

from app.outbox.drafts import NEW_TICKET, Draft
from sync_server.contract import commands
from sync_server.contract.entities import Contact, Ticket
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import changes, update
from tests.support.window_client import T1, pending
from ui.widgets.customer_picker import NEWCOMER
from ui.widgets.drop_target import DropTarget
from ui.widgets.side_panel import PANEL_WIDTH
from ui.widgets.ticket_row import TicketListRole
from ui.windows.agent.choices import NOBODY
from ui.windows.agent.new_ticket import CALL, TEAM, WRITE


def _write(panel, subject="Depot moves", text="Where do returns go?"):
    panel.subject.input.setText(subject)
    panel.text.editor.setPlainText(text)


async def test_ctrl_n_opens_the_panel_with_the_cursor_in_the_customer(opened, panel, qtbot):
    assert panel.isVisible()
    assert opened.window.focusWidget() is panel.customer.search.input
    qtbot.keyClick(panel.customer.search.input, Qt.Key.Key_Escape)
    assert panel.isHidden()


@pytest.mark.parametrize("text", ["hana", "ITO", "hana@kes", "kestrel", "ita"])
async def test_a_customer_is_found_by_name_address_or_company(panel, text):
    panel.customer.searched.emit(text)
    found = panel.customer.labels()
    assert (found[0] == "Hana Ito") is (text != "ita")
    assert found[-1] == f"New customer \u201c{text}\u201d"


async def test_open_tickets_of_the_customer_are_offered_first(opened, panel):
    panel.customer.picked.emit("hana")
    assert panel.offer.isVisible()
    panel.offer.chosen.emit(T1)
    await settle()
    assert panel.isHidden()
    assert opened.tickets.id == T1


async def test_writing_to_a_customer_opens_a_ticket_with_what_is_written(
    client, opened, panel, qtbot
):
    panel.customer.picked.emit("hana")
    _write(panel)
    qtbot.keyClick(panel.text.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await settle()
    opening = pending(client)[0]
    assert isinstance(opening, commands.OpenTicket)
    assert (opening.subject, opening.requester) == ("Depot moves", "hana")
    assert (opening.assignee, opening.priority) == ("maya", "normal")
    assert (opening.text, opening.outgoing, opening.to) == ("Where do returns go?", True, ())
    assert panel.isHidden()
    assert opened.tickets.id == opening.ticket
    assert await client.workspace.drafts.get(NEW_TICKET, "reply") is None


async def test_a_closed_panel_hears_no_key(client, opened, panel, qtbot):
    panel.customer.picked.emit("hana")
    _write(panel)
    qtbot.keyClick(panel.text.editor, Qt.Key.Key_Escape)
    heard = []
    opened.window.keyPressEvent = lambda event: heard.append(event.key())
    qtbot.keyClick(opened.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(opened.window, Qt.Key.Key_Escape)
    await settle()
    assert heard[-2:] == [Qt.Key.Key_Return, Qt.Key.Key_Escape]
    assert pending(client) == []
    assert (await client.workspace.drafts.get(NEW_TICKET, "reply")).text == "Where do returns go?"


async def test_somebody_unknown_is_entered_in_place(client, maker, panel):
    panel.customer.show_search("greta@solvik.example")
    panel.customer.picked.emit(NEWCOMER)
    assert panel.customer.address.text() == "greta@solvik.example"
    _write(panel)
    maker.create()
    assert pending(client) == []
    panel.customer.name.set_text("Greta Holm")
    maker.create()
    contact, opening = pending(client)[:2]
    assert isinstance(contact, commands.CreateContact)
    assert contact.emails == ("greta@solvik.example",)
    assert isinstance(opening, commands.OpenTicket)
    assert opening.requester == contact.contact
    assert client.workspace.get(Contact, contact.contact).name == "Greta Holm"
    await settle()


async def test_the_cursor_comes_back_to_the_first_field_that_is_empty(opened, maker, panel, qtbot):
    maker.customer.enter("Greta Holm", "")
    qtbot.keyClick(panel.customer.name.input, Qt.Key.Key_Escape)
    opened.do("new_ticket")
    await settle()
    assert panel.customer.address.input.hasFocus()
    panel.customer.address.set_text("greta@solvik.example")
    _write(panel, subject="", text="")
    maker.keep()
    maker._clear()
    qtbot.keyClick(panel.subject.input, Qt.Key.Key_Escape)
    opened.do("new_ticket")
    await settle()
    assert panel.subject.input.hasFocus()


async def test_somebody_who_was_begun_is_kept_while_another_is_looked_for(
    client, maker, panel, qtbot
):
    maker.customer.enter("Greta Holm", "greta@solvik")
    panel.customer._back.click()
    assert panel.customer.labels() == ("New customer \u201cGreta Holm\u201d",)
    maker.keep()
    kept = (await client.workspace.drafts.get(NEW_TICKET, "reply")).details
    assert (kept["name"], kept["address"]) == ("Greta Holm", "greta@solvik")
    qtbot.keyClicks(panel.customer.search.input, "hana")
    found = panel.customer.labels()
    assert found[-2:] == ("New customer \u201chana\u201d", "New customer \u201cGreta Holm\u201d")
    qtbot.keyClick(panel.customer.search.input, Qt.Key.Key_Down)
    qtbot.keyClick(panel.customer.search.input, Qt.Key.Key_Down)
    qtbot.keyClick(panel.customer.search.input, Qt.Key.Key_Return)
    assert panel.customer.name.text() == "Greta Holm"
    assert panel.customer.address.text() == "greta@solvik"
    await settle()


async def test_tab_goes_from_the_address_of_somebody_new_to_the_subject(
    opened, maker, panel, qtbot
):
    maker.customer.enter("Greta Holm", "")
    panel.customer._back.setFocus()
    passed = []
    for _ in range(3):
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
        passed.append(opened.window.focusWidget())
    assert passed == [
        panel.customer.name.input,
        panel.customer.address.input,
        panel.subject.input,
    ]


async def test_a_ticket_for_the_team_has_no_customer(client, maker, panel):
    panel.kind.set_key(TEAM)
    panel.kind.chosen.emit(TEAM)
    assert panel.customer.isHidden()
    _write(panel)
    panel.fields["team"].menu.chosen.emit("billing")
    panel.fields["assignee"].set_keys(("-",))
    panel.fields["tags"].menu.created.emit("Late Fee")
    maker.create()
    (opening,) = pending(client)
    assert (opening.requester, opening.team, opening.assignee) == (None, "billing", None)
    assert (opening.text, opening.tags) == ("Where do returns go?", ("late-fee",))
    assert opening.note
    assert client.workspace.get(Ticket, opening.ticket).waiting_since is None
    await settle()


async def test_what_is_missing_is_said_beside_its_field(client, maker, panel):
    maker.create()
    assert panel.isVisible()
    assert panel.customer.search.input.accessibleDescription() == "Choose who the ticket is for."
    assert panel.subject.input.accessibleDescription() == "Enter a subject."
    assert pending(client) == []


async def test_a_text_that_cannot_be_sent_stays(client, maker, panel):
    panel.customer.picked.emit("hana")
    _write(panel, text="x" * 70_000)
    maker.create()
    assert panel.isVisible()
    assert len(panel.text.editor.toPlainText()) == 70_000
    assert pending(client) == []


async def test_the_draft_comes_back(client, opened, maker, panel):
    panel.kind.set_key(WRITE)
    panel.customer.picked.emit("hana")
    _write(panel)
    panel.fields["priority"].set_keys(("high",))
    panel.close_panel()
    await settle()
    draft = await client.workspace.drafts.get(NEW_TICKET, "reply")
    assert draft.text == "Where do returns go?"
    maker._clear()
    opened.do("new_ticket")
    await settle()
    assert panel.subject.text() == "Depot moves"
    assert panel.fields["priority"].key == "high"
    assert maker.customer.id == "hana"


async def test_an_empty_panel_leaves_no_draft(client, maker, panel):
    maker.keep()
    await settle()
    assert await client.workspace.drafts.list() == ()


async def test_tab_stays_in_the_panel(opened, panel, qtbot):
    for _ in range(30):
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
        assert panel.isAncestorOf(opened.window.focusWidget())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def log(tmp_path):
    log = tmp_path / "depot.log"
    log.write_text("moved")
    return log


async def test_files_go_with_what_is_written_and_are_in_the_draft(client, maker, panel, log):
    panel.customer.picked.emit("hana")
    _write(panel)
    maker._files.attach([log])
    await settle()
    maker.keep()
    draft = await client.workspace.drafts.get(NEW_TICKET, "reply")
    assert draft is not None
    assert [file.name for file in draft.files] == ["depot.log"]
    maker.create()
    opening = pending(client)[0]
    assert isinstance(opening, commands.OpenTicket)
    assert (opening.outgoing, [file.name for file in opening.files]) == (True, ["depot.log"])
    assert panel.text.files.isHidden()


async def test_a_ticket_waits_for_its_files_to_be_taken_in(client, maker, panel, log):
    panel.customer.picked.emit("hana")
    _write(panel)
    maker._files.attach([log])
    maker.create()
    assert pending(client) == []
    await settle()
    assert [type(each) for each in pending(client)][:1] == [commands.OpenTicket]


async def test_files_of_a_ticket_for_the_team_are_in_its_first_message(client, maker, panel, log):
    panel.kind.set_key(TEAM)
    panel.kind.chosen.emit(TEAM)
    _write(panel)
    maker._files.attach_names([str(log)])
    await settle()
    maker.create()
    opening = pending(client)[0]
    assert isinstance(opening, commands.OpenTicket)
    assert [file.name for file in opening.files] == ["depot.log"]


async def test_a_file_is_taken_away_again(maker, panel, log):
    maker._files.attach([log])
    await settle()
    panel.text.files.removed.emit("file1")
    assert maker._files.files == ()


async def test_what_becomes_of_the_ticket_follows_what_is_written(client, maker, panel):
    panel.customer.picked.emit("hana")
    _write(panel)
    panel.fields["next"].menu.chosen.emit("pending:3")
    maker.keep()
    draft = await client.workspace.drafts.get(NEW_TICKET, "reply")
    assert draft is not None
    assert draft.details["next"] == "pending:3"
    maker.create()
    _, status = pending(client)
    assert isinstance(status, commands.SetStatus)
    assert status.status == "pending"
    assert status.wake_at is not None
    assert panel.fields["next"].key == "as_it_is"


async def test_a_ticket_can_be_solved_as_it_is_made(client, panel):
    panel.kind.set_key(TEAM)
    panel.kind.chosen.emit(TEAM)
    _write(panel)
    panel.solve_button.click()
    await settle()
    opening, status = pending(client)[:2]
    assert isinstance(status, commands.SetStatus)
    assert (status.ticket, status.status) == (opening.ticket, "solved")


async def test_undo_takes_back_what_a_new_ticket_mails_and_its_status(client, opened, panel):
    panel.customer.picked.emit("hana")
    _write(panel)
    panel.solve_button.click()
    await settle()
    made = opened.tickets.id
    assert opened.window.toast.accessibleName() == "Ticket created"
    assert client.workspace.get(Ticket, made).status == "solved"
    opened.window.toast.undo_requested.emit()
    await settle()
    assert any(isinstance(each, commands.RetractReply) for each in pending(client))
    assert client.workspace.get(Ticket, made).status == "open"
    assert opened.window.composer.written.text == "Where do returns go?"


async def test_the_panel_goes_by_the_key_that_the_person_has_for_send(
    client, opened, panel, maker, qtbot
):
    opened.keyboard.map.change("chord:send", "Ctrl+Shift+S")
    opened.do("new_ticket")
    panel.customer.picked.emit("hana")
    _write(panel)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(panel.text.editor, Qt.Key.Key_Return, control)
    assert pending(client) == []
    qtbot.keyClick(panel.text.editor, Qt.Key.Key_S, control | Qt.KeyboardModifier.ShiftModifier)
    assert len(pending(client)) == 1
    await settle()


async def test_a_file_held_over_the_panel_is_told_its_limit(panel, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    [target] = panel.findChildren(DropTarget)
    panel.dragEnterEvent(QDragEnterEvent(panel.rect().center(), copy, data, buttons, keys))
    assert target.isVisible()
    assert target.accessibleName() == "Drop to attach, up to 25 MB a file"
    panel.dragLeaveEvent(QDragLeaveEvent())
    assert target.isHidden()


async def test_who_types_without_a_pause_is_safe_here_too(client, panel, maker):
    panel.text.editor.insertPlainText("on and on")
    assert maker._limit.isActive()
    maker._limit.timeout.emit()
    await settle()
    kept = await client.workspace.drafts.get(NEW_TICKET, "reply")
    assert kept.text == "on and on"
    assert not maker._pause.isActive()


@pytest.fixture
async def caller(opened):
    opened.do("log_call")
    await settle()
    return opened.companions._panel


def _spoken(panel, text="Returns go to Bergen."):
    panel.customer.picked.emit("hana")
    panel.subject.input.setText("Depot moves")
    panel.text.editor.setPlainText(text)


async def test_a_call_is_counted_from_the_key_on(client, opened, caller):
    assert (caller.kind.key, caller.call.strip.isVisible()) == (CALL, True)
    assert caller.call.strip.words.startswith("On the phone, 0 m 00 since ")
    client.bench.environment.advance(seconds=200)
    opened.companions.maker.call._ticks.timeout.emit()
    assert "On the phone, 3 m 20" in caller.call.strip.words
    assert caller.call.minutes.text() == "4"
    caller.call.strip.ended.emit()
    assert caller.call.strip.isHidden()
    _spoken(caller)
    opened.companions.maker.create()
    (opening,) = pending(client)[:1]
    assert (opening.call, opening.channel) == (commands.Call(minutes=4), "phone")
    assert (opening.requester, opening.text) == ("hana", "Returns go to Bergen.")
    await settle()


async def test_who_says_how_long_it_took_ends_the_timer(client, opened, caller, qtbot):
    caller.call.minutes.input.clear()
    qtbot.keyClicks(caller.call.minutes.input, "12")
    assert caller.call.strip.isHidden()
    assert opened.companions.maker.call.call.minutes == 12


@pytest.mark.parametrize("minutes", ["1441", "-1", "1.5", "two"])
async def test_minutes_that_cannot_be_are_told_at_their_field(client, opened, caller, minutes):
    _spoken(caller)
    opened.companions.maker.call.end()
    caller.call.minutes.set_text(minutes)
    opened.companions.maker.create()
    told = caller.call.minutes.input.accessibleDescription()
    assert told == "Enter whole minutes, up to 1440."
    assert pending(client) == []


async def test_a_visit_is_told_from_a_call(client, opened, caller):
    _spoken(caller)
    caller.call.direction.menu.chosen.emit("visit")
    assert "in person" in caller.call.strip.words
    opened.companions.maker.create()
    opening = pending(client)[0]
    assert (opening.channel, opening.call.direction) == ("walk_in", "in")
    await settle()


async def test_a_call_that_nobody_took_needs_no_words(client, opened, caller):
    _spoken(caller, text="")
    opened.companions.maker.create()
    assert pending(client) == []
    caller.call.outcome.menu.chosen.emit("no_answer")
    opened.companions.maker.create()
    opening = pending(client)[0]
    assert (opening.text, opening.call.outcome) == ("Depot moves", "no_answer")
    await settle()


async def test_what_was_said_is_mailed_where_it_is_asked_for(client, opened, caller):
    _spoken(caller)
    assert caller.mails.text() == "Mail Hana this summary"
    caller.mails.click()
    opened.companions.maker.create()
    opening, reply = pending(client)[:2]
    assert isinstance(reply, commands.Reply)
    assert (reply.ticket, reply.text) == (opening.ticket, "Returns go to Bergen.")
    await settle()


async def test_a_name_of_any_length_leaves_the_panel_as_wide_as_it_is(client, caller):
    contact = client.workspace.get(Contact, "hana")
    client.bench.apply(changes(update(90, contact, scope="directory", name="W" * 200)))
    wide = caller.body.minimumSize().width()
    _spoken(caller)
    await settle()
    assert caller.mails.isVisible()
    assert caller.body.minimumSize().width() <= max(wide, PANEL_WIDTH - 48)


async def test_a_call_is_added_to_a_ticket_that_is_there(client, opened, caller):
    _spoken(caller)
    caller.offer.chosen.emit(T1)
    assert (caller.subject.isHidden(), caller.grid.isHidden()) == (True, True)
    assert caller.create_button.text() == "Add the call"
    caller.counts.click()
    opened.companions.maker.create()
    (logged,) = [each for each in pending(client) if isinstance(each, commands.LogCall)]
    assert (logged.ticket, logged.text, logged.counts) == (T1, "Returns go to Bergen.", False)
    await settle()
    assert opened.tickets.id == T1


async def test_a_call_that_was_added_can_be_for_a_new_ticket_again(opened, caller):
    _spoken(caller)
    caller.offer.chosen.emit(T1)
    caller.offer.chosen.emit(T1)
    assert caller.create_button.text() == "Create ticket"
    assert not caller.subject.isHidden()


async def test_another_customer_takes_the_call_from_the_ticket(opened, caller):
    _spoken(caller)
    caller.offer.chosen.emit(T1)
    caller.customer.cleared.emit()
    assert opened.companions.maker._on_ticket is None


async def test_the_ticket_that_is_open_is_offered_for_a_call(opened):
    opened.tickets.open(T1)
    opened.do("log_call")
    await settle()
    panel = opened.companions._panel
    assert panel.offer.accessibleName() == "This ticket is open. Is the call about it?"
    panel.offer.chosen.emit(T1)
    assert opened.companions.maker.customer.id == "hana"


async def test_a_call_added_can_solve_its_ticket(client, opened, caller):
    _spoken(caller)
    caller.offer.chosen.emit(T1)
    caller.solve_button.click()
    kinds = [type(each) for each in pending(client)]
    assert kinds[:2] == [commands.LogCall, commands.SetStatus]
    await settle()


async def test_a_caller_who_is_not_known_needs_no_address(client, opened, caller):
    caller.customer.show_search("+47 22 55 01 40")
    caller.customer.picked.emit(NEWCOMER)
    assert caller.customer.phone.text() == "+47 22 55 01 40"
    assert caller.customer.address.isHidden()
    caller.customer.name.set_text("Greta Holm")
    _write(caller)
    opened.companions.maker.create()
    contact = pending(client)[0]
    assert isinstance(contact, commands.CreateContact)
    assert (contact.emails, contact.phones) == ((), ("+47 22 55 01 40",))
    await settle()


async def test_a_call_leaves_alone_what_is_written_for_somebody_else(client, opened, maker, panel):
    panel.customer.picked.emit("hana")
    _write(panel)
    opened.do("log_call")
    await settle()
    assert (maker.customer.id, panel.text.editor.toPlainText()) == (None, "")
    panel.kind.set_key(WRITE)
    panel.kind.chosen.emit(WRITE)
    await settle()
    assert (maker.customer.id, panel.text.editor.toPlainText()) == ("hana", "Where do returns go?")


async def test_a_call_that_is_added_leaves_alone_what_is_written_for_somebody_else(
    client, opened, maker, panel
):
    panel.customer.picked.emit("hana")
    _write(panel)
    opened.do("log_call")
    await settle()
    _spoken(panel)
    maker.create()
    await settle()
    assert panel.isHidden()
    opened.do("new_ticket")
    await settle()
    assert (panel.kind.key, panel.text.editor.toPlainText()) == (WRITE, "Where do returns go?")


async def test_a_panel_that_is_closed_at_once_leaves_its_draft_alone(client, opened):
    client.workspace.drafts.put(NEW_TICKET, "reply", Draft(text="An hour of work"))
    await settle()
    opened.do("new_ticket")
    opened.companions._panel.close_panel()
    await settle()
    kept: Any = await client.workspace.drafts.get(NEW_TICKET, "reply")
    assert kept.text == "An hour of work"


async def test_what_is_typed_before_the_draft_is_found_goes_behind_it(client, opened):
    client.workspace.drafts.put(NEW_TICKET, "reply", Draft(text="An hour of work"))
    await settle()
    opened.do("new_ticket")
    editor = opened.companions._panel.text.editor
    editor.insertPlainText("Hi")
    opened.companions.maker.keep()
    await settle()
    opened.companions.maker.keep()
    kept: Any = await client.workspace.drafts.get(NEW_TICKET, "reply")
    assert (editor.toPlainText(), kept.text) == ("An hour of work\n\nHi",) * 2


async def test_what_is_typed_at_once_stays(client, opened):
    client.workspace.drafts.put(NEW_TICKET, "note", Draft(text="", details={"subject": "Old"}))
    opened.do("log_call")
    panel = opened.companions._panel
    _spoken(panel)
    await settle()
    assert (panel.subject.text(), opened.companions.maker.customer.id) == ("Depot moves", "hana")


async def test_a_call_that_goes_on_comes_back_with_its_draft(client, opened, caller):
    _spoken(caller)
    caller.offer.chosen.emit(T1)
    caller.close_panel()
    opened.companions.maker._clear()
    client.bench.environment.advance(seconds=61)
    opened.do("new_ticket")
    await settle()
    assert caller.kind.key == CALL
    assert "On the phone, 1 m 01" in caller.call.strip.words
    assert opened.companions.maker._on_ticket.id == T1


async def test_what_stands_there_goes_on_to_another_kind(maker, panel):
    panel.customer.picked.emit("hana")
    _write(panel)
    panel.kind.set_key(CALL)
    panel.kind.chosen.emit(CALL)
    await settle()
    assert (maker.customer.id, panel.subject.text()) == ("hana", "Depot moves")
    assert not panel.call.strip.isVisible()


async def test_a_name_that_cannot_be_sent_is_told_at_its_field(client, maker, panel):
    panel.customer.picked.emit(NEWCOMER)
    panel.customer.name.set_text("Gre\0ta")
    panel.customer.address.set_text("greta@solvik.example")
    _write(panel)
    maker.create()
    told = panel.customer.name.input.accessibleDescription()
    assert told == "This character cannot be sent. Remove it, then send again."
    assert pending(client) == []


async def refuse(client, maker):
    """The ticket is made, and the server does not take it."""
    maker.create()
    await settle()
    [opening] = [
        each for each in client.workspace.pending if isinstance(each.command, commands.OpenTicket)
    ]
    await client.bench.refuse(opening.id, Refusal(code="bad_value", field="mailbox"))
    await settle()


async def test_a_refused_ticket_comes_back_whole(client, opened, maker, panel):
    panel.customer.picked.emit("hana")
    _write(panel)
    panel.fields["priority"].set_keys(("urgent",))
    panel.fields["tags"].set_keys(("vip",))
    panel.fields["assignee"].set_keys((NOBODY,))
    await refuse(client, maker)
    assert opened.lists.unsent_count == 1
    opened.companions.new_ticket()
    await settle()
    assert (panel.subject.text(), panel.text.editor.toPlainText()) == (
        "Depot moves",
        "Where do returns go?",
    )
    assert maker.customer.id == "hana"
    assert panel.fields["priority"].key == "urgent"
    assert panel.fields["tags"].keys == ("vip",)
    assert panel.fields["assignee"].key in ("", NOBODY)


async def test_a_refused_ticket_shows_at_once_in_a_panel_that_is_empty(
    client, opened, maker, panel
):
    panel.customer.picked.emit("hana")
    _write(panel)
    maker.create()
    opened.companions.new_ticket()
    await settle()
    assert panel.isVisible()
    opening = next(
        each for each in client.workspace.pending if isinstance(each.command, commands.OpenTicket)
    )
    await client.bench.refuse(opening.id, Refusal(code="bad_value", field="mailbox"))
    await settle()
    assert panel.subject.text() == "Depot moves"
    panel.close_panel()
    await settle()
    assert await client.workspace.drafts.get(NEW_TICKET, "reply") is not None


async def test_beside_another_new_ticket_its_text_is_kept_to_be_copied(
    client, opened, maker, panel
):
    panel.customer.picked.emit("hana")
    _write(panel)
    maker.create()
    client.workspace.drafts.put(NEW_TICKET, "reply", Draft(text="Another"))
    await settle()
    opening = next(
        each for each in client.workspace.pending if isinstance(each.command, commands.OpenTicket)
    )
    await client.bench.refuse(opening.id, Refusal(code="bad_value", field="mailbox"))
    await settle()
    opened.window.list.ticket_selected.emit(opening.command.ticket)
    await settle()
    assert opened.window.lost.isVisible()
    assert opened.window.lost.text.toPlainText() == "Depot moves\n\nWhere do returns go?"


async def test_an_unfinished_ticket_is_counted_among_the_drafts_and_opens_from_there(opened, panel):
    _write(panel)
    panel.close_panel()
    await settle()
    assert opened.lists.unsent_count == 1
    opened.lists.show("drafts")
    row = opened.window.list.model.index(0).data(TicketListRole.ROW)
    assert row.subject == "New ticket, not created yet"
    before = opened.tickets.id
    opened.window.list.view.ticket_selected.emit(NEW_TICKET)
    await settle()
    assert (opened.tickets.id, opened.window.lost.isVisible()) == (before, False)
    opened.window.list.view.ticket_opened.emit(NEW_TICKET)
    await settle()
    assert panel.isVisible()
    assert panel.subject.text() == "Depot moves"


async def test_an_unfinished_ticket_that_was_given_up_is_counted_no_more(opened, panel):
    _write(panel)
    panel.close_panel()
    await settle()
    opened.companions.new_ticket()
    await settle()
    _write(panel, "", "")
    panel.close_panel()
    await settle()
    assert opened.lists.unsent_count == 0
