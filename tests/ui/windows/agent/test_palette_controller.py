# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt

from app import intents
from sync_server.contract.entities import Agent, Availability, Membership
from sync_server.contract.frames import Presence, Somebody
from sync_server.contract.ids import MembershipId, TeamId, TicketId
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, insert, update
from tests.support.window_client import T1, T2, T3, TOMAS, Hit
from ui.widgets.palette_value import PaletteEntry, PaletteHeading

ENTER = Qt.Key.Key_Return


@pytest.fixture
def palette(opened):
    opened.do("palette")
    return opened.finder.palette


async def type_in(palette, qtbot, text):
    palette.field.input.selectAll()
    qtbot.keyClick(palette.field.input, Qt.Key.Key_Delete)
    qtbot.keyClicks(palette.field.input, text)
    await settle()


def titles(palette):
    return [row.title for row in palette.rows]


def entry(palette, key):
    rows = (row for row in palette.rows if isinstance(row, PaletteEntry))
    return next(row for row in rows if row.key == key)


async def test_it_acts_on_the_open_ticket_and_teaches_its_keys(palette, qtbot):
    assert palette.field.chips == ("#48213",)
    await type_in(palette, qtbot, "re")
    assert palette.rows[0] == PaletteHeading("This ticket")
    reply = entry(palette, "do:reply")
    assert (palette.chosen_key, reply.keys, reply.marks) == ("do:reply", ("R",), (0, 1))
    assert entry(palette, "do:menu:assignee").detail == "now Maya Okafor"


async def test_a_command_runs_and_is_first_the_next_time(client, opened, palette, qtbot):
    await type_in(palette, qtbot, "internal")
    qtbot.keyClick(palette.field.input, ENTER)
    await settle()
    assert palette.isHidden()
    assert opened.window.composer.composer.mode == "note"
    opened.do("palette")
    assert palette.chosen_key == "do:note"
    opened.finder._commands._keeping.timeout.emit()
    assert '"note"' in str(client.settings.get("command_uses"))


async def test_ctrl_k_works_in_a_text_and_esc_goes_back_to_it(opened, qtbot):
    opened.do("reply")
    editor = opened.window.focusWidget()
    opened.do("palette")
    palette = opened.finder.palette
    assert opened.window.focusWidget() is palette.field.input
    qtbot.keyClick(palette.field.input, Qt.Key.Key_Escape)
    assert opened.window.focusWidget() is editor


async def test_a_command_that_needs_a_value_opens_its_menu_in_place(opened, palette, qtbot):
    await type_in(palette, qtbot, "reassign")
    qtbot.keyClick(palette.field.input, ENTER)
    menu = opened.window.properties.menu
    assert menu.isVisible()
    assert menu.place == palette.menu_place()
    menu.hide()


async def test_what_cannot_be_done_is_dimmed_with_its_reason(client, palette, qtbot, opened):
    await type_in(palette, qtbot, "take")
    assert entry(palette, "do:take").reason == "You have this ticket already"
    qtbot.keyClick(palette.field.input, ENTER)
    assert not palette.isHidden()
    assert client.workspace.pending == ()


@pytest.mark.parametrize(
    ("text", "action", "reason"),
    [
        ("see the other", "see_draft", "Nobody else is writing a reply"),
        ("undo the last", "undo", "There is nothing to take back"),
        ("jump to", "jump", "This ticket is short"),
        ("unfold", "unfold", "Nothing is folded here"),
        ("forward", "forward", "Nothing more lies that way"),
    ],
)
async def test_a_command_that_would_do_nothing_says_why_and_stays(
    palette, qtbot, text, action, reason
):
    await type_in(palette, qtbot, text)
    assert entry(palette, f"do:{action}").reason == reason
    qtbot.keyClick(palette.field.input, ENTER)
    assert not palette.isHidden()


