# SPDX-License-Identifier: Apache-2.0
"""Which ticket of a queue somebody gets who asks for the next one."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sync_server.contract.ids import Instant
from sync_server.domain.routing.eligibility import FILTERS, removal
from sync_server.domain.routing.queue import order
from sync_server.domain.routing.values import AVAILABLE, Agent, Queue, Waiting

K = TypeVar("K", bound=Hashable)


class Pulled(Struct, frozen=True, gc=False):
    """The ticket; without one the `reason`: what keeps the agent from the one that they come
    closest to, or nothing, where nothing waits.
    """

    ticket: Waiting | None = None
    reason: str = ""


def pull(waiting: Iterable[Waiting], agent: Agent, queue: Queue, now: Instant) -> Pulled:
    """The first ticket, in the order of the queue, that an agent may have who asks for one.

    Who asks is there, whatever they said before, and may have what they passed on. What is kept
    back is kept back from them too.
    """
    turns = ((each.id, each) for each in order(waiting, queue))
    return pull_in_turn(turns, set(), agent=agent, queue=queue, now=now)


def pull_in_turn(
    turns: Iterable[tuple[K, Waiting]], ended: set[K], *, agent: Agent, queue: Queue, now: Instant
) -> Pulled:
    """The same of what comes in the order of the queue, each by what it asks for: what the agent
    may not have has `ended`.
    """
    asking = replace(agent, availability=AVAILABLE, reachable=True, working=True, assigned=())
    reason = ""
    for asks, each in turns:
        ended.add(asks)
        if each.kept_back or queue.kept_back:
            continue
        needs = each.must_have(now)
        why = removal(asking, replace(each, asked=frozenset()), queue, needs=needs, now=now)
        if why is None:
            return Pulled(each)
        reason = max(reason, why.reason, key=_place)
    return Pulled(reason=reason)


def _place(reason: str) -> int:
    return FILTERS.index(reason) if reason else -1
