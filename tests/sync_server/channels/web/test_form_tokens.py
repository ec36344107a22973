# SPDX-License-Identifier: Apache-2.0
"""The mark in a form says that it is ours, for which page, and from when."""

import random

import pytest

from sync_server.channels.web.form_tokens import LIFE_US, FormTokens

NOW = 1_772_442_780_000_000
OURS = FormTokens(b"k" * 32, random.Random(1).randbytes)
THEIRS = FormTokens(b"j" * 32, random.Random(1).randbytes)


def test_a_mark_is_read_where_it_was_made_and_no_two_are_the_same():
    first, second = (OURS.make("/t/support", now=NOW) for _ in range(2))
    assert OURS.read(first, "/t/support", now=NOW) is not None
    assert OURS.read(first, "/t/support", now=NOW) != OURS.read(second, "/t/support", now=NOW)


@pytest.mark.parametrize("later", [0, LIFE_US])
def test_a_mark_is_good_for_a_day(later):
    assert OURS.read(OURS.make("/t/a", now=NOW), "/t/a", now=NOW + later) is not None


@pytest.mark.parametrize("later", [-1, LIFE_US + 1])
def test_a_mark_is_good_neither_before_nor_after(later):
    assert OURS.read(OURS.make("/t/a", now=NOW), "/t/a", now=NOW + later) is None


def test_a_mark_is_good_for_its_own_page_alone():
    assert OURS.read(OURS.make("/t/a", now=NOW), "/t/ab", now=NOW) is None


def test_a_mark_of_another_desk_is_none():
    assert OURS.read(THEIRS.make("/t/a", now=NOW), "/t/a", now=NOW) is None


@pytest.mark.parametrize("text", ["", "x", "1.2.3", "²" * 5, f"{NOW}.{'a' * 22}.{'0' * 32}"])
def test_what_is_no_mark_is_none(text):
    assert OURS.read(text, "/t/a", now=NOW) is None


def test_a_mark_with_another_time_is_none():
    _, nonce, tag = OURS.make("/t/a", now=NOW).split(".")
    assert OURS.read(f"{NOW - 1}.{nonce}.{tag}", "/t/a", now=NOW) is None


def test_the_key_is_never_shown():
    assert repr(OURS) == "FormTokens()"
