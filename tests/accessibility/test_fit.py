# SPDX-License-Identifier: Apache-2.0
"""Words of other languages are much longer than English ones: there is room for them.

Each window is seen in German, and in a language that is 40 % longer than English all over.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from app import intents
from app.settings import PAGES
from sync_server.contract.ids import SkillId
from sync_server.contract.queries import (
    AgentPlace,
    Matrix,
    Move,
    PreviewRedistribution,
    Redistribution,
    TeamMatrix,
    TestMailbox,
    TestStep,
)
from sync_server.contract.refusals import Refusal
from tests.accessibility.fit import badly_painted, cramped, out_of_reach
from tests.accessibility.longer_words import LENGTHENED, build
from tests.support.client_environment import settle
from tests.support.window_client import MAYA, T1, T3, Hit
from tests.ui.windows.agent.setup.conftest import WORKS, report
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.workspace_button import WorkspaceButton

# A window asks for the keyboard, which drawing in memory has none of.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ZOOMS = (1.5, pytest.param(1.0, marks=pytest.mark.long))
SIZES = ((1366, 768), (1600, 1000))

Scene = Callable[[Any], Awaitable[Any]]


@pytest.fixture(scope="session")
def languages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("languages")
    return {language: build(folder, language) for language in LENGTHENED}


@pytest.fixture(params=["longer", pytest.param("German", marks=pytest.mark.long)])
def spoken(request, qapp, languages):
    """A language in which every window is built from now on."""
    translator = QTranslator()
    assert translator.load(str(languages[request.param]))
    QCoreApplication.installTranslator(translator)
    yield request.param
    QCoreApplication.removeTranslator(translator)


@pytest.fixture(params=ZOOMS)
def zoomed(request, spoken, theme):
    """The zoom and the language are set: windows that are built now have both."""
    theme.set_zoom(request.param)


def lacking(window):
    """What lacks room, a line each."""
    return "\n".join((*cramped(window), *out_of_reach(window), *badly_painted(window)))


def menus_of(window):
    """The menus that are open."""
    return [menu for menu in window.findChildren(ChoiceMenu) if menu.isVisible()]


async def lacking_at_each_size(window, top=None):
    """What lacks room in a window, or in a part of it, as it is made and once it grows.

    By the size, so that a test that fails tells it; what has room is left out.
    """
    found = {}
    for size in SIZES:
        (top or window).resize(*size)
        await settle()
        found[size] = lacking(window)
    return {size: lines for size, lines in found.items() if lines}


def do(*actions: str) -> Scene:
    async def act(opened):
        for action in actions:
            opened.do(action)
            await settle()

    return act


def tab(place: int) -> Scene:
    async def act(opened):
        panel = opened.window.properties
        panel.show_tab(panel.tabs.titles[place])

    return act


def page(name: str) -> Scene:
    async def act(opened):
        opened.do("settings")
        opened.preferences.panel.show_page(name)

    return act


def alone(scene: Scene) -> Scene:
    """Opens a menu, once those that are open are closed; another size of the window closes it."""

    async def act(opened):
        for menu in menus_of(opened.window):
            menu.hide()
        await scene(opened)

    return act


async def refused(opened):
    """A change that was not accepted needs a decision."""
    client = opened._client
    id = intents.set_status(client.workspace, ticket=T1, status="solved")
    await settle()
    await client.bench.refuse(id, Refusal(code="conflict", field="status"))


async def offline(opened):
    opened._client.stand("offline", to_send=3)


async def many(opened):
    """One picks more than may be changed without a question, and what else can be done."""
    opened.do("pick")
    opened._actions.bulk.open_menu("more")


async def asking(opened):
    opened.do("pick")
    opened.window.list.bulk_bar.ask(QCoreApplication.translate("bulk", "Change {count} tickets?"))


async def arranged(opened):
    opened._actions.list_menu.open()


async def filtered(opened):
    opened.window.conversation.header.filter.click()


async def available(opened):
    opened.window.navigation.open_availabilities()


async def view(opened):
    menu = opened._actions.view_menu
    menu.fill("all_open")
    menu._on_menu_requested(opened.window.navigation.views.rect_of("all_open").center())


async def breaks(opened):
    opened.window.navigation.open_availabilities()
    await settle()
    opened.window.navigation._foot._on_chosen("break")


async def workspace(opened):
    opened.window.navigation.findChild(WorkspaceButton).open_menu()


async def menus(opened):
    """The bar that comes with Alt."""
    opened.menus.toggle()


async def statuses(opened):
    opened.do("reply")
    opened.do("send_with_status")


async def empty(opened):
    opened.tickets.leave()
    opened.lists.show("unassigned")


async def searched(opened):
    opened.finder.show_search("rotation")


async def found(opened):
    opened._client.hits = (Hit("ticket", "t1", T1), Hit("ticket", "t3", T3))
    await searched(opened)


async def said(opened):
    opened.do("take")
    opened.do("solve")


SCENES: dict[str, Scene] = {
    "reply": do("reply"),
    "note": do("note"),
    "customer": tab(1),
    "history": tab(2),
    "properties folded": do("fold_properties"),
    "navigation folded": do("fold_navigation"),
    "menus": menus,
    "palette": do("palette"),
    "search palette": do("search"),
    "search": searched,
    "found": found,
    "keys": do("keys"),
    "new ticket": do("new_ticket"),
    "why": do("why"),
    "asking": asking,
    "refused": refused,
    "offline": offline,
    "empty": empty,
    "said": said,
    "figures": do("frames"),
}

SETTINGS: dict[str, Scene] = {f"settings, {name}": page(name) for name in PAGES}

MENUS: dict[str, Scene] = {
    name: alone(scene)
    for name, scene in {
        "status": do("menu:status"),
        "assignee": do("menu:assignee"),
        "priority": do("menu:priority"),
        "team": do("menu:team"),
        "tags": do("menu:tags"),
        "arranged": arranged,
        "filtered": filtered,
        "availability": available,
        "breaks": breaks,
        "workspace": workspace,
        "snooze": do("snooze"),
        "view": view,
        "statuses": statuses,
    }.items()
}

PICKED: dict[str, Scene] = {"picked": do("pick", "extend_next"), "more": many}


@pytest.mark.usefixtures("zoomed")
@pytest.mark.parametrize("scene", SCENES)
async def test_every_text_of_the_workspace_has_room(opened, scene):
    opened.window.resize(*SIZES[0])
    await SCENES[scene](opened)
    assert await lacking_at_each_size(opened.window) == {}


@pytest.mark.usefixtures("zoomed")
async def test_every_text_of_the_settings_has_room(opened):
    opened.window.resize(*SIZES[0])
    opened.do("settings")
    for name in PAGES:
        opened.preferences.panel.show_page(name)
        assert (name, await lacking_at_each_size(opened.window)) == (name, {})


@pytest.mark.usefixtures("zoomed")
@pytest.mark.parametrize("size", SIZES)
async def test_every_text_of_a_menu_has_room(opened, size):
    opened.window.resize(*size)
    for name, open_menu in MENUS.items():
        await open_menu(opened)
        await settle()
        assert menus_of(opened.window), name
        assert (name, lacking(opened.window)) == (name, "")


@pytest.mark.usefixtures("zoomed")
@pytest.mark.parametrize("size", SIZES)
async def test_every_text_about_what_is_picked_has_room(opened, size):
    opened.window.resize(*size)
    for name, pick in PICKED.items():
        await pick(opened)
        await settle()
        assert (name, lacking(opened.window)) == (name, "")


@pytest.mark.parametrize(
    "scenes",
    [*({name: scene} for name, scene in SCENES.items()), SETTINGS, MENUS, PICKED],
    ids=" ".join,
)
async def test_the_smallest_window_at_the_largest_zoom_hides_nothing_at_its_side(
    theme, opened, scenes
):
    theme.set_zoom(2.0)
    opened.window.resize(900, 600)
    for name, scene in scenes.items():
        await scene(opened)
        await settle()
        assert (name, list(out_of_reach(opened.window))) == (name, [])


async def cut_off(opened):
    await offline(opened)
    opened._offline.show_now()


async def crashed(opened):
    opened.tell_and_report("Deskbell closed unexpectedly.", "What you wrote is here.", "report")


@pytest.mark.parametrize("scene", [do(), cut_off, crashed], ids=["usual", "offline", "crashed"])
@pytest.mark.parametrize("writes", [False, True])
async def test_the_smallest_window_at_the_largest_zoom_squashes_nothing(
    theme, opened, scene, writes
):
    window, composer = opened.window, opened.window.composer.composer
    theme.set_zoom(2.0)
    window.resize(900, 600)
    window.show()
    await scene(opened)
    (composer.editor if writes else window.conversation.timeline).setFocus()
    await settle()
    assert composer.foot.isVisible() == writes
    for part in (window.conversation, composer):
        assert part.height() >= part.minimumSizeHint().height()


async def held(opened):
    """A mail is read; where there is no room it has the whole page."""
    opened.do("go:held")
    await settle()
    opened.pages.held._page.read(True)


async def held_list(opened):
    opened.do("go:held")


async def held_picked(opened):
    opened.do("go:held")
    opened.do("pick_all")


HELD_SCENES: dict[str, Scene] = {"list": held_list, "reading": held, "picked": held_picked}


@pytest.mark.usefixtures("zoomed", "waiting")
@pytest.mark.parametrize("scene", HELD_SCENES)
async def test_every_text_of_held_mail_has_room(opened, scene):
    opened.window.resize(*SIZES[0])
    await HELD_SCENES[scene](opened)
    assert await lacking_at_each_size(opened.window) == {}


async def try_mailbox(opened, report):
    """The trial of a mailbox came to an end."""
    opened._client.answers[TestMailbox] = report
    opened.do("go:setup")
    form = opened.pages.setup._page.mailbox
    for name, text in (("address", "support@brightwater.example"), ("password", "in the fog")):
        form.fields[name].set_text(text)
        form.fields[name].edited.emit(text)
    form.test_requested.emit()


async def tried(opened):
    """A mailbox works, at a domain that lacks a record."""
    lacks = TestStep(name="DMARC", state="warning", text="", record="v=DMARC1; p=none")
    await try_mailbox(opened, report(*WORKS.steps, lacks))


async def not_tried(opened):
    failed = TestStep(name="reads", state="error", text="", cause="password")
    await try_mailbox(opened, report(failed, secret=None))


async def steps(opened):
    """The other steps are open, with what is wrong in them."""
    opened.do("go:setup")
    page = opened.pages.setup._page
    for name in ("team", "hours"):
        page.steps[name].action_requested.emit()
    page.new_team.submitted.emit()
    page.days.set_marks("0000000")
    page.hours.save_requested.emit()
    page.people.invite_requested.emit()


async def invited(opened):
    opened.do("go:setup")
    people = opened.pages.setup.people
    people._on_link("tomas")
    await settle()


SETUP_SCENES: dict[str, Scene] = {
    "tried": tried,
    "failed": not_tried,
    "steps": steps,
    "invited": invited,
}


@pytest.mark.usefixtures("zoomed", "administrator")
@pytest.mark.parametrize("scene", SETUP_SCENES)
async def test_every_text_of_the_set_up_has_room(opened, scene):
    opened.window.resize(*SIZES[0])
    await SETUP_SCENES[scene](opened)
    assert await lacking_at_each_size(opened.window) == {}


async def rules(opened):
    """Something is wrong in a rule, and a condition is begun."""
    opened.do("go:admin")
    opened.pages.admin.show_entry("rules")
    await settle()
    editor = opened.pages.admin._page.rules.editor
    editor.text.editor.setPlainText('{"rule": "Outage", "actions": {"reply": 1, "slaa": "2h"}}')
    editor.conditions.add_group.click()


async def macros(opened):
    """One is begun, with whom it is for."""
    opened.do("go:admin")
    opened.pages.admin.show_entry("macros")
    opened.pages.admin._page.macros.new.click()


async def staffing(opened):
    """A team is begun whose name another has."""
    opened.do("go:admin")
    opened.pages.admin.show_entry("staffing")
    opened.pages.admin._page.staffing.add.click()
    opened.pages.admin._page.staffing.lines.changed.emit("new", "name", ("billing",))


async def people(opened):
    """The last administrator would be none any more."""
    opened.do("go:admin")
    opened.pages.admin.show_entry("people")
    opened.pages.admin._page.people.lines.changed.emit("maya", "role", ("agent",))


async def categories(opened):
    """One more is begun."""
    opened.do("go:admin")
    opened.pages.admin.show_entry("categories")
    opened.pages.admin._page.categories.add.click()


async def checklists(opened):
    """An item more is begun."""
    opened.do("go:admin")
    opened.pages.admin.show_entry("gates")
    opened.pages.admin._page.gates.add.click()


async def policies(opened):
    opened.do("go:admin")
    opened.pages.admin.show_entry("policies")


async def policy(opened):
    opened.do("go:admin")
    opened.pages.admin.policies.edit_requested.emit("gold")


async def calendars(opened):
    """The form of a day is open."""
    opened.do("go:admin")
    opened.pages.admin.show_entry("calendars")
    opened.pages.admin.calendars.editing._on_add()


async def drafted(opened):
    """There is something to publish."""
    opened.do("go:admin")
    opened.pages.admin.show_entry("calendars")
    editing = opened.pages.admin.calendars.editing
    editing.change({**editing.document, "holidays": []})


async def agents(opened):
    """The table, and how a team shares out."""
    opened.do("go:admin")
    opened.pages.admin.show_entry("agents")


async def assignment(opened):
    """Somebody tries a ticket, without a connection."""
    opened.do("go:admin")
    opened.pages.admin.show_entry("assignment")
    page = opened.pages.admin._page.assignment
    page.number.setText("#48213")
    page.number.returnPressed.emit()


async def teams(opened):
    """Somebody in a team who may get nothing, with a limit that is begun."""
    place = AgentPlace(agent=MAYA, state="available", capacity=12, skills={SkillId("de"): 2})
    opened._client.answers[TeamMatrix] = Matrix(places=(place,), waiting=3)
    opened.do("go:admin")
    opened.pages.admin.show_entry("teams")
    await settle()
    page = opened.pages.admin._page.teams
    page.add_limit.click()
    page.add_absence.click()
    opened._client.answers[PreviewRedistribution] = Redistribution(moves=(Move(ticket=T1),))
    page.give_out.click()


ADMIN_SCENES: dict[str, Scene] = {
    "rules": rules,
    "assignment": assignment,
    "macros": macros,
    "staffing": staffing,
    "people": people,
    "categories": categories,
    "checklists": checklists,
    "policies": policies,
    "policy": policy,
    "calendars": calendars,
    "drafted": drafted,
    "teams": teams,
    "agents": agents,
}


@pytest.mark.usefixtures("zoomed", "administrator", "promised", "automated")
@pytest.mark.parametrize("scene", ADMIN_SCENES)
async def test_every_text_of_the_administration_has_room(opened, scene):
    opened.window.resize(*SIZES[0])
    await ADMIN_SCENES[scene](opened)
    await settle()
    assert await lacking_at_each_size(opened.pages.admin._page, opened.window) == {}


@pytest.mark.usefixtures("zoomed")
async def test_every_text_of_a_ticket_in_its_own_window_has_room(opened):
    opened.do("window")
    await settle()
    assert await lacking_at_each_size(opened.companions.windows[T1].window) == {}


@pytest.mark.usefixtures("zoomed")
async def test_every_text_of_the_first_run_has_room(first):
    for step in (0, 1):
        first.window.show_step(step)
        assert (step, await lacking_at_each_size(first.window)) == (step, {})


@pytest.mark.usefixtures("zoomed")
@pytest.mark.parametrize("knows_desk", [False, True])
@pytest.mark.parametrize("failing", ["", "name", "certificate"])
async def test_every_text_at_the_door_has_room(door, signin, failing, knows_desk):
    door.knows_desk, door.failing = knows_desk, failing
    signin.window.resize(*SIZES[0])
    signin.refresh()
    await settle()
    signin.window.primary.click()
    await settle()
    assert await lacking_at_each_size(signin.window) == {}
