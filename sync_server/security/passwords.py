# SPDX-License-Identifier: Apache-2.0
"""Passwords: Argon2id hashes, and what a password must be.

One hash takes about 0.1 s and 64 MiB on purpose. Callers run these functions on a lane of at most
four workers, which bounds the memory.
"""

from typing import Final

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError

SHORTEST: Final = 12
LONGEST: Final = 128

_hasher = PasswordHasher(
    time_cost=3, memory_cost=64 * 1024, parallelism=4, hash_len=32, salt_len=16, type=Type.ID
)
_NOBODY: Final = _hasher.hash("the password of an account that does not exist")

_OBVIOUS: Final = (
    "password",
    "passwort",
    "motdepasse",
    "deskbell",
    "helpdesk",
    "letmein",
    "welcome",
    "willkommen",
    "administrator",
    "qwerty",
    "qwertz",
    "azerty",
    "iloveyou",
    "changeme",
    "0123456789",
    "123456789",
    "987654321",
    "abcdefgh",
)
"""Words that make up so many guessed passwords that little besides them does not count."""


class BadPassword(ValueError):
    """A password that may not be used. `problem` is too_short, too_long or too_obvious."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


def check_password(password: str, *, personal: tuple[str, ...] = ()) -> None:
    """Refuse a password that is too short, too long, or too easy to guess.

    Any characters are allowed. Of the password without the obvious and `personal` words (name,
    address), enough must remain. Raises `BadPassword`.
    """
    if len(password) < SHORTEST:
        raise BadPassword("too_short")
    if len(password) > LONGEST:
        raise BadPassword("too_long")
    rest = password.casefold()
    for word in (*_OBVIOUS, *(word.casefold() for word in personal if len(word) > 2)):
        rest = rest.replace(word, "")
    if len(rest) < SHORTEST // 2 or len(set(rest)) < SHORTEST // 3:
        raise BadPassword("too_obvious")


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, with its parameters (PHC text)."""
    return _hasher.hash(password.encode("utf-8", "surrogatepass"))


def verify_password(stored: str | None, password: str) -> bool:
    """Whether a password is right. Unknown accounts (`None`) cost the same time."""
    try:
        _hasher.verify(
            _NOBODY if stored is None else stored, password.encode("utf-8", "surrogatepass")
        )
    except (Argon2Error, InvalidHashError):
        return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(stored)
