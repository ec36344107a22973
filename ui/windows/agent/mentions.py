# SPDX-License-Identifier: Apache-2.0
"""Which colleagues a text names with an @, and what they may be called there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from sync_server.contract.entities import Agent
from sync_server.contract.ids import AgentId

MentionNames = Mapping[str, tuple[str, ...]]
"""Names that mean one colleague, by their first word in small letters."""

_WORD: Final = re.compile(r"\w+")
_NAMED: Final = re.compile(r"(?<!\w)@(\w+)")


def mention_names(agents: Iterable[Agent]) -> MentionNames:
    """The whole name of everybody, and the first name of whoever shares it with nobody."""
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    first_names: defaultdict[str, list[str]] = defaultdict(list)
    for agent in agents:
        if agent.disabled or not agent.name:
            continue
        first = agent.name.split()[0]
        by_word[_first_word(agent.name)].append(agent.name)
        first_names[first.casefold()].append(first)
    for names in first_names.values():
        if len(names) == 1:
            by_word[_first_word(names[0])].append(names[0])
    return {word: tuple(dict.fromkeys(names)) for word, names in by_word.items()}


def names_in(text: str, names: MentionNames) -> tuple[str, ...]:
    """Those of `names` that may stand behind an @ of the text."""
    words = dict.fromkeys(_NAMED.findall(text.casefold()))
    return tuple(name for word in words for name in names.get(word, ()))


def _first_word(name: str) -> str:
    found = _WORD.match(name.casefold())
    return "" if found is None else found[0]


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
