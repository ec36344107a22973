# SPDX-License-Identifier: Apache-2.0
"""The windows that are walked: each scene brings the running program into one state.

A scene that goes through several of them yields in each, with its name.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Final

from PySide6.QtCore import Qt

from app import intents
from app.settings import PAGES
from sync_server.contract import commands
from sync_server.contract.idmaker import IdMaker
from sync_server.contract.ids import MessageId
from sync_server.contract.queries import TestMailbox, TestReport, TestStep
from tests.accessibility.desk_mail import connect_mailbox, hold_mail
from tests.pictures.groups.doors import welcomed
from tests.pictures.groups.setting_up import setting_up
from tests.pictures.stage import Stage

SUBJECT: Final = "Webhooks return 401 after rotation"
TEXT: Final = "Hi Hana, it is purged in eu-west."

Scene = Callable[[Stage], Awaitable[None] | AsyncIterator[str]]


async def states(name: str, stage: Stage) -> AsyncIterator[str]:
    """Play a scene: the name of each state to be walked, while the window is in it."""
    played = SCENES[name](stage)
    if isinstance(played, AsyncIterator):
        async for state in played:
            yield f"{name}, {state}"
    else:
        await played
        yield name


async def first_run(stage: Stage) -> AsyncIterator[str]:
    """Maya has signed in for the first time: both steps."""
    await welcomed(stage)
    yield "about"
    stage.click(stage.find("first_run.next.button"))
    await stage.until(lambda: stage.shows("first_run.practice.list"))
    yield "keys"


async def sign_in(stage: Stage) -> None:
    """Nobody is signed in."""
    await stage.open_window(client=await stage.client())


async def ticket(stage: Stage) -> None:
    """A ticket is open in the window with four panes."""
    await stage.open_window()
    await stage.open_ticket(SUBJECT)


async def small(stage: Stage) -> None:
    """The same in the smallest window, where panes fold and take turns."""
    await ticket(stage)
    stage.window.resize(900, 600)


async def note(stage: Stage) -> None:
    """An internal note is written."""
    await ticket(stage)
    stage.agent.do("note")
    stage.type("A word to the team", at=stage.window.composer.composer.editor)


async def refused(stage: Stage) -> None:
    """A colleague was quicker: what Maya wrote was not accepted."""
    await ticket(stage)
    tomas = await stage.signed_in("Tomas Reuter")
    about = stage.agent.tickets.id
    assert about is not None
    tomas.here(ticket=about, mode="replying", typing=True)
    await stage.calm()
    intents.reply(tomas.workspace, ticket=about, text="Hi Hana, I am on it.")
    shown = stage.window.conversation.timeline
    await stage.until(lambda: any("I am on it" in each.text for each in shown.messages))
    new_id = IdMaker(stage.environment.now_us, stage.environment.random_bytes)
    stage.agent.workspace.submit(
        commands.Reply(ticket=about, message=MessageId(new_id()), text=TEXT, seen=0)
    )
    await stage.until(stage.window.conversation.card.isVisible)


async def offline(stage: Stage) -> None:
    """The server is gone and a reply waits."""
    await ticket(stage)
    await stage.stop_server()
    await stage.until(stage.window.conversation.banner.isVisible)
    stage.agent.do("reply")
    stage.type(TEXT, at=stage.window.composer.composer.editor)
    editor = stage.window.composer.composer.editor
    stage.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, at=editor)


async def online_again(stage: Stage) -> None:
    """The server was gone and is back."""
    await ticket(stage)
    await stage.stop_server()
    await stage.until(stage.window.conversation.banner.isVisible)
    await stage.start_server()
    await stage.until(stage.window.conversation.banner.isHidden)


async def by_keys(stage: Stage) -> None:
    """From the list into the conversation, and up in it by message."""
    await ticket(stage)
    stage.window.list.view.setFocus(Qt.FocusReason.TabFocusReason)
    stage.key(Qt.Key.Key_J, at=stage.window.list.view)
    await stage.calm()
    stage.key(Qt.Key.Key_K, at=stage.window.list.view)
    await stage.calm()
    timeline = stage.window.conversation.timeline
    stage.key(Qt.Key.Key_Return, at=stage.window.list.view)
    await stage.calm()
    stage.key(Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier, at=timeline)
    await stage.calm()
    stage.agent.do("menu:status")


async def palette(stage: Stage) -> None:
    """The palette is open, with commands."""
    await ticket(stage)
    stage.agent.do("palette")


async def found(stage: Stage) -> None:
    """The palette is open and has found tickets and people."""
    await ticket(stage)
    stage.agent.do("search")
    stage.type("hana")


async def status_menu(stage: Stage) -> None:
    """The menu of a property is open."""
    await ticket(stage)
    stage.agent.do("menu:status")


async def keys(stage: Stage) -> None:
    """The map of the keys is open."""
    await ticket(stage)
    stage.agent.do("keys")


async def settings(stage: Stage) -> AsyncIterator[str]:
    """The settings are open, page by page."""
    await ticket(stage)
    stage.agent.do("settings")
    for page in PAGES:
        stage.click(stage.find(f"settings.page.{page}"))
        yield page


async def new_ticket(stage: Stage) -> None:
    """The window for a new ticket is open."""
    await ticket(stage)
    stage.agent.do("new_ticket")


async def why(stage: Stage) -> None:
    """Why the ticket is here is told."""
    await ticket(stage)
    stage.agent.do("why")
    await stage.until(lambda: stage.shows("trace.table.list"))


async def picked(stage: Stage) -> None:
    """Two tickets are selected for a change of both."""
    await ticket(stage)
    stage.agent.do("pick")
    stage.agent.do("extend_next")


async def tabs(stage: Stage) -> AsyncIterator[str]:
    """The other pages about a ticket: its customer, and its history."""
    await ticket(stage)
    for place, name in ((2, "customer"), (3, "history")):
        stage.click(stage.find(f"properties.tab.{place}"))
        yield name


async def snooze(stage: Stage) -> None:
    """Until when the ticket is put off is asked."""
    await ticket(stage)
    stage.agent.do("snooze")


async def forward(stage: Stage) -> None:
    """A message is forwarded to somebody outside."""
    await stage.set_up(connect_mailbox)
    await ticket(stage)
    stage.agent.do("forward_mail")
    await stage.until(lambda: stage.window.composer.composer.mode == "forward")


async def search(stage: Stage) -> None:
    """The view of what was found, with a preview."""
    await ticket(stage)
    stage.agent.do("search")
    stage.type("customer:Kestrel tag:webhooks is:open rotation")
    stage.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    await stage.until(lambda: stage.shows("search.results.list"))


async def held(stage: Stage) -> AsyncIterator[str]:
    """Mail waits for a decision: its list, and where there is no room beside it one mail."""
    await stage.set_up(hold_mail)
    await stage.open_window()
    stage.agent.do("go:held")
    text: Any = stage.find("held.text")
    await stage.until(lambda: "example" in text.toPlainText())
    yield "list"
    stage.maya.settings.set("zoom", 150)
    stage.window.resize(900, 600)
    stage.key(Qt.Key.Key_Return, at=stage.find("held.list"))
    yield "reading"


async def setup(stage: Stage) -> AsyncIterator[str]:
    """A fresh desk is set up: a trial that went well and one that did not, and the other steps."""
    await setting_up(stage)
    yield "tried"
    stage.server.administration.mailboxes._try_servers = _refused_trial
    form = stage.agent.pages.setup._page.mailbox  # type: ignore[union-attr]
    stage.click(form.test_button)
    await stage.until(lambda: bool(form.fields["password"].input.accessibleDescription()))
    yield "failed"
    for step in ("team", "hours"):
        stage.click(stage.find(f"setup.{step}.button"))
    yield "steps"
    stage.maya.settings.set("zoom", 150)
    stage.window.resize(900, 600)
    yield "small"


async def _refused_trial(_: TestMailbox) -> TestReport:
    """A mail server that does not take the password."""
    return TestReport(steps=(TestStep(name="reads", state="error", text="", cause="password"),))


async def own_window(stage: Stage) -> None:
    """The ticket is in a window of its own."""
    await ticket(stage)
    stage.agent.do("window")


SCENES: Final[dict[str, Scene]] = {
    scene.__name__.replace("_", "-"): scene
    for scene in (
        sign_in,
        first_run,
        ticket,
        small,
        note,
        refused,
        offline,
        online_again,
        by_keys,
        palette,
        found,
        status_menu,
        keys,
        settings,
        new_ticket,
        why,
        picked,
        tabs,
        snooze,
        forward,
        search,
        held,
        setup,
        own_window,
    )
}

HEARD: Final[dict[str, tuple[str, ...]]] = {
    "refused": (
        "Tomas is writing a reply to this ticket",
        "New message from Tomas Reuter: Hi Hana, I am on it.",
        "Your reply was not sent",
    ),
    "offline": ("You are offline.",),
    "setup": (
        "Tomas Reuter signed in",
        "Working hours set",
        "Priya Nair is invited",
        "Mailbox test passed, with a warning",
        "Mailbox test failed",
    ),
    "online-again": ("You are offline.", "You are online again."),
}
"""What is announced in a scene, by how it begins: each once, and in this order."""
