# SPDX-License-Identifier: Apache-2.0
"""Ten daily tasks by keyboard alone, each with its result in the server's database."""

import sys
import time
import traceback
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, NamedTuple

from tests.daily.desk import MAYA, TOMAS
from tests.daily.looks import Look
from tests.daily.person import Person
from tests.daily.stage import Stage

FIND: Final = "SSO sign-in loops back to the first page"
READ: Final = "How do I export the audit trail?"
RACE: Final = "Bulk import stops at row 5,000"
REPLY: Final = "Open Reports, Audit, then press Export at the top right."
ASKED: Final = "does the export hold carrier contracts?"
TAG: Final = "auditor"
EDITOR: Final = "composer.text.editor"
LIST: Final = "list.tickets.view"
HEAD: Final = f"{'task':<32}{'keys':>5}{'letters':>9}{'shown s':>9}{'all s':>8}  on the server"
CARD: Final = "conversation.decision."
MOST_STEPS: Final = 30


class Done(NamedTuple):
    """A task's line in the table. `own_s` until the own window showed it, `s` until all had it."""

    name: str
    keys: int
    letters: int
    own_s: float
    s: float
    checked: str
    problem: str = ""


class Task:
    """One task under way: counts from its first key on."""

    def __init__(self, played: Stage, name: str) -> None:
        self.played = played
        self.name = name
        self.desk, self.maya, self.tomas = played.desk, played.maya, played.tomas
        self._began = time.monotonic()
        self._before = self._pressed()
        self._own_s = 0.0

    def _pressed(self) -> tuple[int, int]:
        people = (self.maya, self.tomas)
        return sum(each.keys for each in people), sum(each.letters for each in people)

    def shown(self) -> None:
        """The own window shows it."""
        self._own_s = time.monotonic() - self._began

    def done(self, checked: str, problem: str = "") -> Done:
        """Everybody has it."""
        after = self._pressed()
        return Done(
            self.name,
            after[0] - self._before[0],
            after[1] - self._before[1],
            self._own_s,
            time.monotonic() - self._began,
            checked,
            problem,
        )


async def find(task: Task) -> str:
    """The palette finds an open ticket by a few letters."""
    await _find(task.maya, "sso loops", FIND, picture="01-find-palette")
    task.shown()
    await task.tomas.until(lambda seen: _is_there(seen, FIND, MAYA))
    return "Tomas sees Maya in it"


async def read(task: Task) -> str:
    """J goes down the queue; what was on the screen for a second is read."""
    maya, desk = task.maya, task.desk
    await maya.press("g", "q")
    await maya.until(lambda seen: seen.focus == LIST and seen.rows)
    await _step_to(maya, READ)
    await maya.until(lambda seen: seen.subject == READ and seen.messages)
    task.shown()
    await desk.until(lambda: desk.is_read(READ, desk.agent(MAYA)))
    return "read by Maya"


async def reply(task: Task) -> str:
    """R, the text, Ctrl Enter."""
    maya, desk = task.maya, task.desk
    await maya.press("r")
    await maya.until(lambda seen: seen.focus == EDITOR and seen.mode != "note")
    await maya.type(REPLY)
    await maya.until(lambda seen: seen.written == REPLY)
    await maya.picture("03-reply-written")
    await maya.press("ctrl+Return")
    await maya.until(lambda seen: seen.messages and seen.messages[-1].text == REPLY)
    task.shown()
    expected = [(desk.ticket(READ), "reply", desk.agent(MAYA))]
    await desk.until(lambda: desk.messages(REPLY) == expected)
    return "one reply"


async def note(task: Task) -> str:
    """N, the text with @ and a name completed, Ctrl Enter."""
    maya, desk = task.maya, task.desk
    await maya.press("n")
    await maya.until(lambda seen: seen.focus == EDITOR and seen.mode == "note")
    await maya.type("@tom")
    await maya.until(lambda seen: seen.offered)
    await maya.picture("04-note-mention")
    await maya.press("Return")
    await maya.until(lambda seen: seen.written.startswith("@Tomas"))
    await maya.type(ASKED)
    text = (await maya.until(lambda seen: seen.written.endswith(ASKED))).written
    await maya.press("ctrl+Return")
    await maya.until(lambda seen: seen.messages and seen.messages[-1].text == text)
    task.shown()
    await desk.until(lambda: [kind for _, kind, _ in desk.messages(text)] == ["note"])
    await desk.until(lambda: desk.agent(TOMAS) in desk.field(READ, "mentioned"))
    return "one note, Tomas is mentioned"


