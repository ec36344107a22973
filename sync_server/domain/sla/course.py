# SPDX-License-Identifier: Apache-2.0
"""How a ticket's clocks run: what each thing that happens to the ticket does to them.

| metric | begins | ends |
|---|---|---|
| first reply | when a customer opens the ticket | our first answer |
| next reply | a customer's message after the first answer | our next answer |
| update | each of our answers | our next answer |
| resolution, agent work, requester wait | when the ticket is opened | when it is solved |

A reply clock has one instance for each question, an update clock one for each answer. What is
solved and opened again goes on with what it had spent: the time in between was a pause. A ticket
that is solved without an answer has not been answered: its reply clocks stop without a verdict.
What is asked after that waits anew, but for a first reply: that one is still owed.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from sync_server.contract.clocks import (
    GOING,
    MET,
    METRICS,
    MISSED,
    RUNNING,
    STOPPED,
    Clock,
    HoursOf,
)
from sync_server.contract.ids import Instant
from sync_server.domain.lifecycle import FINISHED, HIDDEN
from sync_server.domain.sla.moves import (
    NO_TARGET,
    Term,
    aimed,
    answered,
    paused,
    retargeted,
    running,
    started,
    stopped,
    taken_back,
)

Terms = Mapping[str, Term]
"""Metric -> what is promised; a metric that is not there is not promised."""

FIRST_REPLY: Final = "first_reply"
NEXT_REPLY: Final = "next_reply"
_REPLIES: Final = frozenset({FIRST_REPLY, NEXT_REPLY})
UPDATE: Final = "update"
SOLVING: Final = frozenset({"resolution", "agent_work", "requester_wait"})
"""Metrics that begin with the ticket and end when it is solved."""

ANSWERED: Final = "answered"
"""Why a clock stopped for good: the answer came while nothing was promised."""

MOVED: Final = "moved"
"""Why a clock stopped for good, unless it comes back: its question is in another ticket."""

_RETURNED: Final = "returned"
"""Why a clock runs that had stopped: its question came back with the ticket in which it was."""

_FOR_GOOD: Final = frozenset({ANSWERED, MOVED})

_UNANSWERED: Final = GOING | {STOPPED}
"""States of a clock that still waits for what it measures, or waited for it in vain."""

_LAST: Final = 2**31
"""No instance comes after it."""


class Happening(Struct, frozen=True, kw_only=True):
    """What one command did to a ticket, as far as clocks are concerned.

    `status` is the ticket's afterwards. `asked` says that a person on the customer's side wrote,
    `answers` which kinds of message of ours were added: "reply", "note" or "call". `opened` says
    that the ticket is new, `ours` that we opened it.
    """

    at: Instant
    status: str
    asked: bool = False
    answers: frozenset[str] = frozenset()
    opened: bool = False
    ours: bool = False


def after(
    clocks: tuple[Clock, ...], happening: Happening, terms: Terms, hours_of: HoursOf
) -> tuple[Clock, ...]:
    """A ticket's clocks after something happened to it, in the order of `METRICS`."""
    turn = _Turn(clocks, happening, terms, hours_of)
    return tuple(clock for metric in METRICS for clock in turn.take(metric))


def foreseen(
    clocks: tuple[Clock, ...], terms: Terms, hours_of: HoursOf, now: Instant
) -> tuple[Clock, ...]:
    """A ticket's clocks as far as they tell of today's promise before the ticket has changed.

    What is promised no more tells of nothing. By another calendar a clock counts from `now`.
    """
    return tuple(
        _foreseen(clock, terms.get(clock.metric), hours_of, now)
        if clock.state == RUNNING
        else clock
        for clock in clocks
    )


def _foreseen(clock: Clock, term: Term | None, hours_of: HoursOf, now: Instant) -> Clock:
    if term is None or term.calendar == clock.calendar:
        return aimed(clock, term)
    return retargeted(clock, hours_of, now, term)


def turns_at(clocks: tuple[Clock, ...], others: tuple[Clock, ...]) -> Instant | None:
    """When the first of a ticket's clocks counts by the calendar of those that are foreseen: by
    then the ticket has to have them, since what has passed is counted by the calendar before.
    """
    pairs = zip(clocks, others, strict=True)
    turned = (other.since for clock, other in pairs if other.calendar != clock.calendar)
    return min(turned, default=None)


def without_reply(clocks: tuple[Clock, ...], at: Instant) -> tuple[Clock, ...]:
    """A ticket's clocks when the reply of instant `at` is taken back before it left.

    What it ended runs again as if it had never ended, and what it began was never there, though
    the ticket was solved with it. What solving ended stays so for as long as the ticket is solved.
    """
    ended = {
        clock.metric: clock.instance
        for clock in clocks
        if clock.state in (MET, MISSED) and clock.since == at
    }
    newest = {clock.metric: clock.instance for clock in clocks}
    return tuple(
        replace(clock, why="solved")
        if clock.why == ANSWERED and clock.since == at
        else clock
        if clock.metric in SOLVING
        else taken_back(clock, at)
        for clock in clocks
        if not (clock.state in _UNANSWERED and clock.instance > ended.get(clock.metric, _LAST))
        and not (
            newest[clock.metric] == 1 and clock.metric == UPDATE and _may_have_begun(clock, at)
        )
    )


def _may_have_begun(clock: Clock, at: Instant) -> bool:
    """Whether an unanswered clock can have begun at an instant: it has not measured more since."""
    return clock.state in _UNANSWERED and clock.since - at >= clock.spent


