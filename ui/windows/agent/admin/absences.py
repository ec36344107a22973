# SPDX-License-Identifier: Apache-2.0
"""When somebody is away by plan, and who stands in, as lines of a form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from app import intents
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Absence, Agent, Availability
from sync_server.contract.ids import AgentId, Instant
from ui.models.local_time import instant, local
from ui.models.words import translate
from ui.widgets.choice import Choice
from ui.widgets.form_lines import FormLines
from ui.widgets.form_value import Line, Part

NEW: Final = "new"
"""The id of the line of one that is not planned yet."""

MOST: Final = 20
_NOBODY: Final = "-"
"""Stands for no substitute."""

_TAKERS: Final = frozenset({"agent", "supervisor", "administrator"})


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it is typed."""

    begins: str = ""
    ends: str = ""
    substitute: AgentId | None = None


class AbsenceLines:
    """Behind the lines. What is sound takes effect at once; `does` says what went wrong."""

    def __init__(
        self,
        workspace: Workspace,
        lines: FormLines,
        *,
        does: Callable[[Callable[[], object]], bool],
        shown: Callable[[], object],
    ) -> None:
        self._workspace = workspace
        self._lines = lines
        self._does = does
        self._shown = shown
        self._id = AgentId("")
        self._edits: dict[str, Typed] = {}
        lines.changed.connect(self._on_changed)
        lines.removed.connect(self._on_removed)

    @property
    def can_add(self) -> bool:
        """Whether one more may be planned."""
        return bool(self._id) and NEW not in self._edits and len(self._planned) < MOST

    @property
    def _planned(self) -> tuple[Absence, ...]:
        known = self._workspace.get(Availability, self._id)
        return () if known is None else known.absences

    def choose(self, agent: AgentId) -> None:
        """Show those of somebody else; what was begun is dropped."""
        if agent != self._id:
            self._id, self._edits = agent, {}
        self.refresh()

    def add(self) -> None:
        """Begin one more."""
        if self.can_add:
            self._edits[NEW] = Typed()
            self.refresh()
            self._lines.focus_line(NEW)

    def refresh(self) -> None:
        """A line for each one that is planned."""
        lines = [self._line(str(each.from_at), typed_as(each)) for each in self._planned]
        if NEW in self._edits:
            lines.append(self._line(NEW, Typed()))
        self._lines.show_lines(lines)
        self._shown()

    def _line(self, id: str, known: Typed) -> Line:
        typed = self._edits.get(id, known)
        problem = self._problem(id, typed) if id in self._edits and typed.begins else ""
        nobody = Choice(_NOBODY, translate("absences", "Nobody stands in"))
        return Line(
            id,
            translate("absences", "the absence from {day}").format(day=typed.begins or "-"),
            (
                Part(
                    *("begins", translate("absences", "First day"), "text"),
                    (typed.begins,) if typed.begins else (),
                    hint=translate("absences", "First day"),
                    share=30,
                ),
                Part(
                    *("ends", translate("absences", "Last day"), "text"),
                    (typed.ends,) if typed.ends else (),
                    hint=translate("absences", "Last day"),
                    share=30,
                ),
                Part(
                    *("substitute", translate("absences", "Who stands in"), "one"),
                    (typed.substitute or _NOBODY,),
                    (nobody, *self._others()),
                    share=40,
                ),
            ),
            problem=problem,
        )

    def _others(self) -> tuple[Choice, ...]:
        others = (
            each
            for each in self._workspace.all(Agent)
            if each.id != self._id and not each.disabled and each.role in _TAKERS
        )
        ordered = sorted(others, key=lambda each: (each.name.casefold(), each.id))
        return tuple(Choice(each.id, each.name) for each in ordered)

    def _problem(self, id: str, typed: Typed) -> str:
        """What is wrong with a line, in a sentence."""
        begins, ends = moment_of(typed.begins, last=False), moment_of(typed.ends, last=True)
        if begins is None or (ends is None and typed.ends):
            return translate("absences", "Type a day as year, month, day: 2026-12-24")
        if ends is None:
            return translate("absences", "Type the last day too")
        if ends <= begins:
            return translate("absences", "The last day is before the first one")
        if ends <= self._workspace.now_us():
            return translate("absences", "This is over already: type a day that comes")
        others = (each for each in self._planned if str(each.from_at) != id)
        if any(begins < each.until_at and each.from_at < ends for each in others):
            return translate("absences", "Another absence is planned within these days")
        return ""

    def _on_changed(self, id: str, part: str, values: tuple[str, ...]) -> None:
        known = next((typed_as(each) for each in self._planned if str(each.from_at) == id), Typed())
        typed = self._edits.get(id, known)
        if part == "substitute":
            chosen = None if values[0] == _NOBODY else AgentId(values[0])
            typed = replace(typed, substitute=chosen)
        elif part == "begins":
            typed = replace(typed, begins=values[0].strip() if values else "")
        else:
            typed = replace(typed, ends=values[0].strip() if values else "")
        self._edits[id] = typed
        begins, ends = moment_of(typed.begins, last=False), moment_of(typed.ends, last=True)
        if begins is not None and ends is not None and not self._problem(id, typed):
            planned = Absence(begins, ends, typed.substitute)
            if self._plan(*self._but(id), planned):
                self._edits.pop(id, None)
        self.refresh()

    def _on_removed(self, id: str) -> None:
        self._edits.pop(id, None)
        if id != NEW:
            self._plan(*self._but(id))
        self.refresh()

    def _but(self, id: str) -> tuple[Absence, ...]:
        return tuple(each for each in self._planned if str(each.from_at) != id)

    def _plan(self, *absences: Absence) -> bool:
        agent = None if self._id == self._workspace.me else self._id
        return self._does(
            lambda: intents.set_absences(self._workspace, absences=absences, agent=agent)
        )


def typed_as(absence: Absence) -> Typed:
    """An absence as it would be typed: whole days, and what else with its time of day."""
    begins, ends = local(absence.from_at), local(absence.until_at)
    last = ends - timedelta(days=1) if not (ends.hour or ends.minute) else ends
    return Typed(_day(begins), _day(last), absence.substitute)


def moment_of(text: str, *, last: bool) -> Instant | None:
    """The moment at which a typed day begins, or is over where it is the `last` one."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    is_day = not (moment.hour or moment.minute)
    moment = moment.replace(tzinfo=None, second=0, microsecond=0)
    return instant(moment + timedelta(days=1) if last and is_day else moment)


def _day(moment: datetime) -> str:
    is_day = not (moment.hour or moment.minute)
    return f"{moment:%Y-%m-%d}" if is_day else f"{moment:%Y-%m-%d %H:%M}"
