# SPDX-License-Identifier: Apache-2.0
"""Commands that change some fields of a row: which they give, and whether somebody was faster."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import UNSET

from sync_server.contract.commands import Command
from sync_server.contract.entities import Entity
from sync_server.contract.ids import Base
from sync_server.desk.unit import Unit


def given(command: Command, names: Iterable[str]) -> dict[str, Any]:
    """The values of those fields that the command gives."""
    values = ((name, getattr(command, name)) for name in names)
    return {name: value for name, value in values if value is not UNSET}


def check_bases(
    unit: Unit, entity: Entity, changes: Mapping[str, Any], *, base: Base | None
) -> None:
    """Each field conflicts for itself. Refused: as `Unit.check_base`."""
    for field, value in changes.items():
        unit.check_base(entity, field, base, value)
