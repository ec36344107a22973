# SPDX-License-Identifier: Apache-2.0
"""The server's half of a session: one act per frame, and nothing but `hello` before sign-in."""

import pytest
from msgspec import Raw

from sync_server.config import Limits
from sync_server.contract import frames
from sync_server.contract.codec import decode_down, encode
from sync_server.contract.ids import AgentId, CommandId, DeviceId, TicketId
from sync_server.contract.refusals import Code
from sync_server.contract.version import PROTOCOL
from sync_server.desk.signin import Admitted
from sync_server.hub import session as acts
from sync_server.hub.session import CloseCode, Door, Phase, Session

HELLO = frames.Hello(
    protocol=PROTOCOL, device=DeviceId("pc"), credential=frames.DeviceToken(token="t")
)
ADMITTED = Admitted(
    agent=AgentId("ann"), role="agent", device=DeviceId("pc"), token="next", next_counter=7
)
DOOR = Door(session="key", epoch="e1", head=40, now=0, desk="Lantern Works", files=99)


def text(frame):
    return encode(frame).decode()


class Driven:
    """A session, and the short form of talking to it."""

    def __init__(self, **limits):
        self.session = Session(Limits(**limits))

    def hear(self, data, *, now=100.0, head=40):
        return self.session.receive(data, now=now, head=head)

    def say(self, frame, **more):
        return self.hear(text(frame), **more)


@pytest.fixture
def fresh():
    return Driven()


@pytest.fixture
def welcomed(fresh):
    fresh.say(HELLO)
    fresh.session.welcome(ADMITTED, DOOR)
    return fresh


@pytest.fixture
def live(welcomed):
    welcomed.say(frames.Resume(epoch="", cursor=0))
    return welcomed


def submit(count, start=1):
    return frames.Submit(
        commands=tuple(
            frames.Envelope(id=CommandId(f"c{n}"), counter=n, command=Raw(b"{}"))
            for n in range(start, start + count)
        )
    )


def test_hello_asks_the_sign_in_service(fresh):
    assert fresh.say(HELLO) == acts.Admit(HELLO)
    assert fresh.session.phase is Phase.SIGNING_IN


@pytest.mark.parametrize(
    "frame",
    [
        frames.Resume(epoch="", cursor=0),
        submit(1),
        frames.Ask(id=1, query=Raw(b"{}")),
        frames.Here(),
        frames.CompareDigests(),
        frames.Bye(),
    ],
    ids=lambda frame: type(frame).__name__,
)
def test_every_other_frame_before_sign_in_ends_the_session(fresh, frame):
    act = fresh.say(frame)
    assert isinstance(act, acts.End)
    assert (act.refusal.code, act.code) == (Code.BAD_FRAME, CloseCode.NOT_SIGNED_IN)


def test_a_second_frame_while_signing_in_ends_the_session(fresh):
    fresh.say(HELLO)
    assert isinstance(fresh.say(HELLO), acts.End)


def test_nothing_that_follows_the_end_counts(fresh):
    fresh.hear("x")
    assert fresh.say(HELLO) is None


@pytest.mark.parametrize("protocol", [PROTOCOL + 1, 0, -1])
def test_a_protocol_outside_the_range_is_refused(fresh, protocol):
    hello = text(HELLO).replace(f'"protocol":{PROTOCOL}', f'"protocol":{protocol}')
    act = fresh.hear(hello)
    assert isinstance(act, acts.End)
    assert act.refusal.code == Code.PROTOCOL


def test_welcome_says_where_the_desk_stands(fresh):
    fresh.say(HELLO)
    welcome = decode_down(fresh.session.welcome(ADMITTED, DOOR))
    assert isinstance(welcome, frames.Welcome)
    assert (welcome.session, welcome.token, welcome.next_counter) == ("key", "next", 7)
    assert (welcome.epoch, welcome.head, welcome.files) == ("e1", 40, 99)


def test_a_client_that_holds_nothing_starts_at_nothing(welcomed):
    assert welcomed.say(frames.Resume(epoch="", cursor=0)) == acts.Start(0, {})


def test_a_client_resumes_where_it_stands(welcomed):
    scopes = {"team:a": "full", "team:b": "overview", "ticket:t": "full"}
    act = welcomed.say(frames.Resume(epoch="e1", cursor=40, scopes=scopes))
    assert act == acts.Start(40, scopes)


