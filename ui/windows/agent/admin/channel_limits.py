# SPDX-License-Identifier: Apache-2.0
"""How many tickets of a channel somebody gets at most, as lines of a form."""

from collections.abc import Callable
from typing import Final

from app import intents
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent
from sync_server.contract.ids import AgentId
from ui.models.admin_rights import may_administer
from ui.models.routing_words import CHANNELS, channel_words
from ui.models.words import translate
from ui.widgets.choice import Choice
from ui.widgets.form_lines import FormLines
from ui.widgets.form_value import Line, Part

NEW: Final = "new"
"""The id of the line of a limit that is not there yet."""

_MOST: Final = 10_000


class ChannelLimits:
    """Behind the lines. What is entered takes effect at once; `does` says what went wrong."""

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
        self._new: str | None = None
        self._wrong: dict[str, str] = {}
        lines.changed.connect(self._on_changed)
        lines.removed.connect(self._on_removed)

    @property
    def _agent(self) -> Agent | None:
        return self._workspace.get(Agent, self._id)

    @property
    def can_add(self) -> bool:
        """Whether a channel is left without a limit."""
        agent = self._agent
        return agent is not None and self._new is None and len(agent.capacities) < len(CHANNELS)

    def choose(self, agent: AgentId) -> None:
        """Show those of somebody else; what was begun is dropped."""
        if agent != self._id:
            self._id, self._new, self._wrong = agent, None, {}
        self.refresh()

    def add(self) -> None:
        """Begin one for the first channel without."""
        agent = self._agent
        if agent is not None and self.can_add:
            self._new = next(each for each in CHANNELS if each not in agent.capacities)
            self.refresh()
            self._lines.focus_line(NEW)

    def refresh(self) -> None:
        """A line for each channel with a limit."""
        agent = self._agent
        known = {} if agent is None else agent.capacities
        lines = [self._line(each, str(limit)) for each, limit in sorted(known.items())]
        if self._new is not None:
            free = [each for each in CHANNELS if each not in known]
            lines.append(self._line(NEW, "", tuple(free)))
        self._lines.show_lines(lines)
        self._lines.setEnabled(may_administer(self._workspace))
        self._shown()

    def _line(self, id: str, limit: str, free: tuple[str, ...] = ()) -> Line:
        channel, label = channel_words(id), translate("teams", "Channel")
        words = Part("channel", label, "words", (channel,), share=40)
        if free:
            choices = tuple(Choice(each, channel_words(each)) for each in free)
            words = Part("channel", label, "one", (self._new or "",), choices, share=40)
        typed = self._wrong.get(id)
        told = translate("agents", "Type a number from 0 to {most}").format(most=_MOST)
        return Line(
            id,
            translate("teams", "the limit for {channel}").format(channel=channel),
            (
                words,
                Part(
                    *("most", translate("teams", "At most"), "text"),
                    ((typed or limit),) if typed or limit else (),
                    hint=translate("teams", "At most"),
                    share=60,
                ),
            ),
            problem=told if typed else "",
        )

    def _on_changed(self, id: str, part: str, values: tuple[str, ...]) -> None:
        agent = self._agent
        if part == "channel":
            self._new = values[0]
        elif agent is not None and values:
            text, channel = values[0].strip(), self._new if id == NEW else id
            if not (text.isascii() and text.isdigit() and int(text[:6]) <= _MOST):
                self._wrong[id] = values[0]
            elif channel is not None and self._set(agent, {channel: int(text)}):
                self._wrong.pop(id, None)
                self._new = None if id == NEW else self._new
        self.refresh()

    def _on_removed(self, id: str) -> None:
        agent = self._agent
        self._wrong.pop(id, None)
        if id == NEW:
            self._new = None
        elif agent is not None:
            kept = {each: most for each, most in agent.capacities.items() if each != id}
            self._does(
                lambda: intents.change_agent(self._workspace, agent=agent.id, capacities=kept)
            )
        self.refresh()

    def _set(self, agent: Agent, limits: dict[str, int]) -> bool:
        wanted = {**agent.capacities, **limits}
        return self._does(
            lambda: intents.change_agent(self._workspace, agent=agent.id, capacities=wanted)
        )
