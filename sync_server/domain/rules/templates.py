# SPDX-License-Identifier: Apache-2.0
"""Texts that a rule writes: in double braces nothing but the fields of `contract.placeholders`."""

from typing import Final

from sync_server.contract.documents import nearest_of
from sync_server.contract.placeholders import FIELDS, fill, unknown_in
from sync_server.domain.rules.shapes import RuleError, Shape, text

LONGEST: Final = 8_000


def template() -> Shape[str]:
    """A text in which every pair of double braces holds a field that there is."""
    letters = text(LONGEST)

    def read(value: object, path: str) -> str:
        found = letters.read(value, path)
        check_template(found, path)
        return found

    return Shape(read=read, write=str, schema=letters.schema)


def check_template(found: str, path: str) -> None:
    """Refuse double braces that no field stands in. Raises `RuleError`."""
    rest = fill(found, dict.fromkeys(FIELDS, "-"))
    for braced in unknown_in(rest):
        nearest = nearest_of(braced[2:-2].strip(), FIELDS, likeness=0.0)
        raise RuleError(path, f"{braced!r:.60} cannot be filled in", nearest)
    if "{{" in rest:
        raise RuleError(
            path, "has double braces that do not hold a field, like '{{ticket.subject}}'"
        )
