# SPDX-License-Identifier: Apache-2.0
"""Every name, subject, tag, file name, tooltip and title of a desk is markup, and shown literally.

The real windows are painted into a picture in which letters are still letters, and walked for all
that Qt would show or read out for them. Each scene names what has to be seen in it, so that a
place that shows nothing proves nothing.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import intents
from app.client import Notice
from app.errors import SignInRefused
from sync_server.contract.entities import KINDS, Agent, Ticket
from sync_server.contract.frames import Presence, Somebody
from sync_server.contract.refusals import Refusal
from tests.support import hostile_desk
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert, update
from tests.support.drawn_text import drawn_text, stolen_keys, told_text, window_title
from tests.support.hostile_desk import (
    a_hostile_desk,
    hostile_rows,
    marks_in,
    nasty,
    nasty_word,
    not_literal,
    raw,
    texts_of,
)
from tests.support.window_client import MAYA, T1, T2, T3, Hit
from tests.ui.windows.signin.conftest import Door
from ui.faults import Faults
from ui.theme.theme import Theme
from ui.windows.agent.controller import AgentController
from ui.windows.first_run.controller import FirstRunController
from ui.windows.signin.controller import SignInController


@pytest.fixture
def theme(qapp):
    theme = Theme("light")
    theme.apply(qapp)
    return theme


@pytest.fixture
def spoofed(monkeypatch):
    """Every word tries to look like another one instead."""
    monkeypatch.setattr(hostile_desk, "TEMPLATE", "{mark}\u202efdp.exe\u200b\u2066\ufeff")


@pytest.fixture
async def client(qapp):
    client = a_hostile_desk()
    await settle()
    yield client
    await client.close()


@pytest.fixture
async def opened(client, theme):
    controller = AgentController(
        client, theme, environment=client.bench.environment, faults=Faults()
    )
    controller.window.resize(1600, 1000)
    controller.window.show()
    controller.lists.show("all_open")
    controller.tickets.open(T1)
    await settle()
    yield controller
    controller.close()
    controller.deleteLater()
    await settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


# -- scenes: each gives what is seen in it ---------------------------------------------------------


async def a_ticket(opened, client):
    client.workspace.apply_presence(
        Presence(
            people=(
                Somebody(agent="tomas", session="s1", ticket=T1, mode="replying"),  # type: ignore[arg-type]
            )
        )
    )
    opened.tickets.reading.history.read()
    return {
        *(
            "subject",
            "other subject",
            "customer",
            "company",
            "team",
            "other team",
            "tag",
            "own name",
        ),
        *("agent", "child category", "category", "file name", "message", "note", "reply", "odd"),
        *("desk", "view"),
    }


async def another_ticket(opened, client):
    ticket = client.workspace.get(Ticket, T2)
    newer = update(60, ticket, scope="team:platform", status=nasty("status"))
    client.bench.apply(changes(newer))
    opened.tickets.open(T2)
    return {"other subject", "status", "priority", "customer"}


async def the_customer(opened, client):
    opened.window.properties.show_tab("Customer")
    return {"customer", "address", "phone", "language", "zone", "company", "other subject"}


async def the_history(opened, client):
    opened.tickets.reading.history.read()
    opened.window.properties.show_tab("History")
    return {"actor", "agent", "value before", "value after", "status after", "priority after"}


async def a_menu_of_tags(opened, client):
    opened.window.properties.open_menu("tags")
    return {"tag", "other tag"}


async def a_menu_of_teams(opened, client):
    opened.window.properties.open_menu("team")
    return {"team", "other team"}


async def a_menu_of_people(opened, client):
    opened.window.properties.open_menu("assignee")
    return {"own name"}


async def a_menu_of_categories(opened, client):
    opened.window.properties.open_menu("category")
    return {"category", "child category"}


async def the_palette(opened, client):
    client.hits = (Hit("ticket", "t1", T1, nasty("excerpt")), Hit("contact", "hana", None))
    opened.do("search")
    opened.finder.palette.field.input.setText("onerror")
    return {"subject", "customer"}


async def the_commands(opened, client):
    opened.do("palette")
    opened.finder.palette.field.input.setText("a")
    return {"own name"}


async def the_search(opened, client):
    client.hits = (Hit("message", "m1", T1, nasty("excerpt")), Hit("ticket", "t1", T1))
    opened.finder.show_search("onerror")
    await settle()
    opened.finder.search._pause.timeout.emit()
    return {"subject", "excerpt", "found subject", "customer", "team", "message"}


async def words_of_a_search(opened, client):
    opened.finder.show_search(f"tag:{nasty_word('searched tag')} {nasty('searched')}")
    return {"searched"}


async def a_new_ticket(opened, client):
    opened.do("new_ticket")
    await settle()
    panel = opened.companions._panel
    panel.customer.searched.emit("b")
    panel.customer.picked.emit("hana")
    panel.subject.set_text(nasty("new subject"))
    panel.text.editor.setPlainText(nasty("new text"))
    return {"customer", "subject", "new subject", "new text"}


async def a_customer_who_is_edited(opened, client):
    opened.window.properties.show_page("customer")
    await settle()
    opened.window.properties.profile.asked.emit("edit")
    return {"customer", "company"}


async def a_window_of_its_own(opened, client):
    opened.do("window")
    return {"subject", "customer", "company", "tag"}


async def the_settings(opened, client):
    client.settings.set("signature", nasty("signature"))
    opened.do("settings")
    return {"desk"}


async def a_conflict(opened, client):
    id = intents.set_subject(client.workspace, ticket=T1, subject=nasty("my subject"))
    await settle()
    theirs = raw(nasty("their subject"))
    await client.bench.refuse(id, Refusal(code="conflict", field="subject", theirs=theirs))
    return {"my subject", "their subject"}


async def a_lost_race(opened, client):
    id = intents.take(client.workspace, ticket=T2)
    opened.tickets.open(T2)
    await settle()
    await client.bench.refuse(id, Refusal(code="conflict", field="assignee", theirs=raw("tomas")))
    return {"other subject"}


async def a_refusal_of_a_newer_server(opened, client):
    id = intents.set_status(client.workspace, ticket=T1, status="solved")
    await settle()
    await client.bench.refuse(
        id, Refusal(code=nasty("code"), field=nasty("refused field"), incident=nasty("incident"))
    )
    return {"subject"}


async def a_notice(opened, client):
    client.notices.emit(Notice(kind="signed_out", text=nasty("notice"), detail=nasty("more")))
    return {"notice"}


async def a_strange_text(opened, client):
    opened.window.floats.show_stray(nasty("strong"), nasty("rest"), action=nasty("action"))
    return {"strong", "rest", "action"}


async def what_was_done(opened, client):
    opened.window.toast.say(nasty("done"), undo=True)
    return {"done"}


async def a_draft(opened, client):
    opened.do("reply")
    pane = opened.window.composer
    pane.composer.editor.insertPlainText(nasty("draft"))
    pane.attach([Path("/nowhere") / nasty("dropped").replace("/", "")])
    pasted = QMimeData()
    pasted.setHtml(nasty("pasted"))
    pane.composer.editor.insertFromMimeData(pasted)
    opened.do("recipients")
    return {"draft"}


async def groups_of_a_list(opened, client):
    opened.lists.arrange(group="team")
    return {"team"}


async def people_in_a_list(opened, client):
    opened.lists.arrange(group="assignee")
    return {"own name"}


async def a_small_window(opened, client):
    opened.window.resize(1000, 700)
    return {"subject"}


async def a_rail(opened, client):
    opened.window.resize(1366, 768)
    return {"subject", "team"}


async def held_mail(opened, client):
    opened.do("go:held")
    await settle()
    return {"held sender_name", "held sender", "held subject", "held text", "check", "result"}


async def canned_replies(opened, client):
    opened.do("reply")
    editor = opened.window.composer.composer.editor
    editor.setFocus()
    QTest.keyClicks(editor, "/")
    return {"canned"}


async def addresses_to_send_from(opened, client):
    opened.do("reply")
    opened.do("recipients")
    return {"mailbox's address"}


async def copies_of_a_ticket(opened, client):
    opened.tickets.mailing.open_copies()
    return {"ticket's copy"}


async def a_ticket_of_a_newer_server(opened, client):
    opened.tickets.open(T3)
    return {"odd subject", "odd status"}


async def a_view_of_a_newer_server(opened, client):
    opened.lists.show("view:v2")
    return {"odd view"}


async def a_filtered_list(opened, client):
    opened.do("filter")
    opened.window.list.filter.input.setText(nasty("filter"))
    return {"filter"}


async def the_policies(opened, client):
    administers(client)
    opened.do("go:admin")
    opened.pages.admin.show_entry("policies")
    return {"policy", "calendar"}


async def a_policy(opened, client):
    """Its draft is of a newer server."""
    administers(client)
    opened.do("go:admin")
    opened.pages.admin.policies.edit_requested.emit("p1")
    return {"policy", "draft", "draft's word"}


async def the_rules(opened, client):
    """The draft of the only one is of a newer server."""
    administers(client)
    opened.do("go:admin")
    return {"rule", "draft", "draft's word"}


async def the_calendars(opened, client):
    administers(client)
    opened.do("go:admin")
    opened.pages.admin.show_entry("calendars")
    return {"calendar"}


def administers(client):
    maya = client.workspace.get(Agent, MAYA)
    boss = replace(maya, role="administrator")
    client.bench.apply(changes(insert(90, boss, scope="desk")))


SCENES: Any = (
    a_ticket,
    another_ticket,
    the_customer,
    the_history,
    a_menu_of_tags,
    a_menu_of_teams,
    a_menu_of_people,
    a_menu_of_categories,
    the_palette,
    the_commands,
    the_search,
    words_of_a_search,
    a_new_ticket,
    a_customer_who_is_edited,
    a_window_of_its_own,
    the_settings,
    a_conflict,
    a_lost_race,
    a_refusal_of_a_newer_server,
    a_notice,
    a_strange_text,
    what_was_done,
    a_draft,
    groups_of_a_list,
    people_in_a_list,
    a_small_window,
    a_rail,
    held_mail,
    canned_replies,
    addresses_to_send_from,
    copies_of_a_ticket,
    a_ticket_of_a_newer_server,
    a_view_of_a_newer_server,
    a_filtered_list,
    the_policies,
    a_policy,
    the_rules,
    the_calendars,
)


def shown_windows():
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def read(windows):
    """Everything that is drawn, and everything that is told, with its place."""
    drawn = [run for each in windows for run in drawn_text(each)]
    told = [entry for each in windows for entry in told_text(each)]
    return drawn, told


def test_every_text_of_every_kind_of_row_is_hostile():
    """A kind or a field that the contract gains has to be added to the desk."""
    rows = [row for rows in hostile_rows(0).values() for row in rows]
    assert {row.kind for row in rows} == KINDS.keys()
    hostile = {
        (row.kind, name)
        for row in rows
        for name in texts_of(type(row))
        if marks_in(str(getattr(row, name)))
    }
    assert {
        (kind, name) for kind, row in KINDS.items() for name in texts_of(row)
    } - hostile == set()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
async def test_markup_is_shown_and_never_obeyed(opened, client, scene):
    wanted = await scene(opened, client)
    await settle()
    drawn, told = read(shown_windows())
    painted = {run: names for run in drawn if (names := not_literal(run))}
    handed = {place: names for place, text in told if (names := not_literal(text))}
    assert (painted, handed) == ({}, {})
    assert [stolen_keys(each) for each in shown_windows() if stolen_keys(each)] == []
    seen = marks_in(" ".join([*drawn, *(text for _, text in told)]))
    assert wanted - seen == set()


async def test_a_title_has_every_character_of_the_subject(opened, client):
    """Qt takes "[*]" in a title for the place of its mark of unsaved changes."""
    opened.do("window")
    await settle()
    (ticket,) = opened.companions.windows.values()
    assert window_title(ticket.window) == f"#48213 {nasty('subject')}"


def is_literal(windows):
    drawn, told = read(windows)
    assert [text for text in (*drawn, *(text for _, text in told)) if not_literal(text)] == []
    return marks_in(" ".join(drawn))


async def test_the_way_in_shows_the_name_of_a_desk_literally(theme):
    door = Door(knows_desk=True, desk=nasty("desk"), last={"desk": nasty("server's desk")})
    door.state.reason = nasty("reason")
    controller = SignInController(door, theme, faults=Faults())  # type: ignore[arg-type]
    controller.window.show()
    controller.refresh()
    await settle()
    controller.window.email.set_text(nasty("typed"))
    door.trouble = SignInRefused(Refusal(code=nasty("code")))
    controller.window.primary.click()
    await settle()
    assert is_literal([controller.window]) >= {"server's desk", "typed"}
    controller.close()
    controller.deleteLater()


async def test_the_first_run_greets_by_a_name_literally(client, theme):
    first = FirstRunController(client, theme)
    first.window.show()
    assert "own name" in is_literal([first.window])
    first.close()
    first.deleteLater()


OVERRIDES = re.compile("[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
OWN_WORDS = {words_of_a_search, a_new_ticket, a_draft, canned_replies, a_filtered_list}
"""Scenes in which somebody types them: a field shows what is in it."""
SEEN = ("toolTip", "title", "action")


@pytest.mark.parametrize(
    "scene", [each for each in SCENES if each not in OWN_WORDS], ids=lambda scene: scene.__name__
)
async def test_promise_40_no_override_turns_what_is_shown(spoofed, opened, client, scene):
    await scene(opened, client)
    await settle()
    drawn, told = read(shown_windows())
    shown = [*drawn, *(text for place, text in told if place.endswith(SEEN) or "tooltip" in place)]
    assert [text for text in shown if OVERRIDES.search(text)] == []
    assert "\ufffdfdp.exe" in "".join(drawn)
