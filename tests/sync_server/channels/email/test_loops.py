# SPDX-License-Identifier: Apache-2.0
"""One sender's mail is counted: too much of it, or the same again and again, is stopped."""

from sync_server.channels.email.loops import HOUR, MINUTE, Loops, Stop

ROBOT = "robot@ci.example"


class Counting(Loops):
    """Each mail is another one, unless it has an id."""

    made = 0

    def arrived(self, sender, text, *, at, id=""):
        self.made += 1
        return super().arrived(sender, text, at=at, id=id or str(self.made))


def reasons(stops):
    return [None if stop is None else stop.reason for stop in stops]


def test_the_same_text_is_taken_twice_an_hour():
    loops = Counting()
    stops = [loops.arrived(ROBOT, "It broke.", at=number * MINUTE) for number in range(4)]
    assert reasons(stops) == [None, None, "loop", "loop"]


def test_after_an_hour_the_same_text_is_news():
    loops = Counting()
    stops = [loops.arrived(ROBOT, "It broke.", at=number * HOUR) for number in range(5)]
    assert reasons(stops) == [None] * 5


def test_blanks_and_case_make_no_other_text():
    loops = Counting()
    for text in ("It broke.", "it  BROKE."):
        assert loops.arrived(ROBOT, text, at=0) is None
    assert isinstance(loops.arrived(ROBOT.upper(), "It broke. ", at=0), Stop)


def test_an_empty_text_is_no_loop():
    loops = Counting()
    assert reasons(loops.arrived(ROBOT, " ", at=0) for _ in range(5)) == [None] * 5


def test_different_people_may_say_the_same():
    loops = Counting()
    stops = [loops.arrived(f"c{number}@x.example", "Hi", at=0) for number in range(9)]
    assert reasons(stops) == [None] * 9


def test_thirty_mails_in_ten_minutes_are_enough():
    loops = Counting()
    stops = [loops.arrived(ROBOT, str(number), at=number) for number in range(31)]
    assert reasons(stops) == [None] * 30 + ["flood"]


def test_old_mail_in_a_mailbox_is_no_flood():
    loops = Counting()
    stops = [loops.arrived(ROBOT, str(number), at=number * HOUR) for number in range(300)]
    assert reasons(stops) == [None] * 300


def test_what_was_forgotten_is_the_sender_not_heard_of_for_longest():
    loops = Counting()
    for number in range(5000):
        loops.arrived(f"c{number}@x.example", "Hi", at=0)
    assert len(loops._senders) == 4096


def test_a_mail_that_comes_again_after_a_failure_is_counted_once():
    loops = Counting()
    stops = [loops.arrived(ROBOT, "It broke.", at=0, id="one") for _ in range(50)]
    assert reasons(stops) == [None] * 50
    assert loops.arrived(ROBOT, "It broke.", at=0, id="two") is None
    assert reasons([loops.arrived(ROBOT, "It broke.", at=0, id="three")]) == ["loop"]
