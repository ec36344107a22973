# SPDX-License-Identifier: Apache-2.0
"""How a ticket's clocks run through its life."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync_server.contract.clocks import ALWAYS, GOING, METRICS, Clock, extended, spent_at
from sync_server.contract.entities import STATUSES
from sync_server.domain.lifecycle import FINISHED, HIDDEN
from sync_server.domain.sla.course import (
    MOVED,
    SOLVING,
    Happening,
    after,
    with_question,
    without_question,
    without_reply,
)
from sync_server.domain.sla.moves import Term

MINUTE = 60_000_000
WAITING = frozenset({"pending", "on_hold"})
TERMS = {
    "first_reply": Term(target=60 * MINUTE),
    "next_reply": Term(target=30 * MINUTE),
    "update": Term(target=240 * MINUTE, pauses=frozenset({"pending"})),
    "resolution": Term(target=480 * MINUTE, pauses=WAITING),
}
REPLY = frozenset({"reply"})


def hours_of(calendar):
    assert calendar is None
    return ALWAYS


class Life:
    """A ticket's clocks while things happen to it, minute by minute."""

    def __init__(self, terms=TERMS):
        self.terms = terms
        self.clocks: tuple[Clock, ...] = ()

    def at(self, minute, status, **what):
        happening = Happening(at=minute * MINUTE, status=status, **what)
        self.clocks = after(self.clocks, happening, self.terms, hours_of)
        return self

    def __getitem__(self, metric):
        return {clock.metric: clock for clock in self.clocks}.get(metric)

    def seen(self, metric, minute):
        """Instance, state and minutes spent."""
        clock: Clock = self[metric]
        spent = spent_at(clock, ALWAYS, minute * MINUTE) / MINUTE
        return (clock.instance, clock.state, spent)


def test_a_question_an_answer_a_question_an_answer():
    life = Life().at(0, "new", opened=True, asked=True)
    assert [clock.metric for clock in life.clocks] == ["first_reply", "resolution"]
    life.at(10, "open", answers=REPLY)
    assert life.seen("first_reply", 99) == (1, "met", 10)
    assert life["next_reply"] is None
    assert life.seen("update", 15) == (1, "running", 5)
    life.at(20, "open", asked=True).at(25, "open", asked=True)
    assert life.seen("next_reply", 30) == (1, "running", 10), "the oldest question counts"
    life.at(55, "open", answers=REPLY)
    assert life.seen("next_reply", 99) == (1, "missed", 35)
    assert life.seen("update", 60) == (2, "running", 5)
    life.at(70, "open", asked=True)
    assert life.seen("next_reply", 75) == (2, "running", 5)
    life.at(80, "solved", answers=REPLY)
    assert life.seen("resolution", 99) == (1, "met", 80)
    assert life["update"].state == "stopped"


def test_a_note_is_no_answer_unless_the_policy_says_so():
    life = Life().at(0, "new", opened=True, asked=True).at(5, "open", answers={"note"})
    assert life["first_reply"].state == "running"
    terms = {"first_reply": replace(TERMS["first_reply"], ended_by=frozenset({"reply", "call"}))}
    life = Life(terms).at(0, "new", opened=True, asked=True).at(5, "open", answers={"call"})
    assert life["first_reply"].state == "met"


def test_waiting_for_the_customer_pauses_what_the_policy_says():
    life = Life().at(0, "new", opened=True, asked=True)
    life.at(10, "pending", answers=REPLY)
    assert (life["resolution"].state, life["resolution"].why) == ("paused", "pending")
    assert life["update"].state == "paused"
    life.at(100, "on_hold")
    assert life["resolution"].why == "on_hold"
    assert life["update"].state == "running", "only Pending pauses an update"
    life.at(200, "open", asked=True)
    assert life.seen("resolution", 210) == (1, "running", 20)


def test_the_first_question_is_not_paused_by_a_status():
    life = Life().at(0, "new", opened=True, asked=True).at(10, "pending")
    assert life.seen("first_reply", 20) == (1, "running", 20)


def test_solved_without_an_answer_is_not_answered():
    life = Life().at(0, "new", opened=True, asked=True).at(10, "solved")
    assert (life["first_reply"].state, life["first_reply"].why) == ("stopped", "solved")
    life.at(100, "open", asked=True)
    assert life.seen("first_reply", 110) == (1, "running", 20)
    assert life["next_reply"] is None
    life.at(115, "open", answers=REPLY)
    assert life["first_reply"].state == "met"


def test_what_is_asked_after_a_question_was_solved_unanswered_waits_anew():
    life = Life().at(0, "new", opened=True, asked=True).at(10, "open", answers=REPLY)
    life.at(20, "open", asked=True).at(45, "solved").at(100, "solved", asked=True)
    assert life.seen("next_reply", 100) == (1, "stopped", 25), "it does not open the ticket"
    solved = life.clocks
    assert life.at(110, "open").seen("next_reply", 112) == (1, "running", 27)
    life.clocks = solved
    life.at(120, "open", asked=True)
    assert life.seen("next_reply", 125) == (2, "running", 5)
    assert next(each.spent for each in life.clocks if each.metric == "next_reply") == 25 * MINUTE