def test_projections_that_do_not_exist_are_not_held(welcomed):
    scopes = {"desk": "overview", "team:a": "all", "ticket:t": "overview"}
    act = welcomed.say(frames.Resume(epoch="e1", cursor=40, scopes=scopes))
    assert act == acts.Start(40, {})


@pytest.mark.parametrize(("epoch", "cursor"), [("e1", 41), ("e0", 3)])
def test_18_a_cursor_ahead_or_of_another_epoch_is_told_to_resync(welcomed, epoch, cursor):
    act = welcomed.say(frames.Resume(epoch=epoch, cursor=cursor))
    assert isinstance(act, acts.Write)
    assert decode_down(act.frame) == frames.Resync(epoch="e1")
    assert welcomed.say(frames.Resume(epoch="e1", cursor=0)) == acts.Start(0, {})


@pytest.mark.parametrize("frame", [submit(1), frames.CompareDigests(), frames.Here()])
def test_nothing_but_resume_follows_welcome(welcomed, frame):
    act = welcomed.say(frame)
    assert isinstance(act, acts.Write)
    assert isinstance(decode_down(act.frame), frames.Complaint)


def test_a_live_session_may_do_everything(live):
    assert live.say(submit(1)) == acts.Execute(submit(1).commands, ())
    ask = frames.Ask(id=3, query=Raw(b"{}"))
    assert live.say(ask) == acts.Inquire(ask)
    assert live.say(frames.Here()) == acts.Show(frames.Here())
    assert live.say(frames.CompareDigests()) == acts.Compare()
    assert live.say(frames.Bye(forget=True)) == acts.Leave(forget=True)
    assert live.session.phase is Phase.CLOSED


def test_single_commands_may_come_in_a_burst_and_then_at_a_rate(live):
    for n in range(1, 101):
        assert not live.say(submit(1, n)).refused
    act = live.say(submit(1, 101))
    (answer,) = act.refused
    assert (answer.id, answer.refusal.code) == ("c101", Code.SLOW_DOWN)
    assert answer.refusal.retry_after_ms == 50
    assert not live.say(submit(1, 101), now=100.05).refused


def test_a_replay_has_a_rate_of_its_own_and_keeps_its_order(live):
    for n in range(5):
        assert not live.say(submit(100, 100 * n + 1)).refused
    act = live.say(submit(100, 501), now=100.1)
    assert len(act.envelopes) == 50
    assert [answer.id for answer in act.refused] == [f"c{n}" for n in range(551, 601)]
    assert not live.say(submit(1)).refused, "gestures do not wait for a replay"


def test_the_third_bad_frame_within_a_minute_ends_the_session(live):
    assert isinstance(live.hear("x", now=0.0), acts.Write)
    assert isinstance(live.hear(b"x", now=30.0), acts.Write)
    act = live.hear("[]", now=59.0)
    assert isinstance(act, acts.End)
    assert act.code == CloseCode.BAD_FRAMES


def test_heavy_queries_have_a_rate(live):
    assert [live.session.take_heavy(100.0) for _ in range(10)] == [None] * 10
    refusal = live.session.take_heavy(100.0)
    assert refusal.code == Code.SLOW_DOWN
    assert refusal.retry_after_ms == 6000


@pytest.mark.parametrize(
    "scope", ["", "team:", "team:a\0b", "desk\n", "ticket:\0", "team:a\n", "Team:a"]
)
def test_what_can_be_no_scope_is_a_bad_frame(welcomed, scope):
    act = welcomed.say(frames.Resume(epoch="e1", cursor=40, scopes={scope: "full"}))
    complaint = decode_down(act.frame)
    assert isinstance(complaint, frames.Complaint)
    assert (complaint.refusal.code, complaint.refusal.field) == (Code.BAD_FRAME, "scopes")


def test_who_says_too_often_where_they_are_is_passed_over_until_they_wait(live):
    here = frames.Here(ticket=TicketId("t1"), mode="viewing")
    acts_of = [live.say(here) for _ in range(40)]
    assert acts_of == [acts.Show(here)] * 30 + [None] * 10
    assert live.say(frames.Here()) == acts.Show(frames.Here())
    assert live.say(here, now=101.0) == acts.Show(here)