async def take(task: Task) -> str:
    """G U, the first of them, T."""
    maya, desk = task.maya, task.desk
    await maya.press("g", "u")
    await maya.until(lambda seen: seen.focus == LIST and seen.view == "Unassigned")
    await maya.press("j")
    seen = await maya.until(lambda seen: seen.current and seen.subject == seen.current)
    await maya.press("t")
    await maya.until(lambda seen: MAYA in seen.properties.get("assignee", ""))
    task.shown()
    await desk.until(lambda: desk.field(seen.subject, "assignee") == desk.agent(MAYA))
    return f"Maya has “{seen.subject}”"


async def reassign(task: Task) -> str:
    """A, a few letters of a name, Enter: the ticket that was taken goes to Tomas."""
    maya, desk = task.maya, task.desk
    subject = (await maya.look()).subject
    await maya.press("a")
    await maya.until(lambda seen: seen.menu)
    await maya.type("tom")
    await maya.until(lambda seen: len(seen.menu) == 1)
    await maya.picture("06-reassign-menu")
    await maya.press("Return")
    await maya.until(lambda seen: TOMAS in seen.properties.get("assignee", "") and not seen.menu)
    task.shown()
    await desk.until(lambda: desk.field(subject, "assignee") == desk.agent(TOMAS))
    await task.tomas.until(lambda seen: any(row.subject == subject for row in seen.rows))
    return "Tomas has it, in his queue too"


async def tag(task: Task) -> str:
    """L, the new tag, Enter."""
    maya, desk = task.maya, task.desk
    await _find(maya, "audit trail", READ)
    await maya.press("l")
    await maya.until(lambda seen: seen.focus == "menu.search.field")
    await maya.type(TAG)
    await maya.until(lambda seen: seen.menu and TAG in seen.menu[0])
    await maya.picture("07-tag-menu")
    await maya.press("Return")
    await maya.until(lambda seen: TAG in seen.properties.get("tags", ""))
    task.shown()
    await desk.until(lambda: TAG in desk.field(READ, "tags"))
    return f"tagged “{TAG}”"


async def conflict(task: Task) -> str:
    """Two decide on one field, one of them offline; the card shows both, and Maya keeps Tomas's."""
    maya, tomas, desk = task.maya, task.tomas, task.desk
    await _find(maya, "bulk import", RACE)
    await desk.relay.cut()
    await maya.until(lambda seen: not seen.foot.startswith("Live"))
    await _choose(maya, "p", "urgent", field="priority")
    await tomas.sit_down()
    await _find(tomas, "bulk import", RACE)
    await _choose(tomas, "p", "low", field="priority")
    await desk.until(lambda: desk.field(RACE, "priority") == "low")
    await maya.sit_down()
    await desk.relay.mend()
    seen = await maya.until(lambda seen: seen.card and seen.ways and not seen.toast)
    await maya.picture("08-conflict-card")
    await maya.until(lambda seen: "before" in seen.card)  # the history says who and when
    await maya.picture("08-conflict-card-told")
    for _ in range(MOST_STEPS):
        if (await maya.look()).focus.startswith(CARD):
            break
        await maya.press("Tab")
    await maya.until(lambda seen: seen.focus.startswith(CARD))
    await maya.press("space")
    await maya.until(lambda seen: not seen.card)
    task.shown()
    for person in (maya, tomas):
        await person.until(lambda seen: "Low" in seen.properties["priority"])
    await desk.until(lambda: desk.field(RACE, "priority") == "low")
    return f"low for both; was asked: {' / '.join(seen.ways)}"


async def search(task: Task) -> str:
    """Ctrl F, words, all results, and the old ticket among them."""
    maya, desk = task.maya, task.desk
    subject, number = _old_one(task)
    await maya.press("ctrl+f")
    await maya.until(lambda seen: "field" in seen.focus)
    await maya.type(subject)
    await maya.press("shift+Return")
    await maya.until(lambda seen: any(subject in each for each in seen.found))
    await maya.picture("09-search-results")
    for _ in range(MOST_STEPS):
        if subject in (await maya.look()).found_current:
            break
        await maya.press("Down")
    await maya.press("Return")
    await maya.until(lambda seen: seen.subject == subject and seen.messages)
    task.shown()
    return f"#{number}, {desk.field(subject, 'status')}, {desk.field(subject, 'messages')} messages"


