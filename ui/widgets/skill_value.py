# SPDX-License-Identifier: Apache-2.0
"""What the table of agents and skills shows of each agent."""

from dataclasses import dataclass
from typing import Final

from ui.theme.tokens import ColorName
from ui.widgets.sign import NO_SIGN, Sign

LEVELS: Final = (0, 1, 2, 3)
"""How well somebody can do something; 0: not at all."""


@dataclass(frozen=True, slots=True)
class SkillRow:
    """An agent in words, and their level of each skill in the order of the columns.

    `load` and `limit` fill the bar; `load_words` stand beside it.
    """

    id: str
    name: str
    sign: Sign = NO_SIGN
    teams: str = ""
    role: str = ""
    state: str = ""
    state_ink: ColorName = "text2"
    load: int = 0
    limit: int = 0
    load_words: str = ""
    levels: tuple[int, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The cells before the skills."""
        return (self.name, self.teams, self.role, self.state, self.load_words)
