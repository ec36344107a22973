# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import intents
from app.errors import AskRefused, NotConnected
from sync_server.contract.entities import Attachment, Message, Row, SavedView, Ticket
from sync_server.contract.ids import AttachmentId, MessageId, TicketId
from sync_server.contract.queries import (
    FetchTicket,
    History,
    SearchResult,
    SearchTickets,
    TicketHistory,
    TicketHit,
    WholeTicket,
)
from sync_server.contract.refusals import Code, Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from tests.support.window_client import T1, T2, T3, Hit
from ui.widgets.search_value import FoundHeading, FoundLine, FoundMore, FoundPerson, FoundTicket

OLD = TicketId("old")
OLD_HIT = TicketHit(
    ticket=OLD, number=99, subject="Old rotation", status="closed", updated_at=1, excerpt="turn it"
)


class Answers:
    """What the server answers; the queries it was asked."""

    def __init__(self):
        self.asked = []
        self.hits = (OLD_HIT,)
        self.trouble = None

    async def ask(self, query):
        if isinstance(query, TicketHistory):  # the open ticket's own question
            return History(entries=(), more=False)
        self.asked.append(query)
        if self.trouble is not None:
            raise self.trouble
        if isinstance(query, SearchTickets):
            return SearchResult(hits=self.hits, more=False)
        text = Message(id=MessageId("om"), ticket=OLD, type="customer", text="Turn it")
        row = Row(1, Ticket(id=OLD, subject="Old rotation"))
        return WholeTicket(ticket=row, messages=(text,), attachments=())


@pytest.fixture
def server(client, monkeypatch):
    answers = Answers()
    client.ask = answers.ask
    client.hits = (
        Hit("message", "m1", T1, "… after the rotation of keys"),
        Hit("ticket", "t1", T1),
        Hit("ticket", "t3", T3),
    )
    return answers


@pytest.fixture
async def search(server, opened):
    """The search view, open with one word."""
    opened.finder.show_search("rotation")
    await settle()
    return opened.finder.search


@pytest.fixture
def page(opened):
    return opened.finder.page


@pytest.fixture
def field(page):
    return page.input.input


async def ask_server(search):
    search._pause.stop()  # it is this test that says when
    search._pause.timeout.emit()
    await settle()


def rows(page, kind):
    return [row for row in page.model.rows if isinstance(row, kind)]


def ids(page):
    return [row.id for row in rows(page, FoundTicket)]


def chips(page):
    return [chip.accessibleName() for chip in page.input._chips if not chip.isHidden()]


async def test_local_results_come_the_newest_first_with_their_hits(search, page, opened):
    assert ids(page) == [T3, T1]
    (heading,) = rows(page, FoundHeading)
    assert (heading.title, heading.count) == ("Tickets", 2)
    webhooks = rows(page, FoundTicket)[1]
    assert webhooks.where == "Hana Ito · #48213 · Platform"
    assert webhooks.subject[slice(*webhooks.subject_hits[0])] == "rotation"
    assert webhooks.excerpt[slice(*webhooks.excerpt_hits[0])] == "rotation"
    assert page.input.figure.text().startswith("2 in ")
    assert not page.grab().isNull()


async def test_the_server_adds_below_a_line_and_moves_nothing(search, page, server, qtbot, field):
    qtbot.keyClick(field, Qt.Key.Key_Down)
    current = page.results.current()
    await ask_server(search)
    assert ids(page) == [T3, T1, OLD]
    assert rows(page, FoundLine)[0].words == "from the server"
    assert page.results.current() == current
    assert server.asked == [SearchTickets(text="rotation")]


async def test_what_only_the_server_has_is_read_in_the_preview(search, page, server, qtbot, field):
    await ask_server(search)
    for _ in range(2):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    await settle()
    assert server.asked[-1] == FetchTicket(ticket=OLD)
    assert [message.text for message in page.preview.timeline.messages] == ["Turn it"]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.note.text() == "This ticket is archived. Read it on the right."


async def test_offline_it_says_so_and_asks_nobody(client, opened, page, server):
    client.stand("offline")
    opened.finder.show_search("rotation")
    await settle()
    await ask_server(opened.finder.search)
    assert rows(page, FoundHeading)[0].note == "on this computer only, you are offline"
    assert server.asked == []


