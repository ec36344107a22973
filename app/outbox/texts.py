# SPDX-License-Identifier: Apache-2.0
"""What the client checks before it queues a command, so that a person can still mend it."""

import re
from typing import Any

import msgspec

from app.errors import BadText, TextTooLong, TooLarge
from app.outbox.items import COMMAND_BYTES
from sync_server.contract import codec
from sync_server.contract.commands import LONGEST_TEXT, Command
from sync_server.contract.refusals import Refused

_unsendable = re.compile("[\x00\ud800-\udfff]")


def check_command(command: Command) -> bytes:
    """The bytes of a command that the server's decoder takes. Raises `BadText` and `TooLarge`."""
    for field in command.__struct_fields__:
        check_text(field, getattr(command, field))
    data = codec.encode(command)
    if len(data) > COMMAND_BYTES:
        raise TooLarge(len(data), COMMAND_BYTES)
    try:
        codec.decode_command(data)
    except Refused as refused:
        field = refused.refusal.field or "command"
        value = getattr(command, field, None)
        if field == "text" and isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise TextTooLong(field, LONGEST_TEXT, "longer than allowed") from None
        raise BadText(field, 0, _problem(command, field)) from None
    return data


def check_text(field: str, value: Any) -> None:
    """Raise `BadText` at the first character that no server can store, in any depth."""
    if isinstance(value, str):
        found = _unsendable.search(value)
        if found is not None:
            problem = "half a character" if found[0] != "\0" else "a character that cannot be sent"
            raise BadText(field, found.start(), problem)
    elif isinstance(value, dict):
        for name, item in value.items():
            check_text(field, name)
            check_text(f"{field}.{name}", item)
    elif isinstance(value, list | tuple):
        for item in value:
            check_text(field, item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            check_text(name, getattr(value, name))


def _problem(command: Command, field: str) -> str:
    value = getattr(command, re.split(r"[.\[]", field, maxsplit=1)[0], None)
    if value == "":
        return "nothing is written"
    return "longer or shorter than allowed, or not of this form"
