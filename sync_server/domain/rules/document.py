# SPDX-License-Identifier: Apache-2.0
"""The document of a rule, read into a value and refused where it is none; and its JSON Schema.

    {"rule": "High Priority Assignment",
     "conditions": {"priority": "high", "category": "system-critical"},
     "actions": {"assign_team": "urgent-response", "notify": ["team-lead", "system-admin"],
                 "sla": "2-hours"}}

Without triggers a rule looks at a ticket on creation, and whenever its conditions become true. A
target without a metric is that of the first reply, in business time; a bare name of somebody to
notify is a role, a team or a person. In full, the same rule and more:

    {"rule": "High Priority Assignment",
     "triggers": [{"on": "created"}, {"on": "becomes_true"},
                  {"on": "changed", "fields": ["team"], "by": ["agent"], "channel": ["desk"]},
                  {"on": "message", "types": ["customer"]},
                  {"on": "time", "after": "4h", "of": "waiting_since", "hours": "calendar"},
                  {"on": "clock", "of": "first_reply", "percent": 75},
                  {"on": "manual"}],
     "conditions": {"all": [{"field": "priority", "is": "high"},
                            {"any": [{"field": "customer.vip", "is": true},
                                     {"field": "subject", "matches": "outage|down"}]}]},
     "actions": {"team": "urgent-response", "notify": [{"role": "team-lead"}],
                 "sla": {"first_reply": "2h", "resolution": {"time": "1d", "hours": "calendar"}},
                 "tags": {"add": ["outage"]}, "fields": {"severity": 1},
                 "reply": {"text": "We are on {{ticket.subject}}.", "draft": true}, "stop": true},
     "repeats": true, "for": [{"team": "platform"}]}

`for` says who may ask for a macro: people, roles and teams; without it everybody.
"""

from collections.abc import Mapping
from typing import Any, Final, get_args

from sync_server.contract.clocks import METRICS
from sync_server.contract.commands import Channel
from sync_server.contract.conditions import CUSTOM
from sync_server.contract.durations import Duration
from sync_server.contract.entities import PRIORITIES
from sync_server.domain.rules.conditions import conditions, conditions_schema
from sync_server.domain.rules.fields import CHANGING, INSTANTS
from sync_server.domain.rules.rule import (
    BECOMES_TRUE,
    BUSINESS,
    CHANGED,
    CREATED,
    MESSAGE,
    Actions,
    Manual,
    Reached,
    Reply,
    Rule,
    Snooze,
    Tags,
    Timed,
    Trigger,
    When,
)
from sync_server.domain.rules.shapes import (
    RuleError,
    Shape,
    as_object,
    choice,
    either,
    flag,
    join,
    many,
    number,
    record,
    table,
    tagged,
    text,
)
from sync_server.domain.rules.templates import template
from sync_server.domain.rules.values import (
    LONGEST_NAME,
    custom_value,
    duration,
    hours,
    on_the_wall,
    recipient,
    tag,
)
from sync_server.domain.sla.course import FIRST_REPLY
from sync_server.domain.sla.policies import Target

MOST_TRIGGERS: Final = 20
MOST_VALUES: Final = 50
"""In any list of a rule."""
LONGEST_WORD: Final = 64

MESSAGE_TYPES: Final = ("customer", "reply", "note", "call", "forward", "third_party")
ACTORS: Final = ("customer", "agent", "rule", "api", "system")
STATUSES: Final = ("open", "pending", "on_hold", "solved", "closed")
"""Where a rule may move a ticket to."""


def read_rule(document: object) -> Rule:
    """The rule of a document. Raises `RuleError`."""
    return _RULE.read(document, "")


def write_rule(rule: Rule) -> Mapping[str, object]:
    """The document of a rule, in one form for all that say the same."""
    return as_object(_RULE.write(rule), "")


