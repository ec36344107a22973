# SPDX-License-Identifier: Apache-2.0
"""What a person should see before a text leaves the desk; each is asked once."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent
from sync_server.contract.placeholders import gaps_in
from ui.models.people import first_name
from ui.models.words import listed_words
from ui.windows.agent.drafts import Written
from ui.windows.agent.mentions import mentions_in
from ui.windows.agent.recipients import own_addresses

NEWS, MENTION, GAPS, MANY, LIST = "news", "mention", "gaps", "many", "list"
MOST_OUTSIDE: Final = 10
_NAMED: Final = 12
_LIST: Final = re.compile(
    r"(?:^|[-._])(?:all|everyone|everybody|lists?|staff|announce(?:ments)?|users|members|newsletter)$"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is about to leave, to whom, and how many messages came since it was begun."""

    news: int
    written: Written
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why to stop, by name, with what is named in the question."""

    name: str
    detail: str


def reason_to_ask(workspace: Workspace, asked: Asked, *, passed: Container[str]) -> Reason | None:
    """The first reason that the person has not passed already."""
    found = (each for each in _reasons(workspace, asked) if each.name not in passed)
    return next(found, None)


def is_list(address: str) -> bool:
    """Whether an address looks like that of many people."""
    return _LIST.search(address.partition("@")[0].casefold()) is not None


def _reasons(workspace: Workspace, asked: Asked) -> Iterator[Reason]:
    written = asked.written
    if asked.news:
        yield Reason(NEWS, str(asked.news))
    named = mentions_in(written.text, workspace.all(Agent))
    if named:
        yield Reason(MENTION, first_name(workspace, named[0]))
    gaps = gaps_in(written.text)
    if gaps:
        yield Reason(GAPS, listed_words(gaps))
    outside = _outside(workspace, asked)
    if len(outside) > MOST_OUTSIDE:
        yield Reason(MANY, listed_words(outside, _NAMED))
    lists = tuple(address for address in outside if is_list(address))
    if lists and written.mode == "reply" and len(outside) > 1:
        yield Reason(LIST, listed_words(lists, _NAMED))


def _outside(workspace: Workspace, asked: Asked) -> tuple[str, ...]:
    ours = own_addresses(workspace)
    everybody = (*asked.to, *asked.written.cc, *asked.written.bcc)
    found = {each.casefold(): each for each in everybody if not ours.has(each)}
    return tuple(found.values())