def without_question(
    clocks: tuple[Clock, ...], hours_of: HoursOf, at: Instant
) -> tuple[Clock, ...]:
    """A ticket's clocks once all that waited for a reply there is in another ticket."""
    return tuple(
        stopped(clock, hours_of, at, MOVED) if clock.metric in _REPLIES else clock
        for clock in clocks
    )


def with_question(clocks: tuple[Clock, ...]) -> tuple[Clock, ...]:
    """A ticket's clocks once what it waited with is there again: it has waited all the time."""
    return tuple(
        replace(clock, state=RUNNING, why=_RETURNED) if clock.why == MOVED else clock
        for clock in clocks
    )


def without_returned(
    clocks: tuple[Clock, ...], hours_of: HoursOf, at: Instant
) -> tuple[Clock, ...]:
    """A ticket's clocks once the question that had come back there is gone again."""
    return tuple(
        stopped(clock, hours_of, at, MOVED) if clock.why == _RETURNED else clock for clock in clocks
    )


class _Turn:
    """One happening, taken to one metric after the other."""

    def __init__(
        self, clocks: tuple[Clock, ...], happening: Happening, terms: Terms, hours_of: HoursOf
    ) -> None:
        self._of = {clock.metric: clock for clock in clocks}
        self._before = {
            clock.metric: clock for clock in clocks if clock is not self._of[clock.metric]
        }
        self._is = happening
        self._terms = terms
        self._hours_of = hours_of
        self._was_answered = self._has_been_answered()

    def take(self, metric: str) -> tuple[Clock, ...]:
        """The clocks of a metric afterwards: the one before the newest, if kept, and the newest."""
        clock, term = self._of.get(metric), self._terms.get(metric)
        before = self._before.get(metric)
        if term is None:
            clock = None if clock is None else self._unpromised(clock)
        else:
            ended = self._end(metric, clock, term)
            if self._begins(metric, ended, term):
                before, ended = ended, self._start(metric, ended, term)
            clock = self._steer(ended, term)
        return tuple(one for one in (before, clock) if one is not None)

    def _unpromised(self, clock: Clock) -> Clock:
        """A clock that no policy asks for stops; it goes on when one does, if still unanswered."""
        if "reply" in self._is.answers and clock.metric not in SOLVING:
            clock = _over_unseen(clock, self._is.at)
        return stopped(clock, self._hours_of, self._is.at, NO_TARGET)

    def _end(self, metric: str, clock: Clock | None, term: Term) -> Clock | None:
        """The clock after what was said: an answer ends it."""
        if clock is None or metric in SOLVING or not self._answers(term):
            return clock
        if metric in _REPLIES:
            clock = _over_unseen(clock, self._is.at)
        return answered(clock, self._hours_of, self._is.at)

    def _begins(self, metric: str, clock: Clock | None, term: Term) -> bool:
        """Whether a new instance of a metric begins now."""
        if clock is not None and (clock.state in GOING or clock.why not in ("", *_FOR_GOOD)):
            return metric == NEXT_REPLY and clock.why in FINISHED and self._asks_again
        if metric in SOLVING:
            return clock is None
        if metric == UPDATE:
            return self._answers(term)
        if self._answers(term):
            return False
        if metric == FIRST_REPLY:
            return clock is None and self._is.opened and (term.on_ours or not self._is.ours)
        return self._is.asked and self._was_answered

    def _start(self, metric: str, last: Clock | None, term: Term) -> Clock:
        return started(metric, 1 if last is None else last.instance + 1, term, self._is.at)

    def _steer(self, clock: Clock | None, term: Term) -> Clock | None:
        """The clock as the ticket's status lets it be, with today's promise while it goes."""
        if clock is None:
            return None
        at, status = self._is.at, self._is.status
        if status in HIDDEN:
            return stopped(clock, self._hours_of, at, status)
        if status in FINISHED:
            if clock.metric in SOLVING:
                return answered(clock, self._hours_of, at)
            return stopped(clock, self._hours_of, at, status)
        if _comes_back(clock):
            clock = running(clock, at)
        if clock.state not in GOING:
            return clock
        clock = retargeted(clock, self._hours_of, at, term)
        if status in term.pauses:
            return paused(clock, self._hours_of, at, status)
        return running(clock, at)

    @property
    def _asks_again(self) -> bool:
        """Whether a question opens the ticket again."""
        return self._is.asked and self._is.status not in FINISHED | HIDDEN

    def _answers(self, term: Term) -> bool:
        return bool(self._is.answers & term.ended_by)

    def _has_been_answered(self) -> bool:
        """Whether the customer had an answer before: then a message of theirs is a next one.

        Without a clock of the first reply nobody knows, nor once that is promised no more; a ticket
        that is not new counts as answered, so that no question is left without a clock.
        """
        first = self._of.get(FIRST_REPLY)
        if first is None or FIRST_REPLY not in self._terms:
            return not self._is.opened
        return first.state in (MET, MISSED) or first.why in _FOR_GOOD


def _over_unseen(clock: Clock, at: Instant) -> Clock:
    """A clock that had stopped without a verdict, once the answer has come all the same."""
    if clock.state != STOPPED or clock.why in _FOR_GOOD:
        return clock
    return replace(clock, why=ANSWERED, since=max(at, clock.since))


def _comes_back(clock: Clock) -> bool:
    """Whether a clock that had ended goes on once the ticket is alive and promised again."""
    if clock.state == STOPPED:
        return clock.why not in _FOR_GOOD
    return clock.metric in SOLVING and clock.state in (MET, MISSED)
