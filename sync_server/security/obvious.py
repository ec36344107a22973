# SPDX-License-Identifier: Apache-2.0
"""How much of a password is not obvious.

Instead of a long list of leaked passwords, which ages and has its own licence, this knows what
those lists are made of: a short list of words, their spellings with digits, names, years, runs over
the keyboard or alphabet, and repetitions. What remains is counted.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

_WORDS: Final = (
    *("password", "passwort", "motdepasse", "contrasena", "wachtwoord", "passw", "kennwort"),
    *("welcome", "willkommen", "bienvenue", "hello", "hallo", "letmein", "changeme", "default"),
    *("admin", "administrator", "root", "user", "guest", "login", "master", "access", "secret"),
    *("test", "demo", "temp", "office", "company", "support", "service", "helpdesk", "ticket"),
    *("deskbell", "internet", "computer", "iloveyou", "love", "monkey", "dragon", "sunshine"),
    *("princess", "football", "baseball", "superman", "batman", "starwars", "shadow", "trustno"),
    *("spring", "summer", "autumn", "winter", "sommer", "herbst", "januar", "february", "march"),
    *("april", "june", "july", "august", "september", "october", "november", "december"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag"),
)
_ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop[]",
    "qwertzuiopü+",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "yxcvbnm,.-",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn,;:!",
    "!@#$%^&*()_+",
    '!"§$%&/()=?',
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6z7u8i9o0p",
    "1q2w3e4r5t6y7u8i9o0p",
)
_SPELLINGS: Final = str.maketrans("i0134578@$!|", "loleastbasll")  # i, l, 1, ! and | are one
_YEAR = re.compile(r"(?:19|20)\d\d")
_REPEATED = re.compile(r"(.{2,64})\1+", re.DOTALL)
_HELD_DOWN = re.compile(r"(.)\1+", re.DOTALL)

_NEIGHBOURS: Final = frozenset(
    pair for row in (*_ROWS, *(row[::-1] for row in _ROWS)) for pair in pairwise(row)
)


def strength(password: str, *, personal: Iterable[str] = ()) -> int:
    """How many characters of a password do not follow from an obvious word or the ones before.

    `personal` are words that others know to belong to this person; ones of one or two letters are
    not looked for.
    """
    text = password.casefold()
    words = sorted({*_WORDS, *(word.casefold() for word in personal)}, key=len, reverse=True)
    for word in words:
        if len(word) > 2:
            text = _without(text, word)
    return _surprises(_without_repetitions(_YEAR.sub("\0", text)))


def _without(text: str, word: str) -> str:
    """A text without a word in any spelling; a mark stays, so that nothing new grows together."""
    spelled, wanted = text.translate(_SPELLINGS), word.translate(_SPELLINGS)
    while (place := spelled.find(wanted)) >= 0:
        text = f"{text[:place]}\0{text[place + len(word) :]}"
        spelled = f"{spelled[:place]}\0{spelled[place + len(word) :]}"
    return text


def _without_repetitions(text: str) -> str:
    """What was written several times in a row, once; what then stands several times too.

    The whole goes first: within it, parts that overlap could be shortened in several ways.
    """
    text = text[: (text + text).find(text, 1)]
    while (shorter := _HELD_DOWN.sub(r"\1", _REPEATED.sub(r"\1", text))) != text:
        text = shorter
    return text


def _surprises(text: str) -> int:
    """Characters that continue no run of the keyboard or alphabet, marks not counted.

    The first two of a run count: by themselves they are no run yet.
    """
    count, run = 0, 0
    for before, character in pairwise(f"\0{text}"):
        run = run + 1 if (before, character) in _NEIGHBOURS else 0
        count += character != "\0" and run < 2
    return count
