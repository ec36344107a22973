# SPDX-License-Identifier: Apache-2.0
"""What automation rules did to a ticket, and left, out of the log; and the words for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.contract.automation import FAILED, RULES, Automated, Failure, Tested
from sync_server.contract.entities import Done, Left, Promised
from sync_server.contract.ids import Instant
from sync_server.operations.plain import plain
from sync_server.store.changelog import Logged, causes_of

Moment = Callable[[Instant], str]

_OPERATORS: Final = {
    "is": "is",
    "is_not": "is not",
    "at_least": "is at least",
    "at_most": "is at most",
    "is_set": "is set:",
    "has_not": "has not",
    "has_any": "has any of",
    "not_in": "is none of",
    "in": "is one of",
    "older_than_s": "is older in seconds than",
    "newer_than_s": "is newer in seconds than",
}
LEFT: Final = {
    "by_hand": "a person set it since",
    "taken": "an earlier rule wanted something else",
    "same": "it was so already",
    "rights": "its author has no right to it",
    "forbidden": "its author has no right to it",
    "not_found": "there is nobody or nothing of that kind",
    "bad_value": "it cannot be used any more",
    "bad_move": "the ticket does not allow it now",
    "limit": "there is no room for more",
    "exists": "there is one already",
}
PASSED: Final = {
    "conditions": "its conditions did not hold",
    "episode": "it ran already, and its conditions hold since",
    "cascade": "it ran already with the same command",
    "stopped": "an earlier rule stopped the others",
    "rights": "its author has no right to change the ticket",
}


class ByRules(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What rules did with one command, with the names of whom and what it is about, by id."""

    at: Instant
    automated: Automated = Automated()
    failure: Failure | None = None
    names: Mapping[str, str] = {}


def by_rules(entries: Iterable[Logged], names: Mapping[str, str]) -> Iterator[ByRules]:
    """What log entries of a ticket say of rules, in their order."""
    for entry in entries:
        causes = causes_of(entry)
        failed = causes.get(FAILED)
        if RULES in causes or failed is not None:
            automated = msgspec.convert(causes.get(RULES, {}), Automated)
            failure = None if failed is None else msgspec.convert(failed, Failure)
            known = {id_: names[id_] for id_ in _ids(automated) if id_ in names}
            yield ByRules(at=entry.at, automated=automated, failure=failure, names=known)


def describe_by_rules(done: ByRules, moment: Moment) -> Iterator[str]:
    """It in lines that are to be folded."""
    for run in done.automated.runs:
        followed = "" if run.depth == 0 else ", after what rules did"
        why = f": {', '.join(run.moments)}" if run.moments else ""
        asked = ", asked for by hand" if run.asked else ""
        name = f"{plain(run.name)}, version {run.version}"
        yield f"Rule      {moment(done.at)} {name}{asked}{followed}{why}"
        yield from (f"  because {_tested(test, done)}" for test in run.found if test.holds)
        yield from (f"  did {_did(each, done)}" for each in run.done)
        yield from (f"  left {_did(each, done)}: {_why(each.why, LEFT)}" for each in run.left)
    for passed in done.automated.passed:
        name = f"{plain(passed.name)}, version {passed.version}"
        yield f"Rule      {moment(done.at)} {name}, did not run: {_why(passed.why, PASSED)}"
    if done.automated.cut:
        yield "  more would have followed, deeper than rules may: look for a loop"
    if done.failure is not None:
        what, incident = plain(done.failure.what), plain(done.failure.incident)
        yield f"Failed    {moment(done.at)} {what}: see incident {incident} in the server's log"


def describe_promised(promised: Promised, names: Mapping[str, str]) -> str:
    """A target that a rule set."""
    hours = " by the clock" if promised.always else ""
    name = plain(names.get(promised.rule, promised.rule))
    return f"  {plain(promised.time)}{hours}, promised by the rule {name}"


def _tested(test: Tested, done: ByRules) -> str:
    operator = _OPERATORS.get(test.operator, test.operator.replace("_", " "))
    return f"{plain(test.field)} {operator} {_value(test.operand, done)}"


def _did(each: Done | Left, done: ByRules) -> str:
    words = [plain(each.action), plain(each.name), _value(each.value, done)]
    said = " ".join(word for word in words if word)
    was = getattr(each, "was", None)
    return said if was is None else f"{said} (was {_value(was, done)})"


def _value(value: object, done: ByRules) -> str:
    match value:
        case str():
            return plain(done.names.get(value, value))
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(_value(each, done) for each in value)
        case dict():
            return " ".join(
                f"{plain(str(key))} {_value(item, done)}" for key, item in value.items()
            )
    return str(value)


def _why(why: str, words: Mapping[str, str]) -> str:
    return words.get(why, why)


def _ids(automated: Automated) -> Iterator[str]:
    """Whatever may be an id."""
    for run in automated.runs:
        for test in run.found:
            yield from _texts(test.operand)
        for did in run.done:
            yield from _texts(did.value)
            yield from _texts(did.was)
        for left in run.left:
            yield from _texts(left.value)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (item for item in value.values() if isinstance(item, str))
    elif isinstance(value, list | tuple):
        yield from (item for item in value if isinstance(item, str))
