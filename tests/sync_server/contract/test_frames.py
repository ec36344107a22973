# SPDX-License-Identifier: Apache-2.0
"""Frames: each belongs to one direction under one name, and tells little when there is little."""

import re
from typing import get_args

import msgspec
import pytest
from msgspec import Raw

from sync_server.contract import codec, frames
from sync_server.contract.ids import AgentId, CommandId
from sync_server.contract.refusals import Code, Refusal, Refused

UP = get_args(frames.Up)
DOWN = get_args(frames.Down)


def tag(frame_type):
    return frame_type.__struct_config__.tag


def up(**fields):
    return codec.decode_up(codec.encode(fields))


def test_every_frame_goes_one_way_and_is_listed_there():
    tagged = {
        thing
        for thing in vars(frames).values()
        if isinstance(thing, type)
        and issubclass(thing, msgspec.Struct)
        and tag(thing) is not None
        and not issubclass(thing, frames.Credential)
    }
    assert tagged == {*UP, *DOWN}
    assert not set(UP) & set(DOWN)


@pytest.mark.parametrize("frame_type", [*UP, *DOWN], ids=lambda frame_type: frame_type.__name__)
def test_a_frames_tag_is_its_name_in_snake_case(frame_type):
    assert tag(frame_type) == re.sub(r"(?<!^)(?=[A-Z])", "_", frame_type.__name__).lower()


def test_no_two_frames_share_a_tag():
    tags = [tag(frame_type) for frame_type in (*UP, *DOWN)]
    assert sorted(tags) == sorted(set(tags))


@pytest.mark.parametrize(
    "credential",
    [
        frames.DeviceToken(token="t"),
        frames.Password(email="a@b.test", password="p", invitation="i"),
    ],
)
def test_who_one_is_can_be_proved_in_either_way(credential):
    hello = {"type": "hello", "protocol": 1, "device": "d", "credential": credential}
    assert codec.decode_hello(codec.encode(hello)).credential == credential


@pytest.mark.parametrize("count", [0, 101])
def test_a_submission_has_one_to_a_hundred_commands(count):
    envelopes = [{"id": f"c{number}", "counter": number, "command": {}} for number in range(count)]
    with pytest.raises(Refused):
        up(type="submit", commands=envelopes)


def test_a_heartbeat_is_short():
    assert codec.encode(frames.Changes(through=5)) == (
        b'{"type":"changes","through":5,"changes":[]}'
    )


def test_an_answer_says_only_what_there_is_to_say():
    fine = frames.Answer(id=CommandId("x"), ok=True, seq=7)
    assert codec.encode(fine) == b'{"id":"x","ok":true,"seq":7}'
    bad = frames.Answer(id=CommandId("x"), ok=False, refusal=Refusal(code=Code.FORBIDDEN))
    assert codec.encode(bad) == b'{"id":"x","ok":false,"refusal":{"code":"forbidden"}}'


def test_a_change_without_fields_and_one_with_none_of_them_differ():
    gone = frames.Change(seq=1, scope="desk", kind="tag", id="a", op="delete")
    same = frames.Change(seq=1, scope="desk", kind="tag", id="a", op="update", data=Raw(b"{}"))
    assert b"data" not in codec.encode(gone)
    assert b'"data":{}' in codec.encode(same)


def test_a_client_takes_what_a_newer_server_adds():
    welcome = frames.Welcome(
        protocol=1,
        session="s",
        agent=AgentId("ann"),
        role="agent",
        token="t",
        epoch="e",
        head=4,
        next_counter=1,
        now=9,
        files=8,
    )
    fields = {**msgspec.to_builtins(welcome), "mood": "fine"}
    assert codec.decode_down(codec.encode(fields)) == welcome
