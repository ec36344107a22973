# SPDX-License-Identifier: Apache-2.0
"""How the desk routed a ticket: the cause that is logged with the change, to be read years later.

A cause says what was true then, in words of a machine. Sets are open: a client shows what it does
not know as it is.
"""

from typing import Final

from msgspec import Struct

from sync_server.contract.ids import AgentId, Instant, TeamId

ROUTING: Final = "routing"
"""Under which name a `Route` stands among the causes of a change."""


TAKEN_BACK: Final = "taken_back"
"""Under which name a `TakenBack` stands there."""

OFF_SHIFT: Final = "off_shift"
ABSENT: Final = "absent"
DISABLED: Final = "disabled"
REDISTRIBUTED: Final = "redistributed"
"""Why somebody's tickets go to others."""


class TakenBack(Struct, frozen=True, array_like=True, gc=False):
    """A ticket was taken from somebody who will not work on it, and why."""

    agent: AgentId
    reason: str


class Ranked(Struct, frozen=True, array_like=True, gc=False):
    """Somebody who could have got the ticket, the best first.

    `by` is the criterion by which the first one won and each other lost to them. `missing` of the
    skills that are better to have they do not have; `load` is in per mille of their capacity.
    """

    agent: AgentId
    by: str = ""
    missing: int = 0
    load: int = 0
    assigned_at: Instant = 0
    last_owner: bool = False


class Passed(Struct, frozen=True, array_like=True, gc=False):
    """Somebody who could not get it, and why; until when, where time alone ends it."""

    agent: AgentId
    reason: str
    detail: str = ""
    until: Instant | None = None


class Route(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A decision of the router in a team, by the `version` of the team's row.

    With `offered_until` the winner is asked first, and has until then.
    The winner may stand in for somebody who is absent, `instead_of` whom they are preferred.
    With `pulled` the winner has asked for what is next.
    Without a `winner` there is a `reason`, and perhaps the instant `again_at` at which the desk
    looks again by itself. `alert`: all who could be asked have been.
    """

    team: TeamId
    version: int
    router: int
    mode: str
    winner: AgentId | None = None
    reason: str = ""
    again_at: Instant | None = None
    alert: bool = False
    offered_until: Instant | None = None
    pulled: bool = False
    instead_of: AgentId | None = None
    ranked: tuple[Ranked, ...] = ()
    passed: tuple[Passed, ...] = ()
