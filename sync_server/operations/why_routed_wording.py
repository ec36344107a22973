# SPDX-License-Identifier: Apache-2.0
"""The decisions of the router in words: who got a ticket, and what kept it from everybody else."""

from collections.abc import Callable, Iterator
from typing import Final

from sync_server.contract.ids import Instant
from sync_server.contract.routes import ABSENT, DISABLED, OFF_SHIFT, REDISTRIBUTED, Passed, Ranked
from sync_server.operations.plain import plain
from sync_server.operations.why_routed import Routed, Taken

Moment = Callable[[Instant], str]
"""An instant as the reader's clock has it."""

_MODES: Final = {"balanced": "by load", "round_robin": "in turn", "manual": "by hand"}
REASONS: Final = {
    "not_in_team": "is not in the team",
    "not_available": "is not available",
    "not_reachable": "is not connected",
    "outside_hours": "is outside working hours",
    "lacks_skill": "lacks a skill",
    "full": "is at the limit",
    "channel_full": "is at the limit of the channel",
    "enough_for_now": "got enough in the last minute",
    "asked_already": "had it, or was asked, before",
}
NOBODY: Final = {
    **{reason: f"whoever came closest {words}" for reason, words in REASONS.items()},
    "no_agents": "nobody in the team takes tickets",
    "manual_pull": "the team shares out by hand",
    "kept_back": "it is kept back",
}
CRITERIA: Final = {
    "last_owner": "knew the customer",
    "extra_skills": "more of the skills",
    "last_of_a_skill": "not the last one free with another skill",
    "load": "lower load",
    "more_skills": "fewer other skills",
    "longest_without": "longest without a new ticket",
    "id": "all else being equal",
}


ABSENCES: Final = {
    OFF_SHIFT: "is off shift",
    ABSENT: "is absent",
    DISABLED: "has no access any more",
    REDISTRIBUTED: "had it to be given to others",
}


def describe_taken(taken: Taken, moment: Moment) -> str:
    """Why somebody lost a ticket, in a line that is to be folded."""
    why = ABSENCES.get(taken.reason, taken.reason)
    return f"Lost      {moment(taken.at)} by {plain(taken.agent)}, who {why}"


def describe_routed(decision: Routed, moment: Moment) -> Iterator[str]:
    """A decision in lines that are to be folded."""
    route, names = decision.route, decision.names
    team = plain(names.get(route.team, route.team))
    how = f"{_MODES.get(route.mode, route.mode)}, version {route.version} of the team"
    if route.winner is not None:
        winner = plain(names.get(route.winner, route.winner))
        if route.pulled:
            yield f"Taken     {moment(decision.at)} by {winner}, who asked for the next in {team}"
        else:
            verb = "Routed   " if route.offered_until is None else "Offered  "
            yield f"{verb} {moment(decision.at)} to {winner} in {team}, {how}"
        if route.instead_of is not None:
            yield f"  who stands in for {plain(names.get(route.instead_of, route.instead_of))}"
    else:
        why = NOBODY.get(route.reason, route.reason)
        yield f"Routed    {moment(decision.at)} to nobody in {team}, {how}: {why}"
    for place, ranked in enumerate(route.ranked, start=1):
        yield f"  {place}. {plain(names.get(ranked.agent, ranked.agent))}: {_ranked(ranked, place)}"
    for passed in route.passed:
        yield f"  -  {plain(names.get(passed.agent, passed.agent))} {_passed(decision, passed)}"
    if route.again_at is not None:
        yield f"  looks again {moment(route.again_at)}, or when somebody is free before"
    if route.alert:
        yield "  everybody who could be asked has been"


def _ranked(ranked: Ranked, place: int) -> str:
    parts = [f"{ranked.load / 10:g} % of the limit"]
    if ranked.missing:
        parts.append(f"{ranked.missing} of the skills missing")
    if ranked.last_owner:
        parts.append("had the customer before")
    if ranked.by:
        verb = "won by" if place == 1 else "lost by"
        parts.append(f"{verb}: {CRITERIA.get(ranked.by, ranked.by)}")
    return ", ".join(parts)


def _passed(decision: Routed, passed: Passed) -> str:
    words = REASONS.get(passed.reason, passed.reason)
    if not passed.detail:
        return words
    detail = decision.names.get(passed.detail, passed.detail.replace("_", " "))
    return f"{words} ({plain(detail)})"
