# SPDX-License-Identifier: Apache-2.0
"""Service level policies in words: to which tickets they apply, and what they promise."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QLocale

from app.clocks.kept import Kept
from app.workspace.workspace import Workspace
from sync_server.contract.durations import Duration, DurationError, parse_duration
from sync_server.contract.entities import Calendar, SlaPolicy
from sync_server.contract.ids import PolicyId
from ui.models.time_left import target_words
from ui.models.words import translate
from ui.widgets.policy_value import PolicyRowValue
from ui.windows.agent.admin.condition_words import condition_words

USUAL_ALERTS: Final = (75, 90)
"""What a policy alerts at that says nothing of it."""

KEPT_WELL: Final = 0.92
"""Of a policy that keeps less than this part of its promises, the share is marked."""

NOTHING_KEPT: Final[Mapping[PolicyId, Kept]] = {}
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_MICROSECOND: Final = timedelta(microseconds=1)


def in_order(policies: Iterable[SlaPolicy]) -> list[SlaPolicy]:
    """Policies as they are asked."""
    return sorted(policies, key=lambda policy: (policy.position, policy.id))


def policy_rows(
    workspace: Workspace, kept: Mapping[PolicyId, Kept] = NOTHING_KEPT
) -> list[PolicyRowValue]:
    """All policies for the table, with what is known of how their promises were kept."""
    policies = in_order(workspace.all(SlaPolicy))
    return [
        policy_row(workspace, each, kept.get(each.id), is_first=each is policies[0])
        for each in policies
    ]


def policy_row(
    workspace: Workspace, policy: SlaPolicy, kept: Kept | None, *, is_first: bool
) -> PolicyRowValue:
    """One policy: what is in force, else its draft."""
    document = policy.document if policy.number else policy.draft or {}
    targets = document.get("targets")
    targets = targets if isinstance(targets, Mapping) else {}
    return PolicyRowValue(
        id=policy.id,
        name=policy.name,
        applies=applies_words(workspace, document, is_first=is_first),
        first_reply=targets_words(targets.get("first_reply")),
        next_reply=targets_words(targets.get("next_reply")),
        resolution=targets_words(targets.get("resolution")),
        calendar=calendar_words(workspace, document.get("calendar")),
        alerts=alert_words(document.get("alerts", USUAL_ALERTS)),
        mark=mark_words(policy),
        is_off=policy.disabled or not policy.number,
        met="" if kept is None else share_words(kept.share),
        is_poor=kept is not None and kept.share < KEPT_WELL,
    )


def share_words(share: float) -> str:
    """A part of all, in per cent: "97.2 %". What is not all is never rounded up to it."""
    tenths = math.floor(share * 1000)
    return _unbroken(f"{QLocale().toString(tenths / 10, 'f', 1)} %")


def mark_words(row: SlaPolicy | Calendar) -> str:
    """What is special about a policy or a calendar."""
    if row.disabled:
        return translate("policies", "off")
    if not row.number:
        return translate("policies", "not published")
    return translate("policies", "draft") if row.draft is not None else ""


def applies_words(
    workspace: Workspace, document: Mapping[str, object], *, is_first: bool = False
) -> str:
    """To which tickets a policy applies; behind another one, to everybody who is left."""
    words = condition_words(workspace, document.get("conditions", {}))
    if words:
        return words
    every, rest = translate("policies", "Every ticket"), translate("policies", "Everyone else")
    return every if is_first else rest


def targets_words(value: object) -> str:
    """What is promised in one metric: "8 h", or "30 min to 8 h" where that depends on priority."""
    lengths: dict[timedelta, str] = {}
    for target in each_target(value).values():
        words = duration_words(target)
        length = _read(target)
        lengths[_DAY * 10_000 if length is None else length.length(_DAY)] = words
    if not lengths:
        return ""
    if len(lengths) == 1:
        return next(iter(lengths.values()))
    told = translate("policies", "{least} to {most}")
    return told.format(least=lengths[min(lengths)], most=lengths[max(lengths)])


def each_target(value: object) -> dict[str, str]:
    """The durations of a metric as they are written, by priority; under "" one for all."""
    if isinstance(value, str):
        return {"": value}
    if not isinstance(value, Mapping):
        return {}
    if "time" in value:
        return each_target(value["time"])
    return {
        str(priority): text
        for priority, target in value.items()
        for text in each_target(target).values()
    }


def duration_words(text: str) -> str:
    """A duration in the room of a cell: "2h" becomes "2 h", three business days "3 d".

    A day of 24 hours is told in hours, so that it is not taken for one of work.
    """
    duration = _read(text)
    if duration is None:
        return text
    parts: list[str] = []
    if duration.business_days:
        days = f"{float(duration.business_days):g}"
        parts.append(_unbroken(translate("clocks", "{days} d").format(days=days)))
    if duration.time and not duration.time % _HOUR:
        hours = duration.time // _HOUR
        parts.append(_unbroken(translate("clocks", "{hours} h").format(hours=hours)))
    elif duration.time:
        parts.append(target_words(duration.time // _MICROSECOND))
    return " ".join(parts)


def alert_words(points: object) -> str:
    """At how much of the target a policy alerts: "75 %, 90 %"."""
    if not isinstance(points, Sequence) or isinstance(points, str):
        return ""
    told = [f"{point}\N{NO-BREAK SPACE}%" for point in points]
    return ", ".join(told) if told else translate("policies", "none")


def calendar_words(workspace: Workspace, id: object) -> str:
    """The name of a policy's calendar."""
    if id is None:
        return translate("policies", "Around the clock")
    calendar = workspace.get(Calendar, str(id))
    return str(id) if calendar is None else calendar.name


def _unbroken(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _read(text: str) -> Duration | None:
    try:
        return parse_duration(text)
    except DurationError:
        return None
