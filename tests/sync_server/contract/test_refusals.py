# SPDX-License-Identifier: Apache-2.0
"""Refusals: a closed list of codes, each with its sentence, and nothing of the server's inside."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

from sync_server.contract import codec, refusals
from sync_server.contract.refusals import RETRYABLE, Code, Refusal, Refused


def sentences():
    """The text that stands under each code."""
    module = ast.parse(Path(refusals.__file__).read_bytes())
    [body] = [
        node.body for node in module.body if isinstance(node, ast.ClassDef) and node.name == "Code"
    ]
    return {
        ast.unparse(code.targets[0]): ast.literal_eval(text.value)
        for code, text in pairwise(body)
        if isinstance(code, ast.Assign) and isinstance(text, ast.Expr)
    }


def test_every_code_has_its_sentence():
    found = sentences()
    assert set(found) == set(Code.__members__)
    assert [name for name, text in found.items() if not re.fullmatch(r"[A-Z].*[.]", text)] == []


@pytest.mark.parametrize("code", Code)
def test_a_code_travels_as_its_own_name_in_snake_case(code):
    assert code.value == code.name.lower()
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", code)


def test_only_what_has_nothing_to_do_with_the_command_may_be_tried_again():
    assert {
        Code.FUTURE_COMMAND,
        Code.SLOW_DOWN,
        Code.STORAGE_FULL,
        Code.READ_ONLY,
        Code.INTERNAL,
    } == RETRYABLE


def test_a_refusal_says_no_more_than_it_was_given():
    assert codec.encode(Refusal(code=Code.FORBIDDEN)) == b'{"code":"forbidden"}'
    assert codec.encode(Refusal(code=Code.BAD_VALUE, field="name")) == (
        b'{"code":"bad_value","field":"name"}'
    )


def test_a_code_of_a_newer_server_is_still_a_refusal():
    decoded = codec.decode_as(Refusal, b'{"code":"out_of_moon","moon":1}')
    assert decoded == Refusal(code="out_of_moon")


def test_what_is_raised_carries_the_refusal():
    refused = Refused(Code.SLOW_DOWN, retry_after_ms=250)
    assert refused.refusal == Refusal(code="slow_down", retry_after_ms=250)
    assert str(refused) == "slow_down"
    assert str(Refused(Code.LIMIT, "tags")) == "limit (tags)"


def test_a_detail_that_refusals_do_not_have_is_a_mistake():
    with pytest.raises(TypeError):
        Refused(Code.LIMIT, "tags", stack="...")
