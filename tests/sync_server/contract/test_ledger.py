# SPDX-License-Identifier: Apache-2.0
"""The ledger of a ticket's clocks."""

from hypothesis import given
from hypothesis import strategies as st

from sync_server.contract.clocks import ALWAYS, GOING, Clock, spent_at
from sync_server.contract.entities import STATUSES
from sync_server.contract.ledger import segments
from sync_server.domain.sla.course import Happening, after, without_reply
from sync_server.domain.sla.moves import Term

MINUTE = 60_000_000
REPLY = frozenset({"reply"})
TERMS = {
    "first_reply": Term(target=60 * MINUTE),
    "update": Term(target=90 * MINUTE),
    "resolution": Term(target=480 * MINUTE, pauses=frozenset({"pending", "on_hold"})),
}


def hours_of(_):
    return ALWAYS


class Log:
    """The clocks of a ticket as its log has them."""

    def __init__(self):
        self.states: list[tuple[int, tuple[Clock, ...]]] = []
        self.clocks: tuple[Clock, ...] = ()

    def at(self, minute, status, *, terms=TERMS, **what):
        happening = Happening(at=minute * MINUTE, status=status, **what)
        return self.note(minute, after(self.clocks, happening, terms, hours_of))

    def note(self, minute, clocks):
        self.clocks = clocks
        self.states.append((minute * MINUTE, clocks))
        return self

    def told(self, metric, now):
        """Per segment of a metric: instance, state or verdict, from, to, minutes worked, why."""
        return [
            (
                segment.instance,
                segment.verdict or segment.state,
                segment.start // MINUTE,
                segment.end and segment.end // MINUTE,
                segment.worked // MINUTE,
                segment.why,
            )
            for segment in segments(self.states, hours_of, now=now * MINUTE)
            if segment.metric == metric
        ]


def test_it_says_what_ran_what_rested_why_and_how_it_ended():
    log = Log().at(0, "new", opened=True, asked=True)
    log.at(10, "pending", answers=REPLY).at(20, "on_hold").at(70, "open", asked=True)
    assert log.told("first_reply", 100) == [(1, "met", 0, 10, 10, "")]
    assert log.told("resolution", 100) == [
        (1, "running", 0, 10, 10, ""),
        (1, "paused", 10, 20, 0, "pending"),
        (1, "paused", 20, 70, 0, "on_hold"),
        (1, "running", 70, None, 30, ""),
    ]


def test_solved_time_is_a_gap():
    log = Log().at(0, "new", opened=True, asked=True).at(30, "solved", answers=REPLY)
    log.at(500, "open", asked=True)
    assert log.told("resolution", 510) == [
        (1, "met", 0, 30, 30, ""),
        (1, "running", 500, None, 10, ""),
    ]


def test_another_promise_begins_another_segment():
    log = Log().at(0, "new", opened=True, asked=True)
    log.at(15, "new", terms={"first_reply": Term(target=20 * MINUTE)})
    assert log.told("first_reply", 30) == [
        (1, "running", 0, 15, 15, ""),
        (1, "running", 15, None, 15, ""),
    ]
    found = segments(log.states, hours_of, now=30 * MINUTE)
    assert [s.target // MINUTE for s in found if s.metric == "first_reply"] == [60, 20]


def test_what_a_reply_that_was_taken_back_had_begun_was_never_there():
    log = Log().at(0, "new", opened=True, asked=True).at(10, "open", answers=REPLY)
    log.note(11, without_reply(log.clocks, 10 * MINUTE))
    assert log.told("update", 30) == []
    assert sum(worked for *_, worked, _ in log.told("first_reply", 30)) == 30


def merged_at_30():
    """A ticket that was put into another one for an hour, and the clocks that it had before."""
    log = Log().at(0, "new", opened=True, asked=True)
    before = log.clocks
    log.at(30, "merged")
    assert log.told("first_reply", 40) == [(1, "stopped", 0, 30, 30, "")]
    return log, before


def test_what_comes_out_of_another_ticket_had_never_stopped():
    log, before = merged_at_30()
    log.note(90, before)
    assert log.told("first_reply", 100) == [(1, "running", 0, None, 100, "")]


def test_what_rested_when_it_went_into_another_ticket_rests_on():
    log = Log().at(0, "new", opened=True, asked=True).at(10, "pending").at(20, "on_hold")
    before = log.clocks
    log.at(30, "merged").note(90, before)
    assert log.told("resolution", 100) == [
        (1, "running", 0, 10, 10, ""),
        (1, "paused", 10, 20, 0, "pending"),
        (1, "paused", 20, None, 0, "on_hold"),
    ]


def test_what_comes_out_with_an_answer_was_answered_then():
    log, before = merged_at_30()
    answer = Happening(at=60 * MINUTE, status="new", answers=REPLY)
    log.note(90, after(before, answer, TERMS, hours_of))
    assert log.told("first_reply", 100) == [(1, "met", 0, 60, 60, "")]


def test_what_comes_out_under_another_promise_goes_on_under_it():
    log, before = merged_at_30()
    terms = {"first_reply": Term(target=200 * MINUTE)}
    log.note(90, after(before, Happening(at=90 * MINUTE, status="new"), terms, hours_of))
    assert log.told("first_reply", 100) == [
        (1, "running", 0, 90, 90, ""),
        (1, "running", 90, None, 10, ""),
    ]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 600),
            st.sampled_from(STATUSES),
            st.booleans(),
            st.sampled_from((frozenset(), REPLY)),
        ),
        max_size=25,
    )
)
def test_its_segments_add_up_to_what_the_clocks_say(steps):
    log = Log().at(0, "new", opened=True, asked=True)
    minute = 0
    for wait, status, asked, answers in steps:
        minute += wait
        log.at(minute, status, asked=asked, answers=answers)
    now = (minute + 7) * MINUTE
    found = segments(log.states, hours_of, now=now)
    for clock in log.clocks:
        mine = [
            segment
            for segment in found
            if (segment.metric, segment.instance) == (clock.metric, clock.instance)
        ]
        assert sum(segment.worked for segment in mine) == spent_at(clock, ALWAYS, now)
        assert [s.end is None for s in mine].count(True) == (clock.state in GOING)
        ends = [now if s.end is None else s.end for s in mine[:-1]]
        assert all(end <= then.start for end, then in zip(ends, mine[1:], strict=True))
