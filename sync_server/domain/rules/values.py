# SPDX-License-Identifier: Apache-2.0
"""The values that stand in a rule: durations, tags, custom values, recipients, kinds of time."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sync_server.contract.documents import nearest_of
from sync_server.contract.durations import Duration, DurationError, parse_duration, write_duration
from sync_server.contract.entities import CustomValue
from sync_server.domain.rules.rule import BUSINESS, CALENDAR, Recipient
from sync_server.domain.rules.shapes import PLAIN_VALUE, RuleError, Shape, choice, text
from sync_server.domain.sla.policies import LONGEST_TARGET

LONGEST_NAME: Final = 200
RECIPIENTS: Final = ("person", "role", "team")

_TAG: Final = re.compile(r"[^\s,/\x00-\x1f]{1,60}")


def duration() -> Shape[Duration]:
    def read_text(value: object, path: str) -> Duration:
        if not isinstance(value, str):
            raise RuleError(path, "must be a duration, like '2h' or '3 business days'")
        try:
            found = parse_duration(value)
        except DurationError as error:
            raise RuleError(path, f"{value!r:.40}: {error.problem}", error.nearest) from None
        if found.length(timedelta(days=1)) > LONGEST_TARGET:
            raise RuleError(path, f"is longer than {LONGEST_TARGET.days} days")
        return found

    schema = {"type": "string", "examples": ["90m", "2-hours", "1d 4h", "3 business days"]}
    return Shape(read=read_text, write=write_duration, schema=schema)


def tag() -> Shape[str]:
    def read_tag(value: object, path: str) -> str:
        if not isinstance(value, str) or not _TAG.fullmatch(value):
            raise RuleError(path, "must be a word of at most 60 letters, without comma or slash")
        return value.lower()

    schema = {"type": "string", "pattern": f"^{_TAG.pattern}$"}
    return Shape(read=read_tag, write=str, schema=schema)


def custom_value() -> Shape[CustomValue]:
    def read_value(value: object, path: str) -> CustomValue:
        if value is None or isinstance(value, str | int | float):
            return value
        raise RuleError(path, "must be text, a number, true, false or null")

    return Shape(read=read_value, write=lambda value: value, schema=PLAIN_VALUE)


def recipient() -> Shape[Recipient]:
    names = text(LONGEST_NAME)

    def read_object(value: object, path: str) -> Recipient:
        if not isinstance(value, Mapping):
            return Recipient(name=names.read(value, path))
        for kind in value:
            if kind not in RECIPIENTS:
                nearest = nearest_of(str(kind), RECIPIENTS)
                raise RuleError(f"{path}.{kind}", "is not known here", nearest)
        if len(value) != 1:
            raise RuleError(path, "must say one of 'person', 'role' and 'team'")
        ((kind, name),) = value.items()
        return Recipient(name=names.read(name, f"{path}.{kind}"), kind=kind)

    objects = {
        "type": "object",
        "properties": dict.fromkeys(RECIPIENTS, names.schema),
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }
    return Shape(
        read=read_object,
        write=lambda who: {who.kind: who.name} if who.kind else who.name,
        schema={"anyOf": [names.schema, objects]},
    )


def hours() -> Shape[str]:
    return choice((BUSINESS, CALENDAR))


def on_the_wall() -> Shape[bool]:
    """The same words, for what is either counted always or not."""
    words = hours()
    return Shape(
        read=lambda value, path: words.read(value, path) == CALENDAR,
        write=lambda always: CALENDAR if always else BUSINESS,
        schema=words.schema,
    )
