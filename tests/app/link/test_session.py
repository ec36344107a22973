# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from app.link.session import Session, State, Violation, gives_up_for_good
from sync_server.contract import codec, frames
from sync_server.contract.entities import SavedView
from sync_server.contract.ids import DeviceId
from sync_server.contract.queries import SearchTickets
from sync_server.contract.refusals import Refusal
from sync_server.contract.version import PROTOCOL
from tests.support.client_frames import (
    a_message,
    a_ticket,
    changes,
    insert,
    ready,
    snapshot,
    ticket_snapshot,
    update,
)

BILLING = "team:billing"
WELCOME = frames.Welcome(
    protocol=1,
    session="s",
    agent="me",  # type: ignore[arg-type]
    role="agent",
    token="t2",
    epoch="e1",
    head=10,
    next_counter=1,
    now=0,
    files=0,
)
PASSWORD = frames.Password(email="a@b.example", password="x")


def greeted() -> Session:
    session = Session(DeviceId("d1"))
    session.hello(PASSWORD)
    return session


def live(cursor=10, scopes=(BILLING,)) -> Any:
    session = greeted()
    session.receive(codec.encode(WELCOME))
    session.resume("e1", cursor, scopes=dict.fromkeys(scopes, frames.FULL))
    return session


def receive(session, frame) -> Any:
    return session.receive(codec.encode(frame))


def test_the_first_frame_says_who_one_is():
    hello: Any = codec.decode_up(Session(DeviceId("d1")).hello(PASSWORD))
    assert (hello.device, hello.protocol) == ("d1", PROTOCOL)


def test_nothing_may_be_sent_out_of_turn():
    session = Session(DeviceId("d1"))
    with pytest.raises(RuntimeError):
        session.resume("e1", 0, scopes={})
    with pytest.raises(RuntimeError):
        session.submit(())


def test_a_welcome_leads_to_resume():
    session = greeted()
    assert receive(session, WELCOME) == WELCOME
    resume = codec.decode_up(session.resume("e1", 4, scopes={BILLING: "full"}))
    assert resume == frames.Resume(epoch="e1", cursor=4, scopes={BILLING: "full"})


def test_a_refusal_instead_of_a_welcome_ends_it():
    session = greeted()
    closing = frames.Closing(refusal=Refusal(code="sign_in"))
    assert receive(session, closing) == closing
    assert session.state is State.CLOSED


@pytest.mark.parametrize(
    "frame",
    [
        frames.Changes(through=3),
        structs.replace(WELCOME, protocol=99),
        structs.replace(WELCOME, token=""),
        structs.replace(WELCOME, epoch=""),
        structs.replace(WELCOME, next_counter=0),
    ],
)
def test_promise_70_a_wrong_first_frame_is_refused(frame):
    session = greeted()
    with pytest.raises(Violation):
        receive(session, frame)
    assert session.state is State.CLOSED


@pytest.mark.parametrize(
    ("frame", "scope"),
    [
        (changes(insert(10, a_ticket(), scope=BILLING)), BILLING),
        (
            changes(insert(13, a_ticket(), scope=BILLING), insert(12, a_ticket(), scope=BILLING)),
            BILLING,
        ),
        (changes(insert(12, a_ticket(), scope=BILLING), through=11), None),
        (frames.Changes(through=9), None),
        (snapshot(BILLING, first=False), BILLING),
        (ready(BILLING, through=12), BILLING),
        (ticket_snapshot(a_ticket(), scope=BILLING, seq=12, first=False), BILLING),
        (WELCOME, None),
        (structs.replace(changes(insert(12, a_ticket(), scope=BILLING)), through=5), None),
    ],
)
def test_promise_70_what_does_not_fit_is_refused(frame, scope):
    session = live()
    with pytest.raises(Violation) as caught:
        receive(session, frame)
    assert caught.value.scope == scope
    assert session.state is State.CLOSED


def test_promise_70_an_unknown_operation_is_refused():
    change = structs.replace(insert(12, a_ticket(), scope=BILLING), op="explode")
    with pytest.raises(Violation):
        receive(live(), changes(change))


