# SPDX-License-Identifier: Apache-2.0
"""What can go wrong for the person at this computer, as exceptions that a window can explain."""

from typing import TYPE_CHECKING

from sync_server.contract.refusals import Refusal

if TYPE_CHECKING:
    from sync_server.contract.gates import Missing


class ClientError(Exception):
    """Base of everything that a window shows as a sentence instead of a fault."""


class BadText(ClientError):
    """A text that cannot be sent. `position` counts characters, so that the place can be marked."""

    def __init__(self, field: str, position: int, problem: str) -> None:
        self.field = field
        self.position = position
        self.problem = problem
        super().__init__(f"{field} at character {position}: {problem}")


class TextTooLong(BadText):
    """A text of more characters than one message has. `position` is where it would have to end."""


class TooLarge(ClientError):
    """A command of `size` bytes is over `limit`; its text may be attached as a file instead."""

    def __init__(self, size: int, limit: int) -> None:
        self.size = size
        self.limit = limit
        super().__init__(f"{size} bytes, at most {limit}")


class NotReady(ClientError):
    """The ticket may not be solved yet; `missing` says what is to be done first. Of several that
    may not, it is of the first of these `numbers`.
    """

    def __init__(self, missing: "Missing", numbers: tuple[int, ...] = ()) -> None:
        self.missing = missing
        self.numbers = numbers
        super().__init__(f"not ready to be solved: {missing.first}")


class QueueFull(ClientError):
    """`limit` commands already wait on this device: nothing more is taken until some are sent."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"{limit} changes wait to be sent")


class NoRoom(ClientError):
    """The disk is full. `needed` is how many bytes must become free, where that is known."""

    def __init__(self, needed: int = 0) -> None:
        self.needed = needed
        super().__init__(f"no room on this computer, {needed} bytes are needed")


class Unreachable(ClientError):
    """No session with the server: `reason` is "name", "port", "certificate" or "network"."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else reason)


class NotConnected(ClientError):
    """The question needs the server, and there is no session now."""


class SignInRefused(ClientError):
    """The server did not let the person in; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.code)


class AskRefused(ClientError):
    """The server refused a query; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.code)


class BadJoinCode(ClientError):
    """The join code is not one, or was mistyped."""


class WrongPassphrase(ClientError):
    """The passphrase does not open what is kept on this computer."""


class KeyringUnavailable(ClientError):
    """The keyring of the operating system does not answer, so that nothing may rely on it."""


class TransferFailed(ClientError):
    """A file did not go through. `refusal` where the server said why."""

    def __init__(self, detail: str, refusal: Refusal | None = None) -> None:
        self.refusal = refusal
        super().__init__(detail)


class AnotherAccount(ClientError):
    """The profile on this computer belongs to somebody else: sign out first, or use another one."""


class Locked(ClientError):
    """What is kept on this computer is locked: the passphrase is needed first."""


class ProfileInUse(ClientError):
    """Another running program has the profile: two would send from one outbox."""
