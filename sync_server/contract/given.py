# SPDX-License-Identifier: Apache-2.0
"""What a command gives, of the fields that it may leave out."""

from collections.abc import Iterable
from typing import Any

from msgspec import UNSET

from sync_server.contract.commands import Command


def given(command: Command, names: Iterable[str]) -> dict[str, Any]:
    """The values of those fields that the command gives."""
    values = ((name, getattr(command, name)) for name in names)
    return {name: value for name, value in values if value is not UNSET}
