# SPDX-License-Identifier: Apache-2.0
"""Reachability: which agents are connected, once that has been so for a while. Pure."""

from collections.abc import Iterable

from sync_server.contract.ids import AgentId


class Reachability:
    """Notices first sessions arriving and last ones leaving; a short absence is none.

    `reported` are the agents whom the desk believes to be connected. Times are monotonic seconds.
    """

    def __init__(self, debounce_s: float, reported: Iterable[AgentId], now: float) -> None:
        self._debounce_s = debounce_s
        self._reported = set(reported)
        self._connected: set[AgentId] = set()
        self._due: dict[AgentId, float] = dict.fromkeys(self._reported, now + debounce_s)

    def connected(self, agent: AgentId, now: float) -> None:
        """An agent has a session."""
        if agent not in self._connected:
            self._connected.add(agent)
            self._due.setdefault(agent, now + self._debounce_s)

    def disconnected(self, agent: AgentId, now: float) -> None:
        """An agent's last session is gone."""
        if agent in self._connected:
            self._connected.discard(agent)
            self._due[agent] = now + self._debounce_s

    def failed(self, agent: AgentId, now: float) -> None:
        """What was reported of an agent did not reach the desk: it is due again."""
        self._reported.symmetric_difference_update({agent})
        self._due.setdefault(agent, now + self._debounce_s)

    def due(self, now: float, *, most: int) -> list[tuple[AgentId, bool]]:
        """What to report now: at most so many agents and whether they are reachable.

        Each is named once; who is left over is due again at once, in the order of coming.
        """
        ripe = [agent for agent, at in self._due.items() if at <= now]
        news: list[tuple[AgentId, bool]] = []
        for agent in ripe:
            if len(news) == most:
                break
            del self._due[agent]
            reachable = agent in self._connected
            if reachable != (agent in self._reported):
                news.append((agent, reachable))
            (self._reported.add if reachable else self._reported.discard)(agent)
        return news