def test_no_question_is_left_without_a_clock_when_the_first_reply_is_promised_no_more():
    life = Life().at(0, "new", opened=True, asked=True).at(10, "solved")
    life.terms = {metric: term for metric, term in TERMS.items() if metric != "first_reply"}
    life.at(20, "solved").at(100, "open", asked=True)
    assert life.seen("next_reply", 110) == (1, "running", 10)
    life.at(120, "open", answers=REPLY)
    assert life["first_reply"].why == "answered"
    life.terms = TERMS
    life.at(130, "open", asked=True)
    assert life.seen("next_reply", 140) == (2, "running", 10)
    assert life["first_reply"].state == "stopped"


def test_an_answer_to_what_was_solved_without_one_has_answered_it():
    life = Life().at(0, "new", opened=True, asked=True).at(10, "solved")
    life.at(20, "solved", answers=REPLY)
    clocks, life.clocks = life.clocks, without_reply(life.clocks, 20 * MINUTE)
    assert life.at(25, "open").seen("first_reply", 30) == (1, "running", 15), "it was taken back"
    life.clocks = clocks
    life.at(25, "open").at(30, "open", asked=True)
    assert life["first_reply"].state == "stopped"
    assert life.seen("next_reply", 40) == (1, "running", 10)


def test_what_is_opened_again_goes_on_with_what_it_had_spent():
    life = Life().at(0, "new", opened=True, asked=True).at(100, "solved", answers=REPLY)
    life.at(1_000, "open", asked=True)
    assert life.seen("resolution", 1_010) == (1, "running", 110)
    assert life.seen("next_reply", 1_010) == (1, "running", 10)
    life.at(1_500, "solved", answers=REPLY).at(2_000, "closed")
    assert life.seen("resolution", 9_999) == (1, "missed", 600)


def test_another_priority_keeps_what_was_spent():
    life = Life().at(0, "new", opened=True, asked=True)
    life.terms = {**TERMS, "first_reply": Term(target=15 * MINUTE)}
    life.at(20, "new")
    assert life.seen("first_reply", 30) == (1, "running", 30)
    assert life["first_reply"].target == 15 * MINUTE


def test_a_promise_that_ends_and_comes_back_goes_on_unless_it_was_kept_meanwhile():
    life = Life().at(0, "new", opened=True, asked=True)
    life.terms = {}
    life.at(20, "new")
    assert {clock.why for clock in life.clocks} == {"no_target"}
    unanswered = Life(TERMS)
    unanswered.clocks = life.clocks
    assert unanswered.at(100, "new").seen("first_reply", 110) == (1, "running", 30)
    life.at(50, "open", answers=REPLY)
    life.terms = TERMS
    life.at(100, "open")
    assert life["first_reply"].state == "stopped"
    life.at(120, "open", asked=True)
    assert life.seen("next_reply", 130) == (1, "running", 10)


def test_spam_and_merged_tickets_have_no_clocks_until_they_come_back():
    for hidden in HIDDEN:
        life = Life().at(0, "new", opened=True, asked=True).at(10, hidden)
        assert {clock.state for clock in life.clocks} == {"stopped"}
        life.at(100, "open")
        assert life.seen("first_reply", 110) == (1, "running", 20)
        assert life.seen("resolution", 110) == (1, "running", 20)


def test_a_ticket_that_we_opened_owes_no_first_reply():
    life = Life().at(0, "open", opened=True, ours=True, answers=REPLY)
    assert life["first_reply"] is None
    assert life["update"].state == "running"
    life.at(10, "open", asked=True)
    assert life.seen("next_reply", 15) == (1, "running", 5)


def test_a_ticket_that_we_opened_owes_one_where_the_policy_says_so():
    terms = {"first_reply": Term(target=MINUTE, on_ours=True)}
    life = Life(terms).at(0, "new", opened=True, ours=True)
    assert life["first_reply"].state == "running"


def test_a_ticket_from_before_the_promise_is_not_dated_back():
    life = Life().at(500, "open")
    assert [clock.metric for clock in life.clocks] == ["resolution"]
    assert life.seen("resolution", 510) == (1, "running", 10)
    life.at(520, "open", asked=True)
    assert life.seen("next_reply", 530) == (1, "running", 10)


def test_a_reply_that_was_taken_back_has_changed_nothing():
    life = Life().at(0, "new", opened=True, asked=True)
    before = life.clocks
    life.at(10, "open", answers=REPLY)
    assert without_reply(life.clocks, 10 * MINUTE) == (
        replace(before[0], since=10 * MINUTE, spent=10 * MINUTE),
        before[1],
    )


def test_a_second_reply_that_was_taken_back_leaves_the_promise_of_the_first():
    life = Life().at(0, "new", opened=True, asked=True).at(10, "open", answers=REPLY)
    life.at(50, "pending", answers=REPLY).at(51, "pending")
    life.clocks = without_reply(life.clocks, 50 * MINUTE)
    assert [(clock.metric, clock.instance) for clock in life.clocks] == [
        ("first_reply", 1),
        ("update", 1),
        ("resolution", 1),
    ]
    assert life.at(60, "open").seen("update", 60) == (1, "running", 50)


