# SPDX-License-Identifier: Apache-2.0
"""What is to be done before a ticket is solved: the checklist of its category, and what its team
and its category ask for.

Both sides look by the same functions: a window before it sends, the server in any case.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct

from sync_server.contract.documents import DocumentError
from sync_server.contract.entities import Category, Gate, Ticket
from sync_server.contract.ids import CategoryId, GateId, TeamId

MOST_ITEMS: Final = 30

Requirement = Literal["solution", "category", "article", "checklist"]
REQUIREMENTS: Final[tuple[Requirement, ...]] = ("solution", "category", "article", "checklist")
"""What may be asked for: what solved it, what it was about, an article, all of its checklist."""

_TEAM: Final = "team."
_CATEGORY: Final = "category."
_HIGHEST: Final = 20
"""Categories above one another that are looked at."""


class ChecklistItem(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something to do before the ticket is solved; what is not `required` only reminds."""

    text: Annotated[str, Meta(min_length=1, max_length=200)]
    required: bool = False


class Asked(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the document of a gate says."""

    checklist: Annotated[tuple[ChecklistItem, ...], Meta(max_length=MOST_ITEMS)] = ()
    require: Annotated[tuple[Requirement, ...], Meta(max_length=4)] = ()


class Missing(Struct, frozen=True, omit_defaults=True):
    """What keeps a ticket from being solved, and the `items` of its checklist that do."""

    solution: bool = False
    category: bool = False
    article: bool = False
    items: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.solution or self.category or self.article or bool(self.items)

    @property
    def first(self) -> str:
        """The name of the first thing that is missing."""
        named = (name for name in ("solution", "category", "article") if getattr(self, name))
        return next(named, "checklist")


def gate_of_team(team: TeamId) -> GateId:
    """The id of what a team asks for."""
    return GateId(f"{_TEAM}{team}")


def gate_of_category(category: CategoryId) -> GateId:
    """The id of what a category asks for, and of its checklist."""
    return GateId(f"{_CATEGORY}{category}")


def team_of(gate: GateId) -> TeamId | None:
    """The team that a gate is of."""
    return TeamId(gate.removeprefix(_TEAM)) if gate.startswith(_TEAM) else None


def category_of(gate: GateId) -> CategoryId | None:
    """The category that a gate is of."""
    return CategoryId(gate.removeprefix(_CATEGORY)) if gate.startswith(_CATEGORY) else None


def read_gate(document: Any) -> Asked:
    """What a document says. Raises `DocumentError` with the place of the first fault."""
    try:
        asked = msgspec.convert(document, Asked)
    except msgspec.ValidationError as error:
        told, _, path = str(error).partition(" - at `$")
        raise DocumentError(path.strip("`."), told) from None
    texts = [item.text for item in asked.checklist]
    for place, text in enumerate(texts):
        if not text.strip() or text in texts[:place]:
            raise DocumentError(f"checklist[{place}].text", "an empty item, or one that is twice")
    return asked


class Gates:
    """What is in force for tickets, by rows that are found one by one."""

    def __init__(
        self,
        gate: Callable[[GateId], Gate | None],
        category: Callable[[CategoryId], Category | None],
    ) -> None:
        self._gate = gate
        self._category = category

    def items(self, ticket: Ticket) -> tuple[ChecklistItem, ...]:
        """The checklist of a ticket: its category's, and what rules added."""
        return _items(ticket, self._of(ticket))

    def missing(self, ticket: Ticket) -> Missing:
        """What is still to be done before the ticket may be solved."""
        every = tuple(self._of(ticket))
        required = {name for asked in every for name in asked.require}
        done = {tick.item for tick in ticket.ticks}
        return Missing(
            solution="solution" in required and not ticket.solution.strip(),
            category="category" in required and ticket.category is None,
            article="article" in required and not ticket.article,
            items=tuple(
                item.text
                for item in _items(ticket, every)
                if item.text not in done and (item.required or "checklist" in required)
            ),
        )

    def _of(self, ticket: Ticket) -> Iterator[Asked]:
        """What is asked of a ticket: by its category, or the nearest above that asks for anything,
        and by its team.
        """
        category = ticket.category
        for _ in range(_HIGHEST):
            if category is None:
                break
            asked = self._in_force(gate_of_category(category))
            if asked is not None:
                yield asked
                break
            row = self._category(category)
            category = None if row is None else row.parent
        team = None if ticket.team is None else self._in_force(gate_of_team(ticket.team))
        if team is not None:
            yield team

    def _in_force(self, id_: GateId) -> Asked | None:
        row = self._gate(id_)
        if row is None or not row.number or row.disabled:
            return None
        try:
            asked = msgspec.convert(row.document, Asked)
        except msgspec.ValidationError:  # of a newer server: what is not understood is its to ask
            return None
        return asked if asked != Asked() else None


def _items(ticket: Ticket, every: Iterable[Asked]) -> tuple[ChecklistItem, ...]:
    """What is listed by all that is asked of a ticket, and by rules."""
    found = {item.text: item for asked in every for item in asked.checklist}
    for text in ticket.checklist:
        found.setdefault(text, ChecklistItem(text))
    return tuple(found.values())
