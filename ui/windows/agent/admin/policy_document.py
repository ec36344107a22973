# SPDX-License-Identifier: Apache-2.0
"""Documents of service level policies as the form shows and changes them.

The form knows the plain ways to write one; what is written in another way is left to the text.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sync_server.contract.conditions import TICKET_FIELDS
from sync_server.contract.entities import PRIORITIES

Document = Mapping[str, Any]
Tests = Sequence[tuple[str, tuple[str, ...]]]
"""Fields, and the values of which each has to be one."""

ALL: Final = ""
"""Instead of a priority: for all of them."""

EMPTY: Final[Document] = {"targets": {"first_reply": "8h"}}
"""Where a new policy begins."""

FIELDS: Final = ("organisation", "team", "priority", "channel", "category", "tags")
"""What the form offers to ask for; a desk's own fields can be named beside them."""

PAUSED: Final = ("pending", "on_hold")
_RESOLUTION: Final = "resolution"


def cells_of(document: Document, metric: str) -> dict[str, str] | None:
    """The durations of a metric by priority; nothing where the form cannot write it."""
    value = _object(document.get("targets")).get(metric)
    if value is None:
        return {}
    if isinstance(value, str):
        return {ALL: value}
    known = isinstance(value, Mapping) and all(
        key in PRIORITIES and isinstance(text, str) for key, text in value.items()
    )
    return dict(value) if known and isinstance(value, Mapping) else None


def with_cell(document: Document, metric: str, priority: str, text: str) -> dict[str, Any]:
    """The document with another duration in one cell; without any for no text."""
    cells = cells_of(document, metric) or {}
    if priority == ALL:
        cells = {ALL: text}
    else:
        if ALL in cells:
            cells = dict.fromkeys(PRIORITIES, cells[ALL])
        cells[priority] = text
    cells = {key: each for key, each in cells.items() if each}
    targets = dict(_object(document.get("targets")))
    whole = set(cells) == {*PRIORITIES} and len(set(cells.values())) == 1
    if ALL in cells or whole:
        targets[metric] = next(iter(cells.values()))
    elif cells:
        targets[metric] = cells
    else:
        targets.pop(metric, None)
    return {**document, "targets": targets}


def simple_tests(document: Document) -> list[tuple[str, tuple[str, ...]]] | None:
    """The conditions, where they are fields that have to be one of some values."""
    conditions = document.get("conditions", {})
    if not isinstance(conditions, Mapping):
        return None
    found: list[tuple[str, tuple[str, ...]]] = []
    for field, value in conditions.items():
        values = value if isinstance(value, list | tuple) else [value]
        if not is_field(field) or not all(isinstance(each, str) for each in values):
            return None
        found.append((field, tuple(values)))
    return found


def with_tests(document: Document, tests: Tests) -> dict[str, Any]:
    """The document with these conditions; a field without a value asks for nothing."""
    conditions = {
        field: values[0] if len(values) == 1 else list(values)
        for field, values in tests
        if field and values
    }
    return with_value(document, "conditions", conditions or None)


def is_field(name: str) -> bool:
    """Whether the form can ask for it."""
    known = name in TICKET_FIELDS and TICKET_FIELDS[name].type in ("text", "set")
    return known or (name.startswith("custom.") and name != "custom.")


def with_value(document: Document, key: str, value: object) -> dict[str, Any]:
    """The document with another value under a key; with nothing, without it."""
    if value is not None:
        return {**document, key: value}  # which keeps its place
    return {each: old for each, old in document.items() if each != key}


def read_alerts(text: str) -> list[int] | None:
    """Alert points as people write them: "75, 90 %"; nothing when it is not understood."""
    parts = [part.strip().removesuffix("%").strip() for part in text.replace(";", ",").split(",")]
    parts = [part for part in parts if part]
    if not all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts):
        return None
    return [int(part) for part in parts]


def alerts_text(document: Document, usual: Sequence[int]) -> str:
    """Alert points as the form takes them."""
    points = document.get("alerts", list(usual))
    return ", ".join(map(str, points)) if isinstance(points, list | tuple) else ""


def pauses_of(document: Document) -> tuple[str, ...]:
    """While which statuses the clock of the resolution rests."""
    pauses = _object(document.get("pauses")).get(_RESOLUTION, list(PAUSED))
    return tuple(map(str, pauses)) if isinstance(pauses, list | tuple) else ()


def with_pauses(document: Document, statuses: Sequence[str]) -> dict[str, Any]:
    """The document with these; the usual ones need not be said."""
    pauses = {
        metric: each
        for metric, each in _object(document.get("pauses")).items()
        if metric != _RESOLUTION
    }
    if {*statuses} != {*PAUSED}:
        pauses[_RESOLUTION] = list(statuses)
    return with_value(document, "pauses", pauses or None)


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