async def solve(task: Task) -> str:
    """E."""
    maya, desk = task.maya, task.desk
    await _find(maya, "audit trail", READ)
    await maya.press("e")
    await maya.until(lambda seen: "Solved" in seen.properties.get("status", ""))
    task.shown()
    await desk.until(lambda: desk.field(READ, "status") == "solved")
    return "solved"


# -- what several of them do -----------------------------------------------------------------------


async def _find(person: Person, words: str, subject: str, *, picture: str = "") -> None:
    """Ctrl K, words, Enter."""
    await person.press("ctrl+k")
    await person.until(lambda seen: seen.palette)
    await person.type(words)
    await person.until(lambda seen: subject in seen.chosen)
    if picture:
        await person.picture(picture)
    await person.press("Return")
    await person.until(lambda seen: seen.subject == subject and seen.messages and not seen.palette)


async def _step_to(person: Person, subject: str) -> None:
    """J until the list is there."""
    for _ in range(MOST_STEPS):
        before = (await person.look()).current
        if before == subject:
            return
        await person.press("j")
        await person.until(partial(_has_moved, before=before))


def _has_moved(seen: Look, *, before: str) -> bool:
    return seen.current != before


async def _choose(person: Person, key: str, value: str, *, field: str) -> None:
    """A field's key, a few letters, Enter."""
    await person.press(key)
    await person.until(lambda seen: seen.menu)
    await person.type(value)
    await person.until(lambda seen: len(seen.menu) == 1)
    await person.press("Return")
    await person.until(lambda seen: value in seen.properties.get(field, "").lower())


def _is_there(seen: Look, subject: str, name: str) -> bool:
    """Whether a row says that somebody is in its ticket."""
    present = [who for row in seen.rows if row.subject == subject for who in row.present]
    return any(who.startswith(name.partition(" ")[0]) for who in present)


def _old_one(task: Task) -> tuple[str, int]:
    """The oldest finished ticket of a team of Maya's whose subject nobody else has."""
    ((subject, number),) = task.desk.rows(
        "select t.subject, t.number from ticket t join team on team.id = t.team"
        " where team.name = 'Platform' and t.status in ('solved', 'closed')"
        " and (select count(*) from ticket o where o.subject = t.subject) = 1"
        " order by t.opened_at limit 1"
    )
    return subject, number


TASKS: Final[dict[str, Callable[[Task], Awaitable[str]]]] = {
    "find": find,
    "read": read,
    "reply": reply,
    "note with mention": note,
    "take": take,
    "reassign": reassign,
    "tag": tag,
    "merge two views of one conflict": conflict,
    "search an old ticket": search,
    "solve": solve,
}


async def work(played: Stage) -> tuple[str, bool]:
    """All ten; the table, and whether all were done."""
    await _show_platform(played.tomas)
    await played.maya.sit_down()
    lines = []
    for number, (name, do) in enumerate(TASKS.items(), 1):
        task = Task(played, name)
        try:
            line = task.done(await do(task))
        except (AssertionError, LookupError, OSError) as error:
            line = task.done("", f"{error}\n{traceback.format_exc(limit=-4)}")
            await _recover(played)
        await played.maya.picture(f"{number:02}-{name.replace(' ', '-')}")
        sys.stdout.write(f"{_written(line)}\n")
        lines.append(line)
    table = "\n".join([HEAD, *(_written(each) for each in lines), _total(lines)])
    return table, not any(line.problem for line in lines)


async def _show_platform(person: Person) -> None:
    """The queue of the team that both are in."""
    await person.sit_down()
    for number in "123456789":
        before = (await person.look()).view
        if before == "Platform":
            return
        await person.press("g", number)
        await person.until(lambda seen: seen.view != "My queue")


async def _recover(played: Stage) -> None:
    """Give the next task its ground after one that failed."""
    await played.desk.relay.mend()
    await played.maya.sit_down()
    await played.maya.press("Escape", "Escape", "Escape")


def _written(line: Done) -> str:
    figures = f"{line.keys:>5}{line.letters:>9}{line.own_s:>9.1f}{line.s:>8.1f}"
    return f"{line.name:<32}{figures}  {line.checked or f'FAILED: {line.problem}'}"


def _total(lines: list[Done]) -> str:
    keys, letters = sum(line.keys for line in lines), sum(line.letters for line in lines)
    own, everywhere = sum(line.own_s for line in lines), sum(line.s for line in lines)
    return f"{'together':<32}{keys:>5}{letters:>9}{own:>9.1f}{everywhere:>8.1f}"