@given(st.binary(max_size=80) | st.text(max_size=80))
def test_promise_70_noise_is_refused_and_never_a_fault(noise):
    with pytest.raises(Violation):
        live().receive(noise)


def test_promise_70_unknown_kinds_are_skipped_and_counted():
    session = live()
    strange = frames.Change(seq=12, scope=BILLING, kind="hologram", id="h", op="insert")
    known = insert(13, a_ticket(), scope=BILLING)
    frame = receive(session, frames.Changes(through=14, changes=(strange, known)))
    assert [change.seq for change in frame.changes] == [13]
    assert session.counts.unknown_kinds == 1
    assert session.cursor == 14


def test_a_row_of_a_scope_that_is_not_held_is_skipped_and_counted():
    session = live()
    view = SavedView(id="v1")  # type: ignore[arg-type]
    frame = receive(session, changes(insert(12, view, scope="agent:somebody")))
    assert frame.changes == ()
    assert session.counts.foreign_changes == 1


def test_a_loading_scope_is_replayed_behind_the_cursor():
    session = live()
    receive(session, snapshot("triage", seq=8))
    replay = changes(insert(9, a_ticket(team=None), scope="triage"), through=10)
    assert len(receive(session, replay).changes) == 1
    receive(session, ready("triage", through=10))
    assert set(session.held) == {BILLING, "triage"}
    with pytest.raises(Violation):
        receive(session, replay)


def test_what_left_a_held_scope_before_is_no_news_in_a_replay():
    session = live()
    receive(session, snapshot("triage", seq=8))
    moved = update(9, a_ticket(), scope=BILLING, team="billing")
    assert receive(session, changes(moved, through=10)).changes == ()


def test_a_ticket_that_comes_by_its_guest_scope_is_held_from_its_last_page_on():
    session = live()
    ticket = a_ticket("t9", team="other")
    receive(session, ticket_snapshot(ticket, (11, ticket), scope="ticket:t9", seq=11, last=False))
    assert "ticket:t9" not in session.held
    receive(session, ticket_snapshot(ticket, scope="ticket:t9", seq=11, first=False))
    assert "ticket:t9" in session.held
    message = insert(12, a_message(ticket="t9"), scope="team:other")
    assert len(receive(session, changes(message)).changes) == 1


def test_a_ticket_that_comes_before_its_home_takes_part_in_the_replay_of_the_home():
    session = live()
    ticket = a_ticket("t9", team=None)
    receive(session, ticket_snapshot(ticket, (11, ticket), scope="triage", seq=11))
    assert "ticket:t9" not in session.held
    receive(session, frames.Changes(through=20))
    receive(session, snapshot("triage", (11, ticket), seq=12))
    replayed = update(15, ticket, scope="triage", subject="Later")
    assert len(receive(session, changes(replayed, through=20)).changes) == 1


def test_forgotten_scopes_are_not_held():
    session = live(scopes=(BILLING, "ticket:t1"))
    receive(session, frames.Forget(scopes=(BILLING,), tickets=(a_ticket("t1").id,)))
    assert session.held == {}


def test_resync_asks_for_another_resume():
    session = live()
    receive(session, frames.Resync(epoch="e2"))
    assert session.held == {}
    session.resume("e2", 0, scopes={})
    assert session.state is State.LIVE


def test_only_questions_that_were_asked_are_answered():
    session = live()
    number, frame = session.ask(SearchTickets(text="x"))
    ask: Any = codec.decode_up(frame)
    assert codec.decode_query(ask.query) == SearchTickets(text="x")
    assert receive(session, frames.Told(id=number + 1)) is None
    assert receive(session, frames.Told(id=number)) == frames.Told(id=number)
    assert receive(session, frames.Told(id=number)) is None


def test_after_the_end_nothing_is_taken():
    session = live()
    session.bye(forget=True)
    with pytest.raises(Violation):
        receive(session, frames.Changes(through=12))


@pytest.mark.parametrize(
    ("code", "final"),
    [("sign_in", True), ("device_revoked", True), ("internal", False), ("no_hello", False)],
)
def test_some_refusals_end_the_sign_in_for_good(code, final):
    assert gives_up_for_good(Refusal(code=code)) is final
