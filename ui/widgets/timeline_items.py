# SPDX-License-Identifier: Apache-2.0
"""Which items of a conversation are shown: one kind of them, and many events as one line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from ui.widgets import plural
from ui.widgets.message_value import MessageValue, NewSince

ItemFilter = Literal["all", "messages", "notes", "changes"]

FOLD_FROM: Final = 3
"""So many events in a row are shown as one."""

_NAMED: Final = 2
_MESSAGES: Final = frozenset({"customer", "reply", "forward", "third_party", "call"})
_KINDS: Final[dict[ItemFilter, frozenset[str]]] = {
    "all": frozenset({*_MESSAGES, "note", "event"}),
    "messages": _MESSAGES,
    "notes": frozenset({"note"}),
    "changes": frozenset({"event"}),
}
_GROUP: Final = "events "


def shown_items(
    messages: Sequence[MessageValue],
    *,
    only: ItemFilter,
    unfolded: frozenset[str],
    divider: NewSince | None,
) -> tuple[MessageValue, ...]:
    """What is painted. `unfolded` names groups of events that the person has opened."""
    kinds = _KINDS[only]
    chosen = [message for message in messages if message.kind in kinds]
    if only == "changes":
        return tuple(chosen)
    return tuple(_folded(chosen, unfolded, "" if divider is None else divider.before))


def shown_divider(
    messages: Sequence[MessageValue], shown: Sequence[MessageValue], divider: NewSince | None
) -> NewSince | None:
    """The divider above the first shown item that is new, where its own is not shown."""
    if divider is None:
        return None
    there = {message.id for message in shown}
    if divider.before in there:
        return divider
    new = False
    for message in messages:
        new = new or message.id == divider.before
        if new and message.id in there:
            return replace(divider, before=message.id)
    return None


def groups_in(shown: Sequence[MessageValue]) -> frozenset[str]:
    """The ids of the lines that stand for several events."""
    return frozenset(message.id for message in shown if message.folds)


def _folded(
    messages: Sequence[MessageValue], unfolded: frozenset[str], divider: str
) -> Iterator[MessageValue]:
    run: list[MessageValue] = []
    for message in messages:
        if run and (message.kind != "event" or message.id == divider):
            yield from _run(run, unfolded)
            run = []
        if message.kind == "event" and message.mark == "none":
            run.append(message)
        else:
            yield from _run(run, unfolded)
            run = []
            yield message
    yield from _run(run, unfolded)


def _run(run: Sequence[MessageValue], unfolded: frozenset[str]) -> Iterator[MessageValue]:
    if len(run) < FOLD_FROM:
        yield from run
        return
    key = f"{_GROUP}{run[0].id}"
    is_open = key in unfolded
    yield MessageValue(
        id=key,
        kind="event",
        author="",
        time=run[-1].time,
        text=_words(run),
        icon="chevron-down" if is_open else "chevron-right",
        folds=True,
    )
    if is_open:
        yield from run


def _words(run: Sequence[MessageValue]) -> str:
    names = list(dict.fromkeys(event.author for event in run if event.author))
    count = len(run)
    told = plural.tr("%n changes by {names}", "1 change by {names}", count)
    if not names:
        told = plural.tr("%n changes", "1 change", count)
    if len(names) > _NAMED:
        told = plural.tr(
            "%n changes by {names} and others", "1 change by {names} and others", count
        )
    return told.format(names=", ".join(names[:_NAMED]))
