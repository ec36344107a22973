# SPDX-License-Identifier: Apache-2.0
"""Texts and conversations without measure in the real window: all of it works.

How long that takes is measured in `tests/benchmarks`.
"""

import resource
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync_server.contract.entities import Attachment, Tag
from tests.support.client_environment import settle
from tests.support.client_frames import a_contact, a_message, a_team, a_ticket, an_agent
from tests.support.drawn_text import drawn_text
from tests.support.window_client import MINUTE, T1, WindowClient
from tests.ui.conftest import theme
from ui.faults import Faults
from ui.windows.agent.controller import AgentController

__all__ = ["theme"]

WORD = "Donaudampfschifffahrt" * 20
EMOJI = "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea \U0001f44d\U0001f3fd\ufe0f"
ARABIC = "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645 123 Kestrel"
HEBREW = "\u05e9\u05dc\u05d5\u05dd (https://desk.example/\u05d0)"
ZALGO = "Z" + "\u0301\u0321\u0489" * 60
MANY = 5_000
MIB = 1024
SIZES = [(1440, 900), (1366, 768), (1100, 700), (900, 600)]


def a_desk(word: str, *, messages: Any = ()) -> WindowClient:
    """A desk in which every name and text is this word."""
    client: Any = WindowClient(desk=word)
    bench, now = client.bench, client.bench.environment.now_us()
    tag: Any = word.split(maxsplit=1)[0][:60]
    bench.workspace.sign_in("maya")
    bench.hold(
        "desk",
        (1, an_agent("maya", name=word)),
        (1, an_agent("tomas", name=word)),
        (1, a_team("platform", name=word)),
        (1, Tag(id=tag)),
    )
    bench.hold("directory", (1, a_contact("hana", name=word, emails=(f"{tag}@kestrel.example",))))
    ticket = a_ticket(
        "t1",
        team="platform",
        number=1,
        subject=word,
        requester="hana",
        assignee="maya",
        status="open",
        tags=(tag,),
        opened_at=now - 900 * MINUTE,
        last_message_at=now - MINUTE,
    )
    file: Any = Attachment(id="f1", ticket=T1, message="m1", name=f"{word}.pdf", size=9)  # type: ignore[arg-type]
    own = (2, a_message("m1", at=now - 900 * MINUTE, contact="hana", text=f"{word} {word}"))
    bench.hold("team:platform", (5, ticket), own, (3, file), *messages)
    bench.hold("triage")
    return client


class Scene:
    """A window on such a desk; what goes wrong in it is a failure."""

    def __init__(self, theme: Any) -> None:
        self._theme = theme
        self.client: Any = None
        self.controller: Any = None
        self._faults = Faults()

    async def open(self, client: Any) -> Any:
        self.client = client
        await settle()
        self.controller = AgentController(
            client, self._theme, environment=client.bench.environment, faults=self._faults
        )
        self.controller.window.resize(1440, 900)
        self.controller.window.show()
        self.controller.lists.show("all_open")
        self.controller.tickets.open(T1)
        await settle()
        return self.controller

    async def close(self) -> None:
        """Before the test ends, where it takes so long that what is shown counts as read."""
        if self.controller is None:
            return
        controller, self.controller = self.controller, None
        controller.close()
        controller.deleteLater()
        await settle()
        await self.client.close()
        assert self._faults.last_report == ""


@pytest.fixture
async def scene(theme):
    scene = Scene(theme)
    yield scene
    await scene.close()


@pytest.mark.parametrize(
    "word",
    [WORD, EMOJI, ARABIC, HEBREW, ZALGO, f"{ARABIC} {WORD}"],
    ids=["400 characters", "emoji", "Arabic", "Hebrew", "marks upon marks", "both"],
)
async def test_no_word_breaks_the_window(scene, word):
    window = (await scene.open(a_desk(word))).window
    for width, height in SIZES:
        window.resize(width, height)
        await settle()
        assert (window.width(), window.height()) == (width, height)
        panes = (window.navigation, window.list, window.composer, window.properties)
        shown = [pane for pane in panes if pane.isVisible()]
        assert max(pane.mapTo(window, pane.rect().bottomRight()).x() for pane in shown) < width
        timeline = window.conversation.timeline
        assert timeline.horizontalScrollBar().maximum() == 0
        assert len(drawn_text(window)) > 0
    begin = word[:3]
    assert any(begin in run for run in drawn_text(window))


def most_memory() -> int:
    """The most that this process ever had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.mark.parametrize("as_html", [False, True], ids=["text", "html"])
async def test_a_message_of_five_megabytes_is_read_at_once(scene, as_html):
    line = "<p>The <b>brake</b> is worn & squeals</p>\n" if as_html else "The brake is worn.\n"
    text = line * (5_000_000 // len(line))
    huge = a_message("m2", at=9, contact="hana", text="The brake is worn.", html=text)
    plain = a_message("m2", at=9, contact="hana", text=text)
    client = a_desk("Kim", messages=((6, huge if as_html else plain),))
    memory = most_memory()
    window = (await scene.open(client)).window
    timeline = window.conversation.timeline
    timeline.go_to("m2")
    window.grab()
    timeline._column.toggle_whole("m2")
    window.grab()
    for _ in range(20):
        QTest.keyClick(timeline, Qt.Key.Key_PageDown)
        timeline.grab()
    assert most_memory() - memory < 300 * MIB
    assert "brake" in " ".join(drawn_text(window))
    await scene.close()


async def test_five_thousand_messages_are_gone_through_without_a_wait(scene):
    messages = tuple(
        (
            10 + number,
            a_message(f"n{number:05}", at=number + 10, contact="hana", text=f"No {number}"),
        )
        for number in range(MANY)
    )
    client = a_desk("Kim", messages=messages)
    controller = await scene.open(client)
    timeline = controller.window.conversation.timeline
    assert len(timeline.messages) >= MANY
    timeline.scroll_to_end()
    timeline.grab()
    for _ in range(50):
        QTest.keyClick(timeline, Qt.Key.Key_PageUp)
        timeline.grab()
    timeline.go_to("n02500")
    timeline.grab()
    controller.do("jump")
    await settle()
    assert "No 2500" in drawn_text(controller.window)
    await scene.close()
