# SPDX-License-Identifier: Apache-2.0
"""The marks of rules as a ticket keeps them: there a moment has a name and no structure."""

from collections.abc import Mapping, Sequence

from sync_server.contract.durations import write_duration
from sync_server.contract.entities import Fired
from sync_server.contract.entities import Mark as Kept
from sync_server.contract.ids import RuleId
from sync_server.domain.rules.event import ActiveRule, Mark
from sync_server.domain.rules.rule import BUSINESS, Reached, Timed


def moment_name(trigger: Timed | Reached) -> str:
    """A moment in words: "4h after waiting_since", "75 % of first_reply"."""
    if isinstance(trigger, Reached):
        return f"{trigger.percent} % of {trigger.of}"
    side, time = ("before", trigger.before) if trigger.after is None else ("after", trigger.after)
    said = "" if time is None else write_duration(time)
    hours = "" if trigger.hours == BUSINESS else " by the clock"
    return f"{said} {side} {trigger.of}{hours}"


def known_marks(kept: Sequence[Kept], rules: Mapping[RuleId, ActiveRule]) -> dict[RuleId, Mark]:
    """What a ticket keeps of these rules, for whoever asks them.

    A moment that no trigger has any more, because the rule was edited, is left out.
    """
    return {
        each.rule: Mark(began=each.began, holds=each.holds, fired=_fired(each, rules[each.rule]))
        for each in kept
        if each.rule in rules
    }


def kept_marks(
    kept: Sequence[Kept], marks: Mapping[RuleId, Mark], present: Mapping[RuleId, object]
) -> tuple[Kept, ...]:
    """What a ticket keeps once there are these marks. Of rules that are gone nothing is left."""
    before = {each.rule: each for each in kept if each.rule in present}
    after = {
        rule: Kept(
            rule=rule,
            began=mark.began,
            holds=mark.holds,
            fired=tuple(Fired(moment_name(trigger), since) for trigger, since in mark.fired),
        )
        for rule, mark in marks.items()
    }
    return tuple({**before, **after}.values())


def reopened(kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """What a ticket keeps when it is opened again: the episodes of its rules are over."""
    return tuple(Kept(rule=each.rule, fired=each.fired) for each in kept if each.fired)


def _fired(kept: Kept, rule: ActiveRule) -> tuple[tuple[Timed | Reached, int], ...]:
    triggers = {moment_name(trigger): trigger for trigger in rule.timed}
    return tuple(
        (triggers[each.trigger], each.since) for each in kept.fired if each.trigger in triggers
    )
