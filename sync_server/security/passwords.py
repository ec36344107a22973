# SPDX-License-Identifier: Apache-2.0
"""Passwords: Argon2id hashes, and what a password must be.

One hash takes about 0.1 s and 64 MiB on purpose. Callers run these functions on a lane of at most
four workers, which bounds the memory.
"""

from base64 import b64encode
from typing import Final

from argon2 import Parameters, PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError

from sync_server.security.obvious import strength

SHORTEST: Final = 12
LONGEST: Final = 128
WEAKEST: Final = 6
"""Least number of characters that do not follow from the ones before them."""

PARAMETERS: Final = Parameters(
    type=Type.ID,
    version=19,
    salt_len=16,
    hash_len=32,
    time_cost=3,
    memory_cost=64 * 1024,
    parallelism=4,
)


def _hash_of_nothing(parameters: Parameters) -> str:
    """A well-formed hash that takes its full time to check, and that no password has."""
    salt, value = (
        b64encode(bytes(length)).decode().rstrip("=")
        for length in (parameters.salt_len, parameters.hash_len)
    )
    costs = f"m={parameters.memory_cost},t={parameters.time_cost},p={parameters.parallelism}"
    return f"$argon2id$v={parameters.version}${costs}${salt}${value}"


_hasher = PasswordHasher.from_parameters(PARAMETERS)
NOBODY: Final = _hash_of_nothing(PARAMETERS)
"""What is checked for an account that does not exist."""


class BadPassword(ValueError):
    """A password that may not be used. `problem` is too_short, too_long or too_obvious."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


def check_password(password: str, *, personal: tuple[str, ...] = ()) -> None:
    """Refuse a password that is too short, too long, or too easy to guess.

    Any characters are allowed. Obvious and `personal` words (name, address) do not count, nor do
    runs and repetitions (`sync_server.security.obvious`). Raises `BadPassword`.
    """
    if len(password) < SHORTEST:
        raise BadPassword("too_short")
    if len(password) > LONGEST:
        raise BadPassword("too_long")
    if strength(password, personal=personal) < WEAKEST:
        raise BadPassword("too_obvious")


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, with its parameters (PHC text)."""
    return _hasher.hash(_bytes_of(password))


def verify_password(stored: str | None, password: str) -> bool:
    """Whether a password is right. Unknown accounts (`None`) cost the same time."""
    try:
        _hasher.verify(NOBODY if stored is None else stored, _bytes_of(password))
    except (Argon2Error, InvalidHashError):
        return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(stored)


def _bytes_of(password: str) -> bytes:
    """Exactly what was typed, a lone surrogate included: nothing is cut, folded or refused."""
    return password.encode("utf-8", "surrogatepass")