def rule_schema() -> dict[str, Any]:
    """What a document must be like, as JSON Schema.

    It cannot say all that is checked: not which durations, patterns and braces there are.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Deskbell automation rule",
        **_RULE.schema,
        "$defs": {"conditions": conditions_schema()},
    }


# -- checks of a whole -------------------------------------------------------------------------


def _check_hours(time: Duration, path: str, *, business: bool) -> None:
    if time.business_days and not business:
        raise RuleError(path, "business days are no calendar time; leave 'hours' out")


def _check_timed(timed: Timed, path: str) -> None:
    times = [time for time in (timed.after, timed.before) if time is not None]
    if len(times) != 1:
        raise RuleError(path, "must have either 'after' or 'before'")
    _check_hours(times[0], path, business=timed.hours == BUSINESS)


def _check_tags(tags: Tags, path: str) -> None:
    both = {*tags.add} & {*tags.remove}
    if both:
        raise RuleError(path, f"adds and removes {min(both)!r}")
    if tags == Tags():
        raise RuleError(path, "changes no tag; say which to 'add' or to 'remove'")


def _check_actions(actions: Actions, path: str) -> None:
    if actions == Actions():
        raise RuleError(path, "does nothing; give at least one, like 'team' or 'notify'")


def _check_rule(rule: Rule, path: str) -> None:
    if rule.audience and Manual() not in rule.triggers:
        told = "says who may ask for a macro; add the trigger 'manual' or leave it out"
        raise RuleError(join(path, "for"), told)


# -- the whole ---------------------------------------------------------------------------------


def _trigger() -> Shape[Trigger]:
    origin: dict[str, Shape[Any]] = {
        "by": many(choice(ACTORS), MOST_VALUES),
        "channel": many(choice(get_args(Channel)), MOST_VALUES),
    }
    changed = many(choice(CHANGING, prefix=CUSTOM), MOST_VALUES)
    types = many(choice(MESSAGE_TYPES), MOST_VALUES)
    whens: dict[str, dict[str, Shape[Any]]] = {
        CREATED: origin,
        BECOMES_TRUE: origin,
        CHANGED: {"fields": changed, **origin},
        MESSAGE: {"types": types, **origin},
    }
    timed: dict[str, Shape[Any]] = {
        "of": choice(INSTANTS),
        "after": duration(),
        "before": duration(),
        "hours": hours(),
    }
    return tagged(
        "on",
        {
            **{
                event: record(When, shapes, fixed={"event": event})
                for event, shapes in whens.items()
            },
            "time": record(Timed, timed, check=_check_timed),
            "clock": record(Reached, {"of": choice(METRICS), "percent": number(1, 100)}),
            "manual": record(Manual, {}),
        },
        _tag_of,
    )


def _tag_of(trigger: Trigger) -> str:
    match trigger:
        case When():
            return trigger.event
        case Timed():
            return "time"
        case Reached():
            return "clock"
        case Manual():
            return "manual"


def _target() -> Shape[Target]:
    return either(
        record(
            Target,
            {"duration": duration(), "always": on_the_wall()},
            names={"duration": "time", "always": "hours"},
            check=lambda target, path: _check_hours(
                target.duration, path, business=not target.always
            ),
        ),
        duration(),
        of=Target,
        to=lambda target: None if target.always else target.duration,
    )


def _only_first_reply(targets: tuple[tuple[str, Target], ...]) -> Duration | None:
    """The duration that stands for the targets, if one does."""
    match targets:
        case ((metric, target),) if metric == FIRST_REPLY and not target.always:
            return target.duration
    return None


def _actions() -> Shape[Actions]:
    name, word = text(LONGEST_NAME), text(LONGEST_WORD)
    tags = many(tag(), MOST_VALUES)
    reply = record(Reply, {"text": template(), "draft": flag()})
    snooze = record(
        Snooze,
        {"time": duration(), "hours": hours()},
        check=lambda made, path: _check_hours(made.time, path, business=made.hours == BUSINESS),
    )
    shapes: dict[str, Shape[Any]] = {
        "team": name,
        "agent": name,
        "skills": many(word, MOST_VALUES),
        "priority": choice(PRIORITIES),
        "status": choice(STATUSES),
        "category": name,
        "tags": either(
            record(Tags, {"add": tags, "remove": tags}, check=_check_tags),
            tags,
            of=lambda added: Tags(add=added),
            to=lambda made: None if made.remove else made.add,
        ),
        "fields": table(word, custom_value(), MOST_VALUES),
        "sla": either(
            table(choice(METRICS), _target(), len(METRICS)),
            duration(),
            of=lambda time: ((FIRST_REPLY, Target(time)),),
            to=_only_first_reply,
        ),
        "notify": many(recipient(), MOST_VALUES),
        "reply": either(
            reply, template(), of=lambda letters: Reply(text=letters), to=_sent_at_once
        ),
        "note": template(),
        "checklist": many(name, MOST_VALUES),
        "snooze": either(
            snooze,
            duration(),
            of=lambda time: Snooze(time=time),
            to=lambda made: made.time if made.hours == BUSINESS else None,
        ),
        "stop": flag(),
    }
    return record(Actions, shapes, aliases={"assign_team": "team"}, check=_check_actions)


def _sent_at_once(reply: Reply) -> str | None:
    return None if reply.draft else reply.text


_RULE: Final[Shape[Rule]] = record(
    Rule,
    {
        "name": text(LONGEST_NAME),
        "triggers": many(_trigger(), MOST_TRIGGERS),
        "conditions": conditions(),
        "actions": _actions(),
        "repeats": flag(),
        "audience": many(recipient(), MOST_VALUES),
    },
    names={"name": "rule", "audience": "for"},
    check=_check_rule,
)