async def test_before_the_first_connection_nobody_is_told_to_be_offline(
    client, opened, page, server
):
    client.stand("connecting")
    opened.finder.show_search("rotation")
    await settle()
    await ask_server(opened.finder.search)
    assert rows(page, FoundHeading)[0].note == "on this computer, connecting"
    assert server.asked == []
    client.stand("offline", reason="network")
    assert rows(page, FoundHeading)[0].note == "on this computer only, you are offline"


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (NotConnected(), ""),
        (
            AskRefused(Refusal(code=Code.SLOW_DOWN)),
            "The server could not search just now.",
        ),
    ],
)
async def test_a_server_that_cannot_answer_takes_nothing_away(search, page, server, trouble, words):
    server.trouble = trouble
    await ask_server(search)
    assert (ids(page), page.note.text()) == ([T3, T1], words)


async def test_an_answer_to_an_older_text_is_not_shown(search, page, opened):
    search._pause.timeout.emit()
    opened.finder.show_search("vat")
    await settle()
    assert OLD not in ids(page)


async def test_tokens_stand_as_chips_and_narrow(search, page, field, qtbot):
    field.clear()
    qtbot.keyClicks(field, "team:billing is:new ")
    await settle()
    assert (chips(page), field.text()) == (["team:billing", "is:new"], "")
    assert ids(page) == [T3]
    assert page.filters.team.text() == "billing"
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    await settle()
    assert (chips(page), field.text()) == (["team:billing"], "is:new")


async def test_tokens_are_completed(search, page, field, qtbot):
    field.clear()
    qtbot.keyClicks(field, "cus")
    assert page.completions.titles() == ("customer:",)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "customer:"
    qtbot.keyClicks(field, "ru")
    assert page.completions.titles() == ("Ruth Adeyemi",)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    await settle()
    assert (chips(page), page.completions.isHidden()) == (["customer:Ruth Adeyemi"], True)
    assert ids(page) == [T3, T2]


async def test_esc_closes_what_is_offered_then_the_view(search, page, field, qtbot, opened):
    qtbot.keyClicks(field, " team:")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (page.completions.isHidden(), page.isHidden()) == (True, False)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page.isHidden()
    assert opened.window.focusWidget() is opened.window.list.view


async def test_a_token_that_means_nothing_is_said(opened, page, server):
    opened.finder.show_search("team:nowhere")
    await settle()
    assert page.note.text() == "No team is called \u201cnowhere\u201d."
    assert ids(page) == []


async def test_enter_opens_and_a_view_leaves_the_search(search, page, field, qtbot, opened):
    opened.lists.show("unassigned")
    assert page.isHidden()
    opened.finder.show_search("rotation")
    await settle()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (page.isHidden(), opened.tickets.id) == (True, T3)


async def test_the_preview_reads_without_marking(client, search, page, field, qtbot):
    qtbot.keyClick(field, Qt.Key.Key_Down)
    await settle()
    texts = [message.text for message in page.preview.timeline.messages]
    assert texts[:2] == ["Every call returns 401.", "Thanks."]
    assert client.workspace.pending == ()
    page.results.setFocus()
    qtbot.keyClick(page.results, Qt.Key.Key_Space)


async def test_people_are_a_group_and_lead_to_their_tickets(opened, page, server, qtbot):
    opened.finder.show_search("ruth")
    await settle()
    (person,) = rows(page, FoundPerson)
    assert person.name == "Ruth Adeyemi"
    opened.finder.search._open(person)
    await settle()
    assert chips(page) == ["customer:Ruth Adeyemi"]
    assert ids(page) == [T3, T2]


async def test_a_long_group_is_cut_until_more_is_wanted(client, opened, page, server, qtbot):
    frame = [(60 + n, Ticket(id=TicketId(f"x{n}"), subject=f"Rotation {n}")) for n in range(12)]
    client.bench.hold("team:many", *frame)
    client.hits = tuple(Hit("ticket", f"x{n}", TicketId(f"x{n}")) for n in range(12))
    await settle()
    opened.finder.show_search("rotation")
    await settle()
    (more,) = rows(page, FoundMore)
    assert (len(ids(page)), more.words) == (6, "Show 6 more")
    opened.finder.search._open(more)
    assert len(ids(page)) == 12


async def test_nothing_found_offers_closed_tickets_and_other_words(client, opened, page, server):
    client.hits = ()
    server.hits = ()
    opened.finder.show_search("is:open webhoks")
    await settle()
    page.empty.action_requested.emit()
    await settle()
    assert opened.finder.search.query.text == "webhoks"
    await ask_server(opened.finder.search)
    page.empty.action_requested.emit()
    await settle()
    assert opened.finder.search.query.text == "Webhooks"


async def test_enter_takes_the_other_words(client, opened, page, server, field, qtbot):
    client.hits = ()
    opened.finder.show_search("is:open webhoks")
    await settle()
    assert field.accessibleDescription() == "is:open. 0 found"
    client.stand("offline")
    await ask_server(opened.finder.search)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    await settle()
    assert opened.finder.search.query.text == "is:open Webhooks"


