# SPDX-License-Identifier: Apache-2.0
"""How JSON is laid out for people, who read on one line what fits there."""

from collections.abc import Mapping
from typing import Final

import msgspec

from ui.widgets.plain_text import harmless

_WIDTH: Final = 76
"""A value that fits into so many letters stands on one line."""

_INDENT: Final = 2


def laid_out(value: object, indent: int = 0) -> str:
    """A value as a person reads it; what cannot be seen in it is escaped."""
    return _escaped(_laid_out(value, indent))


def _laid_out(value: object, indent: int) -> str:
    if isinstance(value, Mapping) and value:
        parts = [(f"{_plain(key)}: ", item) for key, item in value.items()]
        ends = "{}"
    elif isinstance(value, list | tuple) and value:
        parts = [("", item) for item in value]
        ends = "[]"
    else:
        return _plain(value)
    inline = _inline(value)
    if (indent or ends == "[]") and indent + len(inline) <= _WIDTH:
        return inline
    room = "\n" + " " * (indent + _INDENT)
    told = [f"{name}{_laid_out(item, indent + _INDENT)}" for name, item in parts]
    return f"{ends[0]}{room}{f',{room}'.join(told)}\n{' ' * indent}{ends[1]}"


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{_plain(key)}: {_inline(item)}" for key, item in value.items()) + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return _plain(value)


def _plain(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _escaped(text: str) -> str:
    return "".join(each if harmless(each) == each else _escape(each) for each in text)


def _escape(letter: str) -> str:
    data = letter.encode("utf-16-be").hex()
    return "".join(f"\\u{data[at : at + 4]}" for at in range(0, len(data), 4))
