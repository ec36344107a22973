# SPDX-License-Identifier: Apache-2.0
"""Passwords are hashed at full cost, taken exactly as typed, and refused when easy to guess."""

import argon2
import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from sync_server.security.passwords import (
    LONGEST,
    NOBODY,
    BadPassword,
    check_password,
    hash_password,
    needs_rehash,
    verify_password,
)

GOOD = "zwölf Raben 7 Türme"


def problem_of(password: str, *personal: str) -> str:
    with pytest.raises(BadPassword) as caught:
        check_password(password, personal=personal)
    return caught.value.problem


# --- What a password must be ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", "too_short"),
        ("x7#kQ2!pLm9", "too_short"),
        ("x7#kQ2!pLm9" * 12, "too_long"),
        ("Password1234!", "too_obvious"),
        ("Sommer2026!!", "too_obvious"),
        ("qwertyuiop[]", "too_obvious"),
        ("111111111111", "too_obvious"),
        ("Deskbell2026!", "too_obvious"),
    ],
)
def test_a_bad_password_is_refused_with_what_is_wrong(password, problem):
    assert problem_of(password) == problem


def test_a_password_made_of_the_persons_own_name_is_refused():
    check_password("Lovelace-Byron")
    assert problem_of("Lovelace-Byron", "Lovelace", "Byron") == "too_obvious"


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "correct horse battery staple",
        "🦜🐢🦔🌵🚲🎈🧦🍋🔭🪐🎻🧭",
        "Kj8\0x\ud800#v2 Lq",
        "Üж" * 3 + "xq7pLm",
    ],
)
def test_any_characters_are_allowed(password):
    check_password(password)


def test_the_longest_password_is_allowed():
    check_password((GOOD * 10)[: LONGEST - 7] + "kX4#wz9")


# --- Hashes --------------------------------------------------------------------------------------


def test_a_hash_has_the_promised_cost():
    parameters = argon2.extract_parameters(hash_password(GOOD))
    assert parameters.type is argon2.Type.ID
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (65_536, 3, 4)


def test_only_the_same_password_is_right():
    stored = hash_password(GOOD)
    assert verify_password(stored, GOOD)
    assert not verify_password(stored, GOOD.upper())
    assert not verify_password(stored, f"{GOOD} ")
    assert not verify_password(stored, "")


def test_nothing_is_cut_off_a_password():
    stored = hash_password("x" * 200)
    assert verify_password(stored, "x" * 200)
    assert not verify_password(stored, "x" * 199)
    assert not verify_password(hash_password("a\0b"), "a\0c")


def test_a_lone_surrogate_is_a_character_like_any_other():
    stored = hash_password("twelve\ud800chars")
    assert verify_password(stored, "twelve\ud800chars")
    assert not verify_password(stored, "twelve\ud801chars")


def test_equal_passwords_have_different_hashes():
    assert hash_password(GOOD) != hash_password(GOOD)


def test_an_unknown_account_costs_a_whole_hash_and_is_never_right():
    assert not verify_password(None, GOOD)
    assert not needs_rehash(NOBODY)
    with pytest.raises(VerifyMismatchError):  # compared to the end, not refused for its form
        PasswordHasher().verify(NOBODY, GOOD)


def test_what_is_no_hash_is_never_right():
    assert not verify_password("", GOOD)
    assert not verify_password("plain", "plain")
    assert not verify_password("$argon2id$v=19$m=65536,t=3,p=4$broken", GOOD)


def test_a_hash_of_weaker_parameters_is_still_right_and_wants_to_be_renewed():
    weaker = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1).hash(GOOD)
    assert verify_password(weaker, GOOD)
    assert needs_rehash(weaker)
    assert not needs_rehash(hash_password(GOOD))