async def test_a_command_has_no_reason_as_soon_as_it_would_do_something(
    client, opened, palette, qtbot
):
    client.workspace.apply_presence(
        Presence(people=(Somebody(agent=TOMAS, session="s2", ticket=T1, mode="replying"),))
    )
    opened.do("follow")
    await settle()
    for text, action in (("see the other", "see_draft"), ("undo the last", "undo")):
        await type_in(palette, qtbot, text)
        assert entry(palette, f"do:{action}").reason == ""


async def test_recipients_and_quotes_need_something_to_work_on(opened, palette, qtbot):
    opened.do("note")
    opened.do("palette")
    await type_in(palette, qtbot, "change the rec")
    assert entry(palette, "do:recipients").reason == "A note goes to colleagues only"
    opened.do("reply")
    opened.window.conversation.timeline.show_conversation("empty", ())
    opened.do("palette")
    await type_in(palette, qtbot, "quote")
    assert entry(palette, "do:quote").reason == "There is nothing to quote"


async def test_without_a_ticket_and_a_list_their_commands_say_so(controller, qtbot):
    controller.lists.show("mentions")
    controller.do("palette")
    palette = controller.finder.palette
    for text, action, reason in (
        ("open in a window", "window", "No ticket is open"),
        ("select all", "pick_all", "This list is empty"),
    ):
        await type_in(palette, qtbot, text)
        assert entry(palette, f"do:{action}").reason == reason


async def test_views_and_teams_are_gone_to(opened, palette, qtbot):
    await type_in(palette, qtbot, "unassi")
    assert entry(palette, "do:go:unassigned").keys == ("G", "U")
    qtbot.keyClick(palette.field.input, ENTER)
    assert opened.lists.key == "unassigned"
    opened.do("palette")
    await type_in(palette, qtbot, "billing")
    assert entry(palette, "do:go:team:billing").keys == ("G", "1")


async def test_a_ticket_is_opened_by_its_number_also_before_the_answer_is_there(
    client, opened, palette, qtbot
):
    client.hits = (Hit("ticket", "t3", T3),)
    palette.field.input.setText("#4821")
    qtbot.keyClicks(palette.field.input, "5")
    qtbot.keyClick(palette.field.input, ENTER)
    await settle()
    assert (opened.tickets.id, palette.isHidden()) == (T3, True)


async def test_tickets_are_found_by_subject_then_by_what_was_written(client, palette, qtbot):
    client.hits = (Hit("message", "m1", T1, "… VAT is wrong"), Hit("ticket", "t3", T3))
    await type_in(palette, qtbot, "vat")
    found = [row for row in palette.rows if getattr(row, "key", "").startswith("open:")]
    assert [(row.key, row.detail) for row in found] == [
        (f"open:{T3}", ""),
        (f"open:{T1}", "… VAT is wrong"),
    ]


async def test_commands_leave_room_for_tickets_and_for_somebody(client, palette, qtbot):
    for number in range(30):
        client.bench.hold(
            f"team:x{number}",
            (9 + number, a_ticket(f"x{number}", team="platform", subject=f"Reminder {number}")),
        )
    client.hits = tuple(Hit("ticket", f"x{n}", TicketId(f"x{n}")) for n in range(30))
    await settle()
    qtbot.keyClicks(palette.field.input, "re")
    await settle()
    kinds = [row.key.partition(":")[0] for row in palette.rows if isinstance(row, PaletteEntry)]
    assert len(kinds) == 12
    assert (kinds.count("do"), kinds.count("open"), kinds.count("person")) == (8, 3, 1)


async def test_people_are_found_and_lead_to_their_tickets(opened, palette, qtbot):
    await type_in(palette, qtbot, "hana@")
    qtbot.keyClick(palette.field.input, ENTER)
    await settle()
    assert opened.finder.search.query.text == 'customer:"Hana Ito"'


@pytest.mark.parametrize(
    ("state", "color", "words"),
    [("available", "green", "available"), ("break", "amber", "break"), ("asleep", "amber", "busy")],
)
async def test_a_colleague_is_shown_with_what_they_say_of_being_there(
    client, opened, palette, qtbot, state, color, words
):
    said = Availability(id=TOMAS, state=state)
    client.bench.apply(changes(insert(80, said, scope="desk")))
    await type_in(palette, qtbot, "reuter")
    tomas = entry(palette, "person:agent:tomas")
    assert tomas.sign.state == color
    assert tomas.detail.endswith(words)


