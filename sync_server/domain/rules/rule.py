# SPDX-License-Identifier: Apache-2.0
"""A rule as a value: when it looks at a ticket, on what conditions, and what it does then.

Two documents that say the same are one value. Names stand as they were written.
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

from msgspec import Struct

from sync_server.contract.conditions import Condition, Group
from sync_server.contract.durations import Duration
from sync_server.contract.entities import CustomValue
from sync_server.domain.sla.policies import Target

_TAG: Final = "tags."

CREATED: Final = "created"
BECOMES_TRUE: Final = "becomes_true"
CHANGED: Final = "changed"
MESSAGE: Final = "message"

BUSINESS: Final = "business"
CALENDAR: Final = "calendar"


class When(Struct, frozen=True, kw_only=True):
    """Something happens to a ticket; `fields`, `types` (of messages), `by` and `channel` narrow it.

    None of them mean any.
    """

    event: str
    fields: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()


class Timed(Struct, frozen=True, kw_only=True):
    """So long `after` or `before` an instant of the ticket, in business or calendar time."""

    of: str
    after: Duration | None = None
    before: Duration | None = None
    hours: str = BUSINESS


class Reached(Struct, frozen=True, kw_only=True):
    """A clock of the ticket has used so much of its target."""

    of: str
    percent: int


class Manual(Struct, frozen=True):
    """A person asks for it: then the rule is a macro."""


Trigger = When | Timed | Reached | Manual

USUAL: Final = (When(event=CREATED), When(event=BECOMES_TRUE))
"""When a rule without triggers looks: on creation, or when its conditions become true."""


class Tags(Struct, frozen=True, kw_only=True):
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class Recipient(Struct, frozen=True, kw_only=True):
    """Who is told: a `kind` of "person", "role" or "team"; "" is whichever has the name."""

    name: str
    kind: str = ""


class Reply(Struct, frozen=True, kw_only=True):
    """A template of what the customer is told; a draft waits for a person to send it."""

    text: str
    draft: bool = False


class Snooze(Struct, frozen=True, kw_only=True):
    time: Duration
    hours: str = BUSINESS


class Actions(Struct, frozen=True, kw_only=True):
    """What a rule does, all of it together. `sla` is metric to target, `fields` the custom ones."""

    team: str | None = None
    agent: str | None = None
    skills: tuple[str, ...] = ()
    priority: str | None = None
    status: str | None = None
    category: str | None = None
    tags: Tags = Tags()
    fields: tuple[tuple[str, CustomValue], ...] = ()
    sla: tuple[tuple[str, Target], ...] = ()
    notify: tuple[Recipient, ...] = ()
    reply: Reply | None = None
    note: str | None = None
    checklist: tuple[str, ...] = ()
    snooze: Snooze | None = None
    stop: bool = False


def tag_by_hand(tag: str) -> str:
    """Under what it is remembered that a person set a tag.

    It is a digest: a ticket tells nobody what tags it once had.
    """
    return f"{_TAG}{blake2b(f'{_TAG}{tag}'.encode(), digest_size=8).hexdigest()}"


class Wish(Struct, frozen=True):
    """One thing that a rule wants done. `name` is that of a custom field, a metric or a tag.

    What sets something has a `value` to set it to; a tag's says whether the ticket has it.
    """

    action: str
    name: str
    value: object

    @property
    def sets(self) -> str | None:
        """The field of the ticket that it sets, if it does."""
        if self.action in _SETS:
            return _SETS[self.action]
        return f"custom.{self.name}" if self.action == "fields" else None

    @property
    def owned(self) -> str | None:
        """What a person who does the same by hand sets: a field, or one tag (`tags.<tag>`)."""
        return f"{_TAG}{self.name}" if self.action == "tags" else self.sets

    @property
    def by_hand(self) -> str | None:
        """Under what it is remembered that a person did the same."""
        return tag_by_hand(self.name) if self.action == "tags" else self.sets

    @property
    def place(self) -> tuple[str, str] | None:
        """What only one rule can have its way with; `None` where there is room for any number."""
        return (self.action, self.name) if self.action in _SINGLE else None


_SETS: Final = {
    "team": "team",
    "agent": "assignee",
    "priority": "priority",
    "status": "status",
    "category": "category",
    "tags": "tags",
    "snooze": "wake_at",
}
_SINGLE: Final = frozenset({*_SETS, "fields", "sla"})


class Rule(Struct, frozen=True, kw_only=True):
    """One rule. Unless it `repeats` it runs once per episode (`event`).

    A macro is for those in its `audience`; for everybody where nobody is named.
    """

    name: str
    triggers: tuple[Trigger, ...] = USUAL
    conditions: Condition = Group("all", ())
    actions: Actions
    repeats: bool = False
    audience: tuple[Recipient, ...] = ()


def wishes(actions: Actions) -> Iterator[Wish]:
    """What actions want, one by one, in the order in which they are written."""
    for action in ("team", "agent"):
        yield from _single(actions, action)
    yield from (Wish("skills", skill, value=True) for skill in actions.skills)
    for action in ("priority", "status", "category"):
        yield from _single(actions, action)
    yield from (Wish("tags", tag, value=True) for tag in actions.tags.add)
    yield from (Wish("tags", tag, value=False) for tag in actions.tags.remove)
    yield from (Wish("fields", name, value) for name, value in actions.fields)
    yield from (Wish("sla", metric, target) for metric, target in actions.sla)
    yield from (Wish("notify", "", who) for who in actions.notify)
    for action in ("reply", "note"):
        yield from _single(actions, action)
    yield from (Wish("checklist", item, value=True) for item in actions.checklist)
    yield from _single(actions, "snooze")


def _single(actions: Actions, action: str) -> Iterator[Wish]:
    value = getattr(actions, action)
    if value is not None:
        yield Wish(action, "", value)
