# SPDX-License-Identifier: Apache-2.0
"""Words, names, years, runs and repetitions make no password; chance and long phrases do."""

import random
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync_server.security.obvious import strength


@pytest.mark.parametrize(
    ("password", "counted"),
    [
        ("", 0),
        ("password", 0),
        ("passwordpassword", 0),
        ("P4ssw0rd", 0),
        ("aaaaaaaaaaaaaaaa", 1),
        ("abcdefghijklmnop", 2),
        ("ponmlkjihgfedcba", 2),
        ("123456789012", 2),
        ("qwertyuiop[]", 2),
        ("1qaz2wsx3edc", 2),
        ("Sommer2026!!", 1),
        ("WelcomeWelcome1", 1),
        ("xkcdxkcdxkcd", 4),
        ("Deskbell-2026-Admin", 1),
    ],
)
def test_what_guessers_try_first_counts_for_little(password, counted):
    assert strength(password) == counted


@pytest.mark.parametrize("password", ["ada.lovelace1815", "LovelaceAda!1", "4d4.l0v3l4c3"])
def test_what_others_know_of_a_person_counts_for_little(password):
    assert strength(password, personal=("Ada", "Lovelace", "ada.lovelace")) <= 6
    assert strength(password, personal=("Ada", "Lovelace")) < strength(password)


def test_a_name_of_one_or_two_letters_is_not_looked_for():
    assert strength("bq", personal=("b", "bq", "")) == 2


@pytest.mark.parametrize(
    "phrase",
    ["correct horse battery staple", "Der Regen fällt heute quer", "шла саша по шоссе и сосала"],
)
def test_a_phrase_counts_for_nearly_all_its_letters(phrase):
    assert strength(phrase) > 0.7 * len(phrase)


def test_random_passwords_are_strong():
    chance = random.Random(1)
    letters = string.ascii_letters + string.digits + string.punctuation
    weakest = min(strength("".join(chance.choices(letters, k=12))) for _ in range(2_000))
    assert weakest >= 8


@given(st.text(max_size=128), st.lists(st.text(max_size=20), max_size=3))
def test_no_text_breaks_the_count_or_counts_for_more_than_its_length(password, personal):
    assert 0 <= strength(password, personal=personal) <= len(password.casefold())


@given(st.text("öñøæðþ", min_size=2, max_size=60))
@example("ðææñæðæñæñ")
def test_writing_it_twice_makes_it_no_stronger(password):
    assert strength(password + password) == strength(password)
