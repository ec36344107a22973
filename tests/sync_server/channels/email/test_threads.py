# SPDX-License-Identifier: Apache-2.0
"""Mails that belong together come together, in whatever order they arrive."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.parse import parse_mail
from sync_server.channels.email.threads import Threading, thread_id
from tests.support.mail_corpus import mail_with


def mail(message_id: str = "", *references: str, answers: str = "", text: str = "") -> ParsedMail:
    headers = [
        b"Message-ID: <%s>" % message_id.encode() if message_id else b"X-None: 1",
        b"References: " + " ".join(f"<{named}>" for named in references).encode(),
        b"In-Reply-To: " + (f"<{answers}>" if answers else "").encode(),
    ]
    return parse_mail(mail_with(*headers, body=f"{text or message_id}\r\n".encode()))


def groups(mails: list[ParsedMail]) -> set[frozenset[str]]:
    threading: Threading[str] = Threading()
    for each in mails:
        threading.add(each)
    return {frozenset(thread.mails) for thread in threading.threads()}


def test_a_reply_joins_the_thread_of_what_it_answers() -> None:
    threading: Threading[str] = Threading()
    first = threading.add(mail("a@x"))
    reply = threading.add(mail("b@x", answers="a@x"))
    later = threading.add(mail("c@x", "a@x", "b@x"))
    other = threading.add(mail("z@x"))
    assert [first.thread, reply.thread, later.thread, other.thread] == [0, 0, 0, 1]
    assert [thread.mails for thread in threading.threads()] == [["a@x", "b@x", "c@x"], ["z@x"]]


def test_a_reply_may_come_before_its_parent() -> None:
    assert groups([mail("b@x", "a@x"), mail("a@x")]) == {frozenset({"a@x", "b@x"})}


def test_two_replies_to_a_mail_that_never_came_are_one_thread() -> None:
    assert groups([mail("b@x", "a@x"), mail("c@x", "a@x")]) == {frozenset({"b@x", "c@x"})}


def test_a_late_link_joins_two_threads_and_says_so() -> None:
    threading: Threading[str] = Threading()
    threading.add(mail("a@x"))
    threading.add(mail("c@x", "b@x"))
    placed = threading.add(mail("b@x", "a@x"))
    assert (placed.thread, placed.absorbed) == (0, (1,))
    assert [thread.mails for thread in threading.threads()] == [["a@x", "c@x", "b@x"]]


def test_a_circle_of_references_is_one_thread() -> None:
    circle = [mail("a@x", "b@x"), mail("b@x", "c@x"), mail("c@x", "a@x"), mail("d@x", "d@x")]
    assert groups(circle) == {frozenset({"a@x", "b@x", "c@x"}), frozenset({"d@x"})}


def test_the_same_mail_twice_is_a_duplicate() -> None:
    threading: Threading[str] = Threading()
    threading.add(mail("a@x"))
    again = threading.add(mail("a@x"))
    assert again.duplicate
    assert [thread.mails for thread in threading.threads()] == [["a@x"]]


def test_another_mail_under_a_taken_id_is_kept() -> None:
    threading: Threading[str] = Threading()
    threading.add(mail("a@x", text="one"))
    other = threading.add(mail("a@x", text="two"))
    again = threading.add(mail("a@x", text="two"))
    assert not other.duplicate
    assert other.thread == 0
    assert other.message_id.endswith("@deskbell.invalid")
    assert again.duplicate


def test_a_mail_without_an_id_gets_the_same_one_each_time() -> None:
    assert thread_id(mail(text="one")) == thread_id(mail(text="one"))
    assert thread_id(mail(text="one")) != thread_id(mail(text="two"))


def test_a_known_message_id_leads_to_its_ticket() -> None:
    threading = Threading({"a@x": "T1", "b@x": "T2"}.get)
    assert threading.add(mail("n@x", "a@x")).ticket == "T1"
    assert threading.add(mail("o@x", "n@x")).ticket == "T1"
    assert threading.add(mail("p@x")).ticket is None
    assert threading.add(mail("b@x")).duplicate


def test_threads_of_two_tickets_are_not_joined() -> None:
    threading = Threading({"a@x": "T1", "b@x": "T2"}.get)
    assert threading.add(mail("m@x", "a@x", "b@x")).ticket == "T2"
    assert threading.add(mail("n@x", "a@x")).ticket == "T1"
    assert len(threading.threads()) == 2


def test_two_messages_of_one_ticket_are_one_thread() -> None:
    threading = Threading({"a@x": "T1", "b@x": "T1"}.get)
    one = threading.add(mail("m@x", "a@x"))
    other = threading.add(mail("n@x", "b@x"))
    assert one.thread == other.thread


@pytest.mark.parametrize("kept", [1, 2, 20])
@given(seed=st.integers(0, 2**32), size=st.integers(2, 20))
def test_the_order_of_arrival_does_not_matter(kept: int, seed: int, size: int) -> None:
    chance = random.Random(seed)
    mails: list[ParsedMail] = []
    paths: list[list[str]] = []
    for number in range(size):
        parent = chance.randrange(-1, number)
        path = [] if parent < 0 else [*paths[parent], f"{parent}@x"]
        paths.append(path)
        mails.append(mail(f"{number}@x", *path[-kept:]))
    # Mails that are missing from the archive must not make the order matter either.
    present = [each for each in mails if chance.random() < 0.8]
    shuffled = present[:]
    chance.shuffle(shuffled)
    assert groups(shuffled) == groups(present)
