# SPDX-License-Identifier: Apache-2.0
"""What an attempt means for a message."""

import pytest

from sync_server.channels.email.sending.smtp import Taken
from sync_server.channels.email.sending.verdict import (
    GIVE_UP,
    after_doubt,
    after_end,
    after_rejection,
    after_taken,
    after_waiting,
    delay_s,
)
from sync_server.store.outgoing import Progress

NEW = Progress()


def taken(*, accepted: bool = True, **lists: dict[str, str]) -> Taken:
    given = {"refused": {}, "deferred": {}, **lists}
    return Taken(server="mx.example", accepted=accepted, **given)


def test_accepted_for_all_is_the_end():
    _, verdict = after_taken(NEW, taken())
    assert verdict is not None
    assert (verdict.delivery, verdict.note, verdict.refused) == ("accepted", "mx.example", {})


def test_refused_for_all_says_the_reason():
    _, verdict = after_taken(NEW, taken(accepted=False, refused={"a@x": "Mailbox full (552)"}))
    assert verdict is not None
    assert (verdict.delivery, verdict.note) == ("refused", "mx.example: Mailbox full (552)")


def test_who_was_put_off_is_left():
    progress, verdict = after_taken(NEW, taken(refused={"a@x": "no"}, deferred={"b@x": "later"}))
    assert verdict is None
    assert (progress.left, progress.refused, progress.taken_by) == (
        ("b@x",),
        {"a@x": "no"},
        "mx.example",
    )


def test_what_was_accepted_for_somebody_stays_accepted_whatever_becomes_of_the_others():
    progress, _ = after_taken(NEW, taken(refused={"a@x": "no"}, deferred={"b@x": "later"}))
    rejected = after_rejection(progress, ("b@x",), "never")
    given_up = after_waiting(progress, first_at=0, now=GIVE_UP)
    assert given_up is not None
    for verdict in (rejected, given_up):
        assert (verdict.delivery, tuple(verdict.refused)) == ("accepted", ("a@x", "b@x"))
    assert rejected.refused == {"a@x": "no", "b@x": "never"}


def test_a_refusal_on_one_try_and_an_acceptance_on_the_next_are_both_remembered():
    progress, _ = after_taken(
        NEW, taken(accepted=False, refused={"a@x": "no"}, deferred={"b@x": "later"})
    )
    _, verdict = after_taken(progress, taken())
    assert verdict is not None
    assert (verdict.delivery, verdict.refused) == ("accepted", {"a@x": "no"})


def test_it_is_given_up_after_two_days_and_not_before():
    progress = Progress(said="mx.example: full")
    assert after_waiting(progress, first_at=5, now=GIVE_UP + 4) is None
    verdict = after_waiting(progress, first_at=5, now=GIVE_UP + 5)
    assert verdict is not None
    assert (verdict.delivery, verdict.note) == (
        "failed",
        "Given up after 2 days. mx.example: full",
    )


def test_an_end_that_no_server_told_names_only_those_who_lack_it():
    progress = Progress(left=("b@x",), taken_by="mx.example", refused={"a@x": "no"}, uncertain=2)
    doubt = after_doubt(progress)
    assert doubt is not None
    assert (doubt.delivery, doubt.refused) == ("failed", {"a@x": "no", "b@x": ""})
    verdict = after_end(progress, "failed", "The mailbox is gone")
    assert verdict.delivery == "accepted"
    assert verdict.refused == {"a@x": "no", "b@x": "The mailbox is gone"}
    verdict = after_end(Progress(), "failed", "The mailbox is gone")
    assert (verdict.delivery, verdict.note, verdict.refused) == (
        "failed",
        "The mailbox is gone",
        {},
    )


@pytest.mark.parametrize(("uncertain", "over"), [(0, False), (1, False), (2, True), (3, True)])
def test_what_may_have_left_twice_is_not_sent_again(uncertain, over):
    assert (after_doubt(Progress(uncertain=uncertain)) is not None) == over


def test_waiting_doubles_from_a_minute_to_an_hour():
    plain = [delay_s(attempts, 0.5) for attempts in (0, 1, 2, 3, 7, 50, 10_000)]
    assert plain == [60, 60, 120, 240, 3600, 3600, 3600]
    assert delay_s(1, 0) == pytest.approx(54)
    assert delay_s(1, 0.999) < 66


def test_a_note_is_never_too_long():
    verdict = after_rejection(NEW, ("a@x",), "x" * 2_000)
    assert len(verdict.note) == 300