async def test_chips_build_tokens(search, page, qtbot):
    qtbot.mouseClick(page.filters.open, Qt.MouseButton.LeftButton)
    assert chips(page) == ["is:open"]
    page.filters.team.click()
    assert page.filters.menu.labels() == ("Any team", "Billing", "Platform")
    page.filters.menu.chosen.emit("team:Billing")
    page.filters.menu.hide()
    page.filters.time.click()
    page.filters.menu.chosen.emit("-")
    page.filters.menu.hide()
    assert chips(page) == ["is:open", "team:Billing"]
    qtbot.mouseClick(page.filters.open, Qt.MouseButton.LeftButton)
    assert chips(page) == ["team:Billing"]


async def test_a_search_is_saved_as_a_view(client, opened, page, server, qtbot):
    opened.finder.show_search("team:billing vat")
    await settle()
    qtbot.mouseClick(page.filters.save, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.naming.field, Qt.Key.Key_Return)
    assert page.note.text() == "Give the view a name."
    qtbot.keyClicks(page.naming.field, "VAT")
    qtbot.keyClick(page.naming.field, Qt.Key.Key_Return)
    await settle()
    (view,) = client.workspace.all(SavedView)
    assert (view.name, page.naming.isHidden()) == ("VAT", True)
    key = f"view:{view.id}"
    assert tuple(client.views.open(key)) == (T3,)
    assert page.note.text() == "\u201cVAT\u201d is in the navigation, under Views."


async def test_ctrl_f_goes_to_the_field_of_the_view(search, page, field, opened):
    page.results.setFocus()
    opened.do("search")
    assert opened.window.focusWidget() is field
    assert opened.finder.palette.isHidden()


async def test_everything_that_takes_the_focus_has_a_name(search, page):
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisibleTo(page)
        and not widget.accessibleName()
    ]
    assert nameless == []


async def test_a_key_that_leads_to_a_covered_pane_closes_the_view(search, page, opened):
    opened.window.activateWindow()
    opened.do("focus:conversation")
    assert page.isHidden()


async def test_enter_waits_for_the_results_that_it_is_meant_for(
    client, search, page, field, qtbot, opened
):
    client.hits = (Hit("ticket", "t2", T2),)
    qtbot.keyClicks(field, "warehouse")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not page.isHidden()
    await settle()
    assert (page.isHidden(), opened.tickets.id) == (True, T2)


async def test_tab_goes_around_inside_the_view(search, page, field, qtbot, opened):
    seen = []
    for _ in range(12):
        seen.append(opened.window.focusWidget())
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
    assert seen.count(field) == 2
    assert page.results in seen
    assert not page.isHidden()


async def test_what_was_found_follows_its_changes(client, search, page):
    intents.set_status(client.workspace, ticket=T1, status="pending")
    intents.set_subject(client.workspace, ticket=T3, subject="Other")
    await settle()
    found = {row.id: (row.subject, row.end) for row in rows(page, FoundTicket)}
    assert found[T3] == ("Other", "New")
    assert found[T1][1] == "Pending"


async def test_going_offline_is_said_at_once(client, search, page):
    client.stand("offline")
    assert rows(page, FoundHeading)[0].note == "on this computer only, you are offline"
    client.stand("live")
    assert rows(page, FoundHeading)[0].note == "on this computer, the server adds older ones"


async def test_the_arrows_reach_the_results_while_a_field_is_proposed(search, page, field, qtbot):
    qtbot.keyClicks(field, " is")
    await settle()
    assert page.completions.titles() == ("is:",)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert page.results.current().id == T1


async def test_the_customers_that_a_token_names_are_found_with_their_tickets(opened, page):
    opened.finder.show_search("customer:Ruth invoice")
    await settle()
    (person,) = rows(page, FoundPerson)
    assert person.name == "Ruth Adeyemi"


async def test_a_chip_leaves_only_tickets_with_attachments(client, search, page, field):
    file = Attachment(id=AttachmentId("a1"), ticket=T1, message=MessageId("m1"), name="log.txt")
    client.bench.apply(changes(insert(50, file, scope="team:platform")))
    assert ids(page) == [T3, T1]
    page.filters.files.click()
    await settle()
    assert ([each.text for each in search.query.tokens], ids(page)) == (["has:attachment"], [T1])
    page.filters.files.click()
    await settle()
    assert (search.query.tokens, ids(page)) == ((), [T3, T1])


async def test_a_view_cannot_look_for_attachments_and_says_so(client, search, page):
    page.filters.files.click()
    await settle()
    page.filters.save.click()
    page.naming.named.emit("With files")
    assert page.note.text() == "A view cannot look for attachments."
    assert list(client.workspace.all(SavedView)) == []
