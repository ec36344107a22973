# SPDX-License-Identifier: Apache-2.0
"""Device tokens rotate without locking anybody out, copies are found, and passes are narrow."""

import random
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.security.tokens import (
    KEPT_RETIRED,
    Accepted,
    DeviceTokens,
    Reused,
    Unknown,
    check_pass,
    enrol,
    hash_token,
    make_pass,
    new_token,
    rotate,
)

random_bytes = random.Random(7).randbytes


def accepted(outcome: Accepted | Reused | Unknown) -> Accepted:
    assert isinstance(outcome, Accepted)
    return outcome


def use(held: Accepted) -> Accepted:
    """The device presents what it holds, and gets the next."""
    return accepted(rotate(held.tokens, held.token, random_bytes))


# --- Tokens --------------------------------------------------------------------------------------


def test_a_token_holds_256_bits_in_characters_that_travel_anywhere():
    token = new_token(bytes)
    assert len(token) == 43
    assert token.isascii()
    assert set(token) == {"A"}


def test_only_the_hash_of_a_token_is_stored():
    held = use(use(enrol(random_bytes)))
    assert held.token not in repr(held.tokens)
    assert held.tokens.current == hash_token(held.token)
    assert hash_token("token") == sha256(b"token").hexdigest()


@given(st.text())
def test_any_text_can_be_presented(text):
    assert rotate(enrol(random_bytes).tokens, text, random_bytes) == Unknown()


# --- Rotation ------------------------------------------------------------------------------------


def test_every_use_gives_a_new_token():
    held, seen = enrol(random_bytes), set[str]()
    for _ in range(20):
        seen.add(held.token)
        held = use(held)
    assert len(seen) == 20


def test_a_device_that_never_got_the_answer_signs_in_with_what_it_has():
    old = enrol(random_bytes)
    lost = use(old)
    again = accepted(rotate(lost.tokens, old.token, random_bytes))
    assert again.token != lost.token
    use(again)


def test_answers_may_be_lost_many_times_in_a_row():
    held = use(enrol(random_bytes))
    stored = held.tokens
    for _ in range(3 * KEPT_RETIRED):
        stored = accepted(rotate(stored, held.token, random_bytes)).tokens
    assert len(stored.retired) <= KEPT_RETIRED


def test_a_token_is_worn_out_once_its_successor_was_seen():
    first = enrol(random_bytes)
    second = use(first)
    third = use(second)
    assert rotate(third.tokens, first.token, random_bytes) == Reused()


def test_a_copied_profile_is_found_whichever_copy_comes_first():
    profile = use(enrol(random_bytes))
    owner = use(profile)
    thief = accepted(rotate(owner.tokens, profile.token, random_bytes))
    assert rotate(thief.tokens, owner.token, random_bytes) == Reused()


def test_a_token_of_another_device_is_unknown():
    one, other = enrol(random_bytes), enrol(random_bytes)
    assert rotate(one.tokens, other.token, random_bytes) == Unknown()


def test_a_device_that_signed_out_gets_nothing():
    held = use(enrol(random_bytes))
    ended = DeviceTokens(None, None, (*held.tokens.retired, hash_token(held.token)))
    assert rotate(ended, held.token, random_bytes) == Reused()
    assert rotate(DeviceTokens(None), held.token, random_bytes) == Unknown()


@given(st.lists(st.booleans(), max_size=80))
def test_a_lone_device_is_never_taken_for_two_whatever_answers_it_loses(arrivals):
    held = enrol(random_bytes)
    stored, token = held.tokens, held.token
    for arrives in arrivals:
        outcome = accepted(rotate(stored, token, random_bytes))
        stored = outcome.tokens
        token = outcome.token if arrives else token
    assert len(stored.retired) <= KEPT_RETIRED


def outcomes_of_two(profile: Accepted, turns: list[str]) -> list[Accepted | Reused | Unknown]:
    """What two holders of one profile got, turn by turn; each keeps the token it was given."""
    tokens, stored = dict.fromkeys(turns, profile.token), profile.tokens
    outcomes: list[Accepted | Reused | Unknown] = []
    for turn in turns:
        outcome = rotate(stored, tokens[turn], random_bytes)
        outcomes.append(outcome)
        if isinstance(outcome, Accepted):
            stored, tokens[turn] = outcome.tokens, outcome.token
    return outcomes


@given(st.lists(st.sampled_from(["owner", "thief"]), max_size=20))
def test_two_holders_of_one_token_are_found_when_the_first_comes_back(more):
    outcomes = outcomes_of_two(enrol(random_bytes), ["owner", "thief", "owner", *more])
    assert Reused() in outcomes


@given(st.integers(2, KEPT_RETIRED))
def test_an_old_copy_is_found_when_it_is_first_used(uses):
    outcomes = outcomes_of_two(enrol(random_bytes), [*["owner"] * uses, "thief"])
    assert outcomes[-1] == Reused()


# --- Passes for files ----------------------------------------------------------------------------

KEY = b"k" * 32
EXPIRY = 1_772_442_000_000_000
PASS = make_pass(KEY, attachment="a1", device="d1", expires_at=EXPIRY)


def test_a_pass_is_good_for_its_file_and_device_until_it_is_over():
    assert check_pass(KEY, PASS, attachment="a1", device="d1", now=EXPIRY)
    assert not check_pass(KEY, PASS, attachment="a1", device="d1", now=EXPIRY + 1)


@pytest.mark.parametrize(
    ("key", "attachment", "device"),
    [(KEY, "a2", "d1"), (KEY, "a1", "d2"), (KEY, "a1d", "1"), (b"x" * 32, "a1", "d1")],
    ids=["other file", "other device", "shifted border", "other key"],
)
def test_a_pass_is_good_for_nothing_else(key, attachment, device):
    assert not check_pass(key, PASS, attachment=attachment, device=device, now=EXPIRY)


def test_nobody_prolongs_a_pass():
    longer = PASS.replace(str(EXPIRY), str(EXPIRY + 1_000_000))
    assert not check_pass(KEY, longer, attachment="a1", device="d1", now=EXPIRY)


@pytest.mark.parametrize(
    "token",
    ["", ".", "1", f"{EXPIRY}.", f"-{PASS}", f"{PASS}0", "²." + "0" * 64, "9" * 5_000, "1.\ud800"],
)
def test_a_text_that_is_no_pass_is_refused(token):
    assert not check_pass(KEY, token, attachment="a1", device="d1", now=0)


@given(st.text())
def test_no_text_at_all_breaks_the_check(text):
    assert not check_pass(KEY, text, attachment="a1", device="d1", now=0)
