# SPDX-License-Identifier: Apache-2.0
"""Skills that a ticket asks of whoever gets it."""

from typing import Final

from msgspec import Struct

from sync_server.contract.ids import SkillId

LEVELS_OF_SKILL: Final = (1, 2, 3)
"""From "can do it" to "others ask them"."""


class Need(Struct, frozen=True, array_like=True, gc=False):
    """A skill that is needed, on a level at least.

    An `optional` one is given up after a time, where nobody who has it can take the ticket: of
    several the last first.
    """

    skill: SkillId
    level: int = 1
    optional: bool = False
