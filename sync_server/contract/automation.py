# SPDX-License-Identifier: Apache-2.0
"""What automation rules did to a ticket: the cause that is logged with the change.

A cause says what was true then, in words of a machine, to be read years later. Sets are open: a
client shows what it does not know as it is.
"""

from typing import Final

from msgspec import Struct

from sync_server.contract.entities import Done, Left
from sync_server.contract.ids import RuleId

RULES: Final = "rules"
"""Under which name an `Automated` stands among the causes of a change."""

FAILED: Final = "failed"
"""Under which name a `Failure` does."""

LONGEST_VALUE: Final = 200
"""So many letters of a text that a condition looked at are kept."""


class Tested(Struct, frozen=True, array_like=True):
    """A condition, and whether it held for the value that its field had."""

    field: str
    operator: str
    operand: object
    value: object
    holds: bool


class RuleRun(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rule that ran: what its conditions found, what it did, and what it left.

    `depth` counts what it followed on: 0 is what happened, 1 what rules did then, and so on.
    `moments` are those for which it ran, `asked` says that a person asked for it.
    """

    rule: RuleId
    version: int
    name: str
    depth: int = 0
    moments: tuple[str, ...] = ()
    asked: bool = False
    found: tuple[Tested, ...] = ()
    done: tuple[Done, ...] = ()
    left: tuple[Left, ...] = ()


class RulePassed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rule whose turn it was and that did not run.

    `why` is "conditions", "episode", "cascade", "stopped" (by the rule `other`) or "rights".
    """

    rule: RuleId
    version: int
    name: str
    why: str
    other: RuleId | None = None
    depth: int = 0


class Automated(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What rules did with one command. `cut`: more would have followed, deeper than rules may."""

    runs: tuple[RuleRun, ...] = ()
    passed: tuple[RulePassed, ...] = ()
    cut: bool = False


class Failure(Struct, frozen=True, kw_only=True):
    """What the desk does by itself and could not do; the server's log has more under `incident`."""

    what: str
    incident: str
