# SPDX-License-Identifier: Apache-2.0
"""Which colleagues a text names with an @."""

import re
from collections.abc import Iterable

from sync_server.contract.entities import Agent
from sync_server.contract.ids import AgentId


def mentions_in(text: str, agents: Iterable[Agent]) -> tuple[AgentId, ...]:
    """The agents named by "@First" or "@First Last"; a first name of two people names neither."""
    folded = text.casefold()
    by_first: dict[str, list[AgentId]] = {}
    found: list[AgentId] = []
    for agent in agents:
        if agent.disabled or not agent.name:
            continue
        if _names(folded, agent.name):
            found.append(agent.id)
        by_first.setdefault(agent.name.split()[0].casefold(), []).append(agent.id)
    for first, ids in by_first.items():
        if len(ids) == 1 and ids[0] not in found and _names(folded, first):
            found.append(ids[0])
    return tuple(found)


def _names(folded: str, name: str) -> bool:
    return re.search(rf"(?<!\w)@{re.escape(name.casefold())}(?!\w)", folded) is not None
