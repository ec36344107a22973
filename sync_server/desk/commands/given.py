# SPDX-License-Identifier: Apache-2.0
"""Whether somebody was faster than what a command gives; and documents."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from sync_server.contract.documents import DocumentError
from sync_server.contract.entities import Entity
from sync_server.contract.ids import Base
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.unit import Unit

MAX_PATH: Final = 200
"""Length up to which a refusal says where in a document the fault is."""

D = TypeVar("D")


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
