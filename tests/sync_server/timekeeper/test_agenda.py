# SPDX-License-Identifier: Apache-2.0
"""The agenda."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sync_server.timekeeper.agenda import Agenda


def test_an_empty_one_has_nothing_next():
    agenda = Agenda[str]()
    assert agenda.next() is None
    assert agenda.take(10**18, limit=5) == []


def test_what_is_due_comes_in_its_order_and_once():
    agenda = Agenda[str]()
    for subject, at in (("c", 30), ("a", 10), ("b", 20)):
        agenda.put(subject, at)
    assert agenda.next() == 10
    assert agenda.take(20, limit=9) == ["a", "b"]
    assert agenda.take(20, limit=9) == []
    assert agenda.next() == 30


def test_no_more_is_taken_than_asked_for():
    agenda = Agenda[str]()
    for subject in "abc":
        agenda.put(subject, 1)
    assert agenda.take(1, limit=2) == ["a", "b"]
    assert agenda.take(1, limit=2) == ["c"]


def test_a_subject_that_was_moved_is_due_at_its_new_time_alone():
    agenda = Agenda[str]()
    agenda.put("a", 10)
    agenda.put("a", 50)
    assert agenda.take(49, limit=9) == []
    agenda.put("a", 5)
    assert agenda.take(49, limit=9) == ["a"]
    assert agenda.take(99, limit=9) == []


def test_one_put_again_where_it_was_before_is_due_once():
    agenda = Agenda[str]()
    agenda.put("a", 10)
    agenda.put("a", None)
    agenda.put("a", 10)
    assert agenda.take(10, limit=9) == ["a"]
    assert agenda.next() is None


@given(st.lists(st.integers(0, 9), min_size=1, max_size=2_000))
def test_moving_about_does_not_fill_it(moves):
    agenda = Agenda[int]()
    for turn, subject in enumerate(moves):
        agenda.put(subject, turn)
    assert len(agenda) == len(set(moves))
    assert len(agenda._heap) <= 2 * len(agenda) + 64


class Beside(RuleBasedStateMachine):
    """An agenda beside a plain dictionary."""

    def __init__(self):
        super().__init__()
        self.agenda = Agenda[int]()
        self.plain: dict[int, int] = {}

    @rule(subject=st.integers(0, 5), at=st.integers(0, 20))
    def put(self, subject, at):
        self.agenda.put(subject, at)
        self.plain[subject] = at

    @rule(subject=st.integers(0, 5))
    def clear(self, subject):
        self.agenda.put(subject, None)
        self.plain.pop(subject, None)

    @precondition(lambda self: self.plain)
    @rule(now=st.integers(0, 20), limit=st.integers(1, 3))
    def take(self, now, limit):
        due = sorted((at, subject) for subject, at in self.plain.items() if at <= now)
        taken = self.agenda.take(now, limit=limit)
        assert sorted(self.plain[subject] for subject in taken) == [at for at, _ in due][:limit]
        for subject in taken:
            del self.plain[subject]

    @invariant()
    def they_say_the_same(self):
        assert self.agenda.next() == min(self.plain.values(), default=None)
        assert len(self.agenda) == len(self.plain)


TestBeside = Beside.TestCase
