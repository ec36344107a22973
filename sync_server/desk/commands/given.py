# SPDX-License-Identifier: Apache-2.0
"""What a command gives: which fields of a row, and whether somebody was faster; documents."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from msgspec import UNSET

from sync_server.contract.commands import Command
from sync_server.contract.documents import DocumentError
from sync_server.contract.entities import Entity
from sync_server.contract.ids import Base
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.unit import Unit

MAX_PATH: Final = 200
"""Length up to which a refusal says where in a document the fault is."""

D = TypeVar("D")


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


def read_document(read: Callable[[Any], D], document: object, field: str = "document") -> D:
    """What a document says to `read`. Refused: bad_value, with the place in it."""
    try:
        return read(document)
    except DocumentError as error:
        raise Refused(Code.BAD_VALUE, error.inside(field).path[:MAX_PATH]) from None