def test_a_reply_that_solved_and_was_taken_back_has_promised_nothing():
    life = Life().at(0, "new", opened=True, asked=True).at(10, "solved", answers=REPLY)
    life.clocks = without_reply(life.clocks, 10 * MINUTE)
    life.at(11, "solved").at(11, "open")
    assert [clock.metric for clock in life.clocks] == ["first_reply", "resolution"]
    assert life.seen("first_reply", 20) == (1, "running", 20)


def test_what_was_solved_in_time_stays_so_though_the_reply_is_taken_back():
    life = Life().at(0, "new", opened=True, asked=True).at(480, "solved", answers=REPLY)
    life.clocks = without_reply(life.clocks, 480 * MINUTE)
    assert life.at(481, "solved").seen("resolution", 481) == (1, "met", 480)
    assert life.at(482, "open").seen("resolution", 482) == (1, "running", 480)


def test_a_second_reply_that_solved_and_was_taken_back_leaves_the_promise_of_the_first():
    life = Life().at(0, "new", opened=True, asked=True).at(10, "open", answers=REPLY)
    life.at(50, "solved", answers=REPLY)
    life.clocks = without_reply(life.clocks, 50 * MINUTE)
    assert life.at(51, "solved").at(51, "open").seen("update", 60) == (1, "running", 50)


happenings = st.builds(
    lambda status, asked, answers: {"status": status, "asked": asked, "answers": answers},
    st.sampled_from(STATUSES),
    st.booleans(),
    st.sampled_from((frozenset(), REPLY, frozenset({"note"}))),
)


def test_a_question_that_goes_to_another_ticket_waits_for_nothing_here():
    life = Life().at(0, "new", opened=True, asked=True)
    life.clocks = without_question(life.clocks, hours_of, 20 * MINUTE)
    assert life.seen("first_reply", 50) == (1, "stopped", 20)
    assert life["first_reply"].why == MOVED
    assert life.seen("resolution", 50) == (1, "running", 50)
    life.at(60, "open", answers=REPLY).at(70, "open", asked=True)
    assert life.seen("first_reply", 80) == (1, "stopped", 20)
    assert life.seen("next_reply", 80) == (1, "running", 10)


def test_a_question_that_comes_back_has_waited_all_the_time():
    life = Life().at(0, "new", opened=True, asked=True)
    before = life.seen("first_reply", 90)
    life.clocks = with_question(without_question(life.clocks, hours_of, 20 * MINUTE))
    assert life.seen("first_reply", 90) == before


@given(
    steps=st.lists(st.tuples(st.integers(0, 600), happenings), max_size=30),
    subset=st.sets(st.sampled_from(sorted(TERMS)), min_size=1),
)
def test_whatever_happens_clocks_stay_in_order(steps, subset):
    terms = {metric: TERMS[metric] for metric in subset}
    life = Life(terms).at(0, "new", opened=True, asked=True)
    minute, alive, status = 0, 0, "new"
    instances: dict[str, int] = {}
    for wait, step in steps:
        alive += wait * (status not in WAITING | FINISHED | HIDDEN)
        minute, status = minute + wait, step["status"]
        life.at(minute, **step)
        going = [clock.metric for clock in life.clocks if clock.state in GOING]
        assert len(going) == len(set(going)), "one instance of a metric goes at a time"
        order = [METRICS.index(clock.metric) for clock in life.clocks]
        assert order == sorted(order)
        newest = {clock.metric: clock for clock in life.clocks}
        for metric, clock in newest.items():
            assert clock.instance >= instances.get(metric, 1)
            assert 0 <= clock.spent <= minute * MINUTE
        instances = {metric: clock.instance for metric, clock in newest.items()}
        assert not (going and status in FINISHED | HIDDEN)
        assert "resolution" not in terms or life.seen("resolution", minute)[2] == alive
    assert set(SOLVING) & set(instances) <= set(terms)


def test_what_befalls_a_ticket_may_come_in_any_order():
    statuses = ("merged", "solved", "pending", "open")
    shorter = {"resolution": replace(TERMS["resolution"], target=240 * MINUTE)}
    for order in permutations((*statuses, "another promise", "more time")):
        life = Life().at(0, "new", opened=True, asked=True)
        status, ran, more = "new", 0, 0
        for number, step in enumerate(order):
            gets_more = step == "more time" and status not in FINISHED | HIDDEN
            ran += 10 * (status not in WAITING | FINISHED | HIDDEN)
            more += 30 * gets_more
            life.terms = shorter if step == "another promise" else life.terms
            status = step if step in statuses else status
            by = 30 * MINUTE * gets_more
            life.clocks = extended(life.clocks, "resolution", by, "A part is on its way")
            life.at(10 + 10 * number, status)
        ran += 10 * (status not in WAITING | FINISHED | HIDDEN)
        life.at(70, "open")
        assert life.seen("resolution", 80) == (1, "running", ran + 10), order
        assert life["resolution"].target == (240 + more) * MINUTE, order
