# SPDX-License-Identifier: Apache-2.0
"""Which views there are: the built-in ones, a queue per team, and the saved ones."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec import Struct

from app.views.orders import BY_TIME_LEFT
from sync_server.contract.conditions import ME, Condition, ConditionError, Group, Test, read
from sync_server.contract.entities import Membership, SavedView, Team
from sync_server.contract.ids import AgentId, TeamId

OPEN: Final = ["new", "open", "pending", "on_hold"]
OUR_TURN: Final = frozenset({"new", "open"})
"""Statuses of tickets that wait for an agent, or for an owner."""

WAITING: Final = ["pending", "on_hold"]
"""Statuses of tickets that may have a wake date."""

NOT_YET: Final[dict[str, Any]] = {"field": "wake_at", "newer_than_s": 0}
"""The wake date is still to come."""

SNOOZED: Final[dict[str, Any]] = {"all": [{"status": "on_hold"}, NOT_YET]}
ASLEEP: Final[dict[str, Any]] = {"all": [{"assignee": ME}, {"status": WAITING}, NOT_YET]}
"""What a person has put off; what of theirs waits until some time, for whomever."""

WOKEN: Final[dict[str, Any]] = {"field": "woken_at", "is_set": True}
"""We meant to look at it again by now, and nobody has written since."""

REMOVED: Final = ("spam", "deleted")
"""Statuses of tickets that are in no view and no figure, unless a view asks for them."""

AT_RISK: Final = "at_risk"
"""The view of one's own tickets that are about to be late."""

DELETED: Final = "deleted"
"""The view of what can be restored."""

RECENTLY_S: Final = 7 * 24 * 3600

NOTHING: Final = Group("any", ())
"""A condition that no ticket meets: of a view that this version cannot read."""

_KEPT: Final = Test("status", "not_in", REMOVED)


class ViewInfo(Struct, frozen=True, kw_only=True):
    """A view in the navigation. `readable` is false for conditions of a newer version.

    One `at_risk` holds only those of its tickets that are at risk and not late yet.
    """

    key: str
    name: str
    section: str
    conditions: dict[str, Any]
    order: str = "newest"
    group: str = "none"
    owner: AgentId | None = None
    readable: bool = True
    at_risk: bool = False

    @property
    def condition(self) -> Condition:
        return tickets_meeting(self.conditions) if self.readable else NOTHING


BUILT_IN: Final = (
    ViewInfo(
        key="my_queue",
        name="My queue",
        section="mine",
        conditions={"all": [{"assignee": ME}, {"status": OPEN}, {"none": [SNOOZED]}]},
        order=BY_TIME_LEFT,
        group=BY_TIME_LEFT,
    ),
    ViewInfo(
        key=AT_RISK,
        name="At risk",
        section="mine",
        conditions={"all": [{"assignee": ME}, {"status": OPEN}]},
        order=BY_TIME_LEFT,
        group=BY_TIME_LEFT,
        at_risk=True,
    ),
    ViewInfo(
        key="mentions",
        name="Mentions",
        section="mine",
        conditions={"all": [{"field": "mentioned", "has": ME}, {"status": OPEN}]},
        group="status",
    ),
    ViewInfo(
        key="snoozed",
        name="Snoozed",
        section="mine",
        conditions={"all": [{"assignee": ME}, SNOOZED]},
        order="wakes",
        group="status",
    ),
    ViewInfo(
        key="promised",
        name="Promised",
        section="mine",
        conditions={"all": [{"assignee": ME}, {"status": OPEN}, WOKEN]},
        order="woken",
        group="status",
    ),
    ViewInfo(
        key="unassigned",
        name="Unassigned",
        section="desk",
        conditions={"assignee": None, "status": OPEN},
        order=BY_TIME_LEFT,
        group=BY_TIME_LEFT,
    ),
    ViewInfo(key="all_open", name="All open", section="desk", conditions={"status": OPEN}),
    ViewInfo(
        key="recently_solved",
        name="Recently solved",
        section="desk",
        conditions={
            "all": [
                {"status": ["solved", "closed"]},
                {"field": "solved_at", "newer_than_s": RECENTLY_S},
            ]
        },
        order="solved",
    ),
    ViewInfo(
        key=DELETED,
        name="Deleted",
        section="desk",
        conditions={"status": list(REMOVED)},
        order="removed",
    ),
)


def tickets_meeting(document: dict[str, Any]) -> Condition:
    """What a view means: spam and deleted tickets are in it only where it asks for them.

    Raises `ConditionError`.
    """
    condition = read(document)
    return condition if _names_status(condition) else Group("all", (condition, _KEPT))


def _names_status(condition: Condition) -> bool:
    """Whether no ticket gets in without a word on its status."""
    if isinstance(condition, Group):
        if condition.mode == "any":
            return all(map(_names_status, condition.parts))
        return condition.mode == "all" and any(map(_names_status, condition.parts))
    return condition.field == "status" and condition.operator in ("is", "in")


def queue_of(team: TeamId) -> str:
    """The key of a team's view."""
    return f"team:{team}"


def team_view(team: Team) -> ViewInfo:
    """The queue of a team."""
    return ViewInfo(
        key=queue_of(team.id),
        name=team.name,
        section="teams",
        conditions={"team": team.id, "status": OPEN},
        order=BY_TIME_LEFT,
        group=BY_TIME_LEFT,
    )


def saved_view(view: SavedView) -> ViewInfo:
    """A saved search."""
    try:
        read(view.conditions)
        readable = True
    except ConditionError:
        readable = False
    return ViewInfo(
        key=f"view:{view.id}",
        name=view.name,
        section="saved",
        conditions=view.conditions,
        order=view.order,
        group=view.group,
        owner=view.owner,
        readable=readable,
    )


def all_views(
    teams: Iterable[Team],
    memberships: Iterable[Membership],
    saved: Iterable[SavedView],
    *,
    me: AgentId | None,
) -> Iterator[ViewInfo]:
    """The views in the order of the navigation: first the teams one works in, then others."""
    mine = {each.team: each.level for each in memberships if each.agent == me}
    yield from (info for info in BUILT_IN if info.section == "mine")
    for team in sorted(
        teams, key=lambda team: (_distance(mine.get(team.id)), team.name.casefold())
    ):
        if not team.disabled:
            yield team_view(team)
    yield from (info for info in BUILT_IN if info.section != "mine")
    for view in sorted(saved, key=lambda view: (view.position, view.name.casefold(), view.id)):
        yield saved_view(view)


def _distance(level: str | None) -> int:
    """How far a team is from somebody who has this place in it."""
    return 0 if level == "work" else 2 if level is None else 1