async def test_what_fits_nothing_is_offered_to_the_search(client, opened, palette, qtbot):
    await type_in(palette, qtbot, "zzqqxx")
    assert titles(palette) == ["Search tickets for \u201czzqqxx\u201d"]
    qtbot.keyClick(palette.field.input, ENTER)
    await settle()
    assert (opened.finder.page.isHidden(), opened.finder.search.query.text) == (False, "zzqqxx")


async def test_tab_narrows_and_backspace_widens_again(palette, qtbot):
    qtbot.keyClick(palette.field.input, Qt.Key.Key_Tab)
    assert palette.field.chips == ("Tickets", "#48213")
    assert titles(palette)[:1] == ["Lately open"]
    qtbot.keyClick(palette.field.input, Qt.Key.Key_Backtab)
    qtbot.keyClick(palette.field.input, Qt.Key.Key_Backtab)
    assert palette.field.chips == ("Commands", "#48213")
    for expected in (("#48213",), ()):
        qtbot.keyClick(palette.field.input, Qt.Key.Key_Backspace)
        assert palette.field.chips == expected
    assert "This ticket" not in titles(palette)


async def test_the_search_has_no_commands_and_leads_on(client, opened, qtbot):
    opened.do("search")
    palette = opened.finder.palette
    client.hits = (Hit("ticket", "t2", T2),)
    await type_in(palette, qtbot, "re")
    assert palette.field.chips == ("Search",)
    assert {getattr(row, "key", "open:").partition(":")[0] for row in palette.rows} == {
        "open",
        "person",
        "search",
    }
    qtbot.keyClick(palette.field.input, ENTER, Qt.KeyboardModifier.ShiftModifier)
    assert (opened.finder.search.query.text, palette.isHidden()) == ("re", True)


async def test_ctrl_enter_runs_and_keeps_it_open(client, opened, palette, qtbot):
    await type_in(palette, qtbot, "follow")
    qtbot.keyClick(palette.field.input, ENTER, Qt.KeyboardModifier.ControlModifier)
    await settle()
    assert len(client.workspace.pending) == 1
    assert opened.window.focusWidget() is palette.field.input


async def test_one_says_how_available_one_is(client, opened, palette, qtbot):
    await type_in(palette, qtbot, "yourself busy")
    qtbot.keyClick(palette.field.input, ENTER)
    await settle()
    assert client.workspace.get(Availability, client.me).state == "busy"


async def test_a_ticket_with_a_hostile_subject_is_shown_literally(client, opened, qtbot):
    intents.set_subject(client.workspace, ticket=T1, subject="<img src='file:///x'>\u202ereply")
    await settle()
    client.hits = (Hit("ticket", "t1", T1),)
    opened.do("search")
    palette = opened.finder.palette
    await type_in(palette, qtbot, "img")
    assert entry(palette, f"open:{T1}").title == "<img src='file:///x'>\u202ereply"
    assert not palette.grab().isNull()


@pytest.mark.parametrize(
    ("role", "level", "reason"),
    [
        ("agent", "work", ""),
        ("agent", "read", "You read Billing, others work in it"),
        ("supervisor", "read", ""),
        ("administrator", "read", ""),
        ("light", "work", "You read tickets and write notes"),
    ],
)
async def test_what_is_not_allowed_says_why(client, opened, role, level, reason):
    member = Membership(id=MembershipId("mb"), team=TeamId("billing"), agent=client.me, level=level)
    client.bench.apply(
        changes(
            insert(70, member, scope="desk"),
            update(71, client.workspace.get(Agent, client.me), scope="desk", role=role),
        )
    )
    opened.tickets.open(T3)
    await settle()
    opened.do("palette")
    palette = opened.finder.palette
    assert entry(palette, "do:menu:priority").reason == reason
    assert entry(palette, "do:note").reason == ""
