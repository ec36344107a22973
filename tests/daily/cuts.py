# SPDX-License-Identifier: Apache-2.0
"""What a person sees when the network or the server goes away in the middle of an answer."""

import sys
import time
import traceback
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple

from tests.daily.looks import Look, Said
from tests.daily.stage import Stage

TICKET: Final = "Cannot add a second warehouse address"
EDITOR: Final = "composer.text.editor"
TRY: Final = "window.banner.action"
SILENCE_S: Final = 40.0
"""A silent link is noticed in at most so many seconds."""

BANNER_S: Final = 15.0
RETURN_S: Final = 40.0
"""The client waits longer and longer between its attempts: 20 s at most, then one more."""


class Moment(NamedTuple):
    """What was seen, so many seconds after what happened."""

    scene: str
    moment: str
    s: float
    seen: str


class Scene:
    """One misfortune. `moment` waits until the window shows something and keeps the picture."""

    def __init__(self, played: Stage, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.desk, self.maya, self.tomas = played.desk, played.maya, played.tomas
        self.moments: list[Moment] = []
        self._since = time.monotonic()

    def begin(self) -> None:
        """Seconds are counted from now."""
        self._since = time.monotonic()

    async def moment(
        self,
        name: str,
        holds: Callable[[Look], object],
        *,
        tell: Callable[[Look], str],
        patience_s: float = BANNER_S,
    ) -> Look:
        """Wait for something; what was seen then."""
        seen = await self.maya.until(holds, patience_s=patience_s)
        self._keep(name, tell(seen))
        await self.maya.picture(f"{self.name}-{len(self.moments):02}-{name}".replace(" ", "-"))
        return seen

    def _keep(self, name: str, told: str) -> None:
        line = Moment(self.name, name, time.monotonic() - self._since, told)
        self.moments.append(line)
        sys.stdout.write(f"{_written(line)}\n")
        sys.stdout.flush()

    async def delivered(self) -> None:
        """Once on the server, and before the eyes of somebody else."""
        await self.desk.until(lambda: len(self.desk.messages(self.text)) > 0)
        self._keep("on the server", f"{len(self.desk.messages(self.text))} time")
        await self.tomas.until(lambda seen: _count(seen, self.text) > 0, patience_s=RETURN_S)
        both = [_count(await each.look(), self.text) for each in (self.maya, self.tomas)]
        assert (len(self.desk.messages(self.text)), both) == (1, [1, 1])


async def cut(scene: Scene) -> None:
    """The cable is pulled out while a reply is written, and put back after it was sent."""
    relay = scene.desk.relay
    await _write_half(scene)
    scene.begin()
    await relay.cut()
    await _notice(scene)
    await _send(scene)
    scene.begin()
    await relay.mend()
    await _return(scene)


async def silence(scene: Scene) -> None:
    """Nothing passes any more, and nobody is told: as behind a router that forgot us."""
    relay = scene.desk.relay
    await _write_half(scene)
    scene.begin()
    relay.silence()
    await _finish_and_send(scene)
    await scene.moment(
        "sent into silence", lambda seen: _said(seen, scene.text).mark != "", tell=_last
    )
    await scene.moment("it waits", lambda seen: _is_marked(_said(seen, scene.text)), tell=_last)
    await scene.moment("behind", lambda seen: seen.foot.startswith("Behind"), tell=_foot)
    await scene.moment("noticed", _is_offline, tell=_foot, patience_s=SILENCE_S)
    assert scene.moments[-1].s <= SILENCE_S
    await scene.moment("banner", lambda seen: seen.banner, tell=_banner)
    tries = "Reconnecting"
    await scene.moment(
        tries.lower(), lambda seen: seen.foot.startswith(tries), tell=_foot, patience_s=SILENCE_S
    )
    scene.begin()
    await relay.mend()
    await _return(scene)


async def killed(scene: Scene) -> None:
    """The server is killed while a reply is written, and served again after it was sent.

    Maya does not wait for the next attempt: she goes to the banner and presses Try now.
    """
    server = scene.desk.server
    await _write_half(scene)
    scene.begin()
    await server.kill()
    await _notice(scene)
    await _send(scene)
    await scene.maya.press("ctrl+3", "shift+Tab")
    await scene.moment("on Try now", lambda seen: seen.focus == TRY, tell=_banner)
    await server.start()
    scene.begin()
    await scene.maya.press("space")
    await _return(scene)


async def answer_lost(scene: Scene) -> None:
    """The server has the reply and is killed before its answer is through: once, not twice."""
    desk = scene.desk
    await _write_half(scene)
    desk.relay.silence(answers_only=True)
    await _finish_and_send(scene)
    scene.begin()
    await desk.until(lambda: len(desk.messages(scene.text)) == 1)
    await scene.moment("it waits", lambda seen: _is_marked(_said(seen, scene.text)), tell=_last)
    await desk.server.kill()
    await desk.relay.cut()
    await scene.moment("noticed", _is_offline, tell=_foot)
    scene.begin()
    await desk.server.start()
    await desk.relay.mend()
    await _return(scene)


SCENES: Final[dict[str, tuple[Callable[[Scene], Awaitable[None]], str]]] = {
    "cut": (cut, "We lift the limit of senders for you this afternoon."),
    "silence": (silence, "The second sender is there, please have a look."),
    "killed": (killed, "Both addresses are on the new labels now."),
    "answer lost": (answer_lost, "I close this here, write if anything is missing."),
}


# -- what they have in common ----------------------------------------------------------------------


async def _write_half(scene: Scene) -> None:
    """The reply is half written, and all is well."""
    maya = scene.maya
    await maya.sit_down()
    await maya.press("r")
    await maya.until(lambda seen: seen.focus == EDITOR and seen.mode != "note")
    await maya.type(_half(scene))
    await maya.until(lambda seen: seen.written == _half(scene))
    await scene.moment("live", lambda seen: seen.foot.startswith("Live"), tell=_foot)


async def _notice(scene: Scene) -> None:
    await scene.moment("noticed", _is_offline, tell=_foot)
    await scene.moment("banner", lambda seen: seen.banner, tell=_banner)


async def _send(scene: Scene) -> None:
    """Written to its end and sent, all without a connection."""
    maya = scene.maya
    await maya.type(scene.text[len(_half(scene)) :])
    scene.begin()
    await scene.moment(
        "written offline", lambda seen: seen.written == scene.text, tell=lambda seen: seen.send
    )
    await maya.press("ctrl+Return")
    scene.begin()
    await scene.moment("sent offline", lambda seen: _is_marked(_said(seen, scene.text)), tell=_last)
    await scene.moment("counted", lambda seen: "to send" in seen.foot, tell=_foot)


async def _finish_and_send(scene: Scene) -> None:
    await scene.maya.type(scene.text[len(_half(scene)) :])
    await scene.maya.until(lambda seen: seen.written == scene.text)
    await scene.maya.press("ctrl+Return")


async def _return(scene: Scene) -> None:
    """Live again, the reply delivered once, and nothing waits."""
    await scene.moment(
        "live again", lambda seen: seen.foot.startswith("Live"), tell=_foot, patience_s=RETURN_S
    )
    await scene.moment("banner gone", lambda seen: not seen.banner, tell=lambda _: "")
    await scene.moment(
        "not waiting", lambda seen: _said(seen, scene.text).mark != "pending", tell=_last
    )
    await scene.delivered()


def _half(scene: Scene) -> str:
    return scene.text[: len(scene.text) // 2]


def _is_offline(seen: Look) -> bool:
    return seen.foot.startswith(("Offline", "Reconnecting"))


def _is_marked(said: Said) -> bool:
    return said.mark == "pending" and bool(said.mark_text)


def _said(seen: Look, text: str) -> Said:
    none = Said(id="", kind="", author="", text="", mark="")
    return next((each for each in seen.messages if each.text == text), none)


def _count(seen: Look, text: str) -> int:
    return sum(each.text == text for each in seen.messages)


def _foot(seen: Look) -> str:
    return seen.foot


def _banner(seen: Look) -> str:
    return f"{seen.banner} [{seen.banner_action}]"


def _last(seen: Look) -> str:
    last = next(each for each in reversed(seen.messages) if each.kind == "reply")
    toast = f", toast “{seen.toast}”" if seen.toast else ""
    return f"{last.mark}: {last.mark_text or 'nothing'}{toast}"


# -- the play --------------------------------------------------------------------------------------


async def work(played: Stage) -> tuple[str, bool]:
    """All of them, one after the other in one ticket; the table, and whether all went well."""
    for person in (played.tomas, played.maya):
        await person.sit_down()
        await person.press("ctrl+k")
        await person.until(lambda seen: seen.palette)
        await person.type("second warehouse")
        await person.until(lambda seen: TICKET in seen.chosen)
        await person.press("Return")
        await person.until(lambda seen: seen.subject == TICKET and seen.messages)
    moments: list[Moment] = []
    good = True
    for name, (play, text) in SCENES.items():
        scene = Scene(played, name, text)
        try:
            await play(scene)
        except (AssertionError, LookupError, OSError):
            good = False
            sys.stderr.write(f"{name}: {traceback.format_exc()}\n")
            await _recover(played)
        moments += scene.moments
    return "\n".join(_written(each) for each in moments), good


async def _recover(played: Stage) -> None:
    """Give the next scene its ground after one that failed."""
    await played.desk.relay.mend()
    if not played.desk.server.is_running:
        await played.desk.server.start()
    await played.maya.press("Escape", "Escape")


def _written(line: Moment) -> str:
    return f"{line.scene:<16}{line.moment:<28}{line.s:>6.1f} s  {line.seen}"
