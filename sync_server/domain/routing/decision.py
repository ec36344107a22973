# SPDX-License-Identifier: Apache-2.0
"""Who gets a ticket, and why: a decision that can be read, stored, and made again."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from sync_server.contract.ids import AgentId, Instant, TicketId
from sync_server.domain.routing.eligibility import FILTERS, Removal, removal
from sync_server.domain.routing.values import MANUAL, REST, ROUND_ROBIN, Agent, Need, Queue, Waiting

ROUTER: Final = 2
"""The version of the rules below; raised when the same input may give another answer."""

LAST_OWNER: Final = "last_owner"
EXTRA_SKILLS: Final = "extra_skills"
LOAD: Final = "load"
LAST_OF_A_SKILL: Final = "last_of_a_skill"
MORE_SKILLS: Final = "more_skills"
LONGEST_WITHOUT: Final = "longest_without"
ID: Final = "id"
CRITERIA: Final = (
    LAST_OWNER,
    EXTRA_SKILLS,
    LAST_OF_A_SKILL,
    LOAD,
    MORE_SKILLS,
    LONGEST_WITHOUT,
    ID,
)
"""By what agents are compared, in this order."""

NO_AGENTS: Final = "no_agents"
MANUAL_PULL: Final = "manual_pull"
KEPT_BACK: Final = "kept_back"
"""Reasons of a decision for nobody, besides those that removed agents."""


class Score(Struct, frozen=True, order=True, gc=False):
    """What is compared, criterion by criterion: the lowest score wins.

    `load` is a share of the cap, 0 for all where turns are taken. `other_skills` is how many an
    agent has that the ticket does not ask for, and `last_of_a_skill` whether no other agent who is
    free has one of them; the same for all where the queue does not spare skills. `assigned_at` is 0
    for somebody who never got a ticket.
    """

    other_owner: bool
    missing_wishes: int
    last_of_a_skill: bool
    load: float
    other_skills: int
    assigned_at: Instant
    id: AgentId


class Candidate(Struct, frozen=True, kw_only=True, gc=False):
    """One agent in a decision: ranked by a `score`, or removed.

    `decided_by` is the criterion by which a ranked one lost to the winner, or the winner won.
    """

    agent: AgentId
    score: Score | None = None
    decided_by: str = ""
    removal: Removal | None = None


class Decision(Struct, frozen=True, kw_only=True):
    """Who gets a ticket, with everything that it was decided by.

    `candidates` are all agents who were looked at: the ranked ones from the best to the worst, then
    the removed ones from the closest to the furthest. Without a `winner` there is a `reason`: that
    of the removed who came furthest; and `again_at`, the first instant at which time alone may
    change the answer. `offered_until` is set where the winner is asked first. `alert` tells the
    supervisors, once a round, that everybody who could be asked has been.
    """

    ticket: TicketId
    at: Instant
    queue: str
    queue_version: int
    candidates: tuple[Candidate, ...]
    winner: AgentId | None = None
    offered_until: Instant | None = None
    reason: str = ""
    again_at: Instant | None = None
    alert: bool = False
    router: int = ROUTER


def decide(ticket: Waiting, agents: Iterable[Agent], queue: Queue, now: Instant) -> Decision:
    """Who gets the ticket now. The order of the agents does not matter."""
    if ticket.kept_back or queue.kept_back:
        return _kept_back(ticket, queue, now)
    agents, needs, wishes = list(agents), ticket.must_have(now), ticket.wishes(now)
    rare = _rare_skills(ticket, agents, queue, now) if queue.spare_skills else frozenset()
    removed: list[Candidate] = []
    scores: list[Score] = []
    for agent in agents:
        why = removal(agent, ticket, queue, needs=needs, now=now)
        if why is None:
            scores.append(_score(agent, ticket, queue, wishes=wishes, rare=rare))
        else:
            removed.append(Candidate(agent=agent.id, removal=why))
    removed.sort(key=_closest_first)
    ranked = _ranked(scores)
    if queue.mode == MANUAL or not ranked:
        return _for_nobody(ticket, (*ranked, *removed), queue, now)
    window = queue.accept_window
    return Decision(
        ticket=ticket.id,
        at=now,
        queue=queue.id,
        queue_version=queue.version,
        candidates=(*ranked, *removed),
        winner=ranked[0].agent,
        offered_until=None if window is None else now + window,
    )


def _rare_skills(
    ticket: Waiting, agents: list[Agent], queue: Queue, now: Instant
) -> frozenset[str]:
    """What only one of those knows who could take the ticket, were it not for its skills.

    What the ticket itself asks for is none of them.
    """
    free = (each for each in agents if removal(each, ticket, queue, needs=(), now=now) is None)
    known = Counter(skill for agent in free for skill in agent.skills)
    return frozenset(skill for skill, count in known.items() if count == 1) - ticket.skills


def _score(
    agent: Agent, ticket: Waiting, queue: Queue, *, wishes: list[Need], rare: frozenset[str]
) -> Score:
    return Score(
        other_owner=not (queue.sticky and agent.id == ticket.last_owner),
        missing_wishes=sum(not agent.has(need) for need in wishes),
        last_of_a_skill=not rare.isdisjoint(agent.skills),
        load=0.0 if queue.mode == ROUND_ROBIN else agent.fullness,
        other_skills=len(agent.skills.keys() - ticket.skills) if queue.spare_skills else 0,
        assigned_at=agent.assigned[-1] if agent.assigned else 0,
        id=agent.id,
    )


def _ranked(scores: list[Score]) -> list[Candidate]:
    if not scores:
        return []
    scores.sort()
    best, *others = scores
    won_by = _decided_by(best, others[0]) if others else ""
    return [
        Candidate(agent=best.id, score=best, decided_by=won_by),
        *(Candidate(agent=o.id, score=o, decided_by=_decided_by(best, o)) for o in others),
    ]


def _decided_by(better: Score, worse: Score) -> str:
    """The first criterion in which two differ."""
    if better.other_owner != worse.other_owner:
        return LAST_OWNER
    if better.missing_wishes != worse.missing_wishes:
        return EXTRA_SKILLS
    if better.last_of_a_skill != worse.last_of_a_skill:
        return LAST_OF_A_SKILL
    if better.load != worse.load:
        return LOAD
    if better.other_skills != worse.other_skills:
        return MORE_SKILLS
    return LONGEST_WITHOUT if better.assigned_at != worse.assigned_at else ID


def _closest_first(candidate: Candidate) -> tuple[int, AgentId]:
    assert candidate.removal is not None
    return -FILTERS.index(candidate.removal.reason), candidate.agent


def _kept_back(ticket: Waiting, queue: Queue, now: Instant) -> Decision:
    return Decision(
        ticket=ticket.id,
        at=now,
        queue=queue.id,
        queue_version=queue.version,
        candidates=(),
        reason=KEPT_BACK,
    )


def _for_nobody(
    ticket: Waiting, candidates: tuple[Candidate, ...], queue: Queue, now: Instant
) -> Decision:
    removals = [candidate.removal for candidate in candidates if candidate.removal is not None]
    manual = queue.mode == MANUAL
    is_over = bool(ticket.asked) and not manual
    untils = [removal.until for removal in removals if removal.until is not None]
    if is_over:
        untils.append(next_round_at(now if ticket.round_over_at is None else ticket.round_over_at))
    reason = MANUAL_PULL if manual else removals[0].reason if removals else NO_AGENTS
    return Decision(
        ticket=ticket.id,
        at=now,
        queue=queue.id,
        queue_version=queue.version,
        candidates=candidates,
        reason=reason,
        again_at=None if manual else min(untils, default=None),
        alert=is_over and ticket.round_over_at is None,
    )


def next_round_at(round_over_at: Instant) -> Instant:
    """When all are asked anew, after a round in which nobody took the ticket."""
    return round_over_at + REST
